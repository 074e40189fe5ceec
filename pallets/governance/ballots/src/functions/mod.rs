// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls and hooks, one file a subject, and what they share.

mod cast;
mod close;
mod open;
mod replay;
mod sealed;
mod sweep;
mod tally;
mod time;

use chungnam_primitives::BallotId;
#[cfg(any(feature = "std", feature = "try-runtime"))]
pub(crate) use close::{outcome_by, sums_of, yes_of};

use crate::{pallet::*, types::*};

impl<T: Config> From<Unsound> for Error<T> {
	fn from(unsound: Unsound) -> Self {
		match unsound {
			Unsound::Weights => Error::WeightsNotOne,
			Unsound::Share => Error::ShareOutOfRange,
			Unsound::Duplicate => Error::DuplicateBody,
			Unsound::Classes => Error::OneClassOnly,
			Unsound::Question => Error::QuestionOutOfRange,
			Unsound::Rule => Error::RuleMismatch,
			Unsound::List => Error::ListMismatch,
			Unsound::Option => Error::OptionUnsound,
			Unsound::Window => Error::WindowUnsound,
			Unsound::Life => Error::MaxLifeExceeded,
			Unsound::Conflict => Error::DuplicateConflict,
			Unsound::Sealed => Error::CannotBeSealed,
		}
	}
}

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::BallotNotFound => Error::BallotNotFound,
			Refusal::NotOpen => Error::NotOpen,
			// Running counts are a matter of views only.
			Refusal::Closed | Refusal::CountHidden => Error::Closed,
			Refusal::NotRegistered => Error::NotRegistered,
			Refusal::PersonDeceased => Error::PersonDeceased,
			Refusal::Conflict => Error::Conflict,
			Refusal::NotCounted => Error::NotCounted,
			Refusal::CountedElsewhere => Error::CountedElsewhere,
			Refusal::SeatEnded => Error::SeatEnded,
			Refusal::PersonFrozen => Error::PersonFrozen,
			Refusal::CardNeedsKiosk => Error::CardNeedsKiosk,
			Refusal::KeyVoted => Error::KeyVoted,
			Refusal::PaperEntered => Error::PaperEntered,
			Refusal::NoPaper => Error::NoPaper,
			Refusal::OfficeStruck => Error::OfficeStruck,
			Refusal::PaperCapReached => Error::PaperCapReached,
			Refusal::WrongChoice => Error::WrongChoice,
			Refusal::NotAscending => Error::NotAscending,
			Refusal::OptionNotFound => Error::OptionNotFound,
			Refusal::TooFew => Error::TooFew,
			Refusal::TooMany => Error::TooMany,
			Refusal::OverBudget => Error::OverBudget,
			Refusal::ScoreOutOfRange => Error::ScoreOutOfRange,
			Refusal::SealedBallot => Error::SealedBallot,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// A ballot whose votes are not all removed.
	pub(crate) fn existing(id: BallotId) -> Result<Ballot, Error<T>> {
		Ballots::<T>::get(id).ok_or(Error::BallotNotFound)
	}
}
