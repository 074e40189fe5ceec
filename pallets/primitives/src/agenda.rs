// SPDX-License-Identifier: Apache-2.0

//! What is due on which Korean day: taken day by day, each entry once, a bounded number at a time.

use core::marker::PhantomData;
use frame_support::{IterableStorageDoubleMap, StorageDoubleMap, StorageValue};

use crate::KoreanDay;

/// An agenda over two storage items of the pallet that owns it: the day reached, and the numbers due on each day.
///
/// After an outage the days that were missed are gone through in order. Within a day the order is that of the storage
/// keys. An entry that comes too late for its day is due on the day reached.
pub struct Agenda<Reached, Days>(PhantomData<(Reached, Days)>);

impl<Reached, Days> Agenda<Reached, Days>
where
	Reached: StorageValue<KoreanDay, Query = KoreanDay>,
	Days: StorageDoubleMap<KoreanDay, u32, (), Query = Option<()>>
		+ IterableStorageDoubleMap<KoreanDay, u32, ()>,
{
	/// Makes `id` due on `day`, but never on a day that was gone through. Returns the day, by which [`Self::remove`] finds
	/// it. The genesis has no clock and says 0 for `today`: then the agenda begins with its earliest day.
	pub fn add(id: u32, day: KoreanDay, today: KoreanDay) -> KoreanDay {
		let reached = match (Reached::get(), today) {
			(0, 0) => day,
			(reached, 0) => reached.min(day),
			(0, today) => today,
			// Only an agenda that begins in the future has reached more than today.
			(reached, today) => reached.min(today),
		};
		Reached::put(reached);
		let day = day.max(reached);
		Days::insert(day, id, ());
		day
	}

	/// Takes `id` off `day`, for which [`Self::add`] noted it.
	pub fn remove(id: u32, day: KoreanDay) {
		Days::remove(day, id);
	}

	/// Takes the next number that is due by `today` off the agenda. Passes over at most `max_days` days on which nothing is
	/// due, so `None` may also mean: ask again in the next block.
	pub fn take(today: KoreanDay, max_days: u32) -> Option<u32> {
		let mut day = Reached::get();
		if day == 0 || day > today {
			return None;
		}
		let first = day;
		let last = today.min(day.saturating_add(max_days)); // the last day there is has no next
		let found = loop {
			if let Some(id) = Days::iter_key_prefix(day).next() {
				Days::remove(day, id);
				break Some(id);
			}
			if day >= last {
				break None;
			}
			day = day.saturating_add(1); // below `last`
		};
		if day != first {
			Reached::put(day);
		}
		found
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::{storage_alias, Twox64Concat};
	use sp_io::TestExternalities;

	#[storage_alias]
	type Reached = StorageValue<Test, KoreanDay, frame_support::pallet_prelude::ValueQuery>;
	#[storage_alias]
	type Days = StorageDoubleMap<Test, Twox64Concat, KoreanDay, Twox64Concat, u32, ()>;
	type Diary = Agenda<Reached, Days>;

	#[test]
	fn what_is_due_comes_once_in_order_of_days() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 105, 100);
			Diary::add(2, 103, 100);
			assert_eq!(Diary::take(102, 10), None);
			assert_eq!(Diary::take(110, 10), Some(2));
			assert_eq!(Diary::take(110, 10), Some(1));
			assert_eq!(Diary::take(110, 10), None);
		});
	}

	#[test]
	fn days_that_were_missed_are_gone_through_in_steps() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 130, 100);
			assert_eq!(Diary::take(200, 10), None);
			assert_eq!(Diary::take(200, 10), None);
			assert_eq!(Diary::take(200, 10), Some(1));
		});
	}

	#[test]
	fn what_comes_too_late_for_its_day_is_due_now() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 100, 100);
			assert_eq!(Diary::take(100, 10), Some(1));
			assert_eq!(Diary::take(120, 30), None);
			assert_eq!(Diary::add(2, 90, 120), 120);
			assert_eq!(Diary::take(120, 0), Some(2));
		});
	}

	#[test]
	fn what_begins_in_the_future_is_not_due_before() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 105, 105);
			assert_eq!(Diary::take(104, 10), None);
			assert_eq!(Diary::take(105, 10), Some(1));
		});
	}

	#[test]
	fn what_the_genesis_noted_is_due_from_its_earliest_day() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 900, 0);
			Diary::add(2, 103, 0);
			assert_eq!(Diary::add(3, 101, 110), 103, "the days before the first are over");
			let due: Vec<_> = core::iter::from_fn(|| Diary::take(110, 10)).collect();
			assert_eq!((due.len(), due.contains(&2), due.contains(&3)), (2, true, true));
		});
	}

	#[test]
	fn a_far_entry_of_the_genesis_delays_nothing() {
		TestExternalities::default().execute_with(|| {
			Diary::add(1, 900, 0);
			assert_eq!(Diary::add(2, 111, 110), 111);
			assert_eq!(Diary::take(111, 10), Some(2));
		});
	}

	#[test]
	fn what_was_removed_is_not_due() {
		TestExternalities::default().execute_with(|| {
			let day = Diary::add(1, 101, 100);
			Diary::remove(1, day);
			assert_eq!(Diary::take(101, 10), None);
		});
	}
}
