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
mod impl_agenda;
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
	use chungnam_frame_kit::has_clock;
	use chungnam_ports::{Due, OnDue};
	use chungnam_primitives::Moment;
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;

	use super::*;

	/// What is handed over in one block, at most, however little it weighs.
	pub const MAX_DUE: usize = 8;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The clock.
		type Time: UnixTime;
		/// Does what is due. Must weigh no more than it says, or a block takes longer than a slot.
		type OnDue: OnDue;
		/// The most that the hook weighs in a block. Too little for the heaviest kind, and the chain would wait for ever:
		/// `integrity_test` refuses it. Too much, and people's transactions wait while much is due.
		#[pallet::constant]
		type MaxWeight: Get<Weight>;
		/// Weights of the hook, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What is due, in order of moments: keys are stored as they are, so the first key is due first. One entry a thing,
	/// which its owner's record pays for; deleted when it is handed over, moved or cancelled.
	#[pallet::storage]
	pub type Entries<T> = StorageMap<_, Identity, Entry, ()>;

	/// The moment at which each thing is due. Lives and goes with [`Entries`].
	#[pallet::storage]
	pub type Moments<T> = StorageMap<_, Twox64Concat, Due, Moment>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Sees the time of the block before.
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			if !has_clock(number) {
				return Weight::zero();
			}
			Self::do_due()
		}

		fn integrity_test() {
			Self::check_weights();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What is due first, and when. A moment that is over tells how far the chain is behind.
		pub fn next() -> Option<(Moment, Due)> {
			Self::first()
		}
	}
}
