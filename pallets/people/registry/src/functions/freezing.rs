// SPDX-License-Identifier: Apache-2.0

//! Won that is frozen in the ledger itself: no transfer, batch, proxy, multisig or fee gets past a freeze or a suspension.

use chungnam_primitives::PersonId;
use frame_support::{
	defensive,
	traits::fungible::{Inspect, InspectFreeze, MutateFreeze},
};
use sp_runtime::traits::{Bounded, Zero};

use crate::{Config, FreezeReason, KeysOf, Pallet};

impl<T: Config> Pallet<T> {
	/// Freezes all won of an account, also what comes to it later. An account with a role exists without a balance.
	pub(crate) fn freeze_won(who: &T::AccountId, reason: FreezeReason) {
		let all = <T::Won as Inspect<T::AccountId>>::Balance::max_value();
		if T::Won::set_freeze(&reason.into(), who, all).is_err() {
			defensive!("an account with a role can be frozen");
		}
	}

	/// Undoes [`Self::freeze_won`]. Nothing happens to won that is not frozen.
	pub(crate) fn thaw_won(who: &T::AccountId, reason: FreezeReason) {
		if Self::is_frozen(who, reason) && T::Won::thaw(&reason.into(), who).is_err() {
			defensive!("what is frozen can be thawed");
		}
	}

	/// True if the won of an account is frozen for this reason.
	pub(crate) fn is_frozen(who: &T::AccountId, reason: FreezeReason) -> bool {
		!T::Won::balance_frozen(&reason.into(), who).is_zero()
	}

	/// Freezes the won on all keys of a person.
	pub(crate) fn freeze_keys(person: PersonId) {
		for key in KeysOf::<T>::get(person) {
			Self::freeze_won(&key, FreezeReason::Person);
		}
	}

	/// Undoes [`Self::freeze_keys`].
	pub(crate) fn thaw_keys(person: PersonId) {
		for key in KeysOf::<T>::get(person) {
			Self::thaw_won(&key, FreezeReason::Person);
		}
	}
}
