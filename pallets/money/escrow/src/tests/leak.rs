// SPDX-License-Identifier: Apache-2.0

//! A whole life leaves nothing behind.

use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};
use frame_support::assert_ok;

use super::*;

// To do: a life in which every call is made and everything ends; and what is documented to stay.

/// Every key of the pallet but for what stays: the counter of entries, which stands at zero then.
fn keys() -> BTreeSet<Vec<u8>> {
	own_keys_but("Escrow", &["CounterForEntries"])
}

#[test]
fn a_life_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		for id in 0..MaxEntries::get() {
			assert_ok!(Escrow::add(governor(), id));
		}
		assert!(keys().len() > before.len());
		for id in 0..MaxEntries::get() {
			assert_ok!(Escrow::remove(governor(), id));
		}
		assert_nothing_left(&before, &keys());
		assert_eq!(Entries::<Test>::count(), 0);
	});
}
