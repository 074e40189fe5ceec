// SPDX-License-Identifier: Apache-2.0

//! A period that cannot open waits, says why, and opens when it can.

use super::*;
use chungnam_primitives::{korean_day, IncomeId};
use sp_runtime::DispatchError;

fn retry() -> DispatchResult {
	super::retry(STRANGER)
}

fn confirm(month: KoreanMonth) -> DispatchResult {
	BasicIncome::confirm_month(signed(COUNTY), ID, month)
}

fn waiting(why: Wait) -> Event<Test> {
	Event::PeriodWaiting { income: ID, month: income().next, why }
}

/// The first month that waits, for whom it is.
fn counted() -> Event<Test> {
	Event::PeriodCounted { income: ID, count: income().counts[0].clone() }
}

/// Kim and Lee are in, and one won is missing for the least amount in April.
fn one_won_short(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).pool(2 * LEAST - 1).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(events(), [counted(), waiting(Wait::Money { missing: 1 })]);
		test();
	});
}

/// As above with enough won, but eligibility is to be checked every month.
fn unconfirmed(test: impl FnOnce()) {
	let terms = Terms { confirm_monthly: true, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM, LEE]).pool(RICH / 2).build_and_execute(test);
}

#[test]
fn an_empty_pool_waits() {
	ExtBuilder::default().members(&[KIM]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(events(), [counted(), waiting(Wait::Money { missing: LEAST })]);
		assert_eq!(paid(), []);
	});
}

#[test]
fn the_last_won_opens_what_waited() {
	one_won_short(|| {
		at(pay_day(APRIL) + HOURS);
		assert_ok!(fund(1));
		let day = korean_day(pay_day(APRIL));
		assert_eq!(last_event(), Event::PeriodDue { income: ID, month: APRIL, day });
		hook();
		assert_eq!(paid(), [(APRIL, LEAST)]);
		assert_eq!(pool(), 0);
	});
}

#[test]
fn what_waits_is_tried_again_every_day() {
	one_won_short(|| {
		run_at(pay_day(APRIL) + HOURS);
		assert_eq!(events(), []);
		run_at(pay_day(APRIL) + DAYS);
		let missing = 2 * (FULL - LEAST) + 1;
		assert_eq!(events(), [waiting(Wait::Money { missing })]);
		// Won that comes without a call, as from the fund router.
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let pool = BasicIncome::pool(ID);
		assert_ok!(Balances::transfer(&DONOR, &pool, missing, Preservation::Expendable));
		run_at(pay_day(APRIL) + 2 * DAYS);
		assert_eq!(paid(), [(APRIL, FULL)]);
	});
}

#[test]
fn too_little_paid_in_changes_nothing_but_the_pool() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(1).build_and_execute(|| {
		run_at(pay_day(APRIL));
		let stage = income().stage;
		assert_ok!(fund(1));
		assert_eq!(income().stage, stage);
		assert_eq!((pool(), ledger().funded), (2, 2));
	});
}

#[test]
fn months_that_waited_open_one_after_another() {
	one_won_short(|| {
		run_at(pay_day(APRIL + 1));
		assert_ok!(fund(2 * FULL));
		hook();
		// April takes what it can, May waits for more.
		assert_eq!(paid(), [(APRIL, FULL)]);
		run_at(pay_day(APRIL + 1) + 1_000);
		assert_eq!(income().wait(), Some(Wait::Money { missing: 1 }));
		assert_ok!(fund(2 * FULL));
		run_at(pay_day(APRIL + 1) + 2_000);
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
		assert_eq!(income().next, APRIL + 2);
		assert_eq!(income().day(), Some(korean_day(pay_day(APRIL + 2))));
	});
}

#[test]
fn anyone_may_retry_and_hears_why_not() {
	one_won_short(|| {
		assert_noop!(retry(), Error::<Test>::BelowMinimum);
		let pool = BasicIncome::pool(ID);
		use frame_support::traits::fungible::Mutate;
		assert_ok!(Balances::mint_into(&pool, 1));
		assert_ok!(retry());
		assert_eq!(paid(), [(APRIL, LEAST)]);
		// The rest can still top it up.
		assert_noop!(retry(), Error::<Test>::BelowMinimum);
		at(pay_day(APRIL) + 21 * DAYS);
		assert_noop!(retry(), Error::<Test>::NotWaiting);
	});
}

#[test]
fn month_that_waits_for_money_is_for_its_people_when_everyone_left() {
	one_won_short(|| {
		at(pay_day(APRIL) + HOURS);
		assert_ok!(unenrol(&[KIM, LEE]));
		at(pay_day(APRIL) + 2 * HOURS);
		assert_noop!(retry(), Error::<Test>::BelowMinimum);
		assert_ok!(fund(2 * FULL));
		assert_ok!(retry());
		assert_eq!((got(KIM), got(LEE), income().next), (FULL, FULL, APRIL + 1));
	});
}

#[test]
fn retry_opens_nothing_when_everyone_left_before_the_month_was_confirmed() {
	unconfirmed(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + HOURS);
		assert_ok!(unenrol(&[KIM, LEE]));
		assert_ok!(confirm(APRIL));
		at(pay_day(APRIL) + 2 * HOURS);
		assert_noop!(retry(), Error::<Test>::NobodyEnrolled);
		run_at(pay_day(APRIL + 1));
		assert_eq!(last_event(), Event::PeriodSkipped { income: ID, month: APRIL });
		assert_eq!(income().next, APRIL + 1);
	});
}

#[test]
fn a_month_waits_until_eligibility_was_checked() {
	unconfirmed(|| {
		run_at(pay_day(APRIL));
		assert_eq!(events(), [waiting(Wait::Confirmation)]);
		assert_noop!(retry(), Error::<Test>::NotConfirmed);
		assert_ok!(confirm(APRIL));
		hook();
		assert_eq!(paid(), [(APRIL, FULL)]);
		// One confirmation is for one month.
		run_at(pay_day(APRIL + 1));
		assert_eq!(income().wait(), Some(Wait::Confirmation));
	});
}

#[test]
fn a_month_confirmed_before_its_day_opens_on_its_day() {
	unconfirmed(|| {
		assert_ok!(confirm(APRIL));
		assert_eq!(events(), [Event::MonthConfirmed { income: ID, month: APRIL }]);
		run_at(pay_day(APRIL) - 1);
		assert_eq!(paid(), []);
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, FULL)]);
	});
}

#[test]
fn only_the_next_month_is_confirmed_and_once() {
	unconfirmed(|| {
		assert_noop!(confirm(APRIL - 1), Error::<Test>::TooLate);
		assert_noop!(confirm(APRIL + 1), Error::<Test>::TooEarly);
		assert_ok!(confirm(APRIL));
		assert_noop!(confirm(APRIL), Error::<Test>::AlreadyInState);
	});
}

#[test]
fn a_month_that_the_currency_refuses_waits_and_changes_nothing() {
	with_two(|| {
		Currency::refuse(true);
		let before = pool();
		run_at(pay_day(APRIL));
		let error = DispatchError::Other("NoRoom");
		// An event keeps no text of an error.
		let kept = DispatchError::Other("");
		let refused = Event::OpeningRefused { income: ID, month: APRIL, error: kept };
		assert_eq!(events(), [refused, counted(), waiting(Wait::Refused)]);
		assert_eq!((pool(), paid(), ledger().paid), (before, vec![], 0));
		assert_eq!(income().wait(), Some(Wait::Refused));
		assert_noop!(retry(), error);
		Currency::refuse(false);
		run_at(pay_day(APRIL) + DAYS);
		assert_eq!(paid(), [(APRIL, FULL)]);
	});
}

#[test]
fn paying_nothing_in_or_more_than_one_has_is_refused() {
	with_two(|| {
		assert_noop!(fund(0), Error::<Test>::ZeroAmount);
		assert_noop!(fund(RICH), Error::<Test>::InsufficientBalance);
		assert_noop!(
			BasicIncome::fund(signed(DONOR), IncomeId(7), 1),
			Error::<Test>::IncomeNotFound
		);
		let all = plain(DONOR);
		assert_ok!(fund(all));
		assert_eq!(plain(DONOR), 0);
	});
}

#[test]
fn only_issuers_confirm() {
	unconfirmed(|| {
		for who in [OFFICE, STRANGER] {
			let confirm = BasicIncome::confirm_month(signed(who), ID, APRIL);
			assert_noop!(confirm, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn nothing_opens_at_the_moment_of_an_admission_so_that_nobody_misses_it() {
	with_han_waiting_for_april(|| {
		assert_ok!(confirm(APRIL));
		// The month is due with the next block.
		assert_noop!(admit(HAN), Error::<Test>::PeriodDue);
	});
	with_han_waiting_for_april(|| {
		assert_ok!(admit(HAN));
		assert_noop!(retry(), Error::<Test>::TooEarly);
		assert_ok!(confirm(APRIL));
		// The next block sees the moment of the admission, at which Han does not count yet.
		hook();
		assert_eq!((paid(), income().counts.len()), (vec![], 0));
		run_at(pay_day(APRIL) + DAYS + 1_000);
		assert_eq!(paid(), [(APRIL, FULL)]);
		assert_eq!(got(HAN), FULL);
	});
}

/// April waits for its confirmation, and Han's check is over.
fn with_han_waiting_for_april(test: impl FnOnce()) {
	let terms = Terms { confirm_monthly: true, check_days: 20, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM]).pool(RICH / 2).build_and_execute(|| {
		assert_ok!(begin_check(&[HAN]));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		hook();
		test();
	});
}
