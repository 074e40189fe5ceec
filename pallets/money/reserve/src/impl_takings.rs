// SPDX-License-Identifier: Apache-2.0

//! Takings, for those who move won between residents and shops. Refused is nothing but what no number can hold, and a
//! bonus that the pot does not have.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::Takings;
use chungnam_primitives::{MerchantId, Won};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Takings<T::AccountId> for Pallet<T> {
	/// Errors: [`Error::Overflow`].
	fn note(shop: MerchantId, amount: Won) -> DispatchResult {
		ShopLedgers::<T>::try_mutate(shop, |ledger| {
			ledger.takings = ledger.takings.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	fn forget(shop: MerchantId, amount: Won) {
		let mut ledger = ShopLedgers::<T>::get(shop);
		if ledger.takings > 0 {
			// They may have been spent on already; there is no bonus to take back. Nor was all plain won a taking.
			ledger.takings = ledger.takings.saturating_sub(amount);
			ShopLedgers::<T>::insert(shop, ledger);
		}
	}

	/// Errors: [`Error::Overflow`].
	fn pass_on(
		shop: MerchantId,
		account: &T::AccountId,
		amount: Won,
	) -> Result<Won, DispatchError> {
		let month = T::Time::this_month();
		let ledger = ShopLedgers::<T>::get(shop);
		let from_takings = amount.min(ledger.takings);
		let bonus = Self::respend_bonus(&ledger, from_takings, month);
		let takings = ledger.takings.checked_sub(from_takings).ok_or(Error::<T>::Overflow)?;
		let bonus_of_month = ledger.bonus.plus(month, bonus).ok_or(Error::<T>::Overflow)?;

		ShopLedgers::<T>::insert(shop, ShopLedger { takings, bonus: bonus_of_month, ..ledger });
		T::Won::send(&Self::respend_account(), account, bonus, Error::<T>::InsufficientBalance)?;
		Ok(bonus)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_takings(shop: MerchantId) {
		crate::benchmarking::takings::<T>(shop);
	}
}
