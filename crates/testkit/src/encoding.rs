// SPDX-License-Identifier: Apache-2.0

//! Pinned bytes.

use codec::{Decode, Encode};
use core::fmt::Debug;
use frame_support::traits::StorageInfo;
use scale_info::{TypeDef, TypeInfo};
use sp_core::hexdisplay::HexDisplay;

/// The bytes of a value, as they must stay, with any white space between; and they decode to the same value.
#[track_caller]
pub fn pinned<V: Encode + Decode + Debug + PartialEq>(value: V, hex: &str) {
	let bytes = value.encode();
	let expected = hex.split_whitespace().collect::<String>();
	assert_eq!(HexDisplay::from(&bytes).to_string(), expected);
	assert_eq!(V::decode(&mut &bytes[..]), Ok(value));
}

/// A pallet has these errors, or a view these refusals, and no others, with the indices from 0 on, in this order.
#[track_caller]
pub fn pinned_errors<E: TypeInfo>(names: &str) {
	let TypeDef::Variant(errors) = E::type_info().type_def else { panic!("errors are an enum") };
	let told: Vec<_> = errors.variants.iter().map(|error| (error.index, error.name)).collect();
	let expected: Vec<_> = (0u8..).zip(names.split_whitespace()).collect();
	assert_eq!(told, expected);
}

/// Every value in state has a bound, and none is above `limit` bytes.
#[track_caller]
pub fn assert_bounded(items: Vec<StorageInfo>, limit: u32) {
	for item in items {
		let name = String::from_utf8_lossy(&item.storage_name);
		let bound = item.max_size.unwrap_or_else(|| panic!("{name} has no bound"));
		assert!(bound <= limit, "{name} may take {bound} bytes");
	}
}
