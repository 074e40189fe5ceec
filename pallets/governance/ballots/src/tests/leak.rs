// SPDX-License-Identifier: Apache-2.0

//! A whole life leaves nothing behind.

use std::collections::BTreeSet;

use chungnam_ports::{Ties, KEPT_OUTCOMES};
use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

/// Every key of the pallet but for what stays: the number of the next ballot, the time, and stops of the chain.
fn keys() -> BTreeSet<Vec<u8>> {
	own_keys_but("Ballots", &["NextBallot", "Seen", "Outages"])
}

#[test]
fn a_life_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		let question = Question::Approval { least: 1, most: 32, per_heading: false };
		let option = Candidate { cost: 1, part_from: 0, heading: 0 };
		let rule = Rule::Greedy { ties: Ties::Number };
		let options = vec![option; 256].try_into().unwrap();
		let list = open(BallotPlan { options, ..list_plan(question, rule) });
		let (question, rule) = (Question::Support, Rule::Reached { least: 2 });
		let support = open(BallotPlan { question, rule, ..plan() });
		let yes_no = open(plan());
		let replayed = open(shares::shares_plan());
		assert_ok!(<Ballots as chungnam_ports::Ballots>::shift(yes_no, MINUTES));
		pass(HOURS + MINUTES);
		vote_all(list, 1..=5, picks(&[0, 40, 255]));
		assert_ok!(paper(list, 11, picks(&[200])));
		vote_all(support, 1..=2, Choice::Support);
		vote_all(yes_no, 1..=9, YES_VOTE);
		shares::cast_all(replayed);
		assert_ok!(paper(yes_no, 10, NO_VOTE));
		assert_ok!(Ballots::strike(committee(), yes_no, BORYEONG));
		assert_ok!(<Ballots as chungnam_ports::Ballots>::recuse(yes_no, PersonId(1)));
		pass(HOURS);
		assert_ok!(Ballots::annul(committee(), yes_no, H256::zero()));
		shares::fund();
		assert_ok!(shares::submit(replayed, shares::wrong_trace(replayed)));
		shares::replay_all(replayed, 4);
		assert_ok!(shares::submit(replayed, shares::right_trace(replayed)));
		shares::replay_all(replayed, 4);
		pass(HOURS + MINUTES);
		assert!(keys().len() > before.len());
		for ballot in [list, support, yes_no, replayed] {
			assert_ok!(Ballots::sweep(signed(key(1)), ballot, 200));
		}
		// The outcomes stay for 400 days.
		assert_eq!(keys().len(), before.len() + 4);
		next_block::<Test>(now() + KEPT_OUTCOMES);
		next_block::<Test>(now());
		assert_nothing_left(&before, &keys());
	});
}
