// SPDX-License-Identifier: Apache-2.0

//! What dead people left, fetched by the heir who accepted it.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Estates, Holder};
use chungnam_primitives::{
	dividends::{Dues, Units},
	InstrumentId, OfferingId, PersonId, Won,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	/// The heir for whom a signer asks, of a person whose estate the heir accepted.
	fn heir_behind(
		who: &T::AccountId,
		dead: PersonId,
	) -> Result<(PersonId, HolderOf<T>), Error<T>> {
		match Self::claimant(who).map_err(Error::<T>::from)? {
			Holder::Person(heir) if T::Estates::heir_of(dead) == Some(heir) => {
				Ok((heir, Holder::Person(heir)))
			}
			_ => Err(Error::<T>::NotAuthorized),
		}
	}

	/// What the heir would get of the units.
	fn ask_estate(
		id: InstrumentId,
		own: &Instrument,
		(dead, left): (&HolderOf<T>, &Position),
		units: Units,
		heir: &HolderOf<T>,
	) -> Result<Granted, Reason> {
		let terms = AllTerms::<T>::get(id).ok_or(Reason::UnknownInstrument)?;
		let (party, now) = (Self::party(id, &terms, heir)?, T::Time::moment());
		let seat = party.seat(&terms.regions);
		let sale = own.sale.and_then(Offerings::<T>::get);
		let kept = sale.map_or(Some(Seats::default()), |sale| sale.kept(now));
		let pledged = Positions::<T>::get(heir, id).map_or(0, |own| own.pledged);
		can_inherit(&Estate {
			terms: &terms,
			issued: Self::issued_with(id, own.issued, heir, seat),
			kept: kept.ok_or(Reason::SoldOut)?,
			units,
			voting: left.voting_at(now),
			frozen: Self::frozen(id, dead, units),
			from: left.seat,
			heir: party,
			held: Self::units_of(id, heir).saturating_add(pledged), // bounded
			now,
		})
	}

	pub(crate) fn do_inherit(
		who: &T::AccountId,
		id: InstrumentId,
		from: PersonId,
	) -> DispatchResultWithPostInfo {
		let (heir, holder) = Self::heir_behind(who, from)?;
		let dead = Holder::Person(from);
		if Redemptions::<T>::contains_key(id) {
			Self::ensure_may_redeem(&holder).map_err(Error::<T>::from)?;
			// No cap is asked: the heir gets won, and no unit.
			Self::redeem_for(id, &dead, who, true)?;
			Self::close_book(&dead);
			return Ok(Pays::No.into());
		}
		let left = Positions::<T>::get(&dead, id).ok_or(Error::<T>::PositionNotFound)?;
		let own = Self::give_due(id)?;
		let units = Self::units_of(id, &dead);
		let left = left.settled(units, own.points).ok_or(Error::<T>::Overflow)?;
		let (won, dues) = Dues { index: left.index, due: left.due }.pay();
		let owes = won > 0 || left.cash > 0;
		ensure!(units > 0 || owes, Error::<T>::NothingDue);
		Self::ensure_payable(&holder, won.saturating_add(left.cash))?; // bounded
		let granted = match Self::ask_estate(id, &own, (&dead, &left), units, &holder) {
			Ok(granted) => Some(granted),
			// What the units earned is the heir's, wherever they stay.
			Err(_) if owes => None,
			Err(why) => return Err(Error::<T>::from(why).into()),
		};

		Positions::<T>::insert(&dead, id, Position { due: dues.due, ..left });
		Self::pay_cash(id, &dead, who)?;
		let won = Self::pay_earned(id, &dead, who, (won, Won::MAX))?;
		if let Some(Granted { units, seat }) = granted {
			Self::pass_on(id, &dead, &holder, units, seat)?;
		}
		Self::leave_place(id, &dead)?;
		Self::close_book(&dead);
		let to = who.clone();
		Self::deposit_event(Event::Inherited {
			instrument: id,
			from,
			heir,
			units: granted,
			to,
			won,
		});
		Ok(Pays::No.into())
	}

	/// Pays from the purse what was owed to a holder.
	pub(crate) fn pay_dues(id: InstrumentId, to: &T::AccountId, won: Won) -> DispatchResult {
		T::Won::send(&Self::purse_of(id), to, won, Error::<T>::InsufficientBalance)?;
		Self::change(id, |own| Some(Instrument { paid: own.paid.checked_add(won)?, ..own }))?;
		Ok(())
	}

	/// Moves units to another holder, whose units count under this seat, with all that is owed to the giver. Those that voted
	/// stay.
	pub(crate) fn pass_on(
		id: InstrumentId,
		from: &HolderOf<T>,
		to: &HolderOf<T>,
		units: Units,
		seat: Seat,
	) -> DispatchResult {
		let points = Self::give_due(id)?.points;
		Self::settle(id, from, points)?;
		let giver = Positions::<T>::get(from, id).ok_or(Error::<T>::PositionNotFound)?;
		let rest = Self::units_of(id, from).checked_sub(units);
		let is_free = rest.is_some_and(|rest| rest >= giver.voting_at(T::Time::moment()));
		ensure!(is_free, Error::<T>::Refused(Reason::Voting));

		Self::count_under(id, to, seat)?;
		Self::settle(id, to, points)?;
		let taker = Positions::<T>::get(to, id).ok_or(Error::<T>::PositionNotFound)?;
		let due = taker.due.checked_add(giver.due).ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(to, id, Position { due, ..taker });
		Positions::<T>::insert(from, id, Position { due: 0, ..giver });
		Self::move_units(id, from, to, units, seat).map(|_| ())
	}

	/// The dead buy nothing more: what they put in within the year is no longer asked.
	fn close_book(dead: &HolderOf<T>) {
		let book = Books::<T>::get(dead);
		if book.positions == 0 && book.pledges.is_empty() {
			Books::<T>::remove(dead);
		}
	}

	pub(crate) fn do_inherit_refund(
		who: &T::AccountId,
		id: OfferingId,
		from: PersonId,
	) -> DispatchResultWithPostInfo {
		let (_, heir) = Self::heir_behind(who, from)?;
		let dead = Holder::Person(from);
		Self::refund_of((who, &heir), id, &dead)?;
		Self::close_book(&dead);
		Ok(Pays::No.into())
	}
}
