// SPDX-License-Identifier: Apache-2.0

//! Stays in cohorts that can still bring a lot are asked for, and no others.

use chungnam_ports::{Enrolment, StayAskers};

use super::*;

#[test]
fn an_open_drop_asks_who_counted_when_it_opened_until_it_is_over() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		drop_on(cohort, 1_000);
		let ask = |since, until| {
			let stay = Enrolment { cohort, since, until: Some(until) };
			<RegionalCurrency as StayAskers>::ask(KIM_ID, &stay)
		};
		assert!(ask(0, TODAY + 1) && ask(TODAY, TODAY + 1));
		assert!(!ask(0, TODAY) && !ask(TODAY + 1, TODAY + 2));
		let other = Enrolment { cohort: CohortId(cohort.0 + 1), since: 0, until: None };
		assert!(!<RegionalCurrency as StayAskers>::ask(KIM_ID, &other));
		at(DROPS_END);
		begin_blocks(1);
		assert!(!ask(0, TODAY + 1));
	});
}
