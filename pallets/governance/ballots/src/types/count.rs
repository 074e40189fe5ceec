// SPDX-License-Identifier: Apache-2.0

//! From votes to counts, and from counts to an outcome.

use alloc::vec::Vec;
use chungnam_ports::{
	Answer, Bias, Choice, OptionSet, PartFunding, Rule, Ties, Verdict, ALL_BP, MAX_HEADINGS,
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::U256;

use super::{by_greed, exceeds, reaches, List, PAGE};

/// The place of no in the counts.
pub const NO: u8 = 0;
/// The place of yes in the counts.
pub const YES: u8 = 1;
/// The place of support in the counts.
pub const SUPPORT: u8 = 0;

/// Which counts a choice raises, and how many times its weight.
pub fn places(choice: &Choice) -> Vec<(u8, u64)> {
	match choice {
		Choice::Blank => Vec::new(),
		Choice::Vote(Answer::No) => [(NO, 1)].into(),
		Choice::Vote(Answer::Yes) => [(YES, 1)].into(),
		Choice::Support => [(SUPPORT, 1)].into(),
		Choice::Picks(picks) => picks.iter().map(|pick| (*pick, 1)).collect(),
		Choice::Scores(scores) => (0..).zip(scores.iter().map(|score| u64::from(*score))).collect(),
	}
}

/// The page of an option, and its place there.
pub fn place_on_page(option: u8) -> (u8, usize) {
	let page = u8::try_from(PAGE).unwrap_or(u8::MAX);
	(option.checked_div(page).unwrap_or(0), option.checked_rem(page).unwrap_or(0).into())
}

/// True if a choice says yes or support.
pub fn is_yes(choice: &Choice) -> bool {
	matches!(choice, Choice::Vote(Answer::Yes) | Choice::Support)
}

/// To a count, or from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
	/// A vote comes.
	Add,
	/// A vote goes.
	Subtract,
}

impl Sign {
	/// The count afterwards. `None` if there is no such number.
	pub fn apply(self, count: u64, by: u64) -> Option<u64> {
		match self {
			Self::Add => count.checked_add(by),
			Self::Subtract => count.checked_sub(by),
		}
	}
}

/// What one class said, over all sources that count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassSum {
	/// Its weight.
	pub weight_bp: u16,
	/// The share of heads that must vote.
	pub quorum_bp: u16,
	/// How many could vote.
	pub heads: u64,
	/// How many voted.
	pub voted: u64,
	/// How many were blank.
	pub blank: u64,
	/// The counts of all options, criteria or answers.
	pub counts: Vec<u64>,
}

impl ClassSum {
	/// How many said something.
	fn said(&self) -> u64 {
		// Each blank vote is a vote.
		self.voted.saturating_sub(self.blank)
	}

	/// A count.
	pub fn count(&self, place: usize) -> u64 {
		self.counts.get(place).copied().unwrap_or(0)
	}
}

/// What counts decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
	/// The verdict.
	pub verdict: Verdict,
	/// The options that won.
	pub winners: OptionSet,
	/// Winners that get a part.
	pub parts: BoundedVec<PartFunding, ConstU32<MAX_HEADINGS>>,
	/// The mean of scores, in hundredths of a point, rounded down.
	pub mean: u16,
}

impl Decision {
	/// A verdict without winners.
	pub fn of(verdict: Verdict) -> Self {
		let (winners, parts) = (OptionSet::default(), Default::default());
		Self { verdict, winners, parts, mean: 0 }
	}

	/// Passed if it holds, else rejected.
	fn passed_if(holds: bool) -> Self {
		Self::of(if holds { Verdict::Passed } else { Verdict::Rejected })
	}
}

/// What a rule makes of the counts. A class below its quorum makes the ballot void.
pub fn decide(rule: &Rule, classes: &[ClassSum], list: &List) -> Decision {
	let missed = |class: &ClassSum| !reaches(class.voted, class.quorum_bp, class.heads);
	if classes.iter().any(missed) {
		return Decision::of(Verdict::NoQuorum);
	}
	match rule {
		Rule::Majority { floor_bp, bias } => {
			Decision::passed_if(has_majority(*floor_bp, *bias, classes))
		}
		Rule::Reached { least } => {
			let support = classes.iter().map(|class| class.count(SUPPORT.into()));
			// One class.
			Decision::passed_if(support.fold(0, u64::saturating_add) >= *least)
		}
		Rule::Mean { pass, least_voters, weights } => {
			let voters = classes.iter().map(ClassSum::said).fold(0, u64::saturating_add);
			let mean = mean_of(classes, weights);
			let is_passed = mean >= *pass && voters >= u64::from(*least_voters).max(1);
			Decision { mean, ..Decision::passed_if(is_passed) }
		}
		Rule::Best { count, ties } => best(&ranked(classes, list, *ties), *count),
		// Without a trace Equal Shares is decided so as well.
		Rule::Greedy { ties } | Rule::EqualShares { ties, .. } => by_greed(classes, list, *ties),
	}
}

fn has_majority(floor_bp: u16, bias: Bias, classes: &[ClassSum]) -> bool {
	let scores = scores_of(classes, 2);
	let score = |place: u8| scores.get(usize::from(place)).copied().unwrap_or_default();
	// Floors, shares and adaptive rules have one class.
	let one = classes.first().cloned().unwrap_or_default();
	let (yes, no) = (one.count(YES.into()), one.count(NO.into()));
	reaches(one.voted, floor_bp, one.heads)
		&& match bias {
			Bias::Plain => score(YES) > score(NO),
			Bias::Share(share_bp) => exceeds(yes, ALL_BP.into(), share_bp.into(), one.heads),
			Bias::Adaptive => product(&[yes, yes, one.voted]) > product(&[no, no, one.heads]),
		}
}

/// A product of up to three numbers of 64 bits, and a weight, below 2^256.
fn product(factors: &[u64]) -> U256 {
	factors.iter().fold(U256::one(), |all, factor| all.saturating_mul(U256::from(*factor)))
}

/// The score of each option, over one denominator that all options share: `Σ_c w_c · n_c(o) · Π_{d ≠ c} said_d`. A class
/// in which nobody said anything is left out for all options. Exact: below `3 · 2^206`.
pub fn scores_of(classes: &[ClassSum], options: usize) -> Vec<U256> {
	let said: Vec<_> = classes.iter().filter(|class| class.said() > 0).collect();
	let factor = |at: usize| {
		let others = said.iter().enumerate().filter(|(other, _)| *other != at);
		product(&others.map(|(_, class)| class.said()).collect::<Vec<_>>())
	};
	let factors: Vec<_> = (0..said.len()).map(factor).collect();
	let score = |option| {
		let part = |(class, factor): (&&ClassSum, &U256)| {
			let own = product(&[class.weight_bp.into(), class.count(option)]);
			own.saturating_mul(*factor)
		};
		said.iter().zip(&factors).map(part).fold(U256::zero(), |sum, own| sum.saturating_add(own))
	};
	(0..options).map(score).collect()
}

/// `100 · Σ_c w_c · Σ_k v_k · sum_c(k) / said_c / (Σ_c w_c · 10,000)`, rounded down. Classes without scores are left out.
fn mean_of(classes: &[ClassSum], weights: &[u16]) -> u16 {
	// The criteria of each class become one count, and the scale of the denominator another.
	let scaled = classes.iter().map(|class| {
		let counts = class.counts.iter().zip(weights);
		let part = |(count, weight): (&u64, &u16)| product(&[*count, (*weight).into()]);
		counts.map(part).fold(U256::zero(), |sum, own| sum.saturating_add(own))
	});
	let said: Vec<_> = classes.iter().zip(scaled).filter(|(class, _)| class.said() > 0).collect();
	let mut above = U256::zero();
	let mut below = U256::zero();
	let all = product(&said.iter().map(|(class, _)| class.said()).collect::<Vec<_>>());
	for (class, sum) in &said {
		let others = all.checked_div(U256::from(class.said())).unwrap_or_default();
		let weight = U256::from(class.weight_bp);
		// Below 2^14 · 2^81 · 2^128.
		above = above.saturating_add(sum.saturating_mul(weight).saturating_mul(others));
		below = below.saturating_add(all.saturating_mul(weight));
	}
	// Hundredths of a point: 100 · above / (below · 10,000).
	let mean = above.checked_div(below.saturating_mul(U256::from(100))).unwrap_or_default();
	u16::try_from(mean).unwrap_or(u16::MAX)
}

/// The options that somebody chose, best first.
fn ranked(classes: &[ClassSum], list: &List, ties: Ties) -> Vec<u8> {
	let scores = scores_of(classes, list.options.len());
	let options = (0..=u8::MAX).zip(&list.options).zip(scores);
	let mut ranked: Vec<_> = options.filter(|(_, score)| !score.is_zero()).collect();
	ranked.sort_by_key(|((number, candidate), score)| {
		let cost = match ties {
			Ties::Number => 0,
			Ties::CheaperThenNumber => candidate.cost,
		};
		(core::cmp::Reverse(*score), cost, *number)
	});
	ranked.into_iter().map(|((number, _), _)| number).collect()
}

/// The options that somebody chose, best first by the ties of a rule for lists. None for other rules.
pub fn ranking(rule: &Rule, classes: &[ClassSum], list: &List) -> Vec<u8> {
	match rule {
		Rule::Best { ties, .. } | Rule::Greedy { ties } | Rule::EqualShares { ties, .. } => {
			ranked(classes, list, *ties)
		}
		_ => Vec::new(),
	}
}

fn best(ranked: &[u8], count: u16) -> Decision {
	let mut decision = Decision::of(Verdict::Chosen);
	for option in ranked.iter().take(count.into()) {
		decision.winners.insert(*option);
	}
	decision
}
