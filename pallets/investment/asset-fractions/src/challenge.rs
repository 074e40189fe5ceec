// SPDX-License-Identifier: Apache-2.0

//! Holders say whether a manager stays: enough of them sign, and then all of them vote. Nothing here knows `Config`.

use chungnam_ports::{
	BallotPlan, Bias, Body, Class, Method, Outcome, Question, Rule, Verdict, ALL_BP, MAX_OUTAGE,
};
use chungnam_primitives::{BallotId, InstrumentId, Moment, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

/// Holders sign a challenge for so long.
pub const SIGNING: Moment = 30 * DAYS;
/// Holders with this part of all units put a challenge to the vote, rounded up.
pub const SIGNERS: Perbill = Perbill::from_percent(3);
/// Holders vote about a manager for so long.
pub const VOTING: Moment = 21 * DAYS;
/// The share of all units that must vote, in hundredths of a percent.
pub const QUORUM_BP: u16 = 2_000;
/// How long after the close of a ballot its outcome is known in any case: a stop of the chain, and a day.
pub const SLACK: Moment = MAX_OUTAGE.saturating_add(DAYS);
/// After a vote by which a manager stays nobody is challenged for so long.
pub const REST: Moment = 180 * DAYS;

/// Units whose holders put a challenge to the vote, of so many. At least one.
pub fn signers(units: u64) -> u64 {
	SIGNERS.mul_ceil(units).max(1)
}

/// The ballot on which all holders of an asset say, from now on, whether its manager goes.
pub fn vote_plan(asset: InstrumentId, title: H256, now: Moment) -> BallotPlan {
	let class = Class { body: Body::Holders(asset), weight_bp: ALL_BP, quorum_bp: QUORUM_BP };
	BallotPlan {
		title,
		classes: BoundedVec::truncate_from(alloc::vec![class]),
		question: Question::YesNo,
		rule: Rule::Majority { floor_bp: 0, bias: Bias::Plain },
		options: BoundedVec::new(),
		headings: BoundedVec::new(),
		opens: now,
		closes: now.saturating_add(VOTING), // now is far from the end of time
		contest: 0,
		conflicts: BoundedVec::new(),
		paper_cap_bp: 0,
		early: false,
		shown: false,
		// The committee, which names managers, does not annul what holders say of them.
		can_be_annulled: false,
		method: Method::Open,
	}
}

/// The ballot on which holders of an asset of so many units sign, from now on, that they want to vote.
pub fn sign_plan(asset: InstrumentId, title: H256, units: u64, now: Moment) -> BallotPlan {
	let class = Class { body: Body::Holders(asset), weight_bp: ALL_BP, quorum_bp: 0 };
	BallotPlan {
		classes: BoundedVec::truncate_from(alloc::vec![class]),
		question: Question::Support,
		rule: Rule::Reached { least: signers(units) },
		closes: now.saturating_add(SIGNING), // now is far from the end of time
		early: true,
		shown: true,
		..vote_plan(asset, title, now)
	}
}

/// Where a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ChallengeStage {
	/// Holders sign that they want to vote.
	#[codec(index = 0)]
	Signing {
		/// On this ballot.
		ballot: BallotId,
		/// From then on nobody waits for its outcome.
		until: Moment,
	},
	/// Holders vote.
	#[codec(index = 1)]
	Voting {
		/// On this ballot.
		ballot: BallotId,
		/// From then on nobody waits for its outcome.
		until: Moment,
	},
	/// Holders have voted, and the manager stayed.
	#[codec(index = 2)]
	Resting {
		/// From then on a manager can be challenged again.
		until: Moment,
	},
}

impl ChallengeStage {
	/// The ballot that is waited for.
	pub fn ballot(&self) -> Option<BallotId> {
		match self {
			Self::Signing { ballot, .. } | Self::Voting { ballot, .. } => Some(*ballot),
			Self::Resting { .. } => None,
		}
	}

	/// True while holders vote, and their votes are waited for.
	pub fn is_voting(&self, now: Moment) -> bool {
		matches!(self, Self::Voting { until, .. } if now < *until)
	}

	/// The moment at which it ends by itself.
	pub fn until(&self) -> Moment {
		match self {
			Self::Signing { until, .. } | Self::Voting { until, .. } | Self::Resting { until } => {
				*until
			}
		}
	}

	/// The longest time for which it waits.
	pub fn longest(&self) -> Moment {
		match self {
			Self::Signing { .. } => SIGNING.saturating_add(SLACK), // far from the end of time
			Self::Voting { .. } => VOTING.saturating_add(SLACK),   // so is this
			Self::Resting { .. } => REST,
		}
	}
}

/// Holders are asked, or were, whether a manager stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Challenge {
	/// The hash of the document that says why.
	pub document: H256,
	/// When the term ends of the manager who is challenged. A manager who is named while it runs has another one.
	pub term_ends: Moment,
	/// Where it stands.
	pub stage: ChallengeStage,
}

/// What holders say of a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Answer {
	/// The manager goes: more units said so than not.
	#[codec(index = 0)]
	Goes,
	/// The manager stays, for another term: more units said so than not.
	#[codec(index = 1)]
	Stays,
	/// Too few voted, or as many said one thing as the other: all stays as it was.
	#[codec(index = 2)]
	Silent,
}

impl Answer {
	/// What a ballot by [`vote_plan`] says.
	pub fn of(outcome: &Outcome) -> Self {
		let total = outcome.classes.first().copied().unwrap_or_default();
		match outcome.verdict {
			Verdict::Passed => Self::Goes,
			Verdict::Rejected if total.no > total.yes => Self::Stays,
			_ => Self::Silent,
		}
	}
}

/// What comes of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
	/// Enough signed: holders vote.
	Vote,
	/// Holders have voted.
	Answered(Answer),
	/// Nothing: too few signed, or the manager went by another way.
	Dropped,
}

impl Challenge {
	/// What comes of it at `now`, with the outcome of its ballot if there is one, while a manager serves whose term ends then.
	/// `None` if nothing does yet.
	pub fn turn(
		&self,
		outcome: Option<&Outcome>,
		term_ends: Option<Moment>,
		now: Moment,
	) -> Option<Turn> {
		let serves = term_ends == Some(self.term_ends);
		let is_late = now >= self.stage.until();
		match (self.stage, outcome) {
			(ChallengeStage::Resting { .. }, _) => None,
			_ if !serves => Some(Turn::Dropped),
			(ChallengeStage::Signing { .. }, Some(own)) if own.verdict == Verdict::Passed => {
				Some(Turn::Vote)
			}
			(ChallengeStage::Signing { .. }, Some(_)) => Some(Turn::Dropped),
			(ChallengeStage::Signing { .. }, None) => is_late.then_some(Turn::Dropped),
			(ChallengeStage::Voting { .. }, Some(own)) => Some(Turn::Answered(Answer::of(own))),
			(ChallengeStage::Voting { .. }, None) => {
				is_late.then_some(Turn::Answered(Answer::Silent))
			}
		}
	}
}
