// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![no_std]

/// Methods of a wrapper that what it wraps answers. `$inner` is the field with the wrapped externalities.
///
/// ```ignore
/// impl ExtensionStore for Counting<'_> {
///     chungnam_externalities::passed_on!(ExtensionStore, inner);
/// }
/// ```
#[macro_export]
macro_rules! passed_on {
	(ExtensionStore, $inner:tt) => {
		fn extension_by_type_id(
			&mut self,
			type_id: ::core::any::TypeId,
		) -> Option<&mut dyn ::core::any::Any> {
			self.$inner.extension_by_type_id(type_id)
		}

		fn register_extension_with_type_id(
			&mut self,
			type_id: ::core::any::TypeId,
			extension: Box<dyn sp_externalities::Extension>,
		) -> Result<(), sp_externalities::Error> {
			self.$inner.register_extension_with_type_id(type_id, extension)
		}

		fn deregister_extension_by_type_id(
			&mut self,
			type_id: ::core::any::TypeId,
		) -> Result<(), sp_externalities::Error> {
			self.$inner.deregister_extension_by_type_id(type_id)
		}
	};
	(Externalities, $inner:tt) => {
		fn set_offchain_storage(&mut self, key: &[u8], value: Option<&[u8]>) {
			self.$inner.set_offchain_storage(key, value)
		}

		fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
			self.$inner.storage_rollback_transaction()
		}

		fn storage_commit_transaction(&mut self) -> Result<(), ()> {
			self.$inner.storage_commit_transaction()
		}

		// The runtime has no child storage. What follows is there for the trait only.

		fn child_storage_hash(
			&mut self,
			child: &sp_storage::ChildInfo,
			key: &[u8],
		) -> Option<Vec<u8>> {
			self.$inner.child_storage_hash(child, key)
		}

		fn child_storage(&mut self, child: &sp_storage::ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
			self.$inner.child_storage(child, key)
		}

		fn next_child_storage_key(
			&mut self,
			child: &sp_storage::ChildInfo,
			key: &[u8],
		) -> Option<Vec<u8>> {
			self.$inner.next_child_storage_key(child, key)
		}

		fn kill_child_storage(
			&mut self,
			child: &sp_storage::ChildInfo,
			limit: Option<u32>,
			cursor: Option<&[u8]>,
		) -> sp_externalities::MultiRemovalResults {
			self.$inner.kill_child_storage(child, limit, cursor)
		}

		fn clear_child_prefix(
			&mut self,
			child: &sp_storage::ChildInfo,
			prefix: &[u8],
			limit: Option<u32>,
			cursor: Option<&[u8]>,
		) -> sp_externalities::MultiRemovalResults {
			self.$inner.clear_child_prefix(child, prefix, limit, cursor)
		}

		fn place_child_storage(
			&mut self,
			child: &sp_storage::ChildInfo,
			key: Vec<u8>,
			value: Option<Vec<u8>>,
		) {
			self.$inner.place_child_storage(child, key, value)
		}

		fn child_storage_root(
			&mut self,
			child: &sp_storage::ChildInfo,
			version: sp_storage::StateVersion,
		) -> Vec<u8> {
			self.$inner.child_storage_root(child, version)
		}

		fn wipe(&mut self) {
			self.$inner.wipe()
		}

		fn commit(&mut self) {
			self.$inner.commit()
		}

		fn read_write_count(&self) -> (u32, u32, u32, u32) {
			self.$inner.read_write_count()
		}

		fn reset_read_write_count(&mut self) {
			self.$inner.reset_read_write_count()
		}

		fn get_whitelist(&self) -> Vec<sp_storage::TrackedStorageKey> {
			self.$inner.get_whitelist()
		}

		fn set_whitelist(&mut self, new: Vec<sp_storage::TrackedStorageKey>) {
			self.$inner.set_whitelist(new)
		}

		fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
			self.$inner.get_read_and_written_keys()
		}
	};
}
