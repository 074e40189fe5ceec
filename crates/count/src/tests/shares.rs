// SPDX-License-Identifier: Apache-2.0

//! Equal Shares by hand.

use super::{ballots, list};
use crate::{
	approvals, complete, equal_shares, Completion, Election, Fault, Listing, TieRule, Utility,
	MAX_WON, UNITS,
};

const NOTHING: [u8; 0] = [];

fn winners(election: &Election, utility: Utility, ballots: &[Vec<u8>]) -> Vec<u8> {
	let trace = equal_shares(election, utility, ballots).unwrap();
	trace.rounds.iter().map(|round| round.option).collect()
}

/// Six of ten want options 0 to 2, four want option 3. Greedy gives all to the six; Equal Shares gives the four their part.
#[test]
fn each_group_decides_on_its_part_of_the_budget() {
	let election = list(100, &[30, 30, 30, 40], TieRule::Number);
	let ballots = ballots(&[(6, &[0, 1, 2]), (4, &[3])]);
	let approvals = approvals(&election, &ballots).unwrap();
	let greedy = crate::greedy(&election, &approvals).unwrap();
	assert_eq!(greedy.winners.numbers().collect::<Vec<_>>(), [0, 1, 2]);
	assert_eq!(winners(&election, Utility::Cost, &ballots), [0, 1, 3]);
}

/// Three voters with a third of 100 won each: no number of units is a third, and yet they can pay.
#[test]
fn voters_pay_what_just_takes_all_that_they_have() {
	let election = list(100, &[100], TieRule::Number);
	let ballots = ballots(&[(3, &[0])]);
	let trace = equal_shares(&election, Utility::Cost, &ballots).unwrap();
	assert_eq!(trace.rounds[0].price, (100 * UNITS) / 3);
	assert_eq!(trace.rounds[0].bound, (100 * UNITS) / 3 + 1);
}

#[test]
fn voters_pay_nothing_when_a_won_is_missing() {
	let election = list(100, &[101], TieRule::Number);
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(3, &[0])])), NOTHING);
	let election = list(100, &[67], TieRule::Number);
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(2, &[0]), (1, &[])])), NOTHING);
	let election = list(99, &[66], TieRule::Number);
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(2, &[0]), (1, &[])])), [0]);
}

#[test]
fn ties_follow_the_rule() {
	let votes = ballots(&[(5, &[0, 1]), (5, &[])]);
	assert_eq!(winners(&list(100, &[30, 20], TieRule::Number), Utility::Cost, &votes), [0, 1]);
	assert_eq!(winners(&list(100, &[30, 20], TieRule::Cheaper), Utility::Cost, &votes), [1, 0]);
	assert_eq!(winners(&list(100, &[25, 25], TieRule::Cheaper), Utility::Cost, &votes), [0, 1]);
	// For a worth of one each, the cheaper one has the lower price: no tie.
	assert_eq!(winners(&list(100, &[30, 20], TieRule::Number), Utility::Count, &votes), [1, 0]);
}

#[test]
fn completion_spends_what_equal_shares_leaves() {
	let election = list(100, &[40, 50, 55], TieRule::Number);
	let votes = ballots(&[(5, &[0]), (3, &[1]), (2, &[2])]);
	let trace = equal_shares(&election, Utility::Cost, &votes).unwrap();
	let approvals = approvals(&election, &votes).unwrap();
	let none = complete(&election, &trace, Completion::None, &approvals).unwrap();
	assert_eq!((none.winners.numbers().collect::<Vec<_>>(), none.left), (vec![0], vec![60]));
	let greedy = complete(&election, &trace, Completion::Greedy, &approvals).unwrap();
	assert_eq!((greedy.winners.numbers().collect::<Vec<_>>(), greedy.left), (vec![0, 1], vec![10]));
}

#[test]
fn each_heading_has_purses_of_its_own() {
	let options = [(50, 0), (50, 1)].map(|(cost, heading)| Listing { cost, part_from: 0, heading });
	let election = Election::new(options.to_vec(), vec![50, 49], TieRule::Number).unwrap();
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(2, &[0, 1])])), [0]);
}

#[test]
fn nobody_votes_and_nothing_wins() {
	let election = list(100, &[1], TieRule::Number);
	assert_eq!(winners(&election, Utility::Cost, &[]), NOTHING);
	assert_eq!(winners(&election, Utility::Cost, &[vec![]]), NOTHING);
}

#[test]
fn largest_amounts_are_counted() {
	let election = list(MAX_WON, &[MAX_WON, MAX_WON - 1, 1], TieRule::Number);
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(1, &[0, 1, 2])])), [0]);
	assert_eq!(winners(&election, Utility::Count, &ballots(&[(1, &[0, 1, 2])])), [2, 1]);
	assert_eq!(winners(&election, Utility::Cost, &ballots(&[(7, &[0, 1, 2])])), [0]);
}

#[test]
fn lists_and_ballots_out_of_bounds_are_refused() {
	let made = |options: Vec<Listing>, budgets| Election::new(options, budgets, TieRule::Number);
	let option = Listing { cost: 1, part_from: 0, heading: 0 };
	let with = |cost, heading| made(vec![option, Listing { cost, part_from: 0, heading }], vec![1]);
	assert_eq!(with(0, 0), Err(Fault::CostOutOfRange(1)));
	assert_eq!(with(MAX_WON + 1, 0), Err(Fault::CostOutOfRange(1)));
	assert_eq!(with(1, 1), Err(Fault::NoSuchHeading(1)));
	assert_eq!(made(vec![option], vec![MAX_WON, MAX_WON + 1]), Err(Fault::BudgetOutOfRange(1)));
	assert_eq!(made(vec![option; 257], vec![1]), Err(Fault::TooMany));
	assert_eq!(made(vec![option], vec![1; 9]), Err(Fault::TooMany));
	let election = made(vec![option; 256], vec![1; 8]).unwrap();
	assert_eq!(election.ensure_ballot(&[0, 255]), Ok(()));
	assert_eq!(election.ensure_ballot(&[1, 0]), Err(Fault::NotAscending(0)));
	assert_eq!(election.ensure_ballot(&[1, 1]), Err(Fault::NotAscending(1)));
	let small = with(1, 0).unwrap();
	assert_eq!(small.ensure_ballot(&[2]), Err(Fault::NoSuchOption(2)));
	assert_eq!(equal_shares(&small, Utility::Cost, &[vec![2]]), Err(Fault::NoSuchOption(2)));
	assert_eq!(approvals(&small, &[vec![1, 0]]), Err(Fault::NotAscending(0)));
	assert_eq!(crate::greedy(&small, &[1]), Err(Fault::ScoresDiffer));
}
