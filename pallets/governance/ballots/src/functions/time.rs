// SPDX-License-Identifier: Apache-2.0

//! The time that passes between blocks.

use chungnam_frame_kit::Clock;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// What is known of the time, the stop included that the present block ends.
	pub(crate) fn clockwork() -> Clockwork {
		Clockwork { gaps: Outages::<T>::get(), seen: Seen::<T>::get(), now: T::Time::moment() }
	}

	/// Notes the time of the block before, and the stop that it ended.
	pub(crate) fn note_time() {
		let now = T::Time::moment();
		if let Some((from, until)) = gap(Seen::<T>::get(), now) {
			Outages::<T>::mutate(|gaps| {
				if gaps.is_full() {
					gaps.remove(0);
				}
				// There is room now.
				let _ = gaps.try_push((from, until));
			});
			Self::deposit_event(Event::OutageNoted { from, until });
		}
		Seen::<T>::put(now);
	}
}
