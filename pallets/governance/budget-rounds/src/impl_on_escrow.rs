// SPDX-License-Identifier: Apache-2.0

//! What escrow tells rounds: their envelopes.

use chungnam_ports::{EscrowNews, EscrowOwner, OnEscrow};
use chungnam_primitives::{EnvelopeId, RoundId};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnEscrow<T::AccountId> for Pallet<T> {
	fn weight() -> Weight {
		T::WeightInfo::envelope_ended()
	}

	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		// Others belong to other owners; of the rest the envelope itself tells.
		if let (EscrowOwner::Round(round), EscrowNews::Ended) = (owner, what) {
			Self::envelope_ended(RoundId(round), id);
		}
	}

	fn refund_to(owner: EscrowOwner) -> Option<T::AccountId> {
		match owner {
			EscrowOwner::Round(round) => Rounds::<T>::get(RoundId(round)).map(|own| own.funder),
			_ => None,
		}
	}
}
