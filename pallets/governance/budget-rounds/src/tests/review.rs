// SPDX-License-Identifier: Apache-2.0

//! `judge_idea`, `appeal` and `decide_appeal`.

use super::*;
use sp_runtime::traits::BadOrigin;

fn appeal(who: AccountId, idea: u16) -> DispatchResult {
	BudgetRounds::appeal(signed(who), FIRST, IdeaId(idea), hash(10))
}

fn decide(idea: u16, is_feasible: bool) -> DispatchResult {
	BudgetRounds::decide_appeal(governor(), FIRST, IdeaId(idea), is_feasible, hash(11))
}

#[test]
fn judgement_sets_the_cost_and_the_payee() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		to_feasibility();
		let payee = Some(Payee::Institution(SCHOOL));
		let judgement = Judgement::Feasible { cost: 150, payee: payee.clone(), reason: hash(8) };
		assert_ok!(judge(0, judgement.clone()));
		let own = idea(0);
		assert_eq!((own.cost, own.payee, own.review), (150, payee, Review::Feasible));
		assert_eq!(
			last_event(),
			Event::IdeaJudged { round: FIRST, idea: IdeaId(0), by: Some(OFFICE), judgement }
		);
		assert_noop!(judge(0, unfeasible()), Error::<Test>::AlreadyJudged);
	});
}

#[test]
fn judgement_without_a_reason_is_refused() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		to_feasibility();
		let (ground, reason) = (Ground::Unlawful, H256::zero());
		let refused = || Error::<Test>::ReasonMissing;
		assert_noop!(judge(0, Judgement::Unfeasible { ground, reason }), refused());
		assert_noop!(judge(0, Judgement::Feasible { cost: 100, payee: None, reason }), refused());
	});
}

#[test]
fn judgement_is_about_an_idea_that_qualified_at_a_cost_that_fits_and_a_payee_who_is_there() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		assert_ok!(propose(key(1), 0, 100));
		assert_noop!(judge(0, feasible(100)), Error::<Test>::TooEarly);
		to_feasibility();
		assert_noop!(judge(1, feasible(100)), Error::<Test>::NotQualified);
		assert_noop!(judge(9, feasible(100)), Error::<Test>::IdeaNotFound);
		assert_noop!(judge(0, feasible(601)), Error::<Test>::CostOutOfRange);
		let payee = Some(Payee::Institution(STRANGER));
		let judgement = Judgement::Feasible { cost: 100, payee, reason: hash(8) };
		assert_noop!(judge(0, judgement), Error::<Test>::PayeeGone);
		let by_another = BudgetRounds::judge_idea(signed(BUILDER), FIRST, IdeaId(0), feasible(100));
		assert_noop!(by_another, BadOrigin);
		pass_deadline();
		assert_noop!(judge(0, feasible(100)), Error::<Test>::TooLate);
	});
}

#[test]
fn appeal_is_the_proposers_and_once() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 0, 100);
		assert_noop!(appeal(key(0), 0), Error::<Test>::TooEarly);
		to_feasibility();
		assert_noop!(appeal(key(0), 0), Error::<Test>::NotUnfeasible);
		assert_ok!(judge(0, unfeasible()));
		assert_ok!(judge(1, feasible(100)));
		assert_noop!(appeal(key(1), 1), Error::<Test>::NotUnfeasible);
		assert_noop!(appeal(key(1), 0), Error::<Test>::NotAuthorized);
		let empty = BudgetRounds::appeal(signed(key(0)), FIRST, IdeaId(0), H256::zero());
		assert_noop!(empty, Error::<Test>::ReasonMissing);
		pass_deadline();
		assert_ok!(appeal(SECOND_KEY, 0));
		assert_eq!(idea(0).review, Review::Appealed);
		assert_noop!(appeal(key(0), 0), Error::<Test>::AlreadyAppealed);
		assert_ok!(decide(0, false));
		assert_eq!(idea(0).review, Review::Dismissed);
		assert_noop!(appeal(key(0), 0), Error::<Test>::AlreadyAppealed);
	});
}

#[test]
fn appeal_comes_in_its_time_and_the_committee_decides_in_its_own() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 0, 100);
		to_feasibility();
		for number in [0, 1] {
			assert_ok!(judge(number, unfeasible()));
		}
		assert_noop!(decide(0, true), Error::<Test>::NotAppealed);
		assert_ok!(appeal(key(0), 0));
		pass_deadline();
		pass_deadline();
		assert!(matches!(phase(), Phase::Appeals { .. }));
		assert_noop!(appeal(key(1), 1), Error::<Test>::TooLate);
		let empty = BudgetRounds::decide_appeal(governor(), FIRST, IdeaId(0), true, H256::zero());
		assert_noop!(empty, Error::<Test>::ReasonMissing);
		let by_office =
			BudgetRounds::decide_appeal(signed(OFFICE), FIRST, IdeaId(0), true, hash(1));
		assert_noop!(by_office, BadOrigin);
		assert_ok!(decide(0, true));
		assert_eq!(idea(0).review, Review::Feasible);
		assert_noop!(decide(0, false), Error::<Test>::NotAppealed);
		pass_deadline();
		assert_noop!(decide(1, false), Error::<Test>::TooLate);
		let list: Vec<_> = Lists::<Test>::get(FIRST).iter().map(|own| own.idea).collect();
		assert_eq!(list, [IdeaId(0)]);
	});
}
