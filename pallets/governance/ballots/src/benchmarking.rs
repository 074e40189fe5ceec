// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and of each weighed step of a hook: three classes, lists of 256 options, voters who change a
//! vote on another page.

#![allow(clippy::restriction)]

use alloc::{vec, vec::Vec};
use chungnam_count::{equal_shares, Completion, Trace, Utility, MAX_SUMS};
use chungnam_credential::{answer, example, public, seal};
use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now, Mandated, Passing},
	Clock,
};
use chungnam_ports::{
	Agenda, BallotPlan, BallotUser, Body, Candidate, Choice, Class, Cohorts, Due, Electors, Holder,
	Holders, Method, Question, Rule, Ties, Verdict, MAX_CONFLICTS, MAX_OPTIONS, MAX_PICKS,
};
use chungnam_primitives::{BallotId, Moment, PersonId, RegionId, Scope, HOURS};
use codec::Encode;
use frame_benchmarking::{account, v2::*};
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{fungible::Mutate, Authorize},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_core::H256;

use super::*;
use crate::pallet::{Ballots, Pages};

const NOW: Moment = 1_800_000_000_000;
const REGION: RegionId = 12;
/// As many heads as a region may have: nothing below depends on the number.
const HEADS: u32 = 1_000_000;

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
		method: Method::Open,
	}
}

/// As many picks as fit, from `first` on, one on each of the last pages.
fn picks(first: u8) -> Choice {
	let numbers = (0..MAX_PICKS as u8).map(|number| first + number * 7);
	Choice::Picks(BoundedVec::truncate_from(numbers.collect()))
}

/// A ballot of the plan after a change, opened in the second block.
fn opened_as<T: Config>(
	change: impl FnOnce(BallotPlan) -> BallotPlan,
) -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	let (key, person) = voter::<T>();
	let ballot = Pallet::<T>::do_open(BallotUser::Round(1), change(plan::<T>()))?;
	Ok((ballot, key, person))
}

/// An open ballot of the plan, in the second block.
fn opened<T: Config>() -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	opened_as::<T>(|plan| plan)
}

/// One class of all weight.
fn one_class() -> Vec<Class> {
	vec![Class { body: Body::Province, weight_bp: 10_000, quorum_bp: 0 }]
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
	let (ballot, key, person) = opened_as::<T>(|plan| BallotPlan {
		classes: BoundedVec::truncate_from(one_class()),
		question: Question::Support,
		rule: Rule::Reached { least: 10 },
		options: Default::default(),
		headings: Default::default(),
		..plan
	})?;
	Pallet::<T>::do_cast(key.clone(), ballot, Choice::Support)?;
	Ok((ballot, key, person))
}

/// A ballot that is closed, with all tallies.
fn closed<T: Config>() -> Result<BallotId, BenchmarkError> {
	let (id, ..) = opened::<T>()?;
	fill::<T>(id);
	set_now::<T::Time>(NOW + HOURS);
	let ballot = Ballots::<T>::get(id).unwrap();
	Pallet::<T>::close(id, ballot, NOW + HOURS, NOW + HOURS);
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

/// Options of a long trace that have one supporter each. Everyone else picks the others, which win last.
const FIRST: u32 = MAX_OPTIONS - MAX_PICKS;
/// Those who pick the first options.
const FEW: u32 = FIRST / MAX_PICKS;
/// Votes of such a trace, at least.
const LEAST: u32 = FEW + 1;

/// How many passes the trace of 256 rounds takes: a line for each round, which needs a sum for each open option and three.
fn passes() -> u32 {
	let (mut passes, mut sums) = (1, 0);
	for open in (1..=MAX_OPTIONS).rev() {
		let line = open + 3;
		if sums + line > MAX_SUMS {
			passes += 1;
			sums = 0;
		}
		sums += line;
	}
	passes
}

/// A ballot of so many votes that waits for a trace, and the right one. All options win, one a round. Every source has a
/// tally.
fn counting<T: Config>(votes: u32) -> Result<(BallotId, Trace), BenchmarkError> {
	let most = u64::from(votes - FEW);
	let option = |number: u32| {
		let cost = if number < FIRST { 1 } else { 2 * most };
		Candidate { cost, part_from: 0, heading: 0 }
	};
	let (ties, utility, completion) = (Ties::Number, Utility::Count, Completion::Greedy);
	let (id, ..) = opened_as::<T>(|plan| BallotPlan {
		classes: BoundedVec::truncate_from(one_class()),
		question: Question::Approval { least: 1, most: MAX_PICKS as u8, per_heading: false },
		rule: Rule::EqualShares { ties, utility, completion },
		options: BoundedVec::truncate_from((0..MAX_OPTIONS).map(option).collect()),
		headings: BoundedVec::truncate_from(vec![100 * u64::from(votes)]),
		..plan
	})?;
	fill::<T>(id);
	let mut ballots = Vec::new();
	for number in 0..votes {
		let first = number.min(FEW) * MAX_PICKS;
		let picks: Vec<_> = (first..first + MAX_PICKS).map(|pick| pick as u8).collect();
		ballots.push(picks.clone());
		let voter = Holder::Account(account("voter of a list", number, 0));
		let choice = Choice::Picks(BoundedVec::truncate_from(picks));
		Votes::<T>::insert(id, voter, Vote { class: 0, source: KEYS, weight: 1, choice });
	}
	let keys: Vec<_> = Tallies::<T>::iter_key_prefix(id).collect();
	for (class, source) in keys {
		let voted = if source == KEYS { votes.into() } else { 0 };
		let counts = Counts::truncate_from(vec![1; PAGE as usize]);
		Tallies::<T>::insert(id, (class, source), Tally { voted, blank: 0, counts });
	}
	set_now::<T::Time>(NOW + HOURS);
	Pallet::<T>::turn(id);
	let List { options, headings } = Lists::<T>::get(id);
	let election = election_of(&options, &headings, ties).unwrap();
	Ok((id, equal_shares(&election, utility, &ballots).unwrap()))
}

/// As [`counting`], with the trace handed in.
fn replaying<T: Config>(votes: u32) -> Result<BallotId, BenchmarkError> {
	let (id, trace) = counting::<T>(votes)?;
	let who = rich::<T>();
	Pallet::<T>::do_submit_trace(who, id, trace)?;
	Ok(id)
}

/// Someone who can pay a bond.
fn rich<T: Config>() -> T::AccountId {
	let who: T::AccountId = account("counter", 0, 0);
	T::Won::mint_into(&who, 10 * TRACE_BOND).unwrap();
	who
}

/// The secret half of an opening key.
const SECRET: Secret = [5; 32];

fn keys() -> BallotKeys {
	BallotKeys { credential: example::KEY, opening: public(&SECRET) }
}

/// A sealed ballot over the list, in its notice, without keys.
fn sealed_plan<T: Config>() -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	opened_as::<T>(|plan| BallotPlan {
		classes: BoundedVec::truncate_from(one_class()),
		opens: NOW + HOURS,
		closes: NOW + 2 * HOURS,
		method: Method::Sealed,
		..plan
	})
}

/// As [`sealed_plan`], with keys, in its first moment.
fn sealed<T: Config>() -> Result<(BallotId, T::AccountId, PersonId), BenchmarkError> {
	let (ballot, key, person) = sealed_plan::<T>()?;
	Pallet::<T>::do_publish_keys(ballot, keys())?;
	set_now::<T::Time>(NOW + HOURS);
	Ok((ballot, key, person))
}

/// What Alice signs for her first vote in the first ballot of a chain whose first block has a hash of zeros.
#[rustfmt::skip]
const SIGNATURE: [u8; 64] = [
	202, 49, 98, 43, 229, 220, 128, 121, 181, 105, 40, 96, 140, 116, 194, 33,
	228, 105, 49, 233, 115, 32, 155, 32, 184, 33, 231, 23, 10, 224, 51, 37,
	227, 120, 100, 215, 212, 131, 197, 27, 219, 204, 42, 146, 254, 21, 30, 78,
	121, 212, 168, 119, 108, 178, 77, 241, 40, 240, 82, 129, 109, 84, 136, 138,
];
/// Her choice there. What it says does not matter before the close.
const SEALED: SealedChoice = [1; 96];

/// As [`sealed`], with a credential for one alias, and the proof of its vote.
fn issued<T: Config>() -> Result<(BallotId, Proof), BenchmarkError> {
	NextBallot::<T>::put(BallotId(0));
	frame_system::BlockHash::<T>::insert(BlockNumberFor::<T>::from(0u32), T::Hash::default());
	let (ballot, ..) = sealed::<T>()?;
	Sealings::<T>::mutate_extant(ballot, |own| own.issued = 1);
	let proof = Proof {
		alias: Alias::from_raw(example::ALIAS),
		credential: example::CREDENTIAL,
		sequence: 1,
		signature: sp_core::sr25519::Signature::from_raw(SIGNATURE),
	};
	Ok((ballot, proof))
}

/// A sealed ballot after its close, with so many votes.
fn closed_sealed<T: Config>(votes: u32) -> Result<BallotId, BenchmarkError> {
	let (ballot, ..) = sealed::<T>()?;
	Sealings::<T>::mutate_extant(ballot, |own| (own.issued, own.cast) = (votes, votes));
	for number in 0..votes {
		let alias = Alias::from_raw([number as u8; 32]);
		let about = sealed_about(ballot, &alias);
		let once = [1 + number as u8; 32];
		let choice = picks(number as u8 % 30).encode();
		let choice = seal(&keys().opening, &once, &about, &choice).unwrap();
		SealedVotes::<T>::insert(ballot, alias, SealedVote { sequence: 1, choice });
	}
	set_now::<T::Time>(NOW + 2 * HOURS);
	Pallet::<T>::turn(ballot);
	Ok(ballot)
}

/// The office that keeps the keys.
fn keeper<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	Ok(T::MandateOrigin::of_province(Scope::Ballots)?)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A vote of 32 picks on all pages takes the place of another, by somebody who counts in neither cohort, and by units.
	#[benchmark]
	fn cast() -> Result<(), BenchmarkError> {
		frame_system::Pallet::<T>::set_block_number(2u32.into());
		set_now::<T::Time>(NOW);
		let ((key, person), weight) = (voter::<T>(), u64::from(HEADS));
		let instrument = T::Holders::benchmark_instrument(&Holder::Person(person), weight);
		let mut plan = plan::<T>();
		plan.classes.last_mut().unwrap().body = Body::Holders(instrument);
		let ballot = Pallet::<T>::do_open(BallotUser::Round(1), plan)?;
		Pallet::<T>::do_cast(key.clone(), ballot, picks(0))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), ballot, picks(20));

		let vote = Vote { class: 2, source: KEYS, weight, choice: picks(20) };
		let voter = Holder::Person(person);
		assert_last::<T>(Event::Cast { ballot, voter, vote, sheet: None });
		Ok(())
	}

	/// Paper of 32 picks on all pages.
	#[benchmark]
	fn cast_for() -> Result<(), BenchmarkError> {
		let (ballot, _, person) = opened::<T>()?;
		let office = T::MandateOrigin::of_region(Scope::Ballots, REGION)?;
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
		let committee = T::CommitteeOrigin::passing()?;

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
		let committee = T::CommitteeOrigin::passing()?;
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

	/// A trace of 256 rounds.
	#[benchmark]
	fn submit_trace() -> Result<(), BenchmarkError> {
		let (ballot, trace) = counting::<T>(2 * FEW)?;
		let who = rich::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), ballot, trace.clone());

		assert_last::<T>(Event::TraceSubmitted { ballot, who, trace });
		Ok(())
	}

	/// Of a trace of 256 rounds.
	#[benchmark]
	fn drop_replay() -> Result<(), BenchmarkError> {
		let ballot = replaying::<T>(2 * FEW)?;

		#[block]
		{
			Pallet::<T>::drop_replay(ballot);
		}

		assert!(!Replays::<T>::contains_key(ballot));
		Ok(())
	}

	/// The last pass of a trace of 256 rounds, in which each vote stands in almost all sums; and the outcome.
	#[benchmark]
	fn replay(n: Linear<LEAST, MAX_REPLAY>) -> Result<(), BenchmarkError> {
		let ballot = replaying::<T>(n)?;
		for _ in 1..passes() {
			Pallet::<T>::do_replay(ballot, MAX_REPLAY).map_err(|why| why.error)?;
		}
		let caller: T::AccountId = account("caller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ballot, MAX_REPLAY);

		assert!(Outcomes::<T>::get(ballot).is_some_and(|own| own.winners.iter().count() == 256));
		Ok(())
	}

	/// The rolls of 15 regions and two cohorts, and 32 people who are kept out.
	#[benchmark]
	fn publish_keys() -> Result<(), BenchmarkError> {
		let (ballot, ..) = sealed_plan::<T>()?;
		let office = keeper::<T>()?;

		#[extrinsic_call]
		_(office as T::RuntimeOrigin, ballot, keys());

		assert_last::<T>(Event::KeysPublished { ballot, keys: keys() });
		Ok(())
	}

	#[benchmark]
	fn request_credential() -> Result<(), BenchmarkError> {
		let (ballot, key, person) = sealed::<T>()?;
		let blinded = [1; 256];

		#[extrinsic_call]
		_(RawOrigin::Signed(key), ballot, blinded);

		assert_last::<T>(Event::CredentialRequested { ballot, person, blinded });
		Ok(())
	}

	#[benchmark]
	fn issue_credential() -> Result<(), BenchmarkError> {
		let (ballot, key, person) = sealed::<T>()?;
		let blinded = [1; 256];
		Pallet::<T>::do_request(key, ballot, blinded)?;
		let answer = answer(&example::KEY, &example::EXPONENT, &blinded).unwrap();
		let office = keeper::<T>()?;

		#[extrinsic_call]
		_(office as T::RuntimeOrigin, ballot, person, answer);

		assert_last::<T>(Event::CredentialIssued { ballot, person, answer });
		Ok(())
	}

	#[benchmark]
	fn cast_sealed() -> Result<(), BenchmarkError> {
		let (ballot, proof) = issued::<T>()?;
		let (alias, choice) = (proof.alias, SEALED);

		#[extrinsic_call]
		_(RawOrigin::Authorized, ballot, proof, choice);

		let vote = SealedVote { sequence: 1, choice };
		assert_last::<T>(Event::SealedCast { ballot, alias, vote });
		Ok(())
	}

	/// All is right, so all is looked at.
	#[benchmark]
	fn authorize_cast_sealed() -> Result<(), BenchmarkError> {
		let (ballot, proof) = issued::<T>()?;
		let call = Call::<T>::cast_sealed { ballot, proof, sealed: SEALED };
		let asked;

		#[block]
		{
			asked = call.authorize(TransactionSource::External);
		}

		assert!(asked.is_some_and(|valid| valid.is_ok()));
		Ok(())
	}

	#[benchmark]
	fn publish_secret() -> Result<(), BenchmarkError> {
		let ballot = closed_sealed::<T>(1)?;
		let caller: T::AccountId = account("caller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ballot, SECRET);

		assert!(Openings::<T>::contains_key(ballot));
		Ok(())
	}

	/// Without the count at the end.
	#[benchmark]
	fn open_step(n: Linear<1, MAX_OPEN>) -> Result<(), BenchmarkError> {
		let ballot = closed_sealed::<T>(MAX_OPEN + 1)?;
		Pallet::<T>::do_publish_secret(ballot, SECRET)?;
		let caller: T::AccountId = account("caller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ballot, n);

		assert_last::<T>(Event::ChoicesOpened { ballot, votes: n, invalid: 0, done: false });
		Ok(())
	}

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
			Pallet::<T>::close(id, ballot, at, at);
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
