// SPDX-License-Identifier: Apache-2.0

//! Stays in tiers that can still bring money are asked for, and no others.

use chungnam_ports::{Enrolment, StayAskers};
use chungnam_primitives::CohortId;

use super::*;

fn ask(person: PersonId, since: Moment, until: Moment) -> bool {
	let cohort = income().tiers[0].cohort;
	let stay = Enrolment { cohort, since, until: Some(until) };
	<BasicIncome as StayAskers>::ask(person, &stay)
}

/// Asks about the last stay of a person in a tier.
fn ask_last(person: PersonId) -> bool {
	let member = MockRegistry::member(person).expect("the person exists");
	let stay = member.enrolments.iter().max_by_key(|stay| stay.since).expect("was in a tier");
	<BasicIncome as StayAskers>::ask(person, stay)
}

#[test]
fn a_case_asks_for_the_last_stay_in_a_tier_until_it_is_decided() {
	with_two(|| {
		at(TODAY + DAYS);
		MockRegistry::move_person(KIM, EUP);
		assert_ok!(refresh(KIM));
		assert!(!ask_last(KIM));
		at(TODAY + 2 * DAYS);
		assert_ok!(suspend(KIM));
		assert!(ask_last(KIM) && !ask_last(LEE));
		// The tier before that is asked about no more.
		assert!(!ask(KIM, 0, TODAY + DAYS + 1));
		assert_ok!(resume(KIM, true));
		assert!(!ask(KIM, TODAY + DAYS + 1, TODAY + 2 * DAYS + 1));
	});
}

#[test]
fn a_month_that_can_be_topped_up_asks_for_whom_it_paid() {
	with_two(|| {
		open_months(APRIL, APRIL + 1);
		let opened = income().history.last().expect("a month opened").counted_at;
		assert!(!ask(KIM, 0, opened + 1));
		Incomes::<Test>::mutate(ID, |own| {
			let own = own.as_mut().expect("it is there");
			own.history.last_mut().expect("a month opened").lacks = 1;
		});
		assert!(ask(KIM, 0, opened + 1) && !ask(KIM, 0, opened));
		Incomes::<Test>::mutate(ID, |own| {
			let own = own.as_mut().expect("it is there");
			own.history.last_mut().expect("a month opened").lacks = 0;
		});
	});
}

#[test]
fn a_month_that_waits_asks_for_whom_it_is() {
	super::late::with_april_waiting(|| {
		let counted_at = income().counts[0].at;
		assert!(ask(KIM, 0, counted_at + 1) && ask(HAN, counted_at, counted_at + 1));
		assert!(!ask(KIM, 0, counted_at) && !ask(KIM, counted_at + 1, counted_at + 2));
	});
}

#[test]
fn who_is_owed_a_month_that_waits_is_asked_about_until_it_is_paid() {
	super::late::with_han_admitted(|| {
		assert!(ask_last(HAN));
		assert_ok!(stop());
		assert_ok!(refresh(HAN));
		assert!(!ask_last(HAN));
	});
}

#[test]
fn a_cohort_of_no_income_is_not_asked_about() {
	with_two(|| {
		let stay = Enrolment { cohort: CohortId(77), since: 0, until: None };
		assert!(!<BasicIncome as StayAskers>::ask(KIM, &stay));
	});
}
