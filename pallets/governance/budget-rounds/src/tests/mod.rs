// SPDX-License-Identifier: Apache-2.0

//! A small county: an office, a committee, some residents, and a clock that moves by blocks. Every test ends with the
//! numbered invariants.

mod awards;
mod corruption;
mod deadlines;
mod encoding;
mod events;
mod ideas;
mod leak;
mod model;
mod open;
mod review;
mod sweep;
mod views;

use chungnam_ports::{
	Body, Class, OptionSet, Outcome, Payee, Question, Reviewers, Rule, Silence, Ties, Verdict,
};
use chungnam_primitives::{
	BallotId, IdeaId, Moment, PersonId, RegionSet, RoundId, Scope, ScopeSet, Won, ZoneId, DAYS,
};
use chungnam_testkit::{
	account, hash, in_second_block, next_block, now, signed, MockAgenda, MockBallots, MockRegistry,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, BoundedVec};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{AccountId, Balances, BudgetRounds, RuntimeGenesisConfig, RuntimeOrigin, System, Test},
	Award, Awards, Error, Event, Ground, Heading, Idea, Ideas, Judgement, Lists, MergeOffer, Phase,
	PlanOf, Refusal, Registers, Review, Round, RoundPlan, Rounds, Stage, Terms, Windows,
};

/// Pays for rounds that the governing origin opens. Nobody has a key of it.
pub const BUDGET: AccountId = account(1);
/// The office of the county, which pays for its rounds.
pub const OFFICE: AccountId = account(2);
/// The county's builder, an institution: the payee of the round.
pub const BUILDER: AccountId = account(3);
/// Another institution that can be paid.
pub const SCHOOL: AccountId = account(4);
/// Has won and nothing to say.
pub const STRANGER: AccountId = account(5);
/// Residents have these keys and numbers.
pub const FIRST_RESIDENT: u8 = 20;
/// How many residents there are.
pub const RESIDENTS: u8 = 30;
/// Another key of the first resident.
pub const SECOND_KEY: AccountId = account(60);
/// A key of a person of another county.
pub const VISITOR_KEY: AccountId = account(61);

/// Won of those who have some.
pub const PLENTY: Won = 1_000_000_000;
/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The county.
pub const COUNTY: u8 = 12;
/// The first round.
pub const FIRST: RoundId = RoundId(0);

const HOME: ZoneId = ZoneId::new(COUNTY, 1);

/// A key of a resident, by number.
pub fn key(number: u8) -> AccountId {
	account(FIRST_RESIDENT + number)
}

/// A resident, by number.
pub fn person(number: u8) -> PersonId {
	PersonId(number.into())
}

fn settle() {
	for number in 0..RESIDENTS {
		MockRegistry::add_person(key(number), person(number), HOME);
		MockRegistry::enter_roll(person(number), COUNTY, 0);
	}
	MockRegistry::add_person(SECOND_KEY, person(0), HOME);
	MockRegistry::add_person(VISITOR_KEY, PersonId(99), ZoneId::new(3, 1));
	MockRegistry::enter_roll(PersonId(99), 3, 0);
	let county = RegionSet::of(&[COUNTY]);
	MockRegistry::add_attester(OFFICE, ScopeSet::of(&[Scope::Budget]), county);
	for payee in [BUILDER, SCHOOL] {
		MockRegistry::add_attester(payee, ScopeSet::of(&[Scope::Settle]), county);
	}
}

/// The chain, in its second block, on the morning of [`TODAY`].
pub fn chain() -> TestExternalities {
	let balances = [BUDGET, OFFICE, STRANGER].map(|who| (who, PLENTY)).to_vec();
	let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
	let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
	in_second_block::<Test>(chungnam_testkit::begin(genesis, settle), TODAY)
}

chungnam_testkit::test_chain!(Test, chain());

/// The next block, after which every invariant holds.
#[track_caller]
pub fn block_at(now: Moment) {
	next_block::<Test>(now);
}

/// Time passes to the deadline of the first round's state.
#[track_caller]
pub fn pass_deadline() {
	pass_until(phase().until().expect("it waits"));
}

/// The county's round: 1,000 won for roads and 500 for welfare, three sponsors, no part of a project.
pub fn plan() -> PlanOf<Test> {
	let heading = |title, budget| Heading { title: hash(title), budget };
	let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
	RoundPlan {
		title: hash(0xAA),
		region: Some(COUNTY),
		headings: BoundedVec::truncate_from(vec![heading(1, 1_000), heading(2, 500)]),
		least: 10,
		most: 600,
		sponsors: 3,
		part_bp: 0,
		classes: BoundedVec::truncate_from(vec![Class {
			body: Body::Regions(RegionSet::of(&[COUNTY])),
			weight_bp: 10_000,
			quorum_bp: 0,
		}]),
		question: Question::Approval { least: 1, most: 5, per_heading: true },
		rule: Rule::Greedy { ties: Ties::CheaperThenNumber },
		paper_cap_bp: 3_000,
		shown: false,
		windows: Windows {
			ideas: 40 * DAYS,
			sponsoring: 14 * DAYS,
			merging: 10 * DAYS,
			feasibility: 30 * DAYS,
			appealing: 3 * DAYS,
			appeals: 7 * DAYS,
			notice: 7 * DAYS,
			voting: 10 * DAYS,
			contest: 3 * DAYS,
			acceptance: 30 * DAYS,
		},
		terms: Terms {
			payee: Payee::Institution(BUILDER),
			stages: BoundedVec::truncate_from(vec![stage(30, 30 * DAYS), stage(70, 90 * DAYS)]),
			reviewers: Reviewers::Person(person(29)),
			silence: Silence::Release,
			objectors: None,
			grace: 10 * DAYS,
		},
	}
}

pub fn open_round(origin: RuntimeOrigin, plan: PlanOf<Test>) -> DispatchResult {
	BudgetRounds::open_round(origin, Box::new(plan))
}

/// Opens the county's round.
#[track_caller]
pub fn open() {
	assert_ok!(open_round(signed(OFFICE), plan()));
}

/// The governing origin, which is the committee too.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

pub fn propose(who: AccountId, heading: u8, cost: u64) -> DispatchResult {
	BudgetRounds::propose_idea(signed(who), FIRST, heading, HOME, cost, hash(7))
}

pub fn sponsor(who: AccountId, idea: u16) -> DispatchResult {
	BudgetRounds::sponsor(signed(who), FIRST, IdeaId(idea))
}

/// A resident hands in an idea, and three others sponsor it.
#[track_caller]
pub fn qualify(by: u8, heading: u8, cost: u64) -> IdeaId {
	let idea = Registers::<Test>::get(FIRST).next;
	assert_ok!(propose(key(by), heading, cost));
	let free = |who: &u8| {
		let own = crate::Sponsoring::<Test>::get(FIRST, person(*who));
		!own.is_full() && !own.contains(&idea)
	};
	let sponsors: Vec<_> = (0..RESIDENTS).filter(free).take(3).collect();
	for who in sponsors {
		assert_ok!(sponsor(key(who), idea.0));
	}
	idea
}

pub fn judge(idea: u16, judgement: Judgement<AccountId>) -> DispatchResult {
	BudgetRounds::judge_idea(signed(OFFICE), FIRST, IdeaId(idea), judgement)
}

/// It can be done for this, by the payee of the round.
pub fn feasible(cost: u64) -> Judgement<AccountId> {
	Judgement::Feasible { cost, payee: None, reason: hash(8) }
}

/// It cannot be done.
pub fn unfeasible() -> Judgement<AccountId> {
	Judgement::Unfeasible { ground: Ground::Duplicate, reason: hash(9) }
}

#[track_caller]
pub fn round() -> Round<AccountId> {
	Rounds::<Test>::get(FIRST).expect("it is there")
}

#[track_caller]
pub fn phase() -> Phase {
	round().phase
}

#[track_caller]
pub fn idea(number: u16) -> Idea<AccountId> {
	Ideas::<Test>::get(FIRST, IdeaId(number)).expect("it is there")
}

/// Won of an account.
pub fn won(who: &AccountId) -> Won {
	Balances::balance(who)
}

/// Won in the pot of the first round.
pub fn pot() -> Won {
	won(&BudgetRounds::pot(FIRST))
}

/// The state in which the office judges.
#[track_caller]
pub fn to_feasibility() {
	pass_deadline();
	pass_deadline();
	assert!(matches!(phase(), Phase::Feasibility { .. }), "{:?}", phase());
}

/// The ballot of the first round, which is under way.
#[track_caller]
pub fn ballot() -> BallotId {
	phase().ballot().expect("people vote")
}

/// The state in which people vote, from any before it.
#[track_caller]
pub fn to_voting() {
	while phase().rank() < 7 {
		pass_until(phase().until().unwrap_or_else(now));
	}
	ballot();
}

/// What a ballot says that chose these, and ranks the options so.
#[track_caller]
pub fn choose(winners: &[u8], ranking: &[u8]) {
	let mut set = OptionSet::default();
	winners.iter().for_each(|option| set.insert(*option));
	let chosen = Outcome { winners: set, ..MockBallots::outcome_of(Verdict::Chosen) };
	MockBallots::rank(ballot(), ranking);
	end_ballot(chosen);
}

/// The ballot under way ends with this outcome, and the round hears of it.
#[track_caller]
pub fn end_ballot(outcome: Outcome) {
	let ballot = ballot();
	let (_, plan) = MockBallots::opened(ballot).expect("it was opened");
	MockBallots::decide(ballot, outcome);
	pass_until(plan.closes + plan.contest);
	MockBallots::tell::<BudgetRounds>();
	pass_until(now() + 1_000);
}

pub fn accept(who: AccountId, option: u8) -> DispatchResult {
	BudgetRounds::accept_award(signed(who), FIRST, option)
}

#[track_caller]
pub fn award(option: u8) -> Award {
	Awards::<Test>::get(FIRST, option).expect("it is offered")
}

/// A round with three ideas on the list: 600 and 400 for roads, 300 for welfare; people vote.
#[track_caller]
pub fn vote_on_three() {
	open();
	qualify(0, 0, 600);
	qualify(1, 0, 400);
	qualify(2, 1, 300);
	to_voting();
	assert_eq!(Lists::<Test>::get(FIRST).len(), 3);
}

/// The county's round with four ideas that qualified and one that nobody sponsored.
pub fn open_with_ideas() {
	open();
	qualify(0, 0, 600);
	qualify(1, 0, 400);
	qualify(2, 0, 300);
	qualify(3, 1, 100);
	assert_ok!(propose(key(4), 0, 100));
}

chungnam_testkit::test_events!(Test);
