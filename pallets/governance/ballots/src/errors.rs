// SPDX-License-Identifier: Apache-2.0

//! Why a call, or an opening, is refused.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such ballot, or its votes are removed.
		BallotNotFound,
		/// The vote has not begun.
		NotOpen,
		/// The vote is over.
		Closed,
		/// Nobody is known by this number.
		NotRegistered,
		/// The person has died.
		PersonDeceased,
		/// The person is stopped. An office can enter paper for them.
		PersonFrozen,
		/// The person is kept out because of a conflict of interest.
		Conflict,
		/// The voter did not count in any class at the roll.
		NotCounted,
		/// The person stood on the roll of another region.
		CountedElsewhere,
		/// The seat on the committee has ended.
		SeatEnded,
		/// A card votes at a kiosk.
		CardNeedsKiosk,
		/// The person has voted by key, and paper does not replace it.
		KeyVoted,
		/// Paper was entered for the person, and a second sheet does not replace it.
		PaperEntered,
		/// Members of this class vote by key only.
		NoPaper,
		/// The office was struck.
		OfficeStruck,
		/// The office has entered as much paper as it can.
		PaperCapReached,
		/// The question is another one.
		WrongChoice,
		/// Picks do not ascend, or one stands twice.
		NotAscending,
		/// An option is not on the list.
		OptionNotFound,
		/// Too few picks or scores.
		TooFew,
		/// Too many picks or scores.
		TooMany,
		/// The picks cost more than the voter can give out.
		OverBudget,
		/// A score is above the best one.
		ScoreOutOfRange,
		/// No support of this voter stands.
		NothingToWithdraw,
		/// The ballot has not come so far.
		TooEarly,
		/// The ballot is past that.
		TooLate,
		/// The ballot has no such office.
		OfficeNotFound,
		/// The office was struck before.
		AlreadyStruck,
		/// The plan says that the committee cannot annul the ballot.
		NotAnnullable,
		/// The ballot is not final, or its votes are gone.
		NothingToSweep,
		/// As many ballots of this kind are under way as fit.
		MaxBallotsExceeded,
		/// The weights of the classes do not sum to one.
		WeightsNotOne,
		/// A share is above one.
		ShareOutOfRange,
		/// A class stands twice, or two classes are of residents.
		DuplicateBody,
		/// The rule knows one class only.
		OneClassOnly,
		/// The question asks for less than nothing or more than fits.
		QuestionOutOfRange,
		/// The rule does not decide this question.
		RuleMismatch,
		/// A list where none is asked for, or none where one is.
		ListMismatch,
		/// An option has no heading that pays, or could begin with more than it costs; or a cost or a budget cannot be counted.
		OptionUnsound,
		/// The vote would begin in the past, or end before it begins.
		WindowUnsound,
		/// The rolls would be forgotten before the outcome is final.
		MaxLifeExceeded,
		/// A person is kept out twice.
		DuplicateConflict,
		/// There are no such voters.
		BodyNotFound,
		/// The ballot was put off before.
		AlreadyShifted,
		/// A ballot cannot be put off so far.
		MaxShiftExceeded,
		/// As many people are kept out as fit.
		MaxConflictsExceeded,
		/// A number would be too large.
		Overflow,
		/// No trace is awaited.
		NotCounting,
		/// A trace is being replayed.
		ReplayUnderWay,
		/// No trace is being replayed.
		NothingToReplay,
		/// The trace cannot be right, whatever the votes say.
		TraceUnsound,
		/// Choices are sealed: the voter asks for a credential and votes under an alias.
		SealedBallot,
		/// Choices of such a ballot cannot be sealed.
		CannotBeSealed,
		/// Choices of this ballot are open.
		NotSealed,
		/// The keys are published already.
		KeysPublished,
		/// The office has published no keys.
		KeysMissing,
		/// The key for credentials has not 2048 bits, or is even; or everybody can open what is sealed to the other.
		KeyUnsound,
		/// The key served another ballot.
		KeyUsed,
		/// The person has asked for no credential.
		NothingRequested,
		/// The person has a credential.
		CredentialIssued,
		/// This is not what the key answers to the request.
		WrongAnswer,
		/// The alias sent this vote or a later one before, or has voted as often as it can.
		SequenceUsed,
		/// As many aliases have voted as credentials were issued.
		CredentialsUsedUp,
		/// The ballot does not wait for its choices to be opened.
		NotOpening,
		/// The secret is published already.
		SecretPublished,
		/// The secret is not that of the ballot's key.
		WrongSecret,
		/// No sealed choice can be opened now.
		NothingToOpen,
	}
}
