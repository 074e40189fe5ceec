// SPDX-License-Identifier: Apache-2.0

//! The close, the contest, the final moment, and early ends.

use super::*;

fn annul(ballot: BallotId) -> frame_support::dispatch::DispatchResult {
	Ballots::annul(committee(), ballot, H256::repeat_byte(7))
}

#[test]
fn ballot_closes_by_the_clock_and_is_final_after_its_contest() {
	run(|| {
		let plan = plan();
		let (closes, final_at) = (plan.closes, plan.closes + HOURS);
		let ballot = open_now(plan);
		vote_all(ballot, 1..=3, YES_VOTE);
		pass_to(closes);
		let Event::Closed { at, tallies, outcome, .. } = last_event() else { panic!("not closed") };
		assert_eq!((at, outcome.verdict), (closes, Verdict::Passed));
		assert_eq!(tallies.len(), 1);
		assert_eq!(tallies[0].counts, [0, 3]);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		assert_eq!(MockBallotUser::take_heard(), []);
		pass_to(final_at);
		let heard = MockBallotUser::take_heard();
		assert_eq!(heard, [(BallotUser::Referendum(1), ballot, outcome)]);
	});
}

#[test]
fn outcome_does_not_wait_for_the_clock() {
	run(|| {
		let plan = plan();
		let final_at = plan.closes + HOURS;
		let ballot = open_now(plan);
		vote(ballot, 1, YES_VOTE);
		// One block every ten minutes, whose hooks see the time before the final moment.
		while now() + 10 * MINUTES < final_at {
			next_block::<Test>(now() + 10 * MINUTES);
		}
		at::<Test>(final_at - 1);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		at::<Test>(final_at);
		let early = outcome(ballot);
		pass(0);
		assert_eq!(outcome(ballot), early);
		assert_eq!(early.verdict, Verdict::Passed);
	});
}

#[test]
fn outcome_before_the_clock_counted_is_that_of_the_count() {
	run(|| {
		let ballot = open_now(BallotPlan { contest: 0, ..plan() });
		vote_all(ballot, 1..=3, NO_VOTE);
		pass(HOURS - MINUTES);
		at::<Test>(now() + MINUTES);
		assert!(Ballots::ballot(ballot).unwrap().ballot.phase.is_running());
		let early = outcome(ballot);
		assert_eq!(finish(ballot), early);
	});
}

#[test]
fn committee_annuls_in_the_contest_only() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		assert_noop!(annul(ballot), Error::<Test>::TooEarly);
		assert_noop!(annul(BallotId(9)), Error::<Test>::BallotNotFound);
		let stranger = Ballots::annul(signed(key(1)), ballot, H256::zero());
		assert_noop!(stranger, DispatchError::BadOrigin);
		pass(HOURS);
		assert_ok!(annul(ballot));
		let reason = H256::repeat_byte(7);
		assert_eq!(last_event(), Event::Annulled { ballot, at: now(), reason });
		assert_noop!(annul(ballot), Error::<Test>::TooLate);
		pass(0);
		let outcome = outcome(ballot);
		assert_eq!(outcome.verdict, Verdict::Annulled(reason));
		assert_eq!(outcome.classes[0].yes, 1);
		assert_eq!(MockBallotUser::take_heard().len(), 1);
		let final_one = open_now(plan());
		finish(final_one);
		assert_noop!(annul(final_one), Error::<Test>::TooLate);
	});
}

#[test]
fn ballot_that_cannot_be_annulled_is_not() {
	run(|| {
		let ballot = open_now(BallotPlan { can_be_annulled: false, ..plan() });
		pass(HOURS);
		assert_noop!(annul(ballot), Error::<Test>::NotAnnullable);
	});
}

#[test]
fn user_annuls_before_the_vote_begins() {
	run(|| {
		let ballot = open(plan());
		assert_ok!(<Ballots as chungnam_ports::Ballots>::annul(ballot, H256::zero()));
		pass(0);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(H256::zero()));
		pass(HOURS);
		assert_noop!(Ballots::cast(signed(key(1)), ballot, YES_VOTE), Error::<Test>::Closed);
	});
}

#[test]
fn ballot_that_ended_early_does_not_open_again_when_it_is_final() {
	run(|| {
		let (question, rule) = (Question::Support, Rule::Reached { least: 1 });
		let plan = BallotPlan { question, rule, contest: 0, ..plan() };
		let closes = plan.closes;
		let ballot = open_now(plan);
		vote(ballot, 1, Choice::Support);
		pass(MINUTES);
		let decided = outcome(ballot);
		assert!(now() < closes);
		let late = Ballots::cast(signed(key(2)), ballot, Choice::Support);
		assert_noop!(late, Error::<Test>::Closed);
		assert_noop!(Ballots::withdraw(signed(key(1)), ballot), Error::<Test>::Closed);
		assert_eq!(outcome(ballot), decided);
	});
}

#[test]
fn early_ballot_ends_when_everyone_has_voted() {
	run(|| {
		let ballot = open_now(BallotPlan { early: true, ..plan() });
		vote_all(ballot, 1..=13, YES_VOTE);
		vote(ballot, 13, NO_VOTE);
		assert!(Ballots::ballot(ballot).unwrap().ballot.phase.is_running());
		vote(ballot, 14, Choice::Blank);
		assert_eq!(last_event(), Event::Ended { ballot, at: now() });
		assert_noop!(Ballots::cast(signed(key(1)), ballot, NO_VOTE), Error::<Test>::Closed);
		// The contest runs from the early end.
		let final_at = Ballots::ballot(ballot).unwrap().final_at;
		assert_eq!(final_at, now() + HOURS);
		pass(HOURS - 1);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		assert_eq!(finish(ballot).verdict, Verdict::Passed);
	});
}

#[test]
fn share_ends_a_ballot_once_it_is_reached_or_lost() {
	run(|| {
		let rule = Rule::Majority { floor_bp: 0, bias: Bias::Share(5_000) };
		let early = BallotPlan { rule, early: true, ..plan() };
		let (won, lost) = (open(early.clone()), open(early));
		pass(HOURS);
		// More than half of 14.
		vote_all(won, 1..=7, YES_VOTE);
		assert!(Ballots::ballot(won).unwrap().ballot.phase.is_running());
		vote(won, 8, YES_VOTE);
		assert_eq!(last_event(), Event::Ended { ballot: won, at: now() });
		vote_all(lost, 1..=6, NO_VOTE);
		assert!(Ballots::ballot(lost).unwrap().ballot.phase.is_running());
		vote(lost, 7, Choice::Blank);
		assert_eq!(last_event(), Event::Ended { ballot: lost, at: now() });
		assert_eq!(finish(won).verdict, Verdict::Passed);
		assert_eq!(finish(lost).verdict, Verdict::Rejected);
	});
}

#[test]
fn support_ends_with_the_last_supporter_needed() {
	run(|| {
		let (question, rule) = (Question::Support, Rule::Reached { least: 3 });
		let ballot = open_now(BallotPlan { question, rule, ..plan() });
		vote_all(ballot, 1..=3, Choice::Support);
		assert_eq!(last_event(), Event::Ended { ballot, at: now() });
		let outcome = finish(ballot);
		assert_eq!((outcome.verdict, outcome.classes[0].yes), (Verdict::Passed, 3));
	});
}

#[test]
fn final_ballot_makes_room_for_the_next() {
	run(|| {
		for _ in 0..64 {
			assert_ok!(Ballots::open(BallotUser::Motion(1), plan()));
		}
		let full = Ballots::open(BallotUser::Motion(1), plan());
		assert_noop!(full, Error::<Test>::MaxBallotsExceeded);
		pass(3 * HOURS);
		// Eight a block.
		for _ in 0..16 {
			pass(0);
		}
		assert_ok!(Ballots::open(BallotUser::Motion(1), plan()));
		assert_eq!(MockBallotUser::take_heard().len(), 64);
	});
}

#[test]
fn outcome_is_forgotten_after_400_days() {
	run(|| {
		let ballot = open_now(plan());
		let decided = finish(ballot);
		assert_ok!(Ballots::sweep(signed(key(1)), ballot, 200));
		assert_eq!(Ballots::ballot(ballot), None);
		let end = now() + chungnam_ports::KEPT_OUTCOMES;
		next_block::<Test>(end - MINUTES);
		assert_eq!(outcome(ballot), decided);
		pass(2 * MINUTES);
		assert_eq!(last_event(), Event::Forgotten { ballot });
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
	});
}

#[test]
fn outcome_waits_for_the_last_vote_to_be_removed() {
	run(|| {
		let ballot = open_now(plan());
		let decided = finish(ballot);
		next_block::<Test>(now() + chungnam_ports::KEPT_OUTCOMES);
		pass(0);
		assert_eq!(outcome(ballot), decided);
		assert_ok!(Ballots::sweep(signed(key(1)), ballot, 200));
		next_block::<Test>(now() + DAYS);
		pass(0);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
	});
}
