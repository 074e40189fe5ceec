// SPDX-License-Identifier: Apache-2.0

//! A drop for one person against a drop for everyone, and the first payment after drops that nobody looked at.

use std::time::Duration;

use chungnam_primitives::DAYS;
use chungnam_runtime::{opaque::Block, RuntimeEvent};
use pallet_voucher_drops::Event;
use sp_blockchain::{Error, Result};

use crate::{
	count::Counts,
	measure::{in_turns, Sample},
	payments::{payment, profile, PRICE},
	report::{grouped, Promise, Section, Table},
	world::{World, DROPS},
	Options,
};

/// So short a block is run several times in each round.
const REPEATS: u32 = 10;

/// A block in whose beginning something opens.
struct Opening {
	name: String,
	block: Block,
	/// What the hooks of the block read and wrote.
	hooks: Counts,
	/// Entries of state the block changed, and their bytes.
	changed: (usize, usize),
}

/// Blocks that may come between a pause and the drop that is due after it.
const BEFORE: usize = 8;

/// The next block, without transactions, in which a drop opens for so many people, or none.
fn quiet_block(world: &World, heads: Option<usize>) -> Result<Opening> {
	let hooks = world.chain.count_opening()?;
	let built = world.chain.build(&[])?;
	let opened = built.events()?.into_iter().find_map(|event| match event {
		RuntimeEvent::VoucherDrops(Event::DropOpened { heads, .. }) => Some(heads as usize),
		_ => None,
	});
	if opened != heads {
		return Err(Error::Storage(format!("a drop for {opened:?} instead of {heads:?}")));
	}
	let name = heads.map_or("none opens".into(), |heads| grouped(heads as u64));
	Ok(Opening { name, changed: built.changed(), block: built.block, hooks })
}

/// Lets a day pass, so that what is due opens at the beginning of the next block.
fn a_day_later(world: &mut World) -> Result<()> {
	world.chain.sleep(DAYS);
	let block = world.chain.build(&[])?;
	world.chain.import(block)
}

fn import_quiet_block(world: &mut World) -> Result<()> {
	let built = world.chain.build(&[])?;
	world.chain.import(built)
}

/// The next block in which a drop opens for so many people. After a day without blocks, other things are due before it.
fn opening(world: &mut World, heads: usize) -> Result<Opening> {
	for _ in 0..BEFORE {
		match quiet_block(world, Some(heads)) {
			Err(Error::Storage(_)) => import_quiet_block(world)?,
			found => return found,
		}
	}
	quiet_block(world, Some(heads))
}

/// Opens a drop for each cohort and measures the blocks in which that happens.
pub fn run(world: &mut World, options: &Options) -> Result<(Section, [Promise; 2])> {
	let mut openings = Vec::new();
	for (_, heads) in world.cohorts.clone() {
		a_day_later(world)?;
		openings.push(opening(world, heads)?);
		import_quiet_block(world)?;
	}
	openings.remove(0); // the first drop ever
	let quiet = quiet_block(world, None)?;
	let mut samples = in_turns(options.rounds, openings.len() + 1, |kind| {
		let Opening { block, .. } = openings.get(kind).unwrap_or(&quiet);
		let times = (0..REPEATS).map(|_| world.chain.time(block));
		Ok::<_, Error>(times.sum::<Result<Duration>>()? / REPEATS)
	})?;
	let base = samples.pop().expect("there is one more than drops");

	let head =
		["people", "reads", "writes", "bytes written", "entries changed", "µs", "drop", "noise"];
	let mut table = Table::new(&head);
	for (opening, sample) in openings.iter().zip(&samples) {
		table.row(row(opening, sample, &base));
	}
	table.row(row(&quiet, &base, &base));
	if options.profile {
		for opening in openings.iter().chain([&quiet]) {
			println!("{}", profile(&opening.name, &opening.hooks, 1).text());
		}
	}
	let section = Section {
		title: "Opening a drop".into(),
		how: "A block in which a programme's drop opens by itself, run as a node imports it; `drop` is what it takes longer \
		      than one in\nwhich none opens. One state; the cohorts differ only in how many people are in them."
			.into(),
		table,
		notes: Vec::new(),
	};
	let written = |opening: &Opening| opening.hooks.total().bytes + opening.changed.1 as u64;
	let touched = |opening: &Opening| {
		let total = opening.hooks.total();
		total.reads + total.writes + opening.changed.0 as u64
	};
	let promises = [
		Promise {
			what: "reads, writes and bytes of a drop for anyone, most against least",
			at_most: 1.0,
			aim: None,
			measured: most_to_least(&openings, written).max(most_to_least(&openings, touched)),
			digits: 3,
		},
		Promise {
			what: "time of a drop for everyone against one for one person",
			at_most: 1.1,
			aim: Some(1.02),
			measured: samples[samples.len() - 1].ratio(&samples[0]),
			digits: 3,
		},
	];
	Ok((section, promises))
}

fn most_to_least(openings: &[Opening], figure: impl Fn(&Opening) -> u64) -> f64 {
	let figures = || openings.iter().map(&figure);
	figures().max().unwrap_or(0) as f64 / figures().min().unwrap_or(0) as f64
}

fn row(opening: &Opening, sample: &Sample, base: &Sample) -> [String; 8] {
	let total = opening.hooks.total();
	[
		opening.name.clone(),
		total.reads.to_string(),
		total.writes.to_string(),
		total.bytes.to_string(),
		opening.changed.0.to_string(),
		format!("{:.0}", sample.median()),
		format!("{:.0}", sample.median() - base.median()),
		format!("{:.1} %", sample.spread()),
	]
}

/// Lets everyone get the rest of the drops, and compares those who have not looked with those who have.
pub fn first_payments(world: &mut World, options: &Options) -> Result<(Section, Promise)> {
	for _ in 0..DROPS - 1 {
		a_day_later(world)?;
		import_quiet_block(world)?;
	}
	let half = options.transactions / 2;
	let payments = |people: std::ops::Range<usize>, nonce| -> Vec<_> {
		people.map(|index| payment(world, index, index, nonce, PRICE)).collect()
	};
	let known = payments(0..half, 0);
	let (again, first) = (payments(0..half, 1), payments(half..2 * half, 0));
	let mut left = &known[..];
	while !left.is_empty() {
		let built = world.chain.build(left)?;
		built.ensure_successful()?;
		left = &left[built.transactions..];
		world.chain.import(built)?;
	}

	let fits = |transactions| world.chain.build(transactions).map(|built| built.transactions);
	let count = fits(&again)?.min(fits(&first)?);
	let kinds = [("usual", &again, 0), ("first after unseen drops", &first, count)];
	let mut blocks = Vec::new();
	for (name, transactions, claims) in kinds {
		let built = world.block_of(&transactions[..count])?;
		let claimed = built.events()?.into_iter().filter(is_claim).count();
		if claimed != claims {
			return Err(Error::Storage(format!("{name}: {claimed} claims of {claims}")));
		}
		blocks.push(built.block);
	}
	let samples = in_turns(options.rounds, blocks.len(), |kind| world.chain.time(&blocks[kind]))?;
	let mut table =
		Table::new(&["payment", "µs each", "noise", "ratio", "reads", "first", "writes", "first"]);
	for ((name, transactions, _), sample) in kinds.into_iter().zip(&samples) {
		let counts = world.chain.count(&transactions[..count])?.counts;
		if options.profile {
			println!("{}", profile(name, &counts, count).text());
		}
		let total = counts.total();
		let each = |number: u64| format!("{:.1}", number as f64 / count as f64);
		table.row([
			name.to_string(),
			format!("{:.1}", sample.median() / count as f64),
			format!("{:.1} %", sample.spread()),
			format!("{:.3}", sample.ratio(&samples[0])),
			each(total.reads),
			each(total.first_reads),
			each(total.writes),
			each(total.first_writes),
		]);
	}
	let promise = Promise {
		what: "the first payment after eight unseen drops against a usual one",
		at_most: 1.3,
		aim: Some(1.1),
		measured: samples[1].ratio(&samples[0]),
		digits: 2,
	};
	let section = Section {
		title: format!("The first payment after {DROPS} unseen drops"),
		how: format!(
			"Two blocks of {count} payments of different people, each at another shop. All of them got {DROPS} drops; those \
			 of the\nfirst block have paid once since then, those of the second never looked."
		),
		table,
		notes: Vec::new(),
	};
	Ok((section, promise))
}

/// True if someone got all drops that they had not seen.
fn is_claim(event: &RuntimeEvent) -> bool {
	use pallet_regional_currency::Event;
	matches!(event, RuntimeEvent::RegionalCurrency(Event::Claimed { drops, .. })
		if drops.len() == DROPS as usize)
}
