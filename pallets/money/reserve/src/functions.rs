// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod cash_out;
mod genesis;
mod reserve;
mod takings;
mod terms;

use chungnam_frame_kit::Clock;
use frame_support::traits::{fungible::Inspect, Get};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The account that pays the re-spend bonus.
	pub(crate) fn respend_account() -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(*b"respend")
	}

	/// Changes what is published of this half-year by `change`, with the reserve and the issuance as they are now.
	pub(crate) fn disclose(change: impl FnOnce(&mut Disclosure) -> Option<()>) -> DispatchResult {
		let half = half_year(T::Time::this_month());
		Disclosures::<T>::try_mutate(half, |disclosure| {
			disclosure.reserve = ReserveState::<T>::get().balance;
			disclosure.issuance = T::Won::total_issuance();
			change(disclosure).ok_or(DispatchError::from(Error::<T>::Overflow))
		})
	}
}
