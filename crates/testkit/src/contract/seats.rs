// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::Seats;
use chungnam_primitives::{Field, FieldSet, Moment, PersonId};

use crate::now;

/// A committee as the contract needs it, and what the contract arranges there. Each function succeeds.
pub trait Chamber {
	/// The committee under test.
	type Seats: Seats;

	/// Two people who can sit, and one who does not.
	fn people() -> [PersonId; 3];
	/// Gives a person a seat with these fields that counts at the next moment and ends at `until`, not included.
	fn seat(person: PersonId, fields: FieldSet, until: Moment);
	/// Time passes up to this moment.
	fn pass_to(moment: Moment);
}

/// In these fields exactly these people sit now: the count and the people agree.
#[track_caller]
fn assert_sit<T: Chamber>(fields: FieldSet, sitting: &[PersonId]) {
	let sits = |person: &PersonId| T::Seats::is_seated(*person, fields, now());
	let found: Vec<_> = T::people().into_iter().filter(sits).collect();
	assert_eq!(found, sitting);
	assert_eq!(T::Seats::seats_at(fields, now()), sitting.len() as u32);
}

/// The contract of [`Seats`]: a seat counts in each of its fields, once, until its end, in the count and person by person
/// alike.
pub fn seats<T: Chamber>() {
	let [kim, lee, _] = T::people();
	let (law, money) = (FieldSet::of(&[Field::Law]), FieldSet::of(&[Field::Finance]));
	let both = FieldSet::of(&[Field::Law, Field::Finance]);
	assert_sit::<T>(FieldSet::ALL, &[]);
	let (start, first_end, last_end) = (now(), now() + 10_000, now() + 20_000);
	T::seat(kim, both, first_end);
	T::seat(lee, law, last_end);
	T::pass_to(start + 1);
	assert_sit::<T>(law, &[kim, lee]);
	assert_sit::<T>(money, &[kim]);
	// A seat with two of the fields is one seat.
	assert_sit::<T>(both, &[kim, lee]);
	assert_sit::<T>(FieldSet::ALL, &[kim, lee]);
	assert_sit::<T>(FieldSet::of(&[Field::Security]), &[]);
	T::pass_to(first_end - 1);
	assert_sit::<T>(both, &[kim, lee]);
	T::pass_to(first_end);
	assert_sit::<T>(both, &[lee]);
	assert_sit::<T>(money, &[]);
	T::pass_to(last_end);
	assert_sit::<T>(FieldSet::ALL, &[]);
}
