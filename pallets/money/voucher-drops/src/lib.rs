// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod declared;
mod errors;
mod events;
mod functions;
mod impl_on_due;
mod impl_paybacks;
mod impl_pots;
mod impl_stay_askers;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

use chungnam_primitives::ProgrammeId;
use frame_support::pallet_macros::*;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use chungnam_frame_kit::{count, Institutions, WonExt};
	use chungnam_ports::{Agenda, Cohorts, Coming, Debts, Drops, Merchants, People, Receipts};
	use chungnam_primitives::{CohortId, KoreanDay, Moment, PersonId, SeriesId, Won, ZoneId};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::AccountId32;

	/// Programmes of one cohort that are running, and what a wallet is told will come.
	pub const MAX_PROGRAMMES: u32 = 16;
	/// People of one grant of arrears.
	pub const MAX_LATECOMERS: u32 = 100;
	/// Entries deleted by one `prune`.
	pub const MAX_PRUNED: u32 = 200;

	/// The rules of series, as the currency knows them.
	pub type TemplateOf<T> =
		<<T as Config>::Drops as Drops<<T as frame_system::Config>::AccountId>>::Template;
	/// A programme of this chain.
	pub type ProgrammeOf<T> = Programme<<T as frame_system::Config>::AccountId, TemplateOf<T>>;
	/// [`NewTerms`] over the rules of this chain.
	pub type NewTermsOf<T> = NewTerms<TemplateOf<T>>;
	/// A programme as the genesis of this chain names it.
	pub type GenesisProgrammeOf<T> =
		GenesisProgramme<<T as frame_system::Config>::AccountId, TemplateOf<T>>;
	/// People who are given a drop later.
	pub type Latecomers = BoundedVec<PersonId, ConstU32<MAX_LATECOMERS>>;

	/// The layout of what is stored.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won, in which budgets are paid in and given back.
		type Won: WonExt<Self::AccountId>;
		/// Who is behind an account.
		type People: People<Self::AccountId>;
		/// Which shop is behind a receipt.
		type Merchants: Merchants<Self::AccountId>;
		/// Who is in which cohort.
		type Cohorts: Cohorts;
		/// Opens series and gives from them. Must open all or nothing, at the same cost for any number of people.
		type Drops: Drops<Self::AccountId>;
		/// Takes paybacks back.
		type Debts: Debts;
		/// What people spent.
		type Receipts: Receipts;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// Accounts of programmes derive from it. Never changes after genesis, or their won is lost from sight.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing other terms and the first drop by them. Too short, and people are surprised.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Milliseconds after the end of a programme in which arrears can be granted and paybacks given back. Then anyone
		/// may close it. Too short, and someone who was forgotten asks in vain; too long, and funders wait for their rest.
		#[pallet::constant]
		type ClosingDelay: Get<Moment>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The number of the next programme.
	#[pallet::storage]
	pub type NextProgramme<T> = StorageValue<_, ProgrammeId, ValueQuery>;

	/// Programmes by number. Made by institutions only; deleted by [`Pallet::prune`] after their end.
	#[pallet::storage]
	pub type Programmes<T: Config> =
		StorageMap<_, Twox64Concat, ProgrammeId, ProgrammeOf<T>, OptionQuery>;

	/// What was claimed of a programme. Lives and goes with [`Programmes`].
	#[pallet::storage]
	pub type Tallies<T> = StorageMap<_, Twox64Concat, ProgrammeId, Tally, ValueQuery>;

	/// Running programmes of a cohort, by which a wallet sees what comes. One list a cohort that has any.
	#[pallet::storage]
	pub type ProgrammesByCohort<T> = StorageMap<
		_,
		Twox64Concat,
		CohortId,
		BoundedVec<ProgrammeId, ConstU32<MAX_PROGRAMMES>>,
		ValueQuery,
	>;

	/// When dates of a cohort that wait were counted last: one small value for a cohort with such a date. Never deleted.
	#[pallet::storage]
	pub type LastCounted<T> = StorageMap<_, Twox64Concat, CohortId, Moment>;

	/// Who was given a drop later, in order of numbers: at most [`MAX_ARREARS`] people for each of the last
	/// [`MAX_OPENINGS`] drops of a programme. Deleted when the opening is forgotten, and with the programme.
	#[pallet::storage]
	pub type Arrears<T> = StorageDoubleMap<
		_,
		Twox64Concat,
		ProgrammeId,
		Twox64Concat,
		KoreanDay,
		BoundedVec<PersonId, ConstU32<MAX_ARREARS>>,
		ValueQuery,
	>;

	/// The number of the next beacon.
	#[pallet::storage]
	pub type NextBeacon<T> = StorageValue<_, BeaconId, ValueQuery>;

	/// Beacons, at most [`MAX_BEACONS`] a programme. Made by institutions; deleted by them or by [`Pallet::prune`].
	#[pallet::storage]
	pub type Beacons<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, BeaconId, Beacon, OptionQuery>;

	/// Who claimed at a place or for spending: one a person and programme, at most as many as its budget covers. Deleted
	/// when a payback is undone, and by [`Pallet::prune`].
	#[pallet::storage]
	pub type Claims<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, PersonId, Claim, OptionQuery>;

	/// Which entries of a list were claimed: 256 a value. Deleted by [`Pallet::prune`].
	#[pallet::storage]
	pub type ListClaims<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, u32, Claimed, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Programmes, numbered in this order, at most [`MAX_PROGRAMMES`]. Their budgets are balances of the genesis.
		pub programmes: Vec<GenesisProgrammeOf<T>>,
		/// Beacons, numbered in this order.
		pub beacons: Vec<GenesisBeacon>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			functions::build_genesis(self);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::ChangeDelay::get() > 0, "people must hear of a change before it holds");
			assert!(T::ClosingDelay::get() > 0, "arrears could never be granted for the last drop");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The account that holds the budget of a programme. `fund` pays in and counts it.
		pub fn programme_account(programme: ProgrammeId) -> T::AccountId {
			Self::account_of(programme)
		}

		/// Won that the budget of a programme lacks for its next opening, if it opened now. `None` when nothing is to be
		/// opened.
		pub fn missing_budget(programme: ProgrammeId) -> Option<Won> {
			Self::missing_of(programme)
		}

		/// The next drop of each programme of a person's cohorts, soonest first. Waiting ones lie in the past.
		pub fn coming(person: PersonId) -> BoundedVec<Coming, ConstU32<MAX_PROGRAMMES>> {
			Self::coming_for(person)
		}

		/// Nothing if a person who was seen could claim at the place now, or the reason against it.
		pub fn can_claim_at_place(
			person: PersonId,
			programme: ProgrammeId,
		) -> Result<(), DispatchError> {
			Self::could_claim_at_place(person, programme)
		}

		/// Won that a person would get back by these receipts now; else why nothing.
		pub fn can_claim_payback(
			person: PersonId,
			programme: ProgrammeId,
			receipts: ReceiptIds,
		) -> Result<Won, DispatchError> {
			Self::could_claim_payback(person, programme, &receipts)
		}

		/// The number of the time slot in which beacons of a programme sign now.
		pub fn current_slot(programme: ProgrammeId) -> Option<u64> {
			Self::slot_of(programme)
		}

		/// The bytes that a beacon signs for the pass of a visitor.
		pub fn sight_payload(
			programme: ProgrammeId,
			beacon: BeaconId,
			slot: u64,
			person: PersonId,
		) -> Vec<u8> {
			types::sight_payload(&Self::genesis_hash(), programme, beacon, slot, person)
		}
	}
}
