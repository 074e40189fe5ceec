// SPDX-License-Identifier: Apache-2.0

//! Accounts of series that are gone.

use chungnam_ports::{Pot, Pots};

use crate::pallet::*;

impl<T: Config> Pots<T::AccountId> for Pallet<T> {
	fn left(pot: Pot) -> Option<T::AccountId> {
		let Pot::Series(series) = pot else { return None };
		let was_given = series < NextSeries::<T>::get();
		let is_gone = was_given && !SeriesById::<T>::contains_key(series);
		is_gone.then(|| Self::pot_of(series))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		let series = NextSeries::<T>::get();
		NextSeries::<T>::put(chungnam_primitives::SeriesId(series.0 + 1));
		Pot::Series(series)
	}
}
