// SPDX-License-Identifier: Apache-2.0

//! Orders of courts: freezes and forced transfers.

use chungnam_frame_kit::{Clock, MandateExt};
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, RegionSet, Scope, TransferId};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::EnsureOrigin,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::*;

impl<T: Config> From<Unfrozen> for Error<T> {
	fn from(why: Unfrozen) -> Self {
		match why {
			Unfrozen::Already => Self::AlreadyFrozen,
			Unfrozen::End => Self::EndOutOfRange,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The office with the scope Orders for the province that signs.
	pub(crate) fn ensure_office(origin: T::RuntimeOrigin) -> Result<T::AccountId, DispatchError> {
		let office = T::MandateOrigin::ensure_over(origin, Scope::Orders, RegionSet::province())?;
		office.ok_or(DispatchError::BadOrigin)
	}

	/// Such an office, or `None` for the brake origin.
	pub(crate) fn ensure_office_or_brake(
		origin: T::RuntimeOrigin,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::BrakeOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => Self::ensure_office(origin).map(Some),
		}
	}

	/// Units of a holder that do not leave now because they are frozen.
	pub(crate) fn frozen(id: InstrumentId, holder: &HolderOf<T>, units: Units) -> Units {
		let own = Freezes::<T>::get(holder, id);
		own.map_or(0, |own| own.frozen_at(units, T::Time::moment()))
	}

	pub(crate) fn do_freeze_units(
		by: T::AccountId,
		id: InstrumentId,
		holder: HolderOf<T>,
		units: Option<Units>,
		length: Moment,
		reason: H256,
	) -> DispatchResult {
		ensure!(units != Some(0), Error::<T>::ZeroUnits);
		let is_known = Positions::<T>::contains_key(&holder, id);
		ensure!(is_known, Error::<T>::PositionNotFound);
		let (old, now) = (Freezes::<T>::get(&holder, id), T::Time::moment());
		let freeze = Freeze::by_office(old, by, units, length, reason, now);
		let freeze = freeze.map_err(Error::<T>::from)?;

		Freezes::<T>::insert(&holder, id, &freeze);
		Self::deposit_event(Event::UnitsFrozen { instrument: id, holder, freeze });
		Ok(())
	}

	/// It ends now, and stays known for its year: one office alone freezes once in it.
	pub(crate) fn do_thaw_units(
		by: Option<T::AccountId>,
		id: InstrumentId,
		holder: HolderOf<T>,
	) -> DispatchResult {
		let freeze = Freezes::<T>::get(&holder, id).ok_or(Error::<T>::NotFrozen)?;
		let until = T::Time::moment();
		ensure!(until < freeze.until, Error::<T>::NotFrozen);
		let is_own = |who: &T::AccountId| freeze.by == *who || freeze.second.as_ref() == Some(who);
		ensure!(by.as_ref().is_none_or(is_own), Error::<T>::NotAuthorized);

		Freezes::<T>::insert(&holder, id, Freeze { until, ..freeze });
		Self::deposit_event(Event::UnitsThawed { instrument: id, holder });
		Ok(())
	}

	pub(crate) fn do_forget_freeze(
		id: InstrumentId,
		holder: HolderOf<T>,
	) -> DispatchResultWithPostInfo {
		let freeze = Freezes::<T>::get(&holder, id).ok_or(Error::<T>::NotFrozen)?;
		ensure!(freeze.is_forgotten(T::Time::moment()), Error::<T>::TooEarly);

		Freezes::<T>::remove(&holder, id);
		Self::deposit_event(Event::FreezeForgotten { instrument: id, holder });
		Ok(Pays::No.into())
	}

	fn load_transfer(id: TransferId) -> Result<TransferOf<T>, Error<T>> {
		Transfers::<T>::get(id).ok_or(Error::<T>::TransferNotFound)
	}

	pub(crate) fn do_propose_transfer(
		by: T::AccountId,
		instrument: InstrumentId,
		from: HolderOf<T>,
		to: HolderOf<T>,
		units: Units,
		document: H256,
	) -> DispatchResult {
		ensure!(units > 0, Error::<T>::ZeroUnits);
		ensure!(from != to, Error::<T>::Refused(Reason::SameHolder));
		let is_known = Positions::<T>::contains_key(&from, instrument);
		ensure!(is_known, Error::<T>::PositionNotFound);
		let id = NextTransfer::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let proposed = TransfersBy::<T>::get(&by);
		ensure!(proposed < MAX_TRANSFERS, Error::<T>::MaxTransfersExceeded);

		let ends_at = T::Time::moment().saturating_add(TRANSFER_LIFE); // now is far from the end of time
		let order =
			Transfer { instrument, from, to, units, document, by, confirmed: None, ends_at };
		NextTransfer::<T>::put(next);
		TransfersBy::<T>::insert(&order.by, proposed.saturating_add(1)); // below the most
		Transfers::<T>::insert(id, &order);
		Self::deposit_event(Event::TransferProposed { transfer: id, order });
		Ok(())
	}

	pub(crate) fn do_confirm_transfer(
		by: T::AccountId,
		id: TransferId,
		document: H256,
	) -> DispatchResult {
		let own = Self::load_transfer(id)?;
		let now = T::Time::moment();
		ensure!(own.document == document, Error::<T>::Refused(Reason::TermsChanged));
		ensure!(own.by != by, Error::<T>::SameOffice);
		ensure!(own.confirmed.is_none(), Error::<T>::AlreadyInState);
		ensure!(now < own.ends_at, Error::<T>::TooLate);

		// Now is far from the end of time.
		let ready_at = now.saturating_add(TRANSFER_DELAY);
		let ends_at = ready_at.saturating_add(TRANSFER_LIFE);
		let confirmed = Some((by.clone(), ready_at));
		Transfers::<T>::insert(id, Transfer { confirmed, ends_at, ..own });
		Self::deposit_event(Event::TransferConfirmed { transfer: id, by, ready_at, ends_at });
		Ok(())
	}

	/// The seat under which the units of a forced transfer would count.
	pub(crate) fn ask_transfer(order: &TransferOf<T>) -> Result<Seat, Reason> {
		let Transfer { instrument, from, to, units, .. } = order;
		Self::ask_deal(Way::Forced, *instrument, Some(from), to, *units, None)
	}

	pub(crate) fn do_execute_transfer(id: TransferId) -> DispatchResultWithPostInfo {
		let own = Self::load_transfer(id)?;
		let now = T::Time::moment();
		let (_, ready_at) = own.confirmed.clone().ok_or(Error::<T>::NotConfirmed)?;
		ensure!(now >= ready_at, Error::<T>::TooEarly);
		ensure!(now < own.ends_at, Error::<T>::TooLate);
		let seat = Self::ask_transfer(&own).map_err(Error::<T>::from)?;

		let Transfer { instrument, ref from, ref to, units, .. } = own;
		let silent = Self::move_units(instrument, from, to, units, seat)?;
		Self::drop_transfer(id, &own);
		Self::deposit_event(Event::TransferExecuted { transfer: id, seat, silent });
		Ok(Pays::No.into())
	}

	/// Nothing is left of a transfer.
	fn drop_transfer(id: TransferId, own: &TransferOf<T>) {
		Transfers::<T>::remove(id);
		TransfersBy::<T>::mutate_exists(&own.by, |count| {
			*count = count.take().and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
		});
	}

	pub(crate) fn do_withdraw_transfer(by: Option<T::AccountId>, id: TransferId) -> DispatchResult {
		let own = Self::load_transfer(id)?;
		let second = own.confirmed.as_ref().map(|(who, _)| who);
		let is_own = |who: &T::AccountId| own.by == *who || second == Some(who);
		ensure!(by.as_ref().is_none_or(is_own), Error::<T>::NotAuthorized);

		Self::drop_transfer(id, &own);
		Self::deposit_event(Event::TransferEnded { transfer: id });
		Ok(())
	}

	pub(crate) fn do_forget_transfer(id: TransferId) -> DispatchResultWithPostInfo {
		let own = Self::load_transfer(id)?;
		ensure!(T::Time::moment() >= own.ends_at, Error::<T>::TooEarly);

		Self::drop_transfer(id, &own);
		Self::deposit_event(Event::TransferEnded { transfer: id });
		Ok(Pays::No.into())
	}
}
