// SPDX-License-Identifier: Apache-2.0

//! People: registered, frozen, guarded.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{count, Clock};
use chungnam_ports::Standing;
use chungnam_primitives::{Moment, PersonId, RegionId, ZoneId};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	begins_page, page_of, registered, Commitment, Commitments, Config, ConsentOf, Error, Event,
	Guardian, Guardians, KeyKind, NewPersonOf, NewVisitorOf, Newcomer, NextPerson, Pallet, People,
	Person, Registrations, Residents, RoleOffer, WardActs,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_people(people: Vec<NewPersonOf<T>>) -> DispatchResult {
		for new in &people {
			Self::ensure_zone(&new.zone)?;
		}
		let people = people.into_iter().map(|new| (new.commitment, new.zone, new.key));
		Self::register_consenting(people, |person, zone, key| {
			Self::deposit_event(Event::PersonRegistered { person, zone, key });
		})
	}

	/// Registers people with the keys that agreed, and tells which did not: one account cannot hold up a batch.
	fn register_consenting(
		people: impl Iterator<Item = (Commitment, ZoneId, Option<ConsentOf<T>>)>,
		tell: impl Fn(PersonId, ZoneId, Option<T::AccountId>),
	) -> DispatchResult {
		let mut accounts = BTreeSet::new();
		let (mut newcomers, mut refused) = (Vec::new(), Vec::new());
		for (commitment, zone, consent) in people {
			let named = consent.as_ref().map(|consent| consent.account.clone());
			let offer = RoleOffer::FirstPhone { commitment };
			let key = consent
				.and_then(|consent| Self::ensure_consent(consent, offer).ok())
				.filter(|key| Self::ensure_first_key(key).is_ok() && accounts.insert(key.clone()));
			refused.push(named.filter(|_| key.is_none()));
			newcomers.push(Newcomer { commitment, zone, key });
		}
		let first = NextPerson::<T>::get();
		let numbers = Self::register_all(&newcomers)?;
		Self::note_registration(first, NextPerson::<T>::get())?;
		for (person, (new, refused)) in numbers.zip(newcomers.into_iter().zip(refused)) {
			tell(person, new.zone, new.key);
			if let Some(key) = refused {
				Self::deposit_event(Event::KeyRefused { person, key });
			}
		}
		Ok(())
	}

	/// Notes that people are registered now: one entry on each page that has numbers of theirs.
	fn note_registration(first: PersonId, next: PersonId) -> Result<(), Error<T>> {
		let now = T::Time::moment();
		for id in first.until(next).filter(|id| *id == first || begins_page(*id)) {
			let page = page_of(id);
			// Each entry has a number of its own, so there is room. Without a note somebody would have lived here always.
			let own = registered(&Registrations::<T>::get(page), id, now);
			Registrations::<T>::insert(page, own.ok_or(Error::<T>::NumbersExhausted)?);
		}
		Ok(())
	}

	/// Visitors whom an attester of `region` knows. The region is told, not stored: visitors are the whole province's.
	pub(crate) fn do_register_visitors(
		region: RegionId,
		visitors: Vec<NewVisitorOf<T>>,
	) -> DispatchResult {
		let visitors = visitors
			.into_iter()
			.map(|visitor| (visitor.commitment, ZoneId::OUTSIDE, Some(visitor.key)));
		Self::register_consenting(visitors, |person, _, key| {
			Self::deposit_event(Event::VisitorRegistered { person, region, key });
		})
	}

	/// Registers residents and visitors, whose zones the caller has checked. Gives their numbers.
	pub(crate) fn register_all(
		people: &[Newcomer<T::AccountId>],
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
	fn ensure_registrable(people: &[Newcomer<T::AccountId>]) -> DispatchResult {
		let mut commitments = BTreeSet::new();
		let mut keys = BTreeSet::new();
		for new in people {
			let is_new = commitments.insert(new.commitment)
				&& !Commitments::<T>::contains_key(new.commitment);
			ensure!(is_new, Error::<T>::CommitmentAlreadyUsed);
			if let Some(key) = &new.key {
				// A former key must be forgotten before it is a new person's.
				ensure!(keys.insert(key), Error::<T>::KeyAlreadyRegistered);
				Self::ensure_first_key(key)?;
			}
		}
		Ok(())
	}

	fn insert_person(id: PersonId, new: &Newcomer<T::AccountId>) -> DispatchResult {
		let mut person = Person::new(new.zone);
		if let Some(key) = &new.key {
			Self::bind_key(key, id, &mut person, KeyKind::Phone)?;
		}
		Commitments::<T>::insert(new.commitment, id);
		People::<T>::insert(id, person);
		Self::count_resident(new.zone.region);
		Ok(())
	}

	// People are numbered by a `u32`, so no region can have more of them: neither addition saturates.
	pub(crate) fn count_resident(region: RegionId) {
		Residents::<T>::mutate(region, |count| *count = count.saturating_add(1));
	}

	// Every living person was counted once (I3), so the subtraction does not saturate either.
	pub(crate) fn discount_resident(region: RegionId) {
		Residents::<T>::mutate(region, |count| *count = count.saturating_sub(1));
	}

	pub(crate) fn do_freeze(id: PersonId) -> DispatchResult {
		let mut person = Self::load_person(id)?;
		Self::ensure_active(&person)?;
		person.standing = Standing::Frozen;
		People::<T>::insert(id, person);
		Self::freeze_keys(id);
		Self::deposit_event(Event::PersonFrozen { person: id });
		Ok(())
	}

	pub(crate) fn do_unfreeze(id: PersonId) -> DispatchResult {
		let mut person = Self::load_living(id)?;
		ensure!(person.standing == Standing::Frozen, Error::<T>::PersonNotFrozen);
		person.standing = Standing::Active;
		People::<T>::insert(id, person);
		Self::thaw_keys(id);
		Self::deposit_event(Event::PersonUnfrozen { person: id });
		Ok(())
	}

	/// Appoints a guardian who begins after the delay, or whose present acts go on if none is added.
	pub(crate) fn do_appoint_guardian(
		ward: PersonId,
		id: PersonId,
		acts: WardActs,
		until: Moment,
	) -> DispatchResult {
		let now = T::Time::moment();
		ensure!(ward != id, Error::<T>::SelfGuardian);
		ensure!(!acts.is_empty(), Error::<T>::NothingGranted);
		Self::load_living(ward)?;
		Self::load_living(id)?;
		let mut guardians = Guardians::<T>::get(ward);
		let present = guardians.iter().find(|g| g.guardian == id && g.until > now);
		let since =
			present.filter(|g| g.acts.include(&acts)).map_or_else(Self::after_delay, |g| g.since);
		ensure!(until > since.max(now), Error::<T>::TooLate);
		guardians.retain(|g| g.guardian != id && g.until > now);
		guardians
			.try_push(Guardian { guardian: id, acts, since, until })
			.map_err(|_| Error::<T>::MaxGuardiansExceeded)?;
		Guardians::<T>::insert(ward, guardians);
		Self::deposit_event(Event::GuardianAppointed { ward, guardian: id, acts, since, until });
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
