// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use impl_offences::SuspendReported;
pub use impl_sessions::AccountAlone;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod functions;
mod impl_offences;
mod impl_sessions;
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
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;
	use sp_staking::SessionIndex;

	use super::*;

	/// [`Member`]s by account.
	pub type MembersOf<T> = BoundedBTreeMap<
		<T as frame_system::Config>::AccountId,
		crate::Member,
		<T as Config>::MaxValidators,
	>;
	/// [`Seat`] over the accounts of this chain.
	pub type SeatOf<T> = Seat<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config:
		frame_system::Config
		+ pallet_session::Config<ValidatorId = <Self as frame_system::Config>::AccountId>
		+ pallet_session::historical::Config<FullIdentification = ()>
	{
		/// Adds, removes, reinstates and ends sessions early. An account that holds this origin decides who makes blocks.
		type GovernorOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Suspends at once, and clears what was suspended so. Should be quicker to reach than the governing origin: a stolen
		/// server does not wait. Gives the share of the members that may be suspended by decision within
		/// [`Config::KeptSessions`]; one member may in any case.
		type EmergencyOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Perbill>;
		/// Members that a removal or a suspension leaves in the set. Below four, one fault stops finality.
		#[pallet::constant]
		type MinValidators: Get<u32>;
		/// Members at most. Must not exceed what Aura and GRANDPA hold, or they would cut the set.
		#[pallet::constant]
		type MaxValidators: Get<u32>;
		/// Blocks of a session, where genesis does not say otherwise. Too long, and new keys take that long to act.
		#[pallet::constant]
		type SessionLength: Get<BlockNumberFor<Self>>;
		/// Sessions whose key owners are remembered, so that a double vote in them can be proved. Too few, and an offender
		/// gets away by being slow.
		#[pallet::constant]
		type KeptSessions: Get<SessionIndex>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Who makes blocks and votes on finality, from the next plan of a session on. One value of at most
	/// [`Config::MaxValidators`] entries; the governing origin adds and removes them.
	#[pallet::storage]
	pub type Members<T: Config> = StorageValue<_, MembersOf<T>, ValueQuery>;

	/// When the running session began and how long sessions are. One value, written once a session.
	#[pallet::storage]
	pub type Calendar<T: Config> = StorageValue<_, Schedule<BlockNumberFor<T>>, OptionQuery>;

	/// Who begins is said by the keys of the session's own genesis: this pallet takes them over as its first members.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Blocks of a session, at least [`MIN_SESSION_LENGTH`]; [`Config::SessionLength`] where it is not given.
		pub session_length: Option<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(self.session_length);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// A member was added. The member is in the set that is planned next, and acts one to two sessions later.
		Added { who: T::AccountId, session: SessionIndex },
		/// A member was removed, and is not in the set that is planned next.
		Removed { who: T::AccountId },
		/// A member makes no blocks any more and is left out of the next plan, if enough others remain.
		Suspended { who: T::AccountId, cause: Cause, session: SessionIndex },
		/// A suspended member is one like all others again.
		Reinstated { who: T::AccountId, session: SessionIndex },
		/// The running session ends with the next block.
		SessionEndRequested,
		/// An account that is not a validator took back session keys and the deposit for them.
		KeysWithdrawn { who: T::AccountId },
	}

	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// The account is a member already.
		AlreadyExists,
		/// The account is not a member.
		NotFound,
		/// The account has no session keys. Make them on the node (`author_rotateKeysWithOwner`) and send
		/// `session.set_keys` with the proof first.
		KeysMissing,
		/// As many members as there may be. Remove one first.
		MaxValidatorsExceeded,
		/// Fewer members than the minimum would remain. Add one first.
		BelowMinimum,
		/// The member is suspended already.
		AlreadySuspended,
		/// The member is not suspended.
		NotSuspended,
		/// The running session ends with the next block already.
		AlreadyEnding,
		/// The account is a validator: a member, or one that still acts in this session or the next. Its keys stay until it
		/// is removed and two sessions have passed.
		StillValidator,
		/// As many members were suspended by decision in the sessions that are remembered as this origin may suspend.
		MaxSuspensionsExceeded,
		/// The member voted twice. The governing origin alone clears it.
		SuspendedByProof,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Asking whether the session ends reads [`Calendar`]; what ends it is weighed by the session pallet, as a whole
		/// block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::mandatory_weight()
		}

		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Adds a member that has session keys. The member acts after one to two sessions.
		///
		/// Origin: the governing origin. Emits [`Event::Added`].
		/// Errors: `AlreadyExists`, `KeysMissing`, `MaxValidatorsExceeded`.
		#[pallet::call_index(0)]
		pub fn add(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_add(who)
		}

		/// Removes a member, suspended or not. The member acts for one to two sessions more.
		///
		/// Origin: the governing origin. Emits [`Event::Removed`]. Errors: `NotFound`, `BelowMinimum`.
		#[pallet::call_index(1)]
		pub fn remove(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_remove(who)
		}

		/// Suspends a member, as after the theft of its server. The member makes no blocks from the next one on, as long as
		/// less than a third of the set is disabled, and is left out of the next plan, as long as the minimum remains.
		///
		/// Origin: the emergency origin. Emits [`Event::Suspended`]. Errors: `NotFound`, `AlreadySuspended`,
		/// `MaxSuspensionsExceeded`.
		#[pallet::call_index(2)]
		pub fn suspend(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let share = T::EmergencyOrigin::ensure_origin(origin)?;
			Self::do_suspend(who, share)
		}

		/// Clears a suspended member. In the set of this session it acts at once; if it has left the set, it is in the next
		/// plan. Double votes in sessions before this one are forgiven.
		///
		/// Origin: the governing origin, or the emergency origin for a member suspended by decision. Emits
		/// [`Event::Reinstated`]. Errors: `NotFound`, `NotSuspended`, `SuspendedByProof`.
		#[pallet::call_index(3)]
		pub fn reinstate(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let clears_proof = match T::GovernorOrigin::try_origin(origin) {
				Ok(_) => true,
				Err(origin) => {
					T::EmergencyOrigin::ensure_origin(origin)?;
					false
				}
			};
			Self::do_reinstate(who, clears_proof)
		}

		/// Ends the running session with the next block. Twice in a row, it brings in a new set or new keys within seconds.
		///
		/// Origin: the governing origin. Emits [`Event::SessionEndRequested`]. Errors: `AlreadyEnding`.
		#[pallet::call_index(4)]
		pub fn end_session(origin: OriginFor<T>) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_end_session()
		}

		/// Takes back the session keys of the signer, who is not a validator, and the deposit for them. Takes the place of
		/// `session.purge_keys`, with which a validator could leave the set by itself.
		///
		/// Origin: anyone who has keys. Emits [`Event::KeysWithdrawn`]. Errors: `KeysMissing`, `StillValidator`.
		#[pallet::call_index(5)]
		pub fn withdraw_keys(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_keys(who)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Every member, and every former member that still acts, with what each does now and next.
		pub fn seats() -> Vec<SeatOf<T>> {
			Self::all_seats()
		}

		/// The running session, and the blocks it began and will end at.
		pub fn session() -> (SessionIndex, BlockNumberFor<T>, BlockNumberFor<T>) {
			let schedule = Self::schedule();
			let index = pallet_session::CurrentIndex::<T>::get();
			(index, schedule.began, schedule.ends())
		}
	}
}
