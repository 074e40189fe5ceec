// SPDX-License-Identifier: Apache-2.0

//! Counts what a runtime reads and writes while it runs.

use std::{
	collections::{BTreeMap, HashSet},
	time::{Duration, Instant},
};

use chungnam_runtime::AllPalletsWithSystem;
use frame_support::traits::StorageInfoTrait;
use sp_externalities::{ExtensionStore, Externalities, MultiRemovalResults};
use sp_storage::StateVersion;

/// What was done to the entries of one storage item.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ops {
	/// Reads.
	pub reads: u64,
	/// Reads of keys not touched before.
	pub first_reads: u64,
	/// Writes and removals.
	pub writes: u64,
	/// Writes of keys not written before.
	pub first_writes: u64,
	/// Bytes of keys and values written.
	pub bytes: u64,
}

impl std::ops::AddAssign for Ops {
	fn add_assign(&mut self, other: Self) {
		self.reads += other.reads;
		self.first_reads += other.first_reads;
		self.writes += other.writes;
		self.first_writes += other.first_writes;
		self.bytes += other.bytes;
	}
}

/// The counts of a run.
#[derive(Default)]
pub struct Counts {
	/// By the 32 bytes that name a storage item, or the whole key if it is shorter.
	by_item: BTreeMap<Vec<u8>, Ops>,
	read: HashSet<Vec<u8>>,
	written: HashSet<Vec<u8>>,
	/// Storage layers opened, which is what a call that may fail costs.
	pub layers: u64,
	/// Time between a call of the runtime to storage and its answer.
	pub waited: Duration,
}

impl Counts {
	fn item(&mut self, key: &[u8]) -> &mut Ops {
		let name = &key[..key.len().min(32)];
		self.by_item.entry(name.to_vec()).or_default()
	}

	fn note_read(&mut self, key: &[u8]) {
		let is_first = !self.written.contains(key) && self.read.insert(key.to_vec());
		let ops = self.item(key);
		ops.reads += 1;
		ops.first_reads += u64::from(is_first);
	}

	fn note_write(&mut self, key: &[u8], value: usize) {
		let is_first = self.written.insert(key.to_vec());
		let length = key.len() + value;
		let ops = self.item(key);
		ops.writes += 1;
		ops.first_writes += u64::from(is_first);
		ops.bytes += length as u64;
	}

	/// Everything together.
	pub fn total(&self) -> Ops {
		let mut total = Ops::default();
		self.by_item.values().for_each(|ops| total += *ops);
		total
	}

	/// The counts by names like `Registry::People`, most first.
	pub fn by_name(&self) -> Vec<(String, Ops)> {
		let names = item_names();
		let name = |key: &[u8]| names.get(key).cloned().unwrap_or_else(|| readable(key));
		let mut named: Vec<_> = self.by_item.iter().map(|(key, ops)| (name(key), *ops)).collect();
		named.sort_by_key(|(_, ops)| std::cmp::Reverse(ops.reads + ops.writes));
		named
	}
}

/// Names of all storage items by their prefix.
pub fn item_names() -> BTreeMap<Vec<u8>, String> {
	let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
	AllPalletsWithSystem::storage_info()
		.into_iter()
		.map(|info| {
			(info.prefix, format!("{}::{}", text(info.pallet_name), text(info.storage_name)))
		})
		.collect()
}

/// A key that names itself, like `:extrinsic_index`, or its bytes.
fn readable(key: &[u8]) -> String {
	match std::str::from_utf8(key) {
		Ok(text) if text.starts_with(':') => text.into(),
		_ => sp_core::bytes::to_hex(key, true),
	}
}

impl<E> Counting<'_, E> {
	fn wait<T>(&mut self, call: impl FnOnce(&mut E) -> T) -> T {
		let start = Instant::now();
		let answer = call(self.inner);
		self.counts.waited += start.elapsed();
		answer
	}
}

/// Externalities that count and otherwise do what `inner` does.
pub struct Counting<'a, E> {
	/// Does the work.
	pub inner: &'a mut E,
	/// What was counted.
	pub counts: &'a mut Counts,
}

impl<E: Externalities> ExtensionStore for Counting<'_, E> {
	chungnam_externalities::passed_on!(ExtensionStore, inner);
}

impl<E: Externalities> Externalities for Counting<'_, E> {
	chungnam_externalities::passed_on!(Externalities, inner);

	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.counts.note_read(key);
		self.wait(|inner| inner.storage(key))
	}

	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.counts.note_read(key);
		self.wait(|inner| inner.storage_hash(key))
	}

	fn exists_storage(&mut self, key: &[u8]) -> bool {
		self.counts.note_read(key);
		self.wait(|inner| inner.exists_storage(key))
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.counts.note_read(key);
		self.wait(|inner| inner.next_storage_key(key))
	}

	fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.counts.note_write(&key, value.as_ref().map_or(0, Vec::len));
		self.wait(|inner| inner.place_storage(key, value))
	}

	fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
		self.counts.note_write(&key, value.len());
		self.wait(|inner| inner.storage_append(key, value))
	}

	fn clear_prefix(
		&mut self,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.counts.note_write(prefix, 0);
		self.inner.clear_prefix(prefix, limit, cursor)
	}

	fn storage_root(&mut self, version: StateVersion) -> Vec<u8> {
		self.wait(|inner| inner.storage_root(version))
	}

	fn storage_start_transaction(&mut self) {
		self.counts.layers += 1;
		self.inner.storage_start_transaction()
	}
}
