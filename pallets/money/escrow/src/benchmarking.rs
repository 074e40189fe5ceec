// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and step: envelopes of as many milestones as fit, each with as much evidence as fits, as
//! many refunds, none of whose accounts exists yet, and ballots of objectors with votes from every source.

#![allow(clippy::restriction)]

use alloc::vec;
use chungnam_frame_kit::{
	benchmarking::{assert_last, hash, set_now, Passing},
	Clock,
};
use chungnam_ports::{
	Agenda, Ballots, Body, Due, EnvelopePlan, EscrowOwner, MilestonePlan, Objectors, OwnerAct,
	Payee, Payees, People, Refund, RefundShare, Reviewers, Seats, Silence, MAX_MILESTONES,
	MAX_REFUNDS,
};
use chungnam_primitives::{BallotId, EnvelopeId, FieldSet, Moment, PersonId, Won, ZoneId, DAYS};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000_000;
const FIRST: EnvelopeId = EnvelopeId(0);
const HOME: ZoneId = ZoneId::new(12, 1);
/// Seats of a full committee, and more.
const SEATS: u32 = 50;
/// The last milestone.
const LAST: u8 = MAX_MILESTONES as u8 - 1;

fn mint<T: Config>(to: &T::AccountId) {
	T::Won::mint_into(to, PLENTY).expect("so much can be made");
}

/// The payee, an institution.
fn payee<T: Config>() -> T::AccountId {
	let account = account("payee", 0, 0);
	T::Payees::benchmark_institution(&account);
	account
}

/// The reviewer, who has a seat where there are seats.
fn reviewer<T: Config>() -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("reviewer", 0, 0);
	let person =
		T::People::person_of(&key).unwrap_or_else(|| T::People::benchmark_person(&key, HOME));
	T::Seats::benchmark_seat(person);
	(key, person)
}

/// Reviewed by the committee where there is one, or by one person.
fn reviewers<T: Config>() -> Reviewers<T::AccountId> {
	let (_, person) = reviewer::<T>();
	if T::Seats::seats_at(FieldSet::ALL, NOW) > 0 {
		Reviewers::Seats(FieldSet::ALL)
	} else {
		Reviewers::Person(person)
	}
}

fn plan<T: Config>() -> PlanOf<T> {
	let payment = |n: u32| MilestonePlan { amount: 1_000, due: NOW + DAYS * (1 + Moment::from(n)) };
	let share = Perbill::from_parts(1_000_000_000 / MAX_REFUNDS);
	let refund = |n| RefundShare { to: Refund::Account(account("refund", n, 0)), share };
	EnvelopePlan {
		title: hash(1),
		payee: Payee::Institution(payee::<T>()),
		milestones: BoundedVec::truncate_from((0..MAX_MILESTONES).map(payment).collect()),
		reviewers: reviewers::<T>(),
		silence: Silence::Release,
		objectors: Some(OBJECTORS),
		grace: DAYS,
		refunds: BoundedVec::truncate_from((0..MAX_REFUNDS).map(refund).collect()),
	}
}

/// An envelope that stands alone, with evidence wherever some fits.
fn prepare<T: Config>() {
	set_now::<T::Time>(NOW);
	let from: T::AccountId = account("budget", 0, 0);
	mint::<T>(&from);
	let owner = EscrowOwner::Envelope(0);
	Pallet::<T>::do_open(owner, &from, plan::<T>()).expect("the plan is sound");
	// Stray won makes the end dearer.
	mint::<T>(&Pallet::<T>::pot_of(FIRST));
	for number in 0..=LAST {
		Milestones::<T>::mutate(FIRST, number, |own| {
			let own = own.as_mut().unwrap();
			let first = u64::from(number) * 16 + 1_000;
			let all = (first..first + u64::from(MAX_EVIDENCE) - 1).map(hash).collect();
			own.evidence = BoundedVec::truncate_from(all);
		});
	}
}

/// Every milestone but the last is of this state, and so is the last.
fn set_all<T: Config>(state: MilestoneState) {
	for number in 0..=LAST {
		set::<T>(number, state);
	}
}

fn set<T: Config>(number: u8, state: MilestoneState) {
	let mut own = Milestones::<T>::get(FIRST, number).expect("it is there");
	own.state = state;
	Pallet::<T>::put(FIRST, number, &own);
}

/// Never enough: the dearer end of a review or a change is the one that nobody stops.
const OBJECTORS: Objectors = Objectors { body: Body::Province, least: u64::MAX };

/// A ballot of objectors to a part, with votes from every source.
fn objection<T: Config>(id: EnvelopeId, part: u8) -> BallotId {
	let (subject, objectors, until) = (subject(id, part), OBJECTORS, T::Time::moment() + REVIEW);
	let ballot = Pallet::<T>::open_objection(subject, hash(1), objectors, vec![], until).unwrap();
	T::Ballots::benchmark_fill(ballot);
	ballot
}

/// A review with a ballot of objectors.
fn review<T: Config>(number: u8) -> MilestoneState {
	let objection = Some(objection::<T>(FIRST, number));
	MilestoneState::Review { until: NOW + REVIEW, accepted: false, objection }
}

/// Experts object: a roll of seats is dearer than one of residents, for each of them is asked whether it lives.
fn experts_object<T: Config>() {
	for number in 0..SEATS {
		let key: T::AccountId = account("seat", number, 0);
		T::Seats::benchmark_seat(T::People::benchmark_person(&key, HOME));
	}
	let objectors = Objectors { body: Body::Seats(FieldSet::ALL), least: u64::MAX };
	Envelopes::<T>::mutate(FIRST, |own| own.as_mut().unwrap().objectors = Some(objectors));
}

/// Everything but one milestone is paid, so the next end of one ends the envelope.
fn leave_one<T: Config>(state: MilestoneState) {
	set_all::<T>(MilestoneState::Paid);
	set::<T>(LAST, state);
	Envelopes::<T>::mutate(FIRST, |own| {
		let own = own.as_mut().unwrap();
		own.held = 1_000;
		own.paid = own.total - own.held;
	});
}

fn propose<T: Config>(id: EnvelopeId) -> T::AccountId {
	let key: T::AccountId = account("new payee", 0, 0);
	let person = T::People::benchmark_person(&key, HOME);
	Pallet::<T>::propose_payee(id, Payee::Person(person)).expect("it is another one");
	key
}

/// Both payees of an envelope agreed to a change, and objectors vote about it.
pub(crate) fn contest_change<T: Config>(id: EnvelopeId) {
	propose::<T>(id);
	let (until, ballot) = (T::Time::moment() + REVIEW, objection::<T>(id, PAYEE_PART));
	PayeeChanges::<T>::mutate_extant(id, |own| {
		own.stage = ChangeStage::Objecting { until, ballot }
	});
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open_envelope() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		let origin = T::OpenOrigin::passing()?;
		let from = T::OpenOrigin::ensure_origin(origin.clone()).unwrap();
		mint::<T>(&from);
		let plan = plan::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, plan.clone());

		let owner = EscrowOwner::Envelope(0);
		let people = Default::default();
		assert_last::<T>(Event::Opened { envelope: FIRST, owner, from, plan, people });
		Ok(())
	}

	#[benchmark]
	fn settle_envelope() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let origin = T::OpenOrigin::passing()?;
		for number in 0..=LAST {
			set::<T>(number, review::<T>(number));
		}
		contest_change::<T>(FIRST);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, OwnerAct::Abort(hash(2)));

		assert_last::<T>(Event::Ended { envelope: FIRST });
		Ok(())
	}

	#[benchmark]
	fn submit_evidence() {
		prepare::<T>();
		experts_object::<T>();
		let who = payee::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, LAST, hash(2));

		let own = Milestones::<T>::get(FIRST, LAST).unwrap();
		assert_eq!(own.evidence.last(), Some(&hash(2)));
		assert!(own.state.objection().is_some());
	}

	#[benchmark]
	fn accept() {
		prepare::<T>();
		// Owed at once, as dear as handing it to the committee: where nobody can be asked for objections.
		Envelopes::<T>::mutate(FIRST, |own| own.as_mut().unwrap().objectors = None);
		let (who, _) = reviewer::<T>();
		let state =
			MilestoneState::Review { until: NOW + REVIEW, accepted: false, objection: None };
		set::<T>(LAST, state);
		let evidence = *Milestones::<T>::get(FIRST, LAST).unwrap().evidence.last().unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, LAST, evidence);

		let until = NOW + UNCLAIMED;
		assert_last::<T>(Event::MilestonePayable { envelope: FIRST, milestone: LAST, until });
	}

	#[benchmark]
	fn reject() {
		prepare::<T>();
		let (who, _) = reviewer::<T>();
		set::<T>(LAST, review::<T>(LAST));
		Milestones::<T>::mutate(FIRST, LAST, |own| own.as_mut().unwrap().tries = MAX_TRIES);
		let evidence = *Milestones::<T>::get(FIRST, LAST).unwrap().evidence.last().unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, LAST, evidence, hash(3));

		let until = NOW + ESCALATION;
		assert_last::<T>(Event::MilestoneEscalated { envelope: FIRST, milestone: LAST, until });
	}

	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let origin = T::CommitteeOrigin::passing()?;
		for number in 0..LAST {
			set::<T>(number, review::<T>(number));
		}
		set::<T>(LAST, MilestoneState::Escalated { until: NOW + ESCALATION });
		contest_change::<T>(FIRST);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, LAST, Decision::Abort(hash(2)));

		assert_last::<T>(Event::Ended { envelope: FIRST });
		Ok(())
	}

	#[benchmark]
	fn collect() {
		prepare::<T>();
		leave_one::<T>(MilestoneState::Payable { until: NOW + UNCLAIMED });
		contest_change::<T>(FIRST);
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, LAST);

		assert_last::<T>(Event::Ended { envelope: FIRST });
	}

	#[benchmark]
	fn change_payee() {
		prepare::<T>();
		experts_object::<T>();
		let who = propose::<T>(FIRST);
		PayeeChanges::<T>::mutate_extant(FIRST, |own| own.old_agreed = true);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST);

		let change = PayeeChanges::<T>::get(FIRST).unwrap();
		assert!(change.stage.objection().is_some());
	}

	#[benchmark]
	fn return_stray() {
		prepare::<T>();
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST);

		assert_last::<T>(Event::StrayReturned { envelope: FIRST, amount: PLENTY });
	}

	#[benchmark]
	fn milestone_is_due() {
		prepare::<T>();
		for number in 0..LAST {
			set::<T>(number, review::<T>(number));
		}
		set::<T>(LAST, MilestoneState::Escalated { until: NOW });
		contest_change::<T>(FIRST);
		T::Agenda::cancel(Due::Envelope(FIRST, LAST));

		#[block]
		{
			Pallet::<T>::part_is_due(FIRST, LAST);
		}

		assert_last::<T>(Event::Ended { envelope: FIRST });
	}

	#[benchmark]
	fn change_is_due() {
		prepare::<T>();
		contest_change::<T>(FIRST);
		T::Agenda::cancel(Due::Envelope(FIRST, PAYEE_PART));
		set_now::<T::Time>(NOW + REVIEW);

		#[block]
		{
			Pallet::<T>::part_is_due(FIRST, PAYEE_PART);
		}

		// The dearer of the two ends: too few objected.
		assert!(PayeeChanges::<T>::get(FIRST).is_none());
		assert!(matches!(Envelopes::<T>::get(FIRST).unwrap().payee, Payee::Person(_)));
	}

	#[benchmark]
	fn objection_is_final() {
		prepare::<T>();
		let ballot = BallotId(7);
		let state = MilestoneState::Review {
			until: NOW + REVIEW,
			accepted: false,
			objection: Some(ballot),
		};
		set::<T>(LAST, state);
		let outcome = chungnam_ports::Outcome {
			verdict: chungnam_ports::Verdict::Passed,
			classes: BoundedVec::new(),
			winners: Default::default(),
			parts: BoundedVec::new(),
			mean: 0,
			digest: hash(0),
		};

		#[block]
		{
			Pallet::<T>::objection_is_final(FIRST, LAST, ballot, &outcome);
		}

		let until = NOW + ESCALATION;
		assert_last::<T>(Event::MilestoneEscalated { envelope: FIRST, milestone: LAST, until });
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
