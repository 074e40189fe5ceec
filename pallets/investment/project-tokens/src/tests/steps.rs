// SPDX-License-Identifier: Apache-2.0

//! The one function that says what follows: each status with each act, before and after its deadline.

use super::*;
use crate::{next, Act, Step};

const UNTIL: Moment = 1_000 * DAYS;
const PROMISED: Moment = UNTIL + 30 * DAYS;

fn all() -> [Status; 7] {
	[
		Status::Judged { ballot: BALLOT, until: UNTIL },
		Status::Rejected { until: UNTIL },
		Status::Ready { until: UNTIL },
		Status::Offering { sale: SALE },
		Status::Building { envelope: ENVELOPE },
		Status::Stopped { envelope: ENVELOPE },
		Status::Running { report_due: UNTIL, until: PROMISED },
	]
}

fn acts() -> [Act; 12] {
	[
		Act::Approved,
		Act::Refused,
		Act::Annulled,
		Act::Offered(SALE),
		Act::Paid(ENVELOPE),
		Act::SaleOver,
		Act::CameBack,
		Act::Emptied(DAYS),
		Act::Reported,
		Act::TakenBack,
		Act::Clock,
		Act::Redeemed,
	]
}

/// The acts that lead on at this moment, each with what follows.
fn table(now: Moment) -> Vec<(usize, usize, Step)> {
	chungnam_testkit::followed(&all(), &acts(), |status, act| next(status, act, now))
}

fn ready(now: Moment) -> Step {
	Step::To(Status::Ready { until: now + OFFERING })
}

fn rejected(now: Moment) -> Step {
	Step::To(Status::Rejected { until: now + REST })
}

fn built(now: Moment) -> Step {
	Step::To(Status::Running { report_due: now + QUARTER, until: now + DAYS })
}

const BUILDING: Step = Step::To(Status::Building { envelope: ENVELOPE });
const STOPPED: Step = Step::To(Status::Stopped { envelope: ENVELOPE });

#[test]
fn acts_lead_on_in_time() {
	let now = UNTIL - 1;
	let later = Step::To(Status::Running { report_due: UNTIL + QUARTER, until: PROMISED });
	let expected = [
		(0, 0, ready(now)),
		(0, 1, rejected(now)),
		(0, 2, Step::End(End::Unjudged)),
		(2, 3, Step::To(Status::Offering { sale: SALE })),
		(2, 9, Step::End(End::Withdrawn)),
		(3, 4, BUILDING),
		(3, 5, Step::End(End::Failed)),
		(4, 6, STOPPED),
		(4, 7, built(now)),
		(5, 6, STOPPED),
		(5, 7, Step::End(End::Stopped)),
		(6, 8, later),
		(6, 11, Step::End(End::Finished)),
	];
	assert_eq!(table(now), expected);
}

#[test]
fn every_status_passes_its_deadline() {
	let later = Step::To(Status::Running { report_due: UNTIL + QUARTER, until: PROMISED });
	let expected = |now| {
		[
			(0, 0, ready(now)),
			(0, 1, rejected(now)),
			(0, 2, Step::End(End::Unjudged)),
			(0, 10, Step::End(End::Unjudged)),
			(1, 10, Step::End(End::Rejected)),
			(2, 9, Step::End(End::Withdrawn)),
			(2, 10, Step::End(End::Withdrawn)),
			(3, 4, BUILDING),
			(3, 5, Step::End(End::Failed)),
			(4, 6, STOPPED),
			(4, 7, built(now)),
			(5, 6, STOPPED),
			(5, 7, Step::End(End::Stopped)),
			(6, 10, later),
			(6, 11, later),
		]
	};
	assert_eq!(table(UNTIL), expected(UNTIL));
	assert_eq!(table(PROMISED), expected(PROMISED), "a missed report comes before the end");
}

#[test]
fn promise_ends_when_no_report_is_missing() {
	let runs = |report_due| Status::Running { report_due, until: PROMISED };
	let at_the_end = |report_due| next(runs(report_due), Act::Clock, PROMISED);
	let missed = Some(Step::To(runs(PROMISED + QUARTER)));
	assert_eq!(at_the_end(PROMISED), missed);
	assert_eq!(at_the_end(PROMISED + 1), Some(Step::End(End::Finished)));
	let redeemed = next(runs(PROMISED + 1), Act::Redeemed, PROMISED);
	assert_eq!(redeemed, Some(Step::End(End::Finished)));
	assert_eq!(next(runs(PROMISED + 1), Act::Clock, PROMISED - 1), None);
}
