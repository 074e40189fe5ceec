// SPDX-License-Identifier: Apache-2.0

//! A few shops, two operators of a bank, a county, a clock. Every test ends with the numbered invariants.

mod cash_out;
mod contracts;
mod corruption;
mod encoding;
mod events;
mod genesis;
mod leak;
mod model;
mod reserve;
mod takings;
mod terms;

use chungnam_ports::{Issuance, Takings};
use chungnam_primitives::{
	category, MerchantId, Moment, RegionId, RegionSet, SalesClass, Scope, ScopeSet, Won, ZoneId,
	DAYS,
};
use chungnam_testkit::{
	account, begin_at, execute, midnight, signed, MockRegistry, MockTakingsFeed,
};
use frame_support::{traits::fungible::Inspect, BoundedVec};
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{AccountId, Balances, Reserve, RuntimeGenesisConfig, RuntimeOrigin, System, Test},
	CashOutTerms, Error, Event, RespendTerms, ShopLedgers,
};

/// A resident with plain won.
pub const KIM: AccountId = account(1);
pub const STRANGER: AccountId = account(9);

// Owners of shops, and one who works in a shop.
pub const COOK: AccountId = account(11);
pub const GROCER: AccountId = account(12);
pub const TYCOON: AccountId = account(14);
pub const BARISTA: AccountId = account(15);
pub const WAITER: AccountId = account(16);
/// A small restaurant in a township.
pub const RESTAURANT: MerchantId = MerchantId(1);
/// A small mart of the farmers' cooperative in the county town.
pub const MART: MerchantId = MerchantId(2);
/// A large store in the county town.
pub const STORE: MerchantId = MerchantId(4);
/// A micro cafe in another city.
pub const CAFE: MerchantId = MerchantId(5);
/// What [`WAITER`] may give back at a time, in won.
pub const WAITERS_LIMIT: Won = 20_000;

// Institutions.
/// Attests the reserve and settles, in the whole province.
pub const BANK: AccountId = account(21);
/// Makes won against what the bank states.
pub const TREASURY: AccountId = account(24);
/// A second operator of the bank: settles, in the whole province.
pub const AUDITOR: AccountId = account(22);
/// Gets what is minted.
pub const COUNTY: AccountId = account(23);

pub const CHEONGYANG: RegionId = 12;
pub const TOWNSHIP: ZoneId = ZoneId::new(CHEONGYANG, 2);
pub const TOWN: ZoneId = ZoneId::new(CHEONGYANG, 1);
pub const BORYEONG: ZoneId = ZoneId::new(3, 1);

/// 10 March 2026, 00:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_772_290_800_000 + 9 * DAYS;
/// 1 April 2026, 00:00 in Seoul: the next month.
pub const APRIL: Moment = 1_772_290_800_000 + 31 * DAYS;

#[test]
fn days_of_the_tests_are_the_days_they_say() {
	assert_eq!(midnight(2026, 3, 10), TODAY);
	assert_eq!(midnight(2026, 4, 1), APRIL);
}

/// Sets the clock.
pub fn at(now: Moment) {
	chungnam_testkit::at::<Test>(now);
}

/// The county alone.
pub fn county() -> RegionSet {
	RegionSet::of(&[CHEONGYANG])
}

/// A chain with what a test needs on it.
pub struct ExtBuilder(crate::GenesisConfig<Test>, Vec<(AccountId, Won)>);

impl Default for ExtBuilder {
	fn default() -> Self {
		let genesis = crate::GenesisConfig { reserve: 1_000_000_000_000, ..Default::default() };
		Self(genesis, Vec::new())
	}
}

impl ExtBuilder {
	/// Won in the bank. A lot, if a test does not say.
	pub fn reserve(mut self, won: Won) -> Self {
		self.0.reserve = won;
		self
	}

	/// Plain won.
	pub fn plain(mut self, who: AccountId, won: Won) -> Self {
		self.1.push((who, won));
		self
	}

	/// Limits of cash-out.
	pub fn cash_out_terms(mut self, terms: CashOutTerms) -> Self {
		self.0.cash_out = terms;
		self
	}

	/// The re-spend bonus, and what is in its pot.
	pub fn respend_terms(mut self, terms: RespendTerms, budget: Won) -> Self {
		self.0.respend = terms;
		self.0.respend_budget = budget;
		self
	}

	/// The chain, in its first block, on the morning of [`TODAY`].
	pub fn build(self) -> TestExternalities {
		let balances = pallet_balances::GenesisConfig { balances: self.1, ..Default::default() };
		let genesis = RuntimeGenesisConfig { balances, reserve: self.0, ..Default::default() };
		let mut chain = begin_at::<Test>(TODAY, genesis, settle_county);
		chain.execute_with(|| {
			// As the registry does for shops: no balance is needed to exist.
			for who in [KIM, COOK, GROCER, TYCOON, BARISTA, WAITER] {
				System::inc_providers(&who);
			}
		});
		chain
	}

	/// Runs a test, and proves the numbered invariants after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute::<Test>(self.build(), test);
	}
}

/// The shops and institutions that are here.
fn settle_county() {
	use SalesClass::*;
	MockRegistry::add_merchant(COOK, RESTAURANT, TOWNSHIP, category::RESTAURANT, Small);
	MockRegistry::add_merchant(GROCER, MART, TOWN, category::HANARO_MART, Small);
	MockRegistry::add_merchant(TYCOON, STORE, TOWN, category::GOODS, Large);
	MockRegistry::add_merchant(BARISTA, CAFE, BORYEONG, category::RESTAURANT, Micro);
	MockRegistry::add_till(WAITER, RESTAURANT, WAITERS_LIMIT);

	let bank = ScopeSet::of(&[Scope::Reserve, Scope::Settle]);
	MockRegistry::add_attester(BANK, bank, RegionSet::province());
	let mint = ScopeSet::of(&[Scope::Mint]);
	MockRegistry::add_attester(TREASURY, mint, RegionSet::province());
	let auditor = ScopeSet::of(&[Scope::Settle]);
	MockRegistry::add_attester(AUDITOR, auditor, RegionSet::province());
	MockRegistry::add_attester(COUNTY, ScopeSet::of(&[Scope::Series]), county());
}

/// A bonus of 5 %, at most 300 won a month.
pub fn bonus() -> RespendTerms {
	RespendTerms { rate: Perbill::from_percent(5), per_month: 300 }
}

/// Plain won of an account that is not held.
pub fn plain(who: AccountId) -> Won {
	Balances::balance(&who)
}

/// What the restaurant took and did not pass on.
pub fn takings() -> Won {
	ShopLedgers::<Test>::get(RESTAURANT).takings
}

chungnam_testkit::test_events!(Test);
