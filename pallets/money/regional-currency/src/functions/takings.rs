// SPDX-License-Identifier: Apache-2.0

//! What lies on an account that a shop's owner lost.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Merchants, ShopAct};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	/// Moves the plain won of the shop's lost account to the owner of now.
	pub(crate) fn do_reclaim_takings(who: &T::AccountId, from: &T::AccountId) -> DispatchResult {
		let merchant = T::Merchants::lost_account_of(from).ok_or(Error::<T>::NotAuthorized)?;
		// It is frozen against its finder.
		let amount = T::Won::reachable(from);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let own = T::Merchants::authorize(who, ShopAct::CashOut, amount, T::Time::today())?;
		ensure!(own == merchant, Error::<T>::NotAuthorized);
		T::Won::send_frozen(from, who, amount, Error::<T>::InsufficientBalance)?;
		let (from, to) = (from.clone(), who.clone());
		Self::deposit_event(Event::TakingsReclaimed { merchant, from, to, amount });
		Ok(())
	}
}
