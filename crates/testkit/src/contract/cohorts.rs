// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Cohorts, ManagedCohorts, Standing};
use chungnam_primitives::{CohortId, PersonId};

use super::{assert_refused, Town};
use crate::now;

/// The contract of [`Cohorts`] and [`ManagedCohorts`]: a change counts from the next moment, in the count and person by
/// person alike. Whom a genesis enrols counts from the first millisecond on.
pub fn cohorts<T: Town>() {
	let [kim, lee] = [1, 2].map(|number| T::register(&T::account(number), T::ZONES[0]));
	let old = T::Registry::create(T::region()).expect("the region exists");
	T::Registry::enrol_at_genesis(old, kim).expect("Kim can join");
	assert_counts::<T>(old, &[kim, lee], &[kim]);
	assert_refused(|| T::Registry::enrol_at_genesis(old, kim), "who is in it is not enrolled");

	let cohort = T::Registry::create(T::region()).expect("the region exists");
	assert_eq!(T::Registry::region_of(cohort), Some(T::region()));
	assert_eq!(heads::<T>(cohort), Some(0));
	let unknown = CohortId(cohort.0 + 1);
	assert_eq!((heads::<T>(unknown), T::Registry::region_of(unknown)), (None, None));
	assert_eq!(T::Registry::member(PersonId(lee.0 + 1)), None, "a number never given");
	assert_eq!(T::Registry::member(kim).expect("Kim lives").profile.zone, T::ZONES[0]);

	enrol::<T>(cohort, kim);
	assert_counts::<T>(cohort, &[kim, lee], &[]);
	T::pass(1);
	enrol::<T>(cohort, lee);
	assert_counts::<T>(cohort, &[kim, lee], &[kim]);
	T::pass(1);
	assert_counts::<T>(cohort, &[kim, lee], &[kim, lee]);
	assert_refused(|| T::Registry::enrol(cohort, kim), "who is in it is not enrolled");
	assert_refused(|| T::Registry::enrol(unknown, kim), "there is no such cohort");
	assert_refused(|| T::Registry::enrol(cohort, PersonId(lee.0 + 1)), "there is no such person");

	T::Registry::unenrol(cohort, kim).expect("Kim is in it");
	assert_counts::<T>(cohort, &[kim, lee], &[kim, lee]);
	assert_refused(|| T::Registry::unenrol(cohort, kim), "who has left does not leave");
	T::pass(1);
	assert_counts::<T>(cohort, &[kim, lee], &[lee]);
	enrol::<T>(cohort, kim);
	T::pass(1);
	assert_counts::<T>(cohort, &[kim, lee], &[kim, lee]);

	T::set_standing(lee, Standing::Deceased);
	assert_counts::<T>(cohort, &[kim, lee], &[kim, lee]);
	T::pass(1);
	assert_counts::<T>(cohort, &[kim, lee], &[kim]);
	assert_refused(|| T::Registry::unenrol(cohort, lee), "the dead are in no cohort");
	assert_refused(|| T::Registry::enrol(cohort, lee), "the dead join none");
	let member = T::Registry::member(lee).expect("the dead are remembered");
	assert!(member.was_enrolled(cohort, now() - 1) && !member.is_enrolled(cohort));
}

#[track_caller]
fn enrol<T: Town>(cohort: CohortId, person: PersonId) {
	T::Registry::enrol(cohort, person).expect("the person can join");
}

fn heads<T: Town>(cohort: CohortId) -> Option<u32> {
	T::Registry::heads_at(cohort, now())
}

/// Among these people, exactly `expected` count now, and as many heads.
#[track_caller]
fn assert_counts<T: Town>(cohort: CohortId, people: &[PersonId], expected: &[PersonId]) {
	assert_eq!(heads::<T>(cohort), Some(expected.len() as u32));
	let counts = |person: &PersonId| {
		let member = T::Registry::member(*person);
		member.is_some_and(|member| member.was_enrolled(cohort, now()))
	};
	let found: Vec<_> = people.iter().copied().filter(counts).collect();
	assert_eq!(found, expected);
}
