// SPDX-License-Identifier: Apache-2.0

//! Votes about petitions, and what comes of them.

use super::*;

#[test]
fn what_passed_is_made_after_its_time_with_the_origin_of_its_track() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		decide(id, Verdict::Passed);
		let at = now() + DAYS;
		assert_eq!(state(id), State::Enacting { at });
		assert_eq!(last_event(), Event::Passed { petition: id, at });
		pass(DAYS - 1);
		assert_eq!(TestEnact::take(), vec![]);
		pass(1);
		let call = remark(1).encode();
		let power = Some(Power::Region(BORYEONG));
		assert_eq!(TestEnact::take(), vec![(power, call, Ok(()))]);
		assert_eq!(end(id), End::Enacted);
	});
}

#[test]
fn every_track_acts_with_its_own_power() {
	let powers: Vec<_> = Track::all().iter().map(Track::power).collect();
	let named = [
		None,
		Some(Power::Validators),
		Some(Power::Institutions),
		Some(Power::Budget),
		Some(Power::Parameters),
		Some(Power::Emergency),
		None,
	];
	assert_eq!(powers[..7], named);
	assert_eq!(powers[7..], (1..=15).map(|region| Some(Power::Region(region))).collect::<Vec<_>>());
}

#[test]
fn what_the_vote_refuses_ends() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		decide(id, Verdict::Rejected);
		assert_eq!(end(id), End::Rejected);
		pass(40 * DAYS);
		assert_eq!(TestEnact::take(), vec![]);
	});
}

#[test]
fn annulled_vote_is_repeated_once() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		let first = petition(id).ballot;
		decide(id, Verdict::Annulled(title()));
		assert_eq!(state(id), State::Voting);
		let second = petition(id).ballot.unwrap();
		assert!(petition(id).repeated && first != Some(second));
		assert!(!MockBallots::opened(second).unwrap().1.can_be_annulled);
		assert!(events().contains(&Event::Repeated { petition: id, since: now() }));
		decide(id, Verdict::Annulled(title()));
		assert_eq!(end(id), End::Void);
	});
}

#[test]
fn slots_are_filled_in_the_order_of_completion() {
	run(|| {
		let ids: Vec<_> = (0..3).map(|n| file(1 + 3 * n, COUNTY, remark(1))).collect();
		for (id, first) in [(ids[2], 20), (ids[0], 30), (ids[1], 40)] {
			next_block::<Test>(now() + MINUTES);
			sponsor_all(id, [first, first + 1]);
		}
		assert_eq!(state(ids[2]), State::Voting);
		assert_eq!(state(ids[0]), State::Line { since: TODAY + 2 * MINUTES });
		decide(ids[2], Verdict::Rejected);
		assert_eq!(state(ids[0]), State::Voting);
		assert!(matches!(state(ids[1]), State::Line { .. }));
		// A slot is taken until the call is made.
		decide(ids[0], Verdict::Passed);
		assert!(matches!(state(ids[1]), State::Line { .. }));
		pass(DAYS);
		assert_eq!(state(ids[1]), State::Voting);
	});
}

#[test]
fn emergency_ends_a_petition_wherever_it_stands() {
	run(|| {
		let cancel = |id| Civic::cancel(by(Power::Emergency), id, title());
		let gathers = file(40, COUNTY, remark(1));
		let votes = complete(1, COUNTY, remark(1));
		let waits = complete(5, COUNTY, remark(1));
		for id in [gathers, votes] {
			assert_ok!(cancel(id));
			assert_eq!(end(id), End::Cancelled);
		}
		// Its turn came with the end of the other.
		assert_eq!(state(waits), State::Voting);
		decide(waits, Verdict::Passed);
		assert_ok!(cancel(waits));
		// The outcome of the ballot that was annulled is heard, and nothing comes of it.
		next_block::<Test>(now() + 1_000);
		MockBallots::tell::<Civic>();
		pass(2 * DAYS);
		assert_eq!(TestEnact::take(), vec![]);
		assert_eq!(end(waits), End::Cancelled);
		assert_noop!(cancel(waits), Error::<Test>::AlreadyEnded);
		assert_noop!(cancel(PetitionId(9)), Error::<Test>::PetitionNotFound);
		let refused = Civic::cancel(by(Power::Institutions), waits, title());
		assert_eq!(refused, Err(DispatchError::BadOrigin));
	});
}

#[test]
fn committee_puts_a_vote_or_an_enactment_off_once() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		let delay = |id, by| Civic::delay(majority(), id, by);
		let opens = MockBallots::opened(BallotId(0)).unwrap().1.opens;
		assert_ok!(delay(id, 14 * DAYS));
		assert_eq!(last_event(), Event::VoteDelayed { petition: id, by: 14 * DAYS });
		assert_eq!(MockBallots::opened(BallotId(0)).unwrap().1.opens, opens + 14 * DAYS);
		decide(id, Verdict::Passed);
		assert_noop!(delay(id, DAYS), Error::<Test>::AlreadyDelayed);
		pass(DAYS);
		assert_noop!(delay(id, DAYS), Error::<Test>::NothingToDelay);

		let id = complete(5, COUNTY, remark(1));
		decide(id, Verdict::Passed);
		let at = now() + DAYS;
		assert_noop!(delay(id, 7 * DAYS + 1), Error::<Test>::MaxDelayExceeded);
		assert_ok!(delay(id, 7 * DAYS));
		assert_eq!(last_event(), Event::EnactmentDelayed { petition: id, at: at + 7 * DAYS });
		TestEnact::take();
		pass(8 * DAYS - 1);
		assert_eq!(TestEnact::take().len(), 0);
		pass(1);
		assert_eq!(TestEnact::take().len(), 1);
		assert_noop!(delay(PetitionId(9), 1), Error::<Test>::PetitionNotFound);
		assert_eq!(Civic::delay(by(Power::Emergency), id, 1), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn record_goes_ninety_days_after_the_end() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		decide(id, Verdict::Rejected);
		pass(90 * DAYS - 1);
		assert_eq!(end(id), End::Rejected);
		pass(1);
		assert_eq!(Petitions::<Test>::get(id), None);
		assert_eq!(last_event(), Event::Forgotten { petition: id });
		assert_eq!(Filings::<Test>::get(PersonId(1)), None);
	});
}
