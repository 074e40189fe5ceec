// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use super::*;
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

#[test]
fn statuses_keep_their_bytes() {
	let (until, one, two) = (1, "0100000000000000", "0200000000000000");
	let (ballot, envelope) = (BallotId(7), EnvelopeId(7));
	pinned(Status::Judged { ballot, until }, &format!("00 07000000 {one}"));
	pinned(Status::Rejected { until }, &format!("01 {one}"));
	pinned(Status::Ready { until }, &format!("02 {one}"));
	pinned(Status::Offering { sale: OfferingId(7) }, "03 07000000");
	pinned(Status::Building { envelope }, "04 07000000");
	pinned(Status::Stopped { envelope }, "05 07000000");
	pinned(Status::Running { report_due: until, until: 2 }, &format!("06 {one} {two}"));
	let ends =
		[End::Unjudged, End::Rejected, End::Withdrawn, End::Failed, End::Stopped, End::Finished];
	for (index, end) in ends.into_iter().enumerate() {
		pinned(end, &format!("0{index}"));
	}
}

#[test]
fn project_keeps_its_bytes() {
	let account = |byte: &str| byte.repeat(32);
	let won = |first: &str| format!("{first}{}", "00".repeat(15));
	let stages = vec![Stage { share: Perbill::one(), after: 1 }];
	let stages = BoundedVec::truncate_from(stages);
	let own = Plan { most: 2, stages, grace: 3, promise: 4, ..plan() };
	let plan_bytes = format!(
		"{} {} 00 {} 04 00ca9a3b 0100000000000000 02 05000000 00 0300000000000000 0400000000000000",
		account("01"),
		won("02"),
		account("07")
	);
	pinned(own.clone(), &plan_bytes);
	let status = Status::Stopped { envelope: EnvelopeId(7) };
	let bond = Some(Bond { from: FOUNDER, won: 9 });
	let project = Project { plan: own, status, taken: 8, returned: 6, given: 5, missed: 1, bond };
	let money = format!("{} {} {}", won("08"), won("06"), won("05"));
	let bond = format!("01 {} {}", account("01"), won("09"));
	pinned(project, &format!("{plan_bytes} 05 07000000 {money} 01 {bond}"));
}

#[test]
fn errors_keep_their_numbers() {
	pinned_errors::<Error<Test>>(
		"ProjectNotFound InstrumentNotFound AlreadyExists MaxProjectsExceeded NotAuthorized \
		 NothingAsked MilestonesUnsound PromiseUnsound PayeeGone WrongStatus TooEarly TooLate \
		 PriceTooHigh WrongDocument NothingToDo InsufficientBalance FounderKeepsUnits",
	);
}

#[test]
fn everything_in_state_is_bounded() {
	assert_bounded(ProjectTokens::storage_info(), 2_048);
}
