// SPDX-License-Identifier: Apache-2.0

//! A small county with an income of two tiers, a few people, institutions and a clock. Every test ends with the numbered
//! invariants.

mod arrivals;
mod cheongyang;
mod corruption;
mod create;
mod encoding;
mod end;
mod events;
mod genesis;
mod late;
mod leak;
mod members;
mod model;
mod newcomers;
mod periods;
mod sanctions;
mod stays;
mod suspension;
mod terms;
mod views;
mod waiting;

use chungnam_ports::{Cohorts, Due, Opener};
use chungnam_primitives::{
	start_of_day, KoreanMonth, Moment, PersonId, RegionId, RegionSet, Scope, ScopeSet, SeriesId,
	Won, ZoneId, DAYS, HOURS,
};
use chungnam_testkit::{
	account, begin_at, execute, midnight, next_block, now, signed, take_events, MockAgenda,
	MockRegistry, MockSeries, MockTemplate,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, BoundedVec};
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Percent};

use crate::{
	mock::{AccountId, Balances, BasicIncome, Currency, RuntimeGenesisConfig, System, Test},
	Case, Cases, Error, Event, IncomeId, IncomeOf, Incomes, Ledger, Ledgers, Multiples, NewTier,
	Newcomer, Newcomers, PeopleList, Period, Stage, SuspensionReason, Terms, Wait,
};

// People, numbered without gaps as the registry does.
/// Lives in a township of the first zone.
pub const KIM: PersonId = PersonId(0);
/// Lives in the county town.
pub const LEE: PersonId = PersonId(1);
/// Lives in a township of the second zone.
pub const PARK: PersonId = PersonId(2);
/// Lives in another city.
pub const CHOI: PersonId = PersonId(3);
/// Lives in the county town.
pub const HAN: PersonId = PersonId(4);
/// Nobody.
pub const NOBODY: PersonId = PersonId(99);

// Institutions.
/// Issues for the county.
pub const COUNTY: AccountId = account(21);
/// Enrols in the county.
pub const OFFICE: AccountId = account(22);
/// Has won and pays it in.
pub const DONOR: AccountId = account(23);
/// Gets what is left.
pub const TREASURY: AccountId = account(24);
pub const STRANGER: AccountId = account(29);

pub const CHEONGYANG: RegionId = 12;
pub const EUP: ZoneId = ZoneId::new(CHEONGYANG, 1);
pub const MYEON_1: ZoneId = ZoneId::new(CHEONGYANG, 2);
pub const MYEON_2: ZoneId = ZoneId::new(CHEONGYANG, 3);
pub const BORYEONG_TOWN: ZoneId = ZoneId::new(3, 1);
/// The tiers of the income: the town, and the townships.
pub const TOWN: u32 = 0;
pub const TOWNSHIPS: u32 = 1;

/// The income of the tests.
pub const ID: IncomeId = IncomeId(0);
pub const FULL: Won = 100_000;
pub const LEAST: Won = 20_000;
pub const RICH: Won = 1_000_000_000_000;
/// The 10th of March 2026, 00:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_068_400_000;
/// The first month.
pub const APRIL: KoreanMonth = 2026 * 12 + 3;
pub const PAY_DAY: u8 = 5;

/// The moment at which the period of a month opens.
pub fn pay_day(month: KoreanMonth) -> Moment {
	midnight(month / 12, month % 12 + 1, PAY_DAY.into())
}

#[test]
fn the_days_of_the_tests_are_the_days_they_say() {
	assert_eq!(midnight(2026, 3, 10), TODAY);
	assert_eq!(pay_day(APRIL), midnight(2026, 4, 5));
}

/// Sets the clock.
pub fn at(now: Moment) {
	chungnam_testkit::at::<Test>(now);
}

/// The hook of the next block: it sees the clock of the block before. Every invariant holds after it.
pub fn hook() {
	next_block::<Test>(now());
}

/// A block at `now` without transactions, and the hook of the one after it.
pub fn run_at(now: Moment) {
	at(now);
	hook();
}

/// Opens every month from `from` to `to`, both included, on its day.
pub fn open_months(from: KoreanMonth, to: KoreanMonth) {
	(from..=to).for_each(|month| run_at(pay_day(month)));
}

pub fn county() -> RegionSet {
	RegionSet::of(&[CHEONGYANG])
}

pub fn terms() -> Terms {
	Terms {
		full: FULL,
		least: LEAST,
		pay_day: PAY_DAY,
		newcomers_wait_days: 30,
		check_days: 90,
		max_arrears: 3,
		max_unclaimed: 6,
		debt_share: Percent::from_percent(50),
		sanction: Multiples { least: 3, most: 5 },
		ban_days: 730,
		confirm_monthly: false,
	}
}

pub fn tier(zones: &[ZoneId]) -> NewTier<MockTemplate> {
	let zones = BoundedVec::truncate_from(zones.to_vec());
	NewTier { zones, template: MockTemplate::sound(county()) }
}

pub fn tiers() -> BoundedVec<NewTier<MockTemplate>, frame_support::traits::ConstU32<8>> {
	BoundedVec::truncate_from(vec![tier(&[EUP]), tier(&[MYEON_1, MYEON_2])])
}

pub fn create(terms: Terms) -> DispatchResult {
	BasicIncome::create(signed(COUNTY), CHEONGYANG, tiers(), terms, APRIL, TREASURY)
}

pub fn people(list: &[PersonId]) -> PeopleList {
	BoundedVec::truncate_from(list.to_vec())
}

pub fn enrol(list: &[PersonId]) -> DispatchResult {
	BasicIncome::enrol(signed(OFFICE), ID, people(list))
}

pub fn unenrol(list: &[PersonId]) -> DispatchResult {
	BasicIncome::unenrol(signed(OFFICE), ID, people(list))
}

/// Newcomers who moved in on a day long ago.
pub fn newcomers(list: &[PersonId]) -> Newcomers {
	let long_ago = |person: &PersonId| Newcomer { person: *person, moved_in: 1 };
	BoundedVec::truncate_from(list.iter().map(long_ago).collect())
}

pub fn begin_check(list: &[PersonId]) -> DispatchResult {
	BasicIncome::begin_check(signed(OFFICE), ID, newcomers(list))
}

pub fn admit(person: PersonId) -> DispatchResult {
	BasicIncome::admit(signed(OFFICE), ID, person)
}

pub fn refuse(person: PersonId) -> DispatchResult {
	BasicIncome::refuse(signed(OFFICE), ID, person)
}

pub fn suspend(person: PersonId) -> DispatchResult {
	BasicIncome::suspend(signed(OFFICE), ID, person, SuspensionReason::Inquiry)
}

pub fn resume(person: PersonId, with_arrears: bool) -> DispatchResult {
	BasicIncome::resume(signed(OFFICE), ID, person, with_arrears)
}

pub fn refresh(person: PersonId) -> DispatchResult {
	BasicIncome::refresh(signed(STRANGER), ID, person)
}

pub fn sanction(person: PersonId, amount: Won, multiple: u8) -> DispatchResult {
	BasicIncome::sanction(signed(COUNTY), ID, person, amount, multiple)
}

pub fn fund(amount: Won) -> DispatchResult {
	BasicIncome::fund(signed(DONOR), ID, amount)
}

/// Without what it weighed.
pub fn retry(who: AccountId) -> DispatchResult {
	BasicIncome::retry(signed(who), ID).map(|_| ()).map_err(|failed| failed.error)
}

pub fn stop() -> DispatchResult {
	BasicIncome::stop(signed(COUNTY), ID)
}

pub fn income() -> IncomeOf<Test> {
	Incomes::<Test>::get(ID).expect("there is an income")
}

pub fn ledger() -> Ledger {
	Ledgers::<Test>::get(ID)
}

pub fn case(person: PersonId) -> Option<Case> {
	Cases::<Test>::get(ID, person)
}

pub fn pool() -> Won {
	Balances::balance(&BasicIncome::pool(ID))
}

pub fn plain(who: AccountId) -> Won {
	Balances::balance(&who)
}

/// The tier in which a person is.
pub fn tier_of(person: PersonId) -> Option<usize> {
	income().tier_of_member(&MockRegistry::member(person).expect("the person exists"))
}

/// Months that were paid, with won a head.
pub fn paid() -> Vec<(KoreanMonth, Won)> {
	income().history.iter().map(|period| (period.month, period.per_head)).collect()
}

/// Won that a person ever got: their part of each drop, and what they were given.
pub fn got(person: PersonId) -> Won {
	let member = MockRegistry::member(person).expect("the person exists");
	let part = |series: &MockSeries| {
		let cohort = series.cohort?;
		member.was_enrolled(cohort, series.opened_at).then_some(series.per_head)
	};
	let parts: Won = Currency::series().iter().filter_map(part).sum();
	parts + Currency::given_to(person)
}

/// Won comes back from a series, as what nobody claimed does.
pub fn come_back(series: SeriesId, amount: Won) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	let (pot, pool) = (Currency::pot(series), BasicIncome::pool(ID));
	assert_ok!(Balances::transfer(&pot, &pool, amount, Preservation::Expendable));
}

/// The pallet's own events since the last time.
pub fn events() -> Vec<Event<Test>> {
	take_events::<Test, _>()
}

/// The pallet's last event since the last time.
pub fn last_event() -> Event<Test> {
	events().pop().expect("something happened")
}

/// The county above, with what a test adds.
pub struct ExtBuilder {
	terms: Option<Terms>,
	members: Vec<PersonId>,
	pool: Won,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { terms: Some(terms()), members: vec![], pool: 0 }
	}
}

impl ExtBuilder {
	/// Without the income.
	pub fn bare() -> Self {
		Self { terms: None, ..Self::default() }
	}

	pub fn terms(self, terms: Terms) -> Self {
		Self { terms: Some(terms), ..self }
	}

	pub fn members(self, members: &[PersonId]) -> Self {
		Self { members: members.to_vec(), ..self }
	}

	pub fn pool(self, pool: Won) -> Self {
		Self { pool, ..self }
	}

	pub fn build(self) -> TestExternalities {
		let balances = vec![(DONOR, RICH)];
		let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
		let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
		let mut chain = begin_at::<Test>(TODAY, genesis, populate_registry);
		chain.execute_with(|| self.populate());
		chain
	}

	fn populate(self) {
		if let Some(terms) = self.terms {
			assert_ok!(create(terms));
			assert_ok!(enrol(&self.members));
		}
		if self.pool > 0 {
			assert_ok!(fund(self.pool));
		}
		at(TODAY + 1_000);
		System::reset_events();
	}

	/// Runs a test and checks every invariant after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute::<Test>(self.build(), test);
	}
}

pub fn populate_registry() {
	for (person, zone) in (0u8..).zip([MYEON_1, EUP, MYEON_2, BORYEONG_TOWN, EUP]) {
		MockRegistry::add_person(account(1 + person), PersonId(person.into()), zone);
	}
	MockRegistry::add_attester(COUNTY, ScopeSet::of(&[Scope::Issue]), county());
	MockRegistry::add_attester(OFFICE, ScopeSet::of(&[Scope::Cohorts]), county());
}

/// Kim and Lee are in, and there is enough for years.
pub fn with_two(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).pool(RICH / 2).build_and_execute(test);
}
