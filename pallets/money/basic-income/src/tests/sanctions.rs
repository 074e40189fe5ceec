// SPDX-License-Identifier: Apache-2.0

//! Fraud is taken back with a sanction and a ban; an appeal ends both.

use super::*;
use sp_runtime::DispatchError;

const OPENER: Opener = Opener::Income(ID);
/// Where a ban of today ends: at midnight, 730 days on.
const UNTIL: Moment = TODAY + 730 * DAYS;

fn forgive(person: PersonId) -> DispatchResult {
	BasicIncome::forgive(signed(COUNTY), ID, person)
}

fn debt(person: PersonId) -> Option<(Won, Percent)> {
	Currency::debt_and_share(OPENER, person)
}

#[test]
fn a_sanction_is_the_amount_and_its_multiple_kept_from_later_income() {
	with_two(|| {
		assert_ok!(sanction(KIM, 300_000, 3));
		assert_eq!(debt(KIM), Some((1_200_000, Percent::from_percent(50))));
		assert_eq!(
			last_event(),
			Event::Sanctioned {
				income: ID,
				person: KIM,
				amount: 300_000,
				multiple: 3,
				taken: 0,
				debt: 1_200_000,
				until: UNTIL,
			}
		);
		assert_eq!((tier_of(KIM), case(KIM)), (None, Some(Case::Banned { until: UNTIL })));
		assert_eq!((ledger().cases, ledger().open_cases), (1, 0));
		run_at(pay_day(APRIL));
		assert_eq!((got(KIM), got(LEE)), (0, FULL));
	});
}

#[test]
fn what_the_person_has_is_taken_at_once() {
	with_two(|| {
		assert_ok!(suspend(KIM));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(resume(KIM, true));
		// The mock only takes what was given one by one.
		assert_ok!(sanction(KIM, FULL, 5));
		assert_eq!(debt(KIM).map(|(amount, _)| amount), Some(5 * FULL));
		assert!(matches!(last_event(), Event::Sanctioned { taken: FULL, .. }));
	});
}

#[test]
fn a_multiple_that_the_terms_do_not_allow_is_refused() {
	with_two(|| {
		assert_noop!(sanction(KIM, 1, 2), Error::<Test>::SanctionOutOfRange);
		assert_noop!(sanction(KIM, 1, 6), Error::<Test>::SanctionOutOfRange);
		assert_ok!(sanction(KIM, 1, 3));
		assert_ok!(sanction(KIM, 1, 5));
		// The earlier debt stays.
		assert_eq!(debt(KIM).map(|(amount, _)| amount), Some(4 + 6));
		assert_eq!(ledger().cases, 1);
	});
}

#[test]
fn what_cannot_be_sanctioned() {
	with_two(|| {
		assert_noop!(sanction(KIM, 0, 3), Error::<Test>::ZeroAmount);
		assert_noop!(sanction(NOBODY, 1, 3), Error::<Test>::NotRegistered);
		assert_noop!(sanction(KIM, Won::MAX / 3, 3), Error::<Test>::Overflow);
		for who in [OFFICE, STRANGER] {
			let origin = || signed(who.clone());
			let refused = DispatchError::BadOrigin;
			assert_noop!(BasicIncome::sanction(origin(), ID, KIM, 1, 3), refused);
			assert_noop!(BasicIncome::forgive(origin(), ID, KIM), refused);
		}
	});
}

#[test]
fn a_ban_ends_on_its_last_day_and_not_before() {
	with_two(|| {
		assert_ok!(sanction(KIM, 1, 3));
		at(UNTIL - 1);
		assert_noop!(enrol(&[KIM]), Error::<Test>::Banned);
		assert_noop!(begin_check(&[KIM]), Error::<Test>::Banned);
		assert_noop!(refresh(KIM), Error::<Test>::NothingToRefresh);
		assert_noop!(refuse(KIM), Error::<Test>::CaseNotFound);
		at(UNTIL);
		assert_ok!(begin_check(&[KIM]));
		assert_eq!((ledger().cases, ledger().open_cases), (1, 1));
	});
}

#[test]
fn after_the_ban_anyone_clears_it_away_or_the_office_enrols() {
	with_two(|| {
		assert_ok!(sanction(KIM, 1, 3));
		assert_ok!(sanction(LEE, 1, 3));
		at(UNTIL);
		assert_ok!(refresh(KIM));
		assert_ok!(enrol(&[LEE]));
		assert_eq!((case(KIM), case(LEE), ledger().cases), (None, None, 0));
		// The debt outlives the ban.
		assert_eq!(debt(LEE).map(|(amount, _)| amount), Some(4));
	});
}

#[test]
fn a_sanction_ends_a_check_or_a_suspension() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(suspend(KIM));
		assert_ok!(sanction(HAN, 1, 3));
		assert_ok!(sanction(KIM, 1, 3));
		assert_eq!((ledger().cases, ledger().open_cases), (2, 0));
		assert_noop!(resume(KIM, true), Error::<Test>::NotSuspended);
	});
}

#[test]
fn an_appeal_ends_the_debt_and_the_ban() {
	with_two(|| {
		assert_ok!(sanction(KIM, 1, 3));
		assert_ok!(forgive(KIM));
		assert_eq!(last_event(), Event::Forgiven { income: ID, person: KIM, debt: 4 });
		assert_eq!((debt(KIM), case(KIM), ledger().cases), (None, None, 0));
		assert_noop!(forgive(KIM), Error::<Test>::NothingToForgive);
		assert_ok!(enrol(&[KIM]));
	});
}

#[test]
fn a_debt_alone_or_a_ban_alone_is_forgiven_too() {
	with_two(|| {
		assert_ok!(sanction(KIM, 1, 3));
		at(UNTIL);
		assert_ok!(refresh(KIM));
		assert_ok!(forgive(KIM));
		assert_eq!(debt(KIM), None);
		// A suspension is nothing to forgive.
		assert_ok!(suspend(LEE));
		assert_noop!(forgive(LEE), Error::<Test>::NothingToForgive);
	});
}
