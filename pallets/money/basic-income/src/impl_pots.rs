// SPDX-License-Identifier: Apache-2.0

//! Accounts of incomes that are gone.

use chungnam_ports::{Pot, Pots};

use crate::pallet::*;

impl<T: Config> Pots<T::AccountId> for Pallet<T> {
	fn left(pot: Pot) -> Option<T::AccountId> {
		let Pot::Income(income) = pot else { return None };
		let was_given = income < NextIncome::<T>::get();
		let is_gone = was_given && !Incomes::<T>::contains_key(income);
		is_gone.then(|| Self::pool_of(income))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		let income = NextIncome::<T>::get();
		NextIncome::<T>::put(chungnam_primitives::IncomeId(income.0 + 1));
		Pot::Income(income)
	}
}
