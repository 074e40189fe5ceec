// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to ballots: a close, a final moment, an outcome to forget.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::pallet::{Config, Pallet};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Ballot(_) => Self::max_turn(),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		match due {
			Due::Ballot(ballot) => Self::turn(ballot),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => Weight::zero(),
		}
	}
}
