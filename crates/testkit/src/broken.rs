// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail.

use sp_runtime::TryRuntimeError;

use crate::Chain;

/// The state is broken, and the invariant of this number, for instance `I3`, is the first to say so.
#[track_caller]
pub fn assert_broken<T: Chain>(number: &str) {
	match T::invariants() {
		Err(TryRuntimeError::Other(message)) => {
			assert!(message.starts_with(&format!("{number}:")), "{number}, not {message}");
		}
		other => panic!("{number} holds: {other:?}"),
	}
}

/// On a sound state, which it proves first, breaks something, and expects that the invariant of this number says so.
#[track_caller]
pub fn assert_breaks<T: Chain>(number: &str, break_it: impl FnOnce()) {
	assert_sound::<T>();
	break_it();
	assert_broken::<T>(number);
}

/// On a chain that came as far as `reach`, breaks something, and expects the same.
#[macro_export]
macro_rules! test_broken {
	($test:ty, $chain:expr) => {
		/// Breaks a chain that came so far, and expects that the invariant of this number says so.
		#[track_caller]
		fn breaks(number: &str, reach: impl FnOnce(), break_it: impl FnOnce()) {
			$chain.execute_with(|| {
				reach();
				$crate::assert_breaks::<$test>(number, break_it);
			});
		}
	};
}

/// Every invariant holds.
#[track_caller]
pub fn assert_sound<T: Chain>() {
	if let Err(why) = T::invariants() {
		panic!("{why:?}");
	}
}
