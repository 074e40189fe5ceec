// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod functions;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[frame_support::pallet]
// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
pub mod pallet {
	use chungnam_primitives::Moment;
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;

	use super::*;

	// To do: the types this pallet needs. Each says what goes wrong if it is set badly, with the unit. A neighbour is
	// reached by a trait of chungnam-ports, never by depending on its pallet.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Adds and removes entries. An account that holds this origin decides what everyone reads here.
		type GovernorOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock. A clock that stands still gives all entries one moment.
		type Time: UnixTime;
		/// Entries at most. Too many, and a reader of all entries waits long.
		#[pallet::constant]
		type MaxEntries: Get<u32>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	// To do: the storage. Each item says who pays for it, its bound, and who deletes it.
	/// Entries by number. At most [`Config::MaxEntries`]; the governing origin adds and removes them.
	#[pallet::storage]
	pub type Entries<T: Config> = CountedStorageMap<_, Twox64Concat, EntryId, Entry>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An entry was added.
		Added { id: EntryId, since: Moment },
		/// An entry was removed.
		Removed { id: EntryId },
	}

	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// The entry stands already.
		AlreadyExists,
		/// There is no such entry.
		NotFound,
		/// As many entries stand as fit. Remove one first.
		MaxEntriesExceeded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	// To do: the calls: the origin, then `Self::do_<verb>`, and nothing else.
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Adds an entry, which stands from now on.
		///
		/// Origin: the governing origin. Emits [`Event::Added`]. Errors: `AlreadyExists`, `MaxEntriesExceeded`.
		#[pallet::call_index(0)]
		pub fn add(origin: OriginFor<T>, id: EntryId) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_add(id)
		}

		/// Removes an entry.
		///
		/// Origin: the governing origin. Emits [`Event::Removed`]. Errors: `NotFound`.
		#[pallet::call_index(1)]
		pub fn remove(origin: OriginFor<T>, id: EntryId) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_remove(id)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The entry of this number, or `None` if no such entry stands.
		pub fn entry(id: EntryId) -> Option<Entry> {
			Entries::<T>::get(id)
		}
	}
}
