// SPDX-License-Identifier: Apache-2.0

//! Why an envelope says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such envelope: the number was never given, or nothing is left of it.
		EnvelopeNotFound,
		/// The envelope has no milestone with this number.
		MilestoneNotFound,
		/// A plan needs at least one milestone.
		MilestonesMissing,
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// A due moment lies in the past, or more than ten years ahead.
		DueOutOfRange,
		/// The grace is longer than any can be.
		MaxGraceExceeded,
		/// The shares of what goes back must sum to one.
		SharesNotOne,
		/// At least one objection must be needed.
		ThresholdZero,
		/// There are as many envelopes as there can be.
		MaxEnvelopesExceeded,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// There is not enough money.
		InsufficientBalance,
		/// Nobody could review: the office is dismissed, the person has died or is frozen, or no seat is taken.
		ReviewerMissing,
		/// The payee and a reviewer are one.
		Conflict,
		/// There is no such payee: it has died, closed for good, or was dismissed.
		PayeeGone,
		/// The payee is frozen or suspended. Nothing is lost meanwhile.
		PayeeStopped,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// The account is not a key of anyone.
		NotRegistered,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// The milestone does not wait for evidence.
		NotWaiting,
		/// The milestone is not being reviewed.
		NotInReview,
		/// The committee is not asked about the milestone.
		NotEscalated,
		/// The milestone is not payable.
		NotPayable,
		/// Too late: the time is over, and the next blocks do what follows.
		TooLate,
		/// This evidence was shown for this envelope before.
		EvidenceUsed,
		/// This is not the evidence that is being reviewed.
		EvidenceMismatch,
		/// It is so already.
		AlreadyInState,
		/// The due moment was moved before. It is moved once.
		AlreadyMoved,
		/// Nothing is there that could go back.
		NothingToReturn,
		/// No change of the payee is proposed.
		ChangeNotFound,
	}
}
