// SPDX-License-Identifier: Apache-2.0

//! `./scripts/fuzz`: see there.

use std::{
	path::PathBuf,
	process::ExitCode,
	time::{Duration, Instant},
};

use chungnam_fuzz::{
	campaign::{preset_of, run, Plan},
	play::replay,
	report, steps,
	town::{Cast, PRESETS},
};
use clap::Parser;

/// Plays random calls on the real runtime and asks after each whether anything is wrong.
#[derive(Parser)]
struct Options {
	/// Stops after so many minutes.
	#[arg(long, default_value_t = 1.0)]
	minutes: f64,
	/// Stops after so many steps.
	#[arg(long, default_value_t = u64::MAX)]
	steps: u64,
	/// Steps of one play, which begins with a new chain.
	#[arg(long, default_value_t = 2_000)]
	length: u64,
	/// The first play's seed. The next play has the next seed.
	#[arg(long)]
	seed: Option<u64>,
	/// Plays at a time.
	#[arg(long)]
	threads: Option<usize>,
	/// Plays the steps in this file, on the preset of `--seed`, instead.
	#[arg(long)]
	replay: Option<PathBuf>,
	/// Writes the figures into this page.
	#[arg(long)]
	write: Option<PathBuf>,
}

fn main() -> ExitCode {
	match try_main(Options::parse()) {
		Ok(true) => ExitCode::SUCCESS,
		Ok(false) => ExitCode::FAILURE,
		Err(error) => {
			eprintln!("{error}");
			ExitCode::FAILURE
		}
	}
}

fn try_main(options: Options) -> Result<bool, String> {
	let clock = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
	let seed = options.seed.unwrap_or_else(|| clock().map_or(0, |time| time.as_secs()));
	if let Some(file) = options.replay {
		let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
		let steps = steps::read(&text, Cast::get())?;
		let found = replay(preset_of(seed), &steps, |_| true);
		println!("{} steps on the preset {}", steps.len(), PRESETS[preset_of(seed)]);
		found.iter().for_each(|failure| println!("{failure}"));
		return Ok(found.is_none());
	}
	let plan = Plan {
		seed,
		steps: options.steps,
		length: options.length,
		most: Duration::from_secs_f64(60.0 * options.minutes),
		has_arcs: true,
	};
	let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
	println!("Seed {seed}");
	let start = Instant::now();
	let outcome = run(plan, options.threads.unwrap_or(cores), |found| {
		println!("{}", report::failure(found));
	});
	let took = start.elapsed();
	println!("{}", report::calls(&outcome));
	for (reason, count) in &outcome.known {
		println!("known, met {count} times: {reason}");
	}
	println!("{} steps in {} plays, {} s", outcome.steps, outcome.plays, took.as_secs());
	for name in outcome.never() {
		println!("never succeeded: {name}");
		for ((call, reason), count) in &outcome.refused {
			if *call == name {
				println!("    {count} times: {reason}");
			}
		}
	}
	if let Some(page) = options.write {
		let old = std::fs::read_to_string(&page).map_err(|error| error.to_string())?;
		let figures = report::page(&outcome, seed, took);
		let new =
			report::with_figures(&old, &figures).ok_or("the page has no place for figures")?;
		std::fs::write(&page, new).map_err(|error| error.to_string())?;
	}
	Ok(outcome.found.is_empty())
}
