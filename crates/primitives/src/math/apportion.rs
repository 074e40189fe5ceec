// SPDX-License-Identifier: Apache-2.0

//! The one division of an amount among weighted parts.

use alloc::vec::Vec;
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, Perbill, Rounding};

/// Divides `amount` among parts by their weights, in the order of the weights.
///
/// Each part is `amount * weight / (sum of all weights)`, rounded down. The first part gets, besides, all that rounding
/// leaves: fewer units than there are parts. A caller whose rule names somebody for that puts them first; a weight of 0
/// in the first place gets the rest and nothing else.
///
/// The parts always sum to `amount`. No part but the first shrinks when `amount` grows, and no part is below its exact
/// share by a unit or more; only the first can be above its exact share, by less than the number of parts.
///
/// `None` when there is no weight above 0, or the weights sum to more than a `u128`.
///
/// ```
/// # use chungnam_primitives::apportion;
/// // 8 : 1 : 1, as a welfare budget of the nation, the province and a county.
/// assert_eq!(apportion(1_009, &[8, 1, 1]), Some(vec![809, 100, 100]));
/// ```
pub fn apportion(amount: u128, weights: &[u128]) -> Option<Vec<u128>> {
	let whole = weights.iter().try_fold(0u128, |sum, weight| sum.checked_add(*weight))?;
	// Exact in 256 bits where it must be. `None` for a whole of zero; no part exceeds the amount, so each fits.
	let part =
		|weight: &u128| multiply_by_rational_with_rounding(amount, *weight, whole, Rounding::Down);
	let mut parts = weights.iter().map(part).collect::<Option<Vec<u128>>>()?;
	let given = parts.iter().try_fold(0u128, |sum, part| sum.checked_add(*part))?;
	let rest = amount.checked_sub(given)?;
	let first = parts.first_mut()?;
	*first = first.checked_add(rest)?;
	Some(parts)
}

/// A share of one as a weight.
pub fn weight_of(share: Perbill) -> u128 {
	share.deconstruct().into()
}

/// True if the shares sum to exactly one, so that they divide the whole of an amount.
pub fn sum_to_one(shares: impl IntoIterator<Item = Perbill>) -> bool {
	let sum = shares.into_iter().try_fold(0u128, |sum, share| sum.checked_add(weight_of(share)));
	sum == Some(weight_of(Perbill::one()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::{collection::vec, prelude::*};

	/// Three equal parts.
	const THIRDS: [u128; 3] = [1, 1, 1];

	#[test]
	fn the_first_part_gets_what_rounding_leaves() {
		assert_eq!(apportion(100, &THIRDS), Some(vec![34, 33, 33]));
		assert_eq!(apportion(101, &THIRDS), Some(vec![35, 33, 33]));
		assert_eq!(apportion(1, &THIRDS), Some(vec![1, 0, 0]));
		assert_eq!(apportion(0, &THIRDS), Some(vec![0, 0, 0]));
	}

	#[test]
	fn a_first_part_without_weight_gets_the_rest_alone() {
		assert_eq!(apportion(100, &[0, 1, 1, 1]), Some(vec![1, 33, 33, 33]));
		assert_eq!(apportion(99, &[0, 1, 1, 1]), Some(vec![0, 33, 33, 33]));
	}

	#[test]
	fn a_part_without_weight_gets_nothing() {
		assert_eq!(apportion(101, &[1, 0, 1]), Some(vec![51, 0, 50]));
	}

	#[test]
	fn nothing_is_divided_when_no_part_has_weight() {
		assert_eq!(apportion(100, &[]), None);
		assert_eq!(apportion(100, &[0, 0]), None);
		assert_eq!(apportion(0, &[0]), None);
		assert_eq!(apportion(100, &[u128::MAX, 1]), None);
	}

	#[test]
	fn the_largest_amount_is_divided_exactly() {
		let half = u128::MAX / 2;
		assert_eq!(apportion(u128::MAX, &[1, 1]), Some(vec![half + 1, half]));
		assert_eq!(apportion(u128::MAX, &[u128::MAX]), Some(vec![u128::MAX]));
		assert_eq!(apportion(u128::MAX, &[1, u128::MAX - 1]), Some(vec![1, u128::MAX - 1]));
	}

	#[test]
	fn shares_sum_to_one_only_when_nothing_is_missing_or_left() {
		let third = Perbill::from_parts(333_333_333);
		assert!(sum_to_one([Perbill::from_parts(333_333_334), third, third]));
		assert!(sum_to_one([Perbill::one()]));
		assert!(!sum_to_one([]));
		assert!(!sum_to_one([third, third, third]));
		assert!(!sum_to_one([Perbill::one(), Perbill::from_parts(1)]));
	}

	/// Amounts and weights of which products fit a `u128`, so that a test can compute exactly.
	fn small() -> impl Strategy<Value = (u128, Vec<u128>)> {
		let weights =
			vec(prop_oneof![Just(0), 1..10u128, any::<u64>().prop_map(u128::from)], 1..10);
		(any::<u32>().prop_map(u128::from), weights)
			.prop_filter("somebody gets something", |(_, weights)| weights.iter().any(|w| *w > 0))
	}

	proptest! {
		#[test]
		fn parts_sum_to_the_amount(amount: u128, weights in vec(any::<u64>(), 1..10)) {
			let weights: Vec<_> = weights.into_iter().map(u128::from).collect();
			prop_assume!(weights.iter().any(|weight| *weight > 0));
			let parts = apportion(amount, &weights).unwrap();
			prop_assert_eq!(parts.len(), weights.len());
			prop_assert_eq!(parts.iter().sum::<u128>(), amount);
		}

		/// `exact - 1 < part <= exact`, and `exact - 1 < first < exact + number of parts`: multiplied by the whole.
		#[test]
		fn parts_are_within_a_unit_of_exact((amount, weights) in small()) {
			let whole: u128 = weights.iter().sum();
			let parts = apportion(amount, &weights).unwrap();
			for (i, (part, weight)) in parts.iter().zip(&weights).enumerate() {
				prop_assert!(part * whole + whole > amount * weight);
				if i == 0 {
					let most = u128::try_from(weights.len()).unwrap() * whole;
					prop_assert!(part * whole < amount * weight + most);
				} else {
					prop_assert!(part * whole <= amount * weight);
				}
			}
		}

		/// Floors only grow. The first part also takes what rounding leaves, so it alone can give some of that up again.
		#[test]
		fn no_part_but_the_first_shrinks_when_the_amount_grows(
			(amount, weights) in small(),
			more in 0..1_000u128,
		) {
			let before = apportion(amount, &weights).unwrap();
			let after = apportion(amount + more, &weights).unwrap();
			for (before, after) in before.iter().zip(&after).skip(1) {
				prop_assert!(before <= after);
			}
			let most = u128::try_from(weights.len()).unwrap();
			prop_assert!(before[0] < after[0] + most);
		}

		/// With two parts what rounding leaves is one unit at most, and no part shrinks.
		#[test]
		fn neither_of_two_parts_shrinks_when_the_amount_grows(
			amount: u64,
			first: u32,
			second in 1u32..,
			more in 0..1_000u128,
		) {
			let weights = [first.into(), second.into()];
			let before = apportion(amount.into(), &weights).unwrap();
			let after = apportion(u128::from(amount) + more, &weights).unwrap();
			prop_assert!(before[0] <= after[0] && before[1] <= after[1]);
		}

		/// The place of a part changes its amount only by what rounding leaves in the first place.
		#[test]
		fn parts_after_the_first_do_not_depend_on_their_order(
			(amount, weights) in small(),
			turn in 0usize..10,
		) {
			let mut turned = weights.clone();
			let others = &mut turned[1..];
			let turn = turn.checked_rem(others.len()).unwrap_or(0);
			others.rotate_left(turn);
			let mut expected = apportion(amount, &weights).unwrap();
			expected[1..].rotate_left(turn);
			prop_assert_eq!(apportion(amount, &turned).unwrap(), expected);
		}

		/// Weights of the same proportions divide the same.
		#[test]
		fn only_the_proportions_of_weights_count((amount, weights) in small(), times in 1..1_000u128) {
			let scaled: Vec<_> = weights.iter().map(|weight| weight * times).collect();
			prop_assert_eq!(apportion(amount, &scaled), apportion(amount, &weights));
		}
	}
}
