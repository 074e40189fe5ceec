// SPDX-License-Identifier: Apache-2.0

//! Pledges: made, raised, confirmed, taken back, collected and refunded. Each call touches one holder; only the sweep takes
//! a bounded number.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Holder, People, Source, Sources, Standing};
use chungnam_primitives::{dividends::Units, korean_month, year_of, InstrumentId, OfferingId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	/// The Korean year of now.
	pub(crate) fn this_year() -> u32 {
		year_of(korean_month(T::Time::moment()))
	}

	/// Keeps a book, or deletes it when nothing is left in it.
	pub(crate) fn keep_book(holder: &HolderOf<T>, book: Book) {
		if book.is_empty(Self::this_year()) {
			Books::<T>::remove(holder);
		} else {
			Books::<T>::insert(holder, book);
		}
	}

	/// What was put in counts for its year, also when nothing of it is left.
	pub(crate) fn do_forget_book(holder: HolderOf<T>) -> DispatchResultWithPostInfo {
		ensure!(Books::<T>::contains_key(&holder), Error::<T>::BookNotFound);
		let book = Books::<T>::get(&holder);
		let has_nothing = book.positions == 0 && book.pledges.is_empty();
		ensure!(has_nothing, Error::<T>::UnitsLeft);
		ensure!(book.is_empty(Self::this_year()), Error::<T>::TooEarly);

		Books::<T>::remove(&holder);
		Self::deposit_event(Event::BookForgotten { holder });
		Ok(Pays::No.into())
	}

	/// A sale and the pledge of a holder in it.
	fn load_pledge(id: OfferingId, holder: &HolderOf<T>) -> Result<Pledge, Error<T>> {
		Pledges::<T>::get(id, holder).ok_or(Error::<T>::PledgeNotFound)
	}

	/// What a bid of a signer would get, and for whom.
	pub(crate) fn ask_pledge(
		id: OfferingId,
		who: &T::AccountId,
		bid: Bid,
	) -> Result<(HolderOf<T>, Granted), Reason> {
		let now = T::Time::moment();
		let mut offering = Offerings::<T>::get(id).ok_or(Reason::UnknownInstrument)?;
		offering.state = offering.state_at(now);
		let instrument = Instruments::<T>::get(offering.instrument);
		let instrument = instrument.ok_or(Reason::UnknownInstrument)?;
		let terms = AllTerms::<T>::get(offering.instrument).ok_or(Reason::UnknownInstrument)?;
		let holder = Self::acquirer(who)?;
		let taker = Self::party(offering.instrument, &terms, &holder)?;
		let mut book = Books::<T>::get(&holder);
		let old = Pledges::<T>::get(id, &holder);
		if let Some(old) = old {
			// It would be made anew as a whole: it counts no longer, and to the year of now.
			offering = offering.without(&old).ok_or(Reason::WrongState)?;
			book = book.given_back(offering.instrument, old.year, offering.sale.won(old.units));
		}
		let (seat, issued) = (taker.seat(&terms.regions), instrument.issued);
		let issued = Self::issued_with(offering.instrument, issued, &holder, seat);
		let pledged = old.map_or(0, |old| old.units);
		let all = Positions::<T>::get(&holder, offering.instrument).map_or(0, |own| own.pledged);
		let elsewhere = all.saturating_sub(pledged); // this pledge is one of them
		let held = Self::units_of(offering.instrument, &holder).saturating_add(elsewhere); // bounded
		let granted = can_pledge(&Ask {
			bid,
			offering,
			terms: &terms,
			is_halted: instrument.is_halted(now),
			issued,
			taker,
			held,
			pledged,
			book,
			limits: Limits::<T>::get(),
			spendable: T::Won::spendable(who),
			year: Self::this_year(),
			now,
		})?;
		Ok((holder, granted))
	}

	pub(crate) fn do_pledge(who: &T::AccountId, id: OfferingId, bid: Bid) -> DispatchResult {
		ensure!(bid.units > 0 && bid.least > 0, Error::<T>::ZeroUnits);
		let (offering, now) = Self::load_sale(id)?;
		let (holder, granted) = Self::ask_pledge(id, who, bid).map_err(Error::<T>::from)?;
		let old = Pledges::<T>::get(id, &holder);
		if let Some(old) = old {
			let is_released = offering.state_of(&old, now) == PledgeState::Released;
			ensure!(!is_released, Error::<T>::PledgeReleased);
			ensure!(old.changes < MAX_PLEDGE_CHANGES, Error::<T>::MaxChangesExceeded);
		}

		let won = offering.sale.won(granted.units);
		T::Won::send(who, &Self::pot_of(id), won, Error::<T>::InsufficientBalance)?;
		let pledge = Self::put_pledge(id, &holder, offering, old, granted, won)?;
		Self::deposit_event(Event::Pledged { offering: id, holder, pledge, won });
		Ok(())
	}

	pub(crate) fn do_confirm(
		who: &T::AccountId,
		id: OfferingId,
		round: u8,
		document: H256,
	) -> DispatchResult {
		let (offering, now) = Self::load_sale(id)?;
		let holder = Self::acquirer(who).map_err(Error::<T>::from)?;
		let old = Self::load_pledge(id, &holder)?;
		match offering.state_of(&old, now) {
			PledgeState::Live => return Err(Error::<T>::AlreadyInState.into()),
			PledgeState::Released => return Err(Error::<T>::PledgeReleased.into()),
			PledgeState::Pending => {}
		}
		let dead_after = offering.sale.closes;
		let bid = Bid { units: 0, least: 0, round, document, dead_after };
		let (holder, granted) = Self::ask_pledge(id, who, bid).map_err(Error::<T>::from)?;

		let pledge = Self::put_pledge(id, &holder, offering, Some(old), granted, 0)?;
		Self::deposit_event(Event::Confirmed { offering: id, holder, pledge });
		Ok(())
	}

	/// Makes a pledge, or makes the old one anew with what was granted, for which so much won came in.
	fn put_pledge(
		id: OfferingId,
		holder: &HolderOf<T>,
		offering: Offering,
		old: Option<Pledge>,
		granted: Granted,
		won: Won,
	) -> Result<Pledge, Error<T>> {
		let mut offering = offering;
		let mut position = Self::position(offering.instrument, holder, granted.seat);
		let mut book = Books::<T>::get(holder);
		let (mut units, mut changes) = (granted.units, 0);
		if let Some(old) = old {
			offering = offering.without(&old).ok_or(Error::<T>::Overflow)?;
			book = book.given_back(offering.instrument, old.year, offering.sale.won(old.units));
			units = units.checked_add(old.units).ok_or(Error::<T>::Overflow)?;
			// Confirming is no change of one's own.
			changes = old.changes.saturating_add(u8::from(won > 0)); // below the most
		} else {
			offering.pledges = offering.pledges.checked_add(1).ok_or(Error::<T>::Overflow)?;
			// There is room: `can_pledge` saw it.
			book.pledges.try_push(id).map_err(|_| Error::<T>::Overflow)?;
		}
		let (round, year) = (offering.round, Self::this_year());
		let seat = granted.seat;
		let pledge = Pledge { units, round, seat, year, changes, is_released: false };
		offering = offering.with(&pledge).ok_or(Error::<T>::Overflow)?;
		offering.pledged = offering.pledged.checked_add(won).ok_or(Error::<T>::Overflow)?;
		let all = offering.sale.won(units);
		book = book.spent(offering.instrument, year, all).ok_or(Error::<T>::Overflow)?;

		let pledged = position.pledged.checked_add(granted.units);
		position.pledged = pledged.ok_or(Error::<T>::Overflow)?;
		Pledges::<T>::insert(id, holder, pledge);
		Positions::<T>::insert(holder, offering.instrument, position);
		Books::<T>::insert(holder, book);
		Offerings::<T>::insert(id, offering);
		Ok(pledge)
	}

	/// The holder for whom a signer asks for money: every key may, also a card; a frozen person waits.
	pub(crate) fn claimant(who: &T::AccountId) -> Result<HolderOf<T>, Reason> {
		let holder = Self::holder_behind(who).ok_or(Reason::GiverUnknown)?;
		if let Holder::Person(person) = &holder {
			match T::People::profile(*person).map(|own| own.standing) {
				Some(Standing::Active) => {}
				Some(Standing::Frozen) => return Err(Reason::GiverFrozen),
				Some(Standing::Deceased) => return Err(Reason::GiverDead),
				None => return Err(Reason::GiverUnknown),
			}
		}
		Ok(holder)
	}

	/// Whether a holder who asks gets so much won on a key now: soon after a recovery no more than [`EARLY_WON`].
	pub(crate) fn ensure_payable(holder: &HolderOf<T>, won: Won) -> Result<(), Error<T>> {
		// Asked for small sums as well, so that each costs the same.
		let rested = ensure_rested(Self::acts_since(holder), T::Time::moment());
		if won <= EARLY_WON {
			return Ok(());
		}
		rested.map_err(Error::<T>::from)
	}

	/// So many units are pledged no longer. True if nothing is left of the position.
	fn unpledge(id: InstrumentId, holder: &HolderOf<T>, units: Units) -> Result<bool, Error<T>> {
		let mut own = Positions::<T>::get(holder, id).ok_or(Error::<T>::Overflow)?;
		own.pledged = own.pledged.checked_sub(units).ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(holder, id, own);
		Self::close_position(id, holder)
	}

	/// Takes a pledge off, with its place in the holder's book. Its won counts to its year no longer where it is given back.
	fn take_off(
		id: OfferingId,
		holder: &HolderOf<T>,
		offering: &mut Offering,
		pledge: &Pledge,
		given_back: bool,
	) -> Result<(), Error<T>> {
		*offering = offering.without(pledge).ok_or(Error::<T>::Overflow)?;
		offering.pledges = offering.pledges.saturating_sub(1); // there was one
		let mut book = Books::<T>::get(holder);
		if given_back {
			let won = offering.sale.won(pledge.units);
			book = book.given_back(offering.instrument, pledge.year, won);
		}
		book.pledges.retain(|own| *own != id);
		if Self::unpledge(offering.instrument, holder, pledge.units)? {
			book.positions = book.positions.saturating_sub(1); // there was one
		}
		Pledges::<T>::remove(id, holder);
		Self::keep_book(holder, book);
		Ok(())
	}

	pub(crate) fn do_cancel_pledge(
		who: &T::AccountId,
		id: OfferingId,
		units: Units,
	) -> DispatchResult {
		ensure!(units > 0, Error::<T>::ZeroUnits);
		let (mut offering, now) = Self::load_sale(id)?;
		ensure!(offering.state == SaleState::Open, Error::<T>::SaleNotOpen);
		let holder = Self::claimant(who).map_err(Error::<T>::from)?;
		let old = Self::load_pledge(id, &holder)?;
		let is_released = offering.state_of(&old, now) == PledgeState::Released;
		let firm_from = offering.sale.closes.saturating_sub(FIRM); // open for longer
		ensure!(is_released || now < firm_from, Error::<T>::TooLate);
		let rest = old.units.checked_sub(units).ok_or(Error::<T>::NotEnoughUnits)?;
		if rest > 0 {
			ensure!(rest >= offering.sale.ticket, Error::<T>::Refused(Reason::BelowTicket));
			ensure!(old.changes < MAX_PLEDGE_CHANGES, Error::<T>::MaxChangesExceeded);
		}

		let won = offering.sale.won(units);
		Self::ensure_payable(&holder, won)?;
		T::Won::send(&Self::pot_of(id), who, won, Error::<T>::InsufficientBalance)?;
		offering.returned = offering.returned.checked_add(won).ok_or(Error::<T>::Overflow)?;
		if rest == 0 {
			Self::take_off(id, &holder, &mut offering, &old, true)?;
		} else {
			let part = Pledge { units, ..old };
			offering = offering.without(&part).ok_or(Error::<T>::Overflow)?;
			let book = Books::<T>::get(&holder);
			let book = book.given_back(offering.instrument, old.year, won);
			Books::<T>::insert(&holder, book);
			Self::unpledge(offering.instrument, &holder, units)?;
			let changes = old.changes.saturating_add(1); // below the most
			Pledges::<T>::insert(id, &holder, Pledge { units: rest, changes, ..old });
		}
		Offerings::<T>::insert(id, offering);
		let to = who.clone();
		Self::deposit_event(Event::PledgeCancelled { offering: id, holder, units, to, won });
		Ok(())
	}

	pub(crate) fn do_collect(id: OfferingId, holder: HolderOf<T>) -> DispatchResultWithPostInfo {
		let (mut offering, now) = Self::load_sale(id)?;
		ensure!(offering.state == SaleState::Sold, Error::<T>::SaleNotSold);
		let pledge = Self::load_pledge(id, &holder)?;
		let is_live = offering.state_of(&pledge, now) == PledgeState::Live;
		ensure!(is_live, Error::<T>::PledgeReleased);

		Self::collect_one(id, holder, &mut offering, &pledge)?;
		Self::keep_sale(id, &offering)?;
		Ok(Pays::No.into())
	}

	/// Brings a holder the units of a pledge. Units join those that the holder has, under the seat of those.
	fn collect_one(
		id: OfferingId,
		holder: HolderOf<T>,
		offering: &mut Offering,
		pledge: &Pledge,
	) -> DispatchResult {
		let (instrument, units) = (offering.instrument, pledge.units);
		let points = Self::give_due(instrument)?.points;
		let held = Self::units_of(instrument, &holder);
		let position = Self::position(instrument, &holder, pledge.seat);
		// Those that it has, and those that wait for it since the sale was handed over.
		let earned = position.settled(held, points).zip(offering.earned(units, points));
		let (mut position, earned) = earned.ok_or(Error::<T>::Overflow)?;
		position.due = position.due.checked_add(earned).ok_or(Error::<T>::Overflow)?;
		let has_units = held > 0;
		let seat = if has_units { position.seat } else { pledge.seat };
		Self::count_anew(instrument, units, pledge.seat, seat)?;
		position.seat = seat;
		Positions::<T>::insert(&holder, instrument, position);
		Self::shift(instrument, &Self::pot_of(id), &Self::account_of(&holder), units)?;
		Self::take_off(id, &holder, offering, pledge, false)?;
		Self::deposit_event(Event::Collected { offering: id, holder, units, seat });
		Ok(())
	}

	pub(crate) fn do_refund(who: &T::AccountId, id: OfferingId) -> DispatchResultWithPostInfo {
		let holder = Self::claimant(who).map_err(Error::<T>::from)?;
		Self::refund_of((who, &holder), id, &holder)?;
		Ok(Pays::No.into())
	}

	/// Pays the won of a holder's pledge that bought nothing to an account that may ask for it, for this holder.
	pub(crate) fn refund_of(
		(who, asks): (&T::AccountId, &HolderOf<T>),
		id: OfferingId,
		holder: &HolderOf<T>,
	) -> DispatchResult {
		let (mut offering, now) = Self::load_sale(id)?;
		let pledge = Self::load_pledge(id, holder)?;
		ensure!(offering.is_refundable(&pledge, now), Error::<T>::NothingToReturn);
		Self::ensure_payable(asks, offering.sale.won(pledge.units))?;

		let won = Self::refund_one(id, holder, &mut offering, &pledge, who)?;
		let (holder, to) = (holder.clone(), who.clone());
		Self::deposit_event(Event::Refunded { offering: id, holder, to, won });
		Self::keep_sale(id, &offering)
	}

	/// Pays the won of a pledge to an account, and takes the pledge off.
	fn refund_one(
		id: OfferingId,
		holder: &HolderOf<T>,
		offering: &mut Offering,
		pledge: &Pledge,
		to: &T::AccountId,
	) -> Result<Won, sp_runtime::DispatchError> {
		let won = offering.sale.won(pledge.units);
		T::Won::send(&Self::pot_of(id), to, won, Error::<T>::InsufficientBalance)?;
		offering.returned = offering.returned.checked_add(won).ok_or(Error::<T>::Overflow)?;
		Self::take_off(id, holder, offering, pledge, true)?;
		Ok(won)
	}

	/// A pledge of an open sale buys nothing any more. Its won waits in the pot for the pledger. In a sale that is closed it
	/// stands: once decided, a sale is a sale.
	pub(crate) fn release(id: OfferingId, holder: &HolderOf<T>) -> Result<(), Error<T>> {
		let (offering, now) = Self::load_sale(id)?;
		let pledge = Self::load_pledge(id, holder)?;
		let is_released = offering.state_of(&pledge, now) == PledgeState::Released;
		if offering.state != SaleState::Open || is_released {
			return Ok(());
		}
		let offering = offering.without(&pledge).ok_or(Error::<T>::Overflow)?;
		Offerings::<T>::insert(id, offering);
		Pledges::<T>::insert(id, holder, Pledge { is_released: true, ..pledge });
		Self::deposit_event(Event::PledgeReleased { offering: id, holder: holder.clone() });
		Ok(())
	}

	pub(crate) fn do_sweep(id: OfferingId) -> DispatchResult {
		let (mut offering, now) = Self::load_sale(id)?;
		ensure!(now >= offering.sale.refund_until, Error::<T>::TooEarly);
		let to = T::Sources::account_of(Source::ForfeitedIncome);
		let most = usize::try_from(MAX_SWEEP).unwrap_or(0);
		let some: Vec<_> = Pledges::<T>::iter_prefix(id).take(most).collect();
		let before = offering.pledges;
		for (holder, pledge) in some {
			if !offering.is_refundable(&pledge, now) {
				Self::collect_one(id, holder, &mut offering, &pledge)?;
			} else if Self::ensure_lapses(&holder).is_ok() {
				let won = Self::refund_one(id, &holder, &mut offering, &pledge, &to)?;
				Self::deposit_event(Event::Swept { offering: id, holder, won });
			}
		}
		// A sale without pledges is over with its last step.
		ensure!(offering.pledges < before || before == 0, Error::<T>::TooEarly);
		Self::keep_sale(id, &offering)
	}
}
