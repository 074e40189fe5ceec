// SPDX-License-Identifier: Apache-2.0

//! What happens to assets. The events suffice to rebuild all of it.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An owner proposed to share an asset.
		Proposed { asset: InstrumentId, owner: T::AccountId, plan: PlanOf<T> },
		/// The committee named experts. What others said before is void.
		ExpertsNamed { asset: InstrumentId, experts: ExpertsOf<T> },
		/// An appraiser, by place, said what the asset is worth. The reason has this hash.
		Appraised { asset: InstrumentId, place: u8, value: Won, report: H256 },
		/// Appraisers are asked what an asset that runs is worth.
		ValueAsked { asset: InstrumentId, valuation: Valuation },
		/// An appraiser, by place, said what an asset that runs is worth. Others speak, or what both said holds, until then.
		AppraisedAnew { asset: InstrumentId, place: u8, value: Won, report: H256, until: Moment },
		/// The notary said that the trust has title, in the document with this hash.
		TitleConfirmed { asset: InstrumentId, deed: H256 },
		/// An asset stands here now.
		Advanced { asset: InstrumentId, status: Status },
		/// A resident handed in an idea for the works. The one with that document lost its place to it.
		IdeaHandedIn {
			asset: InstrumentId,
			document: H256,
			note: H256,
			person: PersonId,
			replaced: Option<H256>,
		},
		/// A resident supports the idea with this document.
		IdeaSupported { asset: InstrumentId, document: H256, person: PersonId },
		/// Residents have voted. The works are those of this document: the owner's, or that of an idea.
		IdeaChosen { asset: InstrumentId, document: H256 },
		/// The money of the sale was paid: to the owner, and for the works.
		Paid { asset: InstrumentId, offering: OfferingId, owner: Won, works: Won },
		/// Somebody runs the asset now.
		ManagerNamed { asset: InstrumentId, manager: ManagerOf<T> },
		/// The manager paid in an income, which the document with this hash explains.
		IncomePaid { asset: InstrumentId, gross: Won, pays_at: Moment, evidence: H256 },
		/// Won that the works did not need was given back to all units.
		GivenBack { asset: InstrumentId, won: Won, pays_at: Moment },
		/// The manager reported.
		Reported { asset: InstrumentId, report: H256 },
		/// A report did not come: so many in a row.
		ReportMissed { asset: InstrumentId, missed: u8 },
		/// An asset is not shared, or not any more, and nothing is left of it. Won that lay in its pot went to the owner.
		Ended { asset: InstrumentId, end: End, stray: Won },
		/// A holder asks the others about the manager. They sign on this ballot that they want to vote.
		Challenged { asset: InstrumentId, challenge: Challenge },
		/// Enough holders signed. All of them vote on this ballot whether the manager goes.
		PutToVote { asset: InstrumentId, challenge: Challenge },
		/// Holders voted. Until then nobody is challenged again: where the manager goes that is at once, and nothing of the
		/// challenge stays.
		HoldersAnswered { asset: InstrumentId, answer: Answer, until: Moment },
		/// Too few holders signed, or the manager is gone. Holders can be asked again.
		ChallengeDropped { asset: InstrumentId },
		/// An association asks for an asset. Holders sign on this ballot that they want to vote about it; then they vote.
		HandOverAsked { asset: InstrumentId, hand_over: HandOverOf<T> },
		/// Too few holders signed, or the association cannot own the asset any more. Holders can be asked again.
		HandOverDropped { asset: InstrumentId },
		/// Holders did not agree to a hand-over. Until then this association does not ask them again.
		HandOverRefused { asset: InstrumentId, until: Moment },
		/// Holders agreed: this association owns the asset.
		HandedOver { asset: InstrumentId, owner: T::AccountId },
		/// A buyer deposited won for all units of an asset. Holders vote about it on this ballot.
		PurchaseOffered { asset: InstrumentId, purchase: PurchaseOf<T> },
		/// Holders agreed, and the instrument took no payment for all units in time. The deposit went back.
		PurchaseDropped { asset: InstrumentId },
		/// Holders did not agree to an offer, and the deposit went back. Until then they are asked about more won only.
		PurchaseRefused { asset: InstrumentId, until: Moment },
		/// Holders agreed, and the deposit of this buyer paid for all units.
		Purchased { asset: InstrumentId, from: T::AccountId, won: Won },
	}
}
