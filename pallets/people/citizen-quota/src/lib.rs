// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

mod extension;
mod functions;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use extension::{CitizenQuota, Pre, Stock, Val};
pub use pallet::*;
pub use types::{
	Allowance, Budget, Budgets, ClassifyCall, Level, QuotaClass, Refusal, Subject, SubjectBuckets,
};
pub use weights::WeightInfo;

/// At most so many buckets are cleaned by one call.
pub const MAX_CLEANED: u32 = 100;

/// The subjects of one call of `clean_buckets`.
pub type Subjects =
	frame_support::BoundedBTreeSet<Subject, frame_support::traits::ConstU32<MAX_CLEANED>>;

// What the pallet macros and the codec derives generate; nothing here is written with them.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::{types::*, Subjects, WeightInfo, MAX_CLEANED};
	use alloc::vec::Vec;
	use chungnam_ports::{Merchants, People};
	use chungnam_primitives::Moment;
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	/// 1: buckets per subject.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime decides.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Which calls are free. A call that names others (a batch, a proxy) must not be: it would widen the list.
		type Classify: ClassifyCall<Self::RuntimeCall>;

		/// The person behind a key. A person named here transacts free of charge, so only registered people may be named.
		type People: People<Self::AccountId>;

		/// Which shop is behind an account.
		type Merchants: Merchants<Self::AccountId>;

		/// The chain's clock, in milliseconds. A clock that a block author can move far ahead refills every budget.
		type Time: UnixTime;

		/// How many transactions are free, and after how many milliseconds one is again. Too small keeps people from
		/// paying; `max` is also how much one person can put into the pool at once.
		#[pallet::constant]
		type Budgets: Get<Budgets>;

		/// Bytes of the longest free transaction, signature included. Below some 200 nothing is free; far above, free
		/// transactions can fill the blocks with data.
		#[pallet::constant]
		type MaxLength: Get<u32>;

		/// The most that free transactions may use of the weight of the normal class in one block. The rest is always
		/// open to who pays. Must leave room for the heaviest free call.
		#[pallet::constant]
		type BlockShare: Get<Perbill>;

		/// The pool's priority of a free transaction. Should be below what a fee without a tip gives, so that who
		/// pays goes first.
		#[pallet::constant]
		type FreePriority: Get<TransactionPriority>;

		/// Blocks for which a free transaction stays valid in the pool before it is dropped.
		#[pallet::constant]
		type FreeLongevity: Get<TransactionLongevity>;

		/// Milliseconds from one block to the next, by which the pool counts how long a call that names its last moment
		/// lives. Too long, and the pool drops payments that are alive.
		#[pallet::constant]
		type BlockTime: Get<Moment>;

		/// Weights of the calls and of the extension.
		type WeightInfo: WeightInfo;
	}

	/// What each person and each shop has used. Paid by the province; at most one entry of 48 bytes per registered
	/// person and shop. Anyone removes entries that have leaked empty, with `clean_buckets`.
	#[pallet::storage]
	pub type Buckets<T: Config> = StorageMap<_, Twox64Concat, Subject, SubjectBuckets, ValueQuery>;

	/// The weight that free transactions have used in this block. One value; emptied when a block begins, so the last
	/// block's can be read.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type CitizenWeight<T: Config> = StorageValue<_, Weight, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A transaction was free. This event comes before the transaction's own, whether or not the transaction succeeds.
		QuotaUsed {
			/// Whose budget it was taken from.
			subject: Subject,
			/// From which budget.
			class: QuotaClass,
			/// Free transactions left in that budget now.
			left: u32,
		},
		/// Entries that had leaked empty were removed.
		BucketsCleaned {
			/// Whose. Not those that were named and still held something.
			subjects: Subjects,
		},
	}

	/// Why a call was refused. The extension refuses with a [`Refusal`].
	#[pallet::error]
	pub enum Error<T> {
		/// None of the named subjects has an entry that has leaked empty.
		NothingToClean,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			CitizenWeight::<T>::kill();
			Self::mandatory_weight()
		}

		fn integrity_test() {
			let budgets = T::Budgets::get();
			for class in QuotaClass::ALL {
				let Budget { max, refill } = *budgets.of(class);
				assert!(max > 0, "{class:?}: a budget of nothing");
				assert!(refill > 0, "{class:?}: a budget that is never used up");
			}
			assert!(T::MaxLength::get() > 0, "no transaction is short enough to be free");
			assert!(
				Self::share_limit().all_gt(Weight::zero()),
				"free transactions have no part of a block"
			);
			assert!(
				T::FreeLongevity::get() > 0,
				"free transactions expire before they are included"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Removes the entries of `subjects` that have leaked empty: at most 100 subjects, each once. Entries that still
		/// hold something stay as they are.
		///
		/// Origin: anyone. Emits [`Event::BucketsCleaned`]. Errors: `NothingToClean`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::clean_buckets(subjects.len().try_into().unwrap_or(MAX_CLEANED)))]
		pub fn clean_buckets(origin: OriginFor<T>, subjects: Subjects) -> DispatchResult {
			ensure_signed(origin)?;
			Ok(Self::do_clean_buckets(subjects)?)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What `who` has free now, by class: transactions left, of how many, and when the next one is added
		/// (milliseconds since the epoch). Classes in which the account has nothing free are not in the list; an
		/// unregistered account gets an empty list.
		pub fn budget(who: T::AccountId) -> Vec<Allowance> {
			Self::allowances(&who)
		}
	}
}
