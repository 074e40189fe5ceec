// SPDX-License-Identifier: Apache-2.0

//! A drop for one person against a drop for everyone, and the first payment after drops that nobody looked at.

use chungnam_primitives::DAYS;
use chungnam_runtime::opaque::Block;
use sp_blockchain::Result;

use crate::{
	count::Counts,
	measure::{all_equal, in_turns, Sample},
	payments::payment,
	report::{grouped, Promise, Section, Table},
	world::{World, DROPS},
	Options,
};

/// A block in whose beginning something opens.
struct Opening {
	name: String,
	block: Block,
	/// What the hooks of the block read and wrote.
	hooks: Counts,
	/// Entries of state the block changed, and their bytes.
	changed: (usize, usize),
}

/// The next block, without transactions.
fn quiet_block(world: &World, name: String) -> Result<Opening> {
	let hooks = world.chain.count_opening()?;
	let built = world.chain.build(&[])?;
	let changed = built.changed();
	Ok(Opening { name, block: built.block, hooks, changed })
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

/// Opens a drop for each cohort and measures the blocks in which that happens.
pub fn run(world: &mut World, options: &Options) -> Result<(Section, [Promise; 2])> {
	let mut openings = Vec::new();
	for (_, heads) in world.cohorts.clone() {
		a_day_later(world)?;
		openings.push(quiet_block(world, grouped(heads as u64))?);
		import_quiet_block(world)?;
	}
	openings.remove(0);
	openings.push(quiet_block(world, "none opens".into())?);
	let time = |kind: usize| world.chain.time(&openings[kind].block);
	let samples = in_turns(options.rounds, openings.len(), time)?;

	let (nothing, opened) = openings.split_last().expect("one was pushed");
	let (base, samples_of) = samples.split_last().expect("one for each");
	let mut table = Table::new(&[
		"a drop for people",
		"reads",
		"writes",
		"bytes written",
		"entries changed",
		"µs",
		"of them the drop",
		"noise",
	]);
	for (opening, sample) in opened.iter().zip(samples_of) {
		table.row(row(opening, sample, base));
	}
	table.row(row(nothing, base, base));
	let mut notes = Vec::new();
	if options.profile {
		for opening in &openings {
			println!("{}", crate::payments::profile(&opening.name, &opening.hooks, 1).text());
		}
	}
	let same = all_equal(opened.iter().map(|opening| opening.hooks.total()))
		&& all_equal(opened.iter().map(|opening| opening.changed));
	notes.push(match same {
		true => "Reads, writes and bytes are identical for any number of people.".into(),
		false => "Reads, writes or bytes DIFFER.".to_string(),
	});
	let section = Section {
		title: "Opening a drop".into(),
		how: "A block in which a programme's drop opens by itself, run as a node imports it. One state; the cohorts differ \
		      only in\nhow many people are in them."
			.into(),
		table,
		notes,
	};
	let (smallest, largest) = (&samples_of[0], &samples_of[samples_of.len() - 1]);
	let bytes = |opening: &Opening| opening.hooks.total().bytes as f64;
	let promises = [
		Promise {
			what: "bytes written by a drop for everyone against one for one person",
			at_most: 1.0,
			aim: None,
			measured: bytes(&opened[opened.len() - 1]) / bytes(&opened[0]),
			digits: 3,
		},
		Promise {
			what: "time of a drop for everyone against one for one person",
			at_most: 1.1,
			aim: Some(1.02),
			measured: largest.ratio(smallest),
			digits: 3,
		},
	];
	Ok((section, promises))
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
		people.map(|index| payment(world, index, index, nonce)).collect()
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
	let kinds = [("usual", &again), ("first after unseen drops", &first)];
	let mut blocks = Vec::new();
	let mut table =
		Table::new(&["payment", "µs each", "noise", "ratio", "reads", "first", "writes", "first"]);
	for (_, transactions) in kinds {
		blocks.push(world.block_of(&transactions[..count])?.block);
	}
	let samples = in_turns(options.rounds, blocks.len(), |kind| world.chain.time(&blocks[kind]))?;
	for ((name, transactions), sample) in kinds.into_iter().zip(&samples) {
		let counts = world.chain.count(&transactions[..count])?.counts;
		if options.profile {
			println!("{}", crate::payments::profile(name, &counts, count).text());
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
