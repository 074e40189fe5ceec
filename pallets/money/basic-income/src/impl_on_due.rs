// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to the incomes: their next periods.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{declared, pallet::*, types::MAX_TIERS, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Income(_) => declared::opening::<T>(T::WeightInfo::open_due(MAX_TIERS), MAX_TIERS)
				.saturating_add(Self::weight_of_beginning()),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		match due {
			Due::Income(id) => Self::do_next(id),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => Weight::zero(),
		}
	}
}
