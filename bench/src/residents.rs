// SPDX-License-Identifier: Apache-2.0

//! How many bytes of state a resident costs.

use std::collections::BTreeMap;

use sp_storage::Storage;

use crate::{
	count::item_names,
	province::{size, Province},
	report::{grouped, Promise, Section, Table},
	Options,
};

/// Measures the difference between a province with residents and the same without.
pub fn run(options: &Options) -> (Section, Promise) {
	let count = options.residents;
	let mut province = Province::new();
	let without = province.build();
	province.add_residents(count, 0);
	let with = province.build();

	let each = |bytes: usize| bytes as f64 / count as f64;
	let (before, after) = (by_item(&without), by_item(&with));
	let mut table = Table::new(&["storage item", "entries", "bytes a resident"]);
	for (item, (entries, bytes)) in &after {
		let (entries_before, bytes_before) = before.get(item).copied().unwrap_or_default();
		if *bytes != bytes_before {
			let more = entries - entries_before;
			let bytes = each(bytes - bytes_before);
			table.row([item.clone(), grouped(more as u64), format!("{bytes:.1}")]);
		}
	}
	let measured = each(size(&with) - size(&without));
	table.row(["together".into(), String::new(), format!("{measured:.1}")]);
	let section = Section {
		title: "Bytes of state of a resident".into(),
		how: format!(
			"{} residents with a record, a key, an account and one cohort: keys and values of all storage items, with them \
			 less\nwithout them.",
			grouped(count as u64)
		),
		table,
		notes: Vec::new(),
	};
	let promise = Promise {
		what: "bytes of state a resident",
		at_most: 500.0,
		aim: Some(300.0),
		measured,
		digits: 0,
	};
	(section, promise)
}

/// Entries and bytes of each storage item.
fn by_item(storage: &Storage) -> BTreeMap<String, (usize, usize)> {
	let names = item_names();
	let mut items: BTreeMap<String, (usize, usize)> = BTreeMap::new();
	for (key, value) in &storage.top {
		let name = names.get(&key[..key.len().min(32)]);
		let item = items.entry(name.cloned().unwrap_or_else(|| "other".into())).or_default();
		item.0 += 1;
		item.1 += key.len() + value.len();
	}
	items
}
