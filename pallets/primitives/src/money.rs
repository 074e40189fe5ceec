// SPDX-License-Identifier: Apache-2.0

//! Won, and the one way in which this chain divides it.

use alloc::vec::Vec;
use sp_runtime::{Perbill, Rounding};

/// Whole won. One PAY is one KRW in a treasury account; there are no smaller units.
pub type Won = u128;

/// `share` of `amount`, rounded down: a share never exceeds its exact part.
pub fn share_of(share: Perbill, amount: Won) -> Won {
	share.mul_floor(amount)
}

/// `amount * part / whole`, rounded down, without overflow in between. `None` when `whole` is zero or the result does
/// not fit.
pub fn proportion(amount: Won, part: Won, whole: Won) -> Option<Won> {
	sp_runtime::helpers_128bit::multiply_by_rational_with_rounding(
		amount,
		part,
		whole,
		Rounding::Down,
	)
}

/// Splits `amount` by `shares`, each rounded down; what rounding leaves goes to the first share.
/// The parts always sum to `amount`. `None` when there is no share or the shares do not sum to one.
pub fn split(amount: Won, shares: &[Perbill]) -> Option<Vec<Won>> {
	let parts_of_one: u64 = shares.iter().map(|share| u64::from(share.deconstruct())).sum();
	if parts_of_one != u64::from(Perbill::one().deconstruct()) {
		return None;
	}
	let mut parts: Vec<Won> = shares.iter().map(|share| share_of(*share, amount)).collect();
	let given: Won = parts.iter().try_fold(0, |sum: Won, part| sum.checked_add(*part))?;
	let rest = amount.checked_sub(given)?;
	let first = parts.first_mut()?;
	*first = first.checked_add(rest)?;
	Some(parts)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn a_share_is_rounded_down() {
		assert_eq!(share_of(Perbill::from_percent(10), 999), 99);
		assert_eq!(share_of(Perbill::from_percent(10), 0), 0);
		assert_eq!(share_of(Perbill::one(), Won::MAX), Won::MAX);
	}

	#[test]
	fn what_rounding_leaves_goes_to_the_first() {
		let third = Perbill::from_parts(333_333_333);
		let shares = [Perbill::from_parts(333_333_334), third, third];
		assert_eq!(split(100, &shares), Some(vec![34, 33, 33]));
		assert_eq!(split(1, &shares), Some(vec![1, 0, 0]));
	}

	#[test]
	fn shares_that_do_not_sum_to_one_split_nothing() {
		assert_eq!(split(100, &[]), None);
		assert_eq!(split(100, &[Perbill::from_percent(99)]), None);
		assert_eq!(split(100, &[Perbill::one(), Perbill::from_parts(1)]), None);
	}

	#[test]
	fn a_proportion_of_nothing_is_no_proportion() {
		assert_eq!(proportion(10, 1, 3), Some(3));
		assert_eq!(proportion(10, 1, 0), None);
		assert_eq!(proportion(Won::MAX, 2, 1), None);
	}

	proptest! {
		#[test]
		fn parts_sum_to_the_whole(amount in any::<u128>(), cut in 0u32..=1_000_000_000) {
			let shares = [Perbill::from_parts(cut), Perbill::from_parts(1_000_000_000 - cut)];
			let parts = split(amount, &shares).unwrap();
			prop_assert_eq!(parts[0] + parts[1], amount);
		}
	}
}
