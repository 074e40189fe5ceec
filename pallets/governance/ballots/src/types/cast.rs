// SPDX-License-Identifier: Apache-2.0

//! Whether someone may vote, and what: the one answer to calls and to views.

use chungnam_ports::{Choice, Picks, Question, Standing, ALL_BP, MAX_SCORE};
use chungnam_primitives::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{Ballot, ClassId, List, SourceId, Vote, KEYS};

/// Why someone may not vote, or not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Refusal {
	/// There is no such ballot, or its votes are removed.
	#[codec(index = 0)]
	BallotNotFound,
	/// The vote has not begun.
	#[codec(index = 1)]
	NotOpen,
	/// The vote is over.
	#[codec(index = 2)]
	Closed,
	/// Nobody is known by this number.
	#[codec(index = 3)]
	NotRegistered,
	/// The person has died.
	#[codec(index = 4)]
	PersonDeceased,
	/// The person is kept out because of a conflict of interest.
	#[codec(index = 5)]
	Conflict,
	/// The voter did not count in any class at the roll.
	#[codec(index = 6)]
	NotCounted,
	/// The person stood on the roll of another region.
	#[codec(index = 7)]
	CountedElsewhere,
	/// The seat has ended.
	#[codec(index = 8)]
	SeatEnded,
	/// The person is stopped. An office can enter paper for them.
	#[codec(index = 9)]
	PersonFrozen,
	/// A card votes at a kiosk.
	#[codec(index = 10)]
	CardNeedsKiosk,
	/// The voter has voted by key, and paper does not replace it.
	#[codec(index = 11)]
	KeyVoted,
	/// Paper was entered for the person, and a second sheet does not replace it.
	#[codec(index = 12)]
	PaperEntered,
	/// Members of this class vote by key only.
	#[codec(index = 13)]
	NoPaper,
	/// The office was struck.
	#[codec(index = 14)]
	OfficeStruck,
	/// The office has entered as much paper as it can.
	#[codec(index = 15)]
	PaperCapReached,
	/// The question is another one.
	#[codec(index = 16)]
	WrongChoice,
	/// Picks do not ascend, or one stands twice.
	#[codec(index = 17)]
	NotAscending,
	/// An option is not on the list.
	#[codec(index = 18)]
	OptionNotFound,
	/// Too few picks or scores.
	#[codec(index = 19)]
	TooFew,
	/// Too many picks or scores.
	#[codec(index = 20)]
	TooMany,
	/// The picks cost more than the voter can give out.
	#[codec(index = 21)]
	OverBudget,
	/// A score is above the best one.
	#[codec(index = 22)]
	ScoreOutOfRange,
	/// Running counts are not shown before the close.
	#[codec(index = 23)]
	CountHidden,
	/// Choices are sealed: the voter asks for a credential and votes under an alias.
	#[codec(index = 24)]
	SealedBallot,
}

/// Where a voter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
	/// The first class in which they do.
	pub class: ClassId,
	/// The office that can enter paper for them.
	pub office: Option<SourceId>,
}

/// Who holds the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
	/// The voter, by a key.
	Key {
		/// True if the key is a card.
		is_card: bool,
	},
	/// The office of the voter's place.
	Office {
		/// How much paper it has entered.
		entered: u64,
	},
}

/// Everything that decides whether someone may vote.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
	/// The ballot.
	pub ballot: &'a Ballot,
	/// The first moment after the vote, as it stands now.
	pub close: Moment,
	/// The present.
	pub now: Moment,
	/// Whether the voter may act. `None` for an institution.
	pub standing: Option<Standing>,
	/// True if the voter is kept out.
	pub has_conflict: bool,
	/// Where the voter counts, or why nowhere.
	pub place: Result<Place, Refusal>,
	/// Who holds the pen.
	pub hand: Hand,
	/// The vote that stands.
	pub own: Option<&'a Vote>,
}

impl Facts<'_> {
	/// The class and the source of a vote, or why there cannot be one.
	pub fn may_cast(&self) -> Result<(ClassId, SourceId), Refusal> {
		let allowed = self.may_ask();
		// Whoever may not vote at all hears why.
		ensure(allowed.is_err() || !self.ballot.phase.is_sealed(), Refusal::SealedBallot)?;
		allowed
	}

	/// As [`Self::may_cast`], for a voter who asks for a credential.
	pub fn may_ask(&self) -> Result<(ClassId, SourceId), Refusal> {
		self.ballot.is_open(self.now, self.close)?;
		ensure(self.standing != Some(Standing::Deceased), Refusal::PersonDeceased)?;
		ensure(!self.has_conflict, Refusal::Conflict)?;
		let place = self.place?;
		match self.hand {
			Hand::Key { is_card } => {
				ensure(self.standing != Some(Standing::Frozen), Refusal::PersonFrozen)?;
				ensure(!is_card, Refusal::CardNeedsKiosk)?;
				Ok((place.class, KEYS))
			}
			Hand::Office { entered } => self.may_enter(place, entered),
		}
	}

	/// Key beats paper, paper comes once, and at most for the share of heads that is frozen. Of a frozen person a sheet
	/// replaces the key's vote.
	fn may_enter(&self, place: Place, entered: u64) -> Result<(ClassId, SourceId), Refusal> {
		let source = place.office.ok_or(Refusal::NoPaper)?;
		let office = self.ballot.office(place.class, source).ok_or(Refusal::NoPaper)?;
		ensure(!self.ballot.is_struck(source), Refusal::OfficeStruck)?;
		let is_frozen = self.standing == Some(Standing::Frozen);
		match self.own {
			Some(own) if own.source != KEYS => return Err(Refusal::PaperEntered),
			Some(_) if !is_frozen => return Err(Refusal::KeyVoted),
			_ => (),
		}
		let most = u128::from(office.heads).saturating_mul(self.ballot.paper_cap_bp.into());
		let after = u128::from(entered).saturating_add(1).saturating_mul(ALL_BP.into());
		ensure(after <= most, Refusal::PaperCapReached)?;
		Ok((place.class, source))
	}
}

impl Ballot {
	/// `[opens, close)`, and not ended before: a ballot that was annulled or closed early does not open again.
	pub fn is_open(&self, now: Moment, close: Moment) -> Result<(), Refusal> {
		ensure(self.phase.is_running(), Refusal::Closed)?;
		ensure(now >= self.opens, Refusal::NotOpen)?;
		ensure(now < close, Refusal::Closed)
	}
}

/// `Err(why)` unless it holds.
fn ensure(holds: bool, why: Refusal) -> Result<(), Refusal> {
	if holds {
		Ok(())
	} else {
		Err(why)
	}
}

/// True if the list must be read to check a choice.
pub fn needs_list(question: &Question, choice: &Choice) -> bool {
	let is_about_costs = matches!(
		question,
		Question::Knapsack { .. } | Question::Approval { per_heading: true, .. }
	);
	is_about_costs && matches!(choice, Choice::Picks(_))
}

/// Whether a choice answers the question of a ballot. `list` is read only where [`needs_list`] says so.
pub fn check_choice(ballot: &Ballot, list: &List, choice: &Choice) -> Result<(), Refusal> {
	match (ballot.question, choice) {
		(Question::Support, Choice::Blank) => Err(Refusal::WrongChoice),
		(_, Choice::Blank)
		| (Question::YesNo, Choice::Vote(_))
		| (Question::Support, Choice::Support) => Ok(()),
		(Question::Approval { least, most, per_heading }, Choice::Picks(picks)) => {
			check_picks(ballot, picks)?;
			if per_heading {
				return check_each_heading(list, picks, least, most);
			}
			ensure(picks.len() >= least.into(), Refusal::TooFew)?;
			ensure(picks.len() <= most.into(), Refusal::TooMany)
		}
		(Question::Knapsack { budget_bp }, Choice::Picks(picks)) => {
			check_picks(ballot, picks)?;
			check_budgets(list, picks, budget_bp)
		}
		(Question::Scores { criteria }, Choice::Scores(scores)) => {
			ensure(scores.len() >= criteria.into(), Refusal::TooFew)?;
			ensure(scores.len() <= criteria.into(), Refusal::TooMany)?;
			ensure(scores.iter().all(|score| *score <= MAX_SCORE), Refusal::ScoreOutOfRange)
		}
		_ => Err(Refusal::WrongChoice),
	}
}

/// At least one, strictly ascending, on the list.
fn check_picks(ballot: &Ballot, picks: &Picks) -> Result<(), Refusal> {
	let mut last = None;
	for pick in picks {
		ensure(last < Some(*pick), Refusal::NotAscending)?;
		last = Some(*pick);
	}
	let last = last.ok_or(Refusal::TooFew)?;
	ensure(u16::from(last) < ballot.options, Refusal::OptionNotFound)
}

/// The picked options of each heading, with their costs.
fn costs_of<'a>(
	list: &'a List,
	picks: &'a Picks,
	heading: usize,
) -> impl Iterator<Item = u64> + 'a {
	let options = picks.iter().filter_map(|pick| list.options.get(usize::from(*pick)));
	options.filter(move |own| usize::from(own.heading) == heading).map(|own| own.cost)
}

fn check_each_heading(list: &List, picks: &Picks, least: u8, most: u8) -> Result<(), Refusal> {
	for heading in 0..list.headings.len() {
		let count = costs_of(list, picks, heading).count();
		ensure(count == 0 || count >= least.into(), Refusal::TooFew)?;
		ensure(count <= most.into(), Refusal::TooMany)?;
	}
	Ok(())
}

/// The costs of each heading fit into the voter's share of its budget, rounded down.
fn check_budgets(list: &List, picks: &Picks, budget_bp: u16) -> Result<(), Refusal> {
	for (heading, budget) in list.headings.iter().enumerate() {
		// 32 numbers of 64 bits fit.
		let costs = costs_of(list, picks, heading).map(u128::from);
		let cost = costs.fold(0, u128::saturating_add);
		let most = u128::from(*budget).saturating_mul(budget_bp.into());
		let fits = cost.saturating_mul(ALL_BP.into()) <= most;
		ensure(fits, Refusal::OverBudget)?;
	}
	Ok(())
}
