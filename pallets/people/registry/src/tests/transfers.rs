// SPDX-License-Identifier: Apache-2.0

//! From one cohort to another in one step.

use super::*;
use chungnam_ports::ManagedCohorts;
use chungnam_primitives::{CohortId, PersonId};

const FROM: CohortId = CohortId(0);
const TO: CohortId = CohortId(1);

/// Cohort 0 of the mock with persons 0 and 1, and an empty cohort 1 of Cheongyang.
fn execute(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
		test();
	});
}

fn transfer(from: CohortId, to: CohortId, people: &[PersonId]) -> DispatchResult {
	Registry::transfer_enrolments(by(CHEONGYANG), from, to, batch(people.to_vec()))
}

#[test]
fn exactly_one_of_both_cohorts_covers_any_moment() {
	execute(|| {
		pass(10);
		assert_ok!(transfer(FROM, TO, &[PersonId(0)]));
		let (people, since) = (batch(vec![PersonId(0)]), START + 11);
		let transferred = Event::EnrolmentsTransferred { from: FROM, to: TO, people, since };
		assert_eq!(last_event(), transferred);
		for moment in START..START + 20 {
			assert_eq!(was_enrolled(PersonId(0), FROM, moment), moment < since);
			assert_eq!(was_enrolled(PersonId(0), TO, moment), moment >= since);
		}
		assert_eq!((heads(FROM), heads(TO)), (1, 1));
	});
}

#[test]
fn what_is_opened_in_the_same_block_counts_the_old_cohort() {
	execute(|| {
		assert_ok!(transfer(FROM, TO, &[PersonId(1), PersonId(0)]));
		for _ in 0..2 {
			assert_counted_one_by_one(FROM);
			assert_counted_one_by_one(TO);
			pass(1);
		}
		assert_eq!(Registry::cohort_heads(FROM), Some(0));
		assert_eq!(Registry::cohort_heads(TO), Some(2));
	});
}

#[test]
fn who_goes_and_comes_back_in_one_block_was_away_at_no_moment() {
	execute(|| {
		pass(5);
		assert_ok!(transfer(FROM, TO, &[PersonId(0)]));
		assert_ok!(transfer(TO, FROM, &[PersonId(0)]));
		assert_eq!((heads(FROM), heads(TO)), (2, 0));
		for moment in START..START + 20 {
			assert!(
				was_enrolled(PersonId(0), FROM, moment) && !was_enrolled(PersonId(0), TO, moment)
			);
		}
	});
}

#[test]
fn a_list_is_transferred_as_a_whole_or_not_at_all() {
	execute(|| {
		assert_ok!(enrol(TO, &[PersonId(1)]));
		assert_noop!(
			transfer(FROM, TO, &[PersonId(0), PersonId(1)]),
			Error::<Test>::AlreadyEnrolled
		);
		assert_noop!(transfer(FROM, TO, &[PersonId(0), PersonId(3)]), Error::<Test>::NotEnrolled);
		assert_noop!(transfer(FROM, TO, &[PersonId(0), PersonId(0)]), Error::<Test>::NotEnrolled);
		assert_noop!(
			transfer(FROM, TO, &[PersonId(0), PersonId(99)]),
			Error::<Test>::NotRegistered
		);
		assert_noop!(transfer(FROM, FROM, &[PersonId(0)]), Error::<Test>::SameCohort);
		assert_noop!(transfer(FROM, CohortId(9), &[PersonId(0)]), Error::<Test>::CohortNotFound);
		assert_noop!(transfer(CohortId(9), TO, &[PersonId(0)]), Error::<Test>::CohortNotFound);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_noop!(transfer(FROM, TO, &[PersonId(0)]), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn a_managed_cohort_takes_and_gives_nobody() {
	execute(|| {
		let managed = <Registry as ManagedCohorts>::create(12).unwrap();
		assert_noop!(transfer(FROM, managed, &[PersonId(0)]), Error::<Test>::CohortManaged);
		assert_ok!(<Registry as ManagedCohorts>::enrol(managed, PersonId(0)));
		assert_noop!(transfer(managed, TO, &[PersonId(0)]), Error::<Test>::CohortManaged);
	});
}

#[test]
fn a_transfer_needs_a_mandate_for_both_regions() {
	execute(|| {
		assert_ok!(Registry::create_cohort(by(BORYEONG), 4));
		let there = 2;
		for who in [CHEONGYANG, BORYEONG, PHONE] {
			assert_noop!(
				Registry::transfer_enrolments(
					by(who),
					FROM,
					CohortId(there),
					batch(vec![PersonId(0)])
				),
				BadOrigin
			);
		}
		appoint_for_the_province(910);
		assert_ok!(Registry::transfer_enrolments(
			by(910),
			FROM,
			CohortId(there),
			batch(vec![PersonId(0)])
		));
		assert_noop!(
			Registry::transfer_enrolments(by(910), FROM, CohortId(9), batch(vec![PersonId(0)])),
			{ Error::<Test>::CohortNotFound }
		);
	});
}

#[test]
fn a_transfer_needs_room_for_a_second_stay() {
	execute(|| {
		// With the cohort of genesis, 16 stays.
		for cohort in 2..=MAX_ENROLMENTS {
			assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
			assert_ok!(enrol(CohortId(cohort), &[PersonId(0)]));
		}
		assert_noop!(transfer(FROM, TO, &[PersonId(0)]), Error::<Test>::MaxEnrolmentsExceeded);
		assert_ok!(unenrol(CohortId(2), &[PersonId(0)]));
		pass(EnrolmentMemory::get() + 1);
		assert_ok!(transfer(FROM, TO, &[PersonId(0)]));
		// The stay that has just ended is remembered.
		assert!(was_enrolled(PersonId(0), FROM, now()));
	});
}
