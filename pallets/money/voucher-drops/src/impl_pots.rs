// SPDX-License-Identifier: Apache-2.0

//! Accounts of programmes that are gone.

use chungnam_ports::{Pot, Pots};

use crate::pallet::*;

impl<T: Config> Pots<T::AccountId> for Pallet<T> {
	fn left(pot: Pot) -> Option<T::AccountId> {
		let Pot::Programme(programme) = pot else { return None };
		let was_given = programme < NextProgramme::<T>::get();
		let is_gone = was_given && !Programmes::<T>::contains_key(programme);
		is_gone.then(|| Self::account_of(programme))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		let programme = NextProgramme::<T>::get();
		NextProgramme::<T>::put(chungnam_primitives::ProgrammeId(programme.0 + 1));
		Pot::Programme(programme)
	}
}
