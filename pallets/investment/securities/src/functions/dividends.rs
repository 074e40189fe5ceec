// SPDX-License-Identifier: Apache-2.0

//! Dividends: announced, given to all units in one write, and fetched by each holder.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Appraisals, Source, Sources};
use chungnam_primitives::{
	dividends::{Dues, MAX_RECEIVED},
	InstrumentId, Moment, Won,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::*;

impl<T: Config> Pallet<T> {
	/// The account on which won waits that holders of an instrument earned, or will.
	pub(crate) fn purse_of(id: InstrumentId) -> T::AccountId {
		use frame_support::traits::Get;
		T::PalletId::get().into_sub_account_truncating((4u8, id.0))
	}

	/// Gives the dividends that are due. Comes before units come, go or are made, so that who holds units on the day gets it.
	pub(crate) fn give_due(id: InstrumentId) -> Result<Instrument, Error<T>> {
		Self::give_until(id, T::Time::moment())
	}

	/// Gives the dividends whose day comes until then.
	pub(crate) fn give_until(id: InstrumentId, until: Moment) -> Result<Instrument, Error<T>> {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		let (before, earned) = (own.announced.len(), own.points);
		let own = own.settled(until).ok_or(Error::<T>::Overflow)?;
		if own.announced.len() < before {
			Instruments::<T>::insert(id, &own);
			let year = Self::this_year();
			Histories::<T>::mutate(id, |all| *all = core::mem::take(all).noted(year, earned));
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
		// The places for dividends are those of the association.
		let is_handed_over = T::Appraisals::is_handed_over(id);
		ensure!(!is_handed_over, Error::<T>::Refused(Reason::WrongState));
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
		Self::ensure_kept(id)?;
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
		let due = Self::view_dues(id, &holder).ok_or(Error::<T>::PositionNotFound)?;
		ensure!(due > 0, Error::<T>::NothingDue);
		Self::ensure_payable(&holder, due)?;

		Self::pay_out(id, &holder, who)?;
		Ok(Pays::No.into())
	}

	/// Pays all whole won that is due to a holder, less the tax, to an account that may ask for it, and says how much arrived.
	pub(crate) fn pay_out(
		id: InstrumentId,
		holder: &HolderOf<T>,
		to: &T::AccountId,
	) -> Result<Won, DispatchError> {
		Self::pay_taxed(id, holder, to, Won::MAX)
	}

	/// The same, where no more than `taxed` of it are dividends.
	pub(crate) fn pay_taxed(
		id: InstrumentId,
		holder: &HolderOf<T>,
		to: &T::AccountId,
		taxed: Won,
	) -> Result<Won, DispatchError> {
		let position = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let own = Self::give_due(id)?;
		let units = Self::units_of(id, holder);
		let settled = position.settled(units, own.points).ok_or(Error::<T>::Overflow)?;
		let Position { index, due, .. } = settled;
		let (won, Dues { due, .. }) = Dues { index, due }.pay();
		Positions::<T>::insert(holder, id, Position { due, ..settled });
		let cash = Self::pay_cash(id, holder, to)?;
		let mut net = 0;
		if won > 0 {
			net = Self::pay_earned(id, holder, to, (won, taxed))?;
			let (holder, to) = (holder.clone(), to.clone());
			Self::deposit_event(Event::DividendTaken { instrument: id, holder, to, won: net });
		}
		Self::leave_place(id, holder)?;
		let all = net.checked_add(cash).ok_or(Error::<T>::Overflow)?;
		Ok(all)
	}

	/// What nobody asked for in ten whole years goes to the fund router. With each touch units come up to the points of the day,
	/// so those that lag behind were not touched since.
	pub(crate) fn lapse_dividends(
		id: InstrumentId,
		holder: HolderOf<T>,
	) -> DispatchResultWithPostInfo {
		let own = Positions::<T>::get(&holder, id).ok_or(Error::<T>::PositionNotFound)?;
		Self::ensure_lapses(&holder).map_err(Error::<T>::from)?;
		let points = Instruments::<T>::get(id).map_or(0, |own| own.points);
		let lapsed = Histories::<T>::get(id).lapsed(Self::this_year(), points);
		ensure!(own.index < lapsed, Error::<T>::TooEarly);
		let settled =
			own.settled(Self::units_of(id, &holder), lapsed).ok_or(Error::<T>::Overflow)?;
		let Position { index, due, .. } = settled;
		let (won, Dues { due, .. }) = Dues { index, due }.pay();
		ensure!(won > 0, Error::<T>::NothingDue);

		Positions::<T>::insert(&holder, id, Position { due, ..settled });
		let to = T::Sources::account_of(Source::ForfeitedIncome);
		Self::pay_dues(id, &to, won)?;
		let owner = holder.clone();
		Self::deposit_event(Event::DividendTaken { instrument: id, holder: owner, to, won });
		Self::leave_place(id, &holder)?;
		Self::deposit_event(Event::Lapsed { instrument: id, holder, units: 0, won });
		Ok(Pays::No.into())
	}

	/// What a holder could take now: the whole won of what is given and of what is due by now, and what sold units brought.
	pub(crate) fn view_dues(id: InstrumentId, holder: &HolderOf<T>) -> Option<Won> {
		let (earned, cash) = Self::view_parts(id, holder)?;
		earned.checked_add(cash)
	}

	/// The two apart.
	pub(crate) fn view_parts(id: InstrumentId, holder: &HolderOf<T>) -> Option<(Won, Won)> {
		let position = Positions::<T>::get(holder, id)?;
		let own = Instruments::<T>::get(id)?.settled(T::Time::moment())?;
		let Position { index, due, cash, .. } =
			position.settled(Self::units_of(id, holder), own.points)?;
		Some((Dues { index, due }.pay().0, cash))
	}
}
