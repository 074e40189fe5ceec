// SPDX-License-Identifier: Apache-2.0

//! The numbered invariants of the README. Returns an error, never asserts.

use chungnam_frame_kit::{Check, Clock};
use frame_support::ensure;

use crate::{
	types::{Level, QuotaClass, Subject},
	Buckets, CitizenWeight, Config, Pallet,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Check {
		let now = T::Time::moment();
		let budgets = <T::Budgets as frame_support::traits::Get<_>>::get();
		for (subject, buckets) in Buckets::<T>::iter() {
			for class in QuotaClass::ALL {
				let level = buckets.of(class);
				ensure!(level.used <= budgets.of(class).max, "I1: more used than the budget holds");
				ensure!(level.at <= now, "I2: a level from the future");
				ensure!(
					level.used > 0 || level == Level::EMPTY,
					"I3: an empty level with a moment of its own"
				);
				let is_shop = matches!(subject, Subject::Merchant(_));
				ensure!(
					level == Level::EMPTY || is_shop == (class == QuotaClass::Shop),
					"I4: a level of a class that is not the subject's"
				);
			}
			ensure!(
				QuotaClass::ALL.iter().any(|class| buckets.of(*class) != Level::EMPTY),
				"I5: an entry that says nothing"
			);
		}
		ensure!(
			CitizenWeight::<T>::get().all_lte(Self::share_limit()),
			"I6: more than the citizens' share of the block"
		);
		Ok(())
	}
}
