// SPDX-License-Identifier: Apache-2.0

//! An ended series is deleted: `remove_series`.

use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{
	mock::{RefundGrace, RefundWindow},
	Error, NextSeries, SeriesById,
};

fn remove() -> DispatchResult {
	RegionalCurrency::remove_series(signed(COUNTY), SeriesId(0))
}

fn with_series() -> ExtBuilder {
	ExtBuilder::default().series(MoneyClass::Policy, policy(), 10_000).lot(
		KIM_ID,
		SeriesId(0),
		4_000,
	)
}

fn settled() -> Moment {
	EXPIRES + RefundWindow::get() + RefundGrace::get()
}

#[test]
fn a_series_goes_when_nothing_can_come_back() {
	with_series().build_and_execute(|| {
		at(EXPIRES);
		assert_ok!(sweep());
		at(settled() - 1);
		assert_noop!(remove(), Error::<Test>::TooEarly);
		at(settled());
		assert_ok!(remove());
		assert_eq!(last_event(), Event::SeriesRemoved { series: SeriesId(0) });
		assert!(!SeriesById::<Test>::contains_key(SeriesId(0)));
		assert!(!TotalsBySeries::<Test>::contains_key(SeriesId(0)));
		assert_eq!(NextSeries::<Test>::get(), SeriesId(1));
		assert_noop!(remove(), Error::<Test>::SeriesNotFound);
	});
}

#[test]
fn a_series_with_money_is_swept_first() {
	with_series().plain(KIM, 1).build_and_execute(|| {
		at(settled());
		assert_noop!(remove(), Error::<Test>::SeriesNotEmpty);
		assert_ok!(sweep());
		let to = RegionalCurrency::pot(SeriesId(0));
		assert_ok!(Balances::transfer_allow_death(signed(KIM), to, 1));
		assert_noop!(remove(), Error::<Test>::SeriesNotEmpty);
		assert_ok!(sweep());
		assert_ok!(remove());
	});
}

#[test]
fn a_grace_makes_it_wait_longer() {
	with_series().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 4_000));
		at(EXPIRES + DAYS);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 4_000));
		at(settled() + DAYS + RefundGrace::get() - 1);
		assert_ok!(sweep());
		assert_noop!(remove(), Error::<Test>::TooEarly);
		at(settled() + DAYS + RefundGrace::get());
		assert_ok!(remove());
	});
}

#[test]
fn a_lot_of_a_removed_series_is_worth_nothing_and_goes_when_touched() {
	with_series().series(MoneyClass::Incentive, incentive(), 0).build_and_execute(|| {
		at(settled());
		assert_ok!(sweep());
		assert_ok!(remove());
		assert_eq!(lot(KIM_ID, SeriesId(0)), 4_000);
		assert_noop!(pay(KIM, RESTAURANT, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn only_the_issuer_removes() {
	with_series().build_and_execute(|| {
		let call = RegionalCurrency::remove_series(signed(STRANGER), SeriesId(0));
		assert_noop!(call, BadOrigin);
		assert_noop!(remove(), Error::<Test>::TooEarly);
	});
}
