// SPDX-License-Identifier: Apache-2.0

//! Public money is taken back after fraud or error: `claw_back`.

use chungnam_primitives::SeriesId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{ClawBackReason, Error};

fn claw_back(series: SeriesId, person: PersonId, amount: Won) -> DispatchResult {
	let reason = ClawBackReason::Resale;
	calls::claw_back(signed(COUNTY), series, person, amount, reason)
}

fn with_lot() -> ExtBuilder {
	ExtBuilder::default().series(MoneyClass::Policy, policy(), 1_000).lot(KIM_ID, SeriesId(0), 800)
}

#[test]
fn what_is_taken_back_can_be_issued_again() {
	with_lot().build_and_execute(|| {
		assert_ok!(claw_back(SeriesId(0), KIM_ID, 300));
		let Totals { budget, outstanding, clawed_back, .. } = totals(SeriesId(0));
		assert_eq!((budget, outstanding, clawed_back), (500, 500, 300));
		assert_eq!((lot(KIM_ID, SeriesId(0)), pot(SeriesId(0))), (500, 1_000));
		let (person, reason) = (KIM_ID, ClawBackReason::Resale);
		let taken = Event::ClawedBack { series: SeriesId(0), person, amount: 300, reason };
		assert_eq!(last_event(), taken);
		let again = BoundedVec::truncate_from(vec![(LEE_ID, 500)]);
		assert_ok!(calls::issue(signed(COUNTY), SeriesId(0), again));
	});
}

#[test]
fn a_wallet_that_is_emptied_is_gone() {
	with_lot().build_and_execute(|| {
		assert_ok!(claw_back(SeriesId(0), KIM_ID, 800));
		assert!(!Wallets::<Test>::contains_key(KIM_ID));
	});
}

#[test]
fn no_more_is_taken_than_the_person_has_left() {
	with_lot().build_and_execute(|| {
		assert_noop!(claw_back(SeriesId(0), KIM_ID, 801), Error::<Test>::InsufficientBalance);
		assert_noop!(claw_back(SeriesId(0), LEE_ID, 1), Error::<Test>::InsufficientBalance);
		assert_noop!(claw_back(SeriesId(0), KIM_ID, 0), Error::<Test>::ZeroAmount);
		assert_noop!(claw_back(SeriesId(1), KIM_ID, 1), Error::<Test>::SeriesNotFound);
	});
}

#[test]
fn what_has_ended_cannot_be_taken_back() {
	with_lot().build_and_execute(|| {
		at(EXPIRES);
		assert_noop!(claw_back(SeriesId(0), KIM_ID, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn a_stopped_series_can_be_taken_back() {
	with_lot().build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		assert_ok!(claw_back(SeriesId(0), KIM_ID, 800));
	});
}

#[test]
fn bought_money_is_the_buyers_own() {
	ExtBuilder::default()
		.series(MoneyClass::Purchased, purchased(None), 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.build_and_execute(|| {
			assert_noop!(claw_back(SeriesId(0), KIM_ID, 1), Error::<Test>::WrongClass);
		});
}

#[test]
fn only_who_may_issue_may_take_back() {
	with_lot().build_and_execute(|| {
		let reason = ClawBackReason::PaidInError;
		for who in [KIM, BANK] {
			let call = calls::claw_back(signed(who), SeriesId(0), KIM_ID, 1, reason);
			assert_noop!(call, BadOrigin);
		}
	});
}
