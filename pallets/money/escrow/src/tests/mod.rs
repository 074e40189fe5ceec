// SPDX-License-Identifier: Apache-2.0

//! A small province: a budget, a school, a builder, an engineer, and a clock that moves by blocks. Every test ends with the
//! numbered invariants.

mod change;
mod contract;
mod corruption;
mod due;
mod encoding;
mod events;
mod leak;
mod model;
mod open;
mod refund;
mod review;
mod views;

use chungnam_ports::{
	Body, EnvelopePlan, Escrow as _, EscrowOwner, MilestonePlan, Objectors, Payee, Refund,
	RefundShare, Reviewers, Silence, Source, Sources, Verdict,
};
use chungnam_primitives::{
	BallotId, EnvelopeId, Field, FieldSet, MerchantId, Moment, PersonId, RegionSet, SalesClass,
	Scope, ScopeSet, Won, ZoneId, DAYS,
};
use chungnam_testkit::{
	account, hash, in_second_block, now, signed, MockBallots, MockRegistry, MockSeats, MockSources,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, BoundedVec};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{AccountId, Balances, Escrow, RuntimeGenesisConfig, RuntimeOrigin, System, Test},
	Decision, Envelope, Envelopes, Error, Event, Milestone, MilestoneState, Milestones, OwnerActOf,
	PayeeChanges, PlanOf, ESCALATION, PAYEE_PART, REVIEW, SIGNING, UNCLAIMED,
};

/// Pays for envelopes that stand alone. Nobody has a key of it.
pub const BUDGET: AccountId = account(1);
/// Owns envelopes of another pallet.
pub const OWNER_POT: AccountId = account(2);
/// Gets back what is not paid.
pub const FUNDER: AccountId = account(3);
/// The school, an institution.
pub const SCHOOL: AccountId = account(4);
/// An office that can review.
pub const OFFICE: AccountId = account(5);
/// The shop [`SHOP`] of [`BUILDER_PERSON`].
pub const BUILDER: AccountId = account(6);
/// A key of [`BUILDER_PERSON`].
pub const BUILDER_KEY: AccountId = account(7);
/// A key of [`ENGINEER`], who sits on the committee.
pub const ENGINEER_KEY: AccountId = account(8);
/// A key of [`PAINTER`].
pub const PAINTER_KEY: AccountId = account(9);
/// Another key of [`PAINTER`].
pub const PAINTER_CARD: AccountId = account(10);
/// Has won and nothing to say.
pub const STRANGER: AccountId = account(12);

pub const BUILDER_PERSON: PersonId = PersonId(1);
pub const ENGINEER: PersonId = PersonId(2);
pub const PAINTER: PersonId = PersonId(3);
pub const SHOP: MerchantId = MerchantId(1);

/// Won of those who have some.
pub const PLENTY: Won = 1_000_000_000;
/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The grace of the plans.
pub const GRACE: Moment = 10 * DAYS;
/// The first envelope.
pub const FIRST: EnvelopeId = EnvelopeId(0);

const HOME: ZoneId = ZoneId::new(12, 1);

fn settle() {
	for (key, person) in [
		(BUILDER_KEY, BUILDER_PERSON),
		(ENGINEER_KEY, ENGINEER),
		(PAINTER_KEY, PAINTER),
		(PAINTER_CARD, PAINTER),
	] {
		MockRegistry::add_person(key, person, HOME);
	}
	MockRegistry::add_merchant(BUILDER, SHOP, HOME, 0, SalesClass::Small);
	MockRegistry::set_operator(SHOP, BUILDER_PERSON);
	MockRegistry::add_attester(SCHOOL, ScopeSet::of(&[Scope::Settle]), RegionSet::of(&[3]));
	MockRegistry::add_attester(OFFICE, ScopeSet::of(&[Scope::Settle]), RegionSet::of(&[3]));
	MockSeats::seat(ENGINEER, FieldSet::of(&[Field::Engineering]), Moment::MAX);
}

/// The chain, in its second block, on the morning of [`TODAY`].
pub fn chain() -> TestExternalities {
	let balances = [BUDGET, OWNER_POT, STRANGER].map(|who| (who, PLENTY)).to_vec();
	let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
	let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
	in_second_block::<Test>(chungnam_testkit::begin(genesis, settle), TODAY)
}

chungnam_testkit::test_chain!(Test, chain());

/// Time passes: the last block is at `moment`, what was due by then is done, and ballots that ended are told.
#[track_caller]
pub fn pass_to(moment: Moment) {
	pass_until(moment);
	MockBallots::tell::<Escrow>();
}

pub fn payment(amount: Won, due: Moment) -> MilestonePlan {
	MilestonePlan { amount, due }
}

/// All goes back to one receiver.
pub fn all_to(to: Refund<AccountId>) -> Vec<RefundShare<AccountId>> {
	vec![RefundShare { to, share: Perbill::one() }]
}

/// The school is paid 1,000 won in 30 days and 2,000 in 60; any engineer reviews, silence releases.
pub fn plan() -> PlanOf<Test> {
	EnvelopePlan {
		title: hash(0xAA),
		payee: Payee::Institution(SCHOOL),
		milestones: BoundedVec::truncate_from(vec![
			payment(1_000, TODAY + 30 * DAYS),
			payment(2_000, TODAY + 60 * DAYS),
		]),
		reviewers: Reviewers::Seats(FieldSet::of(&[Field::Engineering])),
		silence: Silence::Release,
		objectors: None,
		grace: GRACE,
		refunds: BoundedVec::truncate_from(all_to(Refund::Account(FUNDER))),
	}
}

/// The plan with 100 objectors of the province.
pub fn contested() -> PlanOf<Test> {
	PlanOf::<Test> { objectors: Some(Objectors { body: Body::Province, least: 100 }), ..plan() }
}

/// An envelope that stands alone.
#[track_caller]
pub fn open(plan: PlanOf<Test>) -> EnvelopeId {
	let id = crate::NextEnvelope::<Test>::get();
	assert_ok!(Escrow::open_envelope(governor(), plan));
	id
}

/// The governing origin, which is the committee too.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

pub fn submit(who: AccountId, number: u8, evidence: u8) -> DispatchResult {
	Escrow::submit_evidence(signed(who), FIRST, number, hash(evidence))
}

pub fn accept(who: AccountId, number: u8, evidence: u8) -> DispatchResult {
	Escrow::accept(signed(who), FIRST, number, hash(evidence))
}

pub fn reject(who: AccountId, number: u8, evidence: u8) -> DispatchResult {
	Escrow::reject(signed(who), FIRST, number, hash(evidence), hash(0xBB))
}

pub fn decide(number: u8, decision: Decision) -> DispatchResult {
	Escrow::decide(governor(), FIRST, number, decision)
}

pub fn collect(who: AccountId, number: u8) -> DispatchResult {
	Escrow::collect(signed(who), FIRST, number).map(|_| ()).map_err(|error| error.error)
}

pub fn settle_alone(act: OwnerActOf<Test>) -> DispatchResult {
	Escrow::settle_envelope(governor(), FIRST, act)
}

/// The first milestone of the first envelope is payable to the school.
#[track_caller]
pub fn make_payable() {
	assert_ok!(submit(SCHOOL, 0, 1));
	assert_ok!(accept(ENGINEER_KEY, 0, 1));
}

#[track_caller]
pub fn milestone(number: u8) -> Milestone {
	Milestones::<Test>::get(FIRST, number).expect("it is there")
}

#[track_caller]
pub fn state(number: u8) -> MilestoneState {
	milestone(number).state
}

#[track_caller]
pub fn envelope() -> Envelope<AccountId> {
	Envelopes::<Test>::get(FIRST).expect("it is there")
}

/// The ballot of objectors that is under way for a milestone.
#[track_caller]
pub fn objection(number: u8) -> BallotId {
	state(number).objection().expect("there is one")
}

/// Won of an account.
pub fn won(who: &AccountId) -> Won {
	Balances::balance(who)
}

/// Won at the source of what comes back from projects.
pub fn returned() -> Won {
	won(&<MockSources as Sources<AccountId>>::account_of(Source::ReturnedProjects))
}

chungnam_testkit::test_events!(Test);
