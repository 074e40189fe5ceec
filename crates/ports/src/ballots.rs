// SPDX-License-Identifier: Apache-2.0

//! One way to vote for everything: a plan that is frozen when a ballot is opened, and the outcome that follows.

pub use chungnam_count::{Completion, Utility};
use chungnam_primitives::{
	BallotId, CohortId, FieldSet, InstrumentId, Moment, PersonId, RegionSet, DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// Groups that vote together on one ballot, each with a weight.
pub const MAX_CLASSES: u32 = 3;
/// Options on one list.
pub const MAX_OPTIONS: u32 = 256;
/// Options one voter can pick.
pub const MAX_PICKS: u32 = 32;
/// Budgets of one list.
pub const MAX_HEADINGS: u32 = 8;
/// Criteria by which one subject is scored.
pub const MAX_CRITERIA: u32 = 10;
/// The best score of a criterion.
pub const MAX_SCORE: u8 = 100;
/// People who are kept out of one ballot.
pub const MAX_CONFLICTS: u32 = 32;
/// By how much a ballot can be put off.
pub const MAX_SHIFT: Moment = 14 * DAYS;
/// How long stops of the chain can move a close.
pub const MAX_OUTAGE: Moment = DAYS;
/// How long after the close an outcome by [`Rule::EqualShares`] can wait for its count.
pub const MAX_COUNTING: Moment = 14 * DAYS;
/// How long after the close of a sealed ballot its key can be published.
pub const MAX_KEY_WAIT: Moment = 7 * DAYS;
/// How long after its key was published the choices of a ballot can be opened.
pub const MAX_OPENING: Moment = 7 * DAYS;
/// From the roll to the final moment, at most, with a shift and every stop of the chain. Rolls remember a stay for so long.
pub const MAX_LIFE: Moment = 122 * DAYS;
/// The whole, in hundredths of a percent.
pub const ALL_BP: u16 = 10_000;

/// For whom a ballot is held. The number is the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum BallotUser {
	/// A referendum of residents.
	#[codec(index = 0)]
	Referendum(u32),
	/// A motion of the committee.
	#[codec(index = 1)]
	Motion(u32),
	/// A round of the participatory budget.
	#[codec(index = 2)]
	Round(u32),
	/// A milestone of an envelope.
	#[codec(index = 3)]
	Envelope(u32),
	/// An asset in fractions.
	#[codec(index = 4)]
	Asset(u32),
	/// A funded project.
	#[codec(index = 5)]
	Project(u32),
}

impl BallotUser {
	/// One of each kind, in order of index.
	pub const ONE_OF_EACH: [Self; 6] = [
		Self::Referendum(0),
		Self::Motion(0),
		Self::Round(0),
		Self::Envelope(0),
		Self::Asset(0),
		Self::Project(0),
	];

	/// The index of the kind.
	pub const fn kind(&self) -> u8 {
		match self {
			Self::Referendum(_) => 0,
			Self::Motion(_) => 1,
			Self::Round(_) => 2,
			Self::Envelope(_) => 3,
			Self::Asset(_) => 4,
			Self::Project(_) => 5,
		}
	}

	/// How many ballots of this kind can be under way.
	pub const fn bound(&self) -> u32 {
		match self {
			Self::Referendum(_) | Self::Motion(_) | Self::Round(_) => 64,
			Self::Envelope(_) => 512,
			Self::Asset(_) | Self::Project(_) => 160,
		}
	}
}

/// A group of voters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Body {
	/// All electors of the province.
	#[codec(index = 0)]
	Province,
	/// The electors of some cities and counties.
	#[codec(index = 1)]
	Regions(RegionSet),
	/// The people in a cohort.
	#[codec(index = 2)]
	Cohort(CohortId),
	/// The members of the committee with at least one of these fields.
	#[codec(index = 3)]
	Seats(FieldSet),
	/// The holders of an instrument, by their units.
	#[codec(index = 4)]
	Holders(InstrumentId),
}

/// A group of voters with its weight on one ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Class {
	/// Its voters.
	pub body: Body,
	/// Its weight. The weights of a ballot sum to [`ALL_BP`].
	pub weight_bp: u16,
	/// The share of its heads that must vote, or the ballot is void.
	pub quorum_bp: u16,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Question {
	/// Yes, no or blank.
	#[codec(index = 0)]
	YesNo,
	/// Support, which can be withdrawn.
	#[codec(index = 1)]
	Support,
	/// Some options of a list, or blank.
	#[codec(index = 2)]
	Approval {
		/// The fewest options.
		least: u8,
		/// The most options, at most [`MAX_PICKS`].
		most: u8,
		/// True if both count for each heading of which the voter picks something.
		per_heading: bool,
	},
	/// Options of a list whose costs fit into the budgets, or blank.
	#[codec(index = 3)]
	Knapsack {
		/// The share of each heading's budget that one voter can give out.
		budget_bp: u16,
	},
	/// A score of 0 to [`MAX_SCORE`] for one subject by each criterion, or blank.
	#[codec(index = 4)]
	Scores {
		/// How many criteria.
		criteria: u8,
	},
}

/// What more than a floor a majority needs. Strict: a tie fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Bias {
	/// More yes than no, by the weights of the classes.
	#[codec(index = 0)]
	Plain,
	/// The fewer vote, the more must agree: `yes² · voted > no² · heads`. One class.
	#[codec(index = 1)]
	Adaptive,
	/// More than this share of all heads says yes: `yes · 10,000 > share · heads`. One class.
	#[codec(index = 2)]
	Share(u16),
}

/// Which of two options with the same score comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Ties {
	/// The lower number.
	#[codec(index = 0)]
	Number,
	/// The cheaper one; of the same cost the lower number.
	#[codec(index = 1)]
	CheaperThenNumber,
}

/// How counts become an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Rule {
	/// For [`Question::YesNo`].
	#[codec(index = 0)]
	Majority {
		/// The share of the heads that must vote: `voted · 10,000 >= floor · heads`. One class, unless it is 0.
		floor_bp: u16,
		/// What more it needs.
		bias: Bias,
	},
	/// For [`Question::Support`]: so many supporters. The ballot closes with the last of them.
	#[codec(index = 1)]
	Reached {
		/// How many.
		least: u64,
	},
	/// For [`Question::Scores`]: the weighed mean of the criteria reaches a mark.
	#[codec(index = 2)]
	Mean {
		/// The mark, in hundredths of a point of [`MAX_SCORE`].
		pass: u16,
		/// How many must have scored.
		least_voters: u32,
		/// The weight of each criterion. They sum to [`ALL_BP`].
		weights: BoundedVec<u16, ConstU32<MAX_CRITERIA>>,
	},
	/// For a list: the best so many that anyone chose.
	#[codec(index = 3)]
	Best {
		/// How many.
		count: u16,
		/// Which comes first.
		ties: Ties,
	},
	/// For a list with costs: by score, each that still fits into the budget of its heading.
	#[codec(index = 4)]
	Greedy {
		/// Which comes first.
		ties: Ties,
	},
	/// For a list with costs, of one class of people: Equal Shares, whose rounds anyone hands in and the chain replays.
	/// Without a right count [`MAX_COUNTING`] after the close as [`Self::Greedy`].
	#[codec(index = 5)]
	EqualShares {
		/// Which comes first.
		ties: Ties,
		/// What a winner is worth to a voter.
		utility: Utility,
		/// What becomes of the money that it leaves.
		completion: Completion,
	},
}

/// An option of a list. Its number is its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Candidate {
	/// What it costs.
	pub cost: u64,
	/// The least with which it can begin, if less than its cost is left. 0 if it needs all.
	pub part_from: u64,
	/// The heading that pays.
	pub heading: u8,
}

/// How a vote comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Method {
	/// By a person's key or on paper, for all to see.
	#[default]
	#[codec(index = 0)]
	Open,
	/// Under an alias with a credential that was signed blindly. Choices are sealed until a key is published after the close.
	#[codec(index = 1)]
	Sealed,
}

/// Everything that is frozen when a ballot is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct BallotPlan {
	/// The hash of what voters read.
	pub title: H256,
	/// Who votes. A person votes in the first class they were counted in.
	pub classes: BoundedVec<Class, ConstU32<MAX_CLASSES>>,
	/// What is asked.
	pub question: Question,
	/// How it is decided.
	pub rule: Rule,
	/// The list, for [`Question::Approval`] and [`Question::Knapsack`].
	pub options: BoundedVec<Candidate, ConstU32<MAX_OPTIONS>>,
	/// The budgets of the list. At least one where there is a list.
	pub headings: BoundedVec<u64, ConstU32<MAX_HEADINGS>>,
	/// The first moment of the vote.
	pub opens: Moment,
	/// The first moment after the vote.
	pub closes: Moment,
	/// Milliseconds from the close to the final moment, in which the ballot can be annulled.
	pub contest: Moment,
	/// People who neither count nor vote.
	pub conflicts: BoundedVec<PersonId, ConstU32<MAX_CONFLICTS>>,
	/// The share of an office's heads for whom it can enter paper.
	pub paper_cap_bp: u16,
	/// True if the ballot closes as soon as everyone has voted or, for [`Bias::Share`], the share is reached or lost.
	pub early: bool,
	/// True if views tell the running counts before the close.
	pub shown: bool,
	/// True if the committee can annul the ballot.
	pub can_be_annulled: bool,
	/// How votes come in.
	pub method: Method,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Answer {
	/// No.
	#[codec(index = 0)]
	No,
	/// Yes.
	#[codec(index = 1)]
	Yes,
}

/// The options one voter picked.
pub type Picks = BoundedVec<u8, ConstU32<MAX_PICKS>>;
/// The scores one voter gave, in order of criteria.
pub type ScoresGiven = BoundedVec<u8, ConstU32<MAX_CRITERIA>>;

/// What a voter says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Choice {
	/// Nothing, but counted as having voted.
	#[codec(index = 0)]
	Blank,
	/// Yes or no.
	#[codec(index = 1)]
	Vote(Answer),
	/// Support.
	#[codec(index = 2)]
	Support,
	/// Numbers of options, ascending.
	#[codec(index = 3)]
	Picks(Picks),
	/// Scores.
	#[codec(index = 4)]
	Scores(ScoresGiven),
}

/// A set of options by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct OptionSet(pub [u8; 32]);

impl OptionSet {
	/// The byte and the bit of an option.
	const fn place(option: u8) -> (usize, u8) {
		#[allow(clippy::as_conversions)] // at most 31
		((option / 8) as usize, 1 << (option % 8))
	}

	/// True if the option is in the set.
	pub fn contains(&self, option: u8) -> bool {
		let (byte, bit) = Self::place(option);
		self.0.get(byte).is_some_and(|own| own & bit != 0)
	}

	/// Puts an option into the set.
	pub fn insert(&mut self, option: u8) {
		let (byte, bit) = Self::place(option);
		if let Some(own) = self.0.get_mut(byte) {
			*own |= bit;
		}
	}

	/// The options of the set, ascending.
	pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
		(0..=u8::MAX).filter(|option| self.contains(*option))
	}
}

/// What a ballot decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Verdict {
	/// Accepted, or enough supporters, or scored well enough.
	#[codec(index = 0)]
	Passed,
	/// Not accepted.
	#[codec(index = 1)]
	Rejected,
	/// The options of [`Outcome::winners`], of which there may be none.
	#[codec(index = 2)]
	Chosen,
	/// A class missed its quorum.
	#[codec(index = 3)]
	NoQuorum,
	/// Annulled, for the reason with this hash.
	#[codec(index = 4)]
	Annulled(H256),
}

/// What one class said, without the offices that were struck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ClassTotal {
	/// How many could vote: people, or units.
	pub heads: u64,
	/// How many voted, blank ones included.
	pub voted: u64,
	/// How many were blank.
	pub blank: u64,
	/// How many said yes or support. 0 for other questions.
	pub yes: u64,
	/// How many said no. 0 for other questions.
	pub no: u64,
}

/// A winner for which less than its cost is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PartFunding {
	/// The option.
	pub option: u8,
	/// What it gets.
	pub amount: u64,
}

/// The result of a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Outcome {
	/// What was decided.
	pub verdict: Verdict,
	/// What each class said.
	pub classes: BoundedVec<ClassTotal, ConstU32<MAX_CLASSES>>,
	/// The options that won.
	pub winners: OptionSet,
	/// Winners among them that get less than their cost, at most one a heading.
	pub parts: BoundedVec<PartFunding, ConstU32<MAX_HEADINGS>>,
	/// The mean of scores, in hundredths of a point. 0 for other questions.
	pub mean: u16,
	/// The hash of all counts.
	pub digest: H256,
}

/// Ballots, for those who hold them.
pub trait Ballots {
	/// Opens a ballot. The rolls are taken now: only people who count at this moment vote.
	fn open(user: BallotUser, plan: BallotPlan) -> Result<BallotId, DispatchError>;
	/// Puts a ballot off, once, before its first moment, by at most [`MAX_SHIFT`].
	fn shift(ballot: BallotId, by: Moment) -> DispatchResult;
	/// Annuls a ballot that is not final. It ends with the next block, and [`OnBallot::on_final`] says so.
	fn annul(ballot: BallotId, reason: H256) -> DispatchResult;
	/// Keeps a person out of a ballot from now on, because of a conflict of interest. Their vote is removed; the heads stay.
	/// Refused once the person has a credential for a sealed ballot, for nobody knows which vote is theirs.
	fn recuse(ballot: BallotId, person: PersonId) -> DispatchResult;
	/// What a ballot decided, from its final moment on, whether or not the clock has come to it. `None` before that, for a
	/// number never given, and when the outcome is forgotten after [`KEPT_OUTCOMES`].
	fn outcome(ballot: BallotId) -> Option<Outcome>;
	/// The options of a list that anyone chose, best first by the score and the ties of its rule, from the close until the
	/// votes are swept. Whole when [`OnBallot::on_final`] tells of the outcome; later perhaps empty.
	fn ranking(ballot: BallotId) -> BoundedVec<u8, ConstU32<MAX_OPTIONS>>;
	/// The most that [`Self::ranking`] weighs.
	fn ranking_weight() -> Weight;

	/// Gives a ballot votes from every source there can be, so that its end costs the most.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_fill(ballot: BallotId);
}

/// How long outcomes are kept after the final moment.
pub const KEPT_OUTCOMES: Moment = 400 * DAYS;

/// Hears of outcomes. Implemented by each user of ballots, and by the runtime for all of them.
pub trait OnBallot {
	/// The most that [`Self::on_final`] weighs.
	fn weight() -> Weight;
	/// A ballot is final. Called once for each ballot. Cannot fail: a user that cannot act now notes what is to be done.
	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome);
}

/// Nobody holds ballots.
impl OnBallot for () {
	fn weight() -> Weight {
		Weight::zero()
	}

	fn on_final(_: BallotUser, _: BallotId, _: &Outcome) {}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn kinds_are_the_indices_and_each_has_a_bound() {
		for user in BallotUser::ONE_OF_EACH {
			assert_eq!(user.encode()[0], user.kind());
			assert!(user.bound() > 0);
		}
		assert!(BallotUser::decode(&mut [6, 0, 0, 0, 0].as_slice()).is_err());
	}

	#[test]
	fn votes_take_a_byte_or_two_and_picks_one_each() {
		assert_eq!(Choice::Blank.encode(), [0]);
		assert_eq!(Choice::Vote(Answer::Yes).encode(), [1, 1]);
		assert_eq!(Choice::Support.encode(), [2]);
		assert_eq!(Choice::Picks(vec![3, 9].try_into().unwrap()).encode(), [3, 8, 3, 9]);
		assert_eq!(Choice::Scores(vec![100].try_into().unwrap()).encode(), [4, 4, 100]);
	}

	#[test]
	fn set_of_options_holds_the_first_and_the_last() {
		let mut set = OptionSet::default();
		for option in [255, 0, 8] {
			set.insert(option);
		}
		assert_eq!(set.iter().collect::<Vec<_>>(), [0, 8, 255]);
		assert!(!set.contains(1));
	}
}
