// SPDX-License-Identifier: Apache-2.0

//! Newcomers wait, are checked, and get what opened meanwhile.

use super::*;
use chungnam_ports::Standing;
use chungnam_primitives::{korean_day, SeriesId};
use sp_runtime::DispatchError;

/// Where a check of today ends: at midnight, 90 days on.
const UNTIL: Moment = TODAY + 90 * DAYS;

fn moved_in(person: PersonId, days_ago: u32) -> DispatchResult {
	let moved_in = korean_day(TODAY) - days_ago;
	let newcomers = BoundedVec::truncate_from(vec![Newcomer { person, moved_in }]);
	BasicIncome::begin_check(signed(OFFICE), ID, newcomers)
}

/// Kim and Lee are in; Han's check begins today.
fn checking(pool: Won, test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).pool(pool).build_and_execute(|| {
		assert_ok!(begin_check(&[HAN]));
		test();
	});
}

#[test]
fn newcomers_may_apply_on_the_thirtieth_day_and_not_before() {
	with_two(|| {
		assert_noop!(moved_in(HAN, 29), Error::<Test>::TooEarly);
		assert_ok!(moved_in(HAN, 30));
		let since = TODAY + 1_000;
		assert_eq!(case(HAN), Some(Case::Checking { since, until: UNTIL }));
		let people = people(&[HAN]);
		assert_eq!(last_event(), Event::CheckBegun { income: ID, people, since, until: UNTIL });
		assert_eq!((ledger().cases, ledger().open_cases), (1, 1));
	});
}

#[test]
fn a_check_ends_at_midnight_of_its_last_day_and_not_before() {
	checking(RICH / 2, || {
		run_at(UNTIL - 1);
		assert_noop!(admit(HAN), Error::<Test>::TooEarly);
		at(UNTIL);
		hook();
		hook();
		hook();
		assert_ok!(admit(HAN));
		assert_eq!(tier_of(HAN), Some(0));
	});
}

#[test]
fn the_months_of_the_check_are_paid_at_once() {
	checking(RICH / 2, || {
		open_months(APRIL, APRIL + 2);
		assert_eq!(got(HAN), 0);
		at(UNTIL);
		let before = pool();
		assert_ok!(admit(HAN));
		assert_eq!(
			last_event(),
			Event::Admitted { income: ID, person: HAN, tier: TOWN, arrears: 3 * FULL, periods: 3 }
		);
		assert_eq!((got(HAN), pool()), (3 * FULL, before - 3 * FULL));
		assert_eq!(case(HAN), None);
		// Into the newest series of the tier, and each later month once.
		assert_eq!(Currency::series()[4].given.get(&HAN), Some(&(3 * FULL)));
		run_at(pay_day(APRIL + 3));
		assert_eq!(got(HAN), 4 * FULL);
	});
}

#[test]
fn each_month_is_paid_in_arrears_at_its_own_scale() {
	checking(2 * 40_000, || {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + 25 * DAYS);
		assert_ok!(fund(2 * 60_000));
		run_at(pay_day(APRIL + 1));
		at(pay_day(APRIL + 1) + 25 * DAYS);
		assert_ok!(fund(RICH / 2));
		run_at(pay_day(APRIL + 2));
		at(UNTIL);
		assert_ok!(admit(HAN));
		assert_eq!(got(HAN), 40_000 + 60_000 + FULL);
	});
}

#[test]
fn arrears_reach_back_only_so_many_periods() {
	checking(2 * 40_000, || {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + 25 * DAYS);
		assert_ok!(fund(RICH / 2));
		open_months(APRIL + 1, APRIL + 3);
		at(pay_day(APRIL + 3) + DAYS);
		assert_ok!(admit(HAN));
		// The newest three.
		assert_eq!(got(HAN), 3 * FULL);
	});
}

#[test]
fn what_opened_at_the_moment_of_applying_is_not_owed() {
	with_two(|| {
		at(pay_day(APRIL));
		assert_ok!(begin_check(&[HAN]));
		hook();
		run_at(pay_day(APRIL + 1));
		run_at(pay_day(APRIL + 2));
		at(pay_day(APRIL) + 90 * DAYS);
		assert_ok!(admit(HAN));
		assert_eq!(got(HAN), 2 * FULL);
	});
}

#[test]
fn arrears_beyond_the_pool_change_nothing() {
	checking(6 * FULL, || {
		open_months(APRIL, APRIL + 2);
		assert_eq!(pool(), 0);
		at(UNTIL);
		assert_noop!(admit(HAN), Error::<Test>::BudgetExhausted);
		assert_ok!(fund(3 * FULL - 1));
		assert_noop!(admit(HAN), Error::<Test>::BudgetExhausted);
		assert_ok!(fund(1));
		assert_ok!(admit(HAN));
		assert_eq!((got(HAN), pool()), (3 * FULL, 0));
	});
}

#[test]
fn newcomer_to_an_income_that_is_short_each_month_is_paid_once_the_days_of_the_top_up_are_over() {
	checking(0, || {
		for month in APRIL..=APRIL + 2 {
			at(pay_day(month) - 5 * DAYS);
			assert_ok!(fund(2 * 60_000));
			run_at(pay_day(month));
		}
		let short = [APRIL, APRIL + 1, APRIL + 2].map(|month| (month, 60_000));
		assert_eq!((paid(), pool()), (short.to_vec(), 0));
		at(UNTIL);
		assert_noop!(admit(HAN), Error::<Test>::BudgetExhausted);
		at(pay_day(APRIL + 2) + 22 * DAYS);
		assert_ok!(fund(3 * 60_000));
		assert_ok!(admit(HAN));
		assert_eq!((got(HAN), pool(), tier_of(HAN)), (3 * 60_000, 0, Some(0)));
	});
}

#[test]
fn arrears_of_a_tier_without_a_series_open_one() {
	ExtBuilder::default().members(&[KIM]).pool(RICH / 2).build_and_execute(|| {
		assert_ok!(begin_check(&[HAN, LEE]));
		open_months(APRIL, APRIL + 2);
		at(UNTIL);
		assert_ok!(admit(HAN));
		assert!(events().contains(&Event::ArrearsSeriesOpened {
			income: ID,
			tier: TOWN,
			series: SeriesId(3)
		}));
		// The next one's go there too.
		assert_ok!(admit(LEE));
		assert_eq!(Currency::series().len(), 4);
		assert_eq!((got(HAN), got(LEE)), (3 * FULL, 3 * FULL));
		let pool_key: [u8; 32] = BasicIncome::pool(ID).into();
		assert_eq!(Currency::series()[3].template.funder, Some(pool_key));
	});
}

#[test]
fn nothing_is_paid_if_nothing_opened() {
	let terms = Terms { check_days: 10, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM]).build_and_execute(|| {
		assert_ok!(begin_check(&[HAN]));
		at(TODAY + 10 * DAYS);
		assert_ok!(admit(HAN));
		assert_eq!((got(HAN), Currency::series().len()), (0, 0));
	});
}

#[test]
fn nobody_is_admitted_while_a_period_is_about_to_open() {
	checking(RICH / 2, || {
		open_months(APRIL, APRIL + 2);
		at(pay_day(APRIL + 3));
		assert_noop!(admit(HAN), Error::<Test>::PeriodDue);
		hook();
		assert_ok!(admit(HAN));
		// July was paid to the others when it opened, and to Han with the arrears.
		assert_eq!(got(HAN), 3 * FULL);
		hook();
		assert_eq!(paid().len(), 4);
	});
}

#[test]
fn a_check_without_end_in_sight_can_be_refused() {
	checking(RICH / 2, || {
		assert_ok!(refuse(HAN));
		assert_eq!(last_event(), Event::Refused { income: ID, person: HAN });
		assert_eq!((case(HAN), ledger().open_cases), (None, 0));
		assert_noop!(refuse(HAN), Error::<Test>::CaseNotFound);
		assert_noop!(admit(HAN), Error::<Test>::NotChecking);
		assert_ok!(begin_check(&[HAN]));
	});
}

#[test]
fn who_cannot_apply() {
	with_two(|| {
		assert_noop!(begin_check(&[NOBODY]), Error::<Test>::NotRegistered);
		assert_noop!(begin_check(&[CHOI]), Error::<Test>::HomeNotCovered);
		assert_noop!(begin_check(&[HAN, KIM]), Error::<Test>::AlreadyEnrolled);
		assert_noop!(begin_check(&[HAN, HAN]), Error::<Test>::CaseOpen);
		assert_ok!(begin_check(&[HAN]));
		assert_noop!(begin_check(&[HAN]), Error::<Test>::CaseOpen);
		MockRegistry::bury(PARK);
		assert_noop!(begin_check(&[PARK]), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn who_moved_away_or_died_is_not_admitted() {
	checking(RICH / 2, || {
		at(UNTIL);
		(0..6).for_each(|_| hook());
		MockRegistry::move_person(HAN, BORYEONG_TOWN);
		assert_noop!(admit(HAN), Error::<Test>::HomeNotCovered);
		MockRegistry::move_person(HAN, EUP);
		MockRegistry::set_standing(HAN, Standing::Deceased);
		assert_noop!(admit(HAN), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn who_was_in_a_tier_once_and_moved_away_during_a_check_is_paid_nothing_for_it() {
	with_two(|| {
		assert_ok!(unenrol(&[KIM]));
		at(TODAY + DAYS);
		assert_ok!(begin_check(&[KIM]));
		open_months(APRIL, APRIL + 3);
		MockRegistry::move_person(KIM, BORYEONG_TOWN);
		at(pay_day(APRIL + 3) + DAYS);
		let last = income().last_tier_of(&MockRegistry::member(KIM).expect("the person exists"));
		assert!(last.is_some());
		assert_noop!(admit(KIM), Error::<Test>::HomeNotCovered);
		assert_ok!(refresh(KIM));
		assert_eq!(last_event(), Event::CaseClosed { income: ID, person: KIM });
		assert_eq!((got(KIM), case(KIM), tier_of(KIM)), (0, None, None));
	});
}

#[test]
fn only_enrollers_of_the_region_decide() {
	checking(RICH / 2, || {
		for who in [COUNTY, STRANGER] {
			let origin = || signed(who.clone());
			let refused = DispatchError::BadOrigin;
			assert_noop!(BasicIncome::begin_check(origin(), ID, newcomers(&[PARK])), refused);
			assert_noop!(BasicIncome::admit(origin(), ID, HAN), refused);
			assert_noop!(BasicIncome::refuse(origin(), ID, HAN), refused);
			assert_noop!(BasicIncome::enrol(origin(), ID, people(&[PARK])), refused);
			assert_noop!(BasicIncome::unenrol(origin(), ID, people(&[KIM])), refused);
			let reason = SuspensionReason::Other;
			assert_noop!(BasicIncome::suspend(origin(), ID, KIM, reason), refused);
			assert_noop!(BasicIncome::resume(origin(), ID, KIM, true), refused);
		}
	});
}
