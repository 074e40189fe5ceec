// SPDX-License-Identifier: Apache-2.0

//! The end of a series: `sweep`.

use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{
	mock::{RefundGrace, RefundWindow},
	Error,
};

/// A series of nation and county; 1 % of the rest goes to the router. Kim and Lee have lots.
fn with_series() -> ExtBuilder {
	let funder =
		|account, level, percent| Funder { account, level, share: Perbill::from_percent(percent) };
	let nation = funder(BANK, FunderLevel::Nation, 70);
	let local = funder(COUNTY, FunderLevel::Municipality, 30);
	let funders = BoundedVec::truncate_from(vec![nation, local]);
	let rules = Rules { to_router: Perbill::from_percent(1), ..policy() };
	ExtBuilder::default()
		.series_of(MoneyClass::Policy, county(), funders, rules, 10_000)
		.lot(KIM_ID, SeriesId(0), 4_000)
		.lot(LEE_ID, SeriesId(0), 3_000)
}

#[test]
fn what_is_left_goes_to_router_and_funders_by_their_shares() {
	with_series().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 999));
		at(EXPIRES);
		assert_ok!(sweep());
		// 9,001 left: 2,700 are the county's, of which 27 go to the router; the nation's 6,301 go back whole.
		assert_eq!((plain(router()), plain(COUNTY), plain(BANK)), (27, 2_673, 6_301));
		assert_eq!(pot(SeriesId(0)), 0);
		let Totals { budget, outstanding, expired, spent, .. } = totals(SeriesId(0));
		assert_eq!((budget, outstanding, expired, spent), (0, 0, 6_001, 999));
		assert_eq!(
			last_event(),
			Event::Swept { series: SeriesId(0), to_funders: 8_974, to_router: 27 }
		);
		assert_eq!(MockReserve::published(), [0, 0, 0, 6_001]);
		assert_noop!(pay(KIM, RESTAURANT, 1), Error::<Test>::Expired);
	});
}

#[test]
fn a_living_series_is_not_swept() {
	with_series().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_noop!(sweep(), Error::<Test>::TooEarly);
		let missing = RegionalCurrency::sweep(signed(STRANGER), SeriesId(1));
		assert_noop!(missing, Error::<Test>::SeriesNotFound);
		at(EXPIRES);
		assert_ok!(sweep());
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
	});
}

#[test]
fn won_that_was_sent_to_a_pot_goes_with_the_rest() {
	with_series().plain(KIM, 100).build_and_execute(|| {
		let to = RegionalCurrency::pot(SeriesId(0));
		assert_ok!(Balances::transfer_allow_death(signed(KIM), to, 100));
		at(EXPIRES);
		assert_ok!(sweep());
		assert_eq!(plain(router()) + plain(COUNTY) + plain(BANK), 10_100);
	});
}

#[test]
fn refunded_won_outlives_the_sweep_for_the_grace() {
	with_series().build_and_execute(|| {
		at(EXPIRES - DAYS);
		assert_ok!(pay(KIM, RESTAURANT, 4_000));
		at(EXPIRES);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 500));
		assert_ok!(sweep());
		assert_eq!(
			(pot(SeriesId(0)), totals(SeriesId(0)).outstanding, totals(SeriesId(0)).graced),
			(500, 500, 500)
		);
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
		assert_ok!(pay(KIM, RESTAURANT, 200));
		at(EXPIRES + RefundGrace::get());
		assert_noop!(pay(KIM, RESTAURANT, 1), Error::<Test>::Expired);
	});
}

#[test]
fn a_later_refund_takes_nothing_from_an_earlier_one() {
	with_series().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 4_000));
		assert_ok!(pay(LEE, RESTAURANT, 3_000));
		at(EXPIRES);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 500));
		assert_ok!(sweep());
		at(EXPIRES + RefundGrace::get());
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(1), 300));
		RegionalCurrency::do_try_state().expect("both can be spent");
		assert_ok!(pay(KIM, RESTAURANT, 500));
		assert_ok!(pay(LEE, RESTAURANT, 300));
	});
}

#[test]
fn graced_won_is_swept_once_no_refund_can_come() {
	with_series().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 4_000));
		at(EXPIRES);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 500));
		assert_ok!(sweep());
		let last_refund = EXPIRES + RefundGrace::get() + RefundWindow::get();
		at(last_refund - 1);
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
		at(last_refund);
		assert_ok!(sweep());
		assert_eq!(
			(pot(SeriesId(0)), totals(SeriesId(0)).outstanding, totals(SeriesId(0)).graced),
			(0, 0, 0)
		);
	});
}

#[test]
fn a_sweep_costs_the_same_for_any_number_of_lots() {
	with_series().build_and_execute(|| {
		at(EXPIRES);
		assert_ok!(sweep());
		assert_eq!((lot(KIM_ID, SeriesId(0)), lot(LEE_ID, SeriesId(0))), (4_000, 3_000));
		assert_eq!(RegionalCurrency::wallet(KIM).map(|wallet| wallet.lots.len()), Some(0));
	});
}
