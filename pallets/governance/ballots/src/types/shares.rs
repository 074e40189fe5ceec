// SPDX-License-Identifier: Apache-2.0

//! Lists with budgets, counted by [`chungnam_count`]: the code with which anyone can count at home.

use alloc::vec::Vec;
use chungnam_count::{complete, greedy, Completion, Election, Listing, Outcome, TieRule, Wrong};
use chungnam_count::{Replay, Trace, Utility};
use chungnam_ports::{Candidate, OptionSet, PartFunding, Rule, Ties, Verdict, MAX_COUNTING};
use chungnam_primitives::{Moment, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::U256;

use super::{scores_of, ClassSum, Decision, List};

/// What a submitter loses with a trace that is wrong.
pub const TRACE_BOND: Won = 1_000_000;
/// Votes that one block replays, and one call.
pub const MAX_REPLAY: u32 = 500;

/// How Equal Shares is counted on one ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
	/// Which of two options comes first.
	pub ties: Ties,
	/// What a winner is worth to a voter.
	pub utility: Utility,
	/// What becomes of the rest.
	pub completion: Completion,
}

impl Shares {
	/// The terms of a rule. `None` for rules that are counted in the close.
	pub const fn of(rule: &Rule) -> Option<Self> {
		match *rule {
			Rule::EqualShares { ties, utility, completion } => {
				Some(Self { ties, utility, completion })
			}
			_ => None,
		}
	}
}

/// How long after the close an outcome by this rule can wait for a trace.
pub const fn counting_of(rule: &Rule) -> Moment {
	if Shares::of(rule).is_some() {
		MAX_COUNTING
	} else {
		0
	}
}

/// A trace that is being replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Replaying<AccountId, Voter> {
	/// Who handed it in, and whose bond is held.
	pub who: AccountId,
	/// The replay.
	pub replay: Replay,
	/// The last vote of this pass that was walked.
	pub last: Option<Voter>,
}

/// What became of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Fate {
	/// It is right and decides. The bond is free again.
	#[codec(index = 0)]
	Right,
	/// It is wrong, and the bond is lost.
	#[codec(index = 1)]
	Wrong(Wrong),
	/// The ballot was decided without it. The bond is free again.
	#[codec(index = 2)]
	Dropped,
}

/// A list as it is counted. `None` for costs and budgets that cannot be.
pub fn election_of(options: &[Candidate], headings: &[u64], ties: Ties) -> Option<Election> {
	let listing = |own: &Candidate| Listing {
		cost: own.cost,
		part_from: own.part_from,
		heading: own.heading,
	};
	let ties = match ties {
		Ties::Number => TieRule::Number,
		Ties::CheaperThenNumber => TieRule::Cheaper,
	};
	Election::new(options.iter().map(listing).collect(), headings.to_vec(), ties).ok()
}

/// The places of scores among all different ones, from 1 for the lowest that is not 0: they compare as the scores do.
fn places_of(scores: &[U256]) -> Vec<u128> {
	let mut known: Vec<U256> = scores.iter().copied().filter(|own| !own.is_zero()).collect();
	known.sort_unstable();
	known.dedup();
	let place = |score: &U256| {
		let place = known.binary_search(score).ok().and_then(|place| place.checked_add(1));
		place.and_then(|place| u128::try_from(place).ok()).unwrap_or(0)
	};
	scores.iter().map(place).collect()
}

/// What a count says. A winner by a part is a winner.
fn decision_of(outcome: &Outcome) -> Decision {
	let mut decision = Decision::of(Verdict::Chosen);
	let mut winners = OptionSet::default();
	outcome.winners.numbers().for_each(|number| winners.insert(number));
	for part in &outcome.parts {
		winners.insert(part.number);
		// At most one a heading, so there is room.
		let part = PartFunding { option: part.number, amount: part.won };
		let _ = decision.parts.try_push(part);
	}
	Decision { winners, ..decision }
}

/// The greedy rule. Where nobody picked anything, nothing wins.
pub fn by_greed(classes: &[ClassSum], list: &List, ties: Ties) -> Decision {
	let scores = places_of(&scores_of(classes, list.options.len()));
	if scores.iter().all(|score| *score == 0) {
		return Decision::of(Verdict::Chosen);
	}
	let election = election_of(&list.options, &list.headings, ties);
	// A list that cannot be counted is not opened.
	let outcome = election.and_then(|election| greedy(&election, &scores).ok());
	outcome.map_or(Decision::of(Verdict::Chosen), |outcome| decision_of(&outcome))
}

/// Equal Shares with the rounds of a right trace. Where nobody picked anything, nothing wins. `None` if they do not fit the list.
pub fn by_shares(
	shares: &Shares,
	trace: &Trace,
	classes: &[ClassSum],
	list: &List,
) -> Option<Decision> {
	let scores = places_of(&scores_of(classes, list.options.len()));
	if scores.iter().all(|score| *score == 0) {
		return Some(Decision::of(Verdict::Chosen));
	}
	let election = election_of(&list.options, &list.headings, shares.ties)?;
	let outcome = complete(&election, trace, shares.completion, &scores).ok()?;
	Some(decision_of(&outcome))
}
