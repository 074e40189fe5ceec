// SPDX-License-Identifier: Apache-2.0

//! The committee, for those whose ballots its members vote on.

use chungnam_ports::{People, Standing};
use chungnam_primitives::{FieldSet, Moment, PersonId};

use crate::pallet::*;
#[cfg(feature = "runtime-benchmarks")]
use crate::types::*;

impl<T: Config> Pallet<T> {
	/// False for the dead. Frozen members count, as frozen electors do, and cannot act: were they left out of the heads,
	/// one whose freeze ends would vote without being a head.
	fn is_alive(person: PersonId) -> bool {
		T::People::profile(person).is_some_and(|own| own.standing != Standing::Deceased)
	}
}

impl<T: Config> chungnam_ports::Seats for Pallet<T> {
	fn seats_at(fields: FieldSet, now: Moment) -> u32 {
		let seats = SeatList::<T>::get();
		let counted = seats.iter().filter(|seat| seat.counts(fields, now));
		let alive = counted.filter(|seat| Self::is_alive(seat.person)).count();
		u32::try_from(alive).unwrap_or(u32::MAX)
	}

	fn is_seated(person: PersonId, fields: FieldSet, at: Moment) -> bool {
		let seats = SeatList::<T>::get();
		let mut own = seats.iter().filter(|seat| seat.person == person);
		own.any(|seat| seat.counts(fields, at)) && Self::is_alive(person)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seat(person: PersonId) {
		let seat = Seat {
			person,
			fields: FieldSet::ALL,
			role: Role::Expert,
			from: 0,
			since: Some(0),
			until: Moment::MAX,
			terms: 1,
		};
		SeatList::<T>::mutate(|seats| {
			if !seats.iter().any(|own| own.person == person) {
				let _ = seats.try_push(seat);
			}
		});
	}
}
