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

/// Every invariant holds.
#[track_caller]
pub fn assert_sound<T: Chain>() {
	if let Err(why) = T::invariants() {
		panic!("{why:?}");
	}
}
