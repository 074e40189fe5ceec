// SPDX-License-Identifier: Apache-2.0

//! A full block of payments against a full block of plain transfers.

use std::time::Duration;

use chungnam_primitives::{Won, MINUTES};
use chungnam_runtime::UncheckedExtrinsic;
use sp_blockchain::Result;

use crate::{
	chain::Counted,
	count::Counts,
	measure::{in_turns, verify, Sample},
	report::{grouped, Promise, Section, Table},
	world::World,
	Options,
};

/// Shops that a busy market has.
pub const MARKET: usize = 100;

/// Won that are paid where the amount plays no part.
pub const PRICE: Won = 1_000;

/// Someone who can sign pays in a shop.
pub fn payment(
	world: &World,
	index: usize,
	shop: usize,
	nonce: u32,
	amount: Won,
) -> UncheckedExtrinsic {
	let merchant = world.province.shop(shop);
	let (order, most_own, until) = (None, amount, world.chain.next_moment() + MINUTES);
	let call = pallet_regional_currency::Call::pay { merchant, amount, order, most_own, until };
	world.sign(&world.province.keys[index], nonce, call)
}

/// Everyone who can sign pays once. Shops are taken in turns out of the first `shops`.
pub fn payments(world: &World, shops: usize, amount: Won) -> Vec<UncheckedExtrinsic> {
	let pay = |index| payment(world, index, index % shops, 0, amount);
	(0..world.province.keys.len()).map(pay).collect()
}

/// Everyone who can sign sends won to someone else whom nobody else sends to.
pub fn transfers(world: &World) -> Vec<UncheckedExtrinsic> {
	let signers = world.province.keys.len();
	let send = |(index, pair)| {
		let dest = world.province.account(signers + index).into();
		let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1_000 };
		world.sign(pair, 0, call)
	};
	world.province.keys.iter().enumerate().map(send).collect()
}

/// What came out.
pub struct Payments {
	/// How long the blocks take.
	pub time: Section,
	/// What they do to storage.
	pub touched: Section,
	/// Microseconds of one check of a signature, taken in turns with the blocks.
	pub verification: f64,
	/// What was promised of it.
	pub promise: Promise,
}

/// Transactions of one kind.
type Kind = (&'static str, Vec<UncheckedExtrinsic>);

/// Measures, and prints what is touched if asked to.
pub fn run(world: &World, options: &Options) -> Result<Payments> {
	let kinds = [
		("transfer_keep_alive", transfers(world)),
		("pay, every shop once", payments(world, options.transactions, PRICE)),
		("pay, at 100 shops", payments(world, MARKET, PRICE)),
	];
	let mut fits = Vec::new();
	for (_, transactions) in &kinds {
		fits.push(world.chain.build(transactions)?.transactions);
	}
	let count = fits.iter().copied().min().unwrap_or(0);
	let times = Times::measure(world, options, &kinds, count)?;
	let promise = Promise {
		what: "a block of pay against a block of transfers",
		at_most: 1.35,
		aim: Some(1.10),
		measured: times.blocks[1].ratio(&times.blocks[0]),
		digits: 2,
	};
	Ok(Payments {
		time: times.section(&kinds, &fits),
		touched: touched(world, options, &kinds, count)?,
		verification: times.verification,
		promise,
	})
}

/// How long blocks take, in microseconds where no unit is named.
struct Times {
	/// Transactions in each block.
	count: usize,
	/// A block without any.
	empty: f64,
	/// One check of a signature.
	verification: f64,
	/// The block of each kind.
	blocks: Vec<Sample>,
}

impl Times {
	fn measure(world: &World, options: &Options, kinds: &[Kind], count: usize) -> Result<Self> {
		let mut blocks = vec![world.block_of(&[])?.block];
		for (_, transactions) in kinds {
			blocks.push(world.block_of(&transactions[..count])?.block);
		}
		let samples = in_turns(options.rounds, blocks.len() + 1, |kind| match blocks.get(kind) {
			Some(block) => world.chain.time(block),
			None => Ok(verify(count)),
		})?;
		Ok(Self {
			count,
			empty: samples[0].median(),
			verification: samples[blocks.len()].median() / count as f64,
			blocks: samples[1..blocks.len()].to_vec(),
		})
	}

	fn section(&self, kinds: &[Kind], fits: &[usize]) -> Section {
		let Self { count, empty, verification, blocks } = self;
		let head = ["a block of", "fit", "ms", "µs each", "its own work", "noise", "ratio"];
		let mut table = Table::new(&head);
		for (((name, _), fits), sample) in kinds.iter().zip(fits).zip(blocks) {
			let each = |block: f64| block / *count as f64;
			table.row([
				name.to_string(),
				grouped(*fits as u64),
				format!("{:.1}", sample.median() / 1e3),
				format!("{:.1}", each(sample.median())),
				format!("{:.1}", each(sample.median() - empty) - verification),
				format!("{:.1} %", sample.spread()),
				format!("{:.3}", sample.ratio(&blocks[0])),
			]);
		}
		Section {
			title: "A full block of payments against a full block of transfers".into(),
			how: format!(
				"{count} transactions of different people in each block, run as a node imports a block: signatures, \
				 transactions,\nroot of the state. `fit` is how many the limits of a block admit; `its own work` is without \
				 the signature and\nwithout its part of an empty block, which takes {:.1} ms.",
				empty / 1e3
			),
			table,
			notes: Vec::new(),
		}
	}
}

fn touched(world: &World, options: &Options, kinds: &[Kind], count: usize) -> Result<Section> {
	let mut table = Table::new(&["each", "reads", "first", "writes", "first", "bytes", "layers"]);
	for (name, transactions) in kinds {
		let counted = world.chain.count(&transactions[..count])?;
		table.row(touches(name, &counted.counts, count));
		if options.profile {
			print_profile(name, &counted, count);
		}
	}
	Ok(Section {
		title: "What each of them reads and writes".into(),
		how: "Calls of the runtime to storage, on average over the block; `first` are keys that nothing in the block \
		      touched before."
			.into(),
		table,
		notes: Vec::new(),
	})
}

fn print_profile(name: &str, counted: &Counted, count: usize) {
	println!("{}", profile(name, &counted.counts, count).text());
	let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
	println!(
		"  {:.0} µs each, {:.0} of it in storage; {:.0} more at the end of the block, for the root\n",
		each(counted.took),
		each(counted.counts.waited),
		each(counted.ending),
	);
}

fn touches(name: &str, counted: &Counts, count: usize) -> [String; 7] {
	let total = counted.total();
	let each = |number: u64| format!("{:.1}", number as f64 / count as f64);
	[
		name.into(),
		each(total.reads),
		each(total.first_reads),
		each(total.writes),
		each(total.first_writes),
		each(total.bytes),
		each(counted.layers),
	]
}

/// What each storage item was read and written, on average.
pub fn profile(name: &str, counted: &Counts, count: usize) -> Table {
	let mut table = Table::new(&[name, "reads", "first", "writes", "first", "bytes"]);
	for (item, ops) in counted.by_name() {
		let each = |number: u64| format!("{:.2}", number as f64 / count as f64);
		let numbers = [ops.reads, ops.first_reads, ops.writes, ops.first_writes, ops.bytes];
		table.row(std::iter::once(item).chain(numbers.map(each)));
	}
	table
}
