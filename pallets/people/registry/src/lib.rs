// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod ensure_attester;
mod errors;
mod events;
mod functions;
mod genesis;
mod impl_cohorts;
mod impl_electors;
mod impl_estates;
mod impl_merchants;
mod impl_payees;
mod impl_people;
mod impl_unclaimed;
#[cfg(test)]
mod mock;
mod storage;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

use frame_support::pallet_macros::*;

pub use ensure_attester::EnsureAttester;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// Written by the macros of FRAME and the codec; the calls in calls.rs are two lines each.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(storage::storage)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use chungnam_frame_kit::{count, Clock, Institutions, MandateExt};
	use chungnam_ports::{Investors, StayAskers, Stays};
	use chungnam_primitives::{
		CategoryId, CohortId, MerchantId, Moment, PersonId, RegionId, RegionSet, SalesClass, Scope,
		ScopeSet, Won, ZoneId,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateFreeze, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{IdentifyAccount, Verify};

	/// The layout of what is stored.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Appoints attesters: the governing origin. Gives the widest mandate that it can give or replace. An account that
		/// passes here holds all of those in the end.
		type AttesterOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Attester>;
		/// Says how many electors a region can have: a referendum on parameters. An account that passes here can let an office invent voters.
		type CeilingOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Dismisses attesters. Gives the widest mandate that it can take.
		type DismissalOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Attester>;
		/// Suspends attesters for a while, and lets them go on. Should be quicker to reach than those who appoint.
		type SuspensionOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Whether an origin holds a mandate: [`EnsureAttester`], with the governing origin beside it if wanted.
		/// Gives the attester's account, `None` for an origin without an account.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Plain won, which is frozen on the accounts of frozen people and suspended shops.
		type Won: MutateFreeze<Self::AccountId, Id = Self::RuntimeFreezeReason>;
		/// Overarching freeze reason.
		type RuntimeFreezeReason: From<FreezeReason>;
		/// How accounts sign that they take a role: as they sign transactions.
		type Signature: Parameter
			+ Verify<Signer: IdentifyAccount<AccountId = <Self as frame_system::Config>::AccountId>>;
		/// Accounts that benchmarks can sign with.
		#[cfg(feature = "runtime-benchmarks")]
		type Signers: BenchmarkSigners<Self::AccountId, Self::Signature>;
		/// The clock.
		type Time: UnixTime;
		/// Milliseconds between the start of a recovery, a guardian's appointment or a foreign office's move and its end. Too
		/// short, and the holder of the key sees a theft too late; too long, and someone who lost a phone cannot pay for days.
		#[pallet::constant]
		type RecoveryDelay: Get<Moment>;
		/// Milliseconds for which an account's consent to a role holds. Too short, and a batch of a town hall comes too late.
		#[pallet::constant]
		type ConsentPeriod: Get<Moment>;
		/// Milliseconds for which the record of a role that an account left stays. Must be at least `ConsentPeriod`, or an old
		/// consent could be used again, and longer than shops refund, or a refund could miss its person.
		#[pallet::constant]
		type RoleMemory: Get<Moment>;
		/// Milliseconds after a recorded death in which it can be undone. Too short, and a mistake is final before anybody
		/// notices; too long, and heirs wait. At most `RoleMemory`, or keys could be forgotten that would count again.
		#[pallet::constant]
		type EstateDelay: Get<Moment>;
		/// Milliseconds after which a shop must be checked again. Too short, and shops close because the town hall is busy.
		#[pallet::constant]
		type RecheckPeriod: Get<Moment>;
		/// Milliseconds for which an undecided or refused application is kept before anyone may clear it away.
		#[pallet::constant]
		type ApplicationPeriod: Get<Moment>;
		/// Milliseconds for which an ended enrolment is kept when room is short. Must exceed the longest time in which
		/// anything that was opened for a cohort can be claimed, or people lose what they had earned before they left.
		#[pallet::constant]
		type EnrolmentMemory: Get<Moment>;
		/// Those who ask who counted in a cohort when. One that is left out, and what it opened can no longer be claimed by people
		/// who left.
		type StayAskers: StayAskers;
		/// Who knows which accounts are institutions' that may hold units. One that is left out can become a person's key, and its
		/// units are out of reach.
		type Investors: Investors<Self::AccountId>;
		/// Entries of one bulk call. The weight of the largest batch must stay far below a block's.
		#[pallet::constant]
		type MaxBatch: Get<u32>;
		/// What the calls cost, measured.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why won is frozen.
	#[pallet::composite_enum]
	pub enum FreezeReason {
		/// The account is a key of a frozen person, or was voided by an office.
		#[codec(index = 0)]
		Person,
		/// The account is that of a suspended shop, or was one that its holder lost.
		#[codec(index = 1)]
		Shop,
	}

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Institutions and their mandates.
		pub attesters: Vec<(T::AccountId, Attester)>,
		/// People, numbered in this order.
		pub people: Vec<GenesisPerson<T::AccountId>>,
		/// Shops, approved, numbered in this order.
		pub merchants: Vec<GenesisMerchant<T::AccountId>>,
		/// Cohorts, numbered in this order.
		pub cohorts: Vec<GenesisCohort>,
		/// Milliseconds a recovery takes in place of the constant. For development networks only.
		pub recovery_delay: Option<Moment>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			genesis::build(self);
		}
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Phones and cards one person can have at a time.
		fn max_keys() -> u8 {
			MAX_KEYS
		}

		/// Enrolments, open and closed, kept for one person.
		fn max_enrolments() -> u32 {
			MAX_ENROLMENTS
		}

		/// Guardians one person can have at a time.
		fn max_guardians() -> u32 {
			MAX_GUARDIANS
		}

		/// Tills one shop can have at a time.
		fn max_tills() -> u32 {
			MAX_TILLS
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::RecoveryDelay::get() > 0, "a recovery without delay cannot be cancelled");
			assert!(T::RecheckPeriod::get() > 0, "every shop would be overdue at once");
			assert!(T::ApplicationPeriod::get() > 0, "applications could be cleared away at once");
			assert!(T::EnrolmentMemory::get() > 0, "leaving a cohort would lose what was earned");
			assert!(T::MaxBatch::get() > 0, "nobody could be registered");
			assert!(T::ConsentPeriod::get() > 0, "no account could take a role");
			let memory = T::RoleMemory::get();
			assert!(memory >= T::ConsentPeriod::get(), "an old consent could be used again");
			assert!(memory >= T::EstateDelay::get(), "the keys of an undone death could be gone");
			assert!(T::EstateDelay::get() > 0, "a mistaken death could not be undone");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The person whose key or card an account is now.
		pub fn person_of(account: T::AccountId) -> Option<PersonId> {
			Self::person_behind(&account)
		}

		/// What is known of a person.
		pub fn person(id: PersonId) -> Option<Person> {
			People::<T>::get(id)
		}

		/// The guardians of a person.
		pub fn guardians(ward: PersonId) -> Vec<Guardian> {
			Guardians::<T>::get(ward).into_inner()
		}

		/// The move of a person to another region that is under way.
		pub fn moving(person: PersonId) -> Option<Move> {
			Moves::<T>::get(person)
		}

		/// The bytes that an account signs to take a role from the moment `at` on: the wallet's message, the office's QR code.
		pub fn consent_to(account: T::AccountId, offer: RoleOffer, at: Moment) -> Vec<u8> {
			Self::payload_of(&account, &offer, at)
		}

		/// The recovery of a person that is under way.
		pub fn recovery(person: PersonId) -> Option<RecoveryOf<T>> {
			Recoveries::<T>::get(person)
		}

		/// The heir of a dead person, and the keys that counted at the death: there plain won can lie.
		pub fn estate(person: PersonId) -> Option<(Heir, Vec<T::AccountId>)> {
			let heir = Heirs::<T>::get(person)?;
			Some((heir, KeysOf::<T>::get(person).into_inner()))
		}

		/// A shop, and whether it may take money now.
		pub fn merchant(id: MerchantId) -> Option<(MerchantOf<T>, bool)> {
			let merchant = Merchants::<T>::get(id)?;
			let is_open = merchant.is_open(T::Time::moment());
			Some((merchant, is_open))
		}

		/// For which shop an account acts or acted, and as what.
		pub fn acting(account: T::AccountId) -> Option<Acting> {
			MerchantAccounts::<T>::get(account)
		}

		/// The hash of the file with the names of a region's shops and series, and when it was published.
		pub fn directory(region: RegionId) -> Option<Directory> {
			Directories::<T>::get(region)
		}

		/// How many people of a cohort count now.
		pub fn cohort_heads(cohort: CohortId) -> Option<u32> {
			Cohorts::<T>::get(cohort).map(|cohort| cohort.heads_at(T::Time::moment()))
		}
	}
}
