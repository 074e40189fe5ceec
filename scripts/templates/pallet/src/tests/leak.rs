// SPDX-License-Identifier: Apache-2.0

//! A whole life leaves nothing behind.

use std::collections::BTreeSet;

use frame_support::assert_ok;

use super::*;

// To do: a life in which every call is made and everything ends; and what is documented to stay.

/// Every key of the pallet, but for its version and counters that stand at zero.
fn keys() -> BTreeSet<Vec<u8>> {
	let mut found = BTreeSet::new();
	let own = sp_io::hashing::twox_128(b"NewNoun");
	let mut last = own.to_vec();
	while let Some(key) = sp_io::storage::next_key(&last).filter(|key| key.starts_with(&own)) {
		let is_zero = sp_io::storage::get(&key).is_some_and(|bytes| bytes.iter().all(|b| *b == 0));
		if !is_zero {
			found.insert(key.clone());
		}
		last = key;
	}
	found
}

#[test]
fn a_life_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		for id in 0..MaxEntries::get() {
			assert_ok!(NewNoun::add(governor(), id));
		}
		assert!(keys().len() > before.len());
		for id in 0..MaxEntries::get() {
			assert_ok!(NewNoun::remove(governor(), id));
		}
		assert_eq!(keys(), before);
	});
}
