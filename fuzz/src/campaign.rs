// SPDX-License-Identifier: Apache-2.0

//! Many plays, one after the other, and what came of them.

use std::{
	collections::BTreeMap,
	time::{Duration, Instant},
};

use crate::{
	failure::Failure,
	planner::Planner,
	play::{replay, Play},
	shrink::shrink,
	steps::{all_calls, is_ours, Step},
	town::PRESETS,
};

/// Tries of the shrinker, each a replay from the beginning.
const SHRINKING: usize = 600;

/// A failure with the way to it.
#[derive(Clone)]
pub struct Found {
	/// What is wrong.
	pub failure: Failure,
	/// The seed of the play, which decides it whole.
	pub seed: u64,
	/// The steps that lead to it, shrunk if there was time.
	pub steps: Vec<Step>,
	/// True if the steps lead to it again.
	pub is_repeatable: bool,
}

/// What came of plays.
#[derive(Default)]
pub struct Outcome {
	/// Steps played.
	pub steps: u64,
	/// Plays.
	pub plays: u64,
	/// How often each call was sent in a transaction that got into a block.
	pub sent: BTreeMap<String, u64>,
	/// How often each call succeeded, in other calls too.
	pub succeeded: BTreeMap<String, u64>,
	/// How often each call was refused, by the reason.
	pub refused: BTreeMap<(String, String), u64>,
	/// How often each known failure was met, by its reason.
	pub known: BTreeMap<&'static str, u64>,
	/// Failures nobody knew of, one of each kind.
	pub found: Vec<Found>,
}

impl Outcome {
	fn add(&mut self, other: Outcome) {
		self.steps += other.steps;
		self.plays += other.plays;
		for (name, count) in other.sent {
			*self.sent.entry(name).or_default() += count;
		}
		for (name, count) in other.succeeded {
			*self.succeeded.entry(name).or_default() += count;
		}
		for (why, count) in other.refused {
			*self.refused.entry(why).or_default() += count;
		}
		for (reason, count) in other.known {
			*self.known.entry(reason).or_default() += count;
		}
		for found in other.found {
			if self.found.iter().all(|known| known.failure.kind() != found.failure.kind()) {
				self.found.push(found);
			}
		}
	}

	/// Calls of ours that never succeeded.
	pub fn never(&self) -> Vec<String> {
		let ours = all_calls().into_iter().filter(|(pallet, _)| is_ours(pallet));
		let names = ours.map(|(pallet, call)| format!("{pallet}.{call}"));
		names.filter(|name| !self.succeeded.contains_key(name)).collect()
	}
}

/// What is to be played.
#[derive(Clone, Copy)]
pub struct Plan {
	/// Decides all plays.
	pub seed: u64,
	/// Steps in all.
	pub steps: u64,
	/// Steps of one play.
	pub length: u64,
	/// When to stop, whatever is left.
	pub most: Duration,
	/// True if arcs lead to the calls that chance does not reach.
	pub has_arcs: bool,
}

/// The preset of a seed.
pub fn preset_of(seed: u64) -> usize {
	(seed % PRESETS.len() as u64) as usize
}

/// Plays one seed.
pub fn play(seed: u64, plan: Plan, until: Instant) -> Outcome {
	let preset = preset_of(seed);
	let mut outcome = Outcome { plays: 1, ..Default::default() };
	let mut game = match Play::new(preset) {
		Ok(game) => game,
		Err(failure) => {
			let failure = failure.at("genesis");
			outcome.found.push(Found { failure, seed, steps: Vec::new(), is_repeatable: true });
			return outcome;
		}
	};
	let mut planner = Planner::new(seed, plan.has_arcs);
	let mut history = Vec::new();
	let mut is_over = false;
	while !is_over && game.steps < plan.length && Instant::now() < until {
		let (steps, panic) = planner.next(&mut game.chain, game.cast, &game.succeeded);
		if let Some(failure) = panic {
			history.extend(steps);
			note(&mut outcome, failure, seed, &history);
			break;
		}
		for step in steps {
			history.push(step.clone());
			for failure in game.step(&step) {
				is_over |= failure.oracle.ends_the_play();
				note(&mut outcome, failure, seed, &history);
			}
			if is_over {
				break;
			}
		}
	}
	if !is_over {
		for failure in game.check() {
			note(&mut outcome, failure, seed, &history);
		}
	}
	outcome.steps = game.steps;
	outcome.sent = game.sent;
	outcome.refused = game.refused;
	outcome.succeeded = game.succeeded;
	outcome
}

fn note(outcome: &mut Outcome, failure: Failure, seed: u64, history: &[Step]) {
	if let Some(reason) = failure.known() {
		*outcome.known.entry(reason).or_default() += 1;
	} else if outcome.found.iter().all(|found| found.failure.kind() != failure.kind()) {
		let steps = history.to_vec();
		outcome.found.push(Found { failure, seed, steps, is_repeatable: false });
	}
}

/// Plays all seeds of a plan on as many threads. `tell` hears of each failure as soon as it is shrunk.
pub fn run(plan: Plan, threads: usize, tell: impl Fn(&Found) + Sync) -> Outcome {
	let until = Instant::now() + plan.most;
	let plays = plan.steps.div_ceil(plan.length);
	let whole = std::sync::Mutex::new(Outcome::default());
	let next = std::sync::atomic::AtomicU64::new(0);
	std::thread::scope(|scope| {
		for _ in 0..threads.max(1) {
			scope.spawn(|| loop {
				let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
				if number >= plays || Instant::now() >= until {
					break;
				}
				let mut outcome = play(plan.seed + number, plan, until);
				let is_new = |found: &Found| {
					let whole = whole.lock().expect("no thread panicked");
					whole.found.iter().all(|known| known.failure.kind() != found.failure.kind())
				};
				outcome.found.retain(is_new);
				for found in &mut outcome.found {
					shrink_found(found);
					tell(found);
				}
				whole.lock().expect("no thread panicked").add(outcome);
			});
		}
	});
	whole.into_inner().expect("no thread panicked")
}

/// Makes the way to a failure short, if the steps lead to the failure at all.
pub fn shrink_found(found: &mut Found) {
	let preset = preset_of(found.seed);
	let kind = (found.failure.oracle, found.failure.at.clone());
	let is_it = |failure: &Failure| failure.oracle == kind.0 && failure.at == kind.1;
	found.is_repeatable = replay(preset, &found.steps, is_it).is_some();
	if found.is_repeatable {
		let fails = |steps: &[Step]| replay(preset, steps, is_it).is_some();
		found.steps = shrink(&found.steps, SHRINKING, fails);
		// The shrunk way may lead to the failure with other numbers.
		if let Some(failure) = replay(preset, &found.steps, is_it) {
			found.failure = failure;
		}
	}
}
