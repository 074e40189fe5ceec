// SPDX-License-Identifier: Apache-2.0

//! What was taken by fraud is taken back, with a sanction and a ban; an appeal ends them.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{Charged, Debts};
use chungnam_primitives::{korean_day, month_of_day, start_of_day, IncomeId, PersonId, Won};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sanction(
		id: IncomeId,
		person: PersonId,
		amount: Won,
		multiple: u8,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let income = Self::load(id)?;
		T::People::known(person).map_err(Error::<T>::from)?;
		let (now, opener) = (T::Time::moment(), Self::opener(id));
		let today = korean_day(now);
		let terms = income.terms_for(month_of_day(today));
		ensure!(terms.sanction.allow(multiple), Error::<T>::SanctionOutOfRange);
		// What is taken back and what is asked for on top; an earlier debt stays.
		let owed = Won::from(multiple).checked_add(1).and_then(|times| amount.checked_mul(times));
		let owed = owed.ok_or(Error::<T>::Overflow)?;
		// Saturating: a ban to the end of days never ends, as it should.
		let until = start_of_day(today.saturating_add(terms.ban_days.into()));
		let case = step(Cases::<T>::get(id, person), Step::Ban { until }, now);
		let case = case.map_err(Error::<T>::from)?;
		let mut ledger = Ledgers::<T>::get(id);

		let Charged { taken, debt } = T::Drops::charge(opener, person, owed, terms.debt_share)?;
		Self::take_out(&income, person)?;
		Self::set_case(id, person, case, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		let until = match case {
			Some(Case::Banned { until }) => until,
			_ => until,
		};
		Self::deposit_event(Event::Sanctioned {
			income: id,
			person,
			amount,
			multiple,
			taken,
			debt,
			until,
		});
		Ok(())
	}

	pub(crate) fn do_forgive(id: IncomeId, person: PersonId) -> DispatchResult {
		let opener = Self::opener(id);
		let debt = T::Drops::debt(opener, person);
		let case = Cases::<T>::get(id, person);
		let lifted = step(case, Step::Forgive, T::Time::moment());
		ensure!(debt > 0 || lifted.is_ok(), Error::<T>::NothingToForgive);
		let mut ledger = Ledgers::<T>::get(id);

		if debt > 0 {
			T::Drops::forgive(opener, person)?;
		}
		if let Ok(case) = lifted {
			Self::set_case(id, person, case, &mut ledger);
			Ledgers::<T>::insert(id, ledger);
		}
		Self::deposit_event(Event::Forgiven { income: id, person, debt });
		Ok(())
	}
}
