// SPDX-License-Identifier: Apache-2.0

//! The time of the chain.

use chungnam_primitives::{korean_day, korean_month, KoreanDay, KoreanMonth, Moment};
use frame_support::traits::UnixTime;
use sp_runtime::traits::One;

/// The present: in a call that of the block being built, in a hook and in the pool that of the block before.
pub trait Clock: UnixTime {
	/// Milliseconds since the epoch.
	fn moment() -> Moment {
		// Moments beyond 2^64 ms lie 500 million years ahead.
		Self::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// The Korean day of now.
	fn today() -> KoreanDay {
		korean_day(Self::moment())
	}

	/// The Korean month of now.
	fn this_month() -> KoreanMonth {
		korean_month(Self::moment())
	}
}

impl<Time: UnixTime> Clock for Time {}

/// True if the hooks of block `number` see a time. Those of the first block do not: the genesis has no clock, and the
/// first moment comes with the first block's own transactions.
pub fn has_clock<BlockNumber: One + PartialOrd>(number: BlockNumber) -> bool {
	number > BlockNumber::one()
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_primitives::{civil, DAYS};
	use core::time::Duration;

	/// 2026-11-30 15:00 UTC is midnight in Seoul, the first of December.
	struct FirstOfDecember;

	impl UnixTime for FirstOfDecember {
		fn now() -> Duration {
			Duration::from_millis(1_795_359_600_000 + 8 * DAYS)
		}
	}

	/// Later than any moment.
	struct EndOfTime;

	impl UnixTime for EndOfTime {
		fn now() -> Duration {
			Duration::MAX
		}
	}

	#[test]
	fn days_and_months_are_those_of_seoul() {
		assert_eq!(civil(FirstOfDecember::today()), (2026, 12, 1));
		assert_eq!(FirstOfDecember::this_month(), 2026 * 12 + 11);
	}

	#[test]
	fn a_time_beyond_all_moments_is_the_last_moment() {
		assert_eq!(EndOfTime::moment(), Moment::MAX);
	}

	#[test]
	fn only_the_first_block_has_no_clock() {
		assert!(!has_clock(0u32) && !has_clock(1u32) && has_clock(2u32));
	}
}
