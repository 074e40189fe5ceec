// SPDX-License-Identifier: Apache-2.0

//! What checks of invariants share. They read all of the state: never for a call or a hook.

use alloc::collections::BTreeMap;
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{Moment, Won};
use sp_runtime::TryRuntimeError;

/// What a check of an invariant finds. The error begins with the number of the invariant that does not hold.
pub type Check = Result<(), TryRuntimeError>;

/// Runs the checks of a pallet in this order, to the first that finds something.
///
/// ```ignore
/// chungnam_frame_kit::check_all! { Self: check_shares, check_books }
/// ```
#[macro_export]
macro_rules! check_all {
	($pallet:ty: $($check:ident),+ $(,)?) => {{
		$(<$pallet>::$check()?;)+
		Ok(())
	}};
}

/// The sum of amounts, or `otherwise` if there is no such number.
pub fn sum_of(
	amounts: impl IntoIterator<Item = Won>,
	otherwise: &'static str,
) -> Result<Won, TryRuntimeError> {
	let sum = amounts.into_iter().try_fold(0, |sum: Won, amount| sum.checked_add(amount));
	sum.ok_or(TryRuntimeError::Other(otherwise))
}

/// What of the agenda is a pallet's own, and when it is due. `own` names what an entry is about, or `None` if the entry is
/// another's.
pub fn waiting<A: Agenda, Key: Ord>(own: impl Fn(Due) -> Option<Key>) -> BTreeMap<Key, Moment> {
	A::all().into_iter().filter_map(|(due, at)| Some((own(due)?, at))).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	struct Books;

	impl Books {
		fn check_first() -> Check {
			Ok(())
		}

		fn check_second() -> Check {
			Err("I2: the second".into())
		}

		fn check_third() -> Check {
			Err("I3: the third".into())
		}

		fn check_sound() -> Check {
			check_all! { Self: check_first, check_first }
		}

		fn check() -> Check {
			check_all! { Self: check_first, check_second, check_third }
		}
	}

	#[test]
	fn checks_end_with_the_first_that_finds_something() {
		assert_eq!(Books::check_sound(), Ok(()));
		assert_eq!(Books::check(), Err("I2: the second".into()));
	}

	#[test]
	fn a_sum_that_is_no_number_says_so() {
		assert_eq!(sum_of([1, 2, 3], "too much"), Ok(6));
		assert_eq!(sum_of([], "too much"), Ok(0));
		assert_eq!(sum_of([1, Won::MAX], "too much"), Err("too much".into()));
	}
}
