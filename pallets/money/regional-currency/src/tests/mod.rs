// SPDX-License-Identifier: Apache-2.0

//! A small county: a few people, shops and institutions, a clock, and rules to begin with. Every test ends with the
//! numbered invariants.

pub mod calls;
mod changes;
mod cheongyang;
mod claw_back;
mod contracts;
mod corruption;
mod debts;
mod drops;
mod drops_model;
mod encoding;
mod estate;
mod events;
mod genesis;
mod gift;
mod issue;
mod lapse;
mod leak;
mod model;
mod moved;
mod order;
mod pay;
mod pay_shop;
mod plan;
mod practice_figures;
mod prune;
mod quote;
mod reclaim_takings;
mod reclaim_won;
mod refund;
mod refund_rest;
mod remove_series;
mod room;
mod sell;
mod series;
mod stays;
mod sweep;
mod take_back;
mod undo;
mod wallet_view;

use crate::LimitId;
use chungnam_ports::{Drops, Issuance, Opener, Part, Source, Sources, Standing, TakingsFeed};
use chungnam_primitives::{
	category, korean_month, CategorySet, CohortId, MerchantId, Moment, MoneyClass, PersonId,
	ProgrammeId, ReceiptId, RegionId, RegionSet, SalesClass, SalesClassSet, Scope, ScopeSet,
	SeriesId, Won, ZoneId, DAYS, MINUTES,
};
use chungnam_testkit::{
	account, begin_at, execute, midnight, next_block, now, signed, MockRegistry, MockReserve,
	MockSources,
};
use frame_support::{
	assert_noop,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		LockableCurrency, WithdrawReasons,
	},
	BoundedVec,
};
use sp_io::TestExternalities;
use sp_runtime::{DispatchError, DispatchResult, Perbill, Percent};

use crate::{
	mock::{
		AccountId, Balances, RegionalCurrency, RuntimeGenesisConfig, RuntimeOrigin, System, Test,
	},
	Agreement, Error, Event, Funder, FunderLevel, FundersOf, GiftRule, IncentiveTerms, Order,
	PaymentState, Places, Quote, ReceiptOf, Receipts, RefundRule, Refusal, Rules, SaleTerms,
	Template, Totals, TotalsBySeries, Wallet, Wallets,
};

// People and their keys.
pub const KIM: AccountId = account(1);
pub const KIM_CARD: AccountId = account(2);
pub const LEE: AccountId = account(3);
pub const CHILD: AccountId = account(4);
pub const CHOI: AccountId = account(5);
pub const STRANGER: AccountId = account(9);
/// Lives in a township of zone 1; has a phone and a card, runs [`FARM_STAND`].
pub const KIM_ID: PersonId = PersonId(1);
/// Lives in the county town.
pub const LEE_ID: PersonId = PersonId(2);
/// Lives with Kim, who is the guardian until [`GUARDED_UNTIL`].
pub const CHILD_ID: PersonId = PersonId(3);
/// Lives in another city.
pub const CHOI_ID: PersonId = PersonId(4);

// Owners of shops, and one who works in a shop.
pub const COOK: AccountId = account(11);
pub const GROCER: AccountId = account(12);
pub const DOCTOR: AccountId = account(13);
pub const TYCOON: AccountId = account(14);
pub const BARISTA: AccountId = account(15);
pub const WAITER: AccountId = account(16);
/// A small restaurant in a township of zone 1.
pub const RESTAURANT: MerchantId = MerchantId(1);
/// A small mart of the farmers' cooperative in the county town.
pub const MART: MerchantId = MerchantId(2);
/// A small clinic in the county town.
pub const CLINIC: MerchantId = MerchantId(3);
/// A large store in the county town.
pub const STORE: MerchantId = MerchantId(4);
/// A micro cafe in another city.
pub const CAFE: MerchantId = MerchantId(5);
/// Kim's own micro grocery in a township of zone 1.
pub const FARM_STAND: MerchantId = MerchantId(6);
/// What [`WAITER`] may give back at a time, in won.
pub const WAITERS_LIMIT: Won = 20_000;

// Institutions.
/// Sells in the whole province.
pub const BANK: AccountId = account(21);
/// Defines, issues and funds the series of the county.
pub const COUNTY: AccountId = account(23);

pub const CHEONGYANG: RegionId = 12;
pub const BORYEONG: RegionId = 3;
pub const EUP: ZoneId = ZoneId::new(CHEONGYANG, 1);
pub const MYEON_1: ZoneId = ZoneId::new(CHEONGYANG, 2);
pub const MYEON_2: ZoneId = ZoneId::new(CHEONGYANG, 3);
pub const BORYEONG_TOWN: ZoneId = ZoneId::new(BORYEONG, 1);

/// 1 March 2026, 00:00 in Seoul: series open.
pub const OPENS: Moment = 1_772_290_800_000;
/// 10 March 2026, 00:00 in Seoul: tests begin.
pub const TODAY: Moment = OPENS + 9 * DAYS;
/// 1 April 2026, 00:00 in Seoul: the next month.
pub const APRIL: Moment = OPENS + 31 * DAYS;
/// 1 June 2026, 00:00 in Seoul: series end.
pub const EXPIRES: Moment = OPENS + 92 * DAYS;
/// Kim's guardianship ends.
pub const GUARDED_UNTIL: Moment = EXPIRES - 10 * DAYS;

#[test]
fn the_days_of_the_tests_are_the_days_they_say() {
	assert_eq!(midnight(2026, 3, 1), OPENS);
	assert_eq!(midnight(2026, 3, 10), TODAY);
	assert_eq!(midnight(2026, 4, 1), APRIL);
	assert_eq!(midnight(2026, 6, 1), EXPIRES);
}

/// Sets the clock.
pub fn at(now: Moment) {
	chungnam_testkit::at::<Test>(now);
}

/// Blocks begin, at the same moment. Every invariant holds after each.
pub fn begin_blocks(count: u32) {
	for _ in 0..count {
		next_block::<Test>(now());
	}
}

/// Where the router's share of ended series goes.
pub fn router() -> AccountId {
	MockSources::account_of(Source::ExpiredSeries)
}

/// What the county issues: everything in the whole county, in shops up to the legal limit, from [`OPENS`] to
/// [`EXPIRES`]; what is left goes to the funders.
pub fn policy() -> Rules {
	Rules {
		places: Places::HomeRegion,
		open_to_all: CategorySet::EMPTY,
		categories: CategorySet::ALL,
		caps: BoundedVec::new(),
		sales_classes: SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small]),
		gift: None,
		refund: None,
		sale: None,
		opens: OPENS,
		expires: EXPIRES,
		to_router: Perbill::zero(),
	}
}

/// An incentive: as [`policy`], and it may be given away.
pub fn incentive() -> Rules {
	Rules { gift: Some(gift_rule()), ..policy() }
}

/// Purchased money: 10 % from series `incentive`, if it is given, 60 % to use before the rest is given back (80 % up
/// to 10,000 won), and it may be given away.
pub fn purchased(incentive: Option<SeriesId>) -> Rules {
	let refund = RefundRule {
		used: Percent::from_percent(60),
		small_amount: 10_000,
		small_used: Percent::from_percent(80),
		after_end: 0,
	};
	Rules {
		gift: Some(gift_rule()),
		refund: Some(refund),
		sale: Some(sale_terms(incentive)),
		..policy()
	}
}

/// 30,000 won at a time, 50,000 won a month.
pub fn gift_rule() -> GiftRule {
	GiftRule { per_gift: 30_000, per_month: 50_000 }
}

/// 700,000 won a month, 1,500,000 won held; 10 % incentive, at most 70,000 won a month and 500,000 won a year; seven
/// days to undo a purchase.
pub fn sale_terms(incentive: Option<SeriesId>) -> SaleTerms {
	SaleTerms {
		limits: LimitId(0),
		closes: EXPIRES,
		per_month: 700_000,
		special_months: BoundedVec::new(),
		holding: 1_500_000,
		incentive: incentive.map(|series| IncentiveTerms {
			series,
			rate: Perbill::from_percent(10),
			per_month: 70_000,
			per_year: 500_000,
		}),
		undo_within: 7 * DAYS,
	}
}

/// The county pays all of it.
pub fn funded_by_county() -> FundersOf<Test> {
	let level = FunderLevel::Municipality;
	BoundedVec::truncate_from(vec![Funder { account: COUNTY, level, share: Perbill::one() }])
}

/// The county as the only issuer.
pub fn county() -> RegionSet {
	RegionSet::of(&[CHEONGYANG])
}

/// A chain of the county with what a test needs on it.
#[derive(Default)]
pub struct ExtBuilder {
	genesis: crate::GenesisConfig<Test>,
	plain: Vec<(AccountId, Won)>,
	/// The share of takings that earns, and what is in the pot.
	bonus: Option<(Perbill, Won)>,
}

impl ExtBuilder {
	/// A series of the county, numbered from 0, with a budget.
	pub fn series(self, class: MoneyClass, rules: Rules, budget: Won) -> Self {
		self.series_of(class, county(), funded_by_county(), rules, budget)
	}

	/// A series of anyone, numbered from 0, with a budget.
	pub fn series_of(
		mut self,
		class: MoneyClass,
		issuers: RegionSet,
		funders: FundersOf<Test>,
		rules: Rules,
		budget: Won,
	) -> Self {
		self.genesis.series.push((class, issuers, funders, rules, budget));
		self
	}

	/// A lot, paid from the budget of its series.
	pub fn lot(mut self, person: PersonId, series: SeriesId, won: Won) -> Self {
		self.genesis.lots.push((person, series, won));
		self
	}

	/// A lot of each of the first so many series, paid from its budget.
	pub fn lots(self, person: PersonId, series: u32, won: Won) -> Self {
		(0..series).map(SeriesId).fold(self, |own, series| own.lot(person, series, won))
	}

	/// Plain won.
	pub fn plain(mut self, who: AccountId, won: Won) -> Self {
		self.plain.push((who, won));
		self
	}

	/// A re-spend bonus of 5 %, so that takings are told, and what is in its pot.
	pub fn with_bonus(mut self, pot: Won) -> Self {
		self.bonus = Some((Perbill::from_percent(5), pot));
		self
	}

	/// The chain, in its first block, on the morning of [`TODAY`].
	pub fn build(self) -> TestExternalities {
		let Self { genesis: regional_currency, plain, bonus } = self;
		let balances = pallet_balances::GenesisConfig { balances: plain, ..Default::default() };
		let genesis = RuntimeGenesisConfig { balances, regional_currency, ..Default::default() };
		let mut chain = begin_at::<Test>(TODAY, genesis, settle_county);
		chain.execute_with(|| {
			// As the registry does for people and shops, and the runtime for the router: no balance is needed to exist.
			let known = [KIM, KIM_CARD, LEE, CHILD, CHOI, COOK, GROCER, DOCTOR, TYCOON, BARISTA];
			for who in known.into_iter().chain([WAITER]) {
				System::inc_providers(&who);
			}
			for source in Source::ALL {
				System::inc_providers(&MockSources::account_of(source));
			}
			if let Some((rate, pot)) = bonus {
				set_bonus(rate);
				if pot > 0 {
					mint(&MockReserve::bonus_pot(), pot);
				}
			}
		});
		chain
	}

	/// Runs a test, and proves the numbered invariants after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute::<Test>(self.build(), test);
	}
}

/// Who lives, sells and governs here.
fn settle_county() {
	MockRegistry::add_person(KIM, KIM_ID, MYEON_1);
	MockRegistry::add_person(KIM_CARD, KIM_ID, MYEON_1);
	MockRegistry::add_person(LEE, LEE_ID, EUP);
	MockRegistry::add_person(CHILD, CHILD_ID, MYEON_1);
	MockRegistry::add_person(CHOI, CHOI_ID, BORYEONG_TOWN);
	MockRegistry::add_guardian(KIM_ID, CHILD_ID, GUARDED_UNTIL);

	use SalesClass::*;
	MockRegistry::add_merchant(COOK, RESTAURANT, MYEON_1, category::RESTAURANT, Small);
	MockRegistry::add_merchant(GROCER, MART, EUP, category::HANARO_MART, Small);
	MockRegistry::add_merchant(DOCTOR, CLINIC, EUP, category::HOSPITAL, Small);
	MockRegistry::add_merchant(TYCOON, STORE, EUP, category::GOODS, Large);
	MockRegistry::add_merchant(BARISTA, CAFE, BORYEONG_TOWN, category::RESTAURANT, Micro);
	MockRegistry::add_merchant(KIM, FARM_STAND, MYEON_1, category::GROCERY, Micro);
	MockRegistry::add_till(WAITER, RESTAURANT, WAITERS_LIMIT);

	MockRegistry::add_attester(BANK, ScopeSet::of(&[Scope::Sell]), RegionSet::province());
	let office = ScopeSet::of(&[Scope::Series, Scope::Issue]);
	MockRegistry::add_attester(COUNTY, office, county());
}

/// Whoever opens drops in these tests.
pub const PROGRAMME: Opener = Opener::Programme(ProgrammeId(1));

/// What the county drops: as [`policy`], for 90 days.
pub fn template() -> Template<AccountId> {
	let Rules { places, open_to_all, categories, caps, sales_classes, to_router, .. } = policy();
	Template {
		issuers: county(),
		funders: funded_by_county(),
		places,
		open_to_all,
		categories,
		caps,
		sales_classes,
		to_router,
		valid_days: 90,
	}
}

/// When what is dropped on [`TODAY`] ends.
pub const DROPS_END: Moment = TODAY + 90 * DAYS;

/// A part of a drop by [`template`].
pub fn part(cohort: CohortId) -> Part<Template<AccountId>> {
	Part::new(cohort, template())
}

/// The county drops on one cohort.
pub fn drop_on(cohort: CohortId, per_head: Won) -> SeriesId {
	let parts = [part(cohort)];
	let opened = RegionalCurrency::open(PROGRAMME, &parts, per_head, None, &COUNTY);
	opened.expect("it opens").series[0].expect("the cohort is not empty")
}

/// A cohort of the county with these people in it since ever.
pub fn cohort_of(people: &[PersonId]) -> CohortId {
	MockRegistry::add_cohort(CHEONGYANG, people)
}

/// A chain on which the county can pay for drops.
pub fn rich_county() -> ExtBuilder {
	ExtBuilder::default().plain(COUNTY, 1_000_000_000)
}

/// Kim has 50,000 won of basic income.
pub fn kim_with_policy() -> ExtBuilder {
	let builder = ExtBuilder::default().series(MoneyClass::Policy, policy(), 1_000_000);
	builder.lot(KIM_ID, SeriesId(0), 50_000)
}

/// New rules of the first series are announced.
pub fn schedule(from: Moment, rules: Rules) -> DispatchResult {
	RegionalCurrency::schedule_change(signed(COUNTY), SeriesId(0), from, rules)
}

/// Somebody ends the first series.
pub fn sweep() -> DispatchResult {
	RegionalCurrency::sweep(signed(STRANGER), SeriesId(0))
}

/// `who` pays a shop.
pub fn pay(who: AccountId, merchant: MerchantId, amount: Won) -> DispatchResult {
	pay_as_agreed(who, merchant, agreed(amount))
}

/// Any of one's own won, for no order, within a minute.
pub fn agreed(amount: Won) -> Agreement {
	Agreement { amount, order: None, most_own: amount, until: soon() }
}

/// A minute from now.
pub fn soon() -> Moment {
	now() + MINUTES
}

/// `who` pays a shop as they agreed.
pub fn pay_as_agreed(who: AccountId, merchant: MerchantId, agreement: Agreement) -> DispatchResult {
	let Agreement { amount, order, most_own, until } = agreement;
	let paid = RegionalCurrency::pay(signed(who), merchant, amount, order, most_own, until);
	paid.map(|_| ()).map_err(|e| e.error)
}

/// `who` pays a shop from the lots of a ward.
pub fn pay_for(
	who: AccountId,
	ward: PersonId,
	merchant: MerchantId,
	amount: Won,
) -> DispatchResult {
	let paid = RegionalCurrency::pay_for(signed(who), ward, merchant, amount, None, soon());
	paid.map(|_| ()).map_err(|e| e.error)
}

/// An order that the first till of a shop showed.
pub fn order(number: u8) -> Order {
	Order { till: 1, reference: [number; 16] }
}

/// What `who` is told before paying a shop.
pub fn quote(who: AccountId, merchant: MerchantId, amount: Won) -> Quote {
	RegionalCurrency::quote(who, merchant, amount, None)
}

/// The shop cannot be paid, and `quote` and `pay` give the same reason. Nothing changes.
#[track_caller]
pub fn assert_refused(who: AccountId, merchant: MerchantId, amount: Won, reason: Refusal) {
	assert_eq!(quote(who.clone(), merchant, amount).plan, Err(reason));
	assert_noop!(pay(who, merchant, amount), Error::<Test>::from(reason));
}

/// Passing takings on earns this share of them.
pub fn set_bonus(rate: Perbill) {
	MockReserve::set_bonus(rate);
	RegionalCurrency::tell_takings(!rate.is_zero());
}

/// Makes plain won.
pub fn mint(to: &AccountId, amount: Won) {
	Balances::mint_into(to, amount).expect("it fits a number");
}

/// Destroys plain won, as the bank does that paid it out.
pub fn burn(who: &AccountId, amount: Won) {
	let (all, exact) = (Preservation::Expendable, Precision::Exact);
	Balances::burn_from(who, amount, all, exact, Fortitude::Polite).expect("it is there");
}

/// Keeps won of an account from being spent, as a request for cash-out does.
pub fn lock(who: &AccountId, amount: Won) {
	Balances::set_lock(*b"locktest", who, amount, WithdrawReasons::all());
}

/// Plain won of an account that can be spent or is locked.
pub fn plain(who: AccountId) -> Won {
	Balances::balance(&who)
}

/// Won in the pot of a series.
pub fn pot(series: SeriesId) -> Won {
	Balances::balance(&RegionalCurrency::pot(series))
}

/// What the currency knows of a person.
pub fn wallet(person: PersonId) -> Wallet {
	Wallets::<Test>::get(person)
}

/// Won in a person's lot of a series, dead or alive.
pub fn lot(person: PersonId, series: SeriesId) -> Won {
	wallet(person).lot(series).map_or(0, |lot| lot.amount)
}

/// When Kim's lot of a series ends, as last known.
pub fn lot_ends(series: SeriesId) -> Moment {
	wallet(KIM_ID).lot(series).map_or(0, |lot| lot.ends)
}

/// The money of a series.
pub fn totals(series: SeriesId) -> Totals {
	TotalsBySeries::<Test>::get(series)
}

/// The receipt of the last payment.
pub fn last_receipt() -> ReceiptOf<Test> {
	let id = PaymentState::<Test>::get().next_receipt.0.checked_sub(1).expect("somebody paid");
	Receipts::<Test>::get(ReceiptId(id)).expect("it can still be refunded")
}

chungnam_testkit::test_events!(Test);
