// SPDX-License-Identifier: Apache-2.0

//! What is stored of a ballot and of each vote.

use chungnam_ports::{
	BallotPlan, BallotUser, Body, Candidate, Choice, Method, Question, Rule, MAX_CLASSES,
	MAX_CONFLICTS, MAX_HEADINGS, MAX_OPTIONS,
};
use chungnam_primitives::{Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

/// Where a vote came in: 0 for the voter's own key, else the office that entered paper.
pub type SourceId = u8;
/// The place of a class on a ballot.
pub type ClassId = u8;

/// Votes by the voters' own keys.
pub const KEYS: SourceId = 0;
/// The office of the province. Those of cities and counties have the numbers of their regions.
pub const PROVINCE_OFFICE: SourceId = 16;
/// Offices of one class, at most.
pub const MAX_OFFICES: u32 = 15;
/// Tallies of one ballot, at most: keys and 15 offices of residents, keys and one office of two cohorts.
pub const MAX_TALLIES: u32 = 20;
/// Counts that stand together. Further options stand on pages of as many.
pub const PAGE: u32 = 32;
/// Votes that one block removes, and one call.
pub const MAX_SWEEP: u32 = 200;

/// An office that can enter paper for a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Office {
	/// Its number.
	pub source: SourceId,
	/// How many people of the class counted there.
	pub heads: u32,
}

/// A class as the roll found it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Roll {
	/// Its voters.
	pub body: Body,
	/// Its weight.
	pub weight_bp: u16,
	/// The share of the heads that must vote, or the ballot is void.
	pub quorum_bp: u16,
	/// How many could vote: people, or units.
	pub heads: u64,
	/// The offices that can enter paper.
	pub offices: BoundedVec<Office, ConstU32<MAX_OFFICES>>,
}

/// The classes of a ballot.
pub type Rolls = BoundedVec<Roll, ConstU32<MAX_CLASSES>>;

/// How far a ballot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Phase {
	/// Notice and vote, by time.
	#[codec(index = 0)]
	Running,
	/// Notice and vote of a ballot whose choices are sealed.
	#[codec(index = 5)]
	Sealed,
	/// The vote is over, and sealed choices wait to be opened.
	#[codec(index = 6)]
	Opening {
		/// The first moment after the vote.
		at: Moment,
		/// The first moment at which nobody waits any more: for the secret, then for the choices.
		until: Moment,
	},
	/// Closed early at this moment; the clock counts with the next block.
	#[codec(index = 1)]
	Ended(Moment),
	/// The vote is over, and a trace of Equal Shares is awaited or replayed.
	#[codec(index = 4)]
	Counting {
		/// The first moment after the vote.
		at: Moment,
		/// The first moment at which no trace is awaited any more.
		until: Moment,
	},
	/// Counted. The outcome stands, and can be annulled until it is final.
	#[codec(index = 2)]
	Closed {
		/// The first moment after the vote.
		at: Moment,
		/// When the outcome is final.
		final_at: Moment,
	},
	/// The user has heard of the outcome; votes are removed.
	#[codec(index = 3)]
	Final {
		/// The first moment after the vote.
		at: Moment,
		/// When the outcome became final.
		final_at: Moment,
	},
}

/// A step in the life of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
	/// The last vote that was needed came in.
	End(Moment),
	/// Sealed choices wait to be opened, or the secret is there and they wait until later.
	Open {
		/// The first moment after the vote.
		at: Moment,
		/// The first moment at which nobody waits any more.
		until: Moment,
	},
	/// A trace is awaited.
	Count {
		/// The first moment after the vote.
		at: Moment,
		/// The first moment at which no trace is awaited any more.
		until: Moment,
	},
	/// The votes are counted.
	Close {
		/// The first moment after the vote.
		at: Moment,
		/// When the outcome is final.
		final_at: Moment,
	},
	/// The ballot is annulled at this moment.
	Annul(Moment),
	/// The user hears.
	Finish,
}

impl Phase {
	/// The phase after a step. `None` for a step that is not possible.
	pub fn after(self, step: Step) -> Option<Self> {
		match (self, step) {
			(Self::Running, Step::End(at)) => Some(Self::Ended(at)),
			(Self::Sealed | Self::Opening { .. }, Step::Open { at, until }) => {
				Some(Self::Opening { at, until })
			}
			(Self::Running | Self::Ended(_) | Self::Opening { .. }, Step::Count { at, until }) => {
				Some(Self::Counting { at, until })
			}
			(
				Self::Running
				| Self::Ended(_)
				| Self::Sealed
				| Self::Opening { .. }
				| Self::Counting { .. },
				Step::Close { at, final_at },
			) => Some(Self::Closed { at, final_at }),
			(Self::Closed { at, .. }, Step::Annul(now)) => Some(Self::Closed { at, final_at: now }),
			(Self::Closed { at, final_at }, Step::Finish) => Some(Self::Final { at, final_at }),
			_ => None,
		}
	}

	/// True if no vote has been stopped yet.
	pub const fn is_running(self) -> bool {
		matches!(self, Self::Running | Self::Sealed)
	}

	/// True until the last sealed choice is opened.
	pub const fn is_sealed(self) -> bool {
		matches!(self, Self::Sealed | Self::Opening { .. })
	}

	/// True if the user has heard of the outcome.
	pub const fn is_final(self) -> bool {
		matches!(self, Self::Final { .. })
	}
}

/// A ballot. Only `opens` and `closes` (once, before the first moment), `conflicts`, `struck` and `phase` change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Ballot {
	/// For whom it is held.
	pub user: BallotUser,
	/// The hash of what voters read.
	pub title: H256,
	/// Who votes.
	pub classes: Rolls,
	/// What is asked.
	pub question: Question,
	/// How it is decided.
	pub rule: Rule,
	/// How many options the list has. 0 without a list.
	pub options: u16,
	/// The moment of the roll.
	pub roll: Moment,
	/// The first moment of the vote.
	pub opens: Moment,
	/// The first moment after the vote, if the chain never stops.
	pub closes: Moment,
	/// Milliseconds from the close to the final moment.
	pub contest: Moment,
	/// People who do not vote.
	pub conflicts: BoundedVec<PersonId, ConstU32<MAX_CONFLICTS>>,
	/// The share of an office's heads for whom it can enter paper.
	pub paper_cap_bp: u16,
	/// True if it closes once nothing can change.
	pub early: bool,
	/// True if views tell running counts.
	pub shown: bool,
	/// True if the committee can annul it.
	pub can_be_annulled: bool,
	/// True if it was put off.
	pub shifted: bool,
	/// Offices whose paper does not count. Bit `n` is office `n`.
	pub struck: u32,
	/// How far it is.
	pub phase: Phase,
}

impl Ballot {
	/// The ballot of a plan, on these rolls.
	pub fn new(user: BallotUser, plan: &BallotPlan, classes: Rolls, roll: Moment) -> Self {
		Self {
			user,
			title: plan.title,
			classes,
			question: plan.question,
			rule: plan.rule.clone(),
			options: u16::try_from(plan.options.len()).unwrap_or(u16::MAX),
			roll,
			opens: plan.opens,
			closes: plan.closes,
			contest: plan.contest,
			conflicts: plan.conflicts.clone(),
			paper_cap_bp: plan.paper_cap_bp,
			early: plan.early,
			shown: plan.shown,
			can_be_annulled: plan.can_be_annulled,
			shifted: false,
			struck: 0,
			phase: match plan.method {
				Method::Open => Phase::Running,
				Method::Sealed => Phase::Sealed,
			},
		}
	}

	/// The bit of an office in [`Self::struck`].
	fn bit(source: SourceId) -> u32 {
		1u32.checked_shl(source.into()).unwrap_or(0)
	}

	/// True if the paper of an office does not count.
	pub fn is_struck(&self, source: SourceId) -> bool {
		source != KEYS && self.struck & Self::bit(source) != 0
	}

	/// Strikes an office.
	pub fn strike(&mut self, source: SourceId) {
		self.struck |= Self::bit(source);
	}

	/// An office of a class.
	pub fn office(&self, class: ClassId, source: SourceId) -> Option<&Office> {
		let class = self.classes.get(usize::from(class))?;
		class.offices.iter().find(|office| office.source == source)
	}

	/// True if the ballot has this office in any class.
	pub fn has_office(&self, source: SourceId) -> bool {
		self.classes.iter().any(|class| class.offices.iter().any(|own| own.source == source))
	}

	/// True if the ballot can close before its time, so that running sums are kept.
	pub fn can_end_early(&self) -> bool {
		self.early || matches!(self.rule, Rule::Reached { .. })
	}

	/// How many things are counted.
	pub fn counts(&self) -> u32 {
		match self.question {
			Question::YesNo => 2,
			Question::Support => 1,
			Question::Scores { criteria } => criteria.into(),
			Question::Approval { .. } | Question::Knapsack { .. } => self.options.into(),
		}
	}

	/// How many counts stand on a page.
	pub fn counts_on(&self, page: u8) -> u32 {
		let before = u32::from(page).saturating_mul(PAGE);
		self.counts().saturating_sub(before).min(PAGE)
	}

	/// The pages that follow the tally, from 1 on.
	pub fn pages(&self) -> core::ops::Range<u8> {
		let pages = self.counts().div_ceil(PAGE).max(1);
		1..u8::try_from(pages).unwrap_or(u8::MAX)
	}
}

/// The list of a ballot with its budgets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct List {
	/// The options.
	pub options: BoundedVec<Candidate, ConstU32<MAX_OPTIONS>>,
	/// The budgets of the headings.
	pub headings: BoundedVec<u64, ConstU32<MAX_HEADINGS>>,
}

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Vote {
	/// The class in which the voter counts.
	pub class: ClassId,
	/// Where it came in.
	pub source: SourceId,
	/// 1 for a person, the locked units for a holder.
	#[codec(compact)]
	pub weight: u64,
	/// What it says.
	pub choice: Choice,
}

/// Counts of options that stand together.
pub type Counts = BoundedVec<u64, ConstU32<PAGE>>;
/// A page of a tally.
pub type PageKey = (ClassId, SourceId, u8);

/// What came in from one source for one class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tally {
	/// The weight of all votes.
	pub voted: u64,
	/// The weight of blank ones.
	pub blank: u64,
	/// The counts of the first 32 options.
	pub counts: Counts,
}
