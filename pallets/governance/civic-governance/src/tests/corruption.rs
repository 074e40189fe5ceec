// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use chungnam_ports::{Agenda as _, BallotUser, Due};
use chungnam_testkit::assert_breaks;

use super::*;

/// Petition 0 votes, petition 1 gathers with one sponsor, motion 0 is open.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		complete(1, COUNTY, remark(1));
		file(5, COUNTY, remark(1));
		assert_ok!(try_motion(91, Call::whitelist { call: title() }.into()));
		assert_breaks::<Test>(number, break_it);
	});
}

const VOTES: PetitionId = PetitionId(0);
const GATHERS: PetitionId = PetitionId(1);
const MOTION: MotionId = MotionId(0);

fn change(id: PetitionId, change: impl FnOnce(&mut Petition)) {
	Petitions::<Test>::mutate_extant(id, change);
}

fn list(ids: &[PetitionId]) -> Sponsorships {
	ids.to_vec().try_into().unwrap()
}

#[test]
fn i1_fails_when_sponsors_are_miscounted() {
	breaks("I1", || change(GATHERS, |own| own.sponsors = 2));
	breaks("I1", || Sponsoring::<Test>::insert(PersonId(50), list(&[GATHERS])));
	breaks("I1", || Sponsoring::<Test>::insert(PersonId(50), list(&[])));
	breaks("I1", || Sponsoring::<Test>::insert(PersonId(5), list(&[GATHERS, GATHERS])));
	breaks("I1", || change(GATHERS, |own| own.threshold = 1));
}

#[test]
fn i1_fails_when_a_person_has_two_open_petitions() {
	breaks("I1", || change(GATHERS, |own| own.by = Some(PersonId(1))));
	breaks("I1", || Filings::<Test>::remove(PersonId(5)));
	let at = TODAY;
	let nothing = Filing { petition: PetitionId(9), at };
	breaks("I1", || Filings::<Test>::insert(PersonId(60), nothing));
	breaks("I1", || NextPetition::<Test>::put(GATHERS));
}

#[test]
fn i2_fails_when_a_queue_is_not_what_is_open() {
	let queue = |ids: &[PetitionId]| Queue::truncate_from(ids.to_vec());
	breaks("I2", || Queues::<Test>::insert(COUNTY, queue(&[VOTES])));
	breaks("I2", || Queues::<Test>::insert(COUNTY, queue(&[VOTES, GATHERS, GATHERS])));
	breaks("I2", || Queues::<Test>::insert(COUNTY, queue(&[VOTES, GATHERS, PetitionId(9)])));
	breaks("I2", || Queues::<Test>::insert(Track::Budget, queue(&[])));
	breaks("I2", || change(VOTES, |own| own.track = Track::Budget));
}

#[test]
fn i2_fails_when_a_call_is_missing_or_kept() {
	breaks("I2", || Calls::<Test>::remove(BallotUser::Referendum(0)));
	breaks("I2", || change(VOTES, |own| own.ballot = None));
	breaks("I2", || {
		change(GATHERS, |own| (own.state, own.ballot) = (State::Voting, Some(BallotId(0))));
	});
}

#[test]
fn i2_fails_when_terms_are_unsound_or_wait_for_nothing() {
	let terms = Track::Budget.first_terms();
	let unsound = Terms { window: 0, ..terms };
	breaks("I2", || NextTerms::<Test>::insert(Track::Budget, terms));
	breaks("I2", || NextTerms::<Test>::insert(COUNTY, unsound));
	breaks("I2", || TrackTerms::<Test>::insert(COUNTY, unsound));
	breaks("I2", || SealedTracks::<Test>::insert(Track::Emergency, ()));
}

#[test]
fn i3_fails_when_seats_are_too_many_or_too_long() {
	let seats = |break_it: fn(&mut SeatsOf)| breaks("I3", || SeatList::<Test>::mutate(break_it));
	seats(|own| own[0].until = own[0].from + MAX_TERM + 1);
	seats(|own| own[0].terms = 3);
	seats(|own| own[0].terms = 0);
	seats(|own| own[0].fields = FieldSet::EMPTY);
	seats(|own| own[1].person = own[0].person);
	seats(|own| {
		(own[0].role, own[1].role) = (Role::Chair, Role::Chair);
	});
	seats(|own| {
		for person in 200..246 {
			let person = PersonId(person);
			own.try_push(Seat { person, ..own[0] }).unwrap();
		}
	});
}

#[test]
fn i4_fails_when_motions_or_calls_are_miscounted() {
	breaks("I4", || Calls::<Test>::remove(BallotUser::Motion(0)));
	breaks("I4", || NextMotion::<Test>::put(MOTION));
	let call = EncodedCall::default();
	breaks("I4", || Calls::<Test>::insert(BallotUser::Round(0), call));
	breaks("I4", || {
		let motion = Motions::<Test>::get(MOTION).unwrap();
		NextMotion::<Test>::put(MotionId(9));
		for id in 1..5 {
			Motions::<Test>::insert(MotionId(id), motion);
			Calls::<Test>::insert(BallotUser::Motion(id), EncodedCall::default());
		}
	});
}

#[test]
fn i5_fails_when_the_clock_forgot_something() {
	breaks("I5", || MockAgenda::cancel(Due::Petition(GATHERS)));
	breaks("I5", || MockAgenda::set(Due::Petition(VOTES), TODAY + DAYS));
	breaks("I5", || {
		Motions::<Test>::mutate(MOTION, |own| {
			own.as_mut().unwrap().passed = Some(Power::Emergency);
		});
	});
}
