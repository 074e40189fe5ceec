// SPDX-License-Identifier: Apache-2.0

//! What a lifecycle leaves behind in state.

use std::collections::BTreeSet;

use frame_support::{storage::storage_prefix, traits::STORAGE_VERSION_STORAGE_KEY_POSTFIX};
use sp_core::hexdisplay::HexDisplay;
use sp_io::hashing::twox_128;

use crate::mocks;

/// Every key in state, in order.
pub fn all_keys() -> impl Iterator<Item = Vec<u8>> {
	let next = |key: &Vec<u8>| sp_io::storage::next_key(key);
	core::iter::successors(sp_io::storage::next_key(&[]), next)
}

/// Every key in state, but for the clock, the block, the mocks, the versions of storage, and the items of `pallet` that are documented to stay.
pub fn keys_but(pallet: &str, stays: &[&str]) -> BTreeSet<Vec<u8>> {
	let stays: Vec<_> =
		stays.iter().map(|item| storage_prefix(pallet.as_bytes(), item.as_bytes())).collect();
	let version = twox_128(STORAGE_VERSION_STORAGE_KEY_POSTFIX);
	let accounts = storage_prefix(b"System", b"Account");
	let is_left = |key: &Vec<u8>| {
		let is_of = |pallet: &str| key.starts_with(&twox_128(pallet.as_bytes()));
		let is_block = is_of("System") && !key.starts_with(&accounts);
		let is_mock = is_of(mocks::PREFIX) || key.starts_with(&accounts) && mocks::is_pot(key);
		let is_version = key.ends_with(&version);
		let stays = stays.iter().any(|prefix| key.starts_with(prefix));
		!is_of("Timestamp") && !is_block && !is_mock && !is_version && !stays
	};
	all_keys().filter(is_left).collect()
}

/// Every key of `pallet` alone, but for the items that are documented to stay.
pub fn own_keys_but(pallet: &str, stays: &[&str]) -> BTreeSet<Vec<u8>> {
	let is_own = |key: &Vec<u8>| key.starts_with(&twox_128(pallet.as_bytes()));
	keys_but(pallet, stays).into_iter().filter(is_own).collect()
}

/// What is there now was there before.
#[track_caller]
pub fn assert_nothing_left(before: &BTreeSet<Vec<u8>>, after: &BTreeSet<Vec<u8>>) {
	let left: Vec<_> = after.difference(before).map(HexDisplay::from).collect();
	assert!(left.is_empty(), "left behind: {left:?}");
}

/// Bytes of all keys and values in state.
pub fn state_size() -> usize {
	let value = |key: &Vec<u8>| sp_io::storage::get(key).map_or(0, |value| value.len());
	all_keys().map(|key| key.len() + value(&key)).sum()
}
