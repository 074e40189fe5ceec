// SPDX-License-Identifier: Apache-2.0

//! Korean days and months as tests name them.

use chungnam_primitives::{day_of, start_of_day, KoreanDay, KoreanMonth, Moment};

/// The Korean day of a date.
#[track_caller]
pub fn date(year: u32, month: u32, day: u32) -> KoreanDay {
	day_of(year, month, day).expect("the day exists")
}

/// Midnight in Seoul at the beginning of a day.
#[track_caller]
pub fn midnight(year: u32, month: u32, day: u32) -> Moment {
	start_of_day(date(year, month, day))
}

/// The Korean month of a year, with `month` from 1 to 12.
pub const fn month_no(year: u32, month: u32) -> KoreanMonth {
	year * 12 + month - 1
}
