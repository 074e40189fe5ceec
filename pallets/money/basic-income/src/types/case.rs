// SPDX-License-Identifier: Apache-2.0

//! Why a person is not in a tier although someone wants or wanted them there.

use chungnam_primitives::{KoreanDay, Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The reason why a person's payments were stopped. Coarse on purpose: the facts behind the reason are known off chain only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum SuspensionReason {
	/// Eligibility is looked into.
	#[codec(index = 0)]
	Inquiry,
	/// Away for long.
	#[codec(index = 1)]
	Absence,
	/// The person asked for it.
	#[codec(index = 2)]
	Request,
	/// Anything else.
	#[codec(index = 3)]
	Other,
}

/// A newcomer who applies.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Newcomer {
	/// Who.
	pub person: PersonId,
	/// The day of moving in. Not kept.
	pub moved_in: KoreanDay,
}

/// Where a person stands who is not in a tier. [`step`] is the only way from one to another.
///
/// ```text
/// nothing ── BeginCheck ─> Checking ── Admit, Refuse ─> nothing
/// nothing ── Suspend ────> Suspended ─ Resume, Refuse ─> nothing
/// any ────── Ban ────────> Banned ──── Forgive; Enrol, BeginCheck, Expire when over
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Case {
	/// Residence is checked, `[since, until)`.
	#[codec(index = 0)]
	Checking {
		/// Periods that open after this moment are owed in arrears.
		since: Moment,
		/// The first moment at which the person can be admitted.
		until: Moment,
	},
	/// Payments are stopped.
	#[codec(index = 1)]
	Suspended {
		/// Periods that opened after this moment were missed.
		since: Moment,
		/// Why.
		reason: SuspensionReason,
	},
	/// Shut out after fraud.
	#[codec(index = 2)]
	Banned {
		/// The first moment at which the person can come back.
		until: Moment,
	},
}

impl Case {
	/// True if an attester still has to decide the case.
	pub fn is_open(&self) -> bool {
		!matches!(self, Case::Banned { .. })
	}

	/// True if the person is shut out at `now`.
	pub fn is_banned(&self, now: Moment) -> bool {
		matches!(self, Case::Banned { until } if now < *until)
	}
}

/// What happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
	/// A newcomer applied; the check ends at `until`.
	BeginCheck {
		/// The first moment at which the person can be admitted.
		until: Moment,
	},
	/// The newcomer lives here.
	Admit,
	/// Enrolled without a check.
	Enrol,
	/// The newcomer, or the suspended person, does not come in.
	Refuse,
	/// Payments stop.
	Suspend(SuspensionReason),
	/// Payments go on.
	Resume,
	/// Shut out until a moment, or longer if that was said before.
	Ban {
		/// The first moment at which the person can come back.
		until: Moment,
	},
	/// An appeal was successful.
	Forgive,
	/// A person or a pallet that sees that a ban is over.
	Expire,
}

/// Why a step cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misstep {
	/// The check, or the ban, is not over.
	TooEarly,
	/// The person is shut out.
	Banned,
	/// A check or a suspension is under way.
	CaseOpen,
	/// No check is under way.
	NotChecking,
	/// The person is not suspended.
	NotSuspended,
	/// There is no case.
	CaseNotFound,
}

/// A person without an open case who is not shut out can come in.
fn ensure_free(case: Option<Case>, now: Moment) -> Result<(), Misstep> {
	match case {
		Some(case) if case.is_banned(now) => Err(Misstep::Banned),
		Some(case) if case.is_open() => Err(Misstep::CaseOpen),
		_ => Ok(()),
	}
}

/// The case after a step at `now`: the one transition function.
pub fn step(case: Option<Case>, step: Step, now: Moment) -> Result<Option<Case>, Misstep> {
	match (step, case) {
		(Step::BeginCheck { until }, _) => {
			ensure_free(case, now).map(|()| Some(Case::Checking { since: now, until }))
		}
		(Step::Enrol, _) => ensure_free(case, now).map(|()| None),
		(Step::Suspend(reason), _) => {
			ensure_free(case, now).map(|()| Some(Case::Suspended { since: now, reason }))
		}
		(Step::Admit, Some(Case::Checking { until, .. })) if now < until => Err(Misstep::TooEarly),
		(Step::Admit, Some(Case::Checking { .. })) => Ok(None),
		(Step::Admit, _) => Err(Misstep::NotChecking),
		(Step::Resume, Some(Case::Suspended { .. })) => Ok(None),
		(Step::Resume, _) => Err(Misstep::NotSuspended),
		(Step::Refuse, Some(case)) if case.is_open() => Ok(None),
		(Step::Refuse, _) => Err(Misstep::CaseNotFound),
		(Step::Ban { until }, Some(Case::Banned { until: before })) => {
			Ok(Some(Case::Banned { until: until.max(before) }))
		}
		(Step::Ban { until }, _) => Ok(Some(Case::Banned { until })),
		(Step::Forgive, Some(Case::Banned { .. })) => Ok(None),
		(Step::Forgive, _) => Err(Misstep::CaseNotFound),
		(Step::Expire, Some(case)) if case.is_banned(now) => Err(Misstep::TooEarly),
		(Step::Expire, Some(Case::Banned { .. })) => Ok(None),
		(Step::Expire, _) => Err(Misstep::CaseNotFound),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const CHECKING: Option<Case> = Some(Case::Checking { since: 10, until: 100 });
	const SUSPENDED: Option<Case> =
		Some(Case::Suspended { since: 10, reason: SuspensionReason::Other });
	const BANNED: Option<Case> = Some(Case::Banned { until: 100 });

	#[test]
	fn a_check_ends_at_its_last_moment_and_not_before() {
		assert_eq!(step(CHECKING, Step::Admit, 99), Err(Misstep::TooEarly));
		assert_eq!(step(CHECKING, Step::Admit, 100), Ok(None));
	}

	#[test]
	fn a_ban_ends_at_its_last_moment_and_not_before() {
		for back in [Step::Enrol, Step::BeginCheck { until: 300 }] {
			assert_eq!(step(BANNED, back, 99), Err(Misstep::Banned));
			assert!(step(BANNED, back, 100).is_ok());
		}
		assert_eq!(step(BANNED, Step::Expire, 99), Err(Misstep::TooEarly));
		assert_eq!(step(BANNED, Step::Expire, 100), Ok(None));
	}

	#[test]
	fn a_second_ban_never_shortens_the_first() {
		assert_eq!(step(BANNED, Step::Ban { until: 50 }, 20), Ok(BANNED));
		let longer = Some(Case::Banned { until: 150 });
		assert_eq!(step(BANNED, Step::Ban { until: 150 }, 20), Ok(longer));
	}

	#[test]
	fn person_is_not_taken_in_when_a_case_is_open() {
		for open in [CHECKING, SUSPENDED] {
			for first in [
				Step::Enrol,
				Step::BeginCheck { until: 300 },
				Step::Suspend(SuspensionReason::Inquiry),
			] {
				assert_eq!(step(open, first, 50), Err(Misstep::CaseOpen));
			}
			assert_eq!(step(open, Step::Refuse, 50), Ok(None));
			assert_eq!(step(open, Step::Ban { until: 100 }, 50), Ok(BANNED));
			assert_eq!(step(open, Step::Forgive, 50), Err(Misstep::CaseNotFound));
		}
	}

	#[test]
	fn what_is_not_there_cannot_be_decided() {
		assert_eq!(step(SUSPENDED, Step::Admit, 200), Err(Misstep::NotChecking));
		assert_eq!(step(CHECKING, Step::Resume, 200), Err(Misstep::NotSuspended));
		for none in [Step::Refuse, Step::Forgive, Step::Expire] {
			assert_eq!(step(None, none, 200), Err(Misstep::CaseNotFound));
		}
	}
}
