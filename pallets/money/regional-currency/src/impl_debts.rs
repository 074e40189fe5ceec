// SPDX-License-Identifier: Apache-2.0

//! Money that must be given back to who gave it.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, CohortsExt};
use chungnam_ports::{Debts, Opener};
use chungnam_primitives::{PersonId, Won};
use core::cmp::Reverse;
use sp_runtime::{DispatchError, DispatchResult, Percent};

use crate::{pallet::*, plan::Shelf, types::*};

impl<T: Config> Debts for Pallet<T> {
	/// Takes from the lots that end last first, latent ones included, so that what is left to the person can be used up in
	/// time. Of ended series nothing is taken: it goes back at their sweep.
	fn take_back(opener: Opener, person: PersonId, amount: Won) -> Result<Won, DispatchError> {
		let now = T::Time::moment();
		let mut purse = Self::claimed_purse(person);
		let mut lots = Vec::new();
		for lot in &purse.wallet.lots {
			let Some(binding) = purse.shelf.binding(lot.series) else { continue };
			if binding.series.opener == Some(opener) && !binding.series.has_ended(now) {
				lots.push((Reverse(binding.ends(now)), lot.series, lot.amount));
			}
		}
		lots.sort_unstable();
		let (mut missing, mut debits) = (amount, Vec::new());
		for (_, series, held) in lots {
			let part = held.min(missing);
			if part > 0 {
				let debit = purse.wallet.debit(series, part).ok_or(Error::<T>::Overflow)?;
				missing = missing.checked_sub(part).ok_or(Error::<T>::Overflow)?;
				debits.push((series, part, debit.graced));
			}
		}

		purse.keep()?;
		for (series, part, graced) in debits {
			Self::note_clawed_back(series, person, part, graced, ClawBackReason::Repayment)?;
		}
		Ok(amount.checked_sub(missing).ok_or(Error::<T>::Overflow)?)
	}

	/// Errors: [`Error::NotRegistered`], [`Error::MaxDebtsExceeded`]. What was dropped until now is not withheld: it becomes
	/// lots first.
	fn set_debt(opener: Opener, person: PersonId, amount: Won, share: Percent) -> DispatchResult {
		T::Cohorts::known_member(person).map_err(Error::<T>::from)?;
		let mut purse = Self::claimed_purse(person);
		let debt = Debt { opener, left: amount, share };
		purse.wallet.set_debt(debt).map_err(Error::<T>::from)?;

		purse.keep()?;
		Self::deposit_event(Event::DebtSet { person, opener, amount, share });
		Ok(())
	}

	fn debt(opener: Opener, person: PersonId) -> Won {
		Wallets::<T>::get(person).debt(opener)
	}
}
