// SPDX-License-Identifier: Apache-2.0

//! A project is built by milestones, or stopped: then everyone who holds units has the rest.

use chungnam_ports::{EscrowNews, OnEscrow};

use super::*;

#[test]
fn project_runs_when_all_milestones_are_paid() {
	run(|| {
		to_building();
		for number in 0..4 {
			assert_noop!(advance(), Error::<Test>::NothingToDo);
			Envelopes::pay(ENVELOPE, number, &BUILDER);
		}
		assert_eq!(won(&BUILDER), 9_001);
		assert_noop!(report(FOUNDER), Error::<Test>::WrongStatus);
		assert_ok!(advance());
		let status = Status::Running { report_due: now() + QUARTER, until: now() + 365 * DAYS };
		assert_eq!(last_event(), Event::Advanced { project: GARDEN, status });
	});
}

#[test]
fn money_of_a_stopped_project_goes_to_all_units() {
	run(|| {
		to_building();
		give(&ProjectTokens::pot(GARDEN), 5);
		stop();
		// Of 9,001 the first milestone pays 2,701.
		assert_eq!((won(&BUILDER), pot()), (2_701, 6_305 + LOCKED));
		assert_eq!(last_event(), Event::Returned { project: GARDEN, won: 6_300 });
		assert_eq!(project().waiting(), 6_300);
		assert_ok!(advance());
		let pays_at = now() + GIVEN_AFTER;
		let given = Event::GivenBack { project: GARDEN, won: 6_305, pays_at };
		assert!(events().contains(&given));
		assert_eq!(status(), Status::Stopped { envelope: ENVELOPE });
		assert_eq!((pot(), won(&Market::purse())), (LOCKED, 6_305));
		assert_eq!(won(&Market::router()), 0, "nothing of it is public");
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Stopped });
		assert_noop!(advance(), Error::<Test>::ProjectNotFound);
	});
}

#[test]
fn stray_won_stops_nothing_and_fills_no_place_of_a_dividend() {
	run(|| {
		to_building();
		give(&ProjectTokens::pot(GARDEN), 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		for number in 0..4 {
			Envelopes::pay(ENVELOPE, number, &BUILDER);
		}
		assert_ok!(advance());
		assert!(matches!(status(), Status::Running { .. }));
		assert_eq!(won(&Market::purse()), 0);
	});
}

#[test]
fn money_that_came_back_goes_to_the_router_when_somebody_paid_for_all_units() {
	run(|| {
		to_building();
		stop();
		Market::retire(GARDEN);
		assert_ok!(advance());
		assert!(events().contains(&Event::Routed { project: GARDEN, won: 6_300 }));
		assert_eq!((pot(), routed(Source::ReturnedProjects)), (LOCKED, 6_300));
		assert_eq!((project().waiting(), won(&Market::purse())), (0, 0));
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Stopped });
		assert_eq!((pot(), routed(Source::Slashes)), (0, LOCKED), "holders were paid before");
	});
}

#[test]
fn news_of_another_envelope_are_no_news() {
	run(|| {
		to_building();
		let before = project();
		let tell = |owner, envelope, what| {
			<ProjectTokens as OnEscrow<AccountId>>::on_event(owner, envelope, what);
		};
		let own = EscrowOwner::Project(GARDEN.0);
		tell(own, EnvelopeId(7), EscrowNews::Returned(5));
		tell(EscrowOwner::Asset(GARDEN.0), ENVELOPE, EscrowNews::Returned(5));
		tell(EscrowOwner::Project(7), ENVELOPE, EscrowNews::Returned(5));
		tell(own, ENVELOPE, EscrowNews::Payable(0));
		assert_eq!(project(), before);
		assert_eq!(<ProjectTokens as OnEscrow<AccountId>>::refund_to(own), None);
	});
}
