// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use codec::{Decode, Encode};
use core::fmt::Debug;
use frame_support::traits::StorageInfoTrait;
use sp_core::hexdisplay::HexDisplay;

use super::*;

// To do: every stored type, every enum that is an argument, and the errors.

/// Asserts that a value has these bytes, and that the bytes decode to the same value.
#[track_caller]
fn pinned<V: Encode + Decode + Debug + PartialEq>(value: V, hex: &str) {
	let bytes = value.encode();
	assert_eq!(HexDisplay::from(&bytes).to_string(), hex.replace(' ', ""));
	assert_eq!(V::decode(&mut &bytes[..]), Ok(value));
}

#[test]
fn an_entry_keeps_its_bytes() {
	pinned(Entry { since: 1 }, "0100000000000000");
}

#[test]
fn errors_keep_their_indices() {
	use crate::Error::*;
	let errors: [Error<Test>; 3] = [AlreadyExists, NotFound, MaxEntriesExceeded];
	for (index, error) in (0u8..).zip(errors) {
		assert_eq!(error.encode(), [index], "{error:?}");
	}
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	for item in NewNoun::storage_info() {
		let size = item.max_size.expect("it is bounded");
		assert!(size <= 64, "{:?}: {size}", String::from_utf8_lossy(&item.storage_name));
	}
}
