// SPDX-License-Identifier: Apache-2.0

//! The committee's brake: for a while nobody acquires units, and no money of a sale is handed over.

use chungnam_frame_kit::Clock;
use chungnam_primitives::{InstrumentId, Moment};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	/// The instrument is not halted.
	pub(crate) fn ensure_going(id: InstrumentId) -> Result<(), Error<T>> {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let is_halted = own.is_halted(T::Time::moment());
		ensure!(!is_halted, Error::<T>::Refused(Reason::Halted));
		Ok(())
	}

	pub(crate) fn do_halt(id: InstrumentId, length: Moment, reason: H256) -> DispatchResult {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let since = T::Time::moment();
		let was = own.halt.map(|own| own.since.saturating_add(HALT_REST)); // bounded
		ensure!(was.is_none_or(|rests| since >= rests), Error::<T>::AlreadyHalted);
		ensure!((1..=MAX_HALT).contains(&length), Error::<T>::EndOutOfRange);

		let until = since.saturating_add(length); // now is far from the end of time
		let halt = Halt { since, until, reason };
		Instruments::<T>::insert(id, Instrument { halt: Some(halt), ..own });
		Self::deposit_event(Event::Halted { instrument: id, halt });
		Ok(())
	}

	/// The halt ends now. It stays known, so that the instrument rests from halts as long as it would have.
	pub(crate) fn do_lift_halt(id: InstrumentId) -> DispatchResult {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let until = T::Time::moment();
		let running = own.halt.filter(|own| until < own.until);
		let halt = Halt { until, ..running.ok_or(Error::<T>::NotHalted)? };

		Instruments::<T>::insert(id, Instrument { halt: Some(halt), ..own });
		Self::deposit_event(Event::HaltLifted { instrument: id });
		Ok(())
	}
}
