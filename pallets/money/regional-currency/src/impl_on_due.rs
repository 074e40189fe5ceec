// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to the currency: series that ended, and claims that lapse.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{declared, pallet::*, types::MAX_DROPS, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Series(_) => T::WeightInfo::settle_ended(),
			Due::Lapse(_) => declared::lapses::<T>(MAX_DROPS),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		match due {
			Due::Series(series) => {
				Self::settle_ended(series);
				T::WeightInfo::settle_ended()
			}
			Due::Lapse(cohort) => declared::lapses::<T>(Self::lapse_due(cohort)),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => Weight::zero(),
		}
	}
}
