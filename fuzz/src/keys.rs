// SPDX-License-Identifier: Apache-2.0

//! Names of entries of state.

use std::{collections::BTreeMap, sync::LazyLock};

use chungnam_primitives::Won;
use chungnam_runtime::{AccountId, AllPalletsWithSystem, Runtime};
use codec::{Decode, DecodeAll};
use frame_support::traits::StorageInfoTrait;
use sp_io::hashing::twox_128;

use crate::track::Key;

/// A storage item.
struct Item {
	name: String,
	/// True if it has one value only, which the block pays for: see `SINGLE_VALUES` of the runtime.
	is_single: bool,
}

static ITEMS: LazyLock<BTreeMap<Vec<u8>, Item>> = LazyLock::new(|| {
	let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
	AllPalletsWithSystem::storage_info()
		.into_iter()
		.map(|info| {
			let name = format!("{}.{}", text(info.pallet_name), text(info.storage_name));
			(info.prefix, Item { name, is_single: info.max_values == Some(1) })
		})
		.collect()
});

fn item(key: &Key) -> Option<&'static Item> {
	key.get(..32).and_then(|prefix| ITEMS.get(prefix))
}

/// The name of the storage item, or the bytes of a key that is in none.
pub fn name_of(key: &Key) -> String {
	item(key).map_or_else(|| sp_core::bytes::to_hex(key, true), |item| item.name.clone())
}

/// True if no call pays for the entry: values alone under their name are booked with the block, well-known keys and the
/// list of paused calls with the transaction.
pub fn is_booked(key: &Key) -> bool {
	key.starts_with(b":")
		|| item(key).is_none_or(|item| item.is_single || item.name == "TxPause.PausedCalls")
}

/// True if a transaction that fails may change the entry: nonce and fee, quota, and the block's own notes.
pub fn is_of_transactions(key: &Key, payers: &[AccountId]) -> bool {
	if let Some(account) = account_of(key) {
		return payers.contains(&account);
	}
	let pallets = ["System", "TransactionPayment", "CitizenQuota"];
	key.starts_with(b":")
		|| pallets.iter().any(|pallet| key.starts_with(&twox_128(pallet.as_bytes())))
}

/// The account of an entry of `System.Account`.
pub fn account_of(key: &Key) -> Option<AccountId> {
	let is_account = item(key).is_some_and(|item| item.name == "System.Account");
	let bytes =
		is_account.then(|| key.len().checked_sub(32).and_then(|from| key.get(from..)))??;
	AccountId::decode(&mut &*bytes).ok()
}

/// Won of an account, free and held.
pub fn won_of(value: Option<&[u8]>) -> Won {
	type Info = frame_system::AccountInfo<
		<Runtime as frame_system::Config>::Nonce,
		<Runtime as frame_system::Config>::AccountData,
	>;
	let info = value.and_then(|bytes| Info::decode_all(&mut &*bytes).ok());
	info.map_or(0, |info| info.data.free.saturating_add(info.data.reserved))
}
