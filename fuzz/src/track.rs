// SPDX-License-Identifier: Apache-2.0

//! Externalities that remember what was read, and the value that each written entry had before.

use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

use sp_externalities::{ExtensionStore, Externalities, MultiRemovalResults};
use sp_state_machine::BasicExternalities;
use sp_storage::StateVersion;

/// The key of an entry of state.
pub type Key = Vec<u8>;

/// What was done to the state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
	/// Entries that were read before they were written.
	pub read: BTreeSet<Key>,
	/// Entries that were written, with their values before.
	pub written: BTreeMap<Key, Option<Vec<u8>>>,
}

impl Access {
	/// Entries whose value is another one now.
	pub fn changed(&self) -> impl Iterator<Item = &Key> {
		self.written
			.iter()
			.filter(|(key, before)| sp_io::storage::get(key).map(|now| now.to_vec()) != **before)
			.map(|(key, _)| key)
	}
}

thread_local! {
	static ACCESS: RefCell<Access> = RefCell::default();
}

/// Does something and says how it touched the state.
pub fn tracked<R>(what: impl FnOnce() -> R) -> (R, Access) {
	ACCESS.take();
	let result = what();
	(result, ACCESS.take())
}

/// Does what `inner` does.
pub struct Tracking<'a>(pub &'a mut BasicExternalities);

impl Tracking<'_> {
	fn note_read(&self, key: &[u8]) {
		ACCESS.with_borrow_mut(|access| {
			if !access.written.contains_key(key) && !access.read.contains(key) {
				access.read.insert(key.to_vec());
			}
		});
	}

	fn note_write(&mut self, key: &[u8]) {
		let is_known = ACCESS.with_borrow(|access| access.written.contains_key(key));
		if !is_known {
			let before = self.0.storage(key);
			ACCESS.with_borrow_mut(|access| access.written.insert(key.to_vec(), before));
		}
	}
}

impl ExtensionStore for Tracking<'_> {
	chungnam_externalities::passed_on!(ExtensionStore, 0);
}

impl Externalities for Tracking<'_> {
	chungnam_externalities::passed_on!(Externalities, 0);

	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.note_read(key);
		self.0.storage(key)
	}

	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.note_read(key);
		self.0.storage_hash(key)
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		let next = self.0.next_storage_key(key);
		self.note_read(next.as_deref().unwrap_or(key));
		next
	}

	fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.note_write(&key);
		self.0.place_storage(key, value)
	}

	fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
		self.note_write(&key);
		self.0.storage_append(key, value)
	}

	fn clear_prefix(
		&mut self,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		let mut key = prefix.to_vec();
		while let Some(next) = self.0.next_storage_key(&key) {
			if !next.starts_with(prefix) {
				break;
			}
			self.note_write(&next);
			key = next;
		}
		self.0.clear_prefix(prefix, limit, cursor)
	}

	/// The root of the tree over the state is the node's matter, and takes longer than everything else together.
	fn storage_root(&mut self, _version: StateVersion) -> Vec<u8> {
		vec![0; 32]
	}

	fn storage_start_transaction(&mut self) {
		self.0.storage_start_transaction()
	}
}
