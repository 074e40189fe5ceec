// SPDX-License-Identifier: Apache-2.0

//! Measures what Chungnam Chain promises. Run by `scripts/bench`.

mod acts;
mod ballots;
mod blocks;
mod chain;
mod count;
mod drops;
mod holders;
mod machine;
mod measure;
mod payments;
mod province;
mod report;
mod residents;
mod rpc;
mod tps;
mod world;

use std::{
	error::Error,
	fs,
	path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};
use measure::Machine;
use report::{grouped, Promise, Report, Section};
use world::World;

/// Measures what Chungnam Chain promises.
#[derive(Parser)]
#[command(version)]
struct Cli {
	#[command(subcommand)]
	what: What,
	/// The runtime's wasm; by default the one this program was built with
	#[arg(long, global = true)]
	wasm: Option<PathBuf>,
}

/// What is measured.
#[derive(Subcommand)]
enum What {
	/// Payments against plain transfers, drops, bytes per resident: what is promised
	Promises(Options),
	/// Full blocks of each kind: what they declare and what they use
	Block(Options),
	/// What every block, transaction, read and write costs
	Machine(Options),
	/// A vote, a close and an enactment for ten and for a million electors
	Ballots(Options),
	/// A sale, a dividend and a redemption for ten and for a million holders
	Holders(Options),
	/// What one authority makes final per second over real JSON-RPC
	Tps(tps::Options),
}

/// On what it is measured.
#[derive(Parser)]
pub struct Options {
	/// Rounds in which everything takes its turn
	#[arg(long, default_value_t = 11)]
	rounds: usize,
	/// Transactions in a block, if that many fit
	#[arg(long, default_value_t = 3_000)]
	transactions: usize,
	/// Residents with a record, a key, an account and a cohort
	#[arg(long, default_value_t = 100_000)]
	residents: usize,
	/// People in all; those who are not residents have a record and a cohort only
	#[arg(long, default_value_t = 2_100_000)]
	people: usize,
	/// List the storage items that payments and transfers touch
	#[arg(long)]
	profile: bool,
	/// Only a trial: missing a promise is not an error
	#[arg(long)]
	trial: bool,
	/// Write the result as Markdown to this file as well
	#[arg(long)]
	write: Option<PathBuf>,
	/// `machine` alone: write the constants as source of the runtime to this file
	#[arg(long)]
	source: Option<PathBuf>,
}

impl Options {
	fn settings(&self) -> String {
		format!(
			"{} rounds, a state of {} people in ParityDB, the node's executor and caches, host code as it serves",
			self.rounds,
			grouped(self.people as u64),
		)
	}

	/// People who have a record and a cohort only.
	fn bare(&self) -> usize {
		self.people.saturating_sub(self.residents)
	}

	fn world(&self, wasm: &[u8]) -> sp_blockchain::Result<World> {
		eprintln!("Writing a province of {} people", grouped(self.people as u64));
		World::new(self, wasm)
	}
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
	let cli = Cli::parse();
	let machine = Machine::this();
	let wasm = match (&cli.wasm, chungnam_runtime::WASM_BINARY) {
		(Some(path), _) => fs::read(path)?,
		(None, Some(wasm)) => wasm.to_vec(),
		(None, None) => return Err("built without a runtime: name one with --wasm".into()),
	};
	match &cli.what {
		What::Promises(options) => promises(options, machine, &wasm),
		What::Block(options) => {
			let section = blocks::run(&mut options.world(&wasm)?, options)?;
			tell(&section, &machine, &options.settings(), "block", options.write.as_deref())
		}
		What::Machine(options) => {
			let (constants, section) = machine::run(&mut options.world(&wasm)?, options)?;
			if let Some(path) = &options.source {
				constants.write(path, &machine, &options.settings())?;
			}
			tell(&section, &machine, &options.settings(), "machine", options.write.as_deref())
		}
		What::Ballots(options) => {
			let (section, promises) = ballots::run(options, &wasm)?;
			tell(&section, &machine, &options.settings(), "ballots", options.write.as_deref())?;
			keep(&promises, options)
		}
		What::Holders(options) => {
			let (section, promises) = holders::run(options, &wasm)?;
			tell(&section, &machine, &options.settings(), "holders", options.write.as_deref())?;
			keep(&promises, options)
		}
		What::Tps(options) => {
			let section = tps::run(options, &wasm)?;
			tell(&section, &machine, "one node, one authority", "tps", options.write.as_deref())
		}
	}
}

/// One section alone, on the screen and as the page of `docs/benchmarks/` that it is.
fn tell(
	section: &Section,
	machine: &Machine,
	settings: &str,
	name: &str,
	write: Option<&Path>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
	print!("{}", section.text(machine, settings));
	if let Some(path) = write {
		let command = format!("./scripts/bench {name} --write");
		fs::write(path, section.markdown(machine, settings, &command))?;
	}
	Ok(())
}

fn promises(
	options: &Options,
	machine: Machine,
	wasm: &[u8],
) -> Result<(), Box<dyn Error + Send + Sync>> {
	eprintln!("Counting the bytes of {} residents", grouped(options.residents as u64));
	let (bytes, bytes_promise) = residents::run(options);
	let mut world = options.world(wasm)?;
	eprintln!("Measuring payments and transfers");
	let payments = payments::run(&world, options)?;
	eprintln!("Opening drops");
	let (drops, [drop_bytes, drop_time]) = drops::run(&mut world, options)?;
	let (first, first_promise) = drops::first_payments(&mut world, options)?;

	let report = Report {
		machine,
		verification: payments.verification,
		settings: options.settings(),
		promises: vec![payments.promise, first_promise, drop_bytes, drop_time, bytes_promise],
		sections: vec![payments.time, payments.touched, drops, first, bytes],
	};
	print!("{}", report.text());
	if let Some(path) = &options.write {
		fs::write(path, report.markdown())?;
	}
	keep(&report.promises, options)
}

/// An error for the first promise that was missed, unless this is a trial.
fn keep(promises: &[Promise], options: &Options) -> Result<(), Box<dyn Error + Send + Sync>> {
	match promises.iter().find(|promise| !promise.is_kept()) {
		Some(missed) if !options.trial => Err(format!("missed: {}", missed.what).into()),
		_ => Ok(()),
	}
}
