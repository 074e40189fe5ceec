// SPDX-License-Identifier: Apache-2.0

//! The walk: every state that waits ends by itself at its deadline, and everything ends.

use super::*;
use chungnam_ports::{Agenda, Due, OnDue, Standing, MAX_OUTAGE};
use chungnam_primitives::HOURS;
use chungnam_testkit::MockAgenda;
use frame_support::traits::fungible::Mutate;

const LATE: Moment = TODAY + 30 * DAYS + GRACE;

#[test]
fn waiting_milestone_escalates_after_the_grace() {
	execute(|| {
		open(plan());
		pass_to(LATE - 1);
		assert!(matches!(state(0), MilestoneState::Waiting { .. }));
		pass_to(LATE);
		assert_eq!(state(0), MilestoneState::Escalated { until: LATE + ESCALATION });
	});
}

#[test]
fn escalated_milestone_aborts_the_envelope() {
	execute(|| {
		open(plan());
		pass_to(LATE);
		pass_to(LATE + ESCALATION - 1);
		assert_eq!(won(&FUNDER), 0);
		pass_to(LATE + ESCALATION);
		assert_eq!(won(&FUNDER), 3_000);
		assert!(Escrow::envelope(FIRST).is_none());
	});
}

#[test]
fn rejected_milestone_escalates_when_nothing_is_mended() {
	execute(|| {
		open(plan());
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_ok!(reject(ENGINEER_KEY, 0, 1));
		let until = TODAY + crate::CURE;
		chungnam_testkit::at::<Test>(until);
		assert_noop!(submit(SCHOOL, 0, 2), Error::<Test>::TooLate);
		pass_to(until);
		assert_eq!(state(0), MilestoneState::Escalated { until: until + ESCALATION });
	});
}

#[test]
fn silence_releases_where_the_plan_says_so() {
	execute(|| {
		open(plan());
		assert_ok!(submit(SCHOOL, 0, 1));
		pass_to(TODAY + REVIEW);
		assert_eq!(state(0), MilestoneState::Payable { until: TODAY + REVIEW + UNCLAIMED });
	});
}

#[test]
fn silence_escalates_where_the_plan_says_so() {
	execute(|| {
		open(PlanOf::<Test> { silence: Silence::Escalate, ..plan() });
		assert_ok!(submit(SCHOOL, 0, 1));
		pass_to(TODAY + REVIEW);
		assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + REVIEW + ESCALATION });
	});
}

#[test]
fn silence_without_reviewer_escalates() {
	let office = || Reviewers::Office {
		account: OFFICE,
		scope: Scope::Settle,
		regions: RegionSet::of(&[3]),
	};
	let seats = || Reviewers::Seats(FieldSet::of(&[Field::Engineering]));
	let cases: [(Reviewers<AccountId>, fn()); 5] = [
		(office(), || MockRegistry::dismiss_attester(OFFICE)),
		(Reviewers::Person(PAINTER), || MockRegistry::bury(PAINTER)),
		(Reviewers::Person(PAINTER), || {
			MockRegistry::set_standing(PAINTER, Standing::Frozen);
		}),
		(seats(), || MockSeats::seat(ENGINEER, FieldSet::ALL, TODAY + DAYS)),
		(seats(), || MockSeats::seat(ENGINEER, FieldSet::of(&[Field::Law]), Moment::MAX)),
	];
	for (reviewers, goes) in cases {
		execute(|| {
			open(PlanOf::<Test> { reviewers, ..plan() });
			assert_ok!(submit(SCHOOL, 0, 1));
			goes();
			pass_to(TODAY + REVIEW);
			assert_eq!(state(0), MilestoneState::Escalated { until: TODAY + REVIEW + ESCALATION });
		});
	}
}

#[test]
fn milestone_that_nobody_collects_goes_back_after_five_years() {
	execute(|| {
		open(plan());
		make_payable();
		pass_to(TODAY + 60 * DAYS + GRACE);
		pass_to(TODAY + 60 * DAYS + GRACE + ESCALATION);
		pass_to(TODAY + UNCLAIMED - 1);
		// The other milestone aborted long ago.
		assert_eq!((won(&FUNDER), envelope().held), (2_000, 1_000));
		pass_to(TODAY + UNCLAIMED);
		assert_eq!(won(&FUNDER), 3_000);
		assert!(Escrow::envelope(FIRST).is_none());
	});
}

#[test]
fn ballot_that_a_stop_moved_is_waited_for() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		MockBallots::put_off(objection(0), MAX_OUTAGE);
		pass_to(TODAY + REVIEW);
		assert!(matches!(state(0), MilestoneState::Review { .. }));
		let at = MockAgenda::at(Due::Envelope(FIRST, 0));
		assert_eq!(at, Some(TODAY + REVIEW + HOURS));
		pass_to(TODAY + REVIEW + MAX_OUTAGE);
		assert!(matches!(state(0), MilestoneState::Payable { .. }));
	});
}

#[test]
fn ballot_that_never_ends_counts_as_an_objection() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		MockBallots::put_off(objection(0), 300 * DAYS);
		let mut at = TODAY + REVIEW;
		while matches!(state(0), MilestoneState::Review { .. }) {
			pass_to(at);
			at += HOURS;
		}
		assert!(matches!(state(0), MilestoneState::Escalated { .. }));
		assert!(at <= TODAY + REVIEW + MAX_OUTAGE + DAYS + 2 * HOURS);
		chungnam_testkit::at::<Test>(TODAY + 400 * DAYS);
		MockBallots::tell::<Escrow>();
	});
}

#[test]
fn refund_that_is_not_possible_moves_nothing_and_is_tried_again() {
	execute(|| {
		open(plan());
		pass_to(LATE);
		let until = LATE + ESCALATION;
		let pot = Escrow::pot(FIRST);
		chungnam_testkit::at::<Test>(until);
		let burn = |amount| {
			Balances::burn_from(
				&pot,
				amount,
				frame_support::traits::tokens::Preservation::Expendable,
				frame_support::traits::tokens::Precision::Exact,
				frame_support::traits::tokens::Fortitude::Force,
			)
		};
		assert_ok!(burn(1_000));
		MockAgenda::cancel(Due::Envelope(FIRST, 0));
		Escrow::on_due(Due::Envelope(FIRST, 0));
		let error = Error::<Test>::InsufficientBalance.into();
		assert_eq!(last_event(), Event::RefundFailed { envelope: FIRST, error });
		assert_eq!((won(&FUNDER), envelope().held), (0, 3_000));
		assert_eq!(MockAgenda::at(Due::Envelope(FIRST, 0)), Some(until + DAYS));
		assert_ok!(Balances::mint_into(&pot, 1_000));
		pass_to(until + DAYS);
		assert_eq!(won(&FUNDER), 3_000);
	});
}

#[test]
fn part_that_comes_too_early_or_is_over_changes_nothing() {
	execute(|| {
		open(plan());
		let before = state(0);
		let at = MockAgenda::at(Due::Envelope(FIRST, 0));
		MockAgenda::cancel(Due::Envelope(FIRST, 0));
		Escrow::on_due(Due::Envelope(FIRST, 0));
		assert_eq!((state(0), MockAgenda::at(Due::Envelope(FIRST, 0))), (before, at));
		Escrow::on_due(Due::Envelope(FIRST, 9));
		Escrow::on_due(Due::Envelope(FIRST, PAYEE_PART));
		Escrow::on_due(Due::Envelope(EnvelopeId(9), 0));
		Escrow::on_due(Due::Month);
		assert_eq!(Escrow::max_weight(Due::Month), frame_support::weights::Weight::zero());
	});
}

#[test]
fn everything_ends_by_itself_from_every_state() {
	let builds: [fn(); 7] = [
		|| (),
		|| {
			assert_ok!(submit(SCHOOL, 0, 1));
		},
		|| {
			assert_ok!(submit(SCHOOL, 0, 1));
			assert_ok!(reject(ENGINEER_KEY, 0, 1));
		},
		|| {
			for evidence in [1, 2, 3] {
				assert_ok!(submit(SCHOOL, 0, evidence));
				assert_ok!(reject(ENGINEER_KEY, 0, evidence));
			}
		},
		|| {
			assert_ok!(submit(SCHOOL, 0, 1));
			assert_ok!(accept(ENGINEER_KEY, 0, 1));
		},
		|| {
			let to = Payee::Person(PAINTER);
			assert_ok!(settle_alone(chungnam_ports::OwnerAct::NewPayee(to)));
		},
		|| {
			let to = Payee::Person(PAINTER);
			assert_ok!(settle_alone(chungnam_ports::OwnerAct::NewPayee(to)));
			assert_ok!(Escrow::change_payee(signed(PAINTER_KEY), FIRST));
			assert_ok!(Escrow::change_payee(signed(SCHOOL), FIRST));
		},
	];
	for build in builds {
		for plan in [plan(), contested()] {
			execute(|| {
				open(plan);
				build();
				for days in 0..150 {
					pass_to(TODAY + days * DAYS);
				}
				pass_to(TODAY + 151 * DAYS + UNCLAIMED);
				assert!(Escrow::envelope(FIRST).is_none());
				assert_eq!(MockAgenda::all(), []);
				assert_eq!(won(&Escrow::pot(FIRST)), 0);
			});
		}
	}
}
