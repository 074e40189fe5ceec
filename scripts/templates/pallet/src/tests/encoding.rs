// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

use super::*;

// To do: every stored type, every enum that is an argument, and the errors.

#[test]
fn an_entry_keeps_its_bytes() {
	pinned(Entry { since: 1 }, "0100000000000000");
}

#[test]
fn errors_keep_their_names_and_indices() {
	pinned_errors::<Error<Test>>("AlreadyExists NotFound MaxEntriesExceeded");
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	assert_bounded(NewNoun::storage_info(), 64);
}
