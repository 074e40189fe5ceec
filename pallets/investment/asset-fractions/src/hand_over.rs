// SPDX-License-Identifier: Apache-2.0

//! Holders say whether an asset is handed over to their association: enough of them sign, and then all of them vote. Nothing
//! here knows `Config`.

use chungnam_ports::{BallotPlan, Body, Class, ClassTotal, Outcome, Verdict, ALL_BP};
use chungnam_primitives::{InstrumentId, Moment, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use scale_info::TypeInfo;
use sp_core::H256;

use crate::challenge::{vote_plan, ChallengeStage};

/// The share of all units that a ballot asks to vote, in hundredths of a percent: a third, rounded down. [`is_agreed`] counts
/// exactly.
pub const HAND_OVER_QUORUM_BP: u16 = 3_333;

/// What lies in the pot is given to all units so long after a hand-over.
pub const GIVEN_AFTER: Moment = 8 * DAYS;

/// The ballot on which all holders of an asset say, from now on, whether their association gets it.
pub fn hand_over_plan(asset: InstrumentId, title: H256, now: Moment) -> BallotPlan {
	let quorum_bp = HAND_OVER_QUORUM_BP;
	let class = Class { body: Body::Holders(asset), weight_bp: ALL_BP, quorum_bp };
	let classes = BoundedVec::truncate_from(alloc::vec![class]);
	BallotPlan { classes, ..vote_plan(asset, title, now) }
}

/// True if holders agree to a hand-over: a third of all units voted, and two thirds of those that said yes or no said yes.
pub fn is_agreed(outcome: &Outcome) -> bool {
	let ClassTotal { heads, voted, yes, no, .. } =
		outcome.classes.first().copied().unwrap_or_default();
	// Three times a number of 64 bits fits into 128.
	let is_third = u128::from(voted).saturating_mul(3) >= u128::from(heads);
	let are_two_thirds = u128::from(yes) >= u128::from(no).saturating_mul(2);
	outcome.verdict == Verdict::Passed && is_third && are_two_thirds
}

/// Holders are asked, or were, whether an asset is handed over to their association.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct HandOver<AccountId> {
	/// The hash of the document that says why.
	pub document: H256,
	/// The association, which asked.
	pub to: AccountId,
	/// Where it stands, in the stages of a challenge.
	pub stage: ChallengeStage,
}

/// What comes of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOverTurn {
	/// Enough signed: holders vote.
	Vote,
	/// Holders agreed: the association gets the asset.
	Agreed,
	/// Holders did not agree.
	Refused,
	/// Too few signed, or the association cannot own it.
	Dropped,
}

impl<AccountId> HandOver<AccountId> {
	/// What comes of it at `now`, with the outcome of its ballot if there is one, for an association that can own the asset or
	/// not. Where holders agreed that decides at the end of the stage only. `None` if nothing does yet.
	pub fn turn(
		&self,
		outcome: Option<&Outcome>,
		can_own: bool,
		now: Moment,
	) -> Option<HandOverTurn> {
		let is_late = now >= self.stage.until();
		match (self.stage, outcome) {
			(ChallengeStage::Resting { .. }, _) => None,
			(ChallengeStage::Signing { .. }, _) if !can_own => Some(HandOverTurn::Dropped),
			(ChallengeStage::Signing { .. }, Some(own)) if own.verdict == Verdict::Passed => {
				Some(HandOverTurn::Vote)
			}
			(ChallengeStage::Signing { .. }, Some(_)) => Some(HandOverTurn::Dropped),
			(ChallengeStage::Signing { .. }, None) => is_late.then_some(HandOverTurn::Dropped),
			(ChallengeStage::Voting { .. }, Some(own)) if is_agreed(own) && can_own => {
				Some(HandOverTurn::Agreed)
			}
			// What holders agreed to waits until then for a credential that is renewed.
			(ChallengeStage::Voting { .. }, Some(own)) if is_agreed(own) => {
				is_late.then_some(HandOverTurn::Dropped)
			}
			(ChallengeStage::Voting { .. }, Some(_)) => Some(HandOverTurn::Refused),
			(ChallengeStage::Voting { .. }, None) => is_late.then_some(HandOverTurn::Refused),
		}
	}
}
