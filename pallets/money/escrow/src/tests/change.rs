// SPDX-License-Identifier: Apache-2.0

//! Another payee.

use super::*;
use chungnam_ports::{EscrowNews, OwnerAct};
use chungnam_testkit::MockEscrowOwner;

fn propose(to: Payee<AccountId>) -> DispatchResult {
	settle_alone(OwnerAct::NewPayee(to))
}

fn sign(who: AccountId) -> DispatchResult {
	Escrow::change_payee(signed(who), FIRST)
}

/// The school and the builder agree on the shop, and objectors have their time.
#[track_caller]
fn agreed() {
	open(contested());
	assert_ok!(propose(Payee::Merchant(SHOP)));
	assert_ok!(sign(SCHOOL));
	assert_ok!(sign(BUILDER));
}

#[test]
fn both_payees_agree_and_the_new_one_is_paid() {
	execute(|| {
		open(plan());
		make_payable();
		assert_noop!(sign(SCHOOL), Error::<Test>::ChangeNotFound);
		assert_ok!(propose(Payee::Merchant(SHOP)));
		assert_noop!(sign(STRANGER), Error::<Test>::NotAuthorized);
		assert_ok!(sign(SCHOOL));
		assert_noop!(sign(SCHOOL), Error::<Test>::AlreadyInState);
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
		MockEscrowOwner::take_heard();
		assert_ok!(sign(BUILDER));
		assert_eq!(envelope().payee, Payee::Merchant(SHOP));
		assert_eq!(envelope().people.to_vec(), [BUILDER_PERSON]);
		let news = (EscrowOwner::Envelope(0), FIRST, EscrowNews::PayeeChanged);
		assert_eq!(MockEscrowOwner::take_heard(), [news]);
		assert_noop!(sign(BUILDER), Error::<Test>::ChangeNotFound);
		assert_ok!(collect(STRANGER, 0));
		assert_eq!((won(&BUILDER), won(&SCHOOL)), (1_000, 0));
	});
}

#[test]
fn change_of_an_unknown_envelope_is_refused() {
	execute(|| {
		let unknown = Escrow::change_payee(signed(SCHOOL), FIRST);
		assert_noop!(unknown, Error::<Test>::EnvelopeNotFound);
		let act = OwnerAct::NewPayee(Payee::Merchant(SHOP));
		assert_noop!(settle_alone(act), Error::<Test>::EnvelopeNotFound);
	});
}

#[test]
fn payee_that_is_gone_need_not_agree() {
	execute(|| {
		open(plan());
		assert_ok!(propose(Payee::Merchant(SHOP)));
		assert_ok!(sign(BUILDER));
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
		MockRegistry::dismiss_attester(SCHOOL);
		assert_ok!(sign(BUILDER));
		assert_eq!(envelope().payee, Payee::Merchant(SHOP));
	});
}

#[test]
fn unsound_payee_is_not_proposed() {
	execute(|| {
		open(PlanOf::<Test> { reviewers: Reviewers::Person(BUILDER_PERSON), ..plan() });
		let same = Payee::Institution(SCHOOL);
		assert_noop!(propose(same), Error::<Test>::AlreadyInState);
		assert_noop!(propose(Payee::Person(PersonId(99))), Error::<Test>::PayeeGone);
		assert_noop!(propose(Payee::Merchant(SHOP)), Error::<Test>::Conflict);
	});
}

#[test]
fn payee_that_became_the_reviewer_is_refused_when_it_agrees() {
	execute(|| {
		open(PlanOf::<Test> { reviewers: Reviewers::Person(PAINTER), ..plan() });
		assert_ok!(propose(Payee::Merchant(SHOP)));
		MockRegistry::set_operator(SHOP, PAINTER);
		assert_noop!(sign(BUILDER), Error::<Test>::Conflict);
		MockRegistry::close_merchant(SHOP);
		assert_noop!(sign(BUILDER), Error::<Test>::PayeeGone);
	});
}

#[test]
fn proposal_nobody_agreed_to_lapses() {
	execute(|| {
		open(plan());
		assert_ok!(propose(Payee::Merchant(SHOP)));
		assert_ok!(sign(SCHOOL));
		chungnam_testkit::at::<Test>(TODAY + SIGNING);
		assert_noop!(sign(BUILDER), Error::<Test>::TooLate);
		pass_to(TODAY + SIGNING);
		assert!(Escrow::payee_change(FIRST).is_none());
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
	});
}

#[test]
fn another_proposal_takes_the_place_of_the_first() {
	execute(|| {
		open(plan());
		assert_ok!(propose(Payee::Merchant(SHOP)));
		assert_ok!(sign(SCHOOL));
		assert_ok!(propose(Payee::Person(PAINTER)));
		assert_ok!(sign(PAINTER_CARD));
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
		assert_ok!(sign(SCHOOL));
		assert_eq!(envelope().payee, Payee::Person(PAINTER));
	});
}

#[test]
fn objectors_have_their_time_and_then_the_payee_changes() {
	execute(|| {
		agreed();
		assert_noop!(sign(BUILDER), Error::<Test>::AlreadyInState);
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
		pass_to(TODAY + REVIEW);
		assert_eq!(envelope().payee, Payee::Merchant(SHOP));
	});
}

#[test]
fn objectors_stop_a_change() {
	for heard_first in [true, false] {
		execute(|| {
			agreed();
			let change = Escrow::payee_change(FIRST).expect("it is under way");
			let ballot = change.stage.objection().expect("objectors vote");
			let (user, own) = MockBallots::opened(ballot).expect("it is open");
			assert_eq!(own.conflicts.to_vec(), [BUILDER_PERSON]);
			let outcome = MockBallots::outcome_of(Verdict::Passed);
			if heard_first {
				<Escrow as chungnam_ports::OnBallot>::on_final(user, ballot, &outcome);
			} else {
				MockBallots::decide(ballot, outcome);
				pass_to(TODAY + REVIEW);
			}
			assert!(Escrow::payee_change(FIRST).is_none());
			assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
		});
	}
}

#[test]
fn person_behind_both_payees_is_one_conflict() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Person(BUILDER_PERSON), ..contested() });
		assert_ok!(propose(Payee::Merchant(SHOP)));
		assert_ok!(sign(BUILDER_KEY));
		assert_ok!(sign(BUILDER));
		let change = Escrow::payee_change(FIRST).expect("it is under way");
		let ballot = change.stage.objection().expect("objectors vote");
		let (_, own) = MockBallots::opened(ballot).expect("it is open");
		assert_eq!(own.conflicts.to_vec(), [BUILDER_PERSON]);
	});
}

#[test]
fn change_lapses_when_the_new_payee_is_gone_by_then() {
	execute(|| {
		agreed();
		MockRegistry::close_merchant(SHOP);
		pass_to(TODAY + REVIEW);
		assert_eq!(last_event(), Event::PayeeChangeLapsed { envelope: FIRST });
		assert_eq!(envelope().payee, Payee::Institution(SCHOOL));
	});
}

#[test]
fn end_of_an_envelope_ends_the_change() {
	execute(|| {
		agreed();
		assert_ok!(settle_alone(OwnerAct::Abort(hash(9))));
		assert_eq!(PayeeChanges::<Test>::iter().count(), 0);
	});
}
