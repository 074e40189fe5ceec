// SPDX-License-Identifier: Apache-2.0

//! What is due is taken in order of moments and handed to its owner.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::{Due, OnDue};
use chungnam_primitives::Moment;
use frame_support::{traits::Get, weights::Weight};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// What is due first, and when.
	pub(crate) fn first() -> Option<(Moment, Due)> {
		Entries::<T>::iter_keys().next().map(read)
	}

	/// Hands over what is due, each thing once, until [`MAX_DUE`] things are done or the next may not fit into
	/// `MaxWeight`. Nothing passes what waits, so the order holds. Returns what it weighed.
	pub(crate) fn do_due() -> Weight {
		let now = T::Time::moment();
		let mut weight = T::WeightInfo::nothing_due();
		let mut done = Vec::new();
		for _ in 0..MAX_DUE {
			let Some((at, due)) = Self::first().filter(|(at, _)| *at <= now) else { break };
			// What its owner has set to a moment that is over comes again in the next block.
			if done.contains(&due) || !Self::fits(weight, due) {
				break;
			}
			Self::take(at, due);
			let spent = T::WeightInfo::take().saturating_add(T::OnDue::on_due(due));
			weight = weight.saturating_add(spent);
			done.push(due);
		}
		weight
	}

	/// True if the block can do one more thing after work of `weight`.
	fn fits(weight: Weight, due: Due) -> bool {
		let most = T::WeightInfo::take().saturating_add(T::OnDue::max_weight(due));
		weight.saturating_add(most).all_lte(T::MaxWeight::get())
	}

	/// Takes something off that stands at `at`.
	pub(crate) fn take(at: Moment, due: Due) {
		Entries::<T>::remove(entry(at, due));
		Moments::<T>::remove(due);
	}

	/// The most that `on_initialize` weighs.
	pub fn mandatory_weight() -> Weight {
		T::MaxWeight::get()
	}

	/// A thing of each kind fits into a block that does nothing else: none waits for ever.
	pub(crate) fn check_weights() {
		for due in Due::one_of_each() {
			let fits = Self::fits(T::WeightInfo::nothing_due(), due);
			assert!(fits, "{due:?} is too heavy for any block");
		}
	}
}
