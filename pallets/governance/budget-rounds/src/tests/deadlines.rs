// SPDX-License-Identifier: Apache-2.0

//! No state waits for ever: each deadline passes, and the money is somewhere in the end.

use super::*;
use chungnam_ports::MAX_COUNTING;
use chungnam_ports::{BallotPlan, BallotUser, Ballots, Due, Method, OnDue, MAX_OUTAGE, MAX_SHIFT};
use chungnam_primitives::MINUTES;
use frame_support::traits::{
	fungible::Mutate,
	tokens::{Fortitude, Precision, Preservation},
};

use crate::MAX_TRIES;

/// All money is back with the office.
#[track_caller]
fn is_over() {
	assert_eq!((phase(), pot(), won(&OFFICE)), (Phase::Closed, 0, PLENTY));
}

/// The ballot of the round ends without a quorum.
#[track_caller]
fn miss_quorum() {
	end_ballot(MockBallots::outcome_of(Verdict::NoQuorum));
}

/// The round has one idea, and the office says that it cannot be done.
#[track_caller]
fn found_unfeasible() {
	open();
	qualify(0, 0, 100);
	to_feasibility();
	assert_ok!(judge(0, unfeasible()));
}

#[test]
fn round_without_ideas_gives_its_money_back() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		pass_until(TODAY + 40 * DAYS - 1);
		assert!(matches!(phase(), Phase::Ideas { .. }));
		pass_until(TODAY + 40 * DAYS);
		is_over();
	});
}

#[test]
fn every_state_of_people_ends_at_its_deadline() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 0, 200);
		let days = [40, 10, 30, 3, 7];
		for (rank, days) in (0..).zip(days) {
			assert_eq!(phase().rank(), rank);
			let until = phase().until().unwrap();
			// Hooks see the time of the block before.
			assert!(until - now() <= days * DAYS && until - now() > days * DAYS - MINUTES);
			pass_until(until - 1);
			assert_eq!(phase().rank(), rank, "not a moment earlier");
			pass_until(until);
			assert!(phase().rank() > rank);
		}
		// Nobody said a word: both ideas are put to the vote as they are.
		assert_eq!(Lists::<Test>::get(FIRST).len(), 2);
		ballot();
	});
}

#[test]
fn list_on_which_nothing_is_left_gives_the_money_back() {
	execute(|| {
		found_unfeasible();
		for _ in 0..3 {
			pass_deadline();
		}
		is_over();
	});
}

#[test]
fn appeal_that_nobody_decides_puts_the_idea_on_the_list() {
	execute(|| {
		found_unfeasible();
		assert_ok!(BudgetRounds::appeal(signed(key(0)), FIRST, IdeaId(0), hash(1)));
		to_voting();
		assert_eq!(Lists::<Test>::get(FIRST).len(), 1);
	});
}

#[test]
fn vote_without_a_quorum_is_repeated_once_and_then_the_money_goes_back() {
	execute(|| {
		vote_on_three();
		let first = ballot();
		miss_quorum();
		let second = ballot();
		assert!(second > first);
		let (_, plan) = MockBallots::opened(second).unwrap();
		assert!(!plan.can_be_annulled, "the repeat stands");
		miss_quorum();
		is_over();
	});
}

#[test]
fn vote_that_is_annulled_is_repeated() {
	execute(|| {
		vote_on_three();
		assert_ok!(MockBallots::annul(ballot(), hash(1)));
		MockBallots::tell::<BudgetRounds>();
		pass_until(now() + 1_000);
		choose(&[0], &[0]);
		assert_eq!(round().awards, 1);
	});
}

#[test]
fn ballot_that_is_refused_is_tried_every_day_and_given_up() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		while phase().rank() < 4 {
			pass_deadline();
		}
		// As many ballots of rounds as there can be.
		let until = phase().until().unwrap();
		let other = BallotPlan {
			title: hash(1),
			classes: plan().classes,
			question: plan().question,
			rule: plan().rule,
			options: BoundedVec::new(),
			headings: BoundedVec::new(),
			opens: until,
			closes: until + 90 * DAYS,
			contest: 0,
			conflicts: BoundedVec::new(),
			paper_cap_bp: 0,
			early: false,
			shown: false,
			can_be_annulled: false,
			method: Method::Open,
		};
		let others: Vec<_> = (0..64)
			.map(|_| MockBallots::open(BallotUser::Round(77), other.clone()).unwrap())
			.collect();
		pass_deadline();
		assert_eq!(phase(), Phase::Opening { tries: 1, is_repeat: false });
		for tries in 2..MAX_TRIES {
			pass_until(now() + DAYS);
			assert_eq!(phase(), Phase::Opening { tries, is_repeat: false });
		}
		pass_until(now() + DAYS);
		is_over();
		assert_eq!(others.len(), 64);
	});
}

#[test]
fn outcome_that_nobody_told_is_asked_for() {
	execute(|| {
		vote_on_three();
		let mut winners = OptionSet::default();
		winners.insert(0);
		let chosen = Outcome { winners, ..MockBallots::outcome_of(Verdict::Chosen) };
		MockBallots::decide(ballot(), chosen);
		pass_deadline();
		assert_eq!((round().awards, award(0).amount), (1, 600));
	});
}

#[test]
fn ballot_that_never_ends_is_given_up_and_repeated() {
	execute(|| {
		vote_on_three();
		let first = ballot();
		let (_, plan) = MockBallots::opened(first).unwrap();
		let last = plan.closes + plan.contest + MAX_SHIFT + MAX_OUTAGE + MAX_COUNTING;
		MockBallots::put_off(first, 1_000 * DAYS);
		pass_until(last);
		assert_eq!(ballot(), first);
		pass_deadline();
		assert!(ballot() > first);
		// The first is annulled, and its end is nobody's any longer.
		MockBallots::tell::<BudgetRounds>();
		assert!(ballot() > first);
		miss_quorum();
		is_over();
	});
}

#[test]
fn awards_that_nobody_accepts_lapse_twice_and_go_back() {
	execute(|| {
		vote_on_three();
		choose(&[0, 2], &[0, 1, 2]);
		assert!(matches!(phase(), Phase::Accepting { is_second: false, .. }));
		pass_deadline();
		// Of the first heading the other one; of the second there is none.
		assert!(matches!(phase(), Phase::Accepting { is_second: true, .. }));
		assert_eq!((round().awards, award(1).amount), (1, 400));
		pass_deadline();
		is_over();
	});
}

#[test]
fn ballot_that_chose_nothing_gives_the_money_back() {
	execute(|| {
		vote_on_three();
		choose(&[], &[]);
		is_over();
	});
}

#[test]
fn rest_that_cannot_go_back_is_tried_again_in_a_day() {
	execute(|| {
		open();
		chungnam_testkit::at::<Test>(TODAY + 40 * DAYS);
		MockAgenda::tamper(Due::Round(FIRST), None);
		BudgetRounds::on_due(Due::Round(FIRST));
		assert_eq!(phase(), Phase::Returning);
		let pot = BudgetRounds::pot(FIRST);
		let (expendable, exact) = (Preservation::Expendable, Precision::Exact);
		assert_ok!(Balances::burn_from(&pot, 500, expendable, exact, Fortitude::Force));
		BudgetRounds::on_due(Due::Round(FIRST));
		let error = Error::<Test>::InsufficientBalance.into();
		assert_eq!(last_event(), Event::ReturnFailed { round: FIRST, error });
		assert_eq!(phase(), Phase::Returning);
		assert_ok!(Balances::mint_into(&pot, 500));
		pass_until(now() + DAYS);
		is_over();
	});
}

#[test]
fn clock_that_comes_too_early_comes_again() {
	execute(|| {
		open();
		MockAgenda::tamper(Due::Round(FIRST), Some(TODAY));
		BudgetRounds::on_due(Due::Round(FIRST));
		assert!(matches!(phase(), Phase::Ideas { .. }));
		// Something of which nothing is known is passed over.
		BudgetRounds::on_due(Due::Round(RoundId(9)));
	});
}
