// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use chungnam_testkit::assert_breaks;
use frame_support::{assert_ok, storage::storage_prefix};

use super::*;

// To do: at least one test for each number, named after it.

/// On a chain with one entry, breaks something, and expects that the invariant of this number says so.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		assert_ok!(Escrow::add(governor(), 7));
		assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i1_fails_when_more_entries_stand_than_fit() {
	breaks("I1", || {
		for id in 0..MaxEntries::get() {
			Entries::<Test>::insert(100 + id, Entry { since: TODAY });
		}
	});
}

#[test]
fn i1_fails_when_the_counter_is_wrong() {
	breaks("I1", || {
		sp_io::storage::clear(&storage_prefix(b"Escrow", b"CounterForEntries"));
	});
}

#[test]
fn i2_fails_when_an_entry_is_from_the_future() {
	breaks("I2", || Entries::<Test>::insert(7, Entry { since: TODAY + 1 }));
}
