// SPDX-License-Identifier: Apache-2.0

//! Money that must be given back to who gave it.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, CohortsExt};
use chungnam_ports::{Charged, Debts, Opener};
use chungnam_primitives::{Moment, PersonId, SeriesId, Won};
use core::cmp::Reverse;
use sp_runtime::{DispatchError, DispatchResult, Percent};

use crate::{functions::Purse, pallet::*, plan::Shelf, types::*};

/// What is taken out of a lot: its series, won, and how much of that had come back after the end.
type Taken = (SeriesId, Won, Won);

impl<T: Config> Debts for Pallet<T> {
	fn take_back(opener: Opener, person: PersonId, amount: Won) -> Result<Won, DispatchError> {
		let mut purse = Self::claimed_purse(person);
		let (taken, debits) = Self::take_out(&mut purse, opener, amount, T::Time::moment())?;

		purse.keep()?;
		Self::note_taken(person, debits)?;
		Ok(taken)
	}

	/// Errors: [`Error::NotRegistered`], [`Error::MaxDebtsExceeded`], [`Error::Overflow`]. What was dropped until now becomes
	/// lots first, of which the earlier debt keeps its share.
	fn charge(
		opener: Opener,
		person: PersonId,
		amount: Won,
		share: Percent,
	) -> Result<Charged, DispatchError> {
		T::Cohorts::known_member(person).map_err(Error::<T>::from)?;
		let mut purse = Self::claimed_purse(person);
		let before = purse.wallet.debt(opener);
		let owed = before.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		let since = T::Time::moment();
		let (taken, debits) = Self::take_out(&mut purse, opener, owed, since)?;
		let left = owed.checked_sub(taken).ok_or(Error::<T>::Overflow)?;
		purse.wallet.set_debt(Debt { opener, left, share, since }).map_err(Error::<T>::from)?;

		purse.keep()?;
		Self::note_taken(person, debits)?;
		Self::deposit_event(Event::DebtSet { person, opener, amount: left, share });
		Ok(Charged { taken, debt: left })
	}

	/// Errors: [`Error::NotRegistered`]. What is latent stays latent and comes whole.
	fn forgive(opener: Opener, person: PersonId) -> Result<Won, DispatchError> {
		T::Cohorts::known_member(person).map_err(Error::<T>::from)?;
		let mut purse = Purse::<T>::open(person, T::Time::moment());
		let owed = purse.wallet.debt(opener);
		let (amount, share) = (0, Percent::zero());
		purse
			.wallet
			.set_debt(Debt { opener, left: amount, share, since: 0 })
			.map_err(Error::<T>::from)?;

		purse.keep()?;
		Self::deposit_event(Event::DebtSet { person, opener, amount, share });
		Ok(owed)
	}

	fn debt(opener: Opener, person: PersonId) -> Won {
		Wallets::<T>::get(person).debt(opener)
	}
}

impl<T: Config> Pallet<T> {
	/// Takes at most `amount` out of the lots of an opener: those that end last first, so that what is left to the person can
	/// be used up in time, and of those that end together the older series first. Of ended series nothing is taken: it goes back at their sweep. Returns won taken, and from
	/// which lots.
	fn take_out(
		purse: &mut Purse<T>,
		opener: Opener,
		amount: Won,
		now: Moment,
	) -> Result<(Won, Vec<Taken>), DispatchError> {
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
		Ok((amount.checked_sub(missing).ok_or(Error::<T>::Overflow)?, debits))
	}

	fn note_taken(person: PersonId, debits: Vec<Taken>) -> DispatchResult {
		debits.into_iter().try_for_each(|(series, part, graced)| {
			Self::note_clawed_back(series, person, part, graced, ClawBackReason::Repayment)
		})
	}
}
