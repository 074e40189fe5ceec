// SPDX-License-Identifier: Apache-2.0

//! On which Korean days something is due.

use chungnam_primitives::{civil, day_of, KoreanDay};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Days for which the last drop of a schedule waits for the first person of its cohort. Any other drop waits until the next
/// is due.
pub const EMPTY_DAYS: KoreanDay = 31;

/// Days on which drops are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Schedule {
	/// One day.
	#[codec(index = 0)]
	Once(KoreanDay),
	/// Every so many days.
	#[codec(index = 1)]
	EveryDays {
		/// The first of them.
		first: KoreanDay,
		/// Days from one to the next, at least 1.
		every: u16,
	},
	/// A day of each month.
	#[codec(index = 2)]
	DayOfMonth {
		/// None is before this day.
		first: KoreanDay,
		/// 1 to 31. A month that is too short has it on its last day.
		day: u8,
	},
}

impl Schedule {
	/// True if the schedule names dates that exist.
	pub fn is_sound(&self) -> bool {
		match self {
			Self::Once(_) => true,
			Self::EveryDays { every, .. } => *every > 0,
			Self::DayOfMonth { day, .. } => (1..=31).contains(day),
		}
	}

	/// The first day of the schedule that is `from` or later.
	pub fn first_from(&self, from: KoreanDay) -> Option<KoreanDay> {
		match *self {
			Self::Once(day) => (day >= from).then_some(day),
			Self::EveryDays { first, every } => {
				let passed = from.saturating_sub(first); // before the first one nothing has passed
				let steps = passed.div_ceil(u32::from(every).max(1));
				first.checked_add(steps.checked_mul(every.into())?)
			}
			Self::DayOfMonth { first, day } => {
				let from = from.max(first);
				let (year, month, _) = civil(from);
				let found = day_of(year, month, day.into())?;
				if found >= from {
					return Some(found);
				}
				let (year, month) = if month == 12 {
					(year.checked_add(1)?, 1)
				} else {
					(year, month.checked_add(1)?)
				};
				day_of(year, month, day.into())
			}
		}
	}

	/// The first day of the schedule after `after`.
	pub fn next_due(&self, after: KoreanDay) -> Option<KoreanDay> {
		self.first_from(after.checked_add(1)?)
	}

	/// How many drops can be open at a time when each is for `days`.
	pub fn open_at_once(&self, days: u16) -> u32 {
		let from_one_to_the_next = match self {
			Self::Once(_) => return 1,
			Self::EveryDays { every, .. } => u32::from(*every).max(1),
			// The shortest month has 28 days.
			Self::DayOfMonth { .. } => 28,
		};
		u32::from(days).div_ceil(from_one_to_the_next).max(1)
	}

	/// The schedule as many days later.
	#[must_use]
	pub fn shifted(self, by: KoreanDay) -> Self {
		// A day beyond the last one that exists never comes; saturating says the same.
		match self {
			Self::Once(day) => Self::Once(day.saturating_add(by)),
			Self::EveryDays { first, every } => {
				Self::EveryDays { first: first.saturating_add(by), every }
			}
			Self::DayOfMonth { first, day } => {
				Self::DayOfMonth { first: first.saturating_add(by), day }
			}
		}
	}
}

/// How long a schedule goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum End {
	/// Until someone stops it.
	#[codec(index = 0)]
	Never,
	/// After so many dates.
	#[codec(index = 1)]
	Count(u32),
	/// Before this day.
	#[codec(index = 2)]
	Until(KoreanDay),
}

impl End {
	/// True if a date on `day` belongs to the schedule, after `done` earlier ones.
	pub fn allows(&self, day: KoreanDay, done: u32) -> bool {
		match self {
			Self::Never => true,
			Self::Count(count) => done < *count,
			Self::Until(end) => day < *end,
		}
	}

	/// How many of `drops` there are before the end, if the end counts them.
	pub fn at_most(&self, drops: u32) -> u32 {
		match self {
			Self::Count(count) => drops.min(*count),
			_ => drops,
		}
	}

	/// The end as many days later.
	#[must_use]
	pub fn shifted(self, by: KoreanDay) -> Self {
		match self {
			Self::Until(day) => Self::Until(day.saturating_add(by)), // as in `Schedule::shifted`
			other => other,
		}
	}
}
