// SPDX-License-Identifier: Apache-2.0

//! What every block and every transaction costs before its call does anything, and what one read and one write of state
//! cost in the node's database. `./scripts/weights` writes these into the runtime.

use chungnam_primitives::PersonId;
use std::{
	fs,
	path::Path,
	time::{Duration, Instant},
};

use chungnam_runtime::{configs::system::RuntimeBlockWeights, Runtime, UncheckedExtrinsic};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use sc_client_api::StateBackend;
use sp_blockchain::{Error, Result};
use sp_io::hashing::blake2_256;
use sp_runtime::StateVersion;

use crate::{
	blocks::booked,
	measure::{ask, in_turns, verify, Machine, Sample},
	report::{grouped, Section, Table},
	world::World,
	Options,
};

/// Entries of state that are read, and written together, in one measurement: about what a full block touches.
const ENTRIES: usize = 4_000;
/// Transactions in the block that tells what one costs.
const REMARKS: usize = 400;
/// Transfers in a block whose import is timed.
const TRANSFERS: usize = 300;
/// What is declared is this much more than what was measured, in percent: the next validator is not quite as fast.
const MARGIN: f64 = 1.10;

/// Picoseconds of each, margin included.
pub struct Constants {
	block: u64,
	transaction: u64,
	read: u64,
	write: u64,
}

/// Measures all four. The chain grows by blocks of transfers.
pub fn run(world: &mut World, options: &Options) -> Result<(Constants, Section)> {
	let keys = keys(world, options);
	let remarks = remarks(world);
	let full = world.block_of(&remarks)?.block;
	let empty = world.block_of(&[])?;
	// What the hooks weigh is booked by themselves, and single values are added where the constant is used.
	let hooks = booked(&empty)?.saturating_sub(RuntimeBlockWeights::get().base_block);
	let empty = empty.block;
	let newcomers = newcomers(world, options);
	let samples = in_turns(options.rounds, 6, |kind| match kind {
		0 => world.chain.time(&empty),
		1 => world.chain.time(&full),
		2 => read(world, &keys),
		3 => root(world, &keys, &keys),
		4 => root(world, &newcomers, &keys),
		_ => Ok(verify(REMARKS)),
	})?;
	let [empty, full, read, root, created, signature] = &samples[..] else {
		return Err(Error::Storage("six things are measured".into()));
	};
	let (commit, commit_noise) = commits(world, options.rounds)?;
	let each = |sample: &Sample, entries: usize| sample.median() / entries as f64;
	// Without what a remark declares besides, for its call and each extension. Those book a read and a write of their own where
	// the block has done both already, so the rest may be less than a check of the signature, which nobody else books.
	let declared = declared(&remarks[0]) as f64 / 1e6;
	let rest = (full.median() - empty.median()) / REMARKS as f64 - declared;
	let transaction = rest.max(each(signature, REMARKS));
	let figures = [
		(
			"a block without transactions and hooks",
			empty.median() - hooks.ref_time() as f64 / 1e6,
			empty.spread(),
		),
		("a transaction without its call and extensions", transaction, full.spread()),
		("a read of state", each(read, keys.len()), read.spread()),
		("a write of state", each(root, keys.len()) + commit, root.spread().max(commit_noise)),
		(
			"a new entry of state",
			each(created, newcomers.len()) + commit,
			created.spread().max(commit_noise),
		),
	];
	let mut table = Table::new(&["what", "µs", "noise", "declared µs"]);
	for (what, measured, noise) in figures {
		let declared = picoseconds(measured) as f64 / 1e6;
		table.row([
			what.into(),
			format!("{measured:.1}"),
			format!("{noise:.1} %"),
			format!("{declared:.1}"),
		]);
	}
	let [block, transaction, read, write, created] =
		figures.map(|(_, measured, _)| picoseconds(measured));
	let section = Section {
		title: "What every block, transaction, read and write costs".into(),
		how: format!(
			"A transaction is one of {} remarks in a block without what its call and its extensions declare, and at least a check of a \
			 signature. Reads are of {} \
			 entries of\npeople at random, in a cache that has not seen them; a write is one of as many that change in one block: \
			 its part of the new\nroot of the state ({:.1} µs) and of handing the block to the database ({commit:.1} µs). What is declared is {:.0} % more.",
			grouped(REMARKS as u64),
			grouped(keys.len() as u64),
			each(root, keys.len()),
			100.0 * (MARGIN - 1.0),
		),
		table,
		notes: Vec::new(),
	};
	// A write is either: who calls does not know which.
	let write = write.max(created);
	Ok((Constants { block, transaction, read, write }, section))
}

fn picoseconds(microseconds: f64) -> u64 {
	(microseconds.max(0.0) * 1e6 * MARGIN).round() as u64
}

fn remarks(world: &World) -> Vec<UncheckedExtrinsic> {
	let keys = world.province.keys.iter().take(REMARKS);
	keys.map(|pair| world.sign(pair, 0, frame_system::Call::remark { remark: Vec::new() }))
		.collect()
}

/// The weight of a transaction's call and extensions, in picoseconds.
fn declared(transaction: &UncheckedExtrinsic) -> u64 {
	let info = transaction.get_dispatch_info();
	info.total_weight().ref_time()
}

/// Keys of people at random, each once.
fn keys(world: &World, options: &Options) -> Vec<Vec<u8>> {
	let people = options.people as u64;
	let first = u64::from(world.province.first_person.0);
	let mut chosen = std::collections::BTreeSet::new();
	let mut dice: u64 = 1;
	while chosen.len() < ENTRIES.min(options.people / 2) {
		let hash = blake2_256(&dice.encode());
		dice += 1;
		let number = u64::from_le_bytes(hash[..8].try_into().expect("a hash is longer"));
		chosen.insert(first + number % people);
	}
	let key = |person| pallet_registry::People::<Runtime>::hashed_key_for(PersonId(person as u32));
	chosen.into_iter().map(key).collect()
}

/// Keys of people who are not there yet.
fn newcomers(world: &World, options: &Options) -> Vec<Vec<u8>> {
	let next = PersonId(world.province.first_person.0 + options.people as u32);
	let key =
		|number| pallet_registry::People::<Runtime>::hashed_key_for(PersonId(next.0 + number));
	(0..ENTRIES.min(options.people / 2) as u32).map(key).collect()
}

/// Reads each key once, on a state whose cache has not seen it.
fn read(world: &World, keys: &[Vec<u8>]) -> Result<Duration> {
	world.chain.backend.reset_trie_cache();
	let state = world.chain.state()?;
	let start = Instant::now();
	for key in keys {
		if std::hint::black_box(state.storage(key).map_err(Error::Storage)?).is_none() {
			return Err(Error::Storage("a person who was chosen is not there".into()));
		}
	}
	Ok(start.elapsed())
}

/// Writes each key once and computes the new root, as the end of a block does; the values are like those of `models`. What
/// is there was read before, as a block reads what it changes; nothing is kept.
fn root(world: &World, keys: &[Vec<u8>], models: &[Vec<u8>]) -> Result<Duration> {
	world.chain.backend.reset_trie_cache();
	let state = world.chain.state()?;
	let mut values = Vec::new();
	for (key, model) in keys.iter().zip(models) {
		std::hint::black_box(state.storage(key).map_err(Error::Storage)?);
		let mut value = state.storage(model).map_err(Error::Storage)?.unwrap_or_default();
		// Another record of the same length.
		value.iter_mut().take(1).for_each(|byte| *byte = byte.wrapping_add(1));
		values.push(value);
	}
	let changed = keys.iter().zip(&values).map(|(key, value)| (&key[..], Some(&value[..])));
	let start = Instant::now();
	std::hint::black_box(state.storage_root(changed, StateVersion::V1));
	Ok(start.elapsed())
}

/// Microseconds in which one changed entry is handed to the database: blocks of transfers are imported in turns with empty
/// ones. The chain grows.
pub fn commits(world: &mut World, rounds: usize) -> Result<(f64, f64)> {
	let mut times = Vec::new();
	for nonce in 0..rounds as u32 {
		let transfers =
			world.province.keys.iter().take(TRANSFERS).enumerate().map(|(index, pair)| {
				let dest = world.province.account(TRANSFERS + index).into();
				world.sign(
					pair,
					nonce,
					pallet_balances::Call::transfer_keep_alive { dest, value: 1 },
				)
			});
		let full = world.block_of(&transfers.collect::<Vec<_>>())?;
		let entries = full.changed().0;
		let full = timed(|| world.chain.import(full))?;
		let empty = world.block_of(&[])?;
		let less = empty.changed().0;
		let empty = timed(|| world.chain.import(empty))?;
		times.push((full - empty) / (entries - less) as f64);
	}
	let sample = Sample::of_microseconds(&times);
	Ok((sample.median(), sample.spread()))
}

/// Microseconds.
fn timed(run: impl FnOnce() -> Result<()>) -> Result<f64> {
	let start = Instant::now();
	run()?;
	Ok(start.elapsed().as_secs_f64() * 1e6)
}

impl Constants {
	/// As the runtime's source has them.
	pub fn write(&self, path: &Path, machine: &Machine, settings: &str) -> std::io::Result<()> {
		let Self { block, transaction, read, write } = self;
		let date = ask("date", &["-u", "+%Y-%m-%d"]);
		let number = |picoseconds: &u64| grouped(*picoseconds).replace(',', "_");
		fs::write(
			path,
			format!(
				"// SPDX-License-Identifier: Apache-2.0\n\n\
				 //! What every block, transaction, read and write costs on this runtime and the node's database. Generated by\n\
				 //! `scripts/weights`: do not edit. `docs/benchmarks.md` says how each is measured; a tenth is added to all.\n//!\n\
				 //! Date: {date}, CPU: {}, {settings}\n\n\
				 use frame_support::weights::{{RuntimeDbWeight, Weight}};\n\n\
				 /// A block without transactions and hooks: the runtime's own work.\n\
				 pub const BLOCK: Weight = Weight::from_parts({}, 0);\n\
				 /// A transaction without its call and its extensions: decoding, the signature, applying.\n\
				 pub const TRANSACTION: Weight = Weight::from_parts({}, 0);\n\
				 /// One entry of state in ParityDB, among those of 2,100,000 people.\n\
				 pub const DATABASE: RuntimeDbWeight = RuntimeDbWeight {{ read: {}, write: {} }};\n",
				machine.processor,
				number(block),
				number(transaction),
				number(read),
				number(write),
			),
		)
	}
}
