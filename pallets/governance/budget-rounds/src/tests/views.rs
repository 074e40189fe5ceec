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
			let why = Error::<Test>::from(can(who.clone(), cost).unwrap_err());
			assert_noop!(propose(who, 0, cost), why);
		}
		assert_ok!(propose(key(0), 0, 100));
		assert_eq!(can(key(0), 100), Err(Refusal::AlreadyProposed));
		let may = |who| BudgetRounds::can_sponsor(who, FIRST, IdeaId(0));
		assert_eq!(may(key(1)), Ok(()));
		assert_ok!(sponsor(key(1), 0));
		assert_eq!(may(key(1)), Err(Refusal::AlreadySponsored));
	});
}

#[test]
fn rounds_come_with_their_plans_until_they_are_swept() {
	execute(|| {
		assert_eq!(BudgetRounds::rounds(), []);
		open();
		open();
		assert_eq!(BudgetRounds::ideas(RoundId(1), IdeaId(0)), []);
		let numbers = || BudgetRounds::rounds().iter().map(|own| own.id).collect::<Vec<_>>();
		assert_eq!(numbers(), [FIRST, RoundId(1)]);
		let first = crate::RoundView { id: FIRST, round: round(), plan: plan() };
		assert_eq!(BudgetRounds::rounds()[0], first);
		// Nobody has an idea: both are over, and the first is swept.
		pass_deadline();
		assert_eq!(phase(), Phase::Closed);
		assert_eq!(numbers(), [FIRST, RoundId(1)]);
		assert_ok!(BudgetRounds::sweep_round(signed(STRANGER), FIRST, 64));
		assert_eq!(numbers(), [RoundId(1)]);
	});
}

#[test]
fn wallet_is_told_why_somebody_cannot_propose_or_sponsor() {
	execute(|| {
		let can =
			|heading, zone, cost| BudgetRounds::can_propose(key(0), FIRST, heading, zone, cost);
		let may = |number| BudgetRounds::can_sponsor(key(0), FIRST, IdeaId(number));
		assert_eq!(can(0, HOME, 100), Err(Refusal::RoundNotFound));
		assert_eq!(may(0), Err(Refusal::RoundNotFound));
		open();
		assert_eq!(may(0), Err(Refusal::IdeaNotFound));
		assert_eq!(can(0, ZoneId::new(3, 1), 100), Err(Refusal::WrongZone));
		assert_eq!(can(2, HOME, 100), Err(Refusal::CostOutOfRange));
		let register = Registers::<Test>::get(FIRST);
		Registers::<Test>::mutate(FIRST, |own| own.ideas = crate::MAX_IDEAS);
		assert_eq!(can(0, HOME, 100), Err(Refusal::MaxIdeasExceeded));
		Registers::<Test>::insert(FIRST, register);
		for by in 1..10 {
			assert_ok!(propose(key(by), 0, 100));
		}
		for number in 0..8 {
			assert_ok!(sponsor(key(0), number));
		}
		assert_eq!(may(7), Err(Refusal::AlreadySponsored));
		assert_eq!(may(8), Err(Refusal::MaxSponsoringExceeded));
		chungnam_testkit::at::<Test>(phase().until().unwrap());
		assert_eq!(can(0, HOME, 100), Err(Refusal::TooLate));
		assert_eq!(may(8), Err(Refusal::TooLate));
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
