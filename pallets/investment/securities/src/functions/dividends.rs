// SPDX-License-Identifier: Apache-2.0

//! Dividends: announced, given to all units in one write, and fetched by each holder.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Source, Sources};
use chungnam_primitives::{
	dividends::{Dues, MAX_RECEIVED},
	InstrumentId, Moment, Won,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

use crate::*;

impl<T: Config> Pallet<T> {
	/// The account on which won waits that holders of an instrument earned, or will.
	pub(crate) fn purse_of(id: InstrumentId) -> T::AccountId {
		use frame_support::traits::Get;
		T::PalletId::get().into_sub_account_truncating((4u8, id.0))
	}

	/// Gives the dividends that are due. Comes before units come, go or are made, so that who holds units on the day gets it.
	pub(crate) fn give_due(id: InstrumentId) -> Result<Instrument, Error<T>> {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let before = own.announced.len();
		let own = own.settled(T::Time::moment()).ok_or(Error::<T>::Overflow)?;
		if own.announced.len() < before {
			Instruments::<T>::insert(id, &own);
			let Instrument { points, carry, received, .. } = own;
			Self::deposit_event(Event::DividendGiven { instrument: id, points, carry, received });
		}
		Ok(own)
	}

	pub(crate) fn do_distribute(
		who: &T::AccountId,
		id: InstrumentId,
		gross: Won,
		pays_at: Moment,
	) -> DispatchResult {
		let terms = AllTerms::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let holder = Self::acquirer(who).map_err(|_| Error::<T>::NotAuthorized)?;
		ensure!(terms.issuer == holder, Error::<T>::NotAuthorized);
		Self::pay_in(who, id, gross, pays_at)
	}

	/// Pays in an income, of which the public share goes to the fund router at once.
	pub(crate) fn pay_in(
		from: &T::AccountId,
		id: InstrumentId,
		gross: Won,
		pays_at: Moment,
	) -> DispatchResult {
		let terms = AllTerms::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(terms.earn(), Error::<T>::EarnsNothing);
		let (won, public) = terms.divide(gross);
		Self::announce(from, id, Dividend { won, pays_at }, (public, terms.public_source))
	}

	/// Takes in won that all units of a day share, and won for a source of the fund router.
	pub(crate) fn announce(
		from: &T::AccountId,
		id: InstrumentId,
		dividend: Dividend,
		(public, source): (Won, Source),
	) -> DispatchResult {
		let Dividend { won, pays_at } = dividend;
		let now = T::Time::moment();
		let notice = pays_at.saturating_sub(now); // 0 is too short
		let is_announced = (MIN_NOTICE..=MAX_NOTICE).contains(&notice);
		ensure!(is_announced, Error::<T>::WindowUnsound);
		ensure!(won > 0, Error::<T>::ZeroAmount);
		let mut own = Self::give_due(id)?;
		let all = own.waiting().and_then(|waiting| waiting.checked_add(won));
		let all = all.and_then(|won| won.checked_add(own.received));
		ensure!(all.is_some_and(|won| won <= MAX_RECEIVED), Error::<T>::Overflow);
		let place = own.announced.iter().filter(|other| other.pays_at <= pays_at).count();
		let entered = own.announced.try_insert(place, dividend);
		entered.map_err(|_| Error::<T>::MaxAnnouncedExceeded)?;

		T::Won::send(from, &Self::purse_of(id), won, Error::<T>::InsufficientBalance)?;
		let router = T::Sources::account_of(source);
		T::Won::send(from, &router, public, Error::<T>::InsufficientBalance)?;
		Instruments::<T>::insert(id, own);
		let from = from.clone();
		Self::deposit_event(Event::DividendAnnounced { instrument: id, from, dividend, public });
		Ok(())
	}

	pub(crate) fn do_take_won(who: &T::AccountId, id: InstrumentId) -> DispatchResultWithPostInfo {
		let holder = Self::claimant(who).map_err(Error::<T>::from)?;
		let position = Positions::<T>::get(&holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let own = Self::give_due(id)?;
		let units = Self::units_of(id, &holder);
		let settled = position.settled(units, own.points).ok_or(Error::<T>::Overflow)?;
		let Position { index, due, .. } = settled;
		let (won, Dues { due, .. }) = Dues { index, due }.pay();
		ensure!(won > 0 || settled.cash > 0, Error::<T>::NothingDue);

		Positions::<T>::insert(&holder, id, Position { due, ..settled });
		Self::pay_cash(id, &holder, who)?;
		if won > 0 {
			Self::pay_dues(id, who, won)?;
			let (holder, to) = (holder.clone(), who.clone());
			Self::deposit_event(Event::DividendTaken { instrument: id, holder, to, won });
		}
		Self::leave_place(id, &holder)?;
		Ok(Pays::No.into())
	}

	/// What a holder could take now: the whole won of what is given and of what is due by now, and what sold units brought.
	pub(crate) fn view_dues(id: InstrumentId, holder: &HolderOf<T>) -> Option<Won> {
		let position = Positions::<T>::get(holder, id)?;
		let own = Instruments::<T>::get(id)?.settled(T::Time::moment())?;
		let Position { index, due, cash, .. } =
			position.settled(Self::units_of(id, holder), own.points)?;
		Dues { index, due }.pay().0.checked_add(cash)
	}
}
