// SPDX-License-Identifier: Apache-2.0

//! A month that opens late pays the people who counted on its pay day: who moved in since has no share, who left since has
//! one, and who is taken in meanwhile with a right to the month is paid when it has opened.

use super::*;
use crate::{Owed, OwedLater, KEPT_DAYS, LATE_DAYS};

/// Kim and Lee are in, and April waits for its money.
pub fn with_april_waiting(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(income().wait(), Some(Wait::Money { missing: 2 * LEAST }));
		test();
	});
}

/// As above, and Han's check ended in the meantime.
pub fn with_han_admitted(test: impl FnOnce()) {
	let terms = Terms { check_days: 20, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM, LEE]).build_and_execute(|| {
		assert_ok!(begin_check(&[HAN]));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		hook();
		events();
		assert_ok!(admit(HAN));
		test();
	});
}

/// Kim and Lee are in, and Kim was suspended when April was counted.
fn with_kim_resumed(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).build_and_execute(|| {
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(resume(KIM, true));
		test();
	});
}

/// Pays in so much on a later day, and what it suffices for opens.
fn fund_later(days: Moment, amount: Won) {
	at(pay_day(APRIL) + days * DAYS);
	hook();
	assert_ok!(fund(amount));
	hook();
}

fn owed_to(person: PersonId) -> Vec<Owed> {
	OwedLater::<Test>::get(ID, person).unwrap_or_default().into_inner()
}

#[test]
fn late_month_pays_who_left_since_its_pay_day_and_not_who_came() {
	with_april_waiting(|| {
		let counted = events().into_iter().any(
			|event| matches!(event, Event::PeriodCounted { count, .. } if count.heads() == Some(2)),
		);
		assert!(counted);
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(unenrol(&[LEE]));
		assert_ok!(enrol(&[HAN]));
		fund_later(2, 2 * FULL);
		assert_eq!((paid(), pool()), (vec![(APRIL, FULL)], 0));
		assert_eq!((got(KIM), got(LEE), got(HAN)), (FULL, FULL, 0));
		let period = income().history[0].clone();
		assert_eq!(period.counted_at, pay_day(APRIL));
		assert_eq!(period.opened_at, pay_day(APRIL) + 2 * DAYS);
	});
}

#[test]
fn late_month_pays_a_person_once_who_moved_to_another_tier_since() {
	with_april_waiting(|| {
		at(pay_day(APRIL) + DAYS);
		hook();
		MockRegistry::move_person(KIM, EUP);
		assert_ok!(refresh(KIM));
		fund_later(2, 2 * FULL);
		assert_eq!((got(KIM), got(LEE), pool()), (FULL, FULL, 0));
	});
}

#[test]
fn month_is_counted_on_its_own_pay_day_while_an_earlier_one_waits() {
	ExtBuilder::default().members(&[KIM]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(enrol(&[LEE]));
		run_at(pay_day(APRIL + 1));
		let heads: Vec<_> = income().counts.iter().map(|own| (own.month, own.heads())).collect();
		assert_eq!(heads, [(APRIL, Some(1)), (APRIL + 1, Some(2))]);
		at(pay_day(APRIL + 1) + DAYS);
		hook();
		assert_ok!(unenrol(&[KIM]));
		at(pay_day(APRIL + 1) + 2 * DAYS);
		hook();
		assert_ok!(fund(3 * FULL));
		(0..3).for_each(|_| hook());
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
		assert_eq!((got(KIM), got(LEE), pool()), (2 * FULL, FULL, 0));
		assert!(income().counts.is_empty());
	});
}

#[test]
fn month_is_counted_anew_when_it_waited_for_180_days() {
	with_april_waiting(|| {
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(unenrol(&[LEE]));
		let late = Moment::from(LATE_DAYS);
		run_at(pay_day(APRIL) + (late - 1) * DAYS);
		assert_eq!(income().count_of(APRIL, now()).and_then(|own| own.heads()), Some(2));
		run_at(pay_day(APRIL) + late * DAYS);
		assert_eq!(income().count_of(APRIL, now()).and_then(|own| own.heads()), Some(1));
		fund_later(late + 1, FULL);
		assert_eq!((paid(), got(KIM), got(LEE)), (vec![(APRIL, FULL)], FULL, 0));
	});
}

#[test]
fn month_that_needs_a_confirmation_is_counted_when_it_has_it() {
	let terms = Terms { confirm_monthly: true, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM, LEE]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert!(income().counts.is_empty());
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(unenrol(&[LEE]));
		at(pay_day(APRIL) + 2 * DAYS);
		hook();
		assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, APRIL));
		hook();
		assert_eq!(income().counts[0].heads(), Some(1));
		at(pay_day(APRIL) + 3 * DAYS);
		hook();
		assert_ok!(unenrol(&[KIM]));
		fund_later(4, FULL);
		assert_eq!((got(KIM), got(LEE), pool()), (FULL, 0, 0));
	});
}

#[test]
fn what_opens_late_is_claimed_within_the_time_that_stays_are_remembered() {
	let terms = Terms { max_unclaimed: 12, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		fund_later(100, FULL);
		let opened = events().pop();
		let until = pay_day(APRIL) + 366 * DAYS;
		assert!(
			matches!(opened, Some(Event::PeriodOpened { claim_until, .. }) if claim_until == until)
		);
	});
}

#[test]
fn newcomer_admitted_while_a_month_waits_is_paid_it_once_when_it_has_opened() {
	with_han_admitted(|| {
		let (since, until) = (TODAY + 1_000, pay_day(APRIL) + DAYS);
		let owed = Owed { from: APRIL, since, until };
		assert_eq!((owed_to(HAN), ledger().owed), (vec![owed], 1));
		let owed = BoundedVec::truncate_from(vec![owed]);
		assert!(events().contains(&Event::ArrearsOwed { income: ID, person: HAN, owed }));
		// It waits still.
		assert_noop!(refresh(HAN), Error::<Test>::NothingToRefresh);
		fund_later(2, 2 * FULL);
		assert_eq!((got(KIM), got(HAN)), (FULL, 0));
		assert_noop!(refresh(HAN), Error::<Test>::BudgetExhausted);
		assert_ok!(fund(FULL));
		assert_ok!(refresh(HAN));
		let paid = Event::ArrearsPaid { income: ID, person: HAN, arrears: FULL, periods: 1 };
		assert_eq!(last_event(), paid);
		assert_eq!((got(HAN), pool(), ledger().owed), (FULL, 0, 0));
		assert_noop!(refresh(HAN), Error::<Test>::NothingToRefresh);
	});
}

#[test]
fn person_suspended_twice_while_months_wait_is_paid_each_of_them_once() {
	with_kim_resumed(|| {
		at(pay_day(APRIL) + 2 * DAYS);
		hook();
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL + 1));
		at(pay_day(APRIL + 1) + DAYS);
		hook();
		assert_ok!(resume(KIM, true));
		let times: Vec<_> = owed_to(KIM).iter().map(|own| own.since).collect();
		assert_eq!(times, [TODAY + 1_000, pay_day(APRIL) + 2 * DAYS]);
		at(pay_day(APRIL + 1) + DAYS + 1_000);
		assert_ok!(fund(2 * FULL));
		(0..3).for_each(|_| hook());
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
		assert_eq!((got(KIM), got(LEE)), (0, 2 * FULL));
		assert_ok!(fund(2 * FULL));
		assert_ok!(refresh(KIM));
		assert_eq!((got(KIM), pool()), (2 * FULL, 0));
	});
}

#[test]
fn month_that_was_counted_between_two_rights_is_not_owed() {
	with_han_admitted(|| {
		at(pay_day(APRIL) + 2 * DAYS);
		hook();
		assert_ok!(unenrol(&[HAN]));
		// May is counted while Han is out without a case.
		run_at(pay_day(APRIL + 1));
		at(pay_day(APRIL + 1) + DAYS);
		hook();
		assert_ok!(begin_check(&[HAN]));
		run_at(pay_day(APRIL + 2));
		at(pay_day(APRIL + 2) + DAYS);
		hook();
		assert_ok!(admit(HAN));
		assert_eq!(owed_to(HAN).len(), 2);
		at(pay_day(APRIL + 2) + DAYS + 1_000);
		hook();
		assert_ok!(fund(8 * FULL));
		(0..4).for_each(|_| hook());
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL), (APRIL + 2, FULL)]);
		assert_ok!(refresh(HAN));
		assert_eq!((got(HAN), got(KIM), pool()), (2 * FULL, 3 * FULL, 0));
	});
}

#[test]
fn month_that_opened_between_two_suspensions_is_paid_with_the_second() {
	with_kim_resumed(|| {
		fund_later(2, FULL);
		assert_ok!(suspend(KIM));
		assert_ok!(enrol(&[HAN]));
		run_at(pay_day(APRIL + 1));
		at(pay_day(APRIL + 1) + DAYS);
		hook();
		assert_ok!(fund(FULL));
		assert_ok!(resume(KIM, true));
		assert_eq!(got(KIM), FULL);
		at(pay_day(APRIL + 1) + DAYS + 1_000);
		hook();
		assert_ok!(fund(2 * FULL));
		hook();
		assert_ok!(fund(FULL));
		assert_ok!(refresh(KIM));
		assert_eq!((got(KIM), got(LEE), got(HAN)), (2 * FULL, 2 * FULL, FULL));
		assert_eq!(pool(), 0);
	});
}

#[test]
fn stopped_income_ends_what_waited_and_closes_when_nobody_is_noted() {
	with_han_admitted(|| {
		assert_ok!(fund(LEAST / 2));
		assert_ok!(stop());
		let close = || BasicIncome::close(signed(STRANGER), ID);
		assert_noop!(close(), Error::<Test>::CasesLeft);
		assert_ok!(refresh(HAN));
		let nothing = Event::ArrearsPaid { income: ID, person: HAN, arrears: 0, periods: 0 };
		assert_eq!(last_event(), nothing);
		assert_ok!(close());
	});
}

#[test]
fn refresh_moves_a_person_whom_the_pool_cannot_pay_yet_and_pays_later() {
	with_han_admitted(|| {
		fund_later(2, 2 * FULL);
		MockRegistry::move_person(HAN, MYEON_1);
		assert_ok!(refresh(HAN));
		assert_eq!((tier_of(HAN), got(HAN)), (Some(1), 0));
		assert_ok!(fund(FULL));
		MockRegistry::move_person(HAN, EUP);
		assert_ok!(refresh(HAN));
		assert_eq!((tier_of(HAN), got(HAN), pool()), (Some(0), FULL, 0));
	});
}

#[test]
fn dead_person_is_owed_nothing_more() {
	with_han_admitted(|| {
		MockRegistry::bury(HAN);
		assert_ok!(refresh(HAN));
		assert_eq!((owed_to(HAN), ledger().owed), (vec![], 0));
	});
}

/// Han was admitted, April opened for Kim and Lee, half of Han's share is left, the income stopped, and Han left the tier.
fn with_han_short_of_a_half(test: impl FnOnce()) {
	with_han_admitted(|| {
		fund_later(2, 2 * FULL);
		assert_ok!(fund(FULL / 2));
		assert_ok!(stop());
		assert_ok!(refresh(HAN));
		assert_eq!((got(HAN), tier_of(HAN), ledger().owed), (0, None, 1));
		test();
	});
}

#[test]
fn stopped_income_keeps_what_it_owes_until_the_money_came_back() {
	with_han_short_of_a_half(|| {
		assert_noop!(refresh(HAN), Error::<Test>::BudgetExhausted);
		let opened = income().history.last().and_then(|own| own.series.first().copied()).flatten();
		come_back(opened.expect("April opened"), FULL / 2);
		assert_ok!(refresh(HAN));
		assert_eq!((got(HAN), ledger().owed), (FULL, 0));
	});
}

#[test]
fn stopped_income_pays_what_the_pool_has_when_nothing_can_come_back() {
	with_han_short_of_a_half(|| {
		let last = ledger().opened_at + Moment::from(KEPT_DAYS) * DAYS;
		at(last - DAYS);
		assert_noop!(refresh(HAN), Error::<Test>::BudgetExhausted);
		at(last);
		assert_ok!(refresh(HAN));
		let paid = Event::ArrearsPaid { income: ID, person: HAN, arrears: FULL / 2, periods: 1 };
		assert_eq!(last_event(), paid);
		assert_eq!((got(HAN), pool(), ledger().owed), (FULL / 2, 0, 0));
	});
}

#[test]
fn person_who_moved_away_long_ago_is_paid_by_the_rules_of_the_first_tier() {
	with_han_admitted(|| {
		MockRegistry::move_person(HAN, BORYEONG_TOWN);
		assert_ok!(refresh(HAN));
		assert_eq!(tier_of(HAN), None);
		fund_later(2, 3 * FULL);
		MockRegistry::forget_stays(HAN);
		assert_ok!(refresh(HAN));
		assert_eq!((got(HAN), pool(), ledger().owed), (FULL, 0, 0));
	});
}
