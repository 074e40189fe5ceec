// SPDX-License-Identifier: Apache-2.0

//! What the pallet does by itself: months turn, each source has its turn once a day, old books are deleted.

use alloc::vec::Vec;
use chungnam_frame_kit::WonExt;
use chungnam_ports::{Agenda, Due, Source};
use chungnam_primitives::{korean_day, korean_month, start_of_day, Moment};
use frame_support::{traits::Get, weights::Weight};

use super::end_of;
use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// Notes at the genesis what comes by itself: the books begin, and each source has its turn, when there is a clock.
	pub(crate) fn begin_upkeep() {
		T::Agenda::set(Due::Month, 0);
		// After all that begins at 0, so that what people are promised for the first day opens in the second block.
		for source in Source::ALL {
			T::Agenda::set(Due::Flush(source), 1);
		}
	}

	/// Closes the books of a month that is over, and begins those of the month of `now`, with what lies at the sources.
	pub(crate) fn turn_month(now: Moment) {
		let begun = korean_month(now);
		T::Agenda::set(Due::Month, end_of(begun));
		let mut span = BookSpan::<T>::get();
		let ended = core::mem::replace(&mut span.month, begun);
		let is_first = ended == 0;
		if is_first {
			span.oldest = begun;
		}
		BookSpan::<T>::put(span);

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
	}

	/// A source has its turn, once a day: the next is tomorrow, whether or not there was something to flush.
	pub(crate) fn take_turn(source: Source, now: Moment) {
		// The last day there is has no next.
		let tomorrow = start_of_day(korean_day(now).saturating_add(1));
		T::Agenda::set(Due::Flush(source), tomorrow);
		Self::flush_by_itself(source);
	}

	/// Deletes books that are no longer kept: of one month, at most [`MAX_PRUNED`] entries and as many as `remaining`
	/// allows. Returns what it weighed.
	pub(crate) fn prune_books(remaining: Weight) -> Weight {
		let cost = |count: u32| T::WeightInfo::prune_books(count);
		if !cost(0).all_lte(remaining) {
			return Weight::zero();
		}
		let Some(month) = BookSpan::<T>::get().to_forget() else {
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
				BookSpan::<T>::mutate(|span| span.oldest = next);
				Self::deposit_event(Event::MonthForgotten { month });
				break;
			};
			Paid::<T>::remove(month, entry);
		}
		cost(looked)
	}
}
