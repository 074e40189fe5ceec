// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls: load, ensure, compute, write, pay, emit, in this order, with every `ensure!` before the first
//! write.

use chungnam_frame_kit::Clock;
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

// To do: the bodies. Above 400 lines they go to functions/<subject>.rs.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_add(id: EntryId) -> DispatchResult {
		ensure!(!Entries::<T>::contains_key(id), Error::<T>::AlreadyExists);
		ensure!(Entries::<T>::count() < T::MaxEntries::get(), Error::<T>::MaxEntriesExceeded);
		let since = T::Time::moment();
		Entries::<T>::insert(id, Entry { since });
		Self::deposit_event(Event::Added { id, since });
		Ok(())
	}

	pub(crate) fn do_remove(id: EntryId) -> DispatchResult {
		ensure!(Entries::<T>::contains_key(id), Error::<T>::NotFound);
		Entries::<T>::remove(id);
		Self::deposit_event(Event::Removed { id });
		Ok(())
	}

	/// Relations between the constants that no call could make up for.
	pub(crate) fn check_constants() {
		assert!(T::MaxEntries::get() > 0, "one entry must fit");
	}
}
