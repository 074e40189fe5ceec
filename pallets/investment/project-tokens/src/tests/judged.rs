// SPDX-License-Identifier: Apache-2.0

//! Residents judge a project before any of it is sold.

use super::*;

#[test]
fn approved_project_can_be_sold() {
	run(|| {
		assert_noop!(advance(), Error::<Test>::ProjectNotFound);
		assert_ok!(propose(FOUNDER, plan()));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		assert_noop!(offer(FOUNDER, sale(MOST)), Error::<Test>::WrongStatus);
		judge(Verdict::Passed);
		assert_ok!(advance());
		let status = Status::Ready { until: now() + OFFERING };
		assert_eq!(last_event(), Event::Advanced { project: GARDEN, status });
	});
}

#[test]
fn refused_project_rests_before_it_is_proposed_again() {
	for verdict in [Verdict::Rejected, Verdict::NoQuorum] {
		run(|| {
			assert_ok!(propose(FOUNDER, plan()));
			judge(verdict);
			assert_ok!(advance());
			let status = Status::Rejected { until: now() + REST };
			assert_eq!(last_event(), Event::Advanced { project: GARDEN, status });
			sleep(REST - 1);
			assert_noop!(propose(FOUNDER, plan()), Error::<Test>::AlreadyExists);
			assert_noop!(advance(), Error::<Test>::NothingToDo);
			assert_noop!(withdraw(FOUNDER), Error::<Test>::WrongStatus);
			sleep(1);
			assert_ok!(advance());
			assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Rejected });
			assert_ok!(propose(FOUNDER, plan()));
		});
	}
}

#[test]
fn annulled_vote_is_no_judgement() {
	run(|| {
		assert_ok!(propose(FOUNDER, plan()));
		judge(Verdict::Annulled(hash(8)));
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Unjudged });
		assert_ok!(propose(FOUNDER, plan()));
	});
}

#[test]
fn nobody_waits_for_an_outcome_that_never_comes() {
	run(|| {
		assert_ok!(propose(FOUNDER, plan()));
		MockBallots::put_off(BALLOT, 1_000 * DAYS);
		sleep(JUDGING - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Unjudged });
	});
}

#[test]
fn founder_takes_a_project_back_between_the_vote_and_the_sale() {
	run(|| {
		assert_noop!(withdraw(FOUNDER), Error::<Test>::ProjectNotFound);
		assert_ok!(propose(FOUNDER, plan()));
		assert_noop!(withdraw(FOUNDER), Error::<Test>::WrongStatus);
		judge(Verdict::Passed);
		assert_ok!(advance());
		assert_noop!(withdraw(STRANGER), Error::<Test>::NotAuthorized);
		assert_ok!(withdraw(FOUNDER));
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Withdrawn });
	});
}
