// SPDX-License-Identifier: Apache-2.0

//! The currency keeps the contracts of the ports that it serves, as their mock does.

use chungnam_primitives::{PersonId, ReceiptId, SeriesId};
use chungnam_testkit::contract::{self, Bank, Counter};
use frame_support::assert_ok;

use super::*;

struct Real;

impl Bank for Real {
	type AccountId = AccountId;
	type Currency = RegionalCurrency;
	const PEOPLE: [PersonId; 4] = [KIM_ID, LEE_ID, CHOI_ID, PersonId(99)];
	const PAYER: AccountId = COUNTY;

	fn issuers() -> RegionSet {
		county()
	}

	fn template() -> Template<AccountId> {
		super::template()
	}

	fn unsound() -> Template<AccountId> {
		Template { valid_days: 0, ..super::template() }
	}

	fn cohort(people: &[PersonId]) -> CohortId {
		cohort_of(people)
	}

	fn balance(who: &AccountId) -> Won {
		plain(who.clone())
	}

	fn spend(amount: Won) -> (ReceiptId, MerchantId) {
		let id = PaymentState::<Test>::get().next_receipt;
		assert_ok!(pay(KIM, RESTAURANT, amount));
		(id, RESTAURANT)
	}
}

impl Counter for Real {
	type AccountId = AccountId;
	type Currency = RegionalCurrency;
	const BUYER: AccountId = KIM;
	const STRANGER: AccountId = super::STRANGER;
	const SERIES: [SeriesId; 2] = [SeriesId(1), SeriesId(2)];

	fn balance(who: &AccountId) -> Won {
		plain(who.clone())
	}

	fn bought() -> (Won, Won) {
		(lot(KIM_ID, SeriesId(1)), lot(KIM_ID, SeriesId(0)))
	}

	fn freeze() {
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
	}
}

/// The county of the other tests, in which Choi has died and the county has 100,000 won.
fn with_people(chain: ExtBuilder, test: impl FnOnce()) {
	chain.plain(COUNTY, 100_000).build_and_execute(|| {
		MockRegistry::bury(CHOI_ID);
		test();
	});
}

#[test]
fn currency_keeps_the_contract_of_drops() {
	with_people(ExtBuilder::default(), contract::drops::<Real>);
}

#[test]
fn currency_keeps_the_contract_of_debts() {
	with_people(ExtBuilder::default(), contract::debts::<Real>);
}

#[test]
fn currency_keeps_the_contract_of_receipts() {
	let chain = ExtBuilder::default().series(MoneyClass::Policy, policy(), 1_000);
	with_people(chain.lot(KIM_ID, SeriesId(0), 1_000), contract::receipts::<Real>);
}

#[test]
fn currency_keeps_the_contract_of_takings_feed() {
	ExtBuilder::default().build_and_execute(contract::takings_feed::<RegionalCurrency>);
}

#[test]
fn currency_keeps_the_contract_of_purchases() {
	let kept = Rules { sale: None, ..purchased(None) };
	ExtBuilder::default()
		.series(MoneyClass::Incentive, incentive(), 100_000)
		.series(MoneyClass::Purchased, purchased(Some(SeriesId(0))), 0)
		.series(MoneyClass::Purchased, kept, 0)
		.plain(KIM, 1_000_000)
		.plain(STRANGER, 1_000)
		.build_and_execute(contract::purchases::<Real>);
}
