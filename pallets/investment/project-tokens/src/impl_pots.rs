// SPDX-License-Identifier: Apache-2.0

//! Pots of projects that are gone.

use chungnam_ports::{Pot, Pots};

use crate::pallet::*;

impl<T: Config> Pots<T::AccountId> for Pallet<T> {
	/// Projects have the numbers of their instruments. What comes before a proposal is nobody's, as what comes after the end.
	fn left(pot: Pot) -> Option<T::AccountId> {
		let Pot::Project(id) = pot else { return None };
		let is_there = Projects::<T>::contains_key(id);
		(!is_there).then(|| Self::pot_of(id))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		Pot::Project(chungnam_primitives::InstrumentId(u32::MAX))
	}
}
