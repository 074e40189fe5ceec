// SPDX-License-Identifier: Apache-2.0

//! A whole life of a series leaves nothing behind but what is documented to stay.

use chungnam_primitives::{ReceiptId, SeriesId};
use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, keys_but};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};

use super::*;
use crate::mock::{RefundGrace, RefundWindow};

/// What stays: numbers that were given, and the figures of the months.
const STAYS: [&str; 5] = ["NextSeries", "PaymentState", "OldestReceipt", "Months", "RemovedTotals"];

/// Every key but for what stays.
fn keys() -> BTreeSet<Vec<u8>> {
	keys_but("RegionalCurrency", &STAYS)
}

fn create(class: MoneyClass, rules: Rules) {
	let funders = funded_by_county();
	assert_ok!(RegionalCurrency::create_series(signed(COUNTY), class, county(), funders, rules));
}

fn fund(series: SeriesId, amount: Won) {
	assert_ok!(RegionalCurrency::fund(signed(COUNTY), series, amount));
}

/// The bank pays all plain won of a shop out.
fn cash_out(shop: AccountId) {
	burn(&shop, plain(shop.clone()));
}

#[test]
fn a_series_leaves_nothing_behind() {
	ExtBuilder::default().plain(COUNTY, 100_000).build_and_execute(|| {
		let before = keys();

		create(MoneyClass::Incentive, incentive());
		create(MoneyClass::Purchased, purchased(Some(SeriesId(0))));
		create(MoneyClass::Policy, policy());
		fund(SeriesId(0), 20_000);
		fund(SeriesId(2), 50_000);
		assert_ok!(calls::sell(signed(BANK), SeriesId(1), KIM_ID, 100_000, 10_000));
		let payments = BoundedVec::truncate_from(vec![(LEE_ID, 30_000), (CHOI_ID, 5_000)]);
		assert_ok!(calls::issue(signed(COUNTY), SeriesId(2), payments));
		assert_ok!(calls::gift(signed(KIM), SeriesId(1), LEE_ID, 10_000));
		assert_ok!(calls::claw_back(
			signed(COUNTY),
			SeriesId(2),
			CHOI_ID,
			1_000,
			crate::ClawBackReason::PaidInError
		));

		assert_ok!(pay(KIM, RESTAURANT, 70_000));
		assert_ok!(pay(LEE, RESTAURANT, 20_000));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(1), 5_000));
		assert_ok!(calls::refund_rest(signed(KIM), SeriesId(1)));
		assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 5_000, None, soon()));
		[COOK, GROCER].into_iter().for_each(cash_out);

		at(EXPIRES);
		for series in 0..3 {
			assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(series)));
		}
		at(EXPIRES + RefundWindow::get() + RefundGrace::get());
		RegionalCurrency::on_idle(1, Weight::MAX);
		for series in 0..3 {
			assert_ok!(RegionalCurrency::remove_series(signed(COUNTY), SeriesId(series)));
		}
		// Counters of a year go with it.
		at(midnight(2027, 1, 1));
		begin_blocks(100);
		forget_dead_lots();

		assert_nothing_left(&before, &keys());
	});
}

/// Lots of ended series go when their wallet is touched next: here by a payment of plain won.
fn forget_dead_lots() {
	let on_hand = |who: AccountId| {
		mint(&who, 1);
		assert_ok!(pay(who, CAFE, 1));
	};
	on_hand(KIM);
	on_hand(LEE);
	mint(&CHOI, 1);
	assert_ok!(pay(CHOI, RESTAURANT, 1));
	[BARISTA, COOK].into_iter().for_each(cash_out);
	at(midnight(2027, 1, 1) + RefundWindow::get());
	RegionalCurrency::on_idle(1, Weight::MAX);
}
