// SPDX-License-Identifier: Apache-2.0

//! Cohorts that another pallet keeps.

use super::*;
use chungnam_ports::{ManagedCohorts, PersonProfile, Standing};
use chungnam_primitives::{CohortId, PersonId};

/// A managed cohort of Cheongyang.
fn create() -> CohortId {
	<Registry as ManagedCohorts>::create(12).unwrap()
}

fn join(cohort: CohortId, person: PersonId) -> DispatchResult {
	<Registry as ManagedCohorts>::enrol(cohort, person)
}

fn leave(cohort: CohortId, person: PersonId) -> DispatchResult {
	<Registry as ManagedCohorts>::unenrol(cohort, person)
}

#[test]
fn a_managed_cohort_is_created_empty_and_says_so() {
	ExtBuilder::default().build_and_execute(|| {
		let cohort = create();
		assert_eq!(last_event(), Event::CohortCreated { cohort, region: 12, managed: true });
		assert!(Cohorts::<Test>::get(cohort).unwrap().managed);
		assert!(!Cohorts::<Test>::get(CohortId(0)).unwrap().managed);
		assert_eq!(heads(cohort), 0);
		assert_noop!(<Registry as ManagedCohorts>::create(16), Error::<Test>::RegionNotFound);
		NextCohort::<Test>::put(CohortId::MAX);
		assert_noop!(<Registry as ManagedCohorts>::create(12), Error::<Test>::NumbersExhausted);
	});
}

#[test]
fn its_keeper_enrols_from_the_next_moment_until_the_next_moment() {
	ExtBuilder::default().build_and_execute(|| {
		let cohort = create();
		assert_ok!(join(cohort, PersonId(2)));
		let enrolled =
			Event::PeopleEnrolled { cohort, people: batch(vec![PersonId(2)]), since: START + 1 };
		assert_eq!(last_event(), enrolled);
		assert!(
			!was_enrolled(PersonId(2), cohort, START)
				&& was_enrolled(PersonId(2), cohort, START + 1)
		);
		assert_counted_one_by_one(cohort);
		pass(10);
		assert_counted_one_by_one(cohort);
		assert_ok!(leave(cohort, PersonId(2)));
		let until = START + 11;
		let left = Event::PeopleUnenrolled { cohort, people: batch(vec![PersonId(2)]), until };
		assert_eq!(last_event(), left);
		assert!(
			was_enrolled(PersonId(2), cohort, until - 1)
				&& !was_enrolled(PersonId(2), cohort, until)
		);
		assert_counted_one_by_one(cohort);
		assert_eq!(heads(cohort), 0);
	});
}

#[test]
fn no_attester_enrols_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		let cohort = create();
		assert_ok!(join(cohort, PersonId(0)));
		assert_noop!(enrol(cohort, &[PersonId(1)]), Error::<Test>::CohortManaged);
		assert_noop!(unenrol(cohort, &[PersonId(0)]), Error::<Test>::CohortManaged);
		let root = RuntimeOrigin::root;
		assert_noop!(
			Registry::enrol(root(), cohort, batch(vec![PersonId(1)])),
			Error::<Test>::CohortManaged
		);
		assert_noop!(
			Registry::unenrol(root(), cohort, batch(vec![PersonId(0)])),
			Error::<Test>::CohortManaged
		);
	});
}

#[test]
fn its_keeper_enrols_in_no_cohort_of_attesters() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(join(CohortId(0), PersonId(2)), Error::<Test>::CohortNotManaged);
		assert_noop!(leave(CohortId(0), PersonId(0)), Error::<Test>::CohortNotManaged);
		assert_noop!(join(CohortId(9), PersonId(2)), Error::<Test>::CohortNotFound);
		assert_noop!(leave(CohortId(9), PersonId(2)), Error::<Test>::CohortNotFound);
	});
}

#[test]
fn only_living_residents_join_and_each_once() {
	ExtBuilder::default().build_and_execute(|| {
		let cohort = create();
		let visitor = register_visitor(1, 50);
		assert_noop!(join(cohort, visitor), Error::<Test>::NotResident);
		assert_noop!(join(cohort, PersonId(99)), Error::<Test>::NotRegistered);
		assert_noop!(leave(cohort, PersonId(99)), Error::<Test>::NotRegistered);
		assert_noop!(leave(cohort, PersonId(0)), Error::<Test>::NotEnrolled);
		assert_ok!(join(cohort, PersonId(0)));
		assert_noop!(join(cohort, PersonId(0)), Error::<Test>::AlreadyEnrolled);
		// The frozen are people like others.
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(1)));
		assert_ok!(join(cohort, PersonId(1)));
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_eq!(heads(cohort), 1);
		assert_noop!(join(cohort, PersonId(0)), Error::<Test>::PersonDeceased);
		assert_noop!(leave(cohort, PersonId(0)), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn whoever_is_in_too_many_cohorts_joins_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		// Person 0 is in a cohort of attesters.
		for _ in 1..MAX_ENROLMENTS {
			assert_ok!(join(create(), PersonId(0)));
		}
		let one_more = create();
		assert_noop!(join(one_more, PersonId(0)), Error::<Test>::MaxEnrolmentsExceeded);
		assert_ok!(unenrol(CohortId(0), &[PersonId(0)]));
		pass(EnrolmentMemory::get() + 1);
		assert_ok!(join(one_more, PersonId(0)));
	});
}

#[test]
fn who_changes_cohorts_in_a_block_is_covered_by_exactly_one_at_any_moment() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (create(), create());
		assert_ok!(join(first, PersonId(0)));
		pass(10);
		assert_ok!(leave(first, PersonId(0)));
		assert_ok!(join(second, PersonId(0)));
		for cohort in [first, second] {
			assert_counted_one_by_one(cohort);
		}
		for moment in START + 1..START + 20 {
			let covering =
				[first, second].iter().filter(|c| was_enrolled(PersonId(0), **c, moment)).count();
			assert_eq!(covering, 1, "at {moment}");
		}
		assert!(
			was_enrolled(PersonId(0), first, START + 10)
				&& was_enrolled(PersonId(0), second, START + 11)
		);
	});
}

#[test]
fn neighbours_are_told_of_cohorts_and_members() {
	ExtBuilder::default().build_and_execute(|| {
		type Told = Registry;
		assert_eq!(<Told as CohortsOfChain>::region_of(CohortId(0)), Some(12));
		assert_eq!(<Told as CohortsOfChain>::region_of(CohortId(9)), None);
		assert_eq!(<Told as CohortsOfChain>::heads_at(CohortId(0), START), Some(2));
		assert_eq!(<Told as CohortsOfChain>::heads_at(CohortId(9), START), None);
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		let member = <Told as CohortsOfChain>::member(PersonId(0)).unwrap();
		assert_eq!(member.profile, PersonProfile { zone: HERE, standing: Standing::Frozen });
		assert_eq!(member.enrolments, Registry::person(PersonId(0)).unwrap().enrolments);
		assert!(member.is_enrolled(CohortId(0)) && !member.is_enrolled(CohortId(1)));
		assert_eq!(<Told as CohortsOfChain>::member(PersonId(99)), None);
	});
}
