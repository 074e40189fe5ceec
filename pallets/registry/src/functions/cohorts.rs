// SPDX-License-Identifier: Apache-2.0

//! Cohorts: created, joined and left.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_primitives::{CohortId, Moment, PersonId, RegionId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{BatchOf, Cohort, Cohorts, Config, Error, Event, NextCohort, Pallet, People, Person};

impl<T: Config> Pallet<T> {
	/// How many people of a cohort count at `now`, the present. What is reserved for the cohort is reserved for these.
	pub fn heads_at(cohort: CohortId, now: Moment) -> Option<u32> {
		Cohorts::<T>::get(cohort).map(|cohort| cohort.heads_at(now))
	}

	/// Whether a person was among those [`Self::heads_at`] counted at `moment`.
	pub fn was_enrolled(person: PersonId, cohort: CohortId, moment: Moment) -> bool {
		People::<T>::get(person).is_some_and(|person| person.was_enrolled(cohort, moment))
	}

	pub(crate) fn do_create_cohort(region: RegionId) -> Result<CohortId, DispatchError> {
		Self::ensure_region(region)?;
		let cohort = NextCohort::<T>::get();
		let next = cohort.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;
		Cohorts::<T>::insert(cohort, Cohort::new(region));
		NextCohort::<T>::put(next);
		Self::deposit_event(Event::CohortCreated { cohort, region });
		Ok(cohort)
	}

	pub(crate) fn do_enrol(id: CohortId, people: BatchOf<T, PersonId>) -> DispatchResult {
		Self::enrol_at(Self::now(), id, people)
	}

	/// Enrols at `now`, which genesis must give, for it has no clock.
	pub(crate) fn enrol_at(
		now: Moment,
		id: CohortId,
		people: BatchOf<T, PersonId>,
	) -> DispatchResult {
		let since = Self::next_moment(now);
		let cohort = Cohorts::<T>::get(id).ok_or(Error::<T>::CohortNotFound)?;
		let forget_until = now.saturating_sub(T::EnrolmentMemory::get());
		let mut named = BTreeSet::new();
		let mut enrolled = Vec::with_capacity(people.len());
		for number in &people {
			let person = Self::load_living(*number)?;
			let is_new = named.insert(*number) && !person.is_enrolled(id);
			ensure!(is_new, Error::<T>::AlreadyEnrolled);
			let person =
				person.enrol(id, since, forget_until).ok_or(Error::<T>::MaxEnrolmentsExceeded)?;
			enrolled.push((*number, person));
		}
		// A person is in a cohort once, and people are numbered by a `u32`: the count fits.
		let heads = cohort.heads.saturating_add(Self::len(&people));
		Self::store_members(id, cohort.with_heads(heads, now), enrolled);
		Self::deposit_event(Event::PeopleEnrolled { cohort: id, people, since });
		Ok(())
	}

	pub(crate) fn do_unenrol(id: CohortId, people: BatchOf<T, PersonId>) -> DispatchResult {
		let now = Self::now();
		let until = Self::next_moment(now);
		let cohort = Cohorts::<T>::get(id).ok_or(Error::<T>::CohortNotFound)?;
		let mut named = BTreeSet::new();
		let mut left = Vec::with_capacity(people.len());
		for number in &people {
			ensure!(named.insert(*number), Error::<T>::NotEnrolled);
			let person =
				Self::load_person(*number)?.unenrol(id, until).ok_or(Error::<T>::NotEnrolled)?;
			left.push((*number, person));
		}
		// Everyone in the list was counted when enrolled (I4).
		let heads = cohort.heads.saturating_sub(Self::len(&people));
		Self::store_members(id, cohort.with_heads(heads, now), left);
		Self::deposit_event(Event::PeopleUnenrolled { cohort: id, people, until });
		Ok(())
	}

	fn store_members(id: CohortId, cohort: Cohort, people: Vec<(PersonId, Person)>) {
		for (number, person) in people {
			People::<T>::insert(number, person);
		}
		Cohorts::<T>::insert(id, cohort);
	}
}
