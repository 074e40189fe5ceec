// SPDX-License-Identifier: Apache-2.0

//! What an income promises, as data.

use chungnam_primitives::{day_of, year_of, KoreanDay, KoreanMonth, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Percent;

/// Periods an income remembers, and the most that arrears can reach back.
pub const MAX_HISTORY: u32 = 12;
/// The last day of the month that every month has.
pub const MAX_PAY_DAY: u8 = 28;
/// Months for which a period can wait to be claimed at most.
pub const MAX_UNCLAIMED: u8 = 12;

/// How often what was taken by fraud is asked for on top of giving it back: at least, and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Multiples {
	/// At least so many times.
	pub least: u8,
	/// At most so many times.
	pub most: u8,
}

impl Multiples {
	/// True if a sanction may be `multiple` times the amount.
	pub fn allow(&self, multiple: u8) -> bool {
		(self.least..=self.most).contains(&multiple)
	}
}

/// What an income promises. Changes hold from a later month on, after a delay.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Terms {
	/// Won for everyone each month.
	#[codec(compact)]
	pub full: Won,
	/// Won: a period waits rather than to open at less. From 1 to `full`.
	#[codec(compact)]
	pub least: Won,
	/// The day of the month on which a period opens, 1 to 28.
	pub pay_day: u8,
	/// Days after moving in before a newcomer may apply.
	pub newcomers_wait_days: u16,
	/// Days for which a newcomer's residence is checked.
	pub check_days: u16,
	/// Periods paid in arrears at most, up to [`MAX_HISTORY`].
	pub max_arrears: u8,
	/// Months after which what nobody claimed goes back to the pool, 1 to [`MAX_UNCLAIMED`].
	pub max_unclaimed: u8,
	/// The most of each later lot that is kept for a debt.
	pub debt_share: Percent,
	/// What is asked for on top after fraud.
	pub sanction: Multiples,
	/// Days for which someone is shut out after fraud.
	pub ban_days: u16,
	/// A period opens only after an attester said that eligibility was checked for its month.
	pub confirm_monthly: bool,
}

impl Terms {
	/// True if the terms make sense.
	pub fn are_sound(&self) -> bool {
		(1..=self.full).contains(&self.least)
			&& (1..=MAX_PAY_DAY).contains(&self.pay_day)
			&& u32::from(self.max_arrears) <= MAX_HISTORY
			&& (1..=MAX_UNCLAIMED).contains(&self.max_unclaimed)
			&& self.sanction.least <= self.sanction.most
	}

	/// The day on which the period of `month` opens. `None` beyond the days there are.
	pub fn pay_day_of(&self, month: KoreanMonth) -> Option<KoreanDay> {
		let of_year = month.checked_rem(12)?.checked_add(1)?;
		day_of(year_of(month), of_year, self.pay_day.into())
	}

	/// Won a head when `people` share `pool`: all that is promised, or what the pool gives, rounded down. 0 for nobody.
	pub fn per_head(&self, pool: Won, people: u32) -> Won {
		self.full.min(pool.checked_div(people.into()).unwrap_or(0))
	}

	/// What becomes of a period for `people` with `pool` won, if eligibility was checked or not.
	pub fn decide(&self, pool: Won, people: u32, is_confirmed: bool) -> Decision {
		let per_head = self.per_head(pool, people);
		if people == 0 {
			Decision::Skip
		} else if self.confirm_monthly && !is_confirmed {
			Decision::Wait(Wait::Confirmation)
		} else if per_head < self.least {
			// Saturating: more than there is won on any chain is missing then.
			let needed = self.least.saturating_mul(people.into());
			Decision::Wait(Wait::Money { missing: needed.saturating_sub(pool) })
		} else {
			Decision::Open { per_head }
		}
	}
}

/// Why a period that is due is not open yet. It is tried again every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Wait {
	/// No attester said yet that eligibility was checked.
	#[codec(index = 0)]
	Confirmation,
	/// The pool lacked so many won for the least amount a head when it was last tried.
	#[codec(index = 1)]
	Money {
		/// Won.
		#[codec(compact)]
		missing: Won,
	},
	/// The currency refused to open it.
	#[codec(index = 2)]
	Refused,
}

/// What becomes of a period that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
	/// Nobody is there to be paid.
	Skip,
	/// It waits.
	Wait(Wait),
	/// It opens.
	Open {
		/// Won for everyone.
		per_head: Won,
	},
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn terms() -> Terms {
		Terms {
			full: 150_000,
			least: 50_000,
			pay_day: 28,
			newcomers_wait_days: 30,
			check_days: 90,
			max_arrears: 3,
			max_unclaimed: 6,
			debt_share: Percent::from_percent(50),
			sanction: Multiples { least: 3, most: 5 },
			ban_days: 730,
			confirm_monthly: false,
		}
	}

	#[test]
	fn a_pool_that_suffices_pays_in_full_and_one_won_less_does_not() {
		assert_eq!(terms().per_head(300_000, 2), 150_000);
		assert_eq!(terms().per_head(299_999, 2), 149_999);
		assert_eq!(terms().per_head(Won::MAX, 0), 0);
		assert_eq!(terms().per_head(0, 5), 0);
	}

	#[test]
	fn a_period_opens_at_the_least_amount_and_waits_below() {
		let opens = Decision::Open { per_head: 50_000 };
		assert_eq!(terms().decide(100_001, 2, false), opens);
		let waits = Decision::Wait(Wait::Money { missing: 1 });
		assert_eq!(terms().decide(99_999, 2, false), waits);
		assert_eq!(terms().decide(99_999, 0, false), Decision::Skip);
	}

	#[test]
	fn a_sum_beyond_all_numbers_is_scaled_down() {
		let rich = Terms { full: Won::MAX, least: 1, ..terms() };
		assert_eq!(rich.per_head(100, 3), 33);
	}

	#[test]
	fn every_month_has_a_pay_day() {
		assert_eq!(terms().pay_day_of(2026 * 12), day_of(2026, 1, 28));
		assert_eq!(terms().pay_day_of(2026 * 12 + 1), day_of(2026, 2, 28));
		assert_eq!(terms().pay_day_of(2026 * 12 + 11), day_of(2026, 12, 28));
		assert_eq!(terms().pay_day_of(KoreanMonth::MAX), None);
	}

	#[test]
	fn terms_that_make_no_sense_are_not_sound() {
		assert!(terms().are_sound());
		for broken in [
			Terms { least: 0, ..terms() },
			Terms { least: 150_001, ..terms() },
			Terms { full: 0, least: 0, ..terms() },
			Terms { pay_day: 0, ..terms() },
			Terms { pay_day: 29, ..terms() },
			Terms { max_arrears: 13, ..terms() },
			Terms { max_unclaimed: 0, ..terms() },
			Terms { max_unclaimed: 13, ..terms() },
			Terms { sanction: Multiples { least: 6, most: 5 }, ..terms() },
		] {
			assert!(!broken.are_sound(), "{broken:?}");
		}
	}

	proptest! {
		#[test]
		fn nobody_is_promised_more_than_there_is(pool: Won, people in 1u32.., full in 1..=Won::MAX) {
			let per_head = Terms { full, ..terms() }.per_head(pool, people);
			prop_assert!(per_head <= full);
			let sum = per_head.checked_mul(people.into());
			prop_assert!(sum.is_some_and(|sum| sum <= pool));
			// What rounding leaves is less than a won a head.
			prop_assert!(per_head == full || pool - sum.unwrap() < people.into());
		}
	}
}
