// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use chungnam_frame_kit::Check;
use frame_support::ensure;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		Self::check_entries()?;
		Self::check_moments()
	}

	/// I1: a thing stands at its own moment and nowhere else: `(at, due) in entries => moments[due] = at`.
	fn check_entries() -> Check {
		for (at, due) in Entries::<T>::iter_keys().map(read) {
			ensure!(Moments::<T>::get(due) == Some(at), "I1: a thing is due at another moment too");
		}
		Ok(())
	}

	/// I2: everything that has a moment stands there, so that it is handed over: `moments[due] = at => (at, due) in
	/// entries`.
	fn check_moments() -> Check {
		for (due, at) in Moments::<T>::iter() {
			ensure!(Entries::<T>::contains_key(entry(at, due)), "I2: a thing is never handed over");
		}
		Ok(())
	}
}
