// SPDX-License-Identifier: Apache-2.0

//! What checks of invariants share. They read all of the state: never for a call or a hook.

use chungnam_primitives::Won;
use sp_runtime::TryRuntimeError;

/// What a check of an invariant finds. The error begins with the number of the invariant that does not hold.
pub type Check = Result<(), TryRuntimeError>;

/// The sum of amounts, or `otherwise` if there is no such number.
pub fn sum_of(
	amounts: impl IntoIterator<Item = Won>,
	otherwise: &'static str,
) -> Result<Won, TryRuntimeError> {
	let sum = amounts.into_iter().try_fold(0, |sum: Won, amount| sum.checked_add(amount));
	sum.ok_or(TryRuntimeError::Other(otherwise))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_sum_that_is_no_number_says_so() {
		assert_eq!(sum_of([1, 2, 3], "too much"), Ok(6));
		assert_eq!(sum_of([], "too much"), Ok(0));
		assert_eq!(sum_of([1, Won::MAX], "too much"), Err("too much".into()));
	}
}
