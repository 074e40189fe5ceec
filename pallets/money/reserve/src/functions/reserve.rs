// SPDX-License-Identifier: Apache-2.0

//! The reserve: won is made only against a bank balance that an attester stated, not long ago.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_primitives::Won;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attest_reserve(balance: Won, statement: DocumentHash) -> DispatchResult {
		// The truth is recorded, a bad one first of all: the alarm reads it.
		let missing = T::Won::total_issuance().saturating_sub(balance);
		let new = Reserve { balance, statement, at: T::Time::moment(), missing };
		let old = ReserveState::<T>::mutate(|reserve| core::mem::replace(reserve, new)).balance;
		Self::disclose(|_| Some(()))?;
		Self::deposit_event(Event::ReserveAttested { old, new: balance, missing, statement });
		Ok(())
	}

	/// Won that can be made against `reserve` now, and why there is none if the statement is too old.
	fn room(reserve: &Reserve) -> Result<Won, Error<T>> {
		let until = reserve.mints_until(T::StatementAge::get());
		let is_fresh = until.is_none_or(|until| T::Time::moment() < until);
		ensure!(is_fresh, Error::<T>::StatementTooOld);
		// Saturating: a bank that is short leaves no room.
		Ok(reserve.balance.saturating_sub(T::Won::total_issuance()))
	}

	pub(crate) fn reserve_coverage() -> Coverage {
		let reserve = ReserveState::<T>::get();
		let issuance = T::Won::total_issuance();
		Coverage {
			balance: reserve.balance,
			issuance,
			room: Self::room(&reserve).unwrap_or(0),
			missing: issuance.saturating_sub(reserve.balance),
			stated_at: reserve.at,
			mints_until: reserve.mints_until(T::StatementAge::get()),
		}
	}

	/// The one way in which won comes into being.
	pub(crate) fn do_mint(to: &T::AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(T::Won::total_issuance().checked_add(amount).is_some(), Error::<T>::Overflow);
		let room = Self::room(&ReserveState::<T>::get())?;
		ensure!(amount <= room, Error::<T>::ReserveExceeded);
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
		ReserveState::<T>::mutate(|reserve| *reserve = core::mem::take(reserve).less(amount));
		Self::disclose(|now| {
			now.burnt = now.burnt.checked_add(amount)?;
			Some(())
		})?;
		Self::deposit_event(Event::Burnt { from: from.clone(), amount });
		Ok(())
	}
}
