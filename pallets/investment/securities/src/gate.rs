// SPDX-License-Identifier: Apache-2.0

//! The wall before the ledger of units: the ledger asks it before units leave an account, by any hand.

use core::marker::PhantomData;

use chungnam_primitives::{dividends::Units, InstrumentId};
use pallet_assets::FrozenBalance;

use crate::pallet::*;

/// The `Freezer` of the ledger. All units are frozen, but for those that this pallet moves at this moment.
pub struct Gate<T>(PhantomData<T>);

impl<T: Config> FrozenBalance<InstrumentId, T::AccountId, Units> for Gate<T> {
	/// Not `Some(0)` where the gate is open: with it the ledger would keep the last unit for ever.
	fn frozen_balance(instrument: InstrumentId, from: &T::AccountId) -> Option<Units> {
		let moving = Moving::<T>::get();
		let is_open = moving.is_some_and(|(id, own)| id == instrument && own == *from);
		(!is_open).then_some(Units::MAX)
	}

	fn died(_: InstrumentId, _: &T::AccountId) {}

	/// Nobody ends the ledger of an instrument that has terms.
	fn contains_freezes(instrument: InstrumentId) -> bool {
		AllTerms::<T>::contains_key(instrument)
	}
}
