// SPDX-License-Identifier: Apache-2.0

//! The greedy rule by hand.

use super::list;
use crate::{greedy, Election, Listing, Part, TieRule};

fn winners(election: &Election, scores: &[u128]) -> Vec<u8> {
	greedy(election, scores).unwrap().winners.numbers().collect()
}

#[test]
fn options_win_by_score_and_one_that_does_not_fit_is_skipped() {
	let election = list(100, &[60, 50, 40, 30], TieRule::Number);
	let outcome = greedy(&election, &[9, 8, 7, 6]).unwrap();
	assert_eq!(outcome.winners.numbers().collect::<Vec<_>>(), [0, 2]);
	assert_eq!((outcome.left, outcome.parts), (vec![0], vec![]));
	assert_eq!(winners(&election, &[6, 9, 8, 7]), [1, 2]);
}

#[test]
fn ties_follow_the_rule() {
	assert_eq!(winners(&list(50, &[50, 40], TieRule::Number), &[3, 3]), [0]);
	assert_eq!(winners(&list(50, &[50, 40], TieRule::Cheaper), &[3, 3]), [1]);
	assert_eq!(winners(&list(50, &[40, 40], TieRule::Cheaper), &[3, 3]), [0]);
	assert_eq!(winners(&list(50, &[50, 40], TieRule::Cheaper), &[4, 3]), [0]);
}

#[test]
fn first_that_did_not_fit_gets_the_rest_when_a_part_can_be_made() {
	let part = |part_from| {
		let option = |cost, part_from| Listing { cost, part_from, heading: 0 };
		let options = vec![option(60, 1), option(50, part_from), option(70, 1), option(30, 1)];
		let election = Election::new(options, vec![100], TieRule::Number).unwrap();
		let outcome = greedy(&election, &[9, 8, 7, 6]).unwrap();
		assert_eq!(outcome.winners.numbers().collect::<Vec<_>>(), [0, 3]);
		(outcome.parts, outcome.left[0])
	};
	assert_eq!(part(10), (vec![Part { number: 1, won: 10 }], 0));
	// Neither the first that did not fit, nor then the next.
	assert_eq!(part(11), (vec![], 10));
	assert_eq!(part(0), (vec![], 10));
}

#[test]
fn each_heading_spends_its_own_budget() {
	let options = [(60, 0), (60, 1), (50, 0), (40, 1)].map(|(cost, heading)| Listing {
		cost,
		part_from: 5,
		heading,
	});
	let election = Election::new(options.to_vec(), vec![60, 90], TieRule::Number).unwrap();
	let outcome = greedy(&election, &[1, 2, 3, 4]).unwrap();
	assert_eq!(outcome.winners.numbers().collect::<Vec<_>>(), [2, 3]);
	assert_eq!(outcome.parts, [Part { number: 0, won: 10 }, Part { number: 1, won: 50 }]);
	assert_eq!(outcome.left, [0, 0]);
}
