// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_primitives::{CohortId, PersonId};

#[test]
fn a_new_cohort_is_empty_and_belongs_to_a_region() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::create_cohort(by(BORYEONG), 4));
		assert_eq!(
			last_event(),
			Event::CohortCreated { cohort: CohortId(1), region: 4, managed: false }
		);
		assert_eq!(heads(CohortId(1)), 0);
		assert_noop!(Registry::create_cohort(by(BORYEONG), 12), BadOrigin);
		assert_noop!(
			Registry::create_cohort(RuntimeOrigin::root(), 0),
			Error::<Test>::RegionNotFound
		);
		NextCohort::<Test>::put(CohortId::MAX);
		assert_noop!(Registry::create_cohort(by(BORYEONG), 4), Error::<Test>::NumbersExhausted);
	});
}

#[test]
fn who_is_enrolled_counts_from_the_next_moment_until_the_next_moment() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(enrol(CohortId(0), &[PersonId(3), PersonId(2)]));
		let people = batch(vec![PersonId(3), PersonId(2)]);
		assert_eq!(
			last_event(),
			Event::PeopleEnrolled { cohort: CohortId(0), people, since: START + 1 }
		);
		assert!(!was_enrolled(PersonId(3), CohortId(0), START));
		assert!(was_enrolled(PersonId(3), CohortId(0), START + 1));
		assert_eq!(heads(CohortId(0)), 4);
		pass(10);
		assert_ok!(unenrol(CohortId(0), &[PersonId(3)]));
		let people = batch(vec![PersonId(3)]);
		assert_eq!(
			last_event(),
			Event::PeopleUnenrolled { cohort: CohortId(0), people, until: START + 11 }
		);
		assert!(was_enrolled(PersonId(3), CohortId(0), START + 10));
		assert!(!was_enrolled(PersonId(3), CohortId(0), START + 11));
		assert_eq!(heads(CohortId(0)), 3);
	});
}

#[test]
fn the_count_and_the_people_agree_whichever_came_first_in_the_block() {
	ExtBuilder::default().build_and_execute(|| {
		assert_counted_one_by_one(CohortId(0));
		assert_ok!(enrol(CohortId(0), &[PersonId(2), PersonId(3)]));
		assert_counted_one_by_one(CohortId(0));
		assert_ok!(unenrol(CohortId(0), &[PersonId(0)]));
		assert_counted_one_by_one(CohortId(0));
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(1)));
		assert_counted_one_by_one(CohortId(0));
		assert_eq!(Registry::cohort_heads(CohortId(0)), Some(2));
		pass(1);
		assert_counted_one_by_one(CohortId(0));
		assert_eq!(Registry::cohort_heads(CohortId(0)), Some(2));
		assert_ok!(enrol(CohortId(0), &[PersonId(0)]));
		pass(1);
		assert_eq!(Registry::cohort_heads(CohortId(0)), Some(3));
		assert_eq!(Registry::cohort_heads(CohortId(9)), None);
	});
}

#[test]
fn a_list_is_enrolled_as_a_whole_or_not_at_all() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			enrol(CohortId(0), &[PersonId(3), PersonId(0)]),
			Error::<Test>::AlreadyEnrolled
		);
		assert_noop!(
			enrol(CohortId(0), &[PersonId(3), PersonId(3)]),
			Error::<Test>::AlreadyEnrolled
		);
		assert_noop!(
			enrol(CohortId(0), &[PersonId(3), PersonId(99)]),
			Error::<Test>::NotRegistered
		);
		assert_noop!(enrol(CohortId(9), &[PersonId(3)]), Error::<Test>::CohortNotFound);
		assert_noop!(unenrol(CohortId(0), &[PersonId(0), PersonId(3)]), Error::<Test>::NotEnrolled);
		assert_noop!(unenrol(CohortId(0), &[PersonId(0), PersonId(0)]), Error::<Test>::NotEnrolled);
		assert_noop!(
			unenrol(CohortId(0), &[PersonId(0), PersonId(99)]),
			Error::<Test>::NotRegistered
		);
		assert_noop!(unenrol(CohortId(9), &[PersonId(0)]), Error::<Test>::CohortNotFound);
		assert_noop!(
			Registry::enrol(by(BORYEONG), CohortId(0), batch(vec![PersonId(2)])),
			BadOrigin
		);
		assert_noop!(
			Registry::unenrol(by(BORYEONG), CohortId(0), batch(vec![PersonId(0)])),
			BadOrigin
		);
	});
}

#[test]
fn frozen_people_count_and_can_be_enrolled() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_eq!(heads(CohortId(0)), 2);
		assert_ok!(unenrol(CohortId(0), &[PersonId(0)]));
		assert_ok!(enrol(CohortId(0), &[PersonId(0)]));
		assert_eq!(heads(CohortId(0)), 2);
	});
}

#[test]
fn who_comes_back_has_two_stays_and_keeps_what_the_first_earned() {
	ExtBuilder::default().build_and_execute(|| {
		pass(10);
		assert_ok!(unenrol(CohortId(0), &[PersonId(0)]));
		pass(10);
		assert_ok!(enrol(CohortId(0), &[PersonId(0)]));
		assert!(was_enrolled(PersonId(0), CohortId(0), START + 5));
		assert!(!was_enrolled(PersonId(0), CohortId(0), START + 15));
		assert!(was_enrolled(PersonId(0), CohortId(0), START + 25));
	});
}

#[test]
fn a_full_list_forgets_what_ended_long_ago_and_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		// 1 stay from genesis and 15 more, the first of them closed soon.
		for _ in 0..MAX_ENROLMENTS {
			assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
		}
		for cohort in 1..MAX_ENROLMENTS {
			assert_ok!(enrol(CohortId(cohort), &[PersonId(0)]));
		}
		assert_noop!(
			enrol(CohortId(MAX_ENROLMENTS), &[PersonId(0)]),
			Error::<Test>::MaxEnrolmentsExceeded
		);
		pass(10);
		assert_ok!(unenrol(CohortId(1), &[PersonId(0)]));
		let ended = START + 11;
		pass(EnrolmentMemory::get());
		assert_noop!(
			enrol(CohortId(MAX_ENROLMENTS), &[PersonId(0)]),
			Error::<Test>::MaxEnrolmentsExceeded
		);
		assert!(was_enrolled(PersonId(0), CohortId(1), ended - 1));
		pass(1);
		assert_ok!(enrol(CohortId(MAX_ENROLMENTS), &[PersonId(0)]));
		assert!(!was_enrolled(PersonId(0), CohortId(1), ended - 1));
		assert!(was_enrolled(PersonId(0), CohortId(0), ended));
	});
}
