// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

use super::*;

fn won_bytes(first: &str) -> String {
	format!("{first}{}", "00".repeat(15))
}

fn plan_bytes() -> String {
	let hash = "01".repeat(32);
	let moment = |first: &str| format!("{first}00000000000000");
	let (one, two, three, four) = (moment("01"), moment("02"), moment("03"), moment("04"));
	format!("{hash} 00100000 {one} {two} {three} 05 {} 10 02 00e1f505 {four}", won_bytes("06"))
}

fn pinned_plan() -> IntakePlan {
	IntakePlan {
		document: hash(1),
		regions: RegionSet::of(&[12]),
		opens: 1,
		closes: 2,
		scored_by: 3,
		firms: 5,
		most: 6,
		fields: FieldSet::of(&[Field::Economy]),
		scores: 2,
		share: Perbill::from_percent(10),
		term: 4,
	}
}

#[test]
fn intake_keeps_its_bytes() {
	pinned(pinned_plan(), &plan_bytes());
	let mut own: IntakeOf<Test> = Intake::new(pinned_plan(), Some(OFFICE));
	let people = PeopleBehind::truncate_from(vec![HANA]);
	let entry = Entry { firm: bakery(), people, scores: 2, points: 259 };
	own.entries.try_push(entry).unwrap();
	(own.awarded, own.spent) = (3, 9);
	let office = "01".repeat(32);
	let entry = "0201000000 04 05000000 02 0301";
	let bytes = format!("{} 01 {office} 04 {entry} 03 {}", plan_bytes(), won_bytes("09"));
	pinned(own, &bytes);
}

#[test]
fn application_and_award_keep_their_bytes() {
	let step = Step { amount: 6, after: 1 };
	let mut own = Application::new(hash(2), BoundedVec::truncate_from(vec![step]));
	own.experts.try_push(PersonId(11)).unwrap();
	let (plan, won) = ("02".repeat(32), won_bytes);
	pinned(own, &format!("{plan} 04 {} 0100000000000000 04 0b000000", won("06")));

	let own: AwardOf<Test> = Award {
		intake: IntakeId(7),
		firm: lab(),
		sum: 9,
		milestones: 2,
		paid: 5,
		returned: 4,
		share: Perbill::from_percent(10),
		until: 1,
		repaid: 3,
		reached: 3,
		told: 1,
		jobs: 2,
		trainings: 3,
	};
	let (firm, share) = (format!("00{}", "03".repeat(32)), "00e1f505 0100000000000000");
	let sums = format!("{} 02 {} {}", won("09"), won("05"), won("04"));
	let told = format!("{} 0300 0100 02000000 03000000", won("03"));
	pinned(own, &format!("07000000 {firm} {sums} {share} {told}"));
	let evidence = "03".repeat(32);
	pinned(figures(), &format!("{evidence} 0400 0200"));
}

#[test]
fn errors_keep_their_numbers() {
	pinned_errors::<Error<Test>>(
		"IntakeNotFound ApplicationNotFound AwardNotFound MaxIntakesExceeded RegionNotFound \
		 NothingOffered WindowsUnsound JudgesUnsound ReturnUnsound InsufficientFund TooEarly \
		 TooLate NotTheFirm OwnIntake OutsideRegions AlreadyApplied MaxApplicationsExceeded \
		 MilestonesUnsound SumTooHigh NotAnExpert OwnFirm AlreadyScored MaxScoresExceeded \
		 PointsTooHigh MilestoneNotFound AlreadyReported ZeroAmount MoreThanAgreed \
		 InsufficientBalance NotOver MilestoneNotPaid NotAuthorized",
	);
}

#[test]
fn everything_in_state_is_bounded() {
	assert_bounded(Accelerator::storage_info(), 4_096);
}
