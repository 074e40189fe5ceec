// SPDX-License-Identifier: Apache-2.0

//! In, out, and from one tier to another.

use super::*;
use chungnam_primitives::IncomeId;

#[test]
fn people_come_into_the_tier_of_their_home() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(enrol(&[KIM, LEE, PARK]));
		let list =
			BoundedVec::truncate_from(vec![(KIM, TOWNSHIPS), (LEE, TOWN), (PARK, TOWNSHIPS)]);
		assert_eq!(last_event(), Event::Enrolled { income: ID, people: list });
		assert_eq!((tier_of(KIM), tier_of(LEE)), (Some(1), Some(0)));
	});
}

#[test]
fn who_cannot_come_in() {
	with_two(|| {
		assert_noop!(enrol(&[NOBODY]), Error::<Test>::NotRegistered);
		assert_noop!(enrol(&[CHOI]), Error::<Test>::HomeNotCovered);
		assert_noop!(enrol(&[KIM]), Error::<Test>::AlreadyEnrolled);
		assert_noop!(enrol(&[HAN, HAN]), Error::<Test>::AlreadyEnrolled);
		assert_ok!(begin_check(&[HAN]));
		assert_noop!(enrol(&[HAN]), Error::<Test>::CaseOpen);
		MockRegistry::bury(PARK);
		assert_noop!(enrol(&[PARK]), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn leaving_keeps_what_was_earned_and_ends_what_comes() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + 1);
		assert_ok!(unenrol(&[KIM]));
		assert_eq!(last_event(), Event::Unenrolled { income: ID, people: people(&[KIM]) });
		run_at(pay_day(APRIL + 1));
		assert_eq!((got(KIM), got(LEE)), (FULL, 2 * FULL));
		assert_noop!(unenrol(&[KIM]), Error::<Test>::NotEnrolled);
		assert_noop!(unenrol(&[LEE, LEE]), Error::<Test>::NotEnrolled);
		assert_noop!(unenrol(&[NOBODY]), Error::<Test>::NotRegistered);
	});
}

#[test]
fn coming_back_gives_nothing_twice() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + 1);
		assert_ok!(unenrol(&[KIM]));
		assert_ok!(enrol(&[KIM]));
		run_at(pay_day(APRIL) + DAYS);
		assert_eq!(got(KIM), FULL);
	});
}

#[test]
fn who_moves_changes_the_tier_and_is_paid_once_each_month() {
	with_two(|| {
		at(pay_day(APRIL));
		MockRegistry::move_person(KIM, EUP);
		// In the very block before the period opens.
		assert_ok!(refresh(KIM));
		let moved = Event::Moved { income: ID, person: KIM, from: TOWNSHIPS, to: TOWN };
		assert_eq!(last_event(), moved);
		hook();
		assert_eq!(got(KIM), FULL);
		assert_eq!(Currency::series()[1].heads, 1, "as a villager, for the last time");
		run_at(pay_day(APRIL + 1));
		assert_eq!(got(KIM), 2 * FULL);
		assert_eq!(Currency::series()[2].heads, 2);
	});
}

#[test]
fn a_move_inside_a_tier_changes_nothing() {
	with_two(|| {
		MockRegistry::move_person(KIM, MYEON_2);
		assert_noop!(refresh(KIM), Error::<Test>::NothingToRefresh);
	});
}

#[test]
fn who_moves_away_is_out() {
	with_two(|| {
		MockRegistry::move_person(KIM, BORYEONG_TOWN);
		assert_ok!(refresh(KIM));
		assert_eq!(last_event(), Event::Unenrolled { income: ID, people: people(&[KIM]) });
		run_at(pay_day(APRIL));
		assert_eq!(got(KIM), 0);
		assert_noop!(refresh(KIM), Error::<Test>::NothingToRefresh);
	});
}

#[test]
fn a_newcomer_who_moves_away_again_begins_anew() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_noop!(refresh(HAN), Error::<Test>::NothingToRefresh);
		MockRegistry::move_person(HAN, BORYEONG_TOWN);
		assert_ok!(refresh(HAN));
		assert_eq!(last_event(), Event::CaseClosed { income: ID, person: HAN });
		assert_eq!((case(HAN), ledger().open_cases), (None, 0));
	});
}

#[test]
fn cases_of_the_dead_go() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(suspend(KIM));
		MockRegistry::bury(HAN);
		MockRegistry::bury(KIM);
		assert_ok!(refresh(HAN));
		assert_ok!(refresh(KIM));
		assert_eq!((case(HAN), case(KIM), ledger().cases), (None, None, 0));
		assert_noop!(refresh(KIM), Error::<Test>::NothingToRefresh);
	});
}

#[test]
fn nothing_is_refreshed_of_nobody() {
	with_two(|| {
		assert_noop!(refresh(NOBODY), Error::<Test>::NotRegistered);
		let refresh = BasicIncome::refresh(signed(STRANGER), IncomeId(7), KIM);
		assert_noop!(refresh, Error::<Test>::IncomeNotFound);
	});
}

#[test]
fn a_stopped_income_lets_nobody_in_and_everybody_out() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(stop());
		assert_noop!(enrol(&[PARK]), Error::<Test>::Stopped);
		assert_noop!(begin_check(&[PARK]), Error::<Test>::Stopped);
		assert_noop!(suspend(KIM), Error::<Test>::Stopped);
		at(TODAY + 100 * DAYS);
		assert_ok!(admit(HAN));
		assert_eq!((tier_of(HAN), case(HAN)), (None, None));
		assert_ok!(refresh(KIM));
		assert_ok!(unenrol(&[LEE]));
		assert_eq!((tier_of(KIM), tier_of(LEE)), (None, None));
	});
}
