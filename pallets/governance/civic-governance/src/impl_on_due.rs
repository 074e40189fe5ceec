// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands over: petitions that wait, and motions whose call found no room.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Petition(_) => {
				T::WeightInfo::petition_is_due().saturating_add(T::WeightInfo::open_next())
			}
			Due::Motion(_) => T::WeightInfo::motion_is_due(),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		match due {
			Due::Petition(id) => Self::petition_is_due(id),
			Due::Motion(id) => Self::enact_motion(id),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => (),
		}
		Self::max_weight(due)
	}
}
