// SPDX-License-Identifier: Apache-2.0

//! The greedy rule: by score, as long as it fits.

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::{Completion, Election, Fault, Number, Trace, Winners};

/// Won for a part of an option that did not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
	/// The option.
	pub number: Number,
	/// What is left of the budget of its heading.
	pub won: u64,
}

/// What a count comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
	/// The options that are paid in full.
	pub winners: Winners,
	/// Those of which a part is paid, at most one for each heading.
	pub parts: Vec<Part>,
	/// Won of each heading that nobody gets.
	pub left: Vec<u64>,
}

/// The winners by the greedy rule: by score, the highest first, and by the rule of ties, an option wins if its cost is at
/// most what is left of the budget of its heading. One that does not fit is skipped. In each heading the first that did
/// not fit gets what is left at the end, if a part of it can be made with that.
pub fn greedy(election: &Election, scores: &[u128]) -> Result<Outcome, Fault> {
	let nothing = Outcome {
		winners: Winners::default(),
		parts: Vec::new(),
		left: election.budgets().to_vec(),
	};
	go_on(election, scores, nothing)
}

/// The outcome of Equal Shares: the options of its trace, and then the completion with all that they leave.
pub fn complete(
	election: &Election,
	trace: &Trace,
	completion: Completion,
	scores: &[u128],
) -> Result<Outcome, Fault> {
	let mut left = election.budgets().to_vec();
	for round in &trace.rounds {
		let option = election.option(round.option)?;
		let rest =
			left.get_mut(usize::from(option.heading)).ok_or(Fault::NoSuchHeading(round.option))?;
		*rest = rest.checked_sub(option.cost).ok_or(Fault::Overflow)?;
	}
	let outcome = Outcome { winners: trace.winners(), parts: Vec::new(), left };
	match completion {
		Completion::None => Ok(outcome),
		Completion::Greedy => go_on(election, scores, outcome),
	}
}

/// The greedy rule with what an outcome leaves, among those that did not win yet.
fn go_on(election: &Election, scores: &[u128], mut outcome: Outcome) -> Result<Outcome, Fault> {
	if scores.len() != election.options().len() {
		return Err(Fault::ScoresDiffer);
	}
	let mut open: Vec<_> = election
		.in_order()
		.filter(|(number, _)| !outcome.winners.contains(*number))
		.filter_map(|(number, option)| Some((*scores.get(usize::from(number))?, number, option)))
		.collect();
	// Stable, so that equal scores keep the order of ties.
	open.sort_by_key(|(score, ..)| Reverse(*score));
	let mut skipped: Vec<Option<(Number, u64)>> = alloc::vec![None; outcome.left.len()];
	for (_, number, option) in open {
		let heading = usize::from(option.heading);
		let left = outcome.left.get_mut(heading).ok_or(Fault::NoSuchHeading(number))?;
		if let Some(rest) = left.checked_sub(option.cost) {
			*left = rest;
			outcome.winners.insert(number);
		} else if let Some(first @ None) = skipped.get_mut(heading) {
			*first = Some((number, option.part_from));
		}
	}
	for (left, first) in outcome.left.iter_mut().zip(skipped) {
		if let Some((number, part_from)) = first {
			if part_from > 0 && *left >= part_from {
				outcome.parts.push(Part { number, won: core::mem::take(left) });
			}
		}
	}
	Ok(outcome)
}
