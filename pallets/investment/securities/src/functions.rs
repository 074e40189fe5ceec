// SPDX-License-Identifier: Apache-2.0

//! Instruments, and the units of holders. What the subjects below share.

mod credentials;
mod dividends;
mod estates;
mod halts;
mod market;
mod orders;
mod pay;
mod pledges;
mod redemptions;
mod sales;
mod tax;

use alloc::boxed::Box;

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Electors, Estates, Holder, People, Source, Sources, Standing, ESTATE_PERIOD};
use chungnam_primitives::{
	dividends::{Dues, Units},
	InstrumentId, Moment, OfferingId, PersonId,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::{
		fungibles::{Create, Destroy, Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
	Hashable,
};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::*;

impl<T: Config> From<Unsound> for Error<T> {
	fn from(why: Unsound) -> Self {
		match why {
			Unsound::Regions => Self::RegionsUnsound,
			Unsound::Units => Self::UnitsOutOfRange,
			Unsound::Classes => Self::ClassesMissing,
			Unsound::Related => Self::RelatedUnsound,
		}
	}
}

impl<T: Config> From<Reason> for Error<T> {
	fn from(reason: Reason) -> Self {
		Self::Refused(reason)
	}
}

impl<T: Config> Pallet<T> {
	/// The account on which the units of a holder lie. Of an institution's account as much goes in as fits: 19 bytes of a
	/// hash, so that no two institutions share one.
	pub(crate) fn account_of(holder: &HolderOf<T>) -> T::AccountId {
		match holder {
			Holder::Person(person) => {
				T::PalletId::get().into_sub_account_truncating((1u8, person.0))
			}
			Holder::Account(account) => Self::account_of_hash(account.blake2_256().into()),
		}
	}

	/// The account on which the units of an institution lie whose account has this hash.
	pub(crate) fn account_of_hash(hash: H256) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((2u8, hash))
	}

	/// The holder for whom an account acts: the person whose key it is, or the institution that an office attested.
	pub(crate) fn holder_behind(who: &T::AccountId) -> Option<HolderOf<T>> {
		if let Some(person) = T::People::person_of(who) {
			return Some(Holder::Person(person));
		}
		let institution = Holder::Account(who.clone());
		Credentials::<T>::contains_key(&institution).then_some(institution)
	}

	/// The holder for whom a signer acquires: a card acquires nothing.
	pub(crate) fn acquirer(who: &T::AccountId) -> Result<HolderOf<T>, Reason> {
		let holder = Self::holder_behind(who).ok_or(Reason::TakerUnknown)?;
		if T::Electors::is_card(who) {
			return Err(Reason::TakerUnknown);
		}
		Ok(holder)
	}

	/// The account on which the won and the units of a sale wait.
	pub(crate) fn pot_of(id: OfferingId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((3u8, id.0))
	}

	/// Units that a holder has.
	pub(crate) fn units_of(instrument: InstrumentId, holder: &HolderOf<T>) -> Units {
		T::Ledger::balance(instrument, &Self::account_of(holder))
	}

	/// What is known of a holder who would have units.
	pub(crate) fn party(
		instrument: InstrumentId,
		terms: &TermsOf<T>,
		holder: &HolderOf<T>,
	) -> Result<Party, Reason> {
		let person = match holder {
			Holder::Person(person) => {
				let profile = T::People::profile(*person).ok_or(Reason::TakerUnknown)?;
				Some((profile.standing, profile.zone.region))
			}
			Holder::Account(_) => None,
		};
		let book = Books::<T>::get(holder);
		Ok(Party {
			person,
			came_late: Self::came_late(terms, holder),
			credential: Credentials::<T>::get(holder),
			is_issuer: terms.issuer == *holder,
			is_related: terms.related.contains(holder),
			has_position: Positions::<T>::contains_key(holder, instrument),
			positions: book.positions,
		})
	}

	/// True if a person lives in the regions of the terms, and not for as long as the terms ask. Reads nothing where they do
	/// not ask.
	fn came_late(terms: &TermsOf<T>, holder: &HolderOf<T>) -> bool {
		let (Some(before), Holder::Person(person)) = (terms.resident_before, holder) else {
			return false;
		};
		let since = T::People::resident_since(*person, &terms.regions);
		since.is_some_and(|since| since >= before)
	}

	/// Units that are issued, with those of a holder under the seat of now.
	pub(crate) fn issued_with(
		id: InstrumentId,
		issued: Seats,
		holder: &HolderOf<T>,
		seat: Option<Seat>,
	) -> Seats {
		let moved = || {
			let position = Positions::<T>::get(holder, id)?;
			let units = Self::units_of(id, holder);
			issued.minus(position.seat, units)?.plus(seat?, units)
		};
		moved().unwrap_or(issued)
	}

	/// Whether a holder may have so many units more.
	pub(crate) fn ask(
		way: Way,
		id: InstrumentId,
		to: &HolderOf<T>,
		units: Units,
	) -> Result<Seat, Reason> {
		Self::ask_deal(way, id, None, to, units, None)
	}

	/// Whether a holder may have so many units more that are another's, or new.
	pub(crate) fn ask_deal(
		way: Way,
		id: InstrumentId,
		from: Option<&HolderOf<T>>,
		to: &HolderOf<T>,
		units: Units,
		trade: Option<Trade>,
	) -> Result<Seat, Reason> {
		let terms = AllTerms::<T>::get(id).ok_or(Reason::UnknownInstrument)?;
		let instrument = Instruments::<T>::get(id).ok_or(Reason::UnknownInstrument)?;
		let (taker, now) = (Self::party(id, &terms, to)?, T::Time::moment());
		let issued = Self::issued_with(id, instrument.issued, to, taker.seat(&terms.regions));
		let instrument = Instrument { issued, ..instrument };
		let sale = instrument.sale.and_then(Offerings::<T>::get);
		let kept = sale.map_or(Some(Seats::default()), |sale| sale.kept(now));
		let kept = kept.ok_or(Reason::SoldOut)?;
		let giver = from.map(|from| Self::giver(id, from)).transpose()?;
		let pledged = Positions::<T>::get(to, id).map_or(0, |own| own.pledged);
		let held = Self::units_of(id, to).saturating_add(pledged); // bounded
		can_transfer(&Deal {
			way,
			terms: &terms,
			instrument: &instrument,
			kept,
			giver,
			taker,
			trade,
			held,
			units,
			is_shut: way == Way::Issue && Self::is_shut(id, now),
			now,
		})
	}

	/// Since when the keys of a holder act that is a person whose earlier ones a recovery voided.
	pub(crate) fn acts_since(holder: &HolderOf<T>) -> Option<Moment> {
		match holder {
			Holder::Person(person) => T::People::acts_since(*person),
			Holder::Account(_) => None,
		}
	}

	/// Whether what a holder did not fetch lapses once its years are over. The time of a frozen person stands still, that of one
	/// whose keys are new, and that of the dead as long as somebody may inherit.
	pub(crate) fn ensure_lapses(holder: &HolderOf<T>) -> Result<(), Reason> {
		let Holder::Person(person) = holder else { return Ok(()) };
		let profile = T::People::profile(*person).ok_or(Reason::GiverUnknown)?;
		match profile.standing {
			Standing::Active => {
				// Who waited for the rest of the keys comes before who would clear it away.
				let since = Self::acts_since(holder).map(|since| since.saturating_add(FETCHING));
				ensure_rested(since, T::Time::moment())
			}
			Standing::Frozen => Err(Reason::GiverFrozen),
			Standing::Deceased if Self::is_unclaimed(*person) => Ok(()),
			Standing::Deceased => Err(Reason::GiverDead),
		}
	}

	/// True if nobody alive could claim what a dead person left, and the time for naming an heir is over.
	fn is_unclaimed(dead: PersonId) -> bool {
		let since = T::Estates::unclaimed_since(dead);
		let ends = since.map(|since| since.saturating_add(ESTATE_PERIOD)); // the end of time is far
		ends.is_some_and(|ends| T::Time::moment() >= ends)
	}

	/// What is known of a holder whose units would leave.
	pub(crate) fn giver(id: InstrumentId, holder: &HolderOf<T>) -> Result<Giver, Reason> {
		let own = Positions::<T>::get(holder, id).ok_or(Reason::NotEnoughUnits)?;
		let person = match holder {
			Holder::Person(person) => {
				let profile = T::People::profile(*person).ok_or(Reason::GiverUnknown)?;
				Some((profile.standing, profile.zone.region))
			}
			Holder::Account(_) => None,
		};
		let (units, now) = (Self::units_of(id, holder), T::Time::moment());
		Ok(Giver {
			person,
			acts_since: Self::acts_since(holder),
			credential: Credentials::<T>::get(holder),
			seat: own.seat,
			units,
			bought: own.bought_at(now),
			voting: own.voting_at(now),
			frozen: Self::frozen(id, holder, units),
			offered: own.offered,
		})
	}

	pub(crate) fn do_create_instrument(terms: TermsOf<T>) -> DispatchResult {
		terms.check().map_err(Error::<T>::from)?;
		let is_known = match &terms.issuer {
			Holder::Person(person) => T::People::profile(*person).is_some(),
			institution => Credentials::<T>::contains_key(institution),
		};
		ensure!(is_known, Error::<T>::IssuerUnknown);
		let id = NextInstrument::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::MaxInstrumentsExceeded)?;
		let has_room = AllTerms::<T>::count() < MAX_INSTRUMENTS;
		ensure!(has_room, Error::<T>::MaxInstrumentsExceeded);

		// The only step that can fail, so it comes before all that is written. One unit keeps its account alive.
		T::Ledger::create(id, T::PalletId::get().into_account_truncating(), true, 1)?;
		NextInstrument::<T>::put(next);
		AllTerms::<T>::insert(id, &terms);
		Instruments::<T>::insert(id, Instrument::default());
		Self::deposit_event(Event::InstrumentCreated { instrument: id, terms: Box::new(terms) });
		Ok(())
	}

	pub(crate) fn do_retire_instrument(id: InstrumentId) -> DispatchResult {
		let instrument = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		// A pledge whose money was not fetched keeps a place as well.
		ensure!(instrument.holders == 0, Error::<T>::UnitsLeft);
		ensure!(instrument.sale.is_none(), Error::<T>::SaleRuns);

		// What came while nobody had a unit is nobody's.
		let (purse, router) = (Self::purse_of(id), T::Sources::account_of(Source::ForfeitedIncome));
		// What was withheld waits there for the tax office.
		let left = T::Won::spendable(&purse).saturating_sub(TaxesDue::<T>::get(id));
		T::Won::send(&purse, &router, left, Error::<T>::InsufficientBalance)?;
		// Without terms the gate lets the ledger end.
		AllTerms::<T>::remove(id);
		Instruments::<T>::remove(id);
		Agreements::<T>::remove(id);
		Redemptions::<T>::remove(id);
		Histories::<T>::remove(id);
		T::Ledger::start_destroy(id, None)?;
		T::Ledger::finish_destroy(id)?;
		Self::deposit_event(Event::InstrumentRetired { instrument: id, left });
		Ok(())
	}

	pub(crate) fn do_issue(who: &T::AccountId, id: InstrumentId, units: Units) -> DispatchResult {
		ensure!(units > 0, Error::<T>::ZeroUnits);
		let holder = Self::acquirer(who).map_err(Error::<T>::from)?;
		let seat = Self::ask(Way::Issue, id, &holder, units).map_err(Error::<T>::from)?;

		Self::make(id, &holder, units, seat)?;
		Self::change(id, |own| {
			Some(Instrument { own_issued: own.own_issued.checked_add(units)?, ..own })
		})?;
		Self::deposit_event(Event::Issued { instrument: id, holder, units, seat });
		Ok(())
	}

	/// Makes units for a holder, who counts under this seat.
	pub(crate) fn make(
		id: InstrumentId,
		holder: &HolderOf<T>,
		units: Units,
		seat: Seat,
	) -> Result<(), DispatchError> {
		let points = Self::give_due(id)?.points;
		Self::count_under(id, holder, seat)?;
		Self::settle(id, holder, points)?;
		T::Ledger::mint_into(id, &Self::account_of(holder), units)?;
		Self::change(id, |own| Some(Instrument { issued: own.issued.plus(seat, units)?, ..own }))?;
		Ok(())
	}

	/// The position of a holder, to which a place is given if there was none.
	pub(crate) fn position(id: InstrumentId, holder: &HolderOf<T>, seat: Seat) -> Position {
		Positions::<T>::get(holder, id).unwrap_or_else(|| {
			// There is room: `can_transfer`, `can_pledge` or `can_inherit` saw it. There are fewer holders than people.
			Books::<T>::mutate(holder, |book| book.positions = book.positions.saturating_add(1));
			let points = Instruments::<T>::mutate_extant(id, |own| {
				own.holders = own.holders.saturating_add(1);
				own.points
			});
			Position::new(seat, points)
		})
	}

	/// Notes what a holder's units have earned. Comes before their number changes.
	fn settle(id: InstrumentId, holder: &HolderOf<T>, points: u128) -> Result<(), Error<T>> {
		let own = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let settled = own.settled(Self::units_of(id, holder), points);
		Positions::<T>::insert(holder, id, settled.ok_or(Error::<T>::Overflow)?);
		Ok(())
	}

	/// Ends a position of which nothing is left, and says whether it did. Of one without units and pledges, less than a won
	/// goes to the next dividend.
	fn close_position(id: InstrumentId, holder: &HolderOf<T>) -> Result<bool, Error<T>> {
		let own = Positions::<T>::get(holder, id).ok_or(Error::<T>::PositionNotFound)?;
		if own.pledged > 0 || own.offered > 0 || Self::units_of(id, holder) > 0 {
			return Ok(false);
		}
		let (won, Dues { due: dust, .. }) = Dues { index: own.index, due: own.due }.pay();
		let due = own.due.checked_sub(dust).ok_or(Error::<T>::Overflow)?;
		Positions::<T>::insert(holder, id, Position { due, ..own.clone() });
		if dust > 0 {
			Self::change(id, |own| {
				Some(Instrument { carry: own.carry.checked_add(dust)?, ..own })
			})?;
			Self::deposit_event(Event::Carried { instrument: id, dust });
		}
		let is_over = won == 0 && own.cash == 0;
		if is_over {
			Positions::<T>::remove(holder, id);
			Instruments::<T>::mutate_extant(id, |own| {
				own.holders = own.holders.saturating_sub(1); // there was one
			});
		}
		Ok(is_over)
	}

	/// Ends a position of which nothing is left, with its place in the holder's book.
	pub(crate) fn leave_place(id: InstrumentId, holder: &HolderOf<T>) -> Result<(), Error<T>> {
		if Positions::<T>::contains_key(holder, id) && Self::close_position(id, holder)? {
			let book = Books::<T>::get(holder);
			let positions = book.positions.saturating_sub(1); // there was one
			Self::keep_book(holder, Book { positions, ..book });
		}
		Ok(())
	}

	/// Moves units to another holder, whose units count under this seat. What they have earned stays the giver's. Those that
	/// voted go last and are silent with the taker: they are given, with the moment until then.
	pub(crate) fn move_units(
		id: InstrumentId,
		from: &HolderOf<T>,
		to: &HolderOf<T>,
		units: Units,
		seat: Seat,
	) -> Result<Option<(Units, Moment)>, DispatchError> {
		let (points, now) = (Self::give_due(id)?.points, T::Time::moment());
		Self::settle(id, from, points)?;
		Self::count_under(id, to, seat)?;
		Self::settle(id, to, points)?;
		let rest = Self::units_of(id, from).checked_sub(units);
		let giver = Positions::<T>::get(from, id).ok_or(Error::<T>::PositionNotFound)?;
		let taker = Positions::<T>::get(to, id).ok_or(Error::<T>::PositionNotFound)?;
		let (giver, silent) = giver.left_with(rest.ok_or(Error::<T>::NotEnoughUnits)?, now);
		if let Some((units, until)) = silent {
			let taker = taker.with_silent(units, until, now).ok_or(Error::<T>::Overflow)?;
			Positions::<T>::insert(to, id, taker);
		}
		Positions::<T>::insert(from, id, &giver);
		Self::count_anew(id, units, giver.seat, seat)?;
		Self::shift(id, &Self::account_of(from), &Self::account_of(to), units)?;
		Self::leave_place(id, from)?;
		Ok(silent)
	}

	/// From now on all units of a holder count under this seat. A holder without a position gets one.
	fn count_under(id: InstrumentId, holder: &HolderOf<T>, seat: Seat) -> Result<(), Error<T>> {
		let position = Self::position(id, holder, seat);
		Positions::<T>::insert(holder, id, Position { seat, ..position });
		let units = Self::units_of(id, holder);
		if position.seat == seat || units == 0 {
			return Ok(());
		}
		Self::count_anew(id, units, position.seat, seat)?;
		let holder = holder.clone();
		Self::deposit_event(Event::Recounted { instrument: id, holder, seat });
		Ok(())
	}

	/// Units that counted under one seat count under another.
	pub(crate) fn count_anew(
		id: InstrumentId,
		units: Units,
		from: Seat,
		to: Seat,
	) -> Result<(), Error<T>> {
		Self::change(id, |own| {
			let issued = own.issued.minus(from, units)?.plus(to, units)?;
			Some(Instrument { issued, ..own })
		})
	}

	/// Changes what became of an instrument.
	pub(crate) fn change(
		id: InstrumentId,
		change: impl FnOnce(Instrument) -> Option<Instrument>,
	) -> Result<(), Error<T>> {
		let own = Instruments::<T>::get(id).ok_or(Error::<T>::InstrumentNotFound)?;
		Instruments::<T>::insert(id, change(own).ok_or(Error::<T>::Overflow)?);
		Ok(())
	}

	pub(crate) fn do_recount(id: InstrumentId, holder: HolderOf<T>) -> DispatchResultWithPostInfo {
		let position = Positions::<T>::get(&holder, id).ok_or(Error::<T>::PositionNotFound)?;
		let terms = AllTerms::<T>::get(id).ok_or(Error::<T>::PositionNotFound)?;
		let party = Self::party(id, &terms, &holder).map_err(Error::<T>::from)?;
		ensure!(Self::units_of(id, &holder) > 0, Error::<T>::PositionNotFound);
		// A holder whose seat nobody attests any more keeps the last one.
		let seat = party.seat(&terms.regions).unwrap_or(position.seat);
		ensure!(seat != position.seat, Error::<T>::AlreadyInState);
		Self::count_under(id, &holder, seat)?;
		Ok(Pays::No.into())
	}

	/// Moves units from one account to another: units leave one here and in [`Self::burn`] alone. The gate is open for this
	/// account and as long as it takes.
	pub(crate) fn shift(
		id: InstrumentId,
		from: &T::AccountId,
		to: &T::AccountId,
		units: Units,
	) -> DispatchResult {
		Moving::<T>::put((id, from));
		let moved = T::Ledger::transfer(id, from, to, units, Preservation::Expendable);
		Moving::<T>::kill();
		moved.map(|_| ())
	}

	/// Burns units on an account, for which the gate is open as long as it takes.
	pub(crate) fn burn(id: InstrumentId, from: &T::AccountId, units: Units) -> DispatchResult {
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		Moving::<T>::put((id, from));
		let burnt = T::Ledger::burn_from(id, from, units, Preservation::Expendable, exact, force);
		Moving::<T>::kill();
		burnt.map(|_| ())
	}
}
