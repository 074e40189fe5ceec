// SPDX-License-Identifier: Apache-2.0

//! From the list to winners, `accept_award` and `replace_payee`.

use super::*;
use chungnam_ports::{
	EnvelopeFacts, Escrow, EscrowOwner, OnBallot, OnEscrow, PartFunding, Standing,
};
use chungnam_primitives::EnvelopeId;

use crate::{mock::Budget, Listed, Rest};

type Envelopes = <Test as crate::Config>::Escrow;

fn facts(id: u32) -> Option<EnvelopeFacts<AccountId>> {
	<Envelopes as Escrow<AccountId>>::facts(EnvelopeId(id))
}

fn rest(heading: usize) -> Rest {
	round().rests[heading]
}

#[test]
fn list_holds_ideas_that_qualified_and_were_not_refused_by_number() {
	execute(|| {
		open();
		qualify(0, 0, 600);
		assert_ok!(propose(key(1), 0, 100));
		qualify(2, 1, 300);
		qualify(3, 0, 200);
		to_feasibility();
		assert_ok!(judge(2, unfeasible()));
		assert_ok!(judge(3, feasible(250)));
		to_voting();
		let listed = |idea, heading, cost| Listed { idea: IdeaId(idea), heading, cost };
		let list = BudgetRounds::list(FIRST);
		assert_eq!(list, [listed(0, 0, 600), listed(3, 0, 250)]);
	});
}

#[test]
fn ballot_is_what_was_agreed_when_the_round_was_opened() {
	execute(|| {
		let plan = PlanOf::<Test> { part_bp: 3_333, ..plan() };
		assert_ok!(open_round(signed(OFFICE), plan.clone()));
		qualify(0, 0, 100);
		to_voting();
		let (user, ballot) = MockBallots::opened(ballot()).unwrap();
		assert_eq!(user, chungnam_ports::BallotUser::Round(0));
		let option = ballot.options[0];
		// A third of 100, rounded up.
		assert_eq!((option.cost, option.part_from, option.heading), (100, 34, 0));
		assert_eq!(ballot.headings.to_vec(), [1_000, 500]);
		assert_eq!((ballot.classes, ballot.question), (plan.classes, plan.question));
		assert_eq!((ballot.rule, ballot.title), (plan.rule, plan.title));
		assert_eq!(ballot.closes - ballot.opens, 10 * DAYS);
		assert_eq!(ballot.opens, now() + 7 * DAYS);
		assert!(ballot.can_be_annulled && !ballot.early);
	});
}

#[test]
fn long_list_is_made_and_awarded_sixteen_a_block() {
	execute(|| {
		let mut plan = PlanOf::<Test> { sponsors: 1, ..plan() };
		plan.headings[0].budget = 10_000;
		assert_ok!(open_round(signed(OFFICE), plan));
		for by in 0..30 {
			assert_ok!(propose(key(by), 0, 10));
			assert_ok!(sponsor(key(by), by.into()));
		}
		while phase().rank() < 4 {
			pass_deadline();
		}
		let until = phase().until().unwrap();
		block_at(until);
		block_at(until);
		assert_eq!(phase(), Phase::Listing { next: 0 });
		block_at(until);
		assert_eq!((phase(), Lists::<Test>::get(FIRST).len()), (Phase::Listing { next: 16 }, 16));
		block_at(until);
		assert_eq!(Lists::<Test>::get(FIRST).len(), 30);
		to_voting();
		let all: Vec<u8> = (0..30).collect();
		choose(&all, &all);
		pass_until(now());
		assert_eq!((round().awards, rest(0).left), (30, 10_000 - 300));
	});
}

#[test]
fn winners_are_offered_their_money_and_payees_accept_it_into_envelopes() {
	execute(|| {
		vote_on_three();
		choose(&[0, 2], &[0, 1, 2]);
		assert_eq!(award(0), Award { idea: IdeaId(0), heading: 0, amount: 600 });
		assert_eq!((rest(0).left, rest(1).left, round().awards), (400, 200, 2));
		assert_eq!(Awards::<Test>::get(FIRST, 1), None);
		assert_ok!(accept(BUILDER, 0));
		assert_eq!((pot(), round().envelopes), (900, 1));
		let own = facts(0).unwrap();
		assert_eq!((own.owner, own.total), (EscrowOwner::Round(0), 600));
		assert_eq!(own.payee, Payee::Institution(BUILDER));
		let envelope = EnvelopeId(0);
		assert_eq!(last_event(), Event::AwardAccepted { round: FIRST, option: 0, envelope });
		assert_noop!(accept(BUILDER, 0), Error::<Test>::AwardNotFound);
		assert_ok!(accept(BUILDER, 2));
		// Nobody is waited for: what is left goes back before the deadline.
		pass_until(now() + 1_000);
		assert_eq!((phase(), pot()), (Phase::Running, 0));
		assert_eq!(won(&OFFICE), PLENTY - 900);
	});
}

#[test]
fn only_the_payee_accepts_and_in_time() {
	execute(|| {
		vote_on_three();
		assert_noop!(accept(BUILDER, 0), Error::<Test>::TooEarly);
		choose(&[0], &[0]);
		assert_noop!(accept(STRANGER, 0), Error::<Test>::NotAuthorized);
		assert_noop!(accept(SCHOOL, 0), Error::<Test>::NotAuthorized);
		assert_noop!(accept(BUILDER, 1), Error::<Test>::AwardNotFound);
		chungnam_testkit::at::<Test>(phase().until().unwrap());
		assert_noop!(accept(BUILDER, 0), Error::<Test>::TooLate);
	});
}

#[test]
fn payee_that_is_gone_or_stopped_does_not_accept() {
	execute(|| {
		let mut plan = plan();
		plan.terms.payee = Payee::Person(person(5));
		assert_ok!(open_round(signed(OFFICE), plan));
		qualify(0, 0, 100);
		to_voting();
		choose(&[0], &[0]);
		MockRegistry::set_standing(person(5), Standing::Frozen);
		assert_noop!(accept(key(5), 0), Error::<Test>::PayeeStopped);
		MockRegistry::set_standing(person(5), Standing::Deceased);
		assert_noop!(accept(key(5), 0), Error::<Test>::PayeeGone);
		MockRegistry::set_standing(person(5), Standing::Active);
		assert_noop!(accept(key(6), 0), Error::<Test>::NotAuthorized);
		assert_ok!(accept(key(5), 0));
	});
}

#[test]
fn payee_of_the_verdict_accepts_and_not_that_of_the_round() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		to_feasibility();
		let payee = Some(Payee::Institution(SCHOOL));
		assert_ok!(judge(0, Judgement::Feasible { cost: 100, payee, reason: hash(8) }));
		to_voting();
		choose(&[0], &[0]);
		assert_noop!(accept(BUILDER, 0), Error::<Test>::NotAuthorized);
		assert_ok!(accept(SCHOOL, 0));
	});
}

#[test]
fn part_of_a_project_gets_what_was_left() {
	execute(|| {
		vote_on_three();
		let mut winners = OptionSet::default();
		[0, 1].iter().for_each(|option| winners.insert(*option));
		let part = PartFunding { option: 1, amount: 350 };
		let parts = BoundedVec::truncate_from(vec![part]);
		let chosen = Outcome { winners, parts, ..MockBallots::outcome_of(Verdict::Chosen) };
		end_ballot(chosen);
		assert_eq!((award(0).amount, award(1).amount, rest(0).left), (600, 350, 50));
	});
}

#[test]
fn winners_beyond_the_budget_are_passed_over() {
	execute(|| {
		open();
		for by in 0..3 {
			qualify(by, 0, 400);
		}
		to_voting();
		// A count never says so.
		choose(&[0, 1, 2], &[0, 1, 2]);
		assert_eq!((round().awards, rest(0).left), (2, 200));
	});
}

#[test]
fn award_that_lapses_goes_to_the_next_of_the_heading_that_fits() {
	execute(|| {
		open();
		for (by, cost) in [(0, 600), (1, 500), (2, 450), (3, 400), (4, 300)] {
			qualify(by, 0, cost);
		}
		qualify(5, 1, 100);
		to_voting();
		choose(&[0, 3], &[0, 3, 5, 1, 2, 4]);
		assert_eq!(rest(0).left, 0);
		assert_ok!(accept(BUILDER, 3));
		pass_deadline();
		// 600 are left: the next by rank is 500 and fits; nothing lapsed in the other heading.
		assert_eq!((round().awards, award(1).amount, rest(0).left), (1, 500, 100));
		assert_eq!(Awards::<Test>::get(FIRST, 5), None);
		assert!(matches!(phase(), Phase::Accepting { is_second: true, .. }));
		assert_noop!(accept(BUILDER, 0), Error::<Test>::AwardNotFound);
		assert_ok!(accept(BUILDER, 1));
		pass_until(now() + 1_000);
		assert_eq!((phase(), round().envelopes, pot()), (Phase::Running, 2, 0));
		assert_eq!(won(&OFFICE), PLENTY - 900);
	});
}

#[test]
fn next_that_does_not_fit_is_passed_over() {
	execute(|| {
		open();
		for (by, cost) in [(0, 300), (1, 600), (2, 500), (3, 350)] {
			qualify(by, 0, cost);
		}
		to_voting();
		choose(&[0, 1], &[0, 1, 2, 3]);
		assert_ok!(accept(BUILDER, 1));
		pass_deadline();
		// 400 are left: 500 does not fit, 350 does.
		assert_eq!((award(3).amount, rest(0).left), (350, 50));
		assert_eq!(Awards::<Test>::get(FIRST, 2), None);
	});
}

#[test]
fn round_is_over_with_its_last_envelope() {
	execute(|| {
		vote_on_three();
		choose(&[0, 2], &[0, 2]);
		for option in [0, 2] {
			assert_ok!(accept(BUILDER, option));
		}
		for (id, amounts) in [(0, [180, 420]), (1, [90, 210])] {
			assert_eq!(facts(id).unwrap().held, amounts.iter().sum());
		}
		let before = won(&BUILDER);
		for number in [0, 1] {
			Envelopes::pay(EnvelopeId(0), number, &BUILDER);
		}
		assert_eq!(won(&BUILDER) - before, 600);
		pass_until(now() + 1_000);
		assert_eq!((phase(), round().envelopes), (Phase::Running, 1));
		for number in [0, 1] {
			Envelopes::pay(EnvelopeId(1), number, &BUILDER);
		}
		assert_eq!((phase(), round().envelopes), (Phase::Closed, 0));
	});
}

#[test]
fn refund_of_a_round_goes_to_its_funder_as_long_as_it_is_there() {
	execute(|| {
		let to =
			|round| <BudgetRounds as OnEscrow<AccountId>>::refund_to(EscrowOwner::Round(round));
		open();
		assert_eq!((to(0), to(1)), (Some(OFFICE), None));
		let plan = PlanOf::<Test> { region: None, ..plan() };
		assert_ok!(open_round(governor(), plan));
		assert_eq!(to(1), Some(Budget::get()));
		assert_eq!(<BudgetRounds as OnEscrow<AccountId>>::refund_to(EscrowOwner::Motion(0)), None);
	});
}

#[test]
fn office_proposes_another_payee_for_an_envelope_of_the_round() {
	execute(|| {
		vote_on_three();
		choose(&[0], &[0]);
		assert_ok!(accept(BUILDER, 0));
		let payee = Payee::Institution(SCHOOL);
		let replace = |who, id| {
			BudgetRounds::replace_payee(signed(who), FIRST, EnvelopeId(id), payee.clone())
		};
		assert_noop!(replace(BUILDER, 0), sp_runtime::traits::BadOrigin);
		assert!(replace(OFFICE, 1).is_err());
		assert_ok!(replace(OFFICE, 0));
		assert_eq!(facts(0).unwrap().payee, payee);
		let envelope = EnvelopeId(0);
		let proposed = Event::PayeeProposed { round: FIRST, envelope, payee: payee.clone() };
		assert_eq!(last_event(), proposed);
		let none = BudgetRounds::replace_payee(signed(OFFICE), RoundId(7), EnvelopeId(0), payee);
		assert_noop!(none, Error::<Test>::RoundNotFound);
	});
}

#[test]
fn outcome_of_another_ballot_or_user_changes_nothing() {
	execute(|| {
		vote_on_three();
		let before = round();
		let chosen = MockBallots::outcome_of(Verdict::Chosen);
		let own = ballot();
		let users = [
			(chungnam_ports::BallotUser::Round(0), BallotId(own.0 + 1)),
			(chungnam_ports::BallotUser::Round(7), own),
			(chungnam_ports::BallotUser::Motion(0), own),
		];
		for (user, ballot) in users {
			BudgetRounds::on_final(user, ballot, &chosen);
		}
		assert_eq!(round(), before);
	});
}
