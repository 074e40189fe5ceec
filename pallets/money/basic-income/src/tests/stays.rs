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

#[test]
fn a_case_asks_for_every_stay_in_a_tier_until_it_is_decided() {
	with_two(|| {
		assert!(!ask(KIM, 0, TODAY));
		assert_ok!(suspend(KIM));
		assert!(ask(KIM, 0, TODAY) && !ask(LEE, 0, TODAY));
		assert_ok!(resume(KIM, true));
		assert!(!ask(KIM, 0, TODAY));
	});
}

#[test]
fn a_month_that_can_be_topped_up_asks_for_whom_it_paid() {
	with_two(|| {
		open_months(APRIL, APRIL + 1);
		let opened = income().history.last().expect("a month opened").opened_at;
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
fn a_cohort_of_no_income_is_not_asked_about() {
	with_two(|| {
		let stay = Enrolment { cohort: CohortId(77), since: 0, until: None };
		assert!(!<BasicIncome as StayAskers>::ask(KIM, &stay));
	});
}
