// SPDX-License-Identifier: Apache-2.0

//! Cohorts: created, joined and left.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{count, Clock};
use chungnam_ports::StayAskers;
use chungnam_primitives::{CohortId, Moment, PersonId, RegionId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	BatchOf, CertainSince, Cohort, Cohorts, Config, Enrolment, Error, Event, NextCohort, Pallet,
	People, Person,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_cohort(
		region: RegionId,
		managed: bool,
	) -> Result<CohortId, DispatchError> {
		Self::ensure_region(region)?;
		let cohort = NextCohort::<T>::get();
		let next = cohort.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;
		Cohorts::<T>::insert(cohort, Cohort::new(region, managed));
		NextCohort::<T>::put(next);
		Self::deposit_event(Event::CohortCreated { cohort, region, managed });
		Ok(cohort)
	}

	/// Enrols on behalf of an attester.
	pub(crate) fn do_enrol(id: CohortId, people: BatchOf<T, PersonId>) -> DispatchResult {
		let cohort = Self::load_attested_cohort(id)?;
		Self::enrol_at(T::Time::moment(), id, cohort, people)
	}

	/// Takes people out on behalf of an attester.
	pub(crate) fn do_unenrol(id: CohortId, people: BatchOf<T, PersonId>) -> DispatchResult {
		let cohort = Self::load_attested_cohort(id)?;
		Self::unenrol_at(T::Time::moment(), id, cohort, people)
	}

	/// Moves people from one cohort of attesters to another. The moment that ends one stay begins the other.
	pub(crate) fn do_transfer_enrolments(
		from: CohortId,
		to: CohortId,
		people: BatchOf<T, PersonId>,
	) -> DispatchResult {
		ensure!(from != to, Error::<T>::SameCohort);
		let (left, joined) = (Self::load_attested_cohort(from)?, Self::load_attested_cohort(to)?);
		let now = T::Time::moment();
		let since = Self::next_moment(now);
		let moved = Self::changed_members(&people, Error::<T>::NotEnrolled, |person| {
			let person = Self::left(person, from, since)?;
			Self::joined(&person, to, now)
		})?;
		Self::store_members(moved);
		Cohorts::<T>::insert(from, Self::with_fewer(&left, &people, now));
		Cohorts::<T>::insert(to, Self::with_more(&joined, &people, now));
		Self::deposit_event(Event::EnrolmentsTransferred { from, to, people, since });
		Ok(())
	}

	/// Enrols at `now`, which genesis must give, for it has no clock.
	pub(crate) fn enrol_at(
		now: Moment,
		id: CohortId,
		cohort: Cohort,
		people: BatchOf<T, PersonId>,
	) -> DispatchResult {
		let enrolled = Self::changed_members(&people, Error::<T>::AlreadyEnrolled, |person| {
			Self::joined(person, id, now)
		})?;
		Self::store_members(enrolled);
		Cohorts::<T>::insert(id, Self::with_more(&cohort, &people, now));
		let since = Self::next_moment(now);
		Self::deposit_event(Event::PeopleEnrolled { cohort: id, people, since });
		Ok(())
	}

	/// Ends enrolments at `now`. The dead are in no cohort (I5), so they are simply not found in it.
	pub(crate) fn unenrol_at(
		now: Moment,
		id: CohortId,
		cohort: Cohort,
		people: BatchOf<T, PersonId>,
	) -> DispatchResult {
		let until = Self::next_moment(now);
		let left = Self::changed_members(&people, Error::<T>::NotEnrolled, |person| {
			Self::left(person, id, until)
		})?;
		Self::store_members(left);
		Cohorts::<T>::insert(id, Self::with_fewer(&cohort, &people, now));
		Self::deposit_event(Event::PeopleUnenrolled { cohort: id, people, until });
		Ok(())
	}

	/// Forgets the closed stay that ended first of those about which nothing asks. Looks at no more stays than a person has.
	/// Only a full list is cut, by no more than the next stay needs: a stranger takes no other stay from anybody that an
	/// office could grant arrears for.
	pub(crate) fn do_forget_stay(id: PersonId) -> DispatchResult {
		let mut person = Self::load_person(id)?;
		ensure!(person.enrolments.is_full(), Error::<T>::StaysNotFull);
		let now = T::Time::moment();
		// What opens at the moment of a block, also in the next one's first step, still counts who left in the block.
		let is_over = |stay: &Enrolment| stay.until.is_some_and(|until| until < now);
		let is_free = |stay: &Enrolment| is_over(stay) && !T::StayAskers::ask(id, stay);
		let all = person.enrolments.iter().enumerate().filter(|(_, stay)| is_free(stay));
		let first = all.min_by_key(|(_, stay)| stay.until);
		let place = first.map(|(place, _)| place).ok_or(Error::<T>::NothingToForget)?;
		let stay = person.enrolments.remove(place);

		People::<T>::insert(id, person);
		let until = stay.until.unwrap_or(now); // it has ended
		CertainSince::<T>::mutate(id, |certain| *certain = until.max(*certain));
		Self::deposit_event(Event::StayForgotten { person: id, stay });
		Ok(())
	}

	/// The people of a list after `change`, not stored yet. Who is named twice is refused as `twice`.
	fn changed_members(
		people: &[PersonId],
		twice: Error<T>,
		change: impl Fn(&Person) -> Result<Person, DispatchError>,
	) -> Result<Vec<(PersonId, Person)>, DispatchError> {
		let mut named = BTreeSet::new();
		let mut changed = Vec::with_capacity(people.len());
		for id in people {
			ensure!(named.insert(*id), twice);
			changed.push((*id, change(&Self::load_person(*id)?)?));
		}
		Ok(changed)
	}

	/// The person with a stay in the cohort from the moment after `now` on.
	fn joined(person: &Person, cohort: CohortId, now: Moment) -> Result<Person, DispatchError> {
		person.standing.may_receive().map_err(Error::<T>::from)?;
		ensure!(!person.is_visitor(), Error::<T>::NotResident);
		ensure!(!person.is_enrolled(cohort), Error::<T>::AlreadyEnrolled);
		let forget_until = now.saturating_sub(T::EnrolmentMemory::get());
		let joined = person.enrol(cohort, Self::next_moment(now), forget_until);
		Ok(joined.ok_or(Error::<T>::MaxEnrolmentsExceeded)?)
	}

	/// The person with their stay in the cohort ended at `until`.
	fn left(person: &Person, cohort: CohortId, until: Moment) -> Result<Person, DispatchError> {
		Ok(person.unenrol(cohort, until).ok_or(Error::<T>::NotEnrolled)?)
	}

	// A person is in a cohort once, and people are numbered by a `u32`: the count fits.
	fn with_more(cohort: &Cohort, people: &[PersonId], now: Moment) -> Cohort {
		cohort.with_heads(cohort.heads.saturating_add(count(people)), now)
	}

	// Everyone in the list was counted when enrolled (I4).
	fn with_fewer(cohort: &Cohort, people: &[PersonId], now: Moment) -> Cohort {
		cohort.with_heads(cohort.heads.saturating_sub(count(people)), now)
	}

	fn store_members(people: Vec<(PersonId, Person)>) {
		for (number, person) in people {
			People::<T>::insert(number, person);
		}
	}

	pub(crate) fn load_cohort(id: CohortId) -> Result<Cohort, DispatchError> {
		Ok(Cohorts::<T>::get(id).ok_or(Error::<T>::CohortNotFound)?)
	}

	/// A cohort that attesters keep.
	fn load_attested_cohort(id: CohortId) -> Result<Cohort, DispatchError> {
		let cohort = Self::load_cohort(id)?;
		ensure!(!cohort.managed, Error::<T>::CohortManaged);
		Ok(cohort)
	}

	/// A cohort that another pallet keeps.
	pub(crate) fn load_managed_cohort(id: CohortId) -> Result<Cohort, DispatchError> {
		let cohort = Self::load_cohort(id)?;
		ensure!(cohort.managed, Error::<T>::CohortNotManaged);
		Ok(cohort)
	}
}
