// SPDX-License-Identifier: Apache-2.0

//! Won, and one share of it. [`crate::apportion`] divides won among several.

use sp_runtime::Perbill;

/// Whole won. One PAY is one KRW in a treasury account; there are no smaller units.
pub type Won = u128;

/// `share` of `amount`, rounded down: a share never exceeds its exact part.
pub fn share_of(share: Perbill, amount: Won) -> Won {
	share.mul_floor(amount)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_share_is_rounded_down() {
		assert_eq!(share_of(Perbill::from_percent(10), 999), 99);
		assert_eq!(share_of(Perbill::from_percent(10), 0), 0);
		assert_eq!(share_of(Perbill::one(), Won::MAX), Won::MAX);
	}
}
