// SPDX-License-Identifier: Apache-2.0

//! Why the accelerator says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such intake: it was never opened, or it is over.
		IntakeNotFound,
		/// The firm has no application here: it never applied, withdrew, or was decided about.
		ApplicationNotFound,
		/// There is no such award: it was never given, or it is over.
		AwardNotFound,
		/// As many intakes or awards stand as fit, or as many intakes of the office as one has.
		MaxIntakesExceeded,
		/// The intake names no region, or one that does not exist.
		RegionNotFound,
		/// The intake awards no firm, too many, or no money.
		NothingOffered,
		/// The applications open in the past or too late, or a window is too short or too long.
		WindowsUnsound,
		/// The intake names no field, or asks for no score or for too many.
		JudgesUnsound,
		/// A part of the profit is to be returned in no time, or for too long.
		ReturnUnsound,
		/// The fund has less than the intake can award.
		InsufficientFund,
		/// Too early: the window has not opened, or scores are still waited for.
		TooEarly,
		/// Too late: the window is closed.
		TooLate,
		/// The account is not the one into which the firm is paid, the firm may not act now, or it is a person.
		NotTheFirm,
		/// The office that opened the intake does not apply to it.
		OwnIntake,
		/// The shop stands in no region of the intake.
		OutsideRegions,
		/// The firm, or another one with a person behind it, applied to this intake before.
		AlreadyApplied,
		/// As many firms applied as fit.
		MaxApplicationsExceeded,
		/// There are no milestones, one pays nothing, or they are too near to one another or too late.
		MilestonesUnsound,
		/// The milestones pay together more than the intake gives a firm.
		SumTooHigh,
		/// The account is not that of an active person with a seat in a field of the intake.
		NotAnExpert,
		/// The expert is behind the firm, or behind another one whose application waits.
		OwnFirm,
		/// The expert scored this application before.
		AlreadyScored,
		/// As many experts scored this application as fit.
		MaxScoresExceeded,
		/// An application gets 100 points at most.
		PointsTooHigh,
		/// The award has no milestone with this number.
		MilestoneNotFound,
		/// The firm told of this milestone before.
		AlreadyReported,
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// The firm agreed to return less, by what it was paid until now.
		MoreThanAgreed,
		/// There is not enough money.
		InsufficientBalance,
		/// Money waits in the envelope, or the time of return is not over.
		NotOver,
		/// The firm tells only of milestones that were paid.
		MilestoneNotPaid,
		/// Another office opened the intake.
		NotAuthorized,
	}
}
