// SPDX-License-Identifier: Apache-2.0

//! Why a call is refused.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such track.
		TrackNotFound,
		/// There is no such petition.
		PetitionNotFound,
		/// The petition looks for no sponsors, or no longer.
		NotGathering,
		/// Nobody is known by this account or number.
		NotRegistered,
		/// The person is stopped.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// A card signs no petitions.
		CardNeedsKiosk,
		/// The person stands on no roll of the track.
		NotCounted,
		/// The person sponsors the petition already.
		AlreadySponsored,
		/// The person sponsors as many petitions as one can.
		MaxSponsoringExceeded,
		/// A petition of the person has not ended.
		AlreadyFiled,
		/// The last petition of the person is too young.
		TooEarly,
		/// The track has as many petitions as fit.
		MaxPetitionsExceeded,
		/// The track, or the committee, may not make this call.
		NotListed,
		/// The call does more than fits into what a block does of decisions.
		CallTooHeavy,
		/// The call has more bytes than fit.
		CallTooLong,
		/// The committee has not put this call on the whitelist, or it is no longer there.
		NotWhitelisted,
		/// Petitions of this track need sponsors.
		SponsorsNeeded,
		/// None of the numbers in the person's list is dead.
		NothingToTidy,
		/// The petition has ended.
		AlreadyEnded,
		/// There is nothing to put off: no vote has been announced and nothing waits to be enacted.
		NothingToDelay,
		/// The committee has put it off before.
		AlreadyDelayed,
		/// It cannot be put off so far.
		MaxDelayExceeded,
		/// Ballots of these terms could not be opened or would not end.
		TermsUnsound,
		/// The call is on the whitelist already.
		AlreadyWhitelisted,
		/// The whitelist has as many calls as fit.
		MaxWhitelistedExceeded,
		/// The person has no seat that has not ended.
		SeatNotFound,
		/// The person has a seat that has not ended, with other fields or of another kind.
		AlreadySeated,
		/// The person has accepted the seat before.
		AlreadyAccepted,
		/// The term ends before it begins, or is longer than a term can be.
		TermOutOfRange,
		/// The person has had as many terms in a row as there can be.
		MaxTermsExceeded,
		/// The committee has as many seats as fit, or as many that ended a short time ago.
		MaxSeatsExceeded,
		/// A seat needs a field.
		FieldsMissing,
		/// The person is not seated.
		NotSeated,
		/// The committee has too few members to decide.
		TooFewSeats,
		/// As many motions have not ended as fit, in all or of this member.
		MaxMotionsExceeded,
		/// A number would be too large.
		Overflow,
		/// Votes of this track stay open: they are urgent, or decide which votes are secret.
		TrackStaysOpen,
	}
}
