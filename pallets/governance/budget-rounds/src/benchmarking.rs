// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and step: eight headings, three classes, twelve stages, a list of 256 options, people who
//! sponsor as much as they can.

#![allow(clippy::restriction)]

use alloc::{boxed::Box, vec, vec::Vec};
use chungnam_frame_kit::benchmarking::{assert_last, hash, set_now, Mandated, Passing};
use chungnam_ports::{
	Body, Class, Due, Electors, Escrow, EscrowNews, EscrowOwner, Mandate, OnBallot, OnDue,
	OnEscrow, OptionSet, Outcome, Payee, Payees, People, Question, Reviewers, Rule, Silence, Ties,
	Verdict, MAX_HEADINGS, MAX_MILESTONES,
};
use chungnam_primitives::{
	BallotId, EnvelopeId, FieldSet, IdeaId, Moment, PersonId, RoundId, Scope, Won, ZoneId, DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOriginWithArg, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000_000;
const FIRST: RoundId = RoundId(0);
const REGION: u8 = 12;
const HOME: ZoneId = ZoneId::new(REGION, 1);
const HEADS: u32 = 100_000;

fn key<T: Config>(number: u32) -> T::AccountId {
	account("resident", number, 0)
}

/// A resident with a key.
fn resident<T: Config>(number: u32) -> PersonId {
	T::Electors::benchmark_elector(&key::<T>(number), REGION, HEADS)
}

/// The payee, an institution.
fn payee<T: Config>() -> T::AccountId {
	let account = account("payee", 0, 0);
	T::Payees::benchmark_institution(&account);
	account
}

/// A person who looks at evidence.
fn reviewer<T: Config>() -> PersonId {
	let key: T::AccountId = account("reviewer", 0, 0);
	T::People::person_of(&key).unwrap_or_else(|| T::People::benchmark_person(&key, HOME))
}

fn plan<T: Config>() -> PlanOf<T> {
	let heading = |number| Heading { title: hash(number), budget: 1_000_000 };
	let class = |body, weight_bp| Class { body, weight_bp, quorum_bp: 0 };
	let seats = |bit| Body::Seats(FieldSet(bit));
	let one = Perbill::from_percent(5);
	let stage = |share| Stage { share, after: DAYS };
	let mut stages = vec![stage(Perbill::from_percent(45))];
	stages.extend((1..MAX_MILESTONES).map(|_| stage(one)));
	RoundPlan {
		title: hash(1),
		region: Some(REGION),
		headings: BoundedVec::truncate_from((0..u64::from(MAX_HEADINGS)).map(heading).collect()),
		least: 1,
		most: 1_000_000,
		sponsors: 1_000,
		part_bp: 5_000,
		classes: BoundedVec::truncate_from(vec![
			class(seats(1), 4_000),
			class(seats(2), 3_000),
			class(Body::Regions(chungnam_primitives::RegionSet::of(&[REGION])), 3_000),
		]),
		question: Question::Approval { least: 1, most: 5, per_heading: true },
		rule: Rule::Greedy { ties: Ties::CheaperThenNumber },
		paper_cap_bp: 3_000,
		shown: false,
		windows: Windows {
			ideas: DAYS,
			sponsoring: DAYS,
			merging: DAYS,
			feasibility: DAYS,
			appealing: DAYS,
			appeals: DAYS,
			notice: DAYS,
			voting: DAYS,
			contest: DAYS,
			acceptance: DAYS,
		},
		terms: Terms {
			payee: Payee::Institution(payee::<T>()),
			stages: BoundedVec::truncate_from(stages),
			reviewers: Reviewers::Person(reviewer::<T>()),
			silence: Silence::Release,
			objectors: None,
			grace: DAYS,
		},
	}
}

/// A round in this state.
fn prepare<T: Config>(phase: Phase) {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	let funder: T::AccountId = account("funder", 0, 0);
	T::Won::mint_into(&funder, PLENTY).expect("so much can be made");
	Pallet::<T>::do_open_round(funder, plan::<T>()).expect("the plan is sound");
	set_phase::<T>(phase);
}

fn set_phase<T: Config>(phase: Phase) {
	let round = Rounds::<T>::get(FIRST).expect("it was opened");
	Pallet::<T>::advance(FIRST, round, phase);
}

/// An idea of a person.
fn idea<T: Config>(number: u16, by: PersonId, sponsors: u32) {
	let idea = Idea {
		text: hash(number.into()),
		zone: HOME,
		heading: (number % 8) as u8,
		cost: 1_000,
		by,
		since: NOW - DAYS,
		sponsors,
		offer: None,
		review: Review::Open,
		payee: None,
	};
	Proposed::<T>::insert(FIRST, (by, idea.heading), IdeaId(number));
	Ideas::<T>::insert(FIRST, IdeaId(number), idea);
	Registers::<T>::mutate(FIRST, |own| {
		own.next = own.next.max(IdeaId(number + 1));
		own.ideas += 1;
	});
}

/// 255 ideas of others that qualified.
fn qualify_others<T: Config>() {
	for number in 0..255 {
		idea::<T>(1_000 + number, PersonId(900_000 + u32::from(number)), 1_000);
	}
	let numbers = (1_000..1_255).map(IdeaId).collect();
	Registers::<T>::mutate(FIRST, |own| own.qualified = BoundedVec::truncate_from(numbers));
}

/// A list of 256 ideas, of which all won.
fn fill_list<T: Config>() {
	let listed =
		|number: u16| Listed { idea: IdeaId(number), heading: (number % 8) as u8, cost: 1_000 };
	Lists::<T>::insert(FIRST, BoundedVec::truncate_from((0..256).map(listed).collect()));
	for number in 0..16 {
		idea::<T>(number, PersonId(900_000 + u32::from(number)), 1_000);
	}
	Counts::<T>::insert(FIRST, count());
}

fn count() -> Count {
	Count {
		winners: OptionSet([0xFF; 32]),
		parts: BoundedVec::new(),
		ranking: BoundedVec::truncate_from((0..=u8::MAX).collect()),
	}
}

/// A round in which one award waits for its payee.
fn offered<T: Config>() {
	prepare::<T>(Phase::Accepting { until: NOW + DAYS, is_second: false });
	fill_list::<T>();
	let mut round = Rounds::<T>::get(FIRST).expect("it was opened");
	let listed = Listed { idea: IdeaId(0), heading: 0, cost: 1_000 };
	Pallet::<T>::offer(FIRST, &mut round, 0, listed, 1_000);
	Rounds::<T>::insert(FIRST, round);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open_round() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		let origin = T::MandateOrigin::of_region(Scope::Budget, REGION)?;
		let mandate = Mandate::of(Scope::Budget, REGION);
		let by = T::MandateOrigin::ensure_origin(origin.clone(), &mandate)
			.map_err(|_| BenchmarkError::Stop("no office"))?;
		let funder = by.unwrap_or_else(T::Budget::get);
		T::Won::mint_into(&funder, PLENTY).expect("so much can be made");
		let plan = Box::new(plan::<T>());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, plan);

		let phase = Phase::Ideas { until: NOW + DAYS };
		assert_last::<T>(Event::Advanced { round: FIRST, phase });
		Ok(())
	}

	#[benchmark]
	fn propose_idea() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Ideas { until: NOW + DAYS });
		let by = resident::<T>(0);
		qualify_others::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, 1, HOME, 1_000, hash(7));

		let (idea, heading, zone, cost, text) = (IdeaId(1_255), 1, HOME, 1_000, hash(7));
		let event = Event::IdeaProposed { round: FIRST, idea, by, heading, zone, cost, text };
		assert_last::<T>(event);
		Ok(())
	}

	#[benchmark]
	fn sponsor() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Ideas { until: NOW + DAYS });
		let by = resident::<T>(0);
		qualify_others::<T>();
		// Seven others are asked for, and the idea qualifies with this one.
		idea::<T>(0, PersonId(900_999), 999);
		let own: Vec<_> = (1_000..1_007).map(IdeaId).collect();
		Sponsoring::<T>::insert(FIRST, by, BoundedVec::truncate_from(own));

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, IdeaId(0));

		let idea = IdeaId(0);
		assert_last::<T>(Event::IdeaSponsored { round: FIRST, idea, by, sponsors: 1_000 });
		Ok(())
	}

	#[benchmark]
	fn lapse_idea() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Ideas { until: NOW + DAYS });
		qualify_others::<T>();
		idea::<T>(0, PersonId(900_999), 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, IdeaId(0));

		assert_last::<T>(Event::IdeaLapsed { round: FIRST, idea: IdeaId(0) });
		Ok(())
	}

	#[benchmark]
	fn offer_merge() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Merging { until: NOW + DAYS });
		idea::<T>(0, resident::<T>(0), 1_000);
		idea::<T>(8, PersonId(900_999), 1_000);
		let offer = Some(MergeOffer { into: IdeaId(8), text: hash(7), cost: 2_000 });

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, IdeaId(0), offer);

		assert_last::<T>(Event::MergeOffered { round: FIRST, idea: IdeaId(0), offer });
		Ok(())
	}

	#[benchmark]
	fn accept_merge() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Merging { until: NOW + DAYS });
		qualify_others::<T>();
		idea::<T>(0, PersonId(900_999), 1_000);
		idea::<T>(8, resident::<T>(0), 1_000);
		let offer = MergeOffer { into: IdeaId(8), text: hash(7), cost: 2_000 };
		Ideas::<T>::mutate(FIRST, IdeaId(0), |own| {
			own.as_mut().expect("it is there").offer = Some(offer);
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, IdeaId(0), offer);

		let idea = IdeaId(0);
		assert_last::<T>(Event::IdeasMerged { round: FIRST, idea, offer, sponsors: 1_000 });
		Ok(())
	}

	#[benchmark]
	fn judge_idea() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Feasibility { until: NOW + DAYS });
		idea::<T>(0, PersonId(900_999), 1_000);
		let payee = Some(Payee::Institution(payee::<T>()));
		let judgement = Judgement::Feasible { cost: 2_000, payee, reason: hash(7) };
		let origin = T::MandateOrigin::of_region(Scope::Budget, REGION)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, IdeaId(0), judgement);

		let own = Ideas::<T>::get(FIRST, IdeaId(0)).expect("it is there");
		assert_eq!((own.cost, own.review), (2_000, Review::Feasible));
		Ok(())
	}

	#[benchmark]
	fn appeal() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Appealing { until: NOW + DAYS });
		idea::<T>(0, resident::<T>(0), 1_000);
		Ideas::<T>::mutate(FIRST, IdeaId(0), |own| {
			own.as_mut().expect("it is there").review = Review::Unfeasible;
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, IdeaId(0), hash(7));

		assert_last::<T>(Event::Appealed { round: FIRST, idea: IdeaId(0), reason: hash(7) });
		Ok(())
	}

	#[benchmark]
	fn decide_appeal() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Appeals { until: NOW + DAYS });
		idea::<T>(0, PersonId(900_999), 1_000);
		Ideas::<T>::mutate(FIRST, IdeaId(0), |own| {
			own.as_mut().expect("it is there").review = Review::Appealed;
		});
		let origin = T::CommitteeOrigin::passing()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, IdeaId(0), true, hash(7));

		let (idea, is_feasible, reason) = (IdeaId(0), true, hash(7));
		assert_last::<T>(Event::AppealDecided { round: FIRST, idea, is_feasible, reason });
		Ok(())
	}

	#[benchmark]
	fn accept_award() -> Result<(), BenchmarkError> {
		offered::<T>();
		let payee = payee::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(payee), FIRST, 0);

		let own = Rounds::<T>::get(FIRST).expect("it was opened");
		assert_eq!((own.awards, own.envelopes), (0, 1));
		Ok(())
	}

	#[benchmark]
	fn replace_payee() -> Result<(), BenchmarkError> {
		offered::<T>();
		Pallet::<T>::do_accept_award(&payee::<T>(), FIRST, 0).expect("it is offered");
		// Another change is under way, whose ballot of objectors ends with it.
		T::Escrow::benchmark_contest(EnvelopeId(0));
		let other = Payee::Person(resident::<T>(1));
		let origin = T::MandateOrigin::of_region(Scope::Budget, REGION)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, EnvelopeId(0), other.clone());

		let envelope = EnvelopeId(0);
		assert_last::<T>(Event::PayeeProposed { round: FIRST, envelope, payee: other });
		Ok(())
	}

	#[benchmark]
	fn sweep_round(n: Linear<1, MAX_SWEPT>) -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Closed);
		// The last step removes the round as well.
		let own = BoundedVec::truncate_from(vec![IdeaId(0); 8]);
		for number in 1..n {
			Sponsoring::<T>::insert(FIRST, PersonId(900_000 + number), own.clone());
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(0)), FIRST, n);

		assert!(Rounds::<T>::get(FIRST).is_none());
		Ok(())
	}

	/// The list becomes a ballot.
	#[benchmark]
	fn open_ballot() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Opening { tries: 0, is_repeat: false });
		fill_list::<T>();
		resident::<T>(0);

		#[block]
		{
			Pallet::<T>::on_due(Due::Round(FIRST));
		}

		let own = Rounds::<T>::get(FIRST).expect("it was opened");
		assert!(matches!(own.phase, Phase::Voting { .. } | Phase::Opening { tries: 1, .. }));
		Ok(())
	}

	/// Sixteen winners are offered their money.
	#[benchmark]
	fn step() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Awarding { next: 0, is_second: false });
		fill_list::<T>();

		#[block]
		{
			Pallet::<T>::on_due(Due::Round(FIRST));
		}

		assert_eq!(Rounds::<T>::get(FIRST).expect("it was opened").awards, STEP);
		Ok(())
	}

	/// What the ballot said is noted. The ranking is weighed by the ballots.
	#[benchmark]
	fn ballot_is_final() -> Result<(), BenchmarkError> {
		let ballot = BallotId(7);
		prepare::<T>(Phase::Voting { ballot, until: NOW + DAYS, is_repeat: false });
		let outcome = Outcome {
			verdict: Verdict::Chosen,
			classes: BoundedVec::new(),
			winners: OptionSet([0xFF; 32]),
			parts: BoundedVec::new(),
			mean: 0,
			digest: hash(1),
		};

		#[block]
		{
			let user = chungnam_ports::BallotUser::Round(FIRST.0);
			<Pallet<T> as OnBallot>::on_final(user, ballot, &outcome);
		}

		let phase = Phase::Awarding { next: 0, is_second: false };
		assert_last::<T>(Event::Advanced { round: FIRST, phase });
		Ok(())
	}

	/// The last envelope ended.
	#[benchmark]
	fn envelope_ended() -> Result<(), BenchmarkError> {
		prepare::<T>(Phase::Running);
		Rounds::<T>::mutate(FIRST, |own| own.as_mut().expect("it was opened").envelopes = 1);

		#[block]
		{
			let owner = EscrowOwner::Round(FIRST.0);
			<Pallet<T> as OnEscrow<T::AccountId>>::on_event(
				owner,
				EnvelopeId(0),
				EscrowNews::Ended,
			);
		}

		assert_last::<T>(Event::Advanced { round: FIRST, phase: Phase::Closed });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
