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
mod impl_merchants;
mod impl_people;
#[cfg(test)]
mod mock;
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
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use chungnam_frame_kit::{count, Clock, MandateExt};
	use chungnam_ports::Mandate;
	use chungnam_primitives::{
		CategoryId, CohortId, MerchantId, Moment, PersonId, RegionId, RegionSet, SalesClass, Scope,
		ScopeSet, Won, ZoneId,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{EnsureOriginWithArg, UnixTime},
	};
	use frame_system::pallet_prelude::*;

	/// A list handed to one call, bounded by `MaxBatch`.
	pub type BatchOf<T, Item> = BoundedVec<Item, <T as Config>::MaxBatch>;
	/// A shop of this chain.
	pub type MerchantOf<T> = Merchant<<T as frame_system::Config>::AccountId>;
	/// A recovery of this chain.
	pub type RecoveryOf<T> = Recovery<<T as frame_system::Config>::AccountId>;
	/// Someone to register on this chain.
	pub type NewPersonOf<T> = NewPerson<<T as frame_system::Config>::AccountId>;
	/// A visitor to register on this chain.
	pub type NewVisitorOf<T> = NewVisitor<<T as frame_system::Config>::AccountId>;
	/// A shop to register on this chain.
	pub type NewMerchantOf<T> = NewMerchant<<T as frame_system::Config>::AccountId>;

	/// The layout of what is stored.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Appoints and dismisses attesters: the governing origin. An account that passes here holds all mandates in the end.
		type AttesterOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Whether an origin holds a mandate: [`EnsureAttester`], with the governing origin beside it if wanted.
		/// Gives the attester's account, `None` for an origin without an account.
		type MandateOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Mandate,
			Success = Option<Self::AccountId>,
		>;
		/// The clock.
		type Time: UnixTime;
		/// Milliseconds between the start of a recovery and its end. Too short, and the holder of the old key sees a
		/// theft too late; too long, and someone who lost a phone cannot pay for days.
		#[pallet::constant]
		type RecoveryDelay: Get<Moment>;
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
		/// Entries of one bulk call. The weight of the largest batch must stay far below a block's.
		#[pallet::constant]
		type MaxBatch: Get<u32>;
		/// What the calls cost, measured.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Institutions and their mandates. At most [`MAX_ATTESTERS`]; the governing origin writes and deletes.
	#[pallet::storage]
	pub type Attesters<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, Attester, OptionQuery>;

	/// The number the next person gets.
	#[pallet::storage]
	pub type NextPerson<T: Config> = StorageValue<_, PersonId, ValueQuery>;

	/// Everyone the province knows, one per human being. Written by attesters; never deleted: heirs look this number up.
	#[pallet::storage]
	pub type People<T: Config> = StorageMap<_, Twox64Concat, PersonId, Person, OptionQuery>;

	/// The person behind a commitment. One per person, for ever, so that nobody is registered twice. Hashed with Blake2,
	/// for an attester, who is not trusted with the shape of the chain's tree, could pick ones that share a long prefix.
	#[pallet::storage]
	pub type Commitments<T: Config> =
		StorageMap<_, Blake2_128Concat, Commitment, PersonId, OptionQuery>;

	/// Keys, and former keys until someone forgets them. At most [`MAX_KEYS`] per person count at a time.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, KeyRecord, OptionQuery>;

	/// How many living people a region has, and under 0 how many visitors there are. 16 entries.
	#[pallet::storage]
	pub type Residents<T: Config> = StorageMap<_, Twox64Concat, RegionId, u32, ValueQuery>;

	/// The guardians of a ward. Written by attesters, at most one entry of [`MAX_GUARDIANS`] per person; deleted with
	/// the last dismissal, which anyone may do to a guardian whose time is over, and with the ward's death.
	#[pallet::storage]
	pub type Guardians<T: Config> = StorageMap<
		_,
		Twox64Concat,
		PersonId,
		BoundedVec<Guardian, ConstU32<MAX_GUARDIANS>>,
		ValueQuery,
	>;

	/// Recoveries under way, at most one per person. Deleted when finished, which anyone may do, or cancelled.
	#[pallet::storage]
	pub type Recoveries<T: Config> =
		StorageMap<_, Twox64Concat, PersonId, RecoveryOf<T>, OptionQuery>;

	/// Milliseconds a recovery takes on a development network, in place of the constant. Written at genesis only.
	#[pallet::storage]
	pub type GenesisRecoveryDelay<T: Config> = StorageValue<_, Moment, OptionQuery>;

	/// The number the next shop gets.
	#[pallet::storage]
	pub type NextMerchant<T: Config> = StorageValue<_, MerchantId, ValueQuery>;

	/// Shops, and applications. An application costs its fee, and anyone clears it away after a while; a closed shop stays.
	#[pallet::storage]
	pub type Merchants<T: Config> =
		StorageMap<_, Twox64Concat, MerchantId, MerchantOf<T>, OptionQuery>;

	/// Which account acts for which shop. One owner and at most [`MAX_TILLS`] tills per shop; deleted with the shop.
	#[pallet::storage]
	pub type MerchantAccounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Acting, OptionQuery>;

	/// The tills of a shop that has any. Beside the shop, so that a payment does not read them.
	#[pallet::storage]
	pub type Tills<T: Config> = StorageMap<
		_,
		Twox64Concat,
		MerchantId,
		BoundedVec<T::AccountId, ConstU32<MAX_TILLS>>,
		ValueQuery,
	>;

	/// The number the next cohort gets.
	#[pallet::storage]
	pub type NextCohort<T: Config> = StorageValue<_, CohortId, ValueQuery>;

	/// Groups of people and their head counts. Written by attesters, and the managed ones by other pallets; never
	/// deleted, since series name their cohort.
	#[pallet::storage]
	pub type Cohorts<T: Config> = StorageMap<_, Twox64Concat, CohortId, Cohort, OptionQuery>;

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

		/// The recovery of a person that is under way.
		pub fn recovery(person: PersonId) -> Option<RecoveryOf<T>> {
			Recoveries::<T>::get(person)
		}

		/// A shop, and whether it may take money now.
		pub fn merchant(id: MerchantId) -> Option<(MerchantOf<T>, bool)> {
			let merchant = Merchants::<T>::get(id)?;
			let is_open = merchant.is_open(T::Time::moment());
			Some((merchant, is_open))
		}

		/// For which shop an account acts, and as what.
		pub fn acting(account: T::AccountId) -> Option<Acting> {
			MerchantAccounts::<T>::get(account)
		}

		/// How many people of a cohort count now.
		pub fn cohort_heads(cohort: CohortId) -> Option<u32> {
			Cohorts::<T>::get(cohort).map(|cohort| cohort.heads_at(T::Time::moment()))
		}
	}
}
