// SPDX-License-Identifier: Apache-2.0

//! What a buyer has left when a series ends is the buyer's own won again, for as long as the series says.

use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok, traits::Hooks, weights::Weight};
use MoneyClass::{Incentive, Purchased};

use super::*;
use crate::{
	mock::{RefundGrace, RefundWindow},
	SeriesById,
};

const EXTRA: SeriesId = SeriesId(0);
const BOUGHT: SeriesId = SeriesId(1);
const DAYS_AFTER: Moment = 100 * DAYS;
/// The first moment at which nothing can be taken back.
const UNTIL: Moment = EXPIRES + DAYS_AFTER;

/// Series 0 is an incentive that lives longer; series 1 is sold, and can be taken back after its end. Kim bought 10,000 won.
fn kim_bought() -> ExtBuilder {
	let mut sold = purchased(Some(EXTRA));
	sold.refund.as_mut().expect("it has a rule").after_end = DAYS_AFTER;
	let extra = Rules { expires: UNTIL + 500 * DAYS, ..incentive() };
	ExtBuilder::default().series(Incentive, extra, 100_000).series(Purchased, sold, 0)
}

fn sell(person: PersonId, amount: Won) {
	assert_ok!(calls::sell(signed(BANK), BOUGHT, person, amount, 0));
}

fn take_back(who: AccountId) -> DispatchResult {
	calls::refund_rest(signed(who), BOUGHT)
}

/// What comes of the agenda at a moment.
fn sweep_at(moment: Moment) {
	at(moment);
	begin_blocks(1);
}

#[test]
fn buyer_takes_what_is_left_as_own_won_after_the_end() {
	kim_bought().build_and_execute(|| {
		sell(KIM_ID, 10_000);
		sweep_at(EXPIRES);
		// The end does not take it, and it cannot be spent.
		assert_eq!((totals(BOUGHT).expired, totals(BOUGHT).outstanding), (0, 10_000));
		assert_refused(KIM, RESTAURANT, 5_000, Refusal::Expired);
		let view = RegionalCurrency::wallet(KIM).expect("a person");
		let shown = view.lots.iter().find(|lot| lot.series == BOUGHT).expect("it is shown");
		assert_eq!((shown.amount, shown.ends), (10_000, EXPIRES));
		assert_eq!(shown.to_take_back, Some(UNTIL));

		assert_ok!(take_back(KIM));
		assert_eq!((plain(KIM), lot(KIM_ID, BOUGHT), pot(BOUGHT)), (10_000, 0, 0));
		assert!(MockReserve::rests().is_empty(), "it is own won, and nothing is asked of the bank");
		assert_eq!(totals(BOUGHT).refunded, 10_000);
		assert_eq!(totals(EXTRA).clawed_back, 1_000, "and the incentive goes with it");
		assert_noop!(take_back(KIM), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn lot_that_can_be_taken_back_stays_when_the_wallet_is_touched() {
	kim_bought().plain(KIM, 100).build_and_execute(|| {
		sell(KIM_ID, 10_000);
		at(EXPIRES + 50 * DAYS);
		assert_ok!(pay(KIM, RESTAURANT, 1_100));
		assert_eq!((lot(KIM_ID, BOUGHT), lot_ends(BOUGHT)), (10_000, UNTIL));
		at(UNTIL - 1);
		assert_ok!(take_back(KIM));
		assert_eq!(plain(KIM), 10_000);
	});
}

#[test]
fn rest_goes_to_the_funders_when_the_time_to_take_it_back_is_over() {
	kim_bought().build_and_execute(|| {
		sell(KIM_ID, 10_000);
		sell(LEE_ID, 2_000);
		sweep_at(EXPIRES);
		assert_ok!(take_back(LEE));
		sweep_at(UNTIL);
		assert_eq!((totals(BOUGHT).expired, plain(COUNTY), pot(BOUGHT)), (10_000, 10_000, 0));
		assert_noop!(take_back(KIM), Error::<Test>::Expired);
		// And in the end the series is gone.
		sweep_at(UNTIL + RefundWindow::get() + RefundGrace::get());
		assert!(!SeriesById::<Test>::contains_key(BOUGHT));
	});
}

#[test]
fn budget_goes_to_the_funders_at_the_end_all_the_same() {
	kim_bought().plain(COUNTY, 500).build_and_execute(|| {
		assert_ok!(RegionalCurrency::fund(signed(COUNTY), BOUGHT, 500));
		sell(KIM_ID, 10_000);
		sweep_at(EXPIRES);
		assert_eq!((plain(COUNTY), pot(BOUGHT)), (500, 10_000));
		assert_ok!(take_back(KIM));
	});
}

#[test]
fn money_that_a_shop_gives_back_after_the_end_is_taken_back_as_well() {
	kim_bought().build_and_execute(|| {
		sell(KIM_ID, 10_000);
		// The incentive ends later, so bought money pays first.
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		at(EXPIRES + DAYS);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 10_000));
		sweep_at(EXPIRES + DAYS + RefundGrace::get());
		RegionalCurrency::on_idle(1, Weight::MAX);
		assert_eq!(lot(KIM_ID, BOUGHT), 10_000);
		assert_ok!(take_back(KIM));
		assert_eq!(plain(KIM), 10_000);
	});
}

#[test]
fn time_to_take_back_is_never_cut_short() {
	kim_bought().build_and_execute(|| {
		let change = |days: Moment| {
			let mut rules = RegionalCurrency::rules(BOUGHT).expect("it exists");
			rules.refund.as_mut().expect("it has a rule").after_end = days * DAYS;
			RegionalCurrency::schedule_change(signed(COUNTY), BOUGHT, TODAY + 8 * DAYS, rules)
		};
		assert_noop!(change(99), Error::<Test>::BackwardChange);
		assert_ok!(change(101));
	});
}

#[test]
fn rest_of_a_series_without_such_a_time_goes_to_the_funders_at_the_end() {
	let builder = ExtBuilder::default().series(Incentive, incentive(), 10_000);
	builder.series(Purchased, purchased(Some(EXTRA)), 0).build_and_execute(|| {
		sell(KIM_ID, 10_000);
		sweep_at(EXPIRES);
		assert_noop!(take_back(KIM), Error::<Test>::Expired);
		assert_eq!(totals(BOUGHT).expired, 10_000);
	});
}
