// SPDX-License-Identifier: Apache-2.0

//! What wallets ask.

use super::*;

#[test]
fn ideas_come_by_number_and_a_page_at_a_time() {
	execute(|| {
		open();
		for by in 0..3 {
			assert_ok!(propose(key(by), 0, 100));
		}
		let numbers = |from| {
			let ideas = BudgetRounds::ideas(FIRST, IdeaId(from));
			ideas.into_iter().map(|(number, _)| number.0).collect::<Vec<_>>()
		};
		assert_eq!((numbers(0), numbers(2), numbers(3)), (vec![0, 1, 2], vec![2], vec![]));
		assert_eq!(BudgetRounds::round(FIRST), Some((round(), plan())));
		assert_eq!(BudgetRounds::round(RoundId(1)), None);
	});
}

#[test]
fn view_says_what_the_call_would_say() {
	execute(|| {
		open();
		let can = |who: AccountId, cost| BudgetRounds::can_propose(who, FIRST, 0, HOME, cost);
		assert_eq!(can(key(0), 100), Ok(()));
		for (who, cost) in [(key(0), 9), (STRANGER, 100), (VISITOR_KEY, 100)] {
			let why = can(who.clone(), cost).unwrap_err();
			assert_noop!(propose(who, 0, cost), why);
		}
		assert_ok!(propose(key(0), 0, 100));
		assert_eq!(can(key(0), 100), Err(Error::<Test>::AlreadyProposed.into()));
		let may = |who| BudgetRounds::can_sponsor(who, FIRST, IdeaId(0));
		assert_eq!(may(key(1)), Ok(()));
		assert_ok!(sponsor(key(1), 0));
		assert_eq!(may(key(1)), Err(Error::<Test>::AlreadySponsored.into()));
	});
}

#[test]
fn awards_come_by_number() {
	execute(|| {
		vote_on_three();
		choose(&[2, 0], &[2, 0]);
		let awards = BudgetRounds::awards(FIRST);
		assert_eq!(awards.iter().map(|(option, _)| *option).collect::<Vec<_>>(), [0, 2]);
		assert_eq!(awards[1].1, award(2));
	});
}
