// SPDX-License-Identifier: Apache-2.0

//! The numbered invariants of the README. Returns an error, never asserts.

use chungnam_frame_kit::{Check, Clock};
use frame_support::ensure;

use crate::{
	types::{Level, QuotaClass, Subject},
	Buckets, CitizenWeight, Config, Pallet,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	///
	/// I1: no level uses more than its budget holds: `level.used <= budget.max`.
	///
	/// I2: no level is from the future: `level.at <= now`.
	///
	/// I3: an empty level is written as zero at zero: `used = 0 => at = 0`.
	///
	/// I4: a person has no level of class shop, and a shop has no level of another class:
	/// `level != empty => (the subject is a shop = the class is shop)`.
	///
	/// I5: every entry holds at least one level that is not empty: `|{level != empty}| >= 1`.
	///
	/// I6: the weight booked for free transactions stays within their share of the block:
	/// `weight <= BlockShare * normal`.
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
