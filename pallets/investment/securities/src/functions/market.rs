// SPDX-License-Identifier: Apache-2.0

//! Gifts and the market: one holder offers, another one takes. No unit comes to anyone who did not sign for it.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Electors, Source, Sources};
use chungnam_primitives::{
	dividends::{Units, MAX_RECEIVED},
	InstrumentId, Moment, OfferId, Won,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_market(id: InstrumentId, licence: Option<Licence>) -> DispatchResult {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let terms = AllTerms::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(licence.is_none() || terms.earn(), Error::<T>::EarnsNothing);
		let is_small = licence.is_none_or(|own| own.fee_bp <= MAX_FEE_BP);
		ensure!(is_small, Error::<T>::FeeTooHigh);
		Self::ensure_kept(id)?;

		Instruments::<T>::insert(id, Instrument { licence, ..own });
		Self::deposit_event(Event::MarketSet { instrument: id, licence });
		Ok(())
	}

	/// The holder for whom a signer sells: a card sells nothing.
	fn seller(who: &T::AccountId) -> Result<HolderOf<T>, Reason> {
		if T::Electors::is_card(who) {
			return Err(Reason::GiverUnknown);
		}
		Self::claimant(who)
	}

	/// Whether a signer can offer so many units for this price, and for whom.
	pub(crate) fn ask_offer(
		who: &T::AccountId,
		id: InstrumentId,
		units: Units,
		price: Won,
	) -> Result<HolderOf<T>, Reason> {
		let own = Instruments::<T>::get(id).ok_or(Reason::UnknownInstrument)?;
		let holder = Self::seller(who)?;
		let giver = Self::giver(id, &holder)?;
		can_offer(&own, &giver, units, price, T::Time::moment())?;
		let has_room = Books::<T>::get(&holder).offers < MAX_OFFERS;
		if has_room {
			Ok(holder)
		} else {
			Err(Reason::ListFull)
		}
	}

	pub(crate) fn do_offer(
		who: &T::AccountId,
		id: InstrumentId,
		units: Units,
		price: Won,
		to: Option<HolderOf<T>>,
		until: Moment,
	) -> DispatchResult {
		ensure!(units > 0, Error::<T>::ZeroUnits);
		let sum = price.checked_mul(units.into()).filter(|sum| *sum <= MAX_RECEIVED);
		ensure!(sum.is_some() && (price > 0 || to.is_some()), Error::<T>::PriceUnsound);
		let now = T::Time::moment();
		let last = now.saturating_add(MAX_OFFER); // now is far from the end of time
		ensure!(until > now && until <= last, Error::<T>::EndOutOfRange);
		let from = Self::ask_offer(who, id, units, price).map_err(Error::<T>::from)?;
		ensure!(to.as_ref() != Some(&from), Error::<T>::Refused(Reason::SameHolder));
		let number = NextOffer::<T>::get();
		let next = number.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let own = Positions::<T>::get(&from, id).ok_or(Error::<T>::PositionNotFound)?;
		let offered = own.offered.checked_add(units).ok_or(Error::<T>::Overflow)?;
		let licence = Instruments::<T>::get(id).and_then(|own| own.licence);
		let fee_bp = licence.map_or(0, |own| own.fee_bp);

		NextOffer::<T>::put(next);
		Positions::<T>::insert(&from, id, Position { offered, ..own });
		Books::<T>::mutate(&from, |book| book.offers = book.offers.saturating_add(1)); // there is room
		let offer = Offer { instrument: id, from, left: units, price, to, until, fee_bp };
		Offers::<T>::insert(number, &offer);
		Self::deposit_event(Event::Offered { offer: number, terms: offer });
		Ok(())
	}

	/// Whether a signer can take so many units of an offer, for whom, and under which seat they would count.
	pub(crate) fn ask_take(
		who: &T::AccountId,
		offer: &OfferOf<T>,
		units: Units,
		seen: Won,
		dead_after: Moment,
	) -> Result<(HolderOf<T>, Seat), Reason> {
		let Offer { instrument, ref from, left, price, ref to, until, .. } = *offer;
		let holder = Self::acquirer(who)?;
		if holder == *from {
			return Err(Reason::SameHolder);
		}
		let (book, year) = (Books::<T>::get(&holder), Self::this_year());
		let trade = Trade {
			price,
			seen,
			left,
			is_for_another: to.as_ref().is_some_and(|to| *to != holder),
			until: until.min(dead_after),
			in_year: book.won_in(year),
			in_instrument: book.won_into(instrument, year),
			has_room: book.has_room(instrument, year),
			limits: Limits::<T>::get(),
			spendable: T::Won::spendable(who),
		};
		let way = if price == 0 { Way::Gift } else { Way::Take };
		let seat = Self::ask_deal(way, instrument, Some(from), &holder, units, Some(trade))?;
		Ok((holder, seat))
	}

	pub(crate) fn do_take(
		who: &T::AccountId,
		id: OfferId,
		units: Units,
		price: Won,
		dead_after: Moment,
	) -> DispatchResult {
		ensure!(units > 0, Error::<T>::ZeroUnits);
		let own = Offers::<T>::get(id).ok_or(Error::<T>::OfferNotFound)?;
		let asked = Self::ask_take(who, &own, units, price, dead_after);
		let (to, seat) = asked.map_err(Error::<T>::from)?;
		let (instrument, from) = (own.instrument, own.from.clone());
		let won = price.checked_mul(units.into()).ok_or(Error::<T>::Overflow)?;
		let fee = fee(won, own.fee_bp);
		let cash = won.saturating_sub(fee); // a fee is no more than all

		let router = T::Sources::account_of(Source::MarketFees);
		T::Won::send(who, &Self::purse_of(instrument), cash, Error::<T>::InsufficientBalance)?;
		T::Won::send(who, &router, fee, Error::<T>::InsufficientBalance)?;
		Self::owe_proceeds(instrument, &from, cash)?;
		Self::lower_offer(id, &own, units)?;
		Self::move_units(instrument, &from, &to, units, seat)?;
		Self::lock_up(instrument, &to, units)?;
		let value = Self::value_of(instrument, price).saturating_mul(units.into()); // below the limits
		let book = Books::<T>::get(&to).spent(instrument, Self::this_year(), value);
		Books::<T>::insert(&to, book.ok_or(Error::<T>::Overflow)?);
		Self::deposit_event(Event::Traded { offer: id, to, units, seat, won, fee });
		Ok(())
	}

	/// What one unit counts to the cap and the limits of a year: a gift, or a low price, counts as the price of the last sale.
	fn value_of(id: InstrumentId, price: Won) -> Won {
		let last = Instruments::<T>::get(id).and_then(|own| own.last_price);
		price.max(last.unwrap_or(0))
	}

	/// Notes what units brought their seller.
	fn owe_proceeds(id: InstrumentId, seller: &HolderOf<T>, won: Won) -> Result<(), Error<T>> {
		let own = Positions::<T>::get(seller, id).ok_or(Error::<T>::PositionNotFound)?;
		let cash = own.cash.checked_add(won).ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(seller, id, Position { cash, ..own });
		Self::change(id, |own| Some(Instrument { cash: own.cash.checked_add(won)?, ..own }))
	}

	/// Pays from the purse what units brought a holder, to an account that may ask for it.
	pub(crate) fn pay_cash(
		id: InstrumentId,
		holder: &HolderOf<T>,
		to: &T::AccountId,
	) -> Result<Won, sp_runtime::DispatchError> {
		let own = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let won = own.cash;
		if won > 0 {
			T::Won::send(&Self::purse_of(id), to, won, Error::<T>::InsufficientBalance)?;
			Positions::<T>::insert(holder, id, Position { cash: 0, ..own });
			Self::change(id, |own| Some(Instrument { cash: own.cash.checked_sub(won)?, ..own }))?;
			let (holder, to) = (holder.clone(), to.clone());
			Self::deposit_event(Event::ProceedsTaken { instrument: id, holder, to, won });
		}
		Ok(won)
	}

	/// Units that came now stay for a while.
	fn lock_up(id: InstrumentId, holder: &HolderOf<T>, units: Units) -> Result<(), Error<T>> {
		let own = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let own = own.with_lock_up(units, T::Time::moment()).ok_or(Error::<T>::Overflow)?;
		let lock_ups = own.bought.clone();
		Positions::<T>::insert(holder, id, own);
		let holder = holder.clone();
		Self::deposit_event(Event::LockedUp { instrument: id, holder, lock_ups });
		Ok(())
	}

	/// So many units are on offer no longer. An offer of which none is left is gone.
	fn lower_offer(id: OfferId, own: &OfferOf<T>, units: Units) -> Result<(), Error<T>> {
		let left = own.left.checked_sub(units).ok_or(Error::<T>::NotEnoughUnits)?;
		let position = Positions::<T>::get(&own.from, own.instrument);
		let position = position.ok_or(Error::<T>::PositionNotFound)?;
		let offered = position.offered.checked_sub(units).ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(&own.from, own.instrument, Position { offered, ..position });
		if left > 0 {
			Offers::<T>::insert(id, Offer { left, ..own.clone() });
		} else {
			Offers::<T>::remove(id);
			let book = Books::<T>::get(&own.from);
			let offers = book.offers.saturating_sub(1); // there was one
			Self::keep_book(&own.from, Book { offers, ..book });
		}
		Ok(())
	}

	pub(crate) fn do_cancel_offer(who: &T::AccountId, id: OfferId) -> DispatchResultWithPostInfo {
		let own = Offers::<T>::get(id).ok_or(Error::<T>::OfferNotFound)?;
		if T::Time::moment() < own.until {
			let holder = Self::claimant(who).map_err(Error::<T>::from)?;
			ensure!(holder == own.from, Error::<T>::NotAuthorized);
		}

		Self::lower_offer(id, &own, own.left)?;
		Self::leave_place(own.instrument, &own.from)?;
		Self::deposit_event(Event::OfferCancelled { offer: id });
		Ok(Pays::No.into())
	}
}
