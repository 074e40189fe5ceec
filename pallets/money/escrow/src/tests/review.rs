// SPDX-License-Identifier: Apache-2.0

//! Evidence: shown, accepted, rejected, objected to, and decided by the committee.

use super::*;
use chungnam_ports::{EscrowNews, OwnerAct, Standing};
use chungnam_testkit::MockEscrowOwner;

fn reviewed_by(reviewers: Reviewers<AccountId>) -> PlanOf<Test> {
	PlanOf::<Test> { reviewers, ..plan() }
}

#[test]
fn evidence_is_shown_by_the_payee_alone() {
	execute(|| {
		open(plan());
		assert_noop!(submit(STRANGER, 0, 1), Error::<Test>::NotAuthorized);
		assert_noop!(submit(SCHOOL, 2, 1), Error::<Test>::MilestoneNotFound);
		let other = Escrow::submit_evidence(signed(SCHOOL), EnvelopeId(9), 0, hash(1));
		assert_noop!(other, Error::<Test>::EnvelopeNotFound);
		assert_ok!(submit(SCHOOL, 0, 1));
		let until = TODAY + REVIEW;
		let expected = MilestoneState::Review { until, accepted: false, objection: None };
		assert_eq!(state(0), expected);
		assert_noop!(submit(SCHOOL, 0, 2), Error::<Test>::NotWaiting);
	});
}

#[test]
fn evidence_of_a_person_comes_from_any_of_their_keys() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Person(PAINTER), ..plan() });
		assert_noop!(submit(BUILDER_KEY, 0, 1), Error::<Test>::NotAuthorized);
		MockRegistry::set_standing(PAINTER, Standing::Frozen);
		assert_noop!(submit(PAINTER_KEY, 0, 1), Error::<Test>::PayeeStopped);
		MockRegistry::set_standing(PAINTER, Standing::Active);
		assert_ok!(submit(PAINTER_KEY, 0, 1));
		assert_ok!(submit(PAINTER_CARD, 1, 2));
	});
}

#[test]
fn evidence_of_a_payee_that_is_gone_is_refused() {
	execute(|| {
		open(plan());
		MockRegistry::dismiss_attester(SCHOOL);
		assert_noop!(submit(SCHOOL, 0, 1), Error::<Test>::PayeeGone);
	});
}

#[test]
fn evidence_after_the_grace_is_too_late() {
	execute(|| {
		open(plan());
		let until = TODAY + 30 * DAYS + GRACE;
		chungnam_testkit::at::<Test>(until);
		assert_noop!(submit(SCHOOL, 0, 1), Error::<Test>::TooLate);
		chungnam_testkit::at::<Test>(until - 1);
		assert_ok!(submit(SCHOOL, 0, 1));
	});
}

#[test]
fn same_evidence_is_refused() {
	execute(|| {
		open(plan());
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_noop!(submit(SCHOOL, 1, 1), Error::<Test>::EvidenceUsed);
		assert_ok!(reject(ENGINEER_KEY, 0, 1));
		assert_noop!(submit(SCHOOL, 0, 1), Error::<Test>::EvidenceUsed);
		assert_ok!(submit(SCHOOL, 0, 2));
	});
}

#[test]
fn accepting_makes_a_milestone_payable() {
	execute(|| {
		open(plan());
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::NotInReview);
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_noop!(accept(ENGINEER_KEY, 0, 2), Error::<Test>::EvidenceMismatch);
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		assert_eq!(state(0), MilestoneState::Payable { until: TODAY + UNCLAIMED });
		let heard = MockEscrowOwner::take_heard();
		assert_eq!(heard, [(EscrowOwner::Envelope(0), FIRST, EscrowNews::Payable(0))]);
		assert_noop!(reject(ENGINEER_KEY, 0, 1), Error::<Test>::NotInReview);
	});
}

#[test]
fn only_a_seat_with_the_field_reviews() {
	execute(|| {
		open(plan());
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_noop!(accept(STRANGER, 0, 1), Error::<Test>::NotRegistered);
		assert_noop!(accept(PAINTER_KEY, 0, 1), Error::<Test>::NotAuthorized);
		MockSeats::seat(PAINTER, FieldSet::of(&[Field::Law]), Moment::MAX);
		assert_noop!(accept(PAINTER_KEY, 0, 1), Error::<Test>::NotAuthorized);
		MockRegistry::set_standing(ENGINEER, Standing::Frozen);
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(ENGINEER, Standing::Deceased);
		assert_noop!(reject(ENGINEER_KEY, 0, 1), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn seat_behind_the_payee_does_not_review() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Merchant(SHOP), ..plan() });
		MockSeats::seat(BUILDER_PERSON, FieldSet::of(&[Field::Engineering]), Moment::MAX);
		assert_ok!(submit(BUILDER, 0, 1));
		assert_noop!(accept(BUILDER_KEY, 0, 1), Error::<Test>::Conflict);
		// The engineer runs the shop by now.
		MockRegistry::set_operator(SHOP, ENGINEER);
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::Conflict);
		assert_noop!(accept(BUILDER_KEY, 0, 1), Error::<Test>::Conflict);
	});
}

#[test]
fn office_reviews_while_it_holds_the_mandate() {
	execute(|| {
		let regions = RegionSet::of(&[3]);
		open(reviewed_by(Reviewers::Office { account: OFFICE, scope: Scope::Settle, regions }));
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_noop!(accept(SCHOOL, 0, 1), Error::<Test>::NotAuthorized);
		assert_ok!(accept(OFFICE, 0, 1));
		assert_ok!(submit(SCHOOL, 1, 2));
		MockRegistry::dismiss_attester(OFFICE);
		assert_noop!(accept(OFFICE, 1, 2), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn one_person_reviews_where_the_plan_says_so() {
	execute(|| {
		open(reviewed_by(Reviewers::Person(PAINTER)));
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::NotAuthorized);
		assert_ok!(accept(PAINTER_CARD, 0, 1));
	});
}

#[test]
fn review_after_its_time_is_too_late() {
	execute(|| {
		open(plan());
		assert_ok!(submit(SCHOOL, 0, 1));
		chungnam_testkit::at::<Test>(TODAY + REVIEW);
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::TooLate);
		chungnam_testkit::at::<Test>(TODAY + REVIEW - 1);
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
	});
}

#[test]
fn rejected_evidence_is_mended_twice_and_then_the_committee_decides() {
	execute(|| {
		open(plan());
		for evidence in [1, 2] {
			assert_ok!(submit(SCHOOL, 0, evidence));
			assert_ok!(reject(ENGINEER_KEY, 0, evidence));
			assert_eq!(state(0), MilestoneState::Cure { until: TODAY + crate::CURE });
		}
		assert_ok!(submit(SCHOOL, 0, 3));
		assert_ok!(reject(ENGINEER_KEY, 0, 3));
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + ESCALATION });
		assert_noop!(submit(SCHOOL, 0, 4), Error::<Test>::NotWaiting);
	});
}

fn escalate_first() {
	open(plan());
	for evidence in [1, 2, 3] {
		assert_ok!(submit(SCHOOL, 0, evidence));
		assert_ok!(reject(ENGINEER_KEY, 0, evidence));
	}
}

#[test]
fn committee_pays_an_escalated_milestone() {
	execute(|| {
		escalate_first();
		assert_noop!(decide(1, Decision::Pay), Error::<Test>::NotEscalated);
		let anyone = Escrow::decide(signed(STRANGER), FIRST, 0, Decision::Pay);
		assert_noop!(anyone, sp_runtime::DispatchError::BadOrigin);
		assert_ok!(decide(0, Decision::Pay));
		assert_eq!(state(0), MilestoneState::Payable { until: TODAY + UNCLAIMED });
	});
}

#[test]
fn owner_pays_an_escalated_milestone_and_no_other() {
	execute(|| {
		escalate_first();
		assert_noop!(settle_alone(OwnerAct::Pay(1)), Error::<Test>::NotEscalated);
		assert_ok!(settle_alone(OwnerAct::Pay(0)));
		assert_eq!(state(0), MilestoneState::Payable { until: TODAY + UNCLAIMED });
	});
}

#[test]
fn committee_moves_a_due_moment_once() {
	execute(|| {
		escalate_first();
		let due = TODAY + 90 * DAYS;
		assert_noop!(decide(0, Decision::Later(TODAY)), Error::<Test>::DueOutOfRange);
		assert_ok!(decide(0, Decision::Later(due)));
		assert_eq!(state(0), MilestoneState::Waiting { until: due + GRACE });
		for evidence in [4, 5, 6] {
			assert_ok!(submit(SCHOOL, 0, evidence));
			assert_ok!(reject(ENGINEER_KEY, 0, evidence));
		}
		assert_eq!(milestone(0).evidence.len(), 6);
		assert_noop!(decide(0, Decision::Later(due)), Error::<Test>::AlreadyMoved);
	});
}

#[test]
fn committee_aborts_and_all_goes_back() {
	execute(|| {
		escalate_first();
		assert_ok!(decide(0, Decision::Abort(hash(9))));
		assert_eq!(won(&FUNDER), 3_000);
		assert!(Escrow::envelope(FIRST).is_none());
	});
}

#[test]
fn committee_decides_in_time() {
	execute(|| {
		escalate_first();
		chungnam_testkit::at::<Test>(TODAY + ESCALATION);
		assert_noop!(decide(0, Decision::Pay), Error::<Test>::TooLate);
		chungnam_testkit::at::<Test>(TODAY);
	});
}

#[test]
fn accepted_milestone_waits_for_objectors() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		let (user, plan) = MockBallots::opened(objection(0)).expect("it is open");
		assert_eq!(user, chungnam_ports::BallotUser::Envelope(crate::subject(FIRST, 0)));
		assert_eq!((plan.opens, plan.closes, plan.contest), (TODAY, TODAY + REVIEW, 0));
		assert_eq!(plan.rule, chungnam_ports::Rule::Reached { least: 100 });
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		assert!(matches!(state(0), MilestoneState::Review { accepted: true, .. }));
		assert_noop!(accept(ENGINEER_KEY, 0, 1), Error::<Test>::AlreadyInState);
		assert_noop!(reject(ENGINEER_KEY, 0, 1), Error::<Test>::AlreadyInState);
		pass_to(TODAY + REVIEW);
		assert_eq!(state(0), MilestoneState::Payable { until: TODAY + REVIEW + UNCLAIMED });
	});
}

#[test]
fn enough_objections_escalate_an_accepted_milestone() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		MockBallots::decide(objection(0), MockBallots::outcome_of(Verdict::Passed));
		pass_to(TODAY + REVIEW);
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + REVIEW + ESCALATION });
	});
}

#[test]
fn objectors_are_heard_when_the_ballot_is_final_before_the_clock_comes() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		let ballot = objection(0);
		let outcome = MockBallots::outcome_of(Verdict::Passed);
		let (user, _) = MockBallots::opened(ballot).expect("it is open");
		<Escrow as chungnam_ports::OnBallot>::on_final(user, ballot, &outcome);
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + ESCALATION });
		// An outcome of a ballot about which nobody asks any longer changes nothing.
		<Escrow as chungnam_ports::OnBallot>::on_final(user, ballot, &outcome);
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + ESCALATION });
	});
}

#[test]
fn people_behind_the_payee_do_not_object() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Merchant(SHOP), ..contested() });
		MockRegistry::set_operator(SHOP, PAINTER);
		assert_ok!(submit(BUILDER, 0, 1));
		let (_, plan) = MockBallots::opened(objection(0)).expect("it is open");
		assert_eq!(plan.conflicts.to_vec(), [BUILDER_PERSON, PAINTER]);
	});
}

#[test]
fn rejecting_ends_the_ballot_of_objectors() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		let ballot = objection(0);
		assert_ok!(reject(ENGINEER_KEY, 0, 1));
		pass_to(TODAY + 1_000);
		let outcome = <MockBallots as chungnam_ports::Ballots>::outcome(ballot);
		assert!(matches!(outcome.map(|own| own.verdict), Some(Verdict::Annulled(_))));
		assert_eq!(state(0), MilestoneState::Cure { until: TODAY + crate::CURE });
	});
}

/// All room for ballots of objectors is taken, one of them by the second milestone.
#[track_caller]
fn fill_ballots() {
	assert_ok!(submit(SCHOOL, 1, 9));
	let (_, plan) = MockBallots::opened(objection(1)).expect("it is open");
	for number in 1..512 {
		let user = chungnam_ports::BallotUser::Envelope(number);
		assert_ok!(<MockBallots as chungnam_ports::Ballots>::open(user, plan.clone()));
	}
}

#[test]
fn evidence_is_taken_when_no_ballot_can_be_opened_and_the_committee_decides() {
	execute(|| {
		open(contested());
		fill_ballots();
		assert_ok!(submit(SCHOOL, 0, 1));
		let until = TODAY + REVIEW;
		let waits = MilestoneState::Review { until, accepted: false, objection: None };
		assert_eq!(state(0), waits);
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + ESCALATION });
		assert_ok!(decide(0, Decision::Pay));
	});
}

#[test]
fn silence_releases_nothing_when_objectors_could_not_be_asked() {
	execute(|| {
		open(contested());
		fill_ballots();
		assert_ok!(submit(SCHOOL, 0, 1));
		pass_to(TODAY + REVIEW);
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + REVIEW + ESCALATION });
	});
}

#[test]
fn rejected_evidence_is_mended_when_objectors_could_not_be_asked() {
	execute(|| {
		open(contested());
		fill_ballots();
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_ok!(reject(ENGINEER_KEY, 0, 1));
		assert_eq!(state(0), MilestoneState::Cure { until: TODAY + crate::CURE });
	});
}
