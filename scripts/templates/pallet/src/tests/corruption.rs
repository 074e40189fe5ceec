// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use frame_support::assert_ok;
use sp_runtime::TryRuntimeError;

use super::*;

// To do: at least one test for each number, named after it.

/// A chain with one entry, sound.
fn sound(test: impl FnOnce()) {
	begin().execute_with(|| {
		assert_ok!(NewNoun::add(governor(), 7));
		assert_ok!(NewNoun::do_try_state());
		test();
	});
}

/// Asserts that the invariant of this number is the one that fails.
#[track_caller]
fn assert_broken(number: &str) {
	match NewNoun::do_try_state() {
		Err(TryRuntimeError::Other(message)) => {
			assert!(message.starts_with(&format!("{number}:")), "{number}, not {message}");
		}
		other => panic!("{number} holds: {other:?}"),
	}
}

#[test]
fn i1_fails_when_more_entries_stand_than_fit() {
	sound(|| {
		for id in 0..MaxEntries::get() {
			Entries::<Test>::insert(100 + id, Entry { since: TODAY });
		}
		assert_broken("I1");
	});
}

#[test]
fn i1_fails_when_the_counter_is_wrong() {
	sound(|| {
		let key = frame_support::storage::storage_prefix(b"NewNoun", b"CounterForEntries");
		sp_io::storage::clear(&key);
		assert_broken("I1");
	});
}

#[test]
fn i2_fails_when_an_entry_is_from_the_future() {
	sound(|| {
		Entries::<Test>::insert(7, Entry { since: TODAY + 1 });
		assert_broken("I2");
	});
}
