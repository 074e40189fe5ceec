// SPDX-License-Identifier: Apache-2.0

//! The end of an instrument: residents agree, somebody pays for all units, and each holder fetches a part.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Appraisals, Source, Sources};
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::EnsureOrigin,
};
use frame_system::ensure_signed;
use sp_runtime::{DispatchError, DispatchResult};

use crate::*;

impl<T: Config> Pallet<T> {
	/// Residents retire an instrument; one whose units are redeemed, anyone.
	pub(crate) fn ensure_may_retire(origin: T::RuntimeOrigin, id: InstrumentId) -> DispatchResult {
		let Err(origin) = T::TermsOrigin::try_origin(origin) else { return Ok(()) };
		ensure_signed(origin)?;
		ensure!(Redemptions::<T>::contains_key(id), DispatchError::BadOrigin);
		Ok(())
	}

	/// The units of the instrument are not redeemed.
	pub(crate) fn ensure_kept(id: InstrumentId) -> Result<(), Error<T>> {
		ensure!(!Redemptions::<T>::contains_key(id), Error::<T>::RedemptionRuns);
		Ok(())
	}

	/// Residents agreed to who pays for all units, and that holds at `now`.
	pub(crate) fn is_agreed(id: InstrumentId, now: Moment) -> bool {
		Agreements::<T>::get(id).is_some_and(|own| now < own.until)
	}

	/// No new units come: all of them end, for they are redeemed or residents agreed to who pays for them, or holders vote about
	/// what is behind them, or sign that it be handed over, or own it by their association.
	pub(crate) fn is_shut(id: InstrumentId, now: Moment) -> bool {
		let is_ending = Self::is_agreed(id, now) || Redemptions::<T>::contains_key(id);
		is_ending || T::Appraisals::is_voted_about(id) || T::Appraisals::is_handed_over(id)
	}

	pub(crate) fn do_agree_redemption(
		id: InstrumentId,
		agreement: Option<AgreementOf<T>>,
	) -> DispatchResult {
		let is_known = Instruments::<T>::contains_key(id);
		ensure!(is_known, Error::<T>::InstrumentNotFound);
		Self::ensure_kept(id)?;
		if let Some(own) = &agreement {
			ensure!(own.is_payable(), Error::<T>::PriceUnsound);
			ensure!(own.won >= T::Appraisals::least(id), Error::<T>::PriceTooLow);
			ensure!(own.ends_soon(T::Time::moment()), Error::<T>::EndOutOfRange);
		}

		Agreements::<T>::set(id, agreement.clone());
		Self::deposit_event(Event::RedemptionAgreed { instrument: id, agreement });
		Ok(())
	}

	pub(crate) fn do_open_redemption(
		who: &T::AccountId,
		id: InstrumentId,
		won: Won,
	) -> DispatchResult {
		let agreed = Agreements::<T>::get(id).ok_or(Error::<T>::NotAuthorized)?;
		let now = T::Time::moment();
		ensure!(agreed.payer == *who, Error::<T>::NotAuthorized);
		ensure!(now < agreed.until, Error::<T>::TooLate);
		ensure!(agreed.won == won, Error::<T>::Refused(Reason::TermsChanged));
		Self::pay_for_all(who, id, won)
	}

	/// Won of an account pays for all units. That was agreed by residents, or by holders.
	pub(crate) fn pay_for_all(who: &T::AccountId, id: InstrumentId, won: Won) -> DispatchResult {
		Self::ensure_going(id)?;
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(own.sale.is_none(), Error::<T>::SaleRuns);
		ensure!(own.issued.total() != Some(0), Error::<T>::ZeroUnits);

		// What is announced is given now: on its day some of the units are gone.
		let own = Self::give_until(id, Moment::MAX)?;
		let (own, rate) = own.paid_out(won).ok_or(Error::<T>::Overflow)?;
		T::Won::send(who, &Self::purse_of(id), won, Error::<T>::InsufficientBalance)?;
		if own.licence.is_some() {
			Self::deposit_event(Event::MarketSet { instrument: id, licence: None });
		}
		let until = T::Time::moment().saturating_add(REDEEM); // now is far from the end of time
		let (redemption, carry) = (Redemption { rate, until }, own.carry);
		Agreements::<T>::remove(id);
		Redemptions::<T>::insert(id, redemption);
		Instruments::<T>::insert(id, Instrument { licence: None, ..own });
		let from = who.clone();
		Self::deposit_event(Event::RedemptionOpened {
			instrument: id,
			from,
			won,
			redemption,
			carry,
		});
		Ok(())
	}

	/// Units of a holder that would end now.
	pub(crate) fn ask_redeem(id: InstrumentId, holder: &HolderOf<T>) -> Result<Units, Reason> {
		if Redemptions::<T>::contains_key(id) {
			can_redeem(&Self::giver(id, holder)?)
		} else {
			Err(Reason::WrongState)
		}
	}

	/// Whether a holder ends units now, of the own or of an estate: what they bring goes to a key.
	pub(crate) fn ensure_may_redeem(holder: &HolderOf<T>) -> Result<(), Reason> {
		ensure_rested(Self::acts_since(holder), T::Time::moment())
	}

	/// The units that a signer ends now.
	pub(crate) fn view_redeem(who: &T::AccountId, id: InstrumentId) -> Result<Units, Reason> {
		let holder = Self::claimant(who)?;
		if Redemptions::<T>::contains_key(id) {
			Self::ensure_may_redeem(&holder)?;
		}
		Self::ask_redeem(id, &holder)
	}

	/// Ends units of a holder, to whom what they bring is due from now on.
	fn end_units(id: InstrumentId, holder: &HolderOf<T>, units: Units) -> DispatchResult {
		let Redemption { rate, .. } = Self::load_redemption(id)?;
		let points = Self::give_due(id)?.points;
		Self::settle(id, holder, points)?;
		let own = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let seat = own.seat;
		let due = rate.checked_mul(units.into()).and_then(|won| own.due.checked_add(won));
		let due = due.ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(holder, id, Position { due, ..own });
		Self::change(id, |own| Some(Instrument { issued: own.issued.minus(seat, units)?, ..own }))?;
		Self::burn(id, &Self::account_of(holder), units)?;
		let holder = holder.clone();
		Self::deposit_event(Event::Redeemed { instrument: id, holder, units });
		Ok(())
	}

	/// Ends all units of a holder that can end, and pays all that is due to an account that may ask for it. What units bring at
	/// their end is no dividend; a tax of the others is withheld for a holder, and none where they lapse.
	pub(crate) fn redeem_for(
		id: InstrumentId,
		holder: &HolderOf<T>,
		to: &T::AccountId,
		is_taxed: bool,
	) -> Result<(Units, Won), DispatchError> {
		let parts = Self::view_parts(id, holder).ok_or(Error::<T>::PositionNotFound)?;
		let (earned, cash) = parts;
		let due = earned.checked_add(cash).ok_or(Error::<T>::Overflow)?;
		let units = match Self::ask_redeem(id, holder) {
			Ok(units) => units,
			// What units earned is due, wherever they stay.
			Err(_) if due > 0 => 0,
			Err(why) => return Err(Error::<T>::from(why).into()),
		};

		if units > 0 {
			Self::end_units(id, holder, units)?;
		}
		let taxed = if is_taxed { earned } else { 0 };
		let won = Self::pay_taxed(id, holder, to, taxed)?;
		Ok((units, won))
	}

	/// The redemption of an instrument.
	fn load_redemption(id: InstrumentId) -> Result<Redemption, Error<T>> {
		Redemptions::<T>::get(id).ok_or(Error::<T>::Refused(Reason::WrongState))
	}

	pub(crate) fn do_redeem(who: &T::AccountId, id: InstrumentId) -> DispatchResultWithPostInfo {
		Self::load_redemption(id)?;
		let holder = Self::claimant(who).map_err(Error::<T>::from)?;
		Self::ensure_may_redeem(&holder).map_err(Error::<T>::from)?;
		Self::redeem_for(id, &holder, who, true)?;
		Ok(Pays::No.into())
	}

	/// What nobody asked for in ten years goes to the fund router.
	pub(crate) fn do_lapse(id: InstrumentId, holder: HolderOf<T>) -> DispatchResultWithPostInfo {
		let Some(own) = Redemptions::<T>::get(id) else { return Self::lapse_dividends(id, holder) };
		ensure!(T::Time::moment() >= own.until, Error::<T>::TooEarly);
		let is_known = Positions::<T>::contains_key(&holder, id);
		ensure!(is_known, Error::<T>::PositionNotFound);
		Self::ensure_lapses(&holder).map_err(Error::<T>::from)?;

		let to = T::Sources::account_of(Source::ForfeitedIncome);
		let (units, won) = Self::redeem_for(id, &holder, &to, false)?;
		Self::deposit_event(Event::Lapsed { instrument: id, holder, units, won });
		Ok(Pays::No.into())
	}
}
