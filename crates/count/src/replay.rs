// SPDX-License-Identifier: Apache-2.0

//! The replay: a trace is checked in bounded steps over the ballots.
//!
//! Each check of a round asks how much the voters of an option pay together at one price: one [`Sum`]. A pass over all
//! ballots computes at most [`MAX_SUMS`] of them; what a voter has left at a round follows from the trace and the voter's
//! own picks, so nothing is kept for a voter.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

use crate::{
	price::{purse, Bound},
	Election, Fault, Number, Round, Trace, Utility, Winners, MAX_HEADINGS,
};

/// The sums of one pass, at most.
pub const MAX_SUMS: u32 = 1_024;

/// What the voters of an option pay together at some price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sum {
	/// Units that they pay: each the price, or all that is left.
	pub reach: u128,
	/// The number of those who would have more left than the price.
	pub over: u32,
}

/// Which line of a trace does not hold, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Wrong {
	/// The number of rounds that hold before it.
	pub round: u16,
	/// The option that shows it.
	pub option: Number,
	/// Why.
	pub reason: Reason,
}

/// Why a line of a trace does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Reason {
	/// The winner or the leader is not an open option of the heading whose turn it is.
	#[codec(index = 0)]
	NotOpen,
	/// A price or a bound is nothing, or more than a purse.
	#[codec(index = 1)]
	OutOfRange,
	/// The winner is not in the tie with the leader, or the leader comes first by the rule of ties.
	#[codec(index = 2)]
	NotFirst,
	/// The price of the winner is not the one at which its voters pay its cost.
	#[codec(index = 3)]
	Price,
	/// The bound of the leader is not the one at which its voters pay its cost whatever rounding added.
	#[codec(index = 4)]
	LeaderBound,
	/// This option is in the tie and comes before the winner.
	#[codec(index = 5)]
	Passed,
	/// This option has a lower bound than the leader.
	#[codec(index = 6)]
	Cheaper,
	/// The voters of this option can pay it after the last round of its heading.
	#[codec(index = 7)]
	Payable,
}

/// Why a replay cannot go on. None of these says that the trace is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayError {
	/// A ballot or a list that cannot be counted.
	Fault(Fault),
	/// The ballots of this pass are not all walked yet, or there are more than voters.
	Voters,
}

impl From<Fault> for ReplayError {
	fn from(fault: Fault) -> Self {
		Self::Fault(fault)
	}
}

/// What the end of a pass says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
	/// All that was checked holds; the next pass begins.
	NextPass,
	/// The trace is right: these win.
	Right(Winners),
	/// The trace is wrong.
	Wrong(Wrong),
}

/// A trace that is being replayed. The fields say all; nothing else is kept between two steps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Replay {
	trace: Trace,
	utility: Utility,
	/// Ballots there are, blank ones included.
	voters: u32,
	/// The first line of this pass: rounds are lines, and so is the end of each heading.
	line: u16,
	/// Ballots of this pass that were walked.
	seen: u32,
	/// The sums of this pass, in the order of its lines.
	sums: BoundedVec<Sum, ConstU32<MAX_SUMS>>,
	/// Units that rounding has added to what all voters have left, by heading, up to this pass.
	surplus: BoundedVec<u128, ConstU32<MAX_HEADINGS>>,
}

/// A line of a trace.
#[derive(Clone, Copy)]
enum Line<'a> {
	/// A round, by its number.
	Round(u16, &'a Round),
	/// After the last round of a heading, which is the next one's number.
	End(u16, u8),
}

/// What a sum must show.
#[derive(Clone, Copy)]
enum Check {
	/// Just below the winner's price.
	BelowPrice,
	/// At the winner's price.
	AtPrice,
	/// Just below the leader's bound.
	BelowBound,
	/// At the leader's bound.
	AtBound,
	/// At the bound for an option that comes before the winner: it is not in the tie.
	NotInTie,
	/// Just below the bound for an option that comes after the winner: its own bound is not lower.
	NotLower,
	/// At any price: the voters cannot pay.
	NotPayable,
}

/// One sum of a pass.
struct Slot {
	/// The place of its line in the pass.
	line: usize,
	option: Number,
	at: u128,
	check: Check,
}

/// The lines of a pass with their sums.
struct Pass<'a> {
	lines: Vec<Line<'a>>,
	slots: Vec<Slot>,
	/// The slots of each option.
	by_option: Vec<Vec<usize>>,
	/// Lines before the pass.
	before: Vec<Line<'a>>,
	/// Purses, by heading.
	purses: Vec<u128>,
	/// False if lines remain after the pass.
	last: bool,
}

impl Replay {
	/// Takes a trace in. A trace that cannot be right whatever the ballots say is wrong at once.
	pub fn new(
		election: &Election,
		utility: Utility,
		voters: u32,
		trace: Trace,
	) -> Result<Result<Self, Wrong>, Fault> {
		let mut surplus = BoundedVec::new();
		let mut purses = Vec::new();
		for (_, budget) in election.headings() {
			let (each, added) = purse(budget, voters)?;
			surplus.try_push(added).map_err(|_| Fault::TooMany)?;
			purses.push(each);
		}
		if let Err(wrong) = ensure_shape(election, utility, &purses, &trace)? {
			return Ok(Err(wrong));
		}
		let sums = BoundedVec::new();
		let mut replay = Self { trace, utility, voters, line: 0, seen: 0, sums, surplus };
		replay.begin_pass(election)?;
		Ok(Ok(replay))
	}

	/// Ballots of this pass that remain to be walked.
	pub fn remaining(&self) -> u32 {
		self.voters.saturating_sub(self.seen) // never above
	}

	/// The trace.
	pub fn trace(&self) -> &Trace {
		&self.trace
	}

	/// Walks some of the ballots, in any order, each once in a pass.
	pub fn walk<'b>(
		&mut self,
		election: &Election,
		ballots: impl IntoIterator<Item = &'b [u8]>,
	) -> Result<(), ReplayError> {
		let pass = pass(election, self)?;
		let (mut sums, mut seen) = (self.sums.to_vec(), self.seen);
		for picks in ballots {
			election.ensure_ballot(picks)?;
			if seen >= self.voters {
				return Err(ReplayError::Voters);
			}
			seen = seen.saturating_add(1); // below the voters
			pass.add(election, picks, &mut sums)?;
		}
		self.seen = seen;
		self.sums = BoundedVec::try_from(sums).map_err(|_| Fault::Overflow)?;
		Ok(())
	}

	/// Ends a pass: every ballot was walked.
	pub fn end_pass(&mut self, election: &Election) -> Result<Verdict, ReplayError> {
		if self.seen != self.voters {
			return Err(ReplayError::Voters);
		}
		let pass = pass(election, self)?;
		let mut surplus = self.surplus.to_vec();
		if let Err(wrong) = pass.judge(election, &self.sums, &mut surplus)? {
			return Ok(Verdict::Wrong(wrong));
		}
		if pass.last {
			return Ok(Verdict::Right(self.trace.winners()));
		}
		let lines = u16::try_from(pass.lines.len()).map_err(|_| Fault::Overflow)?;
		self.line = self.line.checked_add(lines).ok_or(Fault::Overflow)?;
		self.surplus = BoundedVec::try_from(surplus).map_err(|_| Fault::Overflow)?;
		self.seen = 0;
		self.begin_pass(election)?;
		Ok(Verdict::NextPass)
	}

	/// Lays out the sums of the pass, all nothing.
	fn begin_pass(&mut self, election: &Election) -> Result<(), Fault> {
		let sums = alloc::vec![Sum::default(); pass(election, self)?.slots.len()];
		self.sums = BoundedVec::try_from(sums).map_err(|_| Fault::Overflow)?;
		Ok(())
	}
}

/// The lines of a trace: the rounds of each heading, and its end.
fn lines<'a>(election: &Election, trace: &'a Trace) -> Result<Vec<Line<'a>>, Fault> {
	let mut rounds = (0u16..).zip(trace.rounds.iter()).peekable();
	let mut lines = Vec::new();
	for (heading, _) in election.headings() {
		while let Some((number, round)) = rounds.peek().copied() {
			if election.option(round.option)?.heading != heading {
				break;
			}
			lines.push(Line::Round(number, round));
			rounds.next();
		}
		let next = rounds.peek().map(|(number, _)| *number);
		lines.push(Line::End(
			next.unwrap_or(u16::try_from(trace.rounds.len()).unwrap_or(u16::MAX)),
			heading,
		));
	}
	Ok(lines)
}

/// Checks all that does not need the ballots.
fn ensure_shape(
	election: &Election,
	utility: Utility,
	purses: &[u128],
	trace: &Trace,
) -> Result<Result<(), Wrong>, Fault> {
	let mut won = Winners::default();
	let mut heading = 0;
	for (number, round) in (0u16..).zip(trace.rounds.iter()) {
		let wrong = |option, reason| Ok(Err(Wrong { round: number, option, reason }));
		let Ok(winner) = election.option(round.option) else {
			return wrong(round.option, Reason::NotOpen);
		};
		let Ok(leader) = election.option(round.leader) else {
			return wrong(round.leader, Reason::NotOpen);
		};
		let open = !won.contains(round.option) && !won.contains(round.leader);
		if !open || winner.heading < heading || leader.heading != winner.heading {
			return wrong(round.option, Reason::NotOpen);
		}
		heading = winner.heading;
		won.insert(round.option);
		let purse = purses.get(usize::from(heading)).copied().unwrap_or_default();
		for amount in [round.price, round.bound] {
			if amount == 0 || amount > purse {
				return wrong(round.option, Reason::OutOfRange);
			}
		}
		let bound = Bound { price: round.bound, worth: leader.worth(utility) };
		if !bound.admits(round.price, winner.worth(utility))?
			|| election.rank(round.leader) < election.rank(round.option)
		{
			return wrong(round.option, Reason::NotFirst);
		}
	}
	Ok(Ok(()))
}

/// The pass at which a replay is.
fn pass<'a>(election: &Election, replay: &'a Replay) -> Result<Pass<'a>, Fault> {
	let all = lines(election, &replay.trace)?;
	let (before, rest) = all.split_at_checked(usize::from(replay.line)).ok_or(Fault::Overflow)?;
	let mut won = Winners::default();
	for line in before {
		if let Line::Round(_, round) = line {
			won.insert(round.option);
		}
	}
	let mut pass = Pass {
		lines: Vec::new(),
		slots: Vec::new(),
		by_option: alloc::vec![Vec::new(); election.options().len()],
		before: before.to_vec(),
		purses: Vec::new(),
		last: true,
	};
	for (_, budget) in election.headings() {
		pass.purses.push(purse(budget, replay.voters)?.0);
	}
	let most = usize::try_from(MAX_SUMS).map_err(|_| Fault::Overflow)?;
	for line in rest {
		let slots = slots(election, replay.utility, line, &won, pass.lines.len())?;
		if pass.slots.len().saturating_add(slots.len()) > most {
			pass.last = false;
			break;
		}
		if let Line::Round(_, round) = line {
			won.insert(round.option);
		}
		pass.lines.push(*line);
		pass.slots.extend(slots);
	}
	for (place, slot) in pass.slots.iter().enumerate() {
		if let Some(slots) = pass.by_option.get_mut(usize::from(slot.option)) {
			slots.push(place);
		}
	}
	Ok(pass)
}

/// The sums that a line needs: at most one for each option, and four.
fn slots(
	election: &Election,
	utility: Utility,
	line: &Line,
	won: &Winners,
	at_line: usize,
) -> Result<Vec<Slot>, Fault> {
	let mut slots = Vec::new();
	let mut slot = |option, at, check| slots.push(Slot { line: at_line, option, at, check });
	let heading = match line {
		Line::Round(_, round) => election.option(round.option)?.heading,
		Line::End(_, heading) => *heading,
	};
	let open = election
		.in_order()
		.filter(|(number, option)| option.heading == heading && !won.contains(*number));
	match line {
		Line::End(..) => open.for_each(|(number, _)| slot(number, u128::MAX, Check::NotPayable)),
		Line::Round(_, round) => {
			let leader = election.option(round.leader)?;
			let bound = Bound { price: round.bound, worth: leader.worth(utility) };
			let below = |amount: u128| amount.checked_sub(1).ok_or(Fault::Overflow);
			slot(round.option, below(round.price)?, Check::BelowPrice);
			slot(round.option, round.price, Check::AtPrice);
			slot(round.leader, below(round.bound)?, Check::BelowBound);
			slot(round.leader, round.bound, Check::AtBound);
			for (number, option) in open.filter(|(number, _)| *number != round.leader) {
				let worth = option.worth(utility);
				if election.rank(number) < election.rank(round.option) {
					slot(number, bound.for_worth(worth)?, Check::NotInTie);
				} else {
					slot(number, bound.below_for_worth(worth)?, Check::NotLower);
				}
			}
		}
	}
	Ok(slots)
}

impl Pass<'_> {
	/// Adds what one voter pays at each sum.
	fn add(&self, election: &Election, picks: &[Number], sums: &mut [Sum]) -> Result<(), Fault> {
		let mut left = self.purses.clone();
		let picked: Winners = picks.iter().copied().collect();
		let pay = |left: &mut Vec<u128>, line: &Line| -> Result<u128, Fault> {
			let heading = match line {
				Line::Round(_, round) => election.option(round.option)?.heading,
				Line::End(_, heading) => *heading,
			};
			let purse = left.get_mut(usize::from(heading)).ok_or(Fault::Overflow)?;
			let had = *purse;
			if let Line::Round(_, round) = line {
				if picked.contains(round.option) {
					*purse = had.saturating_sub(round.price); // all that is left, if that is less
				}
			}
			Ok(had)
		};
		for line in &self.before {
			pay(&mut left, line)?;
		}
		let had =
			self.lines.iter().map(|line| pay(&mut left, line)).collect::<Result<Vec<_>, _>>()?;
		for pick in picks {
			for place in self.by_option.get(usize::from(*pick)).into_iter().flatten() {
				let slot = self.slots.get(*place).ok_or(Fault::Overflow)?;
				let had = had.get(slot.line).ok_or(Fault::Overflow)?;
				let sum = sums.get_mut(*place).ok_or(Fault::Overflow)?;
				sum.reach = sum.reach.checked_add(slot.at.min(*had)).ok_or(Fault::Overflow)?;
				if *had > slot.at {
					sum.over = sum.over.checked_add(1).ok_or(Fault::Overflow)?;
				}
			}
		}
		Ok(())
	}

	/// Checks the sums in their order: a wrong trace falls at its first wrong sum.
	fn judge(
		&self,
		election: &Election,
		sums: &[Sum],
		surplus: &mut [u128],
	) -> Result<Result<(), Wrong>, Fault> {
		let mut below = Sum::default();
		let mut paid = 0;
		for (place, (slot, sum)) in self.slots.iter().zip(sums).enumerate() {
			let option = election.option(slot.option)?;
			let cost = option.units();
			let surplus = surplus.get_mut(usize::from(option.heading)).ok_or(Fault::Overflow)?;
			let covered = cost.checked_add(*surplus).ok_or(Fault::Overflow)?;
			// One unit more for each who has more left.
			let above = sum.reach.checked_add(sum.over.into()).ok_or(Fault::Overflow)?;
			let reason = match slot.check {
				Check::BelowPrice | Check::BelowBound => {
					below = *sum;
					None
				}
				Check::AtPrice => {
					paid = sum.reach;
					let exact = sum.reach == cost && below.over > 0;
					let short = sum.reach < cost && above > cost;
					(!exact && !short).then_some(Reason::Price)
				}
				Check::AtBound => {
					let least = below.reach < covered && sum.reach >= covered;
					// All pay all that they have, and the dearest of them pays the bound.
					let all = sum.over == 0 && below.over > 0;
					let most = all && sum.reach >= cost && sum.reach < covered;
					(!least && !most).then_some(Reason::LeaderBound)
				}
				Check::NotInTie => (sum.reach >= cost || above > cost).then_some(Reason::Passed),
				Check::NotLower => {
					let least = sum.reach >= covered;
					let most = sum.over == 0 && sum.reach >= cost;
					(least || most).then_some(Reason::Cheaper)
				}
				Check::NotPayable => (sum.reach >= cost).then_some(Reason::Payable),
			};
			let line = self.lines.get(slot.line).ok_or(Fault::Overflow)?;
			if let Some(reason) = reason {
				let (Line::Round(round, _) | Line::End(round, _)) = *line;
				return Ok(Err(Wrong { round, option: slot.option, reason }));
			}
			let ends =
				self.slots.get(place.saturating_add(1)).map(|next| next.line) != Some(slot.line);
			if let (true, Line::Round(_, round)) = (ends, line) {
				let added = election.option(round.option)?.units().checked_sub(paid);
				let added = added.ok_or(Fault::Overflow)?;
				*surplus = surplus.checked_add(added).ok_or(Fault::Overflow)?;
			}
		}
		Ok(Ok(()))
	}
}
