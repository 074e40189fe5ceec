// SPDX-License-Identifier: Apache-2.0

//! What a wallet is told will come.

use chungnam_ports::{Coming, Opener};
use chungnam_primitives::{PersonId, ProgrammeId};

use super::*;

fn coming(number: ProgrammeId, day: KoreanDay, amount: Won) -> Coming {
	Coming { from: Opener::Programme(number), at: start_of_day(day), amount }
}

#[test]
fn a_person_sees_the_next_drop_of_each_programme_soonest_first() {
	ExtBuilder::default().build_and_execute(|| {
		let monthly = Schedule::DayOfMonth { first: today(), day: 31 };
		let month = create_funded(Plan::Cohort(pension(monthly)), PLENTY / 4);
		let week = create_funded(weekly(), PLENTY / 4);
		let both = vec![coming(week, today(), 10_000), coming(month, today() + 21, 10_000)];
		assert_eq!(VoucherDrops::coming(KIM_ID).to_vec(), both);
		block();
		let both = vec![coming(week, today() + 7, 10_000), coming(month, today() + 21, 10_000)];
		assert_eq!(VoucherDrops::coming(KIM_ID).to_vec(), both);
		assert!(VoucherDrops::coming(PARK_ID).is_empty());
		assert!(VoucherDrops::coming(PersonId(99)).is_empty());
		assert_ok!(VoucherDrops::stop(signed(COUNTY), month));
		unenrol(LEE_ID);
		assert_eq!(VoucherDrops::coming(KIM_ID).len(), 1);
		assert!(VoucherDrops::coming(LEE_ID).is_empty());
	});
}

#[test]
fn announced_terms_are_shown_with_the_first_drop_by_them() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 4);
		let (from, more) = (today() + 14, super::change::more());
		assert_ok!(VoucherDrops::schedule_change(signed(COUNTY), number, from, more));
		go_to(today());
		let next = |expected| assert_eq!(VoucherDrops::coming(KIM_ID).to_vec(), vec![expected]);
		next(coming(number, today() + 7, 10_000));
		go_to(today() + 7);
		next(coming(number, today() + 14, 20_000));
	});
}

#[test]
fn what_waits_is_shown_with_the_day_on_which_it_was_due() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		go_to(today() + 3);
		assert_eq!(VoucherDrops::coming(KIM_ID).to_vec(), vec![coming(number, today(), 10_000)]);
		assert_eq!(VoucherDrops::missing_budget(number), Some(20_000));
	});
}

#[test]
fn many_cohorts_show_the_sixteen_soonest() {
	ExtBuilder::default().build_and_execute(|| {
		let second = MockRegistry::add_cohort(CHEONGYANG, &[KIM_ID]);
		for first in 0..MAX_PROGRAMMES {
			let schedule = Schedule::Once(today() + 2 * first);
			create(Plan::Cohort(pension(schedule)));
			let later = pension(Schedule::Once(today() + 2 * first + 1));
			create(Plan::Cohort(CohortPlan { cohort: second, ..later }));
		}
		let shown: Vec<_> = VoucherDrops::coming(KIM_ID).iter().map(|next| next.at).collect();
		let soonest: Vec<_> = (today()..today() + 16).map(start_of_day).collect();
		assert_eq!(shown, soonest);
	});
}
