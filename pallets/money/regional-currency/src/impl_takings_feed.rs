// SPDX-License-Identifier: Apache-2.0

//! Payments, for those who follow what shops take. The answer stands in the value that every payment reads anyway.

use chungnam_ports::TakingsFeed;

use crate::pallet::*;

impl<T: Config> TakingsFeed for Pallet<T> {
	fn tell_takings(tells: bool) {
		PaymentState::<T>::mutate(|book| book.notes_takings = tells);
	}

	fn tells_takings() -> bool {
		PaymentState::<T>::get().notes_takings
	}
}
