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
	use chungnam_frame_kit::{Institutions, MandateExt, WonExt};
	use chungnam_ports::{Escrow, Merchants, Payee, Payees, People, PeopleBehind, Seats, Sources};
	use chungnam_primitives::{EnvelopeId, IntakeId, Moment, PersonId, Scope, Won};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// A firm, by the way in which it is paid.
	pub type FirmOf<T> = Payee<<T as frame_system::Config>::AccountId>;
	/// [`Intake`] over the accounts of this chain.
	pub type IntakeOf<T> = Intake<<T as frame_system::Config>::AccountId>;
	/// [`Award`] over the accounts of this chain.
	pub type AwardOf<T> = Award<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Pays for intakes, and gets back what they do not need. An account that somebody else holds could be emptied.
		#[pallet::constant]
		type Fund: Get<Self::AccountId>;
		/// The people behind the accounts.
		type People: People<Self::AccountId>;
		/// Where shops stand.
		type Merchants: Merchants<Self::AccountId>;
		/// The experts.
		type Seats: Seats;
		/// Who is behind a firm, and where it is paid.
		type Payees: Payees<Self::AccountId>;
		/// In which the money of awards waits. What happens there must come back by [`OnEscrow`](chungnam_ports::OnEscrow).
		type Escrow: Escrow<Self::AccountId>;
		/// Where firms pay in what they agreed to return.
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

	/// The number of the next intake.
	#[pallet::storage]
	pub type NextIntake<T> = StorageValue<_, IntakeId, ValueQuery>;

	/// Intakes that are not over, at most [`MAX_INTAKES`]. Paid for by the office that opens one; deleted by the last
	/// [`Call::award`], or by [`Call::cancel_intake`].
	#[pallet::storage]
	pub type Intakes<T: Config> = CountedStorageMap<_, Twox64Concat, IntakeId, IntakeOf<T>>;

	/// Applications, at most [`MAX_APPLICATIONS`] of an intake. Paid for by the firm, with the fee; deleted when it withdraws,
	/// with its award, and with the intake.
	#[pallet::storage]
	pub type Applications<T: Config> =
		StorageDoubleMap<_, Twox64Concat, IntakeId, Blake2_128Concat, FirmOf<T>, Application>;

	/// Awards, by the number of their envelope. Bounded by [`MAX_AWARDS`] and what the open intakes award; paid for by the
	/// fund; deleted by [`Call::end_award`].
	#[pallet::storage]
	pub type Awards<T: Config> = CountedStorageMap<_, Twox64Concat, EnvelopeId, AwardOf<T>>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An intake that is not over, with the scores of its applications.
		pub fn intake(intake: IntakeId) -> Option<IntakeOf<T>> {
			Intakes::<T>::get(intake)
		}

		/// An application that was neither withdrawn nor decided.
		pub fn application(intake: IntakeId, firm: FirmOf<T>) -> Option<Application> {
			Applications::<T>::get(intake, firm)
		}

		/// An award: what the firm was paid, what it created, and what it returned.
		pub fn award_of(award: EnvelopeId) -> Option<AwardOf<T>> {
			Awards::<T>::get(award)
		}

		/// The account in which the money of an intake waits. Nobody has a key of it.
		pub fn pot(intake: IntakeId) -> T::AccountId {
			Self::pot_of(intake)
		}

		/// The account that pays for intakes. Nobody has a key of it.
		pub fn fund() -> T::AccountId {
			T::Fund::get()
		}
	}
}
