// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod cases;
mod genesis;
mod governance;
mod members;
mod periods;
mod sanctions;

use chungnam_frame_kit::errors_from;
use chungnam_ports::{Cohorts, Opener};
use chungnam_primitives::{IncomeId, Moment, PersonId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::AccountIdConversion, DispatchError};

use crate::{pallet::*, types::*};

impl<T: Config> From<Misstep> for Error<T> {
	fn from(misstep: Misstep) -> Self {
		match misstep {
			Misstep::TooEarly => Error::TooEarly,
			Misstep::Banned => Error::Banned,
			Misstep::CaseOpen => Error::CaseOpen,
			Misstep::NotChecking => Error::NotChecking,
			Misstep::NotSuspended => Error::NotSuspended,
			Misstep::CaseNotFound => Error::CaseNotFound,
		}
	}
}

errors_from!(Absent);
errors_from!(Untimely);

/// A tier's place in its income, as events tell it.
pub(crate) fn number(tier: usize) -> u32 {
	u32::try_from(tier).unwrap_or(u32::MAX)
}

impl<T: Config> Pallet<T> {
	pub(crate) fn pool_of(income: IncomeId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"pool", income))
	}

	/// As whom the currency knows an income.
	pub(crate) fn opener(income: IncomeId) -> Opener {
		Opener::Income(income)
	}

	pub(crate) fn load(income: IncomeId) -> Result<IncomeOf<T>, Error<T>> {
		Incomes::<T>::get(income).ok_or(Error::IncomeNotFound)
	}

	pub(crate) fn load_running(income: IncomeId) -> Result<IncomeOf<T>, Error<T>> {
		let income = Self::load(income)?;
		ensure!(income.stage != Stage::Stopped, Error::Stopped);
		Ok(income)
	}

	pub(crate) fn load_stopped(income: IncomeId) -> Result<IncomeOf<T>, Error<T>> {
		let income = Self::load(income)?;
		ensure!(income.stage == Stage::Stopped, Error::NotStopped);
		Ok(income)
	}

	/// How many people are paid by what opens at `now`, the present.
	pub(crate) fn heads(income: &IncomeOf<T>, now: Moment) -> Result<u32, DispatchError> {
		income
			.tiers
			.iter()
			.try_fold(0u32, |sum, tier| {
				sum.checked_add(T::Cohorts::heads_at(tier.cohort, now).unwrap_or(0))
			})
			.ok_or(Error::<T>::Overflow.into())
	}

	/// Writes what became of a case, and counts it.
	pub(crate) fn set_case(
		income: IncomeId,
		person: PersonId,
		new: Option<Case>,
		ledger: &mut Ledger,
	) {
		let old = Cases::<T>::mutate_exists(income, person, |case| core::mem::replace(case, new));
		// Saturating: what is taken off was counted when it was written (I5), and people are numbered by a `u32`.
		let recount = |count: u32, was: bool, is: bool| {
			count.saturating_add(is.into()).saturating_sub(was.into())
		};
		let is_open = |case: Option<Case>| case.is_some_and(|case| case.is_open());
		ledger.cases = recount(ledger.cases, old.is_some(), new.is_some());
		ledger.open_cases = recount(ledger.open_cases, is_open(old), is_open(new));
	}

	/// Writes which months a person is still owed, and counts it.
	pub(crate) fn set_owed(
		income: IncomeId,
		person: PersonId,
		owed: OwedTimes,
		ledger: &mut Ledger,
	) {
		let new = Some(owed.clone()).filter(|owed| !owed.is_empty());
		let is_owed = new.is_some();
		let old = OwedLater::<T>::mutate_exists(income, person, |own| core::mem::replace(own, new));
		if !is_owed && old.is_none() {
			return;
		}
		// Saturating: as for cases (I5).
		ledger.owed =
			ledger.owed.saturating_add(is_owed.into()).saturating_sub(old.is_some().into());
		Self::deposit_event(Event::ArrearsOwed { income, person, owed });
	}
}
