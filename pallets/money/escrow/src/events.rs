// SPDX-License-Identifier: Apache-2.0

//! What happens to envelopes. The events suffice to rebuild each of them.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An envelope was opened, with all of its money from one account.
		Opened {
			envelope: EnvelopeId,
			owner: chungnam_ports::EscrowOwner,
			from: T::AccountId,
			plan: PlanOf<T>,
			people: PeopleBehind,
		},
		/// The payee showed evidence. Reviewers, and objectors on their ballot, have until then.
		EvidenceSubmitted {
			envelope: EnvelopeId,
			milestone: u8,
			evidence: H256,
			until: Moment,
			objection: Option<BallotId>,
		},
		/// A reviewer accepted evidence.
		Accepted { envelope: EnvelopeId, milestone: u8, by: T::AccountId },
		/// A reviewer rejected evidence, for the reason with this hash. The payee can mend it until then; where no moment is
		/// named the committee decides.
		Rejected {
			envelope: EnvelopeId,
			milestone: u8,
			by: T::AccountId,
			reason: H256,
			cure_until: Option<Moment>,
		},
		/// The committee must decide about a milestone until then, or the envelope is aborted.
		MilestoneEscalated { envelope: EnvelopeId, milestone: u8, until: Moment },
		/// The committee gave a milestone another due moment. Evidence comes in time until then.
		DueMoved { envelope: EnvelopeId, milestone: u8, due: Moment, until: Moment },
		/// A milestone is owed to the payee, who can collect it until then.
		MilestonePayable { envelope: EnvelopeId, milestone: u8, until: Moment },
		/// A milestone was paid.
		Collected { envelope: EnvelopeId, milestone: u8, to: T::AccountId, amount: Won },
		/// Nobody collected a milestone, and it went back.
		Uncollected { envelope: EnvelopeId, milestone: u8, amount: Won, to: PartsOf<T> },
		/// All that was not payable yet went back. Without a reason: the committee did not decide in time.
		Aborted { envelope: EnvelopeId, reason: Option<H256>, amount: Won, to: PartsOf<T> },
		/// What should have gone back by itself could not, and nothing moved. The chain tries again in a day.
		RefundFailed { envelope: EnvelopeId, error: DispatchError },
		/// The owner proposed another payee. Both have until then to agree.
		PayeeChangeProposed { envelope: EnvelopeId, to: PayeeOf<T>, until: Moment },
		/// A payee agreed.
		PayeeChangeSigned { envelope: EnvelopeId, old_agreed: bool, new_agreed: bool },
		/// Both payees agreed, and objectors have until then.
		PayeeObjectionOpened { envelope: EnvelopeId, until: Moment, ballot: BallotId },
		/// The payee is another one, with these people behind it.
		PayeeChanged { envelope: EnvelopeId, payee: PayeeOf<T>, people: PeopleBehind },
		/// The proposed payee does not become the payee.
		PayeeChangeLapsed { envelope: EnvelopeId },
		/// Nothing is held any more, and the envelope is gone.
		Ended { envelope: EnvelopeId },
		/// Won that lay in a pot beyond what is held went to the fund router.
		StrayReturned { envelope: EnvelopeId, amount: Won },
	}
}
