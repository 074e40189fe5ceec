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
mod calls;
mod errors;
mod events;
mod functions;
mod impl_on_escrow;
mod impl_pots;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

use frame_support::pallet_macros::*;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use alloc::boxed::Box;
	use chungnam_frame_kit::WonExt;
	use chungnam_ports::{
		Ballots, Endings, Escrow, Holders, Instruments, Offerings, Payees, Sources,
	};
	use chungnam_primitives::{BallotId, InstrumentId, Moment, OfferingId, Won};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// [`Project`] over the accounts of this chain.
	pub type ProjectOf<T> = Project<<T as frame_system::Config>::AccountId>;
	/// [`Plan`] over the accounts of this chain.
	pub type PlanOf<T> = Plan<<T as frame_system::Config>::AccountId>;
	/// [`Bond`] over the accounts of this chain.
	pub type BondOf<T> = Bond<<T as frame_system::Config>::AccountId>;
	/// What is agreed about a sale.
	pub type SaleOf<T> =
		<<T as Config>::Offerings as Offerings<<T as frame_system::Config>::AccountId>>::Sale;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// The instruments whose money builds projects.
		type Instruments: Instruments<Self::AccountId> + Endings;
		/// Their sales. Must be those of the same pallet.
		type Offerings: Offerings<Self::AccountId>;
		/// Their units. Must be those of the same pallet.
		type Holders: Holders<Self::AccountId>;
		/// On which residents judge.
		type Ballots: Ballots;
		/// In which the money waits. What happens there must come back by [`OnEscrow`](chungnam_ports::OnEscrow).
		type Escrow: Escrow<Self::AccountId>;
		/// Who is behind a payee.
		type Payees: Payees<Self::AccountId>;
		/// Where bonds go that founders lose.
		type Sources: Sources<Self::AccountId>;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// The pots derive from it. Never changes after genesis, or their won is lost sight of.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The project behind each instrument, at most [`MAX_PROJECTS`]. Paid for by the founder, with the fee of the proposal;
	/// deleted when it ends.
	#[pallet::storage]
	pub type Projects<T: Config> = CountedStorageMap<_, Twox64Concat, InstrumentId, ProjectOf<T>>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A project. Its status is that of the last call: what ends by itself ends when anyone says so.
		pub fn project(project: InstrumentId) -> Option<ProjectOf<T>> {
			Projects::<T>::get(project)
		}

		/// The account into which money of a project comes back. Nobody has a key of it.
		pub fn pot(project: InstrumentId) -> T::AccountId {
			Self::pot_of(project)
		}
	}
}
