// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to the programmes: their next openings.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{declared, pallet::*, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			// A programme of the genesis begins one time, and writes what the creation of one writes.
			Due::Programme(_) => declared::opening::<T>(<T as Config>::WeightInfo::open_next())
				.saturating_add(<T as Config>::WeightInfo::create_programme()),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		match due {
			Due::Programme(number) => Self::do_next(number),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => Weight::zero(),
		}
	}
}
