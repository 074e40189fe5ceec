// SPDX-License-Identifier: Apache-2.0

//! People: registered, frozen, moved, guarded, deceased.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{count, Clock};
use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, RegionId, ZoneId};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	Cohorts, Commitments, Config, Error, Event, Guardian, Guardians, KeyKind, Keys, NewPerson,
	NewPersonOf, NewVisitorOf, NextPerson, Pallet, People, Person, Recoveries, Residents,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_people(people: &[NewPersonOf<T>]) -> DispatchResult {
		for new in people {
			Self::ensure_zone(&new.zone)?;
		}
		for (person, new) in Self::register_all(people)?.zip(people) {
			let (zone, key) = (new.zone, new.key.clone());
			Self::deposit_event(Event::PersonRegistered { person, zone, key });
		}
		Ok(())
	}

	/// Visitors whom an attester of `region` knows. The region is told, not stored: visitors are the whole province's.
	pub(crate) fn do_register_visitors(
		region: RegionId,
		visitors: &[NewVisitorOf<T>],
	) -> DispatchResult {
		let people: Vec<_> = visitors
			.iter()
			.map(|visitor| NewPerson {
				commitment: visitor.commitment,
				zone: ZoneId::OUTSIDE,
				key: Some(visitor.key.clone()),
			})
			.collect();
		for (person, visitor) in Self::register_all(&people)?.zip(visitors) {
			let key = visitor.key.clone();
			Self::deposit_event(Event::VisitorRegistered { person, region, key });
		}
		Ok(())
	}

	/// Registers residents and visitors, whose zones the caller has checked. Gives their numbers.
	pub(crate) fn register_all(
		people: &[NewPersonOf<T>],
	) -> Result<impl Iterator<Item = PersonId>, DispatchError> {
		Self::ensure_registrable(people)?;
		let first = NextPerson::<T>::get();
		let next = first.checked_add(count(people)).ok_or(Error::<T>::NumbersExhausted)?;
		for (id, new) in first.until(next).zip(people) {
			Self::insert_person(id, new)?;
		}
		NextPerson::<T>::put(next);
		Ok(first.until(next))
	}

	/// Checks that nobody in the batch is registered, and nobody is in it twice.
	fn ensure_registrable(people: &[NewPersonOf<T>]) -> DispatchResult {
		let mut commitments = BTreeSet::new();
		let mut keys = BTreeSet::new();
		for new in people {
			let is_new = commitments.insert(new.commitment)
				&& !Commitments::<T>::contains_key(new.commitment);
			ensure!(is_new, Error::<T>::CommitmentAlreadyUsed);
			if let Some(key) = &new.key {
				// A former key must be forgotten before it is a new person's.
				let is_free = keys.insert(key) && !Keys::<T>::contains_key(key);
				ensure!(is_free, Error::<T>::KeyAlreadyRegistered);
			}
		}
		Ok(())
	}

	fn insert_person(id: PersonId, new: &NewPersonOf<T>) -> DispatchResult {
		let mut person = Person::new(new.zone);
		if let Some(key) = &new.key {
			Self::bind_key(key, id, &mut person, KeyKind::Phone, true)?;
		}
		Commitments::<T>::insert(new.commitment, id);
		People::<T>::insert(id, person);
		Self::count_resident(new.zone.region);
		Ok(())
	}

	// People are numbered by a `u32`, so no region can have more of them: neither addition saturates.
	fn count_resident(region: RegionId) {
		Residents::<T>::mutate(region, |count| *count = count.saturating_add(1));
	}

	// Every living person was counted once (I3), so the subtraction does not saturate either.
	fn discount_resident(region: RegionId) {
		Residents::<T>::mutate(region, |count| *count = count.saturating_sub(1));
	}

	pub(crate) fn do_freeze(id: PersonId) -> DispatchResult {
		let mut person = Self::load_person(id)?;
		Self::ensure_active(&person)?;
		person.standing = Standing::Frozen;
		People::<T>::insert(id, person);
		Self::deposit_event(Event::PersonFrozen { person: id });
		Ok(())
	}

	pub(crate) fn do_unfreeze(id: PersonId) -> DispatchResult {
		let mut person = Self::load_living(id)?;
		ensure!(person.standing == Standing::Frozen, Error::<T>::PersonNotFrozen);
		person.standing = Standing::Active;
		People::<T>::insert(id, person);
		Self::deposit_event(Event::PersonUnfrozen { person: id });
		Ok(())
	}

	pub(crate) fn do_move_house(id: PersonId, zone: ZoneId) -> DispatchResult {
		let mut person = Self::load_living(id)?;
		Self::ensure_zone(&zone)?;
		if person.zone.region != zone.region {
			Self::discount_resident(person.zone.region);
			Self::count_resident(zone.region);
		}
		person.zone = zone;
		People::<T>::insert(id, person);
		Self::deposit_event(Event::PersonMoved { person: id, zone });
		Ok(())
	}

	pub(crate) fn do_record_death(id: PersonId) -> DispatchResult {
		let person = Self::load_living(id)?;
		let now = T::Time::moment();
		for enrolment in person.enrolments.iter().filter(|e| e.is_open()) {
			Cohorts::<T>::mutate_extant(enrolment.cohort, |cohort| {
				// The person was counted when enrolled (I4).
				*cohort = cohort.with_heads(cohort.heads.saturating_sub(1), now);
			});
		}
		Self::discount_resident(person.zone.region);
		Recoveries::<T>::remove(id);
		Guardians::<T>::remove(id);
		People::<T>::insert(id, person.deceased(Self::next_moment(now)));
		Self::deposit_event(Event::DeathRecorded { person: id });
		Ok(())
	}

	pub(crate) fn do_appoint_guardian(ward: PersonId, guardian: Guardian) -> DispatchResult {
		let now = T::Time::moment();
		let Guardian { guardian: id, acts, until } = guardian;
		ensure!(ward != id, Error::<T>::SelfGuardian);
		ensure!(!acts.is_empty(), Error::<T>::NothingGranted);
		ensure!(until > now, Error::<T>::TooLate);
		Self::load_living(ward)?;
		Self::load_living(id)?;
		Guardians::<T>::try_mutate(ward, |guardians| -> Result<(), DispatchError> {
			guardians.retain(|g| g.guardian != id && g.until > now);
			guardians.try_push(guardian).map_err(|_| Error::<T>::MaxGuardiansExceeded)?;
			Ok(())
		})?;
		Self::deposit_event(Event::GuardianAppointed { ward, guardian: id, acts, until });
		Ok(())
	}

	pub(crate) fn do_dismiss_guardian(ward: PersonId, guardian: PersonId) -> DispatchResult {
		let mut guardians = Guardians::<T>::get(ward);
		let before = guardians.len();
		guardians.retain(|g| g.guardian != guardian);
		ensure!(guardians.len() < before, Error::<T>::GuardianNotFound);
		if guardians.is_empty() {
			Guardians::<T>::remove(ward);
		} else {
			Guardians::<T>::insert(ward, guardians);
		}
		Self::deposit_event(Event::GuardianDismissed { ward, guardian });
		Ok(())
	}
}
