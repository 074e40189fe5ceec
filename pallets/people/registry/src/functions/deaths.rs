// SPDX-License-Identifier: Apache-2.0

//! Deaths: recorded, undone if that was a mistake, and heirs once they are final.

use chungnam_frame_kit::{count, Clock};
use chungnam_ports::Standing;
use chungnam_primitives::{CohortId, Moment, PersonId};
use frame_support::{
	ensure,
	traits::{ConstU32, Get},
	BoundedVec,
};
use sp_runtime::DispatchResult;

use crate::{
	impl_cohorts::one, roll_of, Cohorts, Config, Death, Deaths, ElectorStays, Error, Event,
	Guardian, Guardians, Heir, Heirs, KeysOf, Moves, Pallet, People, Recoveries, UnclaimedSince,
	VoidedAt, MAX_GUARDIANS, MAX_KEYS,
};

impl<T: Config> Pallet<T> {
	/// Voids every key, and freezes the won on the keys, until the death is undone.
	pub(crate) fn do_record_death(id: PersonId) -> DispatchResult {
		let person = Self::load_living(id)?;
		let now = T::Time::moment();
		let open = person.enrolments.iter().filter(|stay| stay.is_open()).map(|stay| stay.cohort);
		let death = Death {
			standing: person.standing,
			is_elector: roll_of(&ElectorStays::<T>::get(id)).is_some(),
			cohorts: BoundedVec::truncate_from(open.collect()), // no more than there are stays
			guardians: Guardians::<T>::take(id),
		};
		for cohort in &death.cohorts {
			Cohorts::<T>::mutate_extant(cohort, |cohort| {
				// The person was counted when enrolled (I4).
				*cohort = cohort.with_heads(cohort.heads.saturating_sub(1), now);
			});
		}
		Self::discount_resident(person.zone.region);
		Self::leave_roll(id, now);
		Recoveries::<T>::remove(id);
		Moves::<T>::remove(id);
		VoidedAt::<T>::insert(id, now);
		Self::freeze_keys(id);
		People::<T>::insert(id, person.deceased(Self::next_moment(now)));
		Deaths::<T>::insert(id, death);
		Self::deposit_event(Event::DeathRecorded { person: id });
		Ok(())
	}

	/// The first moment at which the death of a person who died is final.
	fn final_at(id: PersonId) -> Moment {
		let died_at = VoidedAt::<T>::get(id).unwrap_or_default();
		died_at.saturating_add(T::EstateDelay::get()) // the end of time is far
	}

	/// Gives a person back what the death took, but for moves and recoveries, which begin anew. What was opened for a cohort
	/// meanwhile counted without the person, so the stays of now are new ones.
	pub(crate) fn do_undo_death(id: PersonId) -> DispatchResult {
		let person = Self::load_person(id)?;
		ensure!(!person.is_living(), Error::<T>::PersonNotDeceased);
		let now = T::Time::moment();
		ensure!(now < Self::final_at(id), Error::<T>::TooLate);
		let death = Deaths::<T>::get(id).ok_or(Error::<T>::TooLate)?;
		let keys = u8::try_from(count(&KeysOf::<T>::get(id))).unwrap_or(MAX_KEYS);
		let region = person.zone.region;

		Deaths::<T>::remove(id);
		Self::count_resident(region);
		People::<T>::insert(id, person.revived(death.standing, keys));
		if death.standing == Standing::Active {
			Self::thaw_keys(id);
		}
		Self::deposit_event(Event::DeathUndone { person: id });
		for cohort in death.cohorts {
			Self::rejoin(cohort, id, now);
		}
		if death.is_elector {
			Self::return_to_roll(id, region, now);
		}
		Self::restore_guardians(id, death.guardians, now);
		Ok(())
	}

	/// Lets those act for a ward again whose time is not over. They began long ago, so no delay protects the ward from them.
	fn restore_guardians(
		ward: PersonId,
		mut guardians: BoundedVec<Guardian, ConstU32<MAX_GUARDIANS>>,
		now: Moment,
	) {
		guardians.retain(|guardian| guardian.until > now);
		if guardians.is_empty() {
			return;
		}
		for Guardian { guardian, acts, since, until } in guardians.iter().copied() {
			Self::deposit_event(Event::GuardianAppointed { ward, guardian, acts, since, until });
		}
		Guardians::<T>::insert(ward, guardians);
	}

	/// When the death of a person was recorded. `None` for the living.
	pub(crate) fn died_at(id: PersonId) -> Option<Moment> {
		let is_dead = People::<T>::get(id).is_some_and(|person| !person.is_living());
		is_dead.then(|| VoidedAt::<T>::get(id).unwrap_or_default())
	}

	/// True if a person died and nothing can undo that any more.
	fn is_gone(id: PersonId) -> bool {
		Self::died_at(id).is_some() && T::Time::moment() >= Self::final_at(id)
	}

	/// Names an heir only when the death is final, so that no mistaken death ever paid one.
	pub(crate) fn do_name_heir(id: PersonId, heir: PersonId) -> DispatchResult {
		ensure!(!Self::load_person(id)?.is_living(), Error::<T>::PersonNotDeceased);
		ensure!(Self::is_gone(id), Error::<T>::TooEarly);
		Self::ensure_active(&Self::load_person(heir)?)?;
		let accepted = Heirs::<T>::get(id).filter(|present| present.has_accepted);
		if let Some(Heir { person: earlier, .. }) = accepted {
			ensure!(Self::is_gone(earlier), Error::<T>::EstateAccepted);
			// As long as the earlier one lived nothing was unclaimed: the other one has as much time as after a death.
			UnclaimedSince::<T>::set(id, Self::died_at(earlier));
		}

		Heirs::<T>::insert(id, Heir { person: heir, has_accepted: false });
		Deaths::<T>::remove(id);
		Self::deposit_event(Event::HeirNamed { person: id, heir });
		Ok(())
	}

	pub(crate) fn do_accept_estate(id: PersonId, by: PersonId) -> DispatchResult {
		let heir = Heirs::<T>::get(id).ok_or(Error::<T>::HeirNotFound)?;
		ensure!(heir.person == by, Error::<T>::NotAuthorized);
		ensure!(!heir.has_accepted, Error::<T>::EstateAccepted);
		Heirs::<T>::insert(id, Heir { has_accepted: true, ..heir });
		Self::deposit_event(Event::EstateAccepted { person: id, heir: by });
		Ok(())
	}

	/// Whose the won on a former key of `id` is: the person's own, or that of the heir who accepted.
	pub(crate) fn claimant_of(id: PersonId) -> PersonId {
		let heir = Heirs::<T>::get(id).filter(|heir| heir.has_accepted);
		heir.map_or(id, |heir| heir.person)
	}

	/// Enrols a person again. Where the list of stays has no room, the keeper of the cohort enrols the person later.
	fn rejoin(id: CohortId, person: PersonId, now: Moment) {
		if let Some(cohort) = Cohorts::<T>::get(id) {
			let _ = Self::enrol_at(now, id, cohort, one::<T>(person));
		}
	}
}
