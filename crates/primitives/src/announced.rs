// SPDX-License-Identifier: Apache-2.0

//! Announced changes: rules, terms and routes that hold from a later time on. One rule for all of them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::Moment;

/// Changes that can be announced at a time: more for Chuseok, and back after it.
pub const MAX_ANNOUNCED: u32 = 2;

/// What holds from a later time on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Announcement<When, T> {
	/// The first time at which it holds.
	pub from: When,
	/// What holds then, whole.
	pub value: T,
}

/// The changes that are announced for something, the earliest first, at most one for each time.
///
/// `When` is what the owner counts in: moments, Korean days or Korean months. What holds before the first of them is kept by
/// the owner. A change is announced with notice, can be called off until its time, and stands here until the owner folds
/// it into what it keeps: a question about an earlier time, for instance for a payment that is late, still finds what held
/// then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Announced<When, T>(BoundedVec<Announcement<When, T>, ConstU32<MAX_ANNOUNCED>>);

/// The notice that people must be given of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
	/// Now.
	pub now: Moment,
	/// Milliseconds between announcing a change and its first moment, at least.
	pub delay: Moment,
}

impl Notice {
	/// Checks that a change that `begins` at some moment leaves people enough time. `None` is a time beyond all moments.
	pub fn ensure(&self, begins: Option<Moment>) -> Result<(), Untimely> {
		let begins = begins.ok_or(Untimely::Overflow)?;
		let earliest = self.now.checked_add(self.delay).ok_or(Untimely::Overflow)?;
		if begins < earliest {
			return Err(Untimely::TooEarly);
		}
		Ok(())
	}
}

/// Why a change can not be announced or called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untimely {
	/// It would begin before the notice is over.
	TooEarly,
	/// It holds already.
	TooLate,
	/// No change is announced for this time.
	NotFound,
	/// As many are announced as can be.
	Full,
	/// The time, or the end of the notice, is not a moment that exists.
	Overflow,
}

impl<When, T> Default for Announced<When, T> {
	fn default() -> Self {
		Self(BoundedVec::new())
	}
}

impl<When: Copy + Ord, T> Announced<When, T> {
	/// Announces that `value` holds from `from` on, of which the first moment is `begins`. Takes the place of what was
	/// announced for the same time; all else that is announced stays.
	pub fn announce(
		&mut self,
		from: When,
		begins: Option<Moment>,
		value: T,
		notice: Notice,
	) -> Result<(), Untimely> {
		notice.ensure(begins)?;
		match self.0.binary_search_by_key(&from, |own| own.from) {
			Ok(place) => {
				if let Some(own) = self.0.get_mut(place) {
					own.value = value;
				}
				Ok(())
			}
			Err(place) => {
				let change = Announcement { from, value };
				self.0.try_insert(place, change).map_err(|_| Untimely::Full)
			}
		}
	}

	/// Calls off what is announced for `from`, while it does not hold at `now`.
	pub fn cancel(&mut self, from: When, now: When) -> Result<(), Untimely> {
		if from <= now {
			return Err(Untimely::TooLate);
		}
		let place = self.0.binary_search_by_key(&from, |own| own.from);
		self.0.remove(place.map_err(|_| Untimely::NotFound)?);
		Ok(())
	}

	/// Takes out every change that holds at `time`. Returns what holds then, if it is another than what the owner keeps.
	pub fn fold(&mut self, time: When) -> Option<T> {
		let mut held = None;
		while self.0.first().is_some_and(|own| own.from <= time) {
			held = Some(self.0.remove(0).value); // the first exists
		}
		held
	}

	/// Changes of which nobody was given notice: for benchmarks and tests. More than there is room for are left out.
	#[cfg(any(feature = "std", feature = "runtime-benchmarks"))]
	pub fn without_notice(changes: impl IntoIterator<Item = (When, T)>) -> Self {
		let changes = changes.into_iter().map(|(from, value)| Announcement { from, value });
		let mut changes: alloc::vec::Vec<_> = changes.collect();
		changes.sort_by_key(|own| own.from);
		Self(BoundedVec::truncate_from(changes))
	}

	/// What holds at `time`. `None` when that is what the owner keeps.
	pub fn at(&self, time: When) -> Option<&T> {
		self.0.iter().rev().find(|own| own.from <= time).map(|own| &own.value)
	}

	/// What holds after `time` and not yet at it, the earliest first.
	pub fn after(&self, time: When) -> impl Iterator<Item = &Announcement<When, T>> {
		self.0.iter().filter(move |own| own.from > time)
	}

	/// All that stands here, the earliest first.
	pub fn iter(&self) -> impl Iterator<Item = &Announcement<When, T>> {
		self.0.iter()
	}

	/// The time at which the earliest change holds.
	pub fn next(&self) -> Option<When> {
		self.0.first().map(|own| own.from)
	}

	/// True if nothing is announced.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::{collection::vec, prelude::*};
	use std::collections::BTreeMap;

	/// Notice of tests, in the unit of time that all of them share.
	const DELAY: Moment = 10;

	fn notice(now: Moment) -> Notice {
		Notice { now, delay: DELAY }
	}

	/// Changes of a word, told apart by numbers.
	type Words = Announced<Moment, u32>;

	fn announce(words: &mut Words, from: Moment, word: u32, now: Moment) -> Result<(), Untimely> {
		words.announce(from, Some(from), word, notice(now))
	}

	#[test]
	fn a_change_is_announced_with_the_whole_notice_and_not_a_millisecond_less() {
		let mut words = Words::default();
		assert_eq!(announce(&mut words, 109, 1, 100), Err(Untimely::TooEarly));
		assert_eq!(announce(&mut words, 110, 1, 100), Ok(()));
		assert_eq!((words.at(109), words.at(110)), (None, Some(&1)));
	}

	#[test]
	fn a_notice_that_ends_after_the_end_of_time_is_an_error() {
		let mut words = Words::default();
		let last = Moment::MAX;
		assert_eq!(announce(&mut words, last, 1, last - DELAY), Ok(()));
		assert_eq!(announce(&mut words, last, 2, last - DELAY + 1), Err(Untimely::Overflow));
		assert_eq!(words.announce(last, None, 2, notice(0)), Err(Untimely::Overflow));
		assert_eq!(words.at(last), Some(&1));
	}

	#[test]
	fn more_for_chuseok_and_back_after_it_can_both_be_announced() {
		let mut words = Words::default();
		assert_eq!(announce(&mut words, 300, 1, 100), Ok(()));
		assert_eq!(announce(&mut words, 200, 2, 100), Ok(()));
		assert_eq!(announce(&mut words, 400, 3, 100), Err(Untimely::Full));
		assert_eq!(
			[199, 200, 299, 300].map(|at| words.at(at).copied()),
			[None, Some(2), Some(2), Some(1)]
		);
	}

	#[test]
	fn a_change_takes_the_place_of_one_for_the_same_time() {
		let mut words = Words::default();
		for word in 0..5 {
			assert_eq!(announce(&mut words, 200, word, 100), Ok(()));
		}
		assert_eq!(words.iter().count(), 1);
		assert_eq!(words.at(200), Some(&4));
	}

	#[test]
	fn a_change_is_called_off_before_it_holds_and_not_after() {
		let mut words = Words::default();
		announce(&mut words, 200, 1, 100).unwrap();
		assert_eq!(words.cancel(201, 199), Err(Untimely::NotFound));
		assert_eq!(words.cancel(200, 200), Err(Untimely::TooLate));
		// Too late is too late, whether or not somebody has folded.
		let mut folded = words.clone();
		assert_eq!(folded.fold(200), Some(1));
		assert_eq!(folded.cancel(200, 200), Err(Untimely::TooLate));
		assert_eq!(words.cancel(200, 199), Ok(()));
		assert!(words.is_empty());
	}

	#[test]
	fn two_changes_that_hold_fold_into_the_later() {
		let mut words = Words::default();
		announce(&mut words, 200, 1, 100).unwrap();
		announce(&mut words, 300, 2, 100).unwrap();
		assert_eq!(words.fold(199), None);
		assert_eq!(words.clone().fold(250), Some(1));
		assert_eq!(words.fold(300), Some(2));
		assert!(words.is_empty());
	}

	#[test]
	fn encoding_is_pinned() {
		let mut words = Words::default();
		assert_eq!(words.encode(), [0]);
		announce(&mut words, 200, 1, 100).unwrap();
		assert_eq!(words.encode(), [4, 200, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
		assert_eq!(Words::max_encoded_len(), 1 + 2 * 12);
	}

	#[derive(Clone, Debug)]
	enum Act {
		Announce { ahead: Moment, word: u32 },
		Cancel { ahead: Moment, back: Moment },
		Fold { back: Moment },
		Wait(Moment),
	}

	fn act() -> impl Strategy<Value = Act> {
		prop_oneof![
			(0..60u64, any::<u32>()).prop_map(|(ahead, word)| Act::Announce { ahead, word }),
			(0..60u64, 0..20u64).prop_map(|(ahead, back)| Act::Cancel { ahead, back }),
			(0..30u64).prop_map(|back| Act::Fold { back }),
			(0..40u64).prop_map(Act::Wait),
		]
	}

	proptest! {
		/// Against a model that forgets nothing: every word that was announced and not called off, by its time. Time passes,
		/// and the owner folds late or never.
		#[test]
		fn what_holds_is_the_last_announced_for_an_earlier_time(acts in vec(act(), 0..60)) {
			let (mut words, mut kept, mut now, mut folded) = (Words::default(), None, 1_000, 0);
			let mut model = BTreeMap::<Moment, u32>::new();
			for act in acts {
				match act {
					Act::Announce { ahead, word } => {
						let from = now + ahead;
						let standing = model.keys().filter(|own| **own > folded).count();
						let fits = standing < 2 || model.contains_key(&from);
						let expected = match ahead {
							0..10 => Err(Untimely::TooEarly),
							_ if fits => Ok(()),
							_ => Err(Untimely::Full),
						};
						prop_assert_eq!(announce(&mut words, from, word, now), expected);
						if expected.is_ok() {
							model.insert(from, word);
						}
					}
					Act::Cancel { ahead, back } => {
						let from = now + ahead - back;
						let expected = if from <= now {
							Err(Untimely::TooLate)
						} else {
							model.remove(&from).map(|_| ()).ok_or(Untimely::NotFound)
						};
						prop_assert_eq!(words.cancel(from, now), expected);
					}
					Act::Fold { back } => {
						let until = now - back;
						kept = words.fold(until).or(kept);
						folded = folded.max(until);
					}
					Act::Wait(time) => now += time,
				}
				for at in folded..now + 80 {
					let holds = model.range(..=at).next_back().map(|(_, word)| *word);
					prop_assert_eq!(words.at(at).copied().or(kept), holds);
				}
				let coming: Vec<_> = words.after(now).map(|own| (own.from, own.value)).collect();
				let expected: Vec<_> = model.range(now + 1..).map(|(at, word)| (*at, *word)).collect();
				prop_assert_eq!(coming, expected);
				let next = model.range(folded + 1..).next().map(|(at, _)| *at);
				prop_assert_eq!(words.next(), next);
				prop_assert_eq!(words.is_empty(), next.is_none());
			}
		}
	}
}
