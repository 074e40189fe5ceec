// SPDX-License-Identifier: Apache-2.0

//! What the pallet does by itself, a little in each block.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_primitives::{korean_day, korean_month, KoreanDay, Moment, Source};
use frame_support::{traits::Get, weights::Weight};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// The month first, so that what follows stands in the right books; then one route that is due, or else one source
	/// whose turn it is today. Returns what it weighed.
	pub(crate) fn do_upkeep() -> Weight {
		let now = T::Time::moment();
		let mut weight = T::WeightInfo::on_initialize();
		if Self::turn_month(now) {
			weight = weight.saturating_add(T::WeightInfo::turn_month());
		}
		if UpkeepState::<T>::get().next_change.is_some_and(|from| from <= now) {
			Self::switch_route(now);
			return weight.saturating_add(T::WeightInfo::switch_route());
		}
		if let Some(source) = Self::take_turn(korean_day(now)) {
			Self::flush_by_itself(source);
			return weight.saturating_add(T::WeightInfo::flush());
		}
		weight
	}

	/// The most that `on_initialize` weighs: the month turned, and one route switched or one source flushed.
	pub fn mandatory_weight() -> Weight {
		T::WeightInfo::on_initialize()
			.saturating_add(T::WeightInfo::turn_month())
			.saturating_add(T::WeightInfo::switch_route().max(T::WeightInfo::flush()))
	}

	/// Closes the books of a month that is over, and begins those of the month of `now`, with what lies at the sources.
	/// True if there was something to do.
	pub(crate) fn turn_month(now: Moment) -> bool {
		let begun = korean_month(now);
		let mut upkeep = UpkeepState::<T>::get();
		let ended = core::mem::replace(&mut upkeep.month, begun);
		if ended == begun {
			return false;
		}
		let is_first = ended == 0;
		if is_first {
			upkeep.oldest = begun;
		}
		UpkeepState::<T>::put(upkeep);

		let mut carried = Vec::new();
		// What lay there when the books began counts as received.
		for source in Source::ALL.into_iter().filter(|_| !is_first) {
			let left = T::Won::spendable(&Self::collector(source));
			if left > 0 {
				Books::<T>::mutate(ended, source, |book| book.closing = left);
				Books::<T>::mutate(begun, source, |book| book.opening = left);
				carried.push((source, left));
			}
		}
		Self::deposit_event(Event::MonthTurned { ended, begun, carried });
		true
	}

	/// The source whose turn it is, once a day.
	fn take_turn(today: KoreanDay) -> Option<Source> {
		let mut upkeep = UpkeepState::<T>::get();
		let source = upkeep.take_turn(today)?;
		UpkeepState::<T>::put(upkeep);
		Some(source)
	}

	/// Deletes books that are no longer kept: of one month, at most [`MAX_PRUNED`] entries and as many as `remaining`
	/// allows. Returns what it weighed.
	pub(crate) fn prune_books(remaining: Weight) -> Weight {
		let cost = |count: u32| T::WeightInfo::prune_books(count);
		if !cost(0).all_lte(remaining) {
			return Weight::zero();
		}
		let Some(month) = UpkeepState::<T>::get().to_forget() else {
			return T::DbWeight::get().reads(1);
		};
		for source in Source::ALL {
			Books::<T>::remove(month, source);
		}
		let (mut entries, mut looked) = (Paid::<T>::iter_key_prefix(month), 0);
		while looked < MAX_PRUNED {
			let one_more = looked.saturating_add(1); // at most MAX_PRUNED
			if !cost(one_more).all_lte(remaining) {
				break;
			}
			looked = one_more;
			let Some(entry) = entries.next() else {
				let next = month.saturating_add(1); // far below the end of time
				UpkeepState::<T>::mutate(|upkeep| upkeep.oldest = next);
				Self::deposit_event(Event::MonthForgotten { month });
				break;
			};
			Paid::<T>::remove(month, entry);
		}
		cost(looked)
	}
}
