// SPDX-License-Identifier: Apache-2.0

//! Receipts go after the refund window, a few in each block: `on_idle`.

use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok, traits::Hooks, weights::Weight};

use super::*;
use crate::{mock::RefundWindow, weights::Measured, Error, OldestReceipt, WeightInfo};

fn idle(weight: Weight) -> Weight {
	RegionalCurrency::on_idle(1, weight)
}

fn receipts() -> usize {
	Receipts::<Test>::iter().count()
}

fn with_payments(count: u32) -> ExtBuilder {
	let lot = Won::from(count) * 10;
	ExtBuilder::default().series(MoneyClass::Policy, policy(), lot).lot(KIM_ID, SeriesId(0), lot)
}

fn pay_often(count: u32) {
	for _ in 0..count {
		assert_ok!(pay(KIM, RESTAURANT, 10));
	}
}

#[test]
fn receipts_go_when_their_window_is_over_and_not_before() {
	with_payments(3).build_and_execute(|| {
		pay_often(2);
		at(TODAY + 1);
		pay_often(1);
		at(TODAY + RefundWindow::get() - 1);
		idle(Weight::MAX);
		assert_eq!(receipts(), 3);
		at(TODAY + RefundWindow::get());
		idle(Weight::MAX);
		assert_eq!((receipts(), OldestReceipt::<Test>::get()), (1, ReceiptId(2)));
		let refund = calls::refund(signed(COOK), ReceiptId(0), 1);
		assert_noop!(refund, Error::<Test>::ReceiptNotFound);
	});
}

#[test]
fn gaps_of_refunded_receipts_do_not_stop_it() {
	with_payments(3).build_and_execute(|| {
		pay_often(3);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 10));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(1), 10));
		idle(Weight::MAX);
		assert_eq!(OldestReceipt::<Test>::get(), ReceiptId(2));
		at(TODAY + RefundWindow::get());
		idle(Weight::MAX);
		assert_eq!((receipts(), OldestReceipt::<Test>::get()), (0, ReceiptId(3)));
	});
}

#[test]
fn a_block_prunes_no_more_than_its_weight_and_its_bound() {
	with_payments(120).build_and_execute(|| {
		pay_often(120);
		at(TODAY + RefundWindow::get());
		let two = Measured::<Test>::prune_receipts(2);
		assert_eq!(idle(two), two);
		assert_eq!(receipts(), 118);
		idle(Weight::MAX);
		assert_eq!(receipts(), 18);
		idle(Weight::MAX);
		assert_eq!(receipts(), 0);
	});
}

#[test]
fn the_constants_of_the_mock_are_sound() {
	RegionalCurrency::integrity_test();
}
