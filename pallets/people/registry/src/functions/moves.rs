// SPDX-License-Identifier: Apache-2.0

//! Moves: a person is moved by the own office and another, by the own word, or after a delay.

use chungnam_frame_kit::Clock;
use chungnam_ports::Mandate;
use chungnam_primitives::{PersonId, Scope, ZoneId};
use frame_support::{ensure, traits::EnsureOriginWithArg};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult, Weight};

use crate::{
	departed, Cohorts, Config, Departures, Error, Event, Move, Moves, Pallet, People, Person,
	WeightInfo,
};

impl<T: Config> Pallet<T> {
	/// Moves a person at once if the office serves the person's home as well, or the home stays in its region; else starts
	/// a move that the person, the old region, or the end of the delay finishes.
	pub(crate) fn do_move_house(
		origin: OriginFor<T>,
		id: PersonId,
		zone: ZoneId,
	) -> DispatchResult {
		let person = Self::load_person(id)?;
		let own = Self::mandate_over(Scope::People, &person);
		let is_own_office = T::MandateOrigin::try_origin(origin.clone(), &own).is_ok();
		// Out of the province: only the office of the home says so.
		if zone == ZoneId::OUTSIDE {
			ensure!(is_own_office, DispatchError::BadOrigin);
		} else {
			T::MandateOrigin::ensure_origin(origin, &Mandate::of(Scope::People, zone.region))?;
		}
		Self::ensure_home(&zone)?;
		Self::load_living(id)?;
		if is_own_office {
			return Self::settle(id, zone);
		}
		let ready_at = Self::after_delay();
		Moves::<T>::insert(id, Move { zone, ready_at });
		Self::deposit_event(Event::MoveStarted { person: id, zone, ready_at });
		Ok(())
	}

	/// What a move costs at most. A move within the province is started and finished at once; one to the outside ends what
	/// a death ends.
	pub(crate) fn weight_of_moving(zone: &ZoneId) -> Weight {
		match *zone {
			ZoneId::OUTSIDE => T::WeightInfo::record_death(),
			_ => T::WeightInfo::move_house().saturating_add(T::WeightInfo::finish_move()),
		}
	}

	/// Finishes a move: a key of the person or the office of the old home at once, anyone after the delay.
	pub(crate) fn do_finish_move(origin: OriginFor<T>, id: PersonId) -> DispatchResult {
		let Move { zone, ready_at } = Moves::<T>::get(id).ok_or(Error::<T>::MoveNotFound)?;
		if T::Time::moment() < ready_at {
			Self::ensure_over_person_or_key(origin, id)?;
		} else {
			ensure_signed(origin)?;
		}
		Self::settle(id, zone)
	}

	/// Calls a move off.
	pub(crate) fn do_cancel_move(origin: OriginFor<T>, id: PersonId) -> DispatchResult {
		let started = Moves::<T>::get(id).ok_or(Error::<T>::MoveNotFound)?;
		let new = Mandate::of(Scope::People, started.zone.region);
		if T::MandateOrigin::try_origin(origin.clone(), &new).is_err() {
			Self::ensure_over_person_or_key(origin, id)?;
		}
		Moves::<T>::remove(id);
		Self::deposit_event(Event::MoveCancelled { person: id });
		Ok(())
	}

	/// Gives a living person another home.
	pub(crate) fn settle(id: PersonId, zone: ZoneId) -> DispatchResult {
		let mut person = Self::load_living(id)?;
		if person.zone.region != zone.region {
			Self::discount_resident(person.zone.region);
			Self::count_resident(zone.region);
			let moves = departed(&Departures::<T>::get(id), person.zone.region, T::Time::moment());
			Departures::<T>::insert(id, moves);
		}
		if zone == ZoneId::OUTSIDE {
			Self::leave_attested_cohorts(&mut person);
		}
		person.zone = zone;
		People::<T>::insert(id, person);
		Moves::<T>::remove(id);
		Self::deposit_event(Event::PersonMoved { person: id, zone });
		Self::follow_home(id, zone);
		Ok(())
	}

	/// Ends the stays of a person who leaves the province in the cohorts of attesters. What was earned stays; the keeper of
	/// a managed cohort asks for the home and ends the stay itself.
	fn leave_attested_cohorts(person: &mut Person) {
		let now = T::Time::moment();
		for stay in person.enrolments.iter_mut().filter(|stay| stay.is_open()) {
			let attested = Cohorts::<T>::get(stay.cohort).filter(|cohort| !cohort.managed);
			if let Some(cohort) = attested {
				// The person was counted when enrolled (I4).
				let left = cohort.with_heads(cohort.heads.saturating_sub(1), now);
				Cohorts::<T>::insert(stay.cohort, left);
				stay.until = Some(Self::next_moment(now));
			}
		}
	}
}
