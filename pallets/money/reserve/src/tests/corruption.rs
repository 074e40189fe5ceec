// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use crate::CashOutId;
use chungnam_ports::TakingsFeed;
use frame_support::{assert_ok, traits::fungible::MutateHold};

use super::*;
use crate::{CashOuts, HoldReason, NextCashOut, Payment, ReserveState, RespendBonus};

/// On a chain on which everything there is exists once, sound, something is broken, and the invariant of this number
/// says so.
#[track_caller]
fn assert_breaks(number: &str, break_it: impl FnOnce()) {
	let chain = ExtBuilder::default().plain(COOK, 5_000).respend_terms(bonus(), 100);
	chain.build().execute_with(|| {
		assert_ok!(Reserve::note(RESTAURANT, 1_000));
		assert_ok!(Reserve::request_cash_out(signed(COOK), 500));
		chungnam_testkit::assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i1_more_won_than_the_reserve() {
	let short = || Balances::total_issuance() - 1;
	assert_breaks("I1", || ReserveState::<Test>::mutate(|reserve| reserve.balance = short()));
}

#[test]
fn i2_a_cash_out_for_more_than_is_held() {
	assert_breaks("I2", || {
		CashOuts::<Test>::mutate(CashOutId(0), |request| {
			request.iter_mut().for_each(|request| request.amount += 1);
		});
	});
}

#[test]
fn i2_a_cash_out_for_nothing() {
	assert_breaks("I2", || {
		let request = CashOuts::<Test>::get(CashOutId(0)).expect("it was asked for");
		CashOuts::<Test>::insert(CashOutId(1), crate::CashOut { amount: 0, ..request });
		NextCashOut::<Test>::put(CashOutId(2));
	});
}

#[test]
fn i2_won_held_for_nobody() {
	assert_breaks("I2", || CashOuts::<Test>::remove(CashOutId(0)));
	assert_breaks("I2", || {
		assert_ok!(Balances::hold(&HoldReason::CashOut.into(), &COOK, 1));
	});
}

#[test]
fn i3_a_number_that_was_never_given() {
	assert_breaks("I3", || NextCashOut::<Test>::put(CashOutId(0)));
}

#[test]
fn i4_takings_told_in_vain_or_not_told() {
	assert_breaks("I4", || MockTakingsFeed::tell_takings(false));
	assert_breaks("I4", RespendBonus::<Test>::kill);
}

/// Changes the only cash-out.
fn change(change: impl FnOnce(&mut crate::CashOutOf<Test>)) {
	CashOuts::<Test>::mutate(CashOutId(0), |request| {
		change(request.as_mut().expect("it was asked for"));
	});
}

#[test]
fn i5_fails_when_a_payment_begins_before_the_hold_back_is_over() {
	assert_breaks("I5", || {
		change(|own| own.payment = Some(Payment { by: None, until: own.payable_at }));
	});
}

#[test]
fn i5_fails_when_the_reviewer_takes_the_request() {
	assert_breaks("I5", || {
		change(|own| {
			own.reviewer = Some(AUDITOR);
			own.payment = Some(Payment { by: Some(AUDITOR), until: own.payable_at + 1 });
		});
	});
}
