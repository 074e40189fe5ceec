// SPDX-License-Identifier: Apache-2.0

//! What the owners ask of the agenda.

use chungnam_ports::{Agenda, Due};
use chungnam_primitives::Moment;

use crate::{pallet::*, types::*};

impl<T: Config> Agenda for Pallet<T> {
	fn set(due: Due, at: Moment) {
		match Moments::<T>::get(due) {
			Some(before) if before == at => return,
			Some(before) => Entries::<T>::remove(entry(before, due)),
			None => (),
		}
		Entries::<T>::insert(entry(at, due), ());
		Moments::<T>::insert(due, at);
	}

	fn cancel(due: Due) {
		if let Some(at) = Moments::<T>::get(due) {
			Self::take(at, due);
		}
	}

	fn at(due: Due) -> Option<Moment> {
		Moments::<T>::get(due)
	}

	fn all() -> alloc::vec::Vec<(Due, Moment)> {
		Moments::<T>::iter().collect()
	}
}
