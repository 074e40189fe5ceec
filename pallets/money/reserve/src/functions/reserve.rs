// SPDX-License-Identifier: Apache-2.0

//! The reserve: won exists only against a bank balance that an attester stated.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_primitives::Won;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
	},
};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attest_reserve(balance: Won, statement: DocumentHash) -> DispatchResult {
		ensure!(balance >= T::Won::total_issuance(), Error::<T>::BelowIssuance);
		let new = Reserve { balance, statement, at: T::Time::moment() };
		let old = ReserveState::<T>::mutate(|reserve| core::mem::replace(reserve, new)).balance;
		Self::disclose(|_| Some(()))?;
		Self::deposit_event(Event::ReserveAttested { old, new: balance, statement });
		Ok(())
	}

	/// The one way in which won comes into being.
	pub(crate) fn do_mint(to: &T::AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let after = T::Won::total_issuance().checked_add(amount).ok_or(Error::<T>::Overflow)?;
		ensure!(after <= ReserveState::<T>::get().balance, Error::<T>::ReserveExceeded);
		T::Won::mint_into(to, amount)?;
		Self::disclose(|now| {
			now.minted = now.minted.checked_add(amount)?;
			Some(())
		})?;
		Self::deposit_event(Event::Minted { to: to.clone(), amount });
		Ok(())
	}

	pub(crate) fn do_burn(who: &T::AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(T::Won::spendable(who) >= amount, Error::<T>::InsufficientBalance);
		T::Won::burn_from(
			who,
			amount,
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		Self::note_burnt(who, amount)
	}

	/// Destroys won that is held for cash-out, after the bank paid it.
	pub(crate) fn burn_held(who: &T::AccountId, amount: Won) -> DispatchResult {
		let reason = HoldReason::CashOut.into();
		T::Won::burn_held(&reason, who, amount, Precision::Exact, Fortitude::Force)?;
		Self::note_burnt(who, amount)
	}

	/// The bank paid what was burnt, so its balance is lower by as much.
	fn note_burnt(from: &T::AccountId, amount: Won) -> DispatchResult {
		ReserveState::<T>::try_mutate(|reserve| {
			reserve.balance = reserve.balance.checked_sub(amount).ok_or(Error::<T>::Overflow)?;
			Ok::<(), Error<T>>(())
		})?;
		Self::disclose(|now| {
			now.burnt = now.burnt.checked_add(amount)?;
			Some(())
		})?;
		Self::deposit_event(Event::Burnt { from: from.clone(), amount });
		Ok(())
	}
}
