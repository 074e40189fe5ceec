// SPDX-License-Identifier: Apache-2.0

//! How a seat begins and ends.

use chungnam_frame_kit::PeopleExt;
use chungnam_primitives::{FieldSet, Moment, PersonId};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The committee and the terms of the genesis.
	pub(crate) fn begin(genesis: &GenesisConfig<T>) {
		for seat in &genesis.seats {
			let GenesisSeat { person, fields, until } = *seat;
			let from = until.saturating_sub(MAX_TERM);
			let role = Role::Expert;
			let seat = Seat { person, fields, role, from, since: Some(0), until, terms: 1 };
			assert!(!fields.is_empty(), "seats of the genesis have fields");
			SeatList::<T>::mutate(|seats| {
				let is_new = seats.iter().all(|own| own.person != person);
				assert!(is_new, "a person of the genesis has one seat");
				let has_room = seats.len() < usize::try_from(MAX_SEATS).unwrap_or(usize::MAX);
				assert!(has_room && seats.try_push(seat).is_ok(), "seats of the genesis fit");
			});
		}
		if let Some(least) = genesis.least_seats {
			LeastSeats::<T>::put(least);
		}
		for (track, terms) in &genesis.terms {
			let is_sound = track.exists() && terms.are_sound();
			assert!(is_sound, "terms of the genesis are sound");
			TrackTerms::<T>::insert(track, terms);
		}
	}

	/// The seats that any ballot can ask for.
	fn remembered(now: Moment) -> SeatsOf {
		let mut seats = SeatList::<T>::get();
		seats.retain(|seat| seat.is_remembered(now));
		seats
	}

	/// Adds a seat.
	fn add(seats: &mut SeatsOf, seat: Seat, now: Moment) -> Result<(), Error<T>> {
		ensure!(seat.terms <= MAX_TERMS, Error::<T>::MaxTermsExceeded);
		let running = u32::try_from(running(seats, now).len()).unwrap_or(u32::MAX);
		ensure!(running < MAX_SEATS, Error::<T>::MaxSeatsExceeded);
		seats.try_push(seat).map_err(|_| Error::<T>::MaxSeatsExceeded)
	}

	/// A seat that may be given to a living person: from then, until then.
	fn checked(
		person: PersonId,
		fields: FieldSet,
		from: Moment,
		until: Moment,
	) -> Result<(), Error<T>> {
		ensure!(!fields.is_empty(), Error::<T>::FieldsMissing);
		let is_term = until > from && until.saturating_sub(from) <= MAX_TERM;
		ensure!(is_term, Error::<T>::TermOutOfRange);
		T::People::living(person)?;
		Ok(())
	}

	pub(crate) fn do_appoint_seats(appointments: &[Appointment]) -> DispatchResult {
		let now = Self::now();
		let mut seats = Self::remembered(now);
		for Appointment { person, fields, until } in appointments.iter().copied() {
			Self::checked(person, fields, now, until)?;
			let terms = terms_with_another(&seats, person);
			let own = |seat: &&mut Seat| seat.person == person && seat.is_running(now);
			let seat = if let Some(seat) = seats.iter_mut().find(own) {
				// Another term of the same seat, which goes on.
				let is_same = seat.fields == fields && seat.role == Role::Expert;
				ensure!(is_same && seat.since.is_some(), Error::<T>::AlreadySeated);
				ensure!(terms <= MAX_TERMS, Error::<T>::MaxTermsExceeded);
				(seat.from, seat.until, seat.terms) = (now, until, terms);
				*seat
			} else {
				let role = Role::Expert;
				let seat = Seat { person, fields, role, from: now, since: None, until, terms };
				Self::add(&mut seats, seat, now)?;
				seat
			};
			Self::deposit_event(Event::SeatAppointed { seat });
		}
		SeatList::<T>::put(seats);
		Ok(())
	}

	pub(crate) fn do_name_chair(
		person: PersonId,
		fields: FieldSet,
		until: Moment,
	) -> DispatchResult {
		let now = Self::now();
		let from = now.saturating_add(CHAIR_NOTICE);
		Self::checked(person, fields, from, until)?;
		let mut seats = Self::remembered(now);
		let is_seated = seats.iter().any(|own| own.person == person && own.is_running(now));
		ensure!(!is_seated, Error::<T>::AlreadySeated);
		let terms = terms_with_another(&seats, person);
		let is_chair = |own: &&mut Seat| own.role == Role::Chair && own.is_running(now);
		for chair in seats.iter_mut().filter(is_chair) {
			// One that has not begun never does.
			chair.until = if chair.from > now { now } else { chair.until.min(from) };
			let (person, until) = (chair.person, chair.until);
			Self::deposit_event(Event::SeatEnded { person, until });
		}
		let seat = Seat { person, fields, role: Role::Chair, from, since: None, until, terms };
		Self::add(&mut seats, seat, now)?;
		SeatList::<T>::put(seats);
		Self::deposit_event(Event::SeatAppointed { seat });
		Ok(())
	}

	pub(crate) fn do_accept_seat(who: &T::AccountId) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let now = Self::now();
		let since = SeatList::<T>::try_mutate(|seats| {
			let mut own = seats.iter_mut().filter(|own| own.person == person);
			let seat = own.find(|own| own.is_running(now)).ok_or(Error::<T>::SeatNotFound)?;
			ensure!(seat.since.is_none(), Error::<T>::AlreadyAccepted);
			let since = now.max(seat.from);
			seat.since = Some(since);
			Ok::<_, Error<T>>(since)
		})?;
		Self::deposit_event(Event::SeatAccepted { person, since });
		Ok(())
	}

	pub(crate) fn do_resign_seat(who: &T::AccountId) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		Self::end_seat(person)
	}

	/// Ends a seat now. It is remembered for the ballots on whose rolls it stands.
	pub(crate) fn end_seat(person: PersonId) -> DispatchResult {
		let now = Self::now();
		SeatList::<T>::try_mutate(|seats| {
			let mut own = seats.iter_mut().filter(|own| own.person == person);
			let seat = own.find(|own| own.is_running(now)).ok_or(Error::<T>::SeatNotFound)?;
			seat.until = now;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::SeatEnded { person, until: now });
		Ok(())
	}
}
