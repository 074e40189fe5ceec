// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to rounds: states that are over, and the next step of what takes several.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Round(_) => {
				let step = T::WeightInfo::open_ballot().max(T::WeightInfo::step());
				step.max(Self::final_weight())
			}
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		// Others belong to other pallets: see the runtime's `Owners`.
		if let Due::Round(round) = due {
			Self::turn(round);
		}
		Self::max_weight(due)
	}
}
