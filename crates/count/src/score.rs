// SPDX-License-Identifier: Apache-2.0

//! How many votes an option has, by classes of voters.

use alloc::vec::Vec;

use crate::{Election, Fault};

/// The votes of one class of voters.
#[derive(Clone, Copy, Debug)]
pub struct Class<'a> {
	/// The share of the class in the score, in basis points.
	pub weight: u16,
	/// Ballots that are not blank.
	pub valid: u32,
	/// Ballots that picked each option, by number.
	pub counts: &'a [u32],
}

/// The score of each option: `Σ weight · count / valid` over the classes, times the one number that makes all of them
/// whole, so that scores of one call compare exactly. A class without a valid ballot is left out for all options.
///
/// At most three classes fit a `u128` for certain.
pub fn scores(election: &Election, classes: &[Class]) -> Result<Vec<u128>, Fault> {
	let voting = || classes.iter().enumerate().filter(|(_, class)| class.valid > 0);
	let mut scores = alloc::vec![0u128; election.options().len()];
	for (at, class) in voting() {
		if class.counts.len() != scores.len() {
			return Err(Fault::ScoresDiffer);
		}
		let mut others = voting().filter(|(other, _)| *other != at);
		let scale = others
			.try_fold(u128::from(class.weight), |scale, (_, other)| {
				scale.checked_mul(other.valid.into())
			})
			.ok_or(Fault::Overflow)?;
		for (score, count) in scores.iter_mut().zip(class.counts) {
			let part = scale.checked_mul(u128::from(*count)).ok_or(Fault::Overflow)?;
			*score = score.checked_add(part).ok_or(Fault::Overflow)?;
		}
	}
	Ok(scores)
}

/// The ballots that picked each option, by number: the scores of one class without a weight.
pub fn approvals<B: AsRef<[u8]>>(election: &Election, ballots: &[B]) -> Result<Vec<u128>, Fault> {
	let mut counts = alloc::vec![0u128; election.options().len()];
	for ballot in ballots {
		let picks = ballot.as_ref();
		election.ensure_ballot(picks)?;
		for pick in picks {
			let count = counts.get_mut(usize::from(*pick)).ok_or(Fault::NoSuchOption(*pick))?;
			*count = count.checked_add(1).ok_or(Fault::Overflow)?;
		}
	}
	Ok(counts)
}
