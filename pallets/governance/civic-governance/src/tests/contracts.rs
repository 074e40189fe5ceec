// SPDX-License-Identifier: Apache-2.0

//! What the port of seats promises, for this pallet and for its mock alike.

use chungnam_ports::Seats;
use chungnam_testkit::MockSeats;

use super::*;

/// A person with one seat of one field until a moment, another with two fields, and their heads.
fn promise<S: Seats>() {
	let (finance, law) = (FieldSet::of(&[Field::Finance]), FieldSet::of(&[Field::Law]));
	let now = now();
	let (one, two) = (PersonId(91), PersonId(1));
	assert_eq!([S::seats_at(finance, now), S::seats_at(law, now)], [2, 1]);
	// A seat with both fields is one.
	assert_eq!(S::seats_at(FieldSet::ALL, now), 2);
	assert_eq!(S::seats_at(FieldSet::EMPTY, now), 0);
	assert!(S::is_seated(one, finance, now) && !S::is_seated(one, law, now));
	assert!(S::is_seated(two, finance, now) && S::is_seated(two, law, now));
	assert!(!S::is_seated(PersonId(9), FieldSet::ALL, now));
	// It ends at its moment, and of that moment the future is known.
	let end = TODAY + 10 * DAYS;
	assert!(S::is_seated(two, law, end - 1) && !S::is_seated(two, law, end));
	assert_eq!([S::seats_at(law, end - 1), S::seats_at(law, end)], [1, 0]);
}

#[test]
fn seats_keep_the_promise() {
	run(|| {
		SeatList::<Test>::mutate(|own| own.truncate(1));
		let fields = FieldSet::of(&[Field::Finance, Field::Law]);
		let seat = Appointment { person: PersonId(1), fields, until: TODAY + 10 * DAYS };
		let origin = by(Power::Institutions);
		assert_ok!(Civic::appoint_seats(origin, vec![seat].try_into().unwrap()));
		assert_ok!(Civic::accept_seat(signed(key(1))));
		next_block::<Test>(now() + 1);
		promise::<Civic>();
	});
}

#[test]
fn mock_keeps_the_promise() {
	run(|| {
		let finance = FieldSet::of(&[Field::Finance]);
		MockSeats::seat(PersonId(91), finance, TODAY + 365 * DAYS);
		let both = FieldSet::of(&[Field::Finance, Field::Law]);
		MockSeats::seat(PersonId(1), both, TODAY + 10 * DAYS);
		promise::<MockSeats>();
	});
}
