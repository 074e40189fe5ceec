// SPDX-License-Identifier: Apache-2.0

//! An office that opens intakes, firms that apply, experts who score, and a clock that tests set. Every test ends with the
//! numbered invariants.

mod apply;
mod award;
mod cancel;
mod corruption;
mod encoding;
mod events;
mod leak;
mod model;
mod open;
mod returns;
mod score;

use chungnam_ports::{Escrow, EscrowOwner, OwnerAct, Payee, PeopleBehind};
use chungnam_primitives::{
	category, EnvelopeId, Field, FieldSet, IntakeId, MerchantId, Moment, PersonId, RegionSet,
	SalesClass, Scope, ScopeSet, Won, ZoneId, DAYS,
};
use chungnam_testkit::{account, at, hash, now, signed, MockRegistry, MockSeats};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate, BoundedVec};
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{Accelerator, AccountId, Balances, Fund, RuntimeGenesisConfig, Test},
	Application, Applications, Award, AwardOf, Awards, Entry, Error, Event, Figures, FirmOf,
	Intake, IntakeOf, IntakePlan, Intakes, NextIntake, Step, Steps, APART, LAST_WORD, MAX_AFTER,
	MAX_AHEAD, MAX_APPLICATIONS, MAX_AWARDS, MAX_FIRMS, MAX_INTAKES, MAX_OF_OFFICE, MAX_SCORES,
	MAX_TERM, MAX_WINDOW, MIN_WINDOW, PATIENCE,
};

/// Opens intakes.
pub const OFFICE: AccountId = account(1);
/// The account of a shop in region 12, which [`HANA`] runs. An account of a shop is nobody's key.
pub const BAKER: AccountId = account(2);
/// An institution.
pub const LAB: AccountId = account(3);
/// The owner of a shop in region 3.
pub const FAR: AccountId = account(4);
/// May do nothing.
pub const STRANGER: AccountId = account(9);
/// Runs the bakery, and has a seat. Her key is account 5.
pub const HANA: PersonId = PersonId(5);
/// Three experts have the accounts 11 to 13, and these numbers. The last knows something else.
pub const EXPERTS: [u8; 3] = [11, 12, 13];

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The first intake.
pub const FIRST: IntakeId = IntakeId(0);
/// The first envelope.
pub const ENVELOPE: EnvelopeId = EnvelopeId(0);
/// Won of the fund.
pub const PLENTY: Won = 100_000;
/// Won that the first intake awards at most.
pub const RESERVE: Won = 20_000;

/// Envelopes of these tests.
pub type Envelopes = <Test as crate::Config>::Escrow;

/// The bakery.
pub fn bakery() -> FirmOf<Test> {
	Payee::Merchant(MerchantId(1))
}

/// The laboratory.
pub fn lab() -> FirmOf<Test> {
	Payee::Institution(LAB)
}

fn settle() {
	let province = RegionSet::province();
	MockRegistry::add_attester(OFFICE, ScopeSet::of(&[Scope::Budget]), province);
	MockRegistry::add_attester(LAB, ScopeSet::of(&[Scope::Settle]), province);
	MockRegistry::add_person(account(5), HANA, ZoneId::new(12, 1));
	let small = SalesClass::Small;
	for (owner, id, region) in [(BAKER, 1, 12), (FAR, 2, 3)] {
		let zone = ZoneId::new(region, 1);
		MockRegistry::add_merchant(owner, MerchantId(id), zone, category::GOODS, small);
	}
	MockRegistry::set_operator(MerchantId(1), HANA);
	let economy = FieldSet::of(&[Field::Economy]);
	MockSeats::seat(HANA, economy, Moment::MAX);
	for (number, fields) in EXPERTS.into_iter().zip([economy, economy, FieldSet::of(&[Field::Law])])
	{
		let person = PersonId(number.into());
		MockRegistry::add_person(account(number), person, ZoneId::new(12, 1));
		MockSeats::seat(person, fields, Moment::MAX);
	}
}

/// The chain in its first block, at [`TODAY`].
pub fn chain() -> TestExternalities {
	let genesis = RuntimeGenesisConfig::default();
	let mut chain = chungnam_testkit::begin_at::<Test>(TODAY, genesis, settle);
	chain.execute_with(|| give(&Fund::get(), PLENTY));
	chain
}

chungnam_testkit::test_block!(Test, chain(), Balances);

/// Won of the fund.
pub fn fund() -> Won {
	won(&Accelerator::fund())
}

/// Won in the pot of the first intake.
pub fn pot() -> Won {
	won(&Accelerator::pot(FIRST))
}

/// Two firms get 10,000 won each at most, and return a tenth of what they were paid within a year.
pub fn plan() -> IntakePlan {
	IntakePlan {
		document: hash(1),
		regions: RegionSet::of(&[12]),
		opens: now(),
		closes: now() + 10 * DAYS,
		scored_by: now() + 20 * DAYS,
		firms: 2,
		most: 10_000,
		fields: FieldSet::of(&[Field::Economy]),
		scores: 1,
		share: Perbill::from_percent(10),
		term: 365 * DAYS,
	}
}

/// 4,000 won after 30 days and 3,005 after 60.
pub fn steps() -> Steps {
	let step = |(amount, days): (Won, u64)| Step { amount, after: days * DAYS };
	BoundedVec::truncate_from([(4_000, 30), (3_005, 60)].map(step).to_vec())
}

pub fn open_intake(plan: IntakePlan) -> DispatchResult {
	Accelerator::open_intake(signed(OFFICE), Box::new(plan))
}

pub fn apply(who: AccountId, firm: FirmOf<Test>) -> DispatchResult {
	Accelerator::apply(signed(who), FIRST, firm, hash(2), steps())
}

pub fn withdraw(who: AccountId, firm: FirmOf<Test>) -> DispatchResult {
	Accelerator::withdraw(signed(who), FIRST, firm)
}

/// The person with this account scores a firm.
pub fn score(number: u8, firm: FirmOf<Test>, points: u8) -> DispatchResult {
	Accelerator::score(signed(account(number)), FIRST, firm, points)
}

/// Anyone has an application decided about, free of charge.
pub fn award() -> DispatchResult {
	let done = Accelerator::award(signed(STRANGER), FIRST).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
	Ok(())
}

pub fn cancel(who: AccountId) -> DispatchResult {
	Accelerator::cancel_intake(signed(who), FIRST, hash(8))
}

pub fn figures() -> Figures {
	Figures { evidence: hash(3), jobs: 4, trainings: 2 }
}

pub fn report(who: AccountId, milestone: u8) -> DispatchResult {
	Accelerator::report(signed(who), ENVELOPE, milestone, figures())
}

pub fn pay_return(who: AccountId, amount: Won) -> DispatchResult {
	Accelerator::pay_return(signed(who), ENVELOPE, amount)
}

/// Anyone ends the first award, free of charge.
pub fn end_award() -> DispatchResult {
	let done = Accelerator::end_award(signed(STRANGER), ENVELOPE).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
	Ok(())
}

#[track_caller]
pub fn intake() -> IntakeOf<Test> {
	Accelerator::intake(FIRST).expect("it is open")
}

#[track_caller]
pub fn first_award() -> AwardOf<Test> {
	Accelerator::award_of(ENVELOPE).expect("it was given")
}

/// The bakery and the laboratory applied.
#[track_caller]
pub fn to_applied() {
	assert_ok!(open_intake(plan()));
	assert_ok!(apply(BAKER, bakery()));
	assert_ok!(apply(LAB, lab()));
}

/// Experts may score.
#[track_caller]
pub fn to_scoring() {
	to_applied();
	sleep(10 * DAYS);
}

/// The bakery has a mean of 70, the laboratory one of 60, and the scores are over.
#[track_caller]
pub fn to_scored() {
	to_scoring();
	assert_ok!(score(11, bakery(), 80));
	assert_ok!(score(12, bakery(), 60));
	assert_ok!(score(11, lab(), 60));
	sleep(10 * DAYS);
}

/// The bakery is awarded.
#[track_caller]
pub fn to_awarded() {
	to_scored();
	assert_ok!(award());
}

/// Money that is not paid comes back from the first envelope.
#[track_caller]
pub fn abort() {
	let (owner, act) = (EscrowOwner::Intake(FIRST.0), OwnerAct::Abort(hash(7)));
	assert_ok!(<Envelopes as Escrow<AccountId>>::settle(owner, ENVELOPE, act));
}

chungnam_testkit::test_events!(Test);
