// SPDX-License-Identifier: Apache-2.0

//! The seats of the expert committee.

use chungnam_primitives::{FieldSet, Moment, PersonId};

/// Who sits on the committee. A seat is a person's, has fields, and ends at a moment.
pub trait Seats {
	/// How many seats with at least one of these fields count at `now`, the present.
	fn seats_at(fields: FieldSet, now: Moment) -> u32;
	/// True if the person has, at `at`, a seat with at least one of these fields.
	fn is_seated(person: PersonId, fields: FieldSet, at: Moment) -> bool;

	/// Seats a person in every field from the beginning of time on.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seat(person: PersonId);
}

/// A chain without a committee: nobody sits.
impl Seats for () {
	fn seats_at(_: FieldSet, _: Moment) -> u32 {
		0
	}

	fn is_seated(_: PersonId, _: FieldSet, _: Moment) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seat(_: PersonId) {}
}
