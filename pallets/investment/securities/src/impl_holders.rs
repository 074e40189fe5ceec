// SPDX-License-Identifier: Apache-2.0

//! Holders who vote by their units, and institutions among them. A vote leaves the units where they are, so they earn on.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Holder, Holders, Investors};
use chungnam_primitives::{dividends::Units, InstrumentId, Moment};
use frame_support::ensure;
use sp_runtime::DispatchError;

use crate::*;

impl<T: Config> Holders<T::AccountId> for Pallet<T> {
	/// Units that nobody has collected, and those of the dead, count: nobody decides more easily because others are slow.
	fn units(instrument: InstrumentId) -> Option<Units> {
		Instruments::<T>::get(instrument)?.issued.total()
	}

	fn held(instrument: InstrumentId, who: &Holder<T::AccountId>) -> Units {
		let units = Self::units_of(instrument, who);
		let own = Positions::<T>::get(who, instrument);
		let silent = own.map_or(0, |own| own.silent_at(T::Time::moment()));
		units.saturating_sub(silent) // no more than all, see I12
	}

	/// One lock a position: the later end counts for all of them.
	fn lock(
		instrument: InstrumentId,
		who: &Holder<T::AccountId>,
		until: Moment,
	) -> Result<Units, DispatchError> {
		let is_known = Instruments::<T>::contains_key(instrument);
		ensure!(is_known, Error::<T>::InstrumentNotFound);
		let units = Self::held(instrument, who);
		if let Some(own) = Positions::<T>::get(who, instrument).filter(|_| units > 0) {
			let own = own.lock(units, until);
			let (holder, until) = (who.clone(), own.locked_until);
			Self::deposit_event(Event::Locked { instrument, holder, units, until });
			Positions::<T>::insert(who, instrument, own);
		}
		Ok(units)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_instrument(who: &Holder<T::AccountId>, units: Units) -> InstrumentId {
		crate::benchmarking::instrument_of::<T>(who, units)
	}
}

impl<T: Config> Investors<T::AccountId> for Pallet<T> {
	/// As long as the credential is known. It is forgotten when nothing of the institution is left.
	fn is_investor(who: &T::AccountId) -> bool {
		Credentials::<T>::contains_key(Holder::Account(who.clone()))
	}
}
