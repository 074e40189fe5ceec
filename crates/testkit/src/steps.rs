// SPDX-License-Identifier: Apache-2.0

//! The steps of a model.

use core::fmt;
use sp_io::TestExternalities;
use sp_runtime::DispatchResult;

/// Steps after which what they wrote goes into the state.
const PART: u64 = 1_000;
/// A walk of so many steps says after each of them how far it is.
const LONG: u64 = 100_000;

/// Takes the steps of a model on a chain. Each part of them goes from the layer of changes into the state: what was removed
/// stays in that layer, and whoever iterates passes over all of it, so that a million steps would take ever longer.
#[track_caller]
pub fn take_steps(chain: &mut TestExternalities, steps: u64, mut step: impl FnMut(u64)) {
	let mut next = 0;
	while next < steps {
		let end = steps.min(next + PART);
		chain.execute_with(|| {
			for number in next..end {
				step(number);
				say_progress(number, steps);
			}
		});
		chain.commit_all().expect("no transaction of storage is open between two steps");
		next = end;
	}
}

/// The acts that lead on, each with the place of its status and its own, and with what follows.
pub fn followed<Status: Copy, Act: Copy, Next>(
	all: &[Status],
	acts: &[Act],
	next: impl Fn(Status, Act) -> Option<Next>,
) -> Vec<(usize, usize, Next)> {
	let mut found = vec![];
	for (place, status) in all.iter().enumerate() {
		for (number, act) in acts.iter().enumerate() {
			if let Some(step) = next(*status, *act) {
				found.push((place, number, step));
			}
		}
	}
	found
}

/// What a model can do or not.
pub trait Attempt: Clone {
	/// Tries something: what is not allowed leaves no trace. True if it was done.
	fn attempt(&mut self, act: impl FnOnce(&mut Self) -> Option<()>) -> bool {
		let before = self.clone();
		let done = act(self).is_some();
		if !done {
			*self = before;
		}
		done
	}
}

/// What a step is, if the model expects the pallet to do it, and what the pallet did.
pub type Step = (String, bool, DispatchResult);

/// How many steps a pallet did beside its model, and how many both refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk {
	done: u64,
	refused: u64,
}

impl Walk {
	/// Counts a step, which the pallet did or refused as the model expected. Returns words that name the step.
	#[track_caller]
	pub fn count(&mut self, number: u64, seed: u64, (what, expected, result): Step) -> String {
		let said = format!("step {number} of seed {seed}: {what}");
		assert_eq!(result.is_ok(), expected, "{said}: {result:?}");
		*(if expected { &mut self.done } else { &mut self.refused }) += 1;
		said
	}

	/// More than one step in `done` was done, and more than one in `refused` was refused.
	#[track_caller]
	pub fn assert_both_tried(&self, done: u64, refused: u64) {
		let steps = self.done + self.refused;
		assert!(self.done > steps / done && self.refused > steps / refused, "{self}");
	}
}

impl fmt::Display for Walk {
	fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { done, refused } = self;
		write!(to, "{} steps: {done} done, {refused} refused", done + refused)
	}
}

/// Says how far a long walk is. Seen with `--nocapture`.
pub fn say_progress(number: u64, steps: u64) {
	let done = number + 1;
	if done.is_multiple_of(LONG) && steps > LONG {
		eprintln!("{done} of {steps} steps");
	}
}
