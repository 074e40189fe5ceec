// SPDX-License-Identifier: Apache-2.0

//! Sales: opened, changed, ended, and handed over. None of it looks at a pledge.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Source, Sources};
use chungnam_primitives::{InstrumentId, Moment, OfferingId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::fungibles::Mutate,
};
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> From<UnsoundSale> for Error<T> {
	fn from(why: UnsoundSale) -> Self {
		match why {
			UnsoundSale::Price => Self::PriceUnsound,
			UnsoundSale::Caps => Self::CapsUnsound,
			UnsoundSale::Window => Self::WindowUnsound,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_limits(limits: YearLimits) -> DispatchResult {
		Limits::<T>::put(limits);
		Self::deposit_event(Event::LimitsSet { limits });
		Ok(())
	}

	/// A sale in the state that it has by now.
	pub(crate) fn load_sale(id: OfferingId) -> Result<(Offering, Moment), Error<T>> {
		let now = T::Time::moment();
		let mut own = Offerings::<T>::get(id).ok_or(Error::<T>::SaleNotFound)?;
		own.state = own.state_at(now);
		Ok((own, now))
	}

	/// Keeps a sale. What ended by itself is told, and lets the instrument go. A sale without a pledge that is over leaves
	/// nothing.
	pub(crate) fn keep_sale(id: OfferingId, own: &Offering) -> DispatchResult {
		let before = Offerings::<T>::get(id).map(|own| own.state);
		if before.is_some_and(|state| state != own.state) {
			Self::tell_state(id, own, None);
		}
		if own.pledges > 0 || own.state.is_running() {
			Offerings::<T>::insert(id, own);
			return Ok(());
		}
		let (pot, to) = (Self::pot_of(id), T::Sources::account_of(Source::ForfeitedIncome));
		let stray = T::Won::spendable(&pot);
		T::Won::send(&pot, &to, stray, Error::<T>::InsufficientBalance)?;
		Offerings::<T>::remove(id);
		Self::deposit_event(Event::SaleForgotten { offering: id, stray });
		Ok(())
	}

	/// Says what a sale came to.
	fn tell_state(id: OfferingId, own: &Offering, reason: Option<H256>) {
		match own.state {
			SaleState::Decided => {
				let until = own.sale.closes.saturating_add(HAND_OVER); // bounded
				Self::deposit_event(Event::SaleDecided { offering: id, until });
			}
			SaleState::Missed | SaleState::Stopped => {
				Self::let_go(own.instrument);
				let state = own.state;
				Self::deposit_event(Event::SaleEnded { offering: id, state, reason });
			}
			// An open sale is told when it opens, a sold one with its money.
			SaleState::Open | SaleState::Sold => {}
		}
	}

	/// Another sale of the instrument can be opened.
	fn let_go(instrument: InstrumentId) {
		Instruments::<T>::mutate_extant(instrument, |own| own.sale = None);
	}

	pub(crate) fn do_open_sale(instrument: InstrumentId, sale: Sale) -> DispatchResult {
		let mut own = Instruments::<T>::get(instrument).ok_or(Error::<T>::InstrumentNotFound)?;
		let terms = AllTerms::<T>::get(instrument).ok_or(Error::<T>::InstrumentNotFound)?;
		Self::ensure_kept(instrument)?;
		let now = T::Time::moment();
		// Residents agreed to a sum for the units that they saw.
		let is_agreed = Self::is_agreed(instrument, now);
		ensure!(!is_agreed, Error::<T>::Refused(Reason::WrongState));
		// One that is over by its time lets the instrument go when anyone says so: `decide`.
		ensure!(own.sale.is_none(), Error::<T>::SaleRuns);
		// The issuer's own units stay the issuer's.
		let sold = own.issued.total().and_then(|all| all.checked_sub(own.own_issued));
		let left = terms.units.checked_sub(terms.own_units);
		let left = left.zip(sold).and_then(|(left, sold)| left.checked_sub(sold)).unwrap_or(0);
		sale.check(left, now).map_err(Error::<T>::from)?;
		let id = NextOffering::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;

		own.sale = Some(id);
		NextOffering::<T>::put(next);
		Instruments::<T>::insert(instrument, own);
		Offerings::<T>::insert(id, Offering::new(instrument, sale));
		Self::deposit_event(Event::SaleOpened { offering: id, instrument, sale });
		Ok(())
	}

	/// A sale that is open by now.
	fn load_open(id: OfferingId) -> Result<(Offering, Moment), Error<T>> {
		let (own, now) = Self::load_sale(id)?;
		ensure!(own.state == SaleState::Open, Error::<T>::SaleNotOpen);
		Ok((own, now))
	}

	pub(crate) fn do_change_sale(id: OfferingId, change: SaleChange) -> DispatchResult {
		let (own, now) = Self::load_open(id)?;
		let Sale { closes, soft_cap, hard_cap, opens_here, .. } = own.sale;
		let is_higher = change.soft_cap >= soft_cap && change.soft_cap <= hard_cap;
		ensure!(is_higher, Error::<T>::CapsUnsound);
		ensure!(change.closes >= closes, Error::<T>::WindowUnsound);
		let changed = own.changed(&change, now).ok_or(Error::<T>::MaxChangesExceeded)?;
		let last = opens_here.saturating_add(MAX_LIFE); // bounded
		ensure!(changed.sale.closes <= last, Error::<T>::WindowUnsound);

		Offerings::<T>::insert(id, changed);
		Self::deposit_event(Event::SaleChanged {
			offering: id,
			sale: changed.sale,
			round: changed.round,
			confirm_until: changed.confirm_until,
		});
		Ok(())
	}

	pub(crate) fn do_close_early(who: &T::AccountId, id: OfferingId) -> DispatchResult {
		let (mut own, now) = Self::load_open(id)?;
		let holder = Self::acquirer(who).map_err(|_| Error::<T>::NotAuthorized)?;
		let issuer = AllTerms::<T>::get(own.instrument).map(|terms| terms.issuer);
		ensure!(issuer == Some(holder), Error::<T>::NotAuthorized);
		Self::ensure_going(own.instrument)?;
		let was_open_until = own.sale.opens_abroad.saturating_add(NOTICE); // bounded
		ensure!(now >= was_open_until, Error::<T>::TooEarly);
		let is_enough = own.live.total().is_some_and(|all| all >= own.sale.soft_cap);
		ensure!(is_enough, Error::<T>::SoftCapMissed);
		ensure!(now >= own.confirm_until, Error::<T>::ConfirmationRuns);
		let closes = now.saturating_add(NOTICE); // now is far from the end of time
		ensure!(closes < own.sale.closes, Error::<T>::AlreadyInState);

		own.sale.closes = closes;
		Offerings::<T>::insert(id, own);
		Self::deposit_event(Event::CloseMoved { offering: id, closes });
		Ok(())
	}

	pub(crate) fn do_stop_sale(id: OfferingId, reason: H256) -> DispatchResult {
		let (mut own, _) = Self::load_sale(id)?;
		ensure!(own.state.is_running(), Error::<T>::SaleNotOpen);

		own.state = SaleState::Stopped;
		Self::tell_state(id, &own, Some(reason));
		// Told already, so that the reason is not lost.
		Offerings::<T>::insert(id, own);
		Self::keep_sale(id, &own)
	}

	pub(crate) fn do_decide(id: OfferingId) -> DispatchResultWithPostInfo {
		let (own, _) = Self::load_sale(id)?;
		let before = Offerings::<T>::get(id).map(|own| own.state);
		ensure!(before != Some(own.state), Error::<T>::AlreadyInState);

		Self::keep_sale(id, &own)?;
		Ok(Pays::No.into())
	}

	pub(crate) fn do_hand_over(id: OfferingId, to: PayeesOf<T>) -> DispatchResult {
		let (mut own, _) = Self::load_sale(id)?;
		ensure!(own.state == SaleState::Decided, Error::<T>::SaleNotDecided);
		Self::ensure_going(own.instrument)?;
		let units = own.live.total().ok_or(Error::<T>::Overflow)?;
		let taken = own.sale.won(units);
		let sum = to.iter().try_fold(0, |sum: Won, (_, won)| sum.checked_add(*won));
		ensure!(sum == Some(taken), Error::<T>::PayeesMismatch);

		own.index = Self::give_due(own.instrument)?.points;
		let pot = Self::pot_of(id);
		for (account, won) in &to {
			T::Won::send(&pot, account, *won, Error::<T>::InsufficientBalance)?;
		}
		T::Ledger::mint_into(own.instrument, &pot, units)?;
		let (live, price) = (own.live, own.sale.price);
		Self::change(own.instrument, |instrument| {
			let issued = instrument.issued.join(&live)?;
			Some(Instrument { issued, sale: None, last_price: Some(price), ..instrument })
		})?;
		(own.state, own.taken) = (SaleState::Sold, taken);
		Self::deposit_event(Event::HandedOver { offering: id, units: live, taken, to });
		Offerings::<T>::insert(id, own);
		Ok(())
	}
}
