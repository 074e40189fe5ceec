// SPDX-License-Identifier: Apache-2.0

//! A full block of payments against a full block of plain transfers.

use chungnam_runtime::UncheckedExtrinsic;
use sp_blockchain::Result;

use crate::{
	chain::Counted,
	measure::in_turns,
	report::{grouped, Promise, Section, Table},
	world::World,
	Options,
};

/// Shops that a busy market has.
const MARKET: usize = 100;

/// Everyone who can sign pays once. Shops are taken in turns out of the first `shops`.
pub fn payments(world: &World, shops: usize, nonce: u32) -> Vec<UncheckedExtrinsic> {
	let pay = |(index, pair)| {
		let merchant = world.province.first_shop + (index % shops) as u32;
		world.sign(pair, nonce, pallet_regional_currency::Call::pay { merchant, amount: 1_000 })
	};
	world.province.keys.iter().enumerate().map(pay).collect()
}

/// Everyone who can sign sends won to someone else whom nobody else sends to.
fn transfers(world: &World) -> Vec<UncheckedExtrinsic> {
	let signers = world.province.keys.len();
	let send = |(index, pair)| {
		let dest = world.province.account(signers + index).into();
		let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1_000 };
		world.sign(pair, 0, call)
	};
	world.province.keys.iter().enumerate().map(send).collect()
}

/// Measures, and prints what is touched if asked to.
pub fn run(world: &World, options: &Options, verification: f64) -> Result<([Section; 2], Promise)> {
	let kinds = [
		("transfer_keep_alive", transfers(world)),
		("pay, every shop once", payments(world, options.transactions, 0)),
		("pay, at 100 shops", payments(world, MARKET, 0)),
	];
	let mut fits = Vec::new();
	for (_, transactions) in &kinds {
		fits.push(world.chain.build(transactions)?.transactions);
	}
	let count = fits.iter().copied().min().unwrap_or(0);
	let mut blocks = Vec::new();
	for (_, transactions) in &kinds {
		blocks.push(world.block_of(&transactions[..count])?.block);
	}
	let samples = in_turns(options.rounds, blocks.len(), |kind| world.chain.time(&blocks[kind]))?;

	let mut times =
		Table::new(&["a block of", "fit", "ms", "µs each", "less signature", "noise", "ratio"]);
	for (((name, _), fits), sample) in kinds.iter().zip(&fits).zip(&samples) {
		let each = sample.median() / count as f64;
		times.row([
			name.to_string(),
			grouped(*fits as u64),
			format!("{:.1}", sample.median() / 1e3),
			format!("{each:.1}"),
			format!("{:.1}", each - verification),
			format!("{:.1} %", sample.spread()),
			format!("{:.3}", sample.ratio(&samples[0])),
		]);
	}
	let time = Section {
		title: "A full block of payments against a full block of transfers".into(),
		how: format!(
			"{count} transactions of different people in each block, run as a node imports a block: signatures, \
			 transactions,\nstate root. `fit` is how many the limits of a block admit."
		),
		table: times,
		notes: Vec::new(),
	};

	let mut touched = Table::new(&["each", "reads", "first", "writes", "first", "bytes", "layers"]);
	for (name, transactions) in &kinds {
		let counted = world.chain.count(&transactions[..count])?;
		touched.row(touches(name, &counted, count));
		if options.profile {
			println!("{}", profile(name, &counted, count).text());
		}
	}
	let touched = Section {
		title: "What each of them reads and writes".into(),
		how: "Calls of the runtime to storage, on average over the block; `first` are keys that nothing in the block \
		      touched before."
			.into(),
		table: touched,
		notes: Vec::new(),
	};
	let promise = Promise {
		what: "a block of pay against a block of transfers",
		at_most: 1.35,
		aim: Some(1.10),
		measured: samples[1].ratio(&samples[0]),
		digits: 2,
	};
	Ok(([time, touched], promise))
}

fn touches(name: &str, counted: &Counted, count: usize) -> [String; 7] {
	let total = counted.transactions.total();
	let each = |number: u64| format!("{:.1}", number as f64 / count as f64);
	[
		name.into(),
		each(total.reads),
		each(total.first_reads),
		each(total.writes),
		each(total.first_writes),
		each(total.bytes),
		each(counted.transactions.layers),
	]
}

fn profile(name: &str, counted: &Counted, count: usize) -> Table {
	let mut table = Table::new(&[name, "reads", "first", "writes", "first", "bytes"]);
	for (item, ops) in counted.transactions.by_name() {
		let each = |number: u64| format!("{:.2}", number as f64 / count as f64);
		let numbers = [ops.reads, ops.first_reads, ops.writes, ops.first_writes, ops.bytes];
		table.row(std::iter::once(item).chain(numbers.map(each)));
	}
	table
}
