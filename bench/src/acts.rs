// SPDX-License-Identifier: Apache-2.0

//! What the same act costs for few and for many people: the blocks in which it happens, run in turns, and a row for each.

use std::time::Duration;

use chungnam_primitives::{Moment, MINUTES};
use chungnam_runtime::{opaque::Block, RuntimeEvent, UncheckedExtrinsic};
use sp_blockchain::{Error, Result};

use crate::{
	count::Ops,
	measure::{in_turns, Sample},
	report::{grouped, Promise, Table},
	world::World,
	Options,
};

/// So short a block is run several times in each round.
const REPEATS: u32 = 10;
/// Between two blocks. Longer, and the chain would have stopped: votes would close later.
const STEP: Moment = 9 * MINUTES;

/// A block in which something happens.
pub struct Act {
	/// What.
	pub what: &'static str,
	/// For how many people.
	pub people: usize,
	/// How many times it happens.
	times: usize,
	block: Block,
	/// One shortly before, in which nothing does.
	before: Block,
	/// What it reads and writes.
	ops: Ops,
}

impl Act {
	/// What transactions do, in the next block. Nothing stays.
	pub fn signed(
		world: &World,
		what: &'static str,
		people: usize,
		transactions: &[UncheckedExtrinsic],
	) -> Result<Self> {
		let before = world.block_of(&[])?.block;
		let block = world.block_of(transactions)?.block;
		let ops = world.chain.count(transactions)?.counts.total();
		Ok(Self { what, people, times: transactions.len(), block, before, ops })
	}

	/// What happens by itself, at the beginning of the next block, which stays.
	pub fn by_itself(
		world: &mut World,
		what: &'static str,
		people: usize,
		before: Block,
		happens: impl Fn(&RuntimeEvent) -> bool,
	) -> Result<Self> {
		let ops = world.chain.count_opening()?.total();
		let built = world.block_of(&[])?;
		if !built.events()?.iter().any(happens) {
			return Err(Error::Storage(format!("no {what} for {people} people")));
		}
		let block = built.block.clone();
		world.chain.import(built)?;
		Ok(Self { what, people, times: 1, block, before, ops })
	}

	/// How much more this reads, writes, or writes in bytes, than `other`: the most of them.
	fn work(&self, other: &Self) -> f64 {
		let touched = |act: &Self| (act.ops.reads + act.ops.writes) as f64;
		let bytes = |act: &Self| act.ops.bytes as f64;
		(touched(self) / touched(other)).max(bytes(self) / bytes(other))
	}
}

/// The block of this moment. What is due then happens in the one after it.
pub fn at(world: &mut World, moment: Moment) -> Result<Block> {
	walk(world, moment)?;
	quiet(world)
}

/// Lets time pass, and blocks as well, until the next one is of this moment.
pub fn walk(world: &mut World, moment: Moment) -> Result<()> {
	while world.chain.next_moment() < moment {
		quiet(world)?;
		let left = moment.saturating_sub(world.chain.next_moment());
		world.chain.sleep(left.min(STEP));
	}
	Ok(())
}

/// A block without transactions.
pub fn quiet(world: &mut World) -> Result<Block> {
	let built = world.block_of(&[])?;
	let block = built.block.clone();
	world.chain.import(built)?;
	Ok(block)
}

/// Runs all blocks in turns, with those before them. The acts are sorted: as `order` names them, those for few people first.
pub fn measure(
	world: &World,
	options: &Options,
	acts: &mut [Act],
	order: &[&str],
) -> Result<Vec<Sample>> {
	acts.sort_by_key(|act| (order.iter().position(|what| *what == act.what), act.people));
	eprintln!("Measuring");
	in_turns(options.rounds, 2 * acts.len(), |kind| {
		let act = &acts[kind / 2];
		let block = if kind % 2 == 0 { &act.block } else { &act.before };
		let times = (0..REPEATS).map(|_| world.chain.time(block));
		Ok::<_, Error>(times.sum::<Result<Duration>>()? / REPEATS)
	})
}

/// How much more acts cost for many people than for few: the most of all of them.
pub struct Most {
	/// Reads, writes, or bytes.
	pub work: f64,
	/// Time of a block in which something happens several times.
	pub several: f64,
	/// Time of one in which it happens once.
	pub once: f64,
}

/// Two rows for each act, the one for few `people` first, and how the rows compare.
pub fn table(people: &str, acts: &[Act], samples: &[Sample]) -> (Table, Most) {
	let head = ["what", people, "reads", "writes", "bytes written", "µs", "noise", "ratio"];
	let mut table = Table::new(&head);
	let mut most = Most { work: 1.0, several: 1.0, once: 1.0 };
	for (pair, samples) in acts.chunks_exact(2).zip(samples.chunks_exact(4)) {
		let (few, few_time) = (&pair[0], &samples[0]);
		for (act, times) in pair.iter().zip(samples.chunks_exact(2)) {
			let each = |figure: f64| figure / act.times as f64;
			let count = |figure: u64| format!("{:.1}", each(figure as f64));
			let ratio = times[0].ratio(few_time);
			table.row([
				act.what.to_string(),
				grouped(act.people as u64),
				count(act.ops.reads),
				count(act.ops.writes),
				count(act.ops.bytes),
				format!("{:.0}", each(times[0].median() - times[1].median())),
				format!("{:.1} %", times[0].spread()),
				format!("{ratio:.3}"),
			]);
			let time = if act.times > 1 { &mut most.several } else { &mut most.once };
			*time = time.max(ratio);
			most.work = most.work.max(act.work(few));
		}
	}
	(table, most)
}

/// What was promised, a line each.
pub fn notes(promises: &[Promise]) -> Vec<String> {
	let note = |own: &Promise| {
		let Promise { what, at_most, measured, .. } = own;
		format!("{what}: {measured:.3} at most, {at_most:.3} promised")
	};
	promises.iter().map(note).collect()
}
