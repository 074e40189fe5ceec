// SPDX-License-Identifier: Apache-2.0

//! A city that shares a distribution centre, a committee, experts, a manager, a builder, and a clock that tests set. Every
//! test ends with the numbered invariants.

mod challenges;
mod corruption;
mod diligence;
mod encoding;
mod events;
mod hand_overs;
mod ideas;
mod leak;
mod model;
mod offering;
mod operating;
mod propose;
mod purchases;
mod steps;
mod valuing;

use chungnam_ports::{Holder, Payee, Reviewers, Silence, Stage, Verdict};
use chungnam_primitives::{
	BallotId, EnvelopeId, InstrumentId, Moment, OfferingId, PersonId, RegionSet, Scope, ScopeSet,
	Won, ZoneId, DAYS,
};
use chungnam_testkit::{
	account, at, hash, now, signed, MockBallots, MockHolders, MockInstruments, MockRegistry,
	MockSale,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, Mutate},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{AccountId, AssetFractions, Balances, RuntimeGenesisConfig, RuntimeOrigin, Test},
	Asset, AssetOf, Challenge, Challenges, Displaced, DisplacedList, End, Error, Event, Experts,
	ExpertsOf, Fractions, HandOver, HandOvers, Idea, IdeaList, Ideas, Manager, Plan, PlanOf,
	Purchase, Purchases, Status, Valuation, Valuations, Works, DILIGENCE, IDEAS, MAX_ASSETS,
	MAX_TERM, NAMING, OFFERING, QUARTER,
};

/// A city, which issues the units.
pub const CITY: AccountId = account(1);
/// Appraises.
pub const FIRST_APPRAISER: AccountId = account(2);
/// Appraises as well.
pub const SECOND_APPRAISER: AccountId = account(3);
/// Knows who has title.
pub const NOTARY: AccountId = account(4);
/// Runs the centre.
pub const MANAGER: AccountId = account(5);
/// Could run the centre as well.
pub const OTHER_MANAGER: AccountId = account(6);
/// Is paid for works.
pub const BUILDER: AccountId = account(7);
/// Has 950 of 1,000 units.
pub const HOLDER: AccountId = account(8);
/// May buy units.
pub const STRANGER: AccountId = account(9);
/// The association of holders, which has the other 50.
pub const ASSOCIATION: AccountId = account(10);

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The instrument, and the asset.
pub const CENTRE: InstrumentId = InstrumentId(0);
/// The first sale.
pub const SALE: OfferingId = OfferingId(0);
/// The first envelope.
pub const WORKS: EnvelopeId = EnvelopeId(0);
/// What the first appraiser says. The second says 100 more.
pub const VALUE: Won = 20_000;
/// People who live where the centre is, see [`resident`].
pub const RESIDENTS: u8 = 90;
/// Won of those who have some.
pub const PLENTY: Won = 1_000_000;

/// Instruments, sales and envelopes of these tests.
pub type Market = MockInstruments<Balances>;
pub type Envelopes = <Test as crate::Config>::Escrow;

const KEPT_OUT: [AccountId; 5] =
	[FIRST_APPRAISER, SECOND_APPRAISER, NOTARY, MANAGER, OTHER_MANAGER];

fn settle() {
	let scopes = ScopeSet::of(&[Scope::Settle]);
	MockRegistry::add_attester(BUILDER, scopes, RegionSet::province());
	Market::issue(CENTRE, &CITY, &KEPT_OUT);
	MockHolders::issue(CENTRE, &Holder::Account(HOLDER), 950);
	MockHolders::issue(CENTRE, &Holder::Account(ASSOCIATION), 50);
	MockHolders::attest(&ASSOCIATION, true);
	for number in 0..RESIDENTS {
		MockRegistry::add_person(resident(number), person(number), ZoneId::new(3, 1));
	}
}

/// Somebody who lives where the centre is.
pub fn resident(number: u8) -> AccountId {
	account(100 + number)
}

/// The person with this number.
pub fn person(number: u8) -> PersonId {
	PersonId(u32::from(100 + number))
}

/// The chain in its first block, at [`TODAY`].
pub fn chain() -> TestExternalities {
	let mut chain =
		chungnam_testkit::begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), settle);
	chain.execute_with(|| {
		for who in [CITY, MANAGER, OTHER_MANAGER, STRANGER] {
			give(&who, PLENTY);
		}
	});
	chain
}

/// Runs a test, and proves the numbered invariants after it.
pub fn run(test: impl FnOnce()) {
	chungnam_testkit::execute::<Test>(chain(), test);
}

/// The committee.
pub fn committee() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// Time passes.
pub fn sleep(time: Moment) {
	at::<Test>(now() + time);
}

/// Won of an account.
pub fn won(who: &AccountId) -> Won {
	Balances::balance(who)
}

/// Makes won on an account.
pub fn give(who: &AccountId, amount: Won) {
	assert_ok!(Balances::mint_into(who, amount));
}

/// Won in the pot of the centre.
pub fn pot() -> Won {
	won(&AssetFractions::pot(CENTRE))
}

/// Half of the money is for works, in two payments.
pub fn works() -> Works<AccountId> {
	let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
	Works {
		share: Perbill::from_percent(50),
		payee: Payee::Institution(BUILDER),
		stages: BoundedVec::truncate_from(vec![stage(30, 30 * DAYS), stage(70, 90 * DAYS)]),
		reviewers: Reviewers::Person(PersonId(1)),
		silence: Silence::Release,
		least: 100,
		grace: 10 * DAYS,
	}
}

/// Half of the value is sold at most, and there are works.
pub fn plan() -> PlanOf<Test> {
	Plan {
		document: hash(1),
		share: Perbill::from_percent(50),
		works: Some(works()),
		manager: MANAGER,
		term: 365 * DAYS,
	}
}

/// Two appraisers and a notary.
pub fn experts() -> ExpertsOf<Test> {
	Experts { appraisers: [FIRST_APPRAISER, SECOND_APPRAISER], notary: NOTARY }
}

/// Units for so much.
pub fn sale(most: Won) -> MockSale {
	MockSale { most, document: hash(1) }
}

pub fn propose(who: AccountId, plan: PlanOf<Test>) -> DispatchResult {
	AssetFractions::propose(signed(who), CENTRE, Box::new(plan))
}

pub fn name_experts(experts: ExpertsOf<Test>) -> DispatchResult {
	AssetFractions::name_experts(committee(), CENTRE, experts)
}

pub fn appraise(who: AccountId, value: Won) -> DispatchResult {
	AssetFractions::appraise(signed(who), CENTRE, value, hash(2))
}

pub fn confirm_title(who: AccountId) -> DispatchResult {
	AssetFractions::confirm_title(signed(who), CENTRE, hash(3))
}

/// The document says what is built, and the note what it costs.
pub fn hand_in_idea(who: AccountId, document: u8) -> DispatchResult {
	AssetFractions::hand_in_idea(signed(who), CENTRE, hash(document), hash(9))
}

pub fn support_idea(who: AccountId, document: u8) -> DispatchResult {
	AssetFractions::support_idea(signed(who), CENTRE, hash(document))
}

pub fn ideas() -> IdeaList {
	AssetFractions::ideas(CENTRE)
}

/// Five residents, from this number on, are behind an idea.
#[track_caller]
pub fn back(document: u8, first: u8) {
	assert_ok!(hand_in_idea(resident(first), document));
	for number in 1..5 {
		assert_ok!(support_idea(resident(first + number), document));
	}
}

/// The ballot about ideas chooses an option.
pub fn decide_idea(ballot: BallotId, option: u8) {
	let mut outcome = MockBallots::outcome_of(Verdict::Chosen);
	outcome.winners.insert(option);
	MockBallots::decide(ballot, outcome);
}

pub fn offer(who: AccountId, sale: MockSale) -> DispatchResult {
	AssetFractions::offer(signed(who), CENTRE, sale)
}

/// Anyone says what follows. Free of charge when something did.
pub fn advance() -> DispatchResult {
	let done = AssetFractions::advance(signed(STRANGER), CENTRE).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
	Ok(())
}

pub fn report(who: AccountId) -> DispatchResult {
	AssetFractions::report(signed(who), CENTRE, hash(5))
}

pub fn pay_income(who: AccountId, gross: Won) -> DispatchResult {
	AssetFractions::pay_income(signed(who), CENTRE, gross, now() + 8 * DAYS, hash(4))
}

pub fn name_manager(account: AccountId, term: Moment) -> DispatchResult {
	AssetFractions::name_manager(committee(), CENTRE, account, term)
}

/// The document says why the asset shall end.
pub fn ask_value(who: AccountId) -> DispatchResult {
	AssetFractions::ask_value(signed(who), CENTRE, hash(6))
}

/// The document says why the manager shall go.
pub fn ask_holders(who: AccountId) -> DispatchResult {
	AssetFractions::ask_holders(signed(who), CENTRE, hash(7))
}

/// The document says why the centre shall be handed over.
pub fn ask_hand_over(who: AccountId) -> DispatchResult {
	AssetFractions::ask_hand_over(signed(who), CENTRE, hash(8))
}

/// An office attested an institution, which has one unit.
pub fn to_association(who: &AccountId) {
	MockHolders::attest(who, true);
	let (from, to) = (Holder::Account(HOLDER), Holder::Account(who.clone()));
	assert_ok!(MockHolders::give(CENTRE, &from, &to, 1));
}

pub fn hand_over() -> Option<HandOver<AccountId>> {
	HandOvers::<Test>::get(CENTRE)
}

/// The ballot about the hand-over that is waited for ends so, with so many units for and against.
#[track_caller]
pub fn decide_hand_over(yes: u64, no: u64) {
	let ballot = hand_over().and_then(|own| own.stage.ballot()).expect("a ballot is waited for");
	decide_by_units(ballot, yes, no);
}

/// Of 1,000 units so many say yes and no.
fn decide_by_units(ballot: BallotId, yes: u64, no: u64) {
	let verdict = if yes > no { Verdict::Passed } else { Verdict::Rejected };
	let mut outcome = MockBallots::outcome_of(verdict);
	let total = &mut outcome.classes[0];
	(total.heads, total.voted, total.yes, total.no) = (1_000, yes + no, yes, no);
	MockBallots::decide(ballot, outcome);
}

/// Enough holders signed, and all of them vote about the hand-over.
#[track_caller]
pub fn to_hand_over_vote() {
	assert_ok!(ask_hand_over(ASSOCIATION));
	decide_hand_over(30, 0);
	sleep(crate::SIGNING);
	assert_ok!(advance());
}

/// Holders agreed, and the association owns the centre.
#[track_caller]
pub fn to_handed_over() {
	to_hand_over_vote();
	decide_hand_over(400, 200);
	sleep(crate::VOTING);
	assert_ok!(advance());
	assert!(matches!(status(), Status::HandedOver { .. }));
}

/// The document says why the buyer wants the centre.
pub fn offer_purchase(who: AccountId, won: Won) -> DispatchResult {
	AssetFractions::offer_purchase(signed(who), CENTRE, won, hash(12))
}

pub fn purchase() -> Option<Purchase<AccountId>> {
	Purchases::<Test>::get(CENTRE)
}

/// The ballot about the purchase that is waited for ends so, with so many units for and against.
#[track_caller]
pub fn decide_purchase(yes: u64, no: u64) {
	let ballot = purchase().and_then(|own| own.stage.ballot()).expect("a ballot is waited for");
	decide_by_units(ballot, yes, no);
}

/// A holder asks, and both appraisers say what the running centre is worth.
#[track_caller]
pub fn value_anew(value: Won) {
	assert_ok!(ask_value(HOLDER));
	assert_ok!(appraise(FIRST_APPRAISER, value));
	assert_ok!(appraise(SECOND_APPRAISER, value + 100));
}

/// The centre runs, and an institution offers as much as it is worth.
#[track_caller]
pub fn to_purchase_vote() {
	to_operating();
	value_anew(VALUE);
	MockHolders::attest(&STRANGER, true);
	assert_ok!(offer_purchase(STRANGER, VALUE));
}

pub fn challenge() -> Option<Challenge> {
	Challenges::<Test>::get(CENTRE)
}

/// The ballot that is waited for ends so, with so many units against.
#[track_caller]
pub fn decide(verdict: Verdict, no: u64) {
	let ballot = challenge().and_then(|own| own.stage.ballot()).expect("a ballot is waited for");
	let mut outcome = MockBallots::outcome_of(verdict);
	outcome.classes[0].no = no;
	MockBallots::decide(ballot, outcome);
}

#[track_caller]
pub fn asset() -> AssetOf<Test> {
	Fractions::<Test>::get(CENTRE).expect("it is there")
}

#[track_caller]
pub fn status() -> Status {
	asset().status
}

/// The centre is proposed, by this plan, and experts are named.
#[track_caller]
pub fn to_diligence(plan: PlanOf<Test>) {
	assert_ok!(propose(CITY, plan));
	assert_ok!(name_experts(experts()));
}

/// Both appraisers have spoken.
#[track_caller]
pub fn to_valued(plan: PlanOf<Test>) {
	to_diligence(plan);
	assert_ok!(appraise(FIRST_APPRAISER, VALUE));
	assert_ok!(appraise(SECOND_APPRAISER, VALUE + 100));
}

/// Nobody has an idea for the works, and the time for it passes.
#[track_caller]
pub fn skip_ideas() {
	sleep(IDEAS);
	assert_ok!(advance());
}

/// Residents vote about two ideas.
#[track_caller]
pub fn to_choosing() -> BallotId {
	to_valued(plan());
	back(101, 0);
	back(102, 5);
	sleep(IDEAS);
	assert_ok!(advance());
	let Status::Choosing { ballot, .. } = status() else { panic!("{:?}", status()) };
	ballot
}

/// Both appraisers have spoken, and nobody has an idea.
#[track_caller]
pub fn to_ready(plan: PlanOf<Test>) {
	let has_works = plan.works.is_some();
	to_valued(plan);
	if has_works {
		skip_ideas();
	}
}

/// Units are sold for as much as may be.
#[track_caller]
pub fn to_offering(plan: PlanOf<Test>) {
	to_ready(plan);
	assert_ok!(offer(CITY, sale(VALUE / 2)));
}

/// There is title, and the sale brought 9,001 won, which are paid.
#[track_caller]
pub fn to_paid(plan: PlanOf<Test>) {
	to_offering(plan);
	assert_ok!(confirm_title(NOTARY));
	Market::decide::<AccountId>(SALE, 9_001);
	assert_ok!(advance());
}

/// The centre runs, without works before.
#[track_caller]
pub fn to_operating() {
	to_paid(Plan { works: None, ..plan() });
	assert!(matches!(status(), Status::Operating { .. }));
}

chungnam_testkit::test_events!(Test);
