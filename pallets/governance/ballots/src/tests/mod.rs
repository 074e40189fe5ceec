// SPDX-License-Identifier: Apache-2.0

//! A town with a roll, offices, a committee and an instrument. Every test ends with the numbered invariants.

mod cast;
mod close;
mod contracts;
mod corruption;
mod encoding;
mod events;
mod leak;
mod model;
mod open;
mod outages;
mod paper;
mod pure;
mod rules;
mod sealed;
mod shares;
mod sweep;
mod threats;
mod views;

use chungnam_ports::{
	Answer, BallotPlan, BallotUser, Ballots as _, Bias, Body, Candidate, Choice, Class, Holder,
	Method, Outcome, Question, Rule, Standing, Verdict, ALL_BP,
};
use chungnam_primitives::{
	BallotId, Moment, PersonId, RegionId, RegionSet, Scope, ScopeSet, ZoneId, DAYS, HOURS, MINUTES,
};
use chungnam_testkit::{account, at, next_block, now, signed, MockBallotUser, MockRegistry};
use frame_support::{assert_noop, assert_ok};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::DispatchError;

use crate::{
	mock::{AccountId, Ballots, RuntimeGenesisConfig, RuntimeOrigin, Test},
	Error, Event, *,
};

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// Where most people live.
pub const BORYEONG: RegionId = 3;
/// A neighbour.
pub const ASAN: RegionId = 4;
/// Electors of Boryeong are people 1 to 10, of Asan 11 to 14; 15 is known and on no roll.
pub const ELECTORS: core::ops::RangeInclusive<u32> = 1..=14;
/// Known, and on no roll.
pub const STRANGER: PersonId = PersonId(15);
/// Enters paper in Boryeong.
pub const CLERK: AccountId = account(101);
/// Enters paper in the whole province.
pub const PROVINCE_CLERK: AccountId = account(102);

/// The first key of a person.
pub fn key(person: u32) -> AccountId {
	account(person as u8)
}

/// The second key of a person, a phone.
pub fn phone(person: u32) -> AccountId {
	account(100 - person as u8)
}

/// The town, in its second block, at [`TODAY`].
pub fn begin() -> TestExternalities {
	let settle = || {
		for person in 1..=15 {
			let region = if person <= 10 { BORYEONG } else { ASAN };
			let zone = ZoneId::new(region, 1);
			MockRegistry::add_person(key(person), PersonId(person), zone);
			MockRegistry::add_person(phone(person), PersonId(person), zone);
			if ELECTORS.contains(&person) {
				MockRegistry::enter_roll(PersonId(person), region, 0);
			}
		}
		let scopes = ScopeSet::of(&[Scope::Ballots]);
		MockRegistry::add_attester(CLERK, scopes, RegionSet::of(&[BORYEONG]));
		MockRegistry::add_attester(PROVINCE_CLERK, scopes, RegionSet::province());
	};
	let mut chain =
		chungnam_testkit::begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), settle);
	chain.execute_with(|| {
		next_block::<Test>(TODAY);
	});
	chain
}

/// Runs a test, and proves the numbered invariants after it.
pub fn run(test: impl FnOnce()) {
	chungnam_testkit::execute::<Test>(begin(), test);
}

/// The committee.
pub fn committee() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// A class of all weight.
pub fn class(body: Body) -> Class {
	Class { body, weight_bp: ALL_BP, quorum_bp: 0 }
}

/// A plan of yes and no for the province, which opens in an hour for an hour, with an hour of contest.
pub fn plan() -> BallotPlan {
	plan_at(now())
}

/// The same plan at another moment, for which no chain is needed.
pub fn plan_at(now: Moment) -> BallotPlan {
	BallotPlan {
		title: H256::repeat_byte(1),
		classes: vec![class(Body::Province)].try_into().unwrap(),
		question: Question::YesNo,
		rule: Rule::Majority { floor_bp: 0, bias: Bias::Plain },
		options: Default::default(),
		headings: Default::default(),
		opens: now + HOURS,
		closes: now + 2 * HOURS,
		contest: HOURS,
		conflicts: Default::default(),
		paper_cap_bp: 3_000,
		early: false,
		shown: true,
		can_be_annulled: true,
		method: Method::Open,
	}
}

/// The plan of a list with two headings of 100 and 50 won: costs 60, 50, 40 of the first, 30, 30 of the second.
pub fn list_plan(question: Question, rule: Rule) -> BallotPlan {
	let option = |cost, heading| Candidate { cost, part_from: 0, heading };
	let options = vec![option(60, 0), option(50, 0), option(40, 0), option(30, 1), option(30, 1)];
	BallotPlan {
		question,
		rule,
		options: options.try_into().unwrap(),
		headings: vec![100, 50].try_into().unwrap(),
		..plan()
	}
}

/// Opens a ballot, and goes to its first moment.
pub fn open_now(plan: BallotPlan) -> BallotId {
	let opens = plan.opens;
	let ballot = open(plan);
	pass_to(opens);
	ballot
}

/// Opens a ballot of a referendum.
#[track_caller]
pub fn open(plan: BallotPlan) -> BallotId {
	Ballots::open(BallotUser::Referendum(1), plan).expect("the plan is sound")
}

/// Blocks pass until `moment`, none of them far from the next, and one more, so that what is due by then is done.
#[track_caller]
pub fn pass_to(moment: Moment) {
	while now() < moment {
		next_block::<Test>(moment.min(now() + 10 * MINUTES));
	}
	next_block::<Test>(now());
}

/// As [`pass_to`], from now.
pub fn pass(time: Moment) {
	pass_to(now() + time);
}

/// Blocks pass until the ballot is final and its user has heard.
#[track_caller]
pub fn finish(ballot: BallotId) -> Outcome {
	let view = Ballots::ballot(ballot).expect("it is there");
	pass_to(view.final_at);
	outcome(ballot)
}

/// The outcome, which is final.
#[track_caller]
pub fn outcome(ballot: BallotId) -> Outcome {
	<Ballots as chungnam_ports::Ballots>::outcome(ballot).expect("it is final")
}

pub const YES_VOTE: Choice = Choice::Vote(Answer::Yes);
pub const NO_VOTE: Choice = Choice::Vote(Answer::No);

/// A choice of options.
pub fn picks(options: &[u8]) -> Choice {
	Choice::Picks(options.to_vec().try_into().unwrap())
}

/// A person votes by their first key.
#[track_caller]
pub fn vote(ballot: BallotId, person: u32, choice: Choice) {
	assert_ok!(Ballots::cast(signed(key(person)), ballot, choice));
}

/// People vote by their first keys.
#[track_caller]
pub fn vote_all(ballot: BallotId, people: impl IntoIterator<Item = u32>, choice: Choice) {
	people.into_iter().for_each(|person| vote(ballot, person, choice.clone()));
}

/// The province's clerk enters paper.
pub fn paper(
	ballot: BallotId,
	person: u32,
	choice: Choice,
) -> frame_support::dispatch::DispatchResult {
	let sheet = H256::repeat_byte(person as u8);
	Ballots::cast_for(signed(PROVINCE_CLERK), ballot, PersonId(person), choice, sheet)
}

/// What came in for the first class from one source.
pub fn tally(ballot: BallotId, source: SourceId) -> Tally {
	Tallies::<Test>::get(ballot, (0, source)).unwrap_or_default()
}

/// Voted, blank, and the first counts of a source.
pub fn counts(ballot: BallotId, source: SourceId) -> (u64, u64, Vec<u64>) {
	let Tally { voted, blank, counts } = tally(ballot, source);
	(voted, blank, counts.into_inner())
}

chungnam_testkit::test_events!(Test);
