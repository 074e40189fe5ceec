// SPDX-License-Identifier: Apache-2.0

//! The one function that says what follows: each status with each act, before and after its deadline.

use super::*;
use crate::{next, Act, Step};

const UNTIL: Moment = 1_000 * DAYS;

const BALLOT: BallotId = BallotId(3);
/// When nobody waits for it any longer.
const LAST: Moment = UNTIL + 19 * DAYS;

fn all() -> [Status; 9] {
	[
		Status::Proposed { until: UNTIL },
		Status::DueDiligence { until: UNTIL },
		Status::Ready { until: UNTIL },
		Status::Offering { sale: SALE },
		Status::Development { works: WORKS },
		Status::Operating { report_due: UNTIL },
		Status::HandedOver { report_due: UNTIL },
		Status::Ideas { until: UNTIL },
		Status::Choosing { ballot: BALLOT, until: UNTIL },
	]
}

fn acts() -> [Act; 15] {
	[
		Act::Named,
		Act::Valued { has_works: false },
		Act::Offered(SALE),
		Act::Paid(Some(WORKS)),
		Act::Paid(None),
		Act::SaleOver,
		Act::WorksOver,
		Act::Reported,
		Act::TakenBack,
		Act::Clock,
		Act::Redeemed,
		Act::HandedOver,
		Act::Valued { has_works: true },
		Act::VoteOpened { ballot: BALLOT, until: LAST },
		Act::Chosen,
	]
}

/// The acts that lead on at this moment, each with what follows.
fn table(now: Moment) -> Vec<(usize, usize, Step)> {
	chungnam_testkit::followed(&all(), &acts(), |status, act| next(status, act, now))
}

fn operating(report_due: Moment) -> Step {
	Step::To(Status::Operating { report_due })
}

fn handed(report_due: Moment) -> Step {
	Step::To(Status::HandedOver { report_due })
}

#[test]
fn acts_lead_on_in_time() {
	let now = UNTIL - 1;
	let diligence = Status::DueDiligence { until: now + DILIGENCE };
	let withdrawn = Step::End(End::Withdrawn);
	let ready = Step::To(Status::Ready { until: now + OFFERING });
	let expected = [
		(0, 0, Step::To(diligence)),
		(0, 8, withdrawn),
		(1, 0, Step::To(Status::DueDiligence { until: UNTIL })),
		(1, 1, ready),
		(1, 8, withdrawn),
		(1, 12, Step::To(Status::Ideas { until: now + IDEAS })),
		(2, 2, Step::To(Status::Offering { sale: SALE })),
		(2, 8, withdrawn),
		(3, 3, Step::To(Status::Development { works: WORKS })),
		(3, 4, operating(now + QUARTER)),
		(3, 5, Step::End(End::Failed)),
		(4, 6, operating(now + QUARTER)),
		(5, 0, operating(UNTIL)),
		(5, 7, operating(UNTIL + QUARTER)),
		(5, 10, Step::End(End::Redeemed)),
		(5, 11, handed(UNTIL)),
		(6, 0, handed(UNTIL)),
		(6, 7, handed(UNTIL + QUARTER)),
		(6, 10, Step::End(End::Redeemed)),
		(6, 11, handed(UNTIL)),
		(7, 8, withdrawn),
		(8, 8, withdrawn),
		(8, 14, ready),
	];
	assert_eq!(table(now), expected);
}

#[test]
fn every_status_passes_its_deadline() {
	let withdrawn = Step::End(End::Withdrawn);
	let ready = Step::To(Status::Ready { until: UNTIL + OFFERING });
	let expected = [
		(0, 8, withdrawn),
		(0, 9, withdrawn),
		(1, 8, withdrawn),
		(1, 9, Step::End(End::Rejected)),
		(2, 8, withdrawn),
		(2, 9, withdrawn),
		(3, 3, Step::To(Status::Development { works: WORKS })),
		(3, 4, operating(UNTIL + QUARTER)),
		(3, 5, Step::End(End::Failed)),
		(4, 6, operating(UNTIL + QUARTER)),
		(5, 0, operating(UNTIL)),
		(5, 9, operating(UNTIL + QUARTER)),
		(5, 10, Step::End(End::Redeemed)),
		(5, 11, handed(UNTIL)),
		(6, 0, handed(UNTIL)),
		(6, 9, handed(UNTIL + QUARTER)),
		(6, 10, Step::End(End::Redeemed)),
		(6, 11, handed(UNTIL)),
		(7, 8, withdrawn),
		(7, 9, ready),
		(7, 13, Step::To(Status::Choosing { ballot: BALLOT, until: LAST })),
		(8, 8, withdrawn),
		(8, 9, ready),
		(8, 14, ready),
	];
	assert_eq!(table(UNTIL), expected);
}

#[test]
fn plan_divides_all_of_the_money() {
	let own = plan();
	for taken in [0, 1, 2, 9_001, Won::MAX] {
		let (owner, works) = own.divide(taken);
		assert_eq!(owner + works, taken);
		assert!(works <= owner, "half, rounded down");
	}
	let alone = Plan { works: None, ..plan() };
	assert_eq!(alone.divide(7), (7, 0));
	assert_eq!(alone.envelope(CENTRE, CITY, 7, 0), None);
	assert_eq!(own.envelope(CENTRE, CITY, 0, 0), None, "without money there is no envelope");
}
