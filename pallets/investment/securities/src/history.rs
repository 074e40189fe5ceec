// SPDX-License-Identifier: Apache-2.0

//! What a unit had earned when years began, by which dividends lapse that nobody asked for. Nothing here knows `Config`.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Whole Korean years after which a dividend lapses.
pub const LAPSE_YEARS: u32 = 10;
/// Years with a dividend that are known: those in which none has lapsed, and one more.
pub const MAX_YEARS: u32 = 12;

/// What a unit had earned before the first dividend of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct YearPoints {
	/// The Korean year.
	pub year: u32,
	/// In `1 / SCALE` won, since the beginning.
	pub points: u128,
}

/// The last years in which units of an instrument earned, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct History {
	/// Each year once.
	pub years: BoundedVec<YearPoints, ConstU32<MAX_YEARS>>,
}

impl History {
	/// With a year in which units earn, who had earned so much before. Of a year that is known nothing changes.
	#[must_use]
	pub fn noted(mut self, year: u32, points: u128) -> Self {
		if self.years.last().is_some_and(|last| year <= last.year) {
			return self;
		}
		if self.years.is_full() {
			self.years.remove(0);
		}
		let _ = self.years.try_push(YearPoints { year, points }); // there is room
		self
	}

	/// What a unit had earned more than [`LAPSE_YEARS`] whole years before `year`, of `points` until now. Without a year that is
	/// known nobody can say, so it is nothing.
	pub fn lapsed(&self, year: u32, points: u128) -> u128 {
		if self.years.is_empty() {
			return 0;
		}
		let first = year.saturating_sub(LAPSE_YEARS);
		let later = self.years.iter().find(|own| own.year >= first);
		later.map_or(points, |own| own.points)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn history(all: &[(u32, u128)]) -> History {
		all.iter().fold(History::default(), |own, (year, points)| own.noted(*year, *points))
	}

	#[test]
	fn year_is_noted_once_and_the_oldest_goes() {
		let own = history(&[(2026, 0), (2026, 5), (2025, 7), (2027, 9)]);
		let kept: Vec<_> = own.years.iter().map(|own| (own.year, own.points)).collect();
		assert_eq!(kept, [(2026, 0), (2027, 9)]);
		let many: Vec<_> = (2026..2046).map(|year| (year, u128::from(year))).collect();
		let own = history(&many);
		assert_eq!(own.years.len(), 12);
		assert_eq!(own.years.first().map(|own| own.year), Some(2034));
	}

	#[test]
	fn dividends_lapse_after_ten_whole_years() {
		let own = history(&[(2026, 0), (2027, 10), (2030, 30)]);
		let at = |year| own.lapsed(year, 50);
		// In 2036 nothing of 2026 is ten whole years old, in 2037 all of it is.
		assert_eq!([2026, 2036, 2037, 2038, 2040, 2041].map(at), [0, 0, 10, 30, 30, 50]);
		assert_eq!(History::default().lapsed(2099, 50), 0, "nobody knows when it was");
	}

	#[test]
	fn as_many_years_are_known_as_can_be_asked_about() {
		for first in 2026..2060 {
			let many: Vec<_> = (2026..=first).map(|year| (year, u128::from(year))).collect();
			let expected = if first < 2036 { 2026 } else { first - LAPSE_YEARS };
			assert_eq!(history(&many).lapsed(first, u128::MAX), u128::from(expected));
		}
	}
}
