// SPDX-License-Identifier: Apache-2.0

//! The one function that says who may have units, on every way on which they come. Nothing here knows `Config`.

use chungnam_ports::Standing;
use chungnam_primitives::{dividends::Units, Moment, RegionId, RegionSet, Won, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{market::is_in_band, offering::YearLimits, types::*};

/// How long after a recovery a person's keys sell, give and redeem nothing and fetch no more than [`EARLY_WON`] a call: time in
/// which the right person has a stolen one undone by another.
pub const KEY_REST: Moment = 7 * DAYS;
/// The most won that one call brings to a key within [`KEY_REST`].
pub const EARLY_WON: Won = 1_000_000;
/// How long after [`KEY_REST`] nothing of a person lapses: time to fetch what waited.
pub const FETCHING: Moment = 30 * DAYS;

/// The first moment at which a person does everything whose keys act since this one.
pub fn rested_at(acts_since: Moment) -> Moment {
	acts_since.saturating_add(KEY_REST) // the end of time is far
}

/// Nothing that nobody can undo, soon after a recovery.
pub fn ensure_rested(acts_since: Option<Moment>, now: Moment) -> Result<(), Reason> {
	ensure(acts_since.is_none_or(|since| now >= rested_at(since)), Reason::KeyTooNew)
}

/// The way units come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Way {
	/// The issuer takes the units that the terms keep for it.
	#[codec(index = 0)]
	Issue,
	/// Two offices transfer them, by order of a court.
	#[codec(index = 1)]
	Forced,
	/// A holder takes what another one offers for a price.
	#[codec(index = 2)]
	Take,
	/// A holder takes what another one offers for nothing.
	#[codec(index = 3)]
	Gift,
}

/// What is known of one who would have units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
	/// Of a person: whether the person may act, and the region where the person lives, 0 outside. `None` for an institution.
	pub person: Option<(Standing, RegionId)>,
	/// True if the person lives in the regions of the terms, and came too late to count as here.
	pub came_late: bool,
	/// What an office attested.
	pub credential: Option<Credential>,
	/// True if it is the issuer.
	pub is_issuer: bool,
	/// True if the terms keep the holder out.
	pub is_related: bool,
	/// True if the holder has, or pledged to buy, units of this instrument already.
	pub has_position: bool,
	/// Instruments of which the holder has units, or pledged to buy some.
	pub positions: u32,
}

impl Party {
	/// The holder may act.
	pub fn ensure_able(&self) -> Result<(), Reason> {
		match self.person.map(|(standing, _)| standing) {
			Some(Standing::Frozen) => Err(Reason::TakerFrozen),
			Some(Standing::Deceased) => Err(Reason::TakerDead),
			Some(Standing::Active) | None => Ok(()),
		}
	}

	/// The credential that holds at `now`.
	fn valid(&self, now: Moment) -> Result<Credential, Reason> {
		let credential = self.credential.ok_or(Reason::NoCredential)?;
		if now < credential.until {
			Ok(credential)
		} else {
			Err(Reason::CredentialEnded)
		}
	}

	/// Where the holder belongs, for an instrument of these regions. A resident who came too late is in Korea. What ended counts
	/// on: a seat is a fact and not a right.
	pub fn seat(&self, regions: &RegionSet) -> Option<Seat> {
		match self.person {
			Some((_, home)) if regions.contains(home) && !self.came_late => Some(Seat::Here),
			Some((_, home)) if home != 0 => Some(Seat::Korea),
			_ => self.credential.map(|own| own.seat),
		}
	}

	/// The class of the holder at `now`.
	pub fn class(&self, now: Moment) -> Result<InvestorClass, Reason> {
		let lives_here = matches!(self.person, Some((_, home)) if home != 0);
		match self.valid(now) {
			Ok(credential) => Ok(credential.class),
			Err(_) if lives_here => Ok(InvestorClass::Retail),
			Err(why) => Err(why),
		}
	}

	/// The holder has room for another instrument, or has units of this one.
	pub fn ensure_place(&self) -> Result<(), Reason> {
		ensure(self.has_position || self.positions < MAX_POSITIONS, Reason::ListFull)
	}
}

/// What is known of one whose units would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Giver {
	/// Of a person: whether the person may act, and the region where the person lives, 0 outside. `None` for an institution.
	pub person: Option<(Standing, RegionId)>,
	/// Since when the keys of a person act whose earlier ones a recovery voided.
	pub acts_since: Option<Moment>,
	/// What an office attested.
	pub credential: Option<Credential>,
	/// The seat under which the units count.
	pub seat: Seat,
	/// How many there are.
	pub units: Units,
	/// Those that were bought or given lately, and stay.
	pub bought: Units,
	/// Those that voted, and stay.
	pub voting: Units,
	/// Those that are frozen, and stay.
	pub frozen: Units,
	/// Those that are on offer already.
	pub offered: Units,
}

impl Giver {
	/// The holder may sell. A person in Korea may but soon after a recovery; others need a credential that holds.
	fn ensure_able(&self, now: Moment) -> Result<(), Reason> {
		match self.person.map(|(standing, _)| standing) {
			Some(Standing::Frozen) => return Err(Reason::GiverFrozen),
			Some(Standing::Deceased) => return Err(Reason::GiverDead),
			Some(Standing::Active) | None => {}
		}
		ensure_rested(self.acts_since, now)?;
		let lives_here = matches!(self.person, Some((_, home)) if home != 0);
		let is_attested = self.credential.is_some_and(|own| now < own.until);
		ensure(lives_here || is_attested, Reason::GiverCredentialEnded)
	}

	/// So many units can leave. A unit can stay for several reasons at once.
	fn ensure_free(&self, units: Units) -> Result<(), Reason> {
		let leaves = |stay: Units| units <= self.units.saturating_sub(stay); // 0 if all stay
		ensure(leaves(0), Reason::NotEnoughUnits)?;
		ensure(leaves(self.bought), Reason::LockedUp)?;
		ensure(leaves(self.voting), Reason::Voting)?;
		ensure(leaves(self.frozen), Reason::UnitsFrozen)
	}

	/// Units that can leave and are not on offer.
	pub fn free(&self) -> Units {
		let stay = self.bought.max(self.voting).max(self.frozen);
		self.units.saturating_sub(stay).saturating_sub(self.offered) // 0 if all stay
	}

	/// So many units can be offered beside those that are.
	fn ensure_offerable(&self, units: Units) -> Result<(), Reason> {
		self.ensure_free(units)?;
		ensure(units <= self.free(), Reason::OnOffer)
	}
}

/// What one holder pays another for units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
	/// Won for one unit.
	pub price: Won,
	/// The price that the taker signed.
	pub seen: Won,
	/// Units that are left of the offer.
	pub left: Units,
	/// True if the offer is for another holder.
	pub is_for_another: bool,
	/// The first moment at which the offer, or the taker's call, is over.
	pub until: Moment,
	/// Won that the taker put in within the year, into all instruments.
	pub in_year: Won,
	/// Won of it that went into this instrument.
	pub in_instrument: Won,
	/// True if the taker's book of the year has room for this instrument.
	pub has_room: bool,
	/// The limits of the year.
	pub limits: YearLimits,
	/// Won that the signer can spend.
	pub spendable: Won,
}

/// Units that somebody would have.
#[derive(Clone, Copy, Debug)]
pub struct Deal<'a, AccountId> {
	/// The way they come.
	pub way: Way,
	/// What is agreed.
	pub terms: &'a Terms<AccountId>,
	/// What there is, with the units of the taker under the seat of now.
	pub instrument: &'a Instrument,
	/// Units that pledges keep in the sale that runs, by seat.
	pub kept: Seats,
	/// Whose units they are. `None` for new ones.
	pub giver: Option<Giver>,
	/// Who would have them.
	pub taker: Party,
	/// What is paid for them, where it is something, or a gift.
	pub trade: Option<Trade>,
	/// Units that the taker has, or pledged to buy.
	pub held: Units,
	/// How many.
	pub units: Units,
	/// True if no new units come now: those that are there are redeemed, residents agreed to who pays for them, or holders
	/// vote about what is behind them or own it by their association. Asked for new units only.
	pub is_shut: bool,
	/// When.
	pub now: Moment,
}

fn ensure(holds: bool, otherwise: Reason) -> Result<(), Reason> {
	if holds {
		Ok(())
	} else {
		Err(otherwise)
	}
}

/// The one answer to "why can't I?": the first reason, or the seat under which the units would count.
pub fn can_transfer<AccountId>(deal: &Deal<AccountId>) -> Result<Seat, Reason> {
	match deal.way {
		Way::Issue => deal.issue(),
		Way::Forced => deal.force(),
		Way::Take | Way::Gift => deal.trade(),
	}
}

/// The first reason why a holder cannot offer units for this price, if there is one.
pub fn can_offer(
	instrument: &Instrument,
	giver: &Giver,
	units: Units,
	price: Won,
	now: Moment,
) -> Result<(), Reason> {
	instrument.ensure_market(now)?;
	giver.ensure_able(now)?;
	giver.ensure_offerable(units)?;
	instrument.ensure_price(price)
}

impl Instrument {
	/// Units change hands: a licence is named, and the committee did not stop it.
	fn ensure_market(&self, now: Moment) -> Result<(), Reason> {
		ensure(!self.is_halted(now), Reason::Halted)?;
		ensure(self.licence.is_some(), Reason::MarketClosed)
	}

	/// A price near that of the last sale; without a sale there is none. A gift has no price.
	fn ensure_price(&self, price: Won) -> Result<(), Reason> {
		let fits = self.last_price.is_some_and(|last| is_in_band(price, last));
		ensure(price == 0 || fits, Reason::PriceOutOfBand)
	}
}

impl<AccountId> Deal<'_, AccountId> {
	/// The issuer takes its own.
	fn issue(&self) -> Result<Seat, Reason> {
		let Self { terms, instrument, kept, taker, units, now, .. } = self;
		ensure(!instrument.is_halted(*now), Reason::Halted)?;
		ensure(!self.is_shut, Reason::WrongState)?;
		taker.ensure_able()?;
		taker.class(*now)?;
		let seat = taker.seat(&terms.regions).ok_or(Reason::NoCredential)?;
		ensure(taker.is_issuer, Reason::Excluded)?;
		let allowed = terms.own_units.checked_sub(instrument.own_issued);
		let after = instrument.issued.join(kept).and_then(|all| all.plus(seat, *units));
		let after = after.ok_or(Reason::SoldOut)?;
		self.ensure_ceilings(&after, None, seat)?;
		let is_left = allowed.is_some_and(|left| *units <= left);
		let fits = after.total().is_some_and(|all| all <= terms.units);
		ensure(is_left && fits, Reason::SoldOut)?;
		taker.ensure_place()?;
		Ok(seat)
	}

	/// A court says so: neither side is asked, and the limits hold all the same.
	fn force(&self) -> Result<Seat, Reason> {
		let giver = self.giver.ok_or(Reason::GiverUnknown)?;
		ensure(self.units <= giver.units, Reason::NotEnoughUnits)?;
		let seat = self.taker.seat(&self.terms.regions).ok_or(Reason::NoCredential)?;
		let class = self.taker.class(self.now).unwrap_or(InvestorClass::Retail);
		self.ensure_limits(&giver, class, seat)?;
		Ok(seat)
	}

	/// One gives and another one takes: both are asked, and so are the units, the limits and the money.
	fn trade(&self) -> Result<Seat, Reason> {
		let Self { terms, instrument, taker, units, now, .. } = self;
		let giver = self.giver.ok_or(Reason::GiverUnknown)?;
		let trade = self.trade.ok_or(Reason::WrongState)?;
		instrument.ensure_market(*now)?;
		ensure(*now < trade.until, Reason::TooLate)?;
		ensure(trade.seen == trade.price, Reason::TermsChanged)?;
		giver.ensure_able(*now)?;
		ensure(*units <= trade.left, Reason::NotEnoughUnits)?;
		giver.ensure_free(*units)?;
		taker.ensure_able()?;
		let class = taker.class(*now)?;
		let seat = taker.seat(&terms.regions).ok_or(Reason::NoCredential)?;
		let is_kept_out = taker.is_issuer || taker.is_related || trade.is_for_another;
		ensure(!is_kept_out, Reason::Excluded)?;
		ensure(terms.most_of(seat) > 0, Reason::SeatNotAllowed)?;
		let is_filed = class != InvestorClass::Retail || terms.filing.is_some();
		ensure(is_filed, Reason::ClassNotAllowed)?;
		let cap = terms.caps.of(class).ok_or(Reason::ClassNotAllowed)?;
		self.ensure_limits(&giver, class, seat)?;
		// A low price, or a gift, counts as the price of the last sale: else limits would be gone round.
		let value = trade.price.max(instrument.last_price.unwrap_or(0));
		let value = value.checked_mul((*units).into()).ok_or(Reason::CapWon)?;
		let put_in = trade.in_instrument.checked_add(value);
		ensure(put_in.is_some_and(|won| won <= cap.won_a_year), Reason::CapWon)?;
		let in_year = trade.in_year.checked_add(value);
		ensure(in_year.is_some_and(|won| won <= trade.limits.of(class)), Reason::CapYear)?;
		ensure(trade.has_room, Reason::ListFull)?;
		instrument.ensure_price(trade.price)?;
		let won = trade.price.checked_mul((*units).into());
		ensure(won.is_some_and(|won| won <= trade.spendable), Reason::NotEnoughWon)?;
		Ok(seat)
	}

	/// Units that change hands keep to the cap of the taker, to the ceilings, and to the taker's list.
	fn ensure_limits(&self, giver: &Giver, class: InvestorClass, seat: Seat) -> Result<(), Reason> {
		let cap = self.terms.caps.of(class).ok_or(Reason::ClassNotAllowed)?;
		let holding = self.held.checked_add(self.units);
		ensure(holding.is_some_and(|units| units <= cap.units), Reason::CapUnits)?;
		let after = self.instrument.issued.minus(giver.seat, self.units);
		let after = after.and_then(|all| all.plus(seat, self.units)?.join(&self.kept));
		let after = after.ok_or(Reason::NotEnoughUnits)?;
		self.ensure_ceilings(&after, Some(giver.seat), seat)?;
		self.taker.ensure_place()
	}

	/// Units that come to a side of a ceiling, or from nowhere, must find room under it. Those that stay on a side need none.
	fn ensure_ceilings(&self, after: &Seats, from: Option<Seat>, to: Seat) -> Result<(), Reason> {
		let Terms { abroad_most, outside_most, .. } = self.terms;
		let comes_abroad = to == Seat::Abroad && from != Some(Seat::Abroad);
		ensure(!comes_abroad || after.abroad <= *abroad_most, Reason::ForeignCeiling)?;
		// A resident who came late passes no ceiling by order of a court, as nobody does who moves.
		let is_moved = self.way == Way::Forced && self.taker.came_late;
		let comes_out = to != Seat::Here && !is_moved && from.is_none_or(|seat| seat == Seat::Here);
		let fits = after.outside().is_some_and(|units| units <= *outside_most);
		ensure(!comes_out || fits, Reason::ResidentMinimum)
	}
}
