// SPDX-License-Identifier: Apache-2.0

//! What wallets ask.

use alloc::vec::Vec;
use chungnam_ports::Outcome;
use chungnam_primitives::{BallotId, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::{pallet::*, types::*};

/// What came in from one source for one class.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SourceTally {
	/// The class.
	pub class: ClassId,
	/// Keys, or an office.
	pub source: SourceId,
	/// True if the office was struck, so that none of this counts.
	pub is_struck: bool,
	/// The weight of all votes.
	pub voted: u64,
	/// The weight of blank ones.
	pub blank: u64,
	/// The counts of all options, criteria or answers.
	pub counts: Vec<u64>,
}

/// A ballot with its moments as they stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct BallotView {
	/// The ballot as it is stored.
	pub ballot: Ballot,
	/// The first moment after the vote, with what stops of the chain added.
	pub closes: Moment,
	/// When the outcome is final.
	pub final_at: Moment,
}

/// A ballot as one voter sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct MyBallot {
	/// Its number.
	pub id: BallotId,
	/// The ballot with its moments.
	pub about: BallotView,
	/// The vote that stands.
	pub vote: Option<Vote>,
	/// Whether the voter may vote now by a key that is not a card, or why not.
	pub may_cast: Result<(), Refusal>,
}

/// How a ballot stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ResultView {
	/// The counts so far, or those of a close that can still be annulled.
	#[codec(index = 0)]
	Counts(Vec<SourceTally>),
	/// The outcome.
	#[codec(index = 1)]
	Final(Outcome),
}

impl<T: Config> Pallet<T> {
	pub(crate) fn view_of(id: BallotId) -> Option<BallotView> {
		let ballot = Ballots::<T>::get(id)?;
		let time = Self::clockwork();
		let (closes, final_at) = (time.close_of(&ballot), time.final_of(&ballot));
		Some(BallotView { ballot, closes, final_at })
	}

	/// The ballots that are not final in which a voter counts, in order. Those where only a conflict or an ended seat
	/// keeps the voter out are among them, with the reason.
	pub(crate) fn ballots_of(voter: VoterOf<T>) -> Vec<MyBallot> {
		let is_foreign = |why: &Refusal| {
			let foreign = [Refusal::NotCounted, Refusal::CountedElsewhere, Refusal::NotRegistered];
			foreign.contains(why)
		};
		let mut ids: Vec<_> =
			Ballots::<T>::iter().filter(|(_, own)| !own.phase.is_final()).collect();
		ids.sort_by_key(|(id, _)| *id);
		let own = |(id, ballot): (BallotId, Ballot)| {
			let place = Self::place_of(&ballot.classes, ballot.roll, &voter);
			if place.is_err_and(|why| is_foreign(&why)) {
				return None;
			}
			Some(MyBallot {
				id,
				about: Self::view_of(id)?,
				vote: Votes::<T>::get(id, &voter),
				may_cast: Self::may_cast_by_key(&voter, id, None),
			})
		};
		ids.into_iter().filter_map(own).collect()
	}

	pub(crate) fn result_of(id: BallotId) -> Result<ResultView, Refusal> {
		if let Some(outcome) = Self::final_outcome(id) {
			return Ok(ResultView::Final(outcome));
		}
		let ballot = Ballots::<T>::get(id).ok_or(Refusal::BallotNotFound)?;
		let time = Self::clockwork();
		let is_hidden = !ballot.shown && time.now < time.close_of(&ballot);
		if is_hidden {
			return Err(Refusal::CountHidden);
		}
		Ok(ResultView::Counts(Self::tallies_of(id, &ballot)))
	}
}
