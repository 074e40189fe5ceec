// SPDX-License-Identifier: Apache-2.0

//! The founder of a project that is built reports on it, as long as was promised.

use super::*;

#[test]
fn founder_reports_once_a_quarter() {
	run(|| {
		assert_noop!(report(FOUNDER), Error::<Test>::ProjectNotFound);
		to_running();
		let begun = now();
		assert_noop!(report(STRANGER), Error::<Test>::NotAuthorized);
		assert_ok!(report(FOUNDER));
		assert!(events().contains(&Event::Reported { project: GARDEN, report: hash(5) }));
		let until = begun + 365 * DAYS;
		let status = Status::Running { report_due: begun + 2 * QUARTER, until };
		assert_eq!(last_event(), Event::Advanced { project: GARDEN, status });
		assert_noop!(report(FOUNDER), Error::<Test>::TooEarly);
		sleep(QUARTER);
		assert_ok!(report(FOUNDER));
		sleep(2 * QUARTER);
		assert_noop!(report(FOUNDER), Error::<Test>::TooLate);
	});
}

#[test]
fn missed_reports_are_told_one_by_one() {
	run(|| {
		to_running();
		sleep(2 * QUARTER);
		assert_ok!(advance());
		assert!(events().contains(&Event::ReportMissed { project: GARDEN, missed: 1 }));
		assert_ok!(advance());
		assert_eq!(project().missed, 2);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		assert_ok!(report(FOUNDER));
		assert_eq!(project().missed, 2, "what was missed stays missed");
	});
}

#[test]
fn promise_of_four_quarters_asks_for_four_reports() {
	run(|| {
		assert_ok!(propose(FOUNDER, Plan { promise: 4 * QUARTER, ..plan() }));
		judge(Verdict::Passed);
		assert_ok!(advance());
		assert_ok!(offer(FOUNDER, sale(MOST)));
		Market::decide::<AccountId>(SALE, MOST);
		assert_ok!(advance());
		for number in 0..4 {
			Envelopes::pay(ENVELOPE, number, &BUILDER);
		}
		assert_ok!(advance());
		for _ in 0..4 {
			assert_ok!(report(FOUNDER));
			sleep(QUARTER);
		}
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Finished });
	});
}

#[test]
fn project_is_finished_when_somebody_paid_for_all_units() {
	run(|| {
		to_running();
		Market::retire(GARDEN);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Finished });
		assert_eq!((pot(), won(&FOUNDER)), (0, PURSE), "the founder has the whole bond");
	});
}

#[test]
fn missed_reports_are_told_when_somebody_paid_for_all_units() {
	run(|| {
		to_running();
		sleep(2 * QUARTER);
		Market::retire(GARDEN);
		for missed in 1..=2 {
			assert_ok!(advance());
			assert_eq!(project().missed, missed);
		}
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Finished });
		assert_eq!((pot(), routed(Source::Slashes)), (0, 75), "a fourth of the rest goes back");
		assert_eq!(won(&FOUNDER), PURSE - 75);
	});
}

#[test]
fn project_is_finished_when_the_promise_is_over() {
	run(|| {
		to_running();
		sleep(365 * DAYS);
		assert_noop!(report(FOUNDER), Error::<Test>::TooLate);
		for missed in 1..=4 {
			assert_ok!(advance());
			assert_eq!(project().missed, missed, "what was missed is told first");
		}
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Finished });
		// Residents may judge a second part of it.
		assert_ok!(propose(FOUNDER, plan()));
	});
}
