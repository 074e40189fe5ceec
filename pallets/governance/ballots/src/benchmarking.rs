// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and of each weighed step of a hook: three classes, lists of 256 options, voters who change a
//! vote on another page.

#![allow(clippy::restriction)]

use alloc::{vec, vec::Vec};
use chungnam_frame_kit::{benchmarking::set_now, Clock};
use chungnam_ports::{
	Agenda, BallotPlan, BallotUser, Body, Candidate, Choice, Class, Cohorts, Due, Electors, Holder,
	Mandate, Question, Rule, Ties, Verdict, MAX_CONFLICTS, MAX_OPTIONS, MAX_PICKS,
};
use chungnam_primitives::{BallotId, Moment, PersonId, RegionId, Scope, HOURS};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	traits::{EnsureOrigin, EnsureOriginWithArg},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;

use super::*;
use crate::pallet::{Ballots, Pages};

const NOW: Moment = 1_800_000_000_000;
const REGION: RegionId = 12;
/// As many heads as a region may have: nothing below depends on the number.
const HEADS: u32 = 1_000_000;

fn assert_last<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

/// An elector, and their key.
fn voter<T: Config>() -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("voter", 0, 0);
	let person = T::Electors::benchmark_elector(&key, REGION, HEADS);
	(key, person)
}

/// A plan with a list of 256 options in eight headings, for residents and two cohorts, with as many conflicts as fit.
fn plan<T: Config>() -> BallotPlan {
	let class = |body, weight_bp| Class { body, weight_bp, quorum_bp: 0 };
	let cohort = || Body::Cohort(T::Cohorts::benchmark_cohort(REGION, HEADS, &[]));
	let classes =
		vec![class(cohort(), 2_000), class(cohort(), 3_000), class(Body::Province, 5_000)];
	let option = |number: u32| Candidate { cost: 1_000, part_from: 1, heading: (number % 8) as u8 };
	let conflicts = (0..MAX_CONFLICTS).map(|number| PersonId(1_000_000 + number));
	BallotPlan {
		title: H256::zero(),
		classes: BoundedVec::truncate_from(classes),
		question: Question::Knapsack { budget_bp: 10_000 },
		rule: Rule::Greedy { ties: Ties::CheaperThenNumber },
		options: BoundedVec::truncate_from((0..MAX_OPTIONS).map(option).collect()),
		headings: BoundedVec::truncate_from(vec![20_000; 8]),
		opens: T::Time::moment(),
		closes: T::Time::moment() + HOURS,
		contest: HOURS,
		conflicts: BoundedVec::truncate_from(conflicts.collect()),
		paper_cap_bp: 10_000,
		early: false,
		shown: true,
		can_be_annulled: true,
	}
}

/// As many picks as fit, from `first` on, one on each of the last pages.
fn picks(first: u8) -> Choice {
	let numbers = (0..MAX_PICKS as u8).map(|number| first + number * 7);
	Choice::Picks(BoundedVec::truncate_from(numbers.collect()))
}

/// An open ballot of the plan, in the second block.
fn opened<T: Config>() -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	let (key, person) = voter::<T>();
	let ballot = Pallet::<T>::do_open(BallotUser::Round(1), plan::<T>())?;
	Ok((ballot, key, person))
}

/// Tallies and pages of every source of every class.
pub(crate) fn fill<T: Config>(id: BallotId) {
	let ballot = Ballots::<T>::get(id).unwrap();
	let counts = || Counts::truncate_from(vec![1; PAGE as usize]);
	for (class, roll) in (0..).zip(&ballot.classes) {
		for source in roll.offices.iter().map(|office| office.source).chain([KEYS]) {
			let tally = Tally { voted: 100, blank: 1, counts: counts() };
			Tallies::<T>::insert(id, (class, source), tally);
			for page in ballot.pages() {
				Pages::<T>::insert(id, (class, source, page), counts());
			}
		}
	}
}

/// A ballot with an answer of a support, of whose voter a vote stands.
fn open_support<T: Config>() -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	let (key, person) = voter::<T>();
	let classes = vec![Class { body: Body::Province, weight_bp: 10_000, quorum_bp: 0 }];
	let plan = BallotPlan {
		classes: BoundedVec::truncate_from(classes),
		question: Question::Support,
		rule: Rule::Reached { least: 10 },
		options: Default::default(),
		headings: Default::default(),
		..plan::<T>()
	};
	let ballot = Pallet::<T>::do_open(BallotUser::Round(1), plan)?;
	Pallet::<T>::do_cast(key.clone(), ballot, Choice::Support)?;
	Ok((ballot, key, person))
}

/// A ballot that is closed, with all tallies.
fn closed<T: Config>() -> Result<BallotId, BenchmarkError> {
	let (id, ..) = opened::<T>()?;
	fill::<T>(id);
	set_now::<T::Time>(NOW + HOURS);
	let ballot = Ballots::<T>::get(id).unwrap();
	Pallet::<T>::close(id, ballot, NOW + HOURS);
	Ok(id)
}

/// A ballot that is final, with so many votes of accounts.
fn finished<T: Config>(votes: u32) -> Result<BallotId, BenchmarkError> {
	let id = closed::<T>()?;
	let ballot = Ballots::<T>::get(id).unwrap();
	Pallet::<T>::finish(id, ballot, NOW + HOURS);
	for number in 0..votes {
		let voter = Holder::Account(account("holder", number, 0));
		let vote = Vote { class: 0, source: KEYS, weight: 1, choice: picks(0) };
		Votes::<T>::insert(id, voter, vote);
	}
	Ok(id)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A vote of 32 picks on all pages takes the place of another.
	#[benchmark]
	fn cast() -> Result<(), BenchmarkError> {
		let (ballot, key, person) = opened::<T>()?;
		Pallet::<T>::do_cast(key.clone(), ballot, picks(0))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), ballot, picks(20));

		let vote = Vote { class: 2, source: KEYS, weight: 1, choice: picks(20) };
		let voter = Holder::Person(person);
		assert_last::<T>(Event::Cast { ballot, voter, vote, sheet: None });
		Ok(())
	}

	/// Paper of 32 picks on all pages.
	#[benchmark]
	fn cast_for() -> Result<(), BenchmarkError> {
		let (ballot, _, person) = opened::<T>()?;
		let mandate = Mandate::of(Scope::Ballots, REGION);
		let office = T::MandateOrigin::try_successful_origin(&mandate)
			.map_err(|_| BenchmarkError::Weightless)?;
		let sheet = H256::repeat_byte(1);

		#[extrinsic_call]
		_(office as T::RuntimeOrigin, ballot, person, picks(20), sheet);

		let vote = Vote { class: 2, source: REGION, weight: 1, choice: picks(20) };
		let voter = Holder::Person(person);
		assert_last::<T>(Event::Cast { ballot, voter, vote, sheet: Some(sheet) });
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let (ballot, key, person) = open_support::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), ballot);

		assert_last::<T>(Event::Withdrawn { ballot, voter: Holder::Person(person) });
		Ok(())
	}

	#[benchmark]
	fn strike() -> Result<(), BenchmarkError> {
		let (ballot, ..) = open_support::<T>()?;
		let committee =
			T::CommitteeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(committee as T::RuntimeOrigin, ballot, REGION);

		assert_last::<T>(Event::Struck { ballot, office: REGION });
		Ok(())
	}

	/// Of a ballot that the clock has not counted yet.
	#[benchmark]
	fn annul() -> Result<(), BenchmarkError> {
		let (ballot, ..) = opened::<T>()?;
		fill::<T>(ballot);
		set_now::<T::Time>(NOW + HOURS);
		let committee =
			T::CommitteeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let reason = H256::repeat_byte(2);

		#[extrinsic_call]
		_(committee as T::RuntimeOrigin, ballot, reason);

		assert_last::<T>(Event::Annulled { ballot, at: T::Time::moment(), reason });
		Ok(())
	}

	/// The last step removes the tallies as well.
	#[benchmark]
	fn sweep(n: Linear<0, MAX_SWEEP>) -> Result<(), BenchmarkError> {
		let ballot = finished::<T>(n)?;
		let caller: T::AccountId = account("caller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ballot, MAX_SWEEP);

		assert_last::<T>(Event::Swept { ballot, votes: n, done: n < MAX_SWEEP });
		Ok(())
	}

	/// The rolls of 15 regions and two cohorts, and 32 people who are kept out.
	#[benchmark]
	fn open() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		voter::<T>();
		let plan = plan::<T>();
		let ballot;

		#[block]
		{
			ballot = Pallet::<T>::do_open(BallotUser::Round(1), plan)?;
		}

		assert_eq!(T::Agenda::at(Due::Ballot(ballot)), Some(T::Time::moment() + HOURS));
		Ok(())
	}

	/// Before the first moment.
	#[benchmark]
	fn shift() -> Result<(), BenchmarkError> {
		let (ballot, ..) = opened::<T>()?;
		Ballots::<T>::mutate_extant(ballot, |own| own.opens = T::Time::moment() + 1);

		#[block]
		{
			Pallet::<T>::do_shift(ballot, HOURS)?;
		}

		assert!(Ballots::<T>::get(ballot).is_some_and(|own| own.shifted));
		Ok(())
	}

	/// Of a person who voted on all pages.
	#[benchmark]
	fn recuse() -> Result<(), BenchmarkError> {
		let (ballot, key, person) = opened::<T>()?;
		Ballots::<T>::mutate_extant(ballot, |own| {
			own.conflicts.pop();
		});
		Pallet::<T>::do_cast(key, ballot, picks(0))?;

		#[block]
		{
			Pallet::<T>::do_recuse(ballot, person)?;
		}

		assert_last::<T>(Event::Recused { ballot, person });
		Ok(())
	}

	/// A stop of the chain is noted, and the oldest forgotten.
	#[benchmark]
	fn note_time() {
		let gaps: Vec<_> =
			(1..=u64::from(MAX_GAPS)).map(|hour| (hour * HOURS, (hour + 1) * HOURS)).collect();
		Outages::<T>::put(Gaps::truncate_from(gaps));
		Seen::<T>::put(NOW);
		set_now::<T::Time>(NOW + HOURS);

		#[block]
		{
			Pallet::<T>::note_time();
		}

		assert_last::<T>(Event::OutageNoted { from: NOW, until: T::Time::moment() });
	}

	/// All tallies and pages are read, and a list of 256 is decided.
	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		let (id, ..) = opened::<T>()?;
		fill::<T>(id);
		set_now::<T::Time>(NOW + HOURS);
		let ballot = Ballots::<T>::get(id).unwrap();

		#[block]
		{
			let at = Pallet::<T>::clockwork().close_of(&ballot);
			Pallet::<T>::close(id, ballot, at);
		}

		assert!(Outcomes::<T>::get(id).is_some_and(|own| own.verdict == Verdict::Chosen));
		Ok(())
	}

	/// Without the work of the user.
	#[benchmark]
	fn finish() -> Result<(), BenchmarkError> {
		let id = closed::<T>()?;
		let ballot = Ballots::<T>::get(id).unwrap();

		#[block]
		{
			Pallet::<T>::finish(id, ballot, NOW + HOURS);
		}

		assert!(Sweeps::<T>::contains_key(id));
		Ok(())
	}

	/// An outcome goes.
	#[benchmark]
	fn forget() -> Result<(), BenchmarkError> {
		let id = closed::<T>()?;
		Ballots::<T>::remove(id);

		#[block]
		{
			Pallet::<T>::turn(id);
		}

		assert_last::<T>(Event::Forgotten { ballot: id });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(), crate::mock::Test);
}
