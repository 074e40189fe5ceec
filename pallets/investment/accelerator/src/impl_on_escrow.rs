// SPDX-License-Identifier: Apache-2.0

//! What escrow tells the accelerator: milestones that were paid, and money that went back.

use chungnam_ports::{EscrowNews, EscrowOwner, OnEscrow};
use chungnam_primitives::{EnvelopeId, IntakeId};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnEscrow<T::AccountId> for Pallet<T> {
	fn weight() -> Weight {
		T::WeightInfo::money_moved()
	}

	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		// Others belong to other owners; of the rest the envelope itself tells.
		let EscrowOwner::Intake(intake) = owner else { return };
		match what {
			EscrowNews::Paid(number, won) => Self::note_paid(IntakeId(intake), id, number, won),
			EscrowNews::Returned(won) => Self::note_returned(IntakeId(intake), id, won),
			_ => (),
		}
	}

	/// Every envelope of an award names the fund.
	fn refund_to(_: EscrowOwner) -> Option<T::AccountId> {
		None
	}
}
