// SPDX-License-Identifier: Apache-2.0

//! Terms change forward only, after a delay; an income is stopped for good.

use super::*;
use chungnam_primitives::{korean_day, Announced, IncomeId};
use sp_runtime::DispatchError;

fn change(from: KoreanMonth, terms: Terms) -> DispatchResult {
	BasicIncome::schedule_change(signed(COUNTY), ID, from, terms)
}

fn cancel(from: KoreanMonth) -> DispatchResult {
	BasicIncome::cancel_change(signed(COUNTY), ID, from)
}

fn double() -> Terms {
	Terms { full: 2 * FULL, ..terms() }
}

#[test]
fn new_terms_hold_from_their_month_on() {
	with_two(|| {
		assert_ok!(change(APRIL + 1, double()));
		let announced = Event::ChangeScheduled { income: ID, from: APRIL + 1, terms: double() };
		assert_eq!(last_event(), announced);
		open_months(APRIL, APRIL + 2);
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, 2 * FULL), (APRIL + 2, 2 * FULL)]);
		assert_eq!((income().terms, income().changes), (double(), Announced::default()));
	});
}

#[test]
fn a_month_must_begin_after_the_delay() {
	with_two(|| {
		at(midnight(2026, 4, 1) - 7 * DAYS + 1);
		assert_noop!(change(APRIL, double()), Error::<Test>::TooEarly);
		at(midnight(2026, 4, 1) - 7 * DAYS);
		assert_ok!(change(APRIL, double()));
	});
}

#[test]
fn new_terms_must_be_sound_and_lie_in_time() {
	with_two(|| {
		let broken = Terms { least: 0, ..terms() };
		assert_noop!(change(APRIL + 1, broken), Error::<Test>::TermsUnsound);
		assert_noop!(change(KoreanMonth::MAX, double()), Error::<Test>::Overflow);
		assert_noop!(change(0, double()), Error::<Test>::Overflow);
	});
}

#[test]
fn a_new_pay_day_moves_the_next_period() {
	with_two(|| {
		let later = Terms { pay_day: 20, ..terms() };
		assert_ok!(change(APRIL, later));
		assert_eq!(income().day(), Some(korean_day(midnight(2026, 4, 20))));
		run_at(pay_day(APRIL));
		assert_eq!(paid(), []);
		run_at(midnight(2026, 4, 20));
		assert_eq!(paid(), [(APRIL, FULL)]);
		assert_eq!(income().day(), Some(korean_day(midnight(2026, 5, 20))));
	});
}

#[test]
fn a_cancelled_change_never_held() {
	with_two(|| {
		assert_ok!(change(APRIL, Terms { pay_day: 20, ..double() }));
		assert_ok!(cancel(APRIL));
		assert_eq!(last_event(), Event::ChangeCancelled { income: ID, from: APRIL });
		assert_noop!(cancel(APRIL), Error::<Test>::ChangeNotFound);
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, FULL)]);
	});
}

#[test]
fn terms_that_hold_cannot_be_called_off_and_keep_their_place_while_old_months_wait() {
	ExtBuilder::default().members(&[KIM]).build_and_execute(|| {
		assert_ok!(change(APRIL + 1, double()));
		// April waits for money, and May has come.
		run_at(pay_day(APRIL));
		at(pay_day(APRIL + 1));
		assert_noop!(cancel(APRIL + 1), Error::<Test>::TooLate);
		assert_ok!(change(APRIL + 3, terms()));
		let third = || change(APRIL + 4, double());
		assert_noop!(third(), Error::<Test>::MaxChangesExceeded);
		assert_ok!(fund(3 * FULL));
		(0..4).for_each(|_| hook());
		// April by its own terms.
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, 2 * FULL)]);
		assert_ok!(third());
	});
}

#[test]
fn more_for_a_month_and_back_after_it_are_announced_together() {
	with_two(|| {
		assert_ok!(change(APRIL + 2, terms()));
		assert_ok!(change(APRIL + 1, double()));
		assert_ok!(change(APRIL + 1, Terms { full: 3 * FULL, ..terms() })); // in its place
		open_months(APRIL, APRIL + 2);
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, 3 * FULL), (APRIL + 2, FULL)]);
		assert_eq!((income().terms, income().changes), (terms(), Announced::default()));
	});
}

#[test]
fn a_check_ends_when_it_was_said_to() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(change(APRIL, Terms { check_days: 200, ..terms() }));
		open_months(APRIL, APRIL + 2);
		at(TODAY + 90 * DAYS);
		assert_ok!(admit(HAN));
		// But a check that begins now is one of the new terms.
		assert_ok!(begin_check(&[PARK]));
		let until = TODAY + 290 * DAYS;
		assert!(matches!(case(PARK), Some(Case::Checking { until: end, .. }) if end == until));
	});
}

#[test]
fn a_stopped_income_pays_nothing_any_more() {
	with_two(|| {
		run_at(pay_day(APRIL));
		assert_ok!(change(APRIL + 2, double()));
		assert_ok!(stop());
		assert_eq!(last_event(), Event::IncomeStopped { income: ID });
		assert_eq!((income().stage, income().changes), (Stage::Stopped, Announced::default()));
		(0..3).for_each(|_| run_at(pay_day(APRIL + 1)));
		assert_eq!(paid(), [(APRIL, FULL)]);
		assert_noop!(stop(), Error::<Test>::Stopped);
		assert_noop!(fund(1), Error::<Test>::Stopped);
		assert_noop!(change(APRIL + 5, double()), Error::<Test>::Stopped);
		assert_noop!(cancel(APRIL + 2), Error::<Test>::Stopped);
		let retry = BasicIncome::retry(signed(STRANGER), ID);
		assert_noop!(retry, Error::<Test>::Stopped);
		let confirm = BasicIncome::confirm_month(signed(COUNTY), ID, APRIL + 1);
		assert_noop!(confirm, Error::<Test>::Stopped);
	});
}

#[test]
fn only_issuers_change_or_stop() {
	with_two(|| {
		for who in [OFFICE, STRANGER] {
			let origin = || signed(who.clone());
			let refused = DispatchError::BadOrigin;
			let change = BasicIncome::schedule_change(origin(), ID, APRIL + 1, double());
			assert_noop!(change, refused);
			assert_noop!(BasicIncome::cancel_change(origin(), ID, APRIL + 1), refused);
			assert_noop!(BasicIncome::stop(origin(), ID), refused);
			assert_noop!(BasicIncome::remove(origin(), ID), refused);
		}
		let unknown = BasicIncome::stop(signed(COUNTY), IncomeId(7));
		assert_noop!(unknown, Error::<Test>::IncomeNotFound);
	});
}
