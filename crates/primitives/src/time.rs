// SPDX-License-Identifier: Apache-2.0

//! Milliseconds, Korean days and months. Nothing here knows block numbers.

/// Milliseconds since the Unix epoch.
pub type Moment = u64;
/// Days since 1 January 1970 in Korean time (UTC+9, no summer time).
pub type KoreanDay = u32;
/// Months since January of year 0, in Korean time: `year * 12 + month - 1`.
pub type KoreanMonth = u32;

/// Milliseconds of a second.
pub const SECONDS: Moment = 1_000;
/// Milliseconds of a minute.
pub const MINUTES: Moment = 60 * SECONDS;
/// Milliseconds of an hour.
pub const HOURS: Moment = 60 * MINUTES;
/// Milliseconds of a day.
pub const DAYS: Moment = 24 * HOURS;

/// Korea is nine hours ahead of UTC all year.
const KOREA_AHEAD: Moment = 9 * HOURS;

/// The Korean day in which `now` lies.
pub fn korean_day(now: Moment) -> KoreanDay {
	// Dividing by DAYS leaves at most 2^64 / 86.4e6, far above u32 only for moments millions of years away.
	now.saturating_add(KOREA_AHEAD)
		.checked_div(DAYS)
		.and_then(|days| days.try_into().ok())
		.unwrap_or(KoreanDay::MAX)
}

/// The first moment of a Korean day: midnight in Seoul. A day that began before 1970 UTC starts at 0.
pub fn start_of_day(day: KoreanDay) -> Moment {
	// u32 days times 86.4e6 ms stays below 2^64.
	Moment::from(day).saturating_mul(DAYS).saturating_sub(KOREA_AHEAD)
}

/// The first day of a Korean month. `None` before 1970, and for months that no Korean day reaches.
pub fn first_day_of(month: KoreanMonth) -> Option<KoreanDay> {
	let of_year = month.checked_rem(12)?.checked_add(1)?;
	day_of(year_of(month), of_year, 1)
}

/// The Korean month in which `now` lies. Civil calendar, after Howard Hinnant's `civil_from_days`.
pub fn korean_month(now: Moment) -> KoreanMonth {
	month_of_day(korean_day(now))
}

/// The Korean month in which `day` lies.
pub fn month_of_day(day: KoreanDay) -> KoreanMonth {
	let (year, month, _) = civil(day);
	year.saturating_mul(12).saturating_add(month).saturating_sub(1)
}

/// Year, month (1 to 12) and day of the month (1 to 31) of a Korean day.
// Every intermediate is bounded: day < 2^32, so all values stay below 2^33 and are computed in u64.
#[allow(clippy::arithmetic_side_effects)]
pub fn civil(day: KoreanDay) -> (u32, u32, u32) {
	// Count from 1 March of year 0, so that the leap day ends the year.
	let z = u64::from(day) + 719_468;
	let era = z / 146_097;
	let day_of_era = z % 146_097;
	let year_of_era =
		(day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
	let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let month_from_march = (5 * day_of_year + 2) / 153;
	let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
	let year = year_of_era + era * 400 + u64::from(month <= 2);
	let small = |x: u64| u32::try_from(x).unwrap_or(u32::MAX);
	(small(year), small(month), small(day_of_month))
}

/// The Korean day of a date, with a month from 1 to 12. A day beyond the month's last counts as its last, and one below 1
/// as its first. `None` before 1970, and for years that no Korean day reaches.
// Every intermediate is bounded: year < 2^32, so all values stay below 2^42 and are computed in u64.
#[allow(clippy::arithmetic_side_effects)]
pub fn day_of(year: u32, month: u32, day: u32) -> Option<KoreanDay> {
	if !(1..=12).contains(&month) {
		return None;
	}
	let first = first_of_month(u64::from(year), u64::from(month))?;
	let next = match month {
		12 => first_of_month(u64::from(year) + 1, 1)?,
		_ => first_of_month(u64::from(year), u64::from(month) + 1)?,
	};
	let day = first + u64::from(day.max(1)) - 1;
	day.min(next - 1).try_into().ok()
}

/// The day on which a month begins. After Howard Hinnant's `days_from_civil`, as [`civil`].
// Years below 2^33, see `day_of`.
#[allow(clippy::arithmetic_side_effects)]
fn first_of_month(year: u64, month: u64) -> Option<u64> {
	// Count from 1 March, so that the leap day ends the year.
	let year = if month <= 2 { year.checked_sub(1)? } else { year };
	let era = year / 400;
	let year_of_era = year % 400;
	let month_from_march = if month > 2 { month - 3 } else { month + 9 };
	let day_of_year = (153 * month_from_march + 2) / 5;
	let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	(era * 146_097 + day_of_era).checked_sub(719_468)
}

/// The year of a Korean month.
pub fn year_of(month: KoreanMonth) -> u32 {
	month.checked_div(12).unwrap_or(0)
}

/// A stretch of time `[opens, closes)`.
pub fn is_within(now: Moment, opens: Moment, closes: Moment) -> bool {
	now >= opens && now < closes
}

#[cfg(test)]
mod tests {
	use super::*;

	/// 2026-11-23 00:00 in Seoul is 2026-11-22 15:00 UTC.
	const MIDNIGHT_IN_SEOUL: Moment = 1_795_359_600_000;

	#[test]
	fn a_korean_day_begins_at_midnight_in_seoul() {
		let day = korean_day(MIDNIGHT_IN_SEOUL);
		assert_eq!(start_of_day(day), MIDNIGHT_IN_SEOUL);
		assert_eq!(korean_day(MIDNIGHT_IN_SEOUL - 1), day - 1);
		assert_eq!(civil(day), (2026, 11, 23));
	}

	#[test]
	fn months_turn_at_midnight_in_seoul_and_not_in_utc() {
		// 2026-12-01 00:00 in Seoul.
		let december = MIDNIGHT_IN_SEOUL + 8 * DAYS;
		assert_eq!(korean_month(december), 2026 * 12 + 11);
		assert_eq!(korean_month(december - 1), 2026 * 12 + 10);
		assert_eq!(year_of(korean_month(december)), 2026);
	}

	#[test]
	fn a_month_begins_on_its_first_day_if_it_has_one() {
		assert_eq!(first_day_of(2026 * 12 + 11).map(civil), Some((2026, 12, 1)));
		assert_eq!(first_day_of(1970 * 12), Some(0));
		assert_eq!(first_day_of(1970 * 12 - 1), None);
		assert_eq!(first_day_of(KoreanMonth::MAX), None);
	}

	#[test]
	fn leap_days_exist() {
		// 2028-02-29, 2100-03-01: 2100 is no leap year.
		assert_eq!(civil(21_243), (2028, 2, 29));
		assert_eq!(civil(47_540), (2100, 2, 28));
		assert_eq!(civil(47_541), (2100, 3, 1));
	}

	#[test]
	fn a_date_has_one_day_and_a_day_one_date() {
		for day in (0..60_000).chain(KoreanDay::MAX - 1_000..=KoreanDay::MAX) {
			let (year, month, of_month) = civil(day);
			assert!(day_of(year, month, of_month) == Some(day), "{year}-{month}-{of_month}");
		}
	}

	#[test]
	fn a_month_ends_with_its_last_day() {
		assert_eq!(day_of(2028, 2, 31), Some(21_243));
		assert_eq!(day_of(2027, 2, 31), day_of(2027, 2, 28));
		assert_eq!(day_of(2026, 4, 31), day_of(2026, 4, 30));
		assert_eq!(day_of(2026, 12, 0), day_of(2026, 12, 1));
	}

	#[test]
	fn there_is_no_day_before_1970_nor_in_a_month_that_is_none() {
		assert_eq!(day_of(1970, 1, 1), Some(0));
		assert_eq!(day_of(1969, 12, 31), None);
		assert_eq!(day_of(0, 1, 1), None);
		assert_eq!(day_of(2026, 0, 1), None);
		assert_eq!(day_of(2026, 13, 1), None);
		assert_eq!(day_of(u32::MAX, 12, 31), None);
	}

	#[test]
	fn the_first_and_the_last_moment_do_not_overflow() {
		assert_eq!(korean_day(0), 0);
		assert_eq!(start_of_day(0), 0);
		assert_eq!(korean_day(Moment::MAX), KoreanDay::MAX);
		let _ = civil(KoreanDay::MAX);
	}

	#[test]
	fn windows_include_their_start_and_exclude_their_end() {
		assert!(!is_within(9, 10, 20));
		assert!(is_within(10, 10, 20) && is_within(19, 10, 20));
		assert!(!is_within(20, 10, 20));
		assert!(!is_within(10, 10, 10));
	}
}
