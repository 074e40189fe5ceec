// SPDX-License-Identifier: Apache-2.0

//! Shops that get another owner's account: with the present owner's word at once, else after the delay.

use chungnam_frame_kit::Clock;
use chungnam_primitives::MerchantId;
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::DispatchResult;

use crate::{
	Acting, Config, Error, Event, FreezeReason, Merchant, MerchantStatus, Merchants, Pallet,
	Replacement, Replacements, Role,
};

impl<T: Config> Pallet<T> {
	/// Starts to give a shop to an account that agreed, in place of an earlier start.
	pub(crate) fn do_start_replacement(id: MerchantId, owner: T::AccountId) -> DispatchResult {
		let merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		Self::ensure_can_act(&owner, id)?;
		let ready_at = Self::after_delay();
		Replacements::<T>::insert(id, Replacement { owner: owner.clone(), ready_at });
		Self::deposit_event(Event::ReplacementStarted { merchant: id, owner, ready_at });
		Ok(())
	}

	/// Finishes it: the present owner at once, who keeps what lies on the account; anyone after the delay, for the owner
	/// has lost the account.
	pub(crate) fn do_finish_replacement(origin: OriginFor<T>, id: MerchantId) -> DispatchResult {
		let who = ensure_signed(origin)?;
		let started = Replacements::<T>::get(id).ok_or(Error::<T>::ReplacementNotFound)?;
		// The word of a suspended shop's owner would take its won out of the suspension.
		let merchant = Self::load_merchant(id)?;
		let by_owner = merchant.owner == who && merchant.status == MerchantStatus::Active;
		let is_ready = T::Time::moment() >= started.ready_at;
		ensure!(by_owner || is_ready, Error::<T>::TooEarly);
		Self::do_replace_owner(id, started.owner, !by_owner)
	}

	/// Calls it off.
	pub(crate) fn do_cancel_replacement(origin: OriginFor<T>, id: MerchantId) -> DispatchResult {
		ensure!(Replacements::<T>::contains_key(id), Error::<T>::ReplacementNotFound);
		Self::ensure_may_close(origin, id)?;
		Replacements::<T>::remove(id);
		Self::deposit_event(Event::ReplacementCancelled { merchant: id });
		Ok(())
	}

	/// Gives a shop to another account. The old account and all tills end with it.
	fn do_replace_owner(id: MerchantId, owner: T::AccountId, lost: bool) -> DispatchResult {
		let merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		Self::ensure_can_act(&owner, id)?;
		Replacements::<T>::remove(id);
		Self::dismiss_staff(id, &merchant.owner, lost);
		Self::let_act(&owner, Acting { merchant: id, role: Role::Owner });
		if merchant.status != MerchantStatus::Active {
			Self::freeze_won(&owner, FreezeReason::Shop);
		}
		let operator = merchant.operator;
		Merchants::<T>::insert(id, Merchant { owner: owner.clone(), ..merchant });
		Self::deposit_event(Event::OwnerReplaced { merchant: id, owner, operator });
		Ok(())
	}
}
