// SPDX-License-Identifier: Apache-2.0

//! What happens to rounds. The events suffice to rebuild each of them.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// A round was opened, with all of its money from one account.
		Opened { round: RoundId, funder: T::AccountId, plan: PlanOf<T> },
		/// A round is in another state.
		Advanced { round: RoundId, phase: Phase },
		/// A person handed in an idea.
		IdeaProposed {
			round: RoundId,
			idea: IdeaId,
			by: PersonId,
			heading: u8,
			zone: ZoneId,
			cost: u64,
			text: H256,
		},
		/// A person sponsors an idea.
		IdeaSponsored { round: RoundId, idea: IdeaId, by: PersonId, sponsors: u32 },
		/// An idea did not find its sponsors in time and is gone.
		IdeaLapsed { round: RoundId, idea: IdeaId },
		/// A proposer offers to merge, or takes that back.
		MergeOffered { round: RoundId, idea: IdeaId, offer: Option<MergeOffer> },
		/// An idea went into another one.
		IdeasMerged { round: RoundId, idea: IdeaId, offer: MergeOffer, sponsors: u32 },
		/// The office said what it thinks of an idea.
		IdeaJudged {
			round: RoundId,
			idea: IdeaId,
			by: Option<T::AccountId>,
			judgement: JudgementOf<T>,
		},
		/// A proposer appealed, for the reason with this hash.
		Appealed { round: RoundId, idea: IdeaId, reason: H256 },
		/// The committee decided about an appeal, for the reason with this hash.
		AppealDecided { round: RoundId, idea: IdeaId, is_feasible: bool, reason: H256 },
		/// An idea is on the list, under this number.
		IdeaListed { round: RoundId, idea: IdeaId, option: u8, cost: u64 },
		/// The ballot could not be opened. The chain tries again in a day, until it gives up.
		BallotRefused { round: RoundId, error: DispatchError },
		/// The ballot decided nothing: it is repeated once, or the money goes back.
		VoteVoided { round: RoundId, ballot: BallotId },
		/// The ballot chose.
		Counted { round: RoundId, ballot: BallotId, count: Count },
		/// Money is offered to the payee of a winner.
		AwardOffered { round: RoundId, option: u8, award: Award },
		/// A payee accepted, and the money is in an envelope.
		AwardAccepted { round: RoundId, option: u8, envelope: EnvelopeId },
		/// A payee did not accept in time.
		AwardLapsed { round: RoundId, option: u8 },
		/// What is left of the headings went back.
		RestReturned { round: RoundId, amount: Won },
		/// What is left could not go back, and nothing moved. The chain tries again in a day.
		ReturnFailed { round: RoundId, error: DispatchError },
		/// The office proposed another payee for an envelope of a round.
		PayeeProposed { round: RoundId, envelope: EnvelopeId, payee: PayeeOf<T> },
		/// An envelope of a round ended.
		EnvelopeEnded { round: RoundId, envelope: EnvelopeId },
		/// So many entries of a round that is over were removed.
		Swept { round: RoundId, entries: u32 },
		/// Nothing is left of a round. What lay in its pot went back.
		Removed { round: RoundId, stray: Won },
	}
}
