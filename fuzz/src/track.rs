// SPDX-License-Identifier: Apache-2.0

//! Externalities that remember what was read, and the value that each written entry had before.

use std::{
	any::{Any, TypeId},
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

use sp_externalities::{Error, Extension, ExtensionStore, Externalities, MultiRemovalResults};
use sp_state_machine::BasicExternalities;
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};

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
	fn extension_by_type_id(&mut self, type_id: TypeId) -> Option<&mut dyn Any> {
		self.0.extension_by_type_id(type_id)
	}

	fn register_extension_with_type_id(
		&mut self,
		type_id: TypeId,
		extension: Box<dyn Extension>,
	) -> Result<(), Error> {
		self.0.register_extension_with_type_id(type_id, extension)
	}

	fn deregister_extension_by_type_id(&mut self, type_id: TypeId) -> Result<(), Error> {
		self.0.deregister_extension_by_type_id(type_id)
	}
}

impl Externalities for Tracking<'_> {
	fn set_offchain_storage(&mut self, key: &[u8], value: Option<&[u8]>) {
		self.0.set_offchain_storage(key, value)
	}

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

	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		self.0.storage_rollback_transaction()
	}

	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		self.0.storage_commit_transaction()
	}

	// The runtime has no child storage. What follows is there for the trait only.

	fn child_storage_hash(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.0.child_storage_hash(child, key)
	}

	fn child_storage(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.0.child_storage(child, key)
	}

	fn next_child_storage_key(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.0.next_child_storage_key(child, key)
	}

	fn kill_child_storage(
		&mut self,
		child: &ChildInfo,
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.0.kill_child_storage(child, limit, cursor)
	}

	fn clear_child_prefix(
		&mut self,
		child: &ChildInfo,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.0.clear_child_prefix(child, prefix, limit, cursor)
	}

	fn place_child_storage(&mut self, child: &ChildInfo, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.0.place_child_storage(child, key, value)
	}

	fn child_storage_root(&mut self, child: &ChildInfo, version: StateVersion) -> Vec<u8> {
		self.0.child_storage_root(child, version)
	}

	fn wipe(&mut self) {
		self.0.wipe()
	}

	fn commit(&mut self) {
		self.0.commit()
	}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		self.0.read_write_count()
	}

	fn reset_read_write_count(&mut self) {
		self.0.reset_read_write_count()
	}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		self.0.get_whitelist()
	}

	fn set_whitelist(&mut self, new: Vec<TrackedStorageKey>) {
		self.0.set_whitelist(new)
	}

	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		self.0.get_read_and_written_keys()
	}
}
