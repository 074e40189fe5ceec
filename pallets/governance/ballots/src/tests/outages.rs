// SPDX-License-Identifier: Apache-2.0

//! Stops of the chain over a vote.

use chungnam_ports::MAX_OUTAGE;

use super::*;

/// The chain stops until `moment`.
fn stop_until(moment: Moment) {
	next_block::<Test>(moment);
}

#[test]
fn stop_over_the_close_moves_it_once() {
	run(|| {
		let ballot = open_now(plan());
		let closes = Ballots::ballot(ballot).unwrap().closes;
		pass_to(closes - 15 * MINUTES);
		let last = now();
		stop_until(closes + HOURS);
		let moved = closes + (now() - last);
		// In the very block that ends the stop, and after it was noted.
		for _ in 0..3 {
			assert_eq!(Ballots::ballot(ballot).unwrap().closes, moved);
			vote(ballot, 1, YES_VOTE);
			next_block::<Test>(now());
		}
		assert_eq!(moved - now(), 15 * MINUTES, "what was left of the vote is left");
		pass_to(moved - 1);
		vote(ballot, 2, YES_VOTE);
		at::<Test>(moved);
		assert_noop!(Ballots::cast(signed(key(3)), ballot, YES_VOTE), Error::<Test>::Closed);
		pass(0);
		let Event::Closed { at, .. } = last_event() else { panic!("not closed") };
		assert_eq!(at, moved);
	});
}

#[test]
fn stop_before_the_opening_moves_only_by_its_part_after_it() {
	run(|| {
		let plan = plan();
		let (opens, closes) = (plan.opens, plan.closes);
		let ballot = open(plan);
		stop_until(opens + 20 * MINUTES);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes + 20 * MINUTES);
	});
}

#[test]
fn stop_before_or_after_the_window_moves_nothing() {
	run(|| {
		let plan = plan();
		let (opens, closes) = (plan.opens, plan.closes);
		let ballot = open(plan);
		stop_until(opens - 10 * MINUTES);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes);
		pass_to(closes);
		stop_until(closes + 50 * MINUTES);
		pass(0);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes);
	});
}

#[test]
fn pause_of_ten_minutes_is_no_stop() {
	run(|| {
		let ballot = open_now(plan());
		let closes = Ballots::ballot(ballot).unwrap().closes;
		next_block::<Test>(now() + NO_OUTAGE);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes);
		next_block::<Test>(now() + NO_OUTAGE + 1);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes + NO_OUTAGE + 1);
	});
}

#[test]
fn stops_move_a_close_by_a_day_at_most() {
	run(|| {
		let ballot = open_now(plan());
		let closes = Ballots::ballot(ballot).unwrap().closes;
		stop_until(now() + 20 * HOURS);
		next_block::<Test>(now());
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes + 20 * HOURS);
		stop_until(now() + 20 * HOURS);
		assert_eq!(Ballots::ballot(ballot).unwrap().closes, closes + MAX_OUTAGE);
		pass(0);
		assert!(!Ballots::ballot(ballot).unwrap().ballot.phase.is_running());
	});
}

#[test]
fn contest_runs_from_the_moved_close() {
	run(|| {
		let ballot = open_now(plan());
		stop_until(now() + 30 * MINUTES);
		let view = Ballots::ballot(ballot).unwrap();
		assert_eq!(view.final_at, view.closes + HOURS);
		pass_to(view.final_at - MINUTES);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		pass(MINUTES);
		assert!(<Ballots as chungnam_ports::Ballots>::outcome(ballot).is_some());
	});
}

#[test]
fn last_eight_stops_are_remembered() {
	run(|| {
		for _ in 0..9 {
			stop_until(now() + HOURS);
		}
		next_block::<Test>(now());
		let gaps = Outages::<Test>::get();
		assert_eq!(gaps.len(), 8);
		assert_eq!(gaps.last(), Some(&(now() - HOURS, now())));
		assert_eq!(gaps.first().map(|(from, _)| *from), Some(TODAY + HOURS));
	});
}
