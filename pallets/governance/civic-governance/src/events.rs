// SPDX-License-Identifier: Apache-2.0

//! What happens to petitions, seats and motions. The events suffice to rebuild each of them.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// A petition was filed, for the call with this hash.
		Filed { petition: PetitionId, about: Petition, call: H256 },
		/// A person sponsors a petition, which has so many sponsors now.
		Sponsored { petition: PetitionId, person: PersonId, sponsors: u32 },
		/// A petition has its sponsors, or needs none: it waits for its turn since then.
		Completed { petition: PetitionId, since: Moment },
		/// The ballot of a petition was opened, and its rolls were taken.
		Opened { petition: PetitionId, ballot: BallotId },
		/// A ballot was annulled: the petition waits for another one.
		Repeated { petition: PetitionId, since: Moment },
		/// Residents agreed: the call is made at this moment.
		Passed { petition: PetitionId, at: Moment },
		/// The committee put the first moment of the vote off.
		VoteDelayed { petition: PetitionId, by: Moment },
		/// The committee put the enactment off to this moment.
		EnactmentDelayed { petition: PetitionId, at: Moment },
		/// A petition ended.
		Ended { petition: PetitionId, how: End, at: Moment },
		/// The record of a petition was removed.
		Forgotten { petition: PetitionId },
		/// Dead numbers were removed from what a person sponsors.
		Tidied { person: PersonId },
		/// Terms were announced: they hold when no referendum of the track runs.
		TermsAnnounced { track: Track, terms: Terms },
		/// Announced terms hold.
		TermsChanged { track: Track, terms: Terms },
		/// Votes of a track that are opened from now on come in so.
		MethodChanged { track: Track, method: Method },
		/// The committee put a call on the whitelist.
		CallWhitelisted { fix: Fix },
		/// A person was appointed to the committee, or for another term. The seat begins when they accept it.
		SeatAppointed { seat: Seat },
		/// A person accepted their seat, and is seated after this moment.
		SeatAccepted { person: PersonId, since: Moment },
		/// The seat of a person ends at this moment, earlier than its term.
		SeatEnded { person: PersonId, until: Moment },
		/// A member tabled a motion, for the call with this hash.
		Tabled { motion: MotionId, about: Motion, call: H256 },
		/// The committee agreed to a motion.
		MotionPassed { motion: MotionId, power: Power },
		/// A motion is over: its call is made with the next block, or the committee did not agree.
		MotionEnded { motion: MotionId, is_enacted: bool },
	}
}
