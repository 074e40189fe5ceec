// SPDX-License-Identifier: Apache-2.0

//! Accounts on which won lies that is nobody's.

use chungnam_ports::{Holder, Pot, Pots};
use chungnam_primitives::Won;

use crate::*;

impl<T: Config> Pots<T::AccountId> for Pallet<T> {
	/// With units lies no won that is anyone's. What is stray in the pot of a sale goes with the sale, so only what comes later
	/// is left.
	fn left(pot: Pot) -> Option<T::AccountId> {
		match pot {
			Pot::Person(person) => Some(Self::account_of(&Holder::Person(person))),
			Pot::Institution(hash) => Some(Self::account_of_hash(hash)),
			Pot::Instrument(id) => {
				let was_given = id < NextInstrument::<T>::get();
				was_given.then(|| Self::purse_of(id))
			}
			Pot::Sale(id) => {
				let was_given = id < NextOffering::<T>::get();
				let is_gone = was_given && !Offerings::<T>::contains_key(id);
				is_gone.then(|| Self::pot_of(id))
			}
			Pot::Programme(_)
			| Pot::Income(_)
			| Pot::Series(_)
			| Pot::Asset(_)
			| Pot::Project(_)
			| Pot::Intake(_) => None,
		}
	}

	/// What I11 says of the purse. An instrument that was retired owes nothing but taxes.
	fn owed(pot: Pot) -> Won {
		let Pot::Instrument(id) = pot else { return 0 };
		let own = Instruments::<T>::get(id);
		let owed = own.map_or(0, |own| own.owed().unwrap_or(Won::MAX)); // there is an answer, see I11
		owed.saturating_add(TaxesDue::<T>::get(id)) // no more than the purse has
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		// The purse of one that was retired is asked for taxes as well.
		use chungnam_primitives::InstrumentId;
		NextInstrument::<T>::put(InstrumentId(1));
		Pot::Instrument(InstrumentId(0))
	}
}
