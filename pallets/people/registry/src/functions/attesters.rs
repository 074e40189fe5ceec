// SPDX-License-Identifier: Apache-2.0

//! Attesters: appointed and dismissed.

use chungnam_primitives::RegionSet;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{Attester, Attesters, Config, Error, Event, Pallet, MAX_ATTESTERS};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_appoint_attester(who: T::AccountId, attester: Attester) -> DispatchResult {
		let Attester { regions, scopes } = attester;
		ensure!(!regions.is_empty() && !scopes.is_empty(), Error::<T>::NothingGranted);
		ensure!(RegionSet::province().covers(&regions), Error::<T>::InvalidRegion);
		ensure!(scopes.are_of_one_office(), Error::<T>::ConflictingScopes);
		let has_room =
			Attesters::<T>::contains_key(&who) || Attesters::<T>::count() < MAX_ATTESTERS;
		ensure!(has_room, Error::<T>::MaxAttestersExceeded);
		Attesters::<T>::insert(&who, attester);
		Self::deposit_event(Event::AttesterAppointed { attester: who, regions, scopes });
		Ok(())
	}

	pub(crate) fn do_dismiss_attester(who: T::AccountId) -> DispatchResult {
		ensure!(Attesters::<T>::contains_key(&who), Error::<T>::AttesterNotFound);
		Attesters::<T>::remove(&who);
		Self::deposit_event(Event::AttesterDismissed { attester: who });
		Ok(())
	}
}
