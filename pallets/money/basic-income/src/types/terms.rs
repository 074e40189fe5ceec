// SPDX-License-Identifier: Apache-2.0

//! What an income promises, as data.

use chungnam_primitives::{
	civil, day_of, month_of_day, start_of_day, year_of, KoreanDay, KoreanMonth, Moment, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Percent;

/// Periods an income remembers, and the most that arrears can reach back.
pub const MAX_HISTORY: u32 = 12;
/// The last day that a month can have. A month that is too short is paid on its own last day.
pub const MAX_PAY_DAY: u8 = 31;
/// Months for which a period can wait to be claimed at most.
pub const MAX_UNCLAIMED: u8 = 12;
/// Days from the opening of a period in which what tops it up can be claimed at most. Stays in cohorts are remembered for
/// longer.
pub const MAX_CLAIM_DAYS: KoreanDay = 366;

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
	/// The day of the month on which a period opens, 1 to 31: in a month that is too short, its last day.
	pub pay_day: u8,
	/// Days after moving in before a newcomer may apply.
	pub newcomers_wait_days: u16,
	/// Days for which a newcomer's residence is checked.
	pub check_days: u16,
	/// Periods paid in arrears at most, up to [`MAX_HISTORY`].
	pub max_arrears: u8,
	/// Months after the pay day, or after a late opening, in which a period can be claimed, 1 to [`MAX_UNCLAIMED`]. The end
	/// of a tier's series can come before.
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

	/// How many periods of a tier can be open at a time when its series are valid for so many days: those of
	/// `max_unclaimed` months, and one more when the pay day comes earlier by a change.
	pub fn open_at_once(&self, valid_days: u16) -> u32 {
		// The shortest month has 28 days.
		let while_valid = u32::from(valid_days).div_ceil(28);
		u32::from(self.max_unclaimed).saturating_add(1).min(while_valid)
	}

	/// The day on which the period of `month` opens. `None` beyond the days there are.
	pub fn pay_day_of(&self, month: KoreanMonth) -> Option<KoreanDay> {
		day_in(month, self.pay_day.into())
	}

	/// Won a head when `people` share `pool`: all that is promised, or what the pool gives, rounded down. 0 for nobody.
	pub fn per_head(&self, pool: Won, people: u32) -> Won {
		self.full.min(pool.checked_div(people.into()).unwrap_or(0))
	}

	/// The first moment at which nobody can claim the period of `month` any more, when it opens on `day`: so many months
	/// after its pay day, or after `day` if it is late.
	pub fn claim_until(&self, month: KoreanMonth, day: KoreanDay) -> Moment {
		let months = KoreanMonth::from(self.max_unclaimed);
		let promised = month.checked_add(months).and_then(|month| self.pay_day_of(month));
		let (_, _, of_month) = civil(day);
		let later = month_of_day(day).checked_add(months);
		let since_opening = later.and_then(|month| day_in(month, of_month));
		// Beyond the days there are nothing lapses.
		match (promised, since_opening) {
			(Some(promised), Some(later)) => start_of_day(promised.max(later)),
			_ => Moment::MAX,
		}
	}

	/// What becomes of a period in a situation.
	///
	/// A month without its confirmation waits for it without end, a confirmed month without people until the next pay day. A
	/// period that missed its pay day opens below the full amount only on a later pay day or by an issuer's word: the first
	/// instalment of several does not fix it.
	pub fn decide(&self, now: Situation) -> Decision {
		let Situation { pool, people, .. } = now;
		let per_head = self.per_head(pool, people);
		let enough = if now.may_be_short { self.least } else { self.full };
		if self.confirm_monthly && !now.is_confirmed {
			Decision::Wait(Wait::Confirmation)
		} else if people == 0 {
			if now.is_over {
				Decision::Skip
			} else {
				Decision::Wait(Wait::People)
			}
		} else if per_head < enough {
			// Saturating: more than there is won on any chain is missing then.
			let needed = enough.saturating_mul(people.into());
			Decision::Wait(Wait::Money { missing: needed.saturating_sub(pool) })
		} else {
			Decision::Open { per_head }
		}
	}
}

/// A day of a month, or its last day if the month is too short. `None` beyond the days there are.
fn day_in(month: KoreanMonth, day: u32) -> Option<KoreanDay> {
	day_of(year_of(month), month.checked_rem(12)?.checked_add(1)?, day)
}

/// What decides about a period that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
	/// Won in the pool.
	pub pool: Won,
	/// How many would be paid.
	pub people: u32,
	/// Eligibility was checked for the month.
	pub is_confirmed: bool,
	/// The period may open below the full amount: it is a pay day, or an issuer said so.
	pub may_be_short: bool,
	/// The pay day of the month after has come.
	pub is_over: bool,
}

/// Why a period that is due is not open yet. It is tried again every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Wait {
	/// No attester said yet that eligibility was checked.
	#[codec(index = 0)]
	Confirmation,
	/// When it was last tried the pool lacked so many won: for the least amount a head on a pay day, and for the full
	/// amount between pay days.
	#[codec(index = 1)]
	Money {
		/// Won.
		#[codec(compact)]
		missing: Won,
	},
	/// The currency refused to open it.
	#[codec(index = 2)]
	Refused,
	/// Nobody was there to be paid. The month is over when the pay day of the next has come.
	#[codec(index = 3)]
	People,
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
		Terms { full: 150_000, least: 50_000, pay_day: 28, ..crate::tests::terms() }
	}

	/// A period on its pay day.
	fn pay_day(pool: Won, people: u32) -> Situation {
		Situation { pool, people, is_confirmed: false, may_be_short: true, is_over: false }
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
		assert_eq!(terms().decide(pay_day(100_001, 2)), opens);
		let waits = Decision::Wait(Wait::Money { missing: 1 });
		assert_eq!(terms().decide(pay_day(99_999, 2)), waits);
	}

	#[test]
	fn late_period_waits_for_the_full_amount_unless_it_may_be_short() {
		let late = |pool| Situation { may_be_short: false, ..pay_day(pool, 2) };
		let waits = |missing| Decision::Wait(Wait::Money { missing });
		assert_eq!(terms().decide(late(120_000)), waits(180_000));
		assert_eq!(terms().decide(late(299_999)), waits(1));
		assert_eq!(terms().decide(late(300_000)), Decision::Open { per_head: 150_000 });
		assert_eq!(terms().decide(pay_day(120_000, 2)), Decision::Open { per_head: 60_000 });
	}

	#[test]
	fn month_without_people_waits_for_its_confirmation_and_then_for_people_until_the_next_pay_day()
	{
		let checked = Terms { confirm_monthly: true, ..terms() };
		let empty = Situation { is_over: true, ..pay_day(99_999, 0) };
		assert_eq!(checked.decide(empty), Decision::Wait(Wait::Confirmation));
		let confirmed = Situation { is_confirmed: true, is_over: false, ..empty };
		assert_eq!(checked.decide(confirmed), Decision::Wait(Wait::People));
		assert_eq!(checked.decide(Situation { is_over: true, ..confirmed }), Decision::Skip);
	}

	#[test]
	fn late_period_can_be_claimed_for_whole_months_from_its_opening() {
		let april = 2026 * 12 + 3;
		let day = |month, day| day_of(2026, month, day).expect("the day exists");
		let until = |opened| {
			let terms = Terms { pay_day: 1, max_unclaimed: 1, ..terms() };
			terms.claim_until(april, opened)
		};
		assert_eq!(until(day(4, 1)), start_of_day(day(5, 1)));
		assert_eq!(until(day(4, 30)), start_of_day(day(5, 30)));
		let june = Terms { pay_day: 1, max_unclaimed: 3, ..terms() };
		assert_eq!(june.claim_until(april + 2, day(6, 3)), start_of_day(day(9, 3)));
		// A month that is too short has the day on its last.
		assert_eq!(until(day(8, 31)), start_of_day(day(9, 30)));
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
		let last = Terms { pay_day: 31, ..terms() };
		assert!(last.are_sound());
		for (month, day) in [(1, 31), (2, 28), (4, 30), (12, 31)] {
			assert_eq!(last.pay_day_of(2026 * 12 + month - 1), day_of(2026, month, day));
		}
	}

	#[test]
	fn terms_that_make_no_sense_are_not_sound() {
		assert!(terms().are_sound());
		for broken in [
			Terms { least: 0, ..terms() },
			Terms { least: 150_001, ..terms() },
			Terms { full: 0, least: 0, ..terms() },
			Terms { pay_day: 0, ..terms() },
			Terms { pay_day: 32, ..terms() },
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
