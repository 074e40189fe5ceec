// SPDX-License-Identifier: Apache-2.0

//! A founder with a project, residents whose ballot tests decide, a builder, holders, and a clock that tests set. Every test
//! ends with the numbered invariants.

mod bonds;
mod building;
mod corruption;
mod encoding;
mod events;
mod judged;
mod leak;
mod model;
mod offering;
mod propose;
mod running;
mod steps;

use chungnam_ports::{
	Escrow, EscrowOwner, OwnerAct, Payee, Reviewers, Silence, Source, Sources, Stage, Verdict,
	MAX_MILESTONES,
};
use chungnam_primitives::{
	BallotId, EnvelopeId, InstrumentId, Moment, OfferingId, PersonId, RegionSet, Scope, ScopeSet,
	Won, DAYS,
};
use chungnam_testkit::{
	account, hash, now, signed, MockBallots, MockHolders, MockInstruments, MockRegistry, MockSale,
	MockSources,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate, BoundedVec};
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{AccountId, Balances, ProjectTokens, RuntimeGenesisConfig, Test},
	Bond, End, Error, Event, Plan, PlanOf, Project, ProjectOf, Projects, Status, CONTEST,
	GIVEN_AFTER, JUDGING, MAX_PROJECTS, MAX_PROMISE, NOTICE, OFFERING, QUARTER, REST, VOTING,
};

/// An institution that founds a project and issues its units.
pub const FOUNDER: AccountId = account(1);
/// Builds it. An institution, behind which is [`KIM`].
pub const BUILDER: AccountId = account(7);
/// May do nothing.
pub const STRANGER: AccountId = account(9);
/// Works for the builder.
pub const KIM: PersonId = PersonId(1);

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The instrument, and the project.
pub const GARDEN: InstrumentId = InstrumentId(0);
/// The first ballot.
pub const BALLOT: BallotId = BallotId(0);
/// The first sale.
pub const SALE: OfferingId = OfferingId(0);
/// The first envelope.
pub const ENVELOPE: EnvelopeId = EnvelopeId(0);
/// All units together cost so much at most.
pub const MOST: Won = 10_000;
/// Won of the founder.
pub const PURSE: Won = 1_000_000;
/// The bond for as much.
pub const LOCKED: Won = 500;
/// Units of holders.
pub const UNITS: u64 = 1_000;

/// Instruments, sales and envelopes of these tests.
pub type Market = MockInstruments<Balances>;
pub type Envelopes = <Test as crate::Config>::Escrow;

fn settle() {
	let scopes = ScopeSet::of(&[Scope::Settle]);
	MockRegistry::add_attester(BUILDER, scopes, RegionSet::province());
	MockRegistry::add_person(BUILDER, KIM, chungnam_primitives::ZoneId::new(12, 1));
	Market::issue(GARDEN, &FOUNDER, &[]);
	MockHolders::issue(GARDEN, &STRANGER, UNITS);
}

/// The chain in its first block, at [`TODAY`].
pub fn chain() -> TestExternalities {
	let mut chain =
		chungnam_testkit::begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), settle);
	chain.execute_with(|| give(&FOUNDER, PURSE));
	chain
}

chungnam_testkit::test_block!(Test, chain(), Balances);

/// Won at a source of the fund router.
pub fn routed(source: Source) -> Won {
	won(&<MockSources as Sources<AccountId>>::account_of(source))
}

/// Won in the pot of the garden.
pub fn pot() -> Won {
	won(&ProjectTokens::pot(GARDEN))
}

pub fn stage(percent: u32, days: u64) -> Stage {
	Stage { share: Perbill::from_percent(percent), after: days * DAYS }
}

/// Four milestones, and reports for a year.
pub fn plan() -> PlanOf<Test> {
	let stages = vec![stage(30, 30), stage(30, 60), stage(30, 90), stage(10, 120)];
	Plan {
		document: hash(1),
		most: MOST,
		payee: Payee::Institution(BUILDER),
		stages: BoundedVec::truncate_from(stages),
		reviewers: Reviewers::Person(PersonId(5)),
		silence: Silence::Release,
		grace: 10 * DAYS,
		promise: 365 * DAYS,
	}
}

/// Units for so much.
pub fn sale(most: Won) -> MockSale {
	MockSale { most, document: hash(1) }
}

pub fn propose(who: AccountId, plan: PlanOf<Test>) -> DispatchResult {
	ProjectTokens::propose(signed(who), GARDEN, Box::new(plan))
}

pub fn offer(who: AccountId, sale: MockSale) -> DispatchResult {
	ProjectTokens::offer(signed(who), GARDEN, sale)
}

pub fn withdraw(who: AccountId) -> DispatchResult {
	ProjectTokens::withdraw(signed(who), GARDEN)
}

pub fn report(who: AccountId) -> DispatchResult {
	ProjectTokens::report(signed(who), GARDEN, hash(5))
}

/// Anyone says what follows. Free of charge when something did.
pub fn advance() -> DispatchResult {
	let done = ProjectTokens::advance(signed(STRANGER), GARDEN).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
	Ok(())
}

#[track_caller]
pub fn project() -> ProjectOf<Test> {
	Projects::<Test>::get(GARDEN).expect("it is there")
}

#[track_caller]
pub fn status() -> Status {
	project().status
}

/// Residents said this, and the outcome is final.
pub fn judge(verdict: Verdict) {
	let Status::Judged { ballot, .. } = status() else { panic!("nobody judges it") };
	MockBallots::decide(ballot, MockBallots::outcome_of(verdict));
	sleep(NOTICE + VOTING + CONTEST);
}

/// Residents approved it.
#[track_caller]
pub fn to_ready() {
	assert_ok!(propose(FOUNDER, plan()));
	judge(Verdict::Passed);
	assert_ok!(advance());
}

/// Units are sold for as much as may be.
#[track_caller]
pub fn to_offering() {
	to_ready();
	assert_ok!(offer(FOUNDER, sale(MOST)));
}

/// The sale brought 9,001 won, which lie in the envelope.
#[track_caller]
pub fn to_building() {
	to_offering();
	Market::decide::<AccountId>(SALE, 9_001);
	assert_ok!(advance());
}

/// The first milestone is paid, and everything else came back.
#[track_caller]
pub fn stop() {
	Envelopes::pay(ENVELOPE, 0, &BUILDER);
	abort();
}

/// What was not paid came back.
#[track_caller]
pub fn abort() {
	let (owner, act) = (EscrowOwner::Project(GARDEN.0), OwnerAct::Abort(hash(7)));
	assert_ok!(<Envelopes as Escrow<AccountId>>::settle(owner, ENVELOPE, act));
}

/// What came back was given to all units.
#[track_caller]
pub fn to_stopped() {
	to_building();
	stop();
	assert_ok!(advance());
}

/// All of it is built.
#[track_caller]
pub fn to_running() {
	to_building();
	for number in 0..4 {
		Envelopes::pay(ENVELOPE, number, &BUILDER);
	}
	assert_ok!(advance());
}

chungnam_testkit::test_events!(Test);
