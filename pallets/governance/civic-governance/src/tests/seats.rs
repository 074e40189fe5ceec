// SPDX-License-Identifier: Apache-2.0

//! How seats begin and end.

use chungnam_ports::Seats;

use super::*;

const YEAR: Moment = 365 * DAYS;

fn law() -> FieldSet {
	FieldSet::of(&[Field::Law])
}

fn appoint(seats: &[(u32, FieldSet, Moment)]) -> DispatchResult {
	let seat = |(person, fields, until): &(u32, FieldSet, Moment)| Appointment {
		person: PersonId(*person),
		fields: *fields,
		until: *until,
	};
	let seats: Vec<_> = seats.iter().map(seat).collect();
	Civic::appoint_seats(by(Power::Institutions), seats.try_into().unwrap())
}

fn accept(person: u32) -> DispatchResult {
	Civic::accept_seat(signed(key(person)))
}

fn is_seated(person: u32) -> bool {
	Civic::is_seated(PersonId(person), FieldSet::ALL, now())
}

#[test]
fn seat_begins_when_accepted_and_ends_by_itself() {
	run(|| {
		assert_ok!(appoint(&[(1, law(), TODAY + YEAR)]));
		assert!(!is_seated(1));
		assert_ok!(accept(1));
		assert_eq!(last_event(), Event::SeatAccepted { person: PersonId(1), since: TODAY });
		// From the next millisecond on, in the count and for the person alike.
		assert!(!is_seated(1));
		assert_eq!(Civic::seats_at(law(), TODAY), 0);
		next_block::<Test>(TODAY + 1);
		assert!(is_seated(1));
		assert_eq!(Civic::seats_at(law(), now()), 1);
		assert_eq!(Civic::seats_at(FieldSet::ALL, now()), 6);
		assert!(!Civic::is_seated(PersonId(1), FieldSet::of(&[Field::Finance]), now()));
		assert_noop!(accept(1), Error::<Test>::AlreadyAccepted);
		next_block::<Test>(TODAY + YEAR - 1);
		assert!(is_seated(1));
		next_block::<Test>(TODAY + YEAR);
		assert!(!is_seated(1));
		assert_eq!(Civic::seats_at(FieldSet::ALL, now()), 0);
	});
}

#[test]
fn appointments_that_are_not_sound_are_refused() {
	run(|| {
		let until = TODAY + YEAR;
		let refused = |person, fields, until, error: Error<Test>| {
			assert_noop!(appoint(&[(person, fields, until)]), error);
		};
		refused(1, FieldSet::EMPTY, until, Error::FieldsMissing);
		refused(1, law(), TODAY, Error::TermOutOfRange);
		refused(1, law(), TODAY + MAX_TERM + 1, Error::TermOutOfRange);
		refused(200, law(), until, Error::NotRegistered);
		MockRegistry::set_standing(PersonId(2), Standing::Deceased);
		refused(2, law(), until, Error::PersonDeceased);
		refused(91, law(), until, Error::AlreadySeated);
		let many: Vec<_> = (1..=46).filter(|n| *n != 2).map(|n| (n, law(), until)).collect();
		assert_ok!(appoint(&many));
		refused(50, law(), until, Error::MaxSeatsExceeded);
		let other = Civic::appoint_seats(by(Power::Emergency), Default::default());
		assert_eq!(other, Err(DispatchError::BadOrigin));
		assert_noop!(accept(60), Error::<Test>::SeatNotFound);
		assert_noop!(accept(200), Error::<Test>::NotRegistered);
	});
}

#[test]
fn appointment_that_nobody_accepts_lapses() {
	run(|| {
		assert_ok!(appoint(&[(1, law(), TODAY + YEAR)]));
		next_block::<Test>(TODAY + 30 * DAYS);
		assert_noop!(accept(1), Error::<Test>::SeatNotFound);
		assert_ok!(appoint(&[(1, law(), now() + YEAR)]));
		assert_ok!(accept(1));
		assert_eq!(SeatList::<Test>::get().iter().filter(|own| own.terms == 1).count(), 6);
	});
}

#[test]
fn two_terms_in_a_row_and_no_third() {
	run(|| {
		let finance = FieldSet::of(&[Field::Finance]);
		let seat = |until| appoint(&[(91, finance, until)]);
		next_block::<Test>(TODAY + YEAR - DAYS);
		assert_ok!(seat(now() + YEAR));
		// The seat goes on: nothing is to be accepted.
		assert!(is_seated(91));
		assert_noop!(seat(now() + YEAR), Error::<Test>::MaxTermsExceeded);
		next_block::<Test>(now() + YEAR);
		assert!(!is_seated(91));
		assert_noop!(seat(now() + YEAR), Error::<Test>::MaxTermsExceeded);
		// After a pause.
		next_block::<Test>(now() + chungnam_ports::MAX_LIFE);
		assert_ok!(seat(now() + YEAR));
		assert_ok!(accept(91));
	});
}

#[test]
fn seats_end_by_resignation_and_dismissal() {
	run(|| {
		next_block::<Test>(TODAY + 1);
		assert_ok!(Civic::resign_seat(signed(key(91))));
		assert_eq!(last_event(), Event::SeatEnded { person: PersonId(91), until: now() });
		assert!(!is_seated(91));
		// The rolls of ballots that are open still name the seat.
		assert!(Civic::is_seated(PersonId(91), FieldSet::ALL, TODAY));
		assert_noop!(Civic::resign_seat(signed(key(91))), Error::<Test>::SeatNotFound);
		let dismiss = |origin, person| Civic::dismiss_seat(origin, PersonId(person));
		assert_ok!(dismiss(by(Power::Institutions), 92));
		assert!(!is_seated(92));
		assert_noop!(dismiss(by(Power::Institutions), 92), Error::<Test>::SeatNotFound);
		assert_noop!(dismiss(by(Power::Region(3)), 93), DispatchError::BadOrigin);
		assert_noop!(dismiss(majority(), 93), DispatchError::BadOrigin);
		assert_eq!(Civic::seats().len(), 3);
	});
}

#[test]
fn dead_members_are_not_seated_and_frozen_ones_count() {
	run(|| {
		assert_eq!(Civic::seats_at(FieldSet::ALL, now()), 5);
		MockRegistry::set_standing(PersonId(91), Standing::Deceased);
		MockRegistry::set_standing(PersonId(92), Standing::Frozen);
		assert_eq!(Civic::seats_at(FieldSet::ALL, now()), 4);
		assert!(!is_seated(91) && is_seated(92));
	});
}

#[test]
fn chair_begins_after_a_week_and_ends_the_one_before() {
	run(|| {
		let name = |origin, person, until| {
			Civic::name_chair(origin, PersonId(person), FieldSet::ALL, until)
		};
		let office = || signed(OFFICE);
		assert_ok!(name(office(), 1, TODAY + YEAR));
		assert_ok!(accept(1));
		next_block::<Test>(TODAY + 7 * DAYS);
		assert!(!is_seated(1));
		next_block::<Test>(TODAY + 7 * DAYS + 1);
		assert!(is_seated(1));
		assert_ok!(name(office(), 2, now() + YEAR));
		// One that has not begun gives way.
		assert_ok!(name(office(), 3, now() + YEAR));
		assert_noop!(accept(2), Error::<Test>::SeatNotFound);
		assert_ok!(accept(3));
		let begins = now() + 7 * DAYS;
		next_block::<Test>(begins - 1);
		assert!(is_seated(1) && !is_seated(3));
		next_block::<Test>(begins + 1);
		assert!(!is_seated(1) && is_seated(3));
		assert_noop!(name(office(), 91, now() + YEAR), Error::<Test>::AlreadySeated);
		assert_noop!(name(office(), 9, now() + 7 * DAYS), Error::<Test>::TermOutOfRange);
		assert_noop!(name(majority(), 9, now() + YEAR), DispatchError::BadOrigin);
		assert_noop!(name(signed(key(1)), 9, now() + YEAR), DispatchError::BadOrigin);
	});
}

#[test]
fn seats_that_ended_make_room_when_no_ballot_can_ask_for_them() {
	run(|| {
		let until = TODAY + 10 * DAYS;
		let people = |range: core::ops::RangeInclusive<u32>| -> Vec<_> {
			range.map(|person| (person, law(), now() + 10 * DAYS)).collect()
		};
		assert_ok!(appoint(&people(1..=45)));
		(1..=45).for_each(|person| {
			assert_ok!(accept(person));
		});
		next_block::<Test>(until);
		assert_ok!(appoint(&people(46..=90)));
		(46..=90).for_each(|person| {
			assert_ok!(accept(person));
		});
		next_block::<Test>(now() + 10 * DAYS);
		// 45 that ended twice, and the five of the genesis.
		let refused = appoint(&people(96..=101));
		assert_eq!(refused, Err(Error::<Test>::MaxSeatsExceeded.into()));
		next_block::<Test>(until + chungnam_ports::MAX_LIFE);
		assert_ok!(appoint(&people(96..=101)));
	});
}
