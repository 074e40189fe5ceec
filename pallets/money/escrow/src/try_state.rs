// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use chungnam_frame_kit::{check_all, Check, Clock};
use frame_support::{ensure, traits::Get};

use crate::pallet::*;

// To do: one function for each number of the README, with its formula.
impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! { Self: check_count, check_moments }
	}

	/// I1: no more entries stand than fit, and the counter is right: `|Entries| = counter <= MaxEntries`.
	fn check_count() -> Check {
		let count = Entries::<T>::iter_keys().count();
		ensure!(usize::try_from(Entries::<T>::count()) == Ok(count), "I1: the counter is wrong");
		ensure!(Entries::<T>::count() <= T::MaxEntries::get(), "I1: too many entries");
		Ok(())
	}

	/// I2: no entry is from the future: `entry.since <= now`.
	fn check_moments() -> Check {
		let now = T::Time::moment();
		let is_early = Entries::<T>::iter_values().any(|entry| entry.is_early(now));
		ensure!(!is_early, "I2: an entry is from the future");
		Ok(())
	}
}
