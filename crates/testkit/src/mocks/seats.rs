// SPDX-License-Identifier: Apache-2.0

//! Seats of a committee.

use chungnam_ports::Seats;
use chungnam_primitives::{FieldSet, Moment, PersonId};
use frame_support::{storage_alias, Identity};

/// The fields, and the first moment at which the seat no longer counts.
#[storage_alias(verbatim)]
type Seated = StorageMap<Testkit, Identity, PersonId, (FieldSet, Moment)>;

/// A committee whose seats began with time.
pub struct MockSeats;

impl MockSeats {
	/// Gives a person a seat until `until`, not included.
	pub fn seat(person: PersonId, fields: FieldSet, until: Moment) {
		Seated::insert(person, (fields, until));
	}
}

impl Seats for MockSeats {
	fn seats_at(fields: FieldSet, now: Moment) -> u32 {
		let counts = |(own, until): &(FieldSet, Moment)| own.intersects(&fields) && now < *until;
		Seated::iter_values().filter(counts).count() as u32
	}

	fn is_seated(person: PersonId, fields: FieldSet, at: Moment) -> bool {
		Seated::get(person).is_some_and(|(own, until)| own.intersects(&fields) && at < until)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seat(person: PersonId) {
		Self::seat(person, FieldSet::ALL, Moment::MAX);
	}
}
