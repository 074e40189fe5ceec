// SPDX-License-Identifier: Apache-2.0

//! Measures what Chungnam Chain promises. Run by `scripts/bench`.

mod chain;
mod count;
mod drops;
mod measure;
mod payments;
mod province;
mod report;
mod residents;
mod world;

use std::{error::Error, fs, path::PathBuf};

use clap::Parser;
use measure::Machine;
use report::{grouped, Report};
use world::World;

/// Measures what Chungnam Chain promises: payments against plain transfers, drops, bytes per resident.
#[derive(Parser)]
#[command(version)]
pub struct Options {
	/// The runtime's wasm; by default the one this program was built with
	#[arg(long)]
	wasm: Option<PathBuf>,
	/// Rounds in which everything takes its turn
	#[arg(long, default_value_t = 11)]
	rounds: usize,
	/// Transactions in a block, if that many fit
	#[arg(long, default_value_t = 2_000)]
	transactions: usize,
	/// Residents with a record, a key, an account and a cohort
	#[arg(long, default_value_t = 100_000)]
	residents: usize,
	/// People in all; those who are no residents have a record and a cohort only
	#[arg(long, default_value_t = 2_100_000)]
	people: usize,
	/// List the storage items that payments and transfers touch
	#[arg(long)]
	profile: bool,
	/// Only a trial: missing a promise is no error
	#[arg(long)]
	trial: bool,
	/// Write the report as Markdown to this file as well
	#[arg(long)]
	write: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
	let options = Options::parse();
	let machine = Machine::this();
	let wasm = match (&options.wasm, chungnam_runtime::WASM_BINARY) {
		(Some(path), _) => fs::read(path)?,
		(None, Some(wasm)) => wasm.to_vec(),
		(None, None) => return Err("built without a runtime: name one with --wasm".into()),
	};

	eprintln!("Counting the bytes of {} residents", grouped(options.residents as u64));
	let (bytes, bytes_promise) = residents::run(&options);
	eprintln!("Writing a province of {} people", grouped(options.people as u64));
	let mut world = World::new(&options, &wasm)?;
	eprintln!("Measuring payments and transfers");
	let payments = payments::run(&world, &options)?;
	eprintln!("Opening drops");
	let (drops, [drop_bytes, drop_time]) = drops::run(&mut world, &options)?;
	let (first, first_promise) = drops::first_payments(&mut world, &options)?;

	let report = Report {
		machine,
		verification: payments.verification,
		settings: format!(
			"{} rounds, a state of {} people in ParityDB, the node's executor and caches, host code {}",
			options.rounds,
			grouped(options.people as u64),
			if cfg!(debug_assertions) { "optimised but with its debug checks" } else { "of a release" }
		),
		promises: vec![payments.promise, first_promise, drop_bytes, drop_time, bytes_promise],
		sections: vec![payments.time, payments.touched, drops, first, bytes],
	};
	print!("{}", report.text());
	if let Some(path) = &options.write {
		fs::write(path, report.markdown())?;
	}
	match report.promises.iter().find(|promise| !promise.is_kept()) {
		Some(missed) if !options.trial => Err(format!("missed: {}", missed.what).into()),
		_ => Ok(()),
	}
}
