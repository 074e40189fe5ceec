// SPDX-License-Identifier: Apache-2.0

//! What escrow tells projects: money that came back.

use chungnam_ports::{EscrowNews, EscrowOwner, OnEscrow};
use chungnam_primitives::{EnvelopeId, InstrumentId};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnEscrow<T::AccountId> for Pallet<T> {
	fn weight() -> Weight {
		T::WeightInfo::money_returned()
	}

	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		// Others belong to other owners; of the rest the envelope itself tells.
		if let (EscrowOwner::Project(project), EscrowNews::Returned(won)) = (owner, what) {
			Self::note_returned(InstrumentId(project), id, won);
		}
	}

	/// Every envelope of a project names its pot.
	fn refund_to(_: EscrowOwner) -> Option<T::AccountId> {
		None
	}
}
