// SPDX-License-Identifier: Apache-2.0

//! Payments stop and go on, with what was missed if the suspension was wrong.

use super::*;

#[test]
fn a_suspended_person_is_not_paid() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(suspend(KIM));
		let reason = SuspensionReason::Inquiry;
		assert_eq!(last_event(), Event::Suspended { income: ID, person: KIM, reason });
		let since = pay_day(APRIL) + DAYS;
		assert_eq!(case(KIM), Some(Case::Suspended { since, reason }));
		run_at(pay_day(APRIL + 1));
		assert_eq!((got(KIM), got(LEE)), (FULL, 2 * FULL));
	});
}

#[test]
fn a_wrong_suspension_is_made_good() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(suspend(KIM));
		open_months(APRIL + 1, APRIL + 2);
		at(pay_day(APRIL + 2) + DAYS);
		assert_ok!(resume(KIM, true));
		let arrears = 2 * FULL;
		let resumed =
			Event::Resumed { income: ID, person: KIM, tier: TOWNSHIPS, arrears, periods: 2 };
		assert_eq!(last_event(), resumed);
		assert_eq!(got(KIM), 3 * FULL);
		run_at(pay_day(APRIL + 3));
		assert_eq!((got(KIM), got(LEE)), (4 * FULL, 4 * FULL));
	});
}

#[test]
fn a_right_suspension_is_not() {
	with_two(|| {
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(resume(KIM, false));
		run_at(pay_day(APRIL + 1));
		assert_eq!((got(KIM), got(LEE)), (FULL, 2 * FULL));
	});
}

#[test]
fn a_period_of_the_moment_of_suspension_is_paid_once() {
	with_two(|| {
		at(pay_day(APRIL));
		assert_ok!(suspend(KIM));
		hook();
		assert_eq!(got(KIM), FULL);
		at(pay_day(APRIL) + DAYS);
		assert_ok!(resume(KIM, true));
		assert_eq!(got(KIM), FULL);
	});
}

#[test]
fn arrears_wait_for_a_period_that_is_due_and_plain_resumption_does_not() {
	with_two(|| {
		assert_ok!(suspend(KIM));
		at(pay_day(APRIL));
		assert_noop!(resume(KIM, true), Error::<Test>::PeriodDue);
		assert_ok!(resume(KIM, false));
		hook();
		assert_eq!(got(KIM), 0);
	});
}

#[test]
fn who_cannot_be_suspended_or_resumed() {
	with_two(|| {
		assert_noop!(suspend(HAN), Error::<Test>::NotEnrolled);
		assert_noop!(suspend(NOBODY), Error::<Test>::NotRegistered);
		assert_noop!(resume(KIM, true), Error::<Test>::NotSuspended);
		assert_ok!(suspend(KIM));
		assert_noop!(suspend(KIM), Error::<Test>::NotEnrolled);
		assert_noop!(admit(KIM), Error::<Test>::NotChecking);
		assert_noop!(enrol(&[KIM]), Error::<Test>::CaseOpen);
		assert_ok!(refuse(KIM));
		assert_noop!(resume(KIM, true), Error::<Test>::NotSuspended);
		assert_ok!(enrol(&[KIM]));
	});
}

#[test]
fn who_moved_meanwhile_comes_back_into_the_other_tier() {
	with_two(|| {
		assert_ok!(suspend(KIM));
		MockRegistry::move_person(KIM, EUP);
		assert_ok!(resume(KIM, true));
		assert_eq!(tier_of(KIM), Some(0));
		MockRegistry::move_person(LEE, BORYEONG_TOWN);
		assert_ok!(suspend(LEE));
		assert_noop!(resume(LEE, false), Error::<Test>::HomeNotCovered);
	});
}

#[test]
fn wrong_suspension_is_made_good_to_a_person_who_moved_out_of_the_county_since() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL + 1));
		MockRegistry::move_person(KIM, BORYEONG_TOWN);
		at(pay_day(APRIL + 1) + DAYS);
		assert_ok!(resume(KIM, true));
		let settled = Event::Settled { income: ID, person: KIM, arrears: FULL, periods: 1 };
		assert_eq!(last_event(), settled);
		assert_eq!((got(KIM), tier_of(KIM), case(KIM)), (2 * FULL, None, None));
	});
}

#[test]
fn arrears_come_in_a_new_series_when_the_newest_has_less_than_half_of_its_days_left() {
	// A series lives for 180 days.
	for (days, series) in [(90, 1), (91, 2)] {
		ExtBuilder::default().members(&[LEE, HAN]).pool(3 * FULL).build_and_execute(|| {
			assert_ok!(suspend(HAN));
			run_at(pay_day(APRIL));
			at(pay_day(APRIL) + DAYS);
			assert_ok!(stop());
			at(pay_day(APRIL) + days * DAYS);
			assert_ok!(resume(HAN, true));
			assert_eq!((got(HAN), Currency::series().len()), (FULL, series));
		});
	}
}

#[test]
fn missed_months_beyond_the_pool_change_nothing() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(FULL).build_and_execute(|| {
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_noop!(resume(KIM, true), Error::<Test>::BudgetExhausted);
		assert_ok!(resume(KIM, false));
	});
}
