// SPDX-License-Identifier: Apache-2.0

//! What the agenda hands to the router: months that end, routes that begin, and the daily turn of each source.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnDue for Pallet<T> {
	fn max_weight(due: Due) -> Weight {
		match due {
			Due::Month => T::WeightInfo::turn_month(),
			Due::Route(_) => T::WeightInfo::switch_route(),
			Due::Flush(_) => T::WeightInfo::take_turn(),
			_ => Weight::zero(),
		}
	}

	fn on_due(due: Due) -> Weight {
		let now = T::Time::moment();
		match due {
			Due::Month => Self::turn_month(now),
			Due::Route(source) => Self::switch_route(source, now),
			Due::Flush(source) => Self::take_turn(source, now),
			// Belongs to another pallet: see the runtime's `Owners`.
			_ => (),
		}
		Self::max_weight(due)
	}
}
