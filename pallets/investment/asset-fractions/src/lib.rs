// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use challenge::*;
pub use hand_over::*;
pub use idea::*;
pub use pallet::*;
pub use purchase::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod challenge;
mod errors;
mod events;
mod functions;
mod hand_over;
mod idea;
mod impl_pots;
#[cfg(test)]
mod mock;
mod purchase;
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
	use chungnam_frame_kit::{Clock, WonExt};
	use chungnam_ports::{
		Ballots, Endings, Escrow, Holders, Instruments, Investors, Offerings, Payees, People,
	};
	use chungnam_primitives::{InstrumentId, Moment, OfferingId, PersonId, Won};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// [`Asset`] over the accounts of this chain.
	pub type AssetOf<T> = Asset<<T as frame_system::Config>::AccountId>;
	/// [`Plan`] over the accounts of this chain.
	pub type PlanOf<T> = Plan<<T as frame_system::Config>::AccountId>;
	/// [`Experts`] over the accounts of this chain.
	pub type ExpertsOf<T> = Experts<<T as frame_system::Config>::AccountId>;
	/// [`Manager`] over the accounts of this chain.
	pub type ManagerOf<T> = Manager<<T as frame_system::Config>::AccountId>;
	/// [`HandOver`] over the accounts of this chain.
	pub type HandOverOf<T> = HandOver<<T as frame_system::Config>::AccountId>;
	/// [`Purchase`] over the accounts of this chain.
	pub type PurchaseOf<T> = Purchase<<T as frame_system::Config>::AccountId>;
	/// What is agreed about a sale.
	pub type SaleOf<T> =
		<<T as Config>::Offerings as Offerings<<T as frame_system::Config>::AccountId>>::Sale;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// Names experts and managers. An account that passes here decides who says what an asset is worth.
		type CommitteeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The instruments whose assets are shared.
		type Instruments: Instruments<Self::AccountId> + Endings;
		/// Their sales. Must be those of the same pallet.
		type Offerings: Offerings<Self::AccountId>;
		/// Units of holders, who are asked about managers, hand-overs and buyers, and the institutions among them. Must be those of the
		/// same pallet.
		type Holders: Holders<Self::AccountId> + Investors<Self::AccountId>;
		/// The residents who hand in ideas for works. Must be those whom [`Self::Ballots`] counts.
		type People: People<Self::AccountId>;
		/// By which residents and holders are asked. Must count units of [`Self::Holders`].
		type Ballots: Ballots;
		/// In which the money of works waits.
		type Escrow: Escrow<Self::AccountId>;
		/// Who is behind a payee.
		type Payees: Payees<Self::AccountId>;
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

	/// The asset behind each instrument, at most [`MAX_ASSETS`]. Paid for by the owner, with the fee of the proposal; deleted
	/// when it ends. One that is shared stays as long as its units.
	#[pallet::storage]
	pub type Fractions<T: Config> = CountedStorageMap<_, Twox64Concat, InstrumentId, AssetOf<T>>;

	/// Ideas of residents for the works of an asset, at most [`MAX_IDEAS`] an asset. Paid for by nobody: who hands one in uses up
	/// the own budget of free calls. Deleted when they have chosen, when nobody is to choose, and with the asset.
	#[pallet::storage]
	pub type Ideas<T> = StorageMap<_, Twox64Concat, InstrumentId, IdeaList, ValueQuery>;

	/// The authors of ideas that lost their places, at most [`MAX_DISPLACED`] an asset. Paid for as [`Ideas`]; deleted when the time
	/// of ideas is over, and with the asset.
	#[pallet::storage]
	pub type Displaced<T> = StorageMap<_, Twox64Concat, InstrumentId, DisplacedList, ValueQuery>;

	/// What running assets are worth by those who were asked last, one an asset. Paid for by who asks; deleted with the asset.
	#[pallet::storage]
	pub type Valuations<T> = StorageMap<_, Twox64Concat, InstrumentId, Valuation>;

	/// Holders who are asked, or were, whether a manager stays, one an asset. Paid for by who asks; deleted when too few sign or
	/// the manager is gone, and with the asset.
	#[pallet::storage]
	pub type Challenges<T> = StorageMap<_, Twox64Concat, InstrumentId, Challenge>;

	/// Holders who are asked, or were last, whether an asset is handed over to their association, one an asset. Paid for by the
	/// association; deleted when too few sign or the asset is handed over, and with the asset.
	#[pallet::storage]
	pub type HandOvers<T: Config> = StorageMap<_, Twox64Concat, InstrumentId, HandOverOf<T>>;

	/// Won that a buyer deposited for all units of an asset, and what holders are asked about it, or were last, one an asset. Paid
	/// for by the buyer; deleted when they agree, and with the asset.
	#[pallet::storage]
	pub type Purchases<T: Config> = StorageMap<_, Twox64Concat, InstrumentId, PurchaseOf<T>>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An asset. Its status is that of the last call: what ends by itself ends when anyone says so.
		pub fn asset(asset: InstrumentId) -> Option<AssetOf<T>> {
			Fractions::<T>::get(asset)
		}

		/// The account that runs an asset now.
		pub fn manager(asset: InstrumentId) -> Option<T::AccountId> {
			Some(Fractions::<T>::get(asset)?.manager_at(T::Time::moment()).clone())
		}

		/// What a running asset is worth by those who were asked last.
		pub fn valuation(asset: InstrumentId) -> Option<Valuation> {
			Valuations::<T>::get(asset)
		}

		/// Ideas for the works of an asset. While residents vote the first has the number 1 on the ballot, and the owner's plan the
		/// number 0.
		pub fn ideas(asset: InstrumentId) -> IdeaList {
			Ideas::<T>::get(asset)
		}

		/// Where holders stand who are asked about a manager. What ends by itself ends when anyone says so.
		pub fn challenge(asset: InstrumentId) -> Option<Challenge> {
			Challenges::<T>::get(asset)
		}

		/// Where holders stand who are asked about a hand-over. What ends by itself ends when anyone says so.
		pub fn hand_over(asset: InstrumentId) -> Option<HandOverOf<T>> {
			HandOvers::<T>::get(asset)
		}

		/// What a buyer offers for all units of an asset, and where holders stand who are asked about it. What ends by itself ends
		/// when anyone says so.
		pub fn purchase(asset: InstrumentId) -> Option<PurchaseOf<T>> {
			Purchases::<T>::get(asset)
		}

		/// The least won for which all units of an asset end together by an agreement of residents. An offer for all of them asks
		/// for a valuation of the year ([`Self::valuation`]).
		pub fn least(asset: InstrumentId) -> Won {
			Self::least_of(asset)
		}

		/// The account into which money of an asset comes back, and a buyer's deposit. Nobody has a key of it.
		pub fn pot(asset: InstrumentId) -> T::AccountId {
			Self::pot_of(asset)
		}

		/// Won in the pot of an asset, which is given back to all units: all but a buyer's deposit.
		pub fn returned(asset: InstrumentId) -> Won {
			Self::returned_to(asset)
		}
	}
}
