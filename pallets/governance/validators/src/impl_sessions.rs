// SPDX-License-Identifier: Apache-2.0

//! What the session pallet asks: when a session ends, and who is in the next.

use alloc::vec::Vec;
use frame_support::{traits::EstimateNextSessionRotation, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::{historical, ShouldEndSession};
use sp_runtime::{
	traits::{Convert, Get, One, Saturating},
	Permill,
};
use sp_staking::SessionIndex;

use crate::pallet::*;

impl<T: Config> ShouldEndSession<BlockNumberFor<T>> for Pallet<T> {
	fn should_end_session(now: BlockNumberFor<T>) -> bool {
		Self::schedule().is_over(now)
	}
}

impl<T: Config> EstimateNextSessionRotation<BlockNumberFor<T>> for Pallet<T> {
	fn average_session_length() -> BlockNumberFor<T> {
		Self::schedule().length
	}

	/// The present block counts as gone, as the trait asks.
	fn estimate_current_session_progress(now: BlockNumberFor<T>) -> (Option<Permill>, Weight) {
		let schedule = Self::schedule();
		let gone = now.saturating_sub(schedule.began).saturating_add(One::one());
		let progress = Permill::from_rational(gone.min(schedule.length), schedule.length);
		(Some(progress), T::DbWeight::get().reads(1))
	}

	fn estimate_next_session_rotation(_: BlockNumberFor<T>) -> (Option<BlockNumberFor<T>>, Weight) {
		(Some(Self::schedule().ends()), T::DbWeight::get().reads(1))
	}
}

impl<T: Config> pallet_session::SessionManager<T::AccountId> for Pallet<T> {
	fn new_session(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		Self::next_set()
	}

	fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		Some(Self::genesis_set())
	}

	fn start_session(index: SessionIndex) {
		// Session 0 begins with genesis, which writes the calendar itself.
		if index > 0 {
			Self::begin_session();
		}
	}

	fn end_session(index: SessionIndex) {
		Self::forget_sessions(index);
	}
}

impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
	fn new_session(index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		identified(<Self as pallet_session::SessionManager<_>>::new_session(index))
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		identified(<Self as pallet_session::SessionManager<_>>::new_session_genesis(index))
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::end_session(index)
	}
}

/// Identifies a validator by its account alone: there is no stake to remember with it.
pub struct AccountAlone;

impl<AccountId> Convert<AccountId, Option<()>> for AccountAlone {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

fn identified<AccountId>(set: Option<Vec<AccountId>>) -> Option<Vec<(AccountId, ())>> {
	set.map(|set| set.into_iter().map(|who| (who, ())).collect())
}
