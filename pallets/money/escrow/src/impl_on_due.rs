// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to escrow: parts of envelopes that do not wait any longer.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo, PAYEE_PART};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Envelope(_, PAYEE_PART) => Self::with_news(T::WeightInfo::change_is_due()),
			Due::Envelope(..) => Self::with_news(T::WeightInfo::milestone_is_due()),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		// Others belong to other pallets: see the runtime's `Owners`.
		if let Due::Envelope(id, part) = due {
			Self::part_is_due(id, part);
		}
		Self::max_weight(due)
	}
}
