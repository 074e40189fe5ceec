// SPDX-License-Identifier: Apache-2.0

//! No state waits for ever: each goes past its deadline by the clock alone.

use super::*;

#[test]
fn every_waiting_state_is_left_by_the_clock_alone() {
	run(|| {
		// Gathering, with few sponsors and with some.
		let terms = Terms { sponsors_least: 30, ..Track::Budget.first_terms() };
		TrackTerms::<Test>::insert(Track::Budget, terms);
		let few = file(1, Track::Budget, remark(1));
		let some = file(2, Track::Budget, remark(1));
		sponsor_all(some, 10..29);
		// A vote, one in line behind it, and one that gathers.
		let votes = complete(40, COUNTY, remark(1));
		let waits = complete(44, COUNTY, remark(1));
		assert!(matches!(state(waits), State::Line { .. }));
		decide(votes, Verdict::Passed);
		pass(DAYS);
		assert_eq!((end(votes), state(waits)), (End::Enacted, State::Voting));
		decide(waits, Verdict::Rejected);
		pass(30 * DAYS);
		assert_eq!([end(few), end(some), end(waits)], [End::Lapsed, End::Lapsed, End::Rejected]);
		pass(90 * DAYS);
		assert_eq!(Petitions::<Test>::iter().count(), 0);
	});
}

#[test]
fn enactment_that_finds_no_room_is_tried_again_every_minute() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		decide(id, Verdict::Passed);
		TestEnact::fill(true);
		pass(DAYS);
		assert!(matches!(state(id), State::Enacting { .. }));
		pass(MINUTES);
		assert!(matches!(state(id), State::Enacting { .. }));
		TestEnact::fill(false);
		pass(MINUTES);
		assert_eq!(end(id), End::Enacted);
		assert_eq!(TestEnact::take().len(), 1);
	});
}

#[test]
fn motion_that_finds_no_room_is_tried_again_every_minute() {
	run(|| {
		TestEnact::fill(true);
		let id = committee_says(5, Call::whitelist { call: title() }.into());
		let power = Power::Committee { yes: 5, heads: 5 };
		assert_eq!(Motions::<Test>::get(id).unwrap().passed, Some(power));
		pass(MINUTES);
		assert_eq!(Motions::<Test>::count(), 1);
		TestEnact::fill(false);
		pass(MINUTES);
		assert_eq!((Motions::<Test>::count(), TestEnact::take().len()), (0, 1));
	});
}

#[test]
fn petition_whose_ballot_finds_no_room_waits_for_it() {
	run(|| {
		// Another user of ballots takes all the room.
		let complete_one = complete(1, COUNTY, remark(1));
		let (_, plan) = MockBallots::opened(BallotId(0)).unwrap();
		for n in 1..64 {
			let user = chungnam_ports::BallotUser::Referendum(1_000 + n);
			let open = <MockBallots as chungnam_ports::Ballots>::open;
			assert_ok!(open(user, plan.clone()));
		}
		let waits = complete(5, Track::Budget, remark(1));
		assert!(matches!(state(waits), State::Line { .. }));
		decide(complete_one, Verdict::Rejected);
		pass(HOURS);
		assert_eq!(state(waits), State::Voting);
	});
}
