// SPDX-License-Identifier: Apache-2.0

//! What is due is taken in order of moments and handed to its owner.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_primitives::{Due, Moment, OnDue};
use frame_support::{traits::Get, weights::Weight};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// What is due first, and when.
	pub(crate) fn first() -> Option<(Moment, Due)> {
		Slots::<T>::iter_keys().next().map(read)
	}

	/// Hands over what is due, at most [`MAX_DUE`] things, until the next may not fit into `MaxWeight`. Nothing passes what
	/// waits, so the order holds; what owners set meanwhile comes in the next block. Returns what it weighed.
	pub(crate) fn do_due() -> Weight {
		let now = T::Time::moment();
		let due = Slots::<T>::iter_keys().map(read).take_while(|(at, _)| *at <= now);
		let due: Vec<_> = due.take(MAX_DUE).collect();
		let mut weight = T::WeightInfo::nothing_due();
		for (at, due) in due {
			if !Self::fits(weight, due) {
				break;
			}
			weight = weight.saturating_add(T::WeightInfo::take());
			// The work for an earlier one may have cancelled or moved it.
			if Self::take(at, due) {
				weight = weight.saturating_add(T::OnDue::on_due(due));
			}
		}
		weight
	}

	/// True if the block can do one more thing after work of `weight`.
	fn fits(weight: Weight, due: Due) -> bool {
		let most = T::WeightInfo::take().saturating_add(T::OnDue::max_weight(due));
		weight.saturating_add(most).all_lte(T::MaxWeight::get())
	}

	/// Takes something off, if it stands at `at`. True if it did.
	pub(crate) fn take(at: Moment, due: Due) -> bool {
		let stands = Moments::<T>::get(due) == Some(at);
		if stands {
			Slots::<T>::remove(slot(at, due));
			Moments::<T>::remove(due);
		}
		stands
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
