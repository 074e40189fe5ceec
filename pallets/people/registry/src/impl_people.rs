// SPDX-License-Identifier: Apache-2.0

//! Who is behind an account, for the neighbours.

use chungnam_ports::{PersonProfile, Standing, WardAct};
use chungnam_primitives::{Moment, PersonId, RegionSet};

use crate::{
	lives_since, page_of, registered_at, Config, Departures, Guardians, Pallet, People,
	Registrations, VoidedAt,
};

impl<T: Config> chungnam_ports::People<T::AccountId> for Pallet<T> {
	/// Reads the key and the person. Gives frozen people as well: ask for their standing.
	fn person_of(who: &T::AccountId) -> Option<PersonId> {
		Self::person_behind(who)
	}

	/// Reads the key and the person; of a dead person the heir too. Every key agreed to be one, and its account takes no other
	/// role while the record stands. `None` once the record was forgotten, which takes time and an account with nothing on it.
	fn former_key_of(who: &T::AccountId) -> Option<PersonId> {
		let record = crate::Keys::<T>::get(who)?;
		let person = People::<T>::get(record.person)?;
		if record.epoch == person.key_epoch {
			return None;
		}
		Some(if person.is_living() { record.person } else { Self::claimant_of(record.person) })
	}

	/// Reads the person.
	fn profile(person: PersonId) -> Option<PersonProfile> {
		People::<T>::get(person)
			.map(|person| PersonProfile { zone: person.zone, standing: person.standing })
	}

	/// Reads the person, the moves and a page of registrations.
	fn resident_since(person: PersonId, regions: &RegionSet) -> Option<Moment> {
		let home = People::<T>::get(person)?.zone.region;
		if !regions.contains(home) {
			return None;
		}
		let registered = || registered_at(&Registrations::<T>::get(page_of(person)), person);
		Some(lives_since(&Departures::<T>::get(person), regions, registered))
	}

	/// Reads the moment, and the person if there is one.
	fn acts_since(person: PersonId) -> Option<Moment> {
		let voided = VoidedAt::<T>::get(person)?;
		People::<T>::get(person)?.is_living().then_some(voided)
	}

	/// Reads the ward's guardians and the guardian, who must be neither frozen nor dead.
	fn is_guardian(guardian: PersonId, ward: PersonId, act: WardAct, now: Moment) -> bool {
		let allowed = Guardians::<T>::get(ward).iter().any(|g| {
			g.guardian == guardian && g.acts.allow(act) && g.since <= now && now < g.until
		});
		allowed && People::<T>::get(guardian).is_some_and(|g| g.standing == Standing::Active)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(
		key: &T::AccountId,
		zone: chungnam_primitives::ZoneId,
	) -> chungnam_primitives::PersonId {
		let person = crate::NextPerson::<T>::get();
		let commitment =
			crate::Commitment::from(sp_io::hashing::blake2_256(&person.0.to_le_bytes()));
		let new = crate::Newcomer { commitment, zone, key: Some(key.clone()) };
		let registered = Self::register_all(&[new]);
		debug_assert!(registered.is_ok(), "the key belongs to someone already");
		person
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_guardian(guardian: PersonId, ward: PersonId) {
		let (acts, since, until) = (crate::WardActs::ALL, 0, Moment::MAX);
		let begun = crate::Guardian { guardian, acts, since, until };
		let has_room = Guardians::<T>::try_append(ward, begun);
		debug_assert!(has_room.is_ok(), "a ward has two guardians");
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_recovery(old: &T::AccountId, new: &T::AccountId) {
		let record = crate::Keys::<T>::get(old);
		let recovered = record.is_some_and(|record| {
			let kind = crate::KeyKind::Phone;
			crate::GenesisRecoveryDelay::<T>::put(0);
			Self::do_start_recovery(record.person, new.clone(), kind, None).is_ok()
				&& Self::do_finish_recovery(record.person).is_ok()
		});
		debug_assert!(recovered, "the old key is nobody's");
	}
}
