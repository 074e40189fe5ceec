// SPDX-License-Identifier: Apache-2.0

//! Sales of units: what is agreed, what was pledged, and the one function that says who may pledge. Nothing here knows
//! `Config`.

use chungnam_primitives::{
	dividends::{Units, MAX_RECEIVED},
	InstrumentId, Moment, OfferingId, Won, DAYS, HOURS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{deal::Party, types::*};

/// The shortest time for which a sale is open.
pub const MIN_OPEN: Moment = 21 * DAYS;
/// The longest time for which a sale is open when it begins.
pub const MAX_OPEN: Moment = 90 * DAYS;
/// The longest time for which a sale is open with all its changes.
pub const MAX_LIFE: Moment = 180 * DAYS;
/// The time before the close in which nobody cancels.
pub const FIRM: Moment = 48 * HOURS;
/// The time after the opening of a seat in which the opening cap binds.
pub const OPENING: Moment = 24 * HOURS;
/// The time that pledgers have to confirm after a change.
pub const CONFIRM: Moment = 7 * DAYS;
/// The least time between the end of confirming and the close.
pub const AFTER_CONFIRM: Moment = 3 * DAYS;
/// The notice of an early close, and the time for which every seat must have been open before.
pub const NOTICE: Moment = 5 * DAYS;
/// The time after the close in which the money is handed over. Residents decide that, which takes a month.
pub const HAND_OVER: Moment = 60 * DAYS;
/// The least time after the close in which money and units can be collected.
pub const MIN_REFUND: Moment = 3_650 * DAYS;
/// The longest such time.
pub const MAX_REFUND: Moment = 18_250 * DAYS;
/// Changes of one sale.
pub const MAX_SALE_CHANGES: u8 = 3;
/// Changes of one pledge: raised, or cancelled in part.
pub const MAX_PLEDGE_CHANGES: u8 = 5;
/// Sales in which one holder can have a pledge at a time.
pub const MAX_PLEDGES: u32 = 8;
/// Instruments into which one holder puts won within a year: as many as one can have units of.
pub const MAX_BOUGHT: u32 = MAX_POSITIONS;
/// Accounts among which the money of one sale is divided.
pub const MAX_PAYEES: u32 = 4;
/// Pledges that one call clears away.
pub const MAX_SWEEP: u32 = 50;
/// Numbers of sales at which one page of open ones looks.
pub const MAX_LISTED: u32 = 200;

/// What is agreed about a sale. Price and units never change under a pledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sale {
	/// Won for one unit.
	pub price: Won,
	/// The fewest units of one pledge.
	pub ticket: Units,
	/// The most units that are sold.
	pub hard_cap: Units,
	/// The fewest: else all money goes back. At least four fifths of the most.
	pub soft_cap: Units,
	/// Units that each holder may have pledged within a day after the opening for the holder's seat.
	pub opening_cap: Units,
	/// From when on holders who are here pledge.
	pub opens_here: Moment,
	/// From when on holders in Korea pledge.
	pub opens_korea: Moment,
	/// From when on holders abroad pledge.
	pub opens_abroad: Moment,
	/// The first moment at which nobody pledges any more.
	pub closes: Moment,
	/// The hash of the document that investors read.
	pub document: H256,
	/// Until when money that was not taken is kept for its holders.
	pub refund_until: Moment,
}

/// Why a sale is not sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsoundSale {
	/// No price, or a sum that no instrument can receive.
	Price,
	/// A ticket or a cap of nothing, or one beyond another.
	Caps,
	/// An opening that is over, out of order, or too near to or too far from the close; or money that is not kept for ten
	/// years.
	Window,
}

impl Sale {
	/// Whether a sale can be opened at `now`, of so many units that are left.
	pub fn check(&self, left: Units, now: Moment) -> Result<(), UnsoundSale> {
		let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
		let sum = self.price.checked_mul(self.hard_cap.into());
		let is_priced = self.price > 0 && sum.is_some_and(|sum| sum <= MAX_RECEIVED);
		ensure(is_priced, UnsoundSale::Price)?;
		let is_small = self.ticket > 0 && self.ticket <= self.opening_cap;
		let fits = self.hard_cap <= left && self.soft_cap <= self.hard_cap;
		ensure(is_small && fits && self.opening_cap <= self.hard_cap, UnsoundSale::Caps)?;
		ensure(self.is_enough(self.soft_cap), UnsoundSale::Caps)?;
		let in_order = now <= self.opens_here
			&& self.opens_here <= self.opens_korea
			&& self.opens_korea <= self.opens_abroad
			&& self.opens_abroad < self.closes;
		let open = self.closes.saturating_sub(self.opens_here); // 0 is too short
		let kept = self.refund_until.saturating_sub(self.closes); // so is this
		let is_long = (MIN_OPEN..=MAX_OPEN).contains(&open);
		let is_kept = (MIN_REFUND..=MAX_REFUND).contains(&kept);
		// The last seat has a day at least in which everyone can cancel.
		let last = self.opens_abroad.saturating_add(FIRM).saturating_add(DAYS); // bounded by the close
		ensure(in_order && is_long && is_kept && last <= self.closes, UnsoundSale::Window)
	}

	/// True if a soft cap of so many units is at least four fifths of what is sold.
	pub fn is_enough(&self, soft_cap: Units) -> bool {
		// At most MAX_UNITS times 5.
		soft_cap > 0 && soft_cap.saturating_mul(5) >= self.hard_cap.saturating_mul(4)
	}

	/// From when on holders of a seat pledge.
	pub fn opens(&self, seat: Seat) -> Moment {
		match seat {
			Seat::Here => self.opens_here,
			Seat::Korea => self.opens_korea,
			Seat::Abroad => self.opens_abroad,
		}
	}

	/// Won for so many units of this sale: at most [`MAX_RECEIVED`].
	pub fn won(&self, units: Units) -> Won {
		self.price.saturating_mul(units.into())
	}
}

/// What changes under pledges, which must be confirmed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SaleChange {
	/// The document from now on.
	pub document: H256,
	/// A later close, or the same.
	pub closes: Moment,
	/// A higher soft cap, or the same.
	pub soft_cap: Units,
}

/// Where a sale stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum SaleState {
	/// Holders pledge, or will.
	#[codec(index = 0)]
	Open,
	/// Enough was pledged. The money is handed over within [`HAND_OVER`] of the close, or the sale stops by itself.
	#[codec(index = 1)]
	Decided,
	/// The money was taken, and units wait for their holders.
	#[codec(index = 2)]
	Sold,
	/// Too little was pledged. Money waits for its holders.
	#[codec(index = 3)]
	Missed,
	/// Somebody who may stopped it, or nobody took the money. Money waits for its holders.
	#[codec(index = 4)]
	Stopped,
}

impl SaleState {
	/// True if the sale still decides about units.
	pub fn is_running(self) -> bool {
		matches!(self, Self::Open | Self::Decided)
	}
}

/// A sale of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offering {
	/// What is sold.
	pub instrument: InstrumentId,
	/// What is agreed now.
	pub sale: Sale,
	/// Where it stands.
	pub state: SaleState,
	/// How often it was changed. Pledges of this round are live.
	pub round: u8,
	/// Pledges of earlier rounds than this are released.
	pub void_below: u8,
	/// Until when pledges of the rounds between can be confirmed. Then they are released as well.
	pub confirm_until: Moment,
	/// Units of live pledges, by seat. Of a sold sale: those of them that were not collected.
	pub live: Seats,
	/// Units of pledges that wait, or waited, to be confirmed, by seat.
	pub pending: Seats,
	/// Won that came in.
	pub pledged: Won,
	/// Won that went back.
	pub returned: Won,
	/// Won that was handed over.
	pub taken: Won,
	/// Pledges there are.
	pub pledges: u32,
	/// The points of a unit when the units were made: since then they earn for those who bought them.
	pub index: u128,
}

/// What a pledge is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PledgeState {
	/// It buys, if enough is pledged.
	Live,
	/// It was made before a change, and buys if it is confirmed.
	Pending,
	/// It was not confirmed, or the pledger's credential was revoked: its money goes back.
	Released,
}

impl Offering {
	/// A sale that opens.
	pub fn new(instrument: InstrumentId, sale: Sale) -> Self {
		Self {
			instrument,
			sale,
			state: SaleState::Open,
			round: 0,
			void_below: 0,
			confirm_until: 0,
			live: Seats::default(),
			pending: Seats::default(),
			pledged: 0,
			returned: 0,
			taken: 0,
			pledges: 0,
			index: 0,
		}
	}

	/// What a pledge is worth at `now`.
	pub fn state_of(&self, pledge: &Pledge, now: Moment) -> PledgeState {
		if self.is_live(pledge) {
			PledgeState::Live
		} else if self.can_wait(pledge) && now < self.confirm_until {
			PledgeState::Pending
		} else {
			PledgeState::Released
		}
	}

	/// True if a pledge buys, if enough is pledged.
	pub fn is_live(&self, pledge: &Pledge) -> bool {
		!pledge.is_released && pledge.round == self.round
	}

	/// True if a pledge waits to be confirmed, or waited until the time for that was over.
	pub fn can_wait(&self, pledge: &Pledge) -> bool {
		let is_earlier = (self.void_below..self.round).contains(&pledge.round);
		!pledge.is_released && is_earlier
	}

	/// Units that pledges keep at `now`, by seat: the live ones, and the pending ones while they can be confirmed.
	pub fn kept(&self, now: Moment) -> Option<Seats> {
		if now < self.confirm_until {
			self.live.join(&self.pending)
		} else {
			Some(self.live)
		}
	}

	/// Without a pledge: its units count no longer, wherever they counted.
	#[must_use]
	pub fn without(mut self, pledge: &Pledge) -> Option<Self> {
		if self.is_live(pledge) {
			self.live = self.live.minus(pledge.seat, pledge.units)?;
		} else if self.can_wait(pledge) {
			self.pending = self.pending.minus(pledge.seat, pledge.units)?;
		}
		Some(self)
	}

	/// With a live pledge.
	#[must_use]
	pub fn with(mut self, pledge: &Pledge) -> Option<Self> {
		self.live = self.live.plus(pledge.seat, pledge.units)?;
		Some(self)
	}

	/// The state at `now`, in which each wait has ended that ends by itself.
	pub fn state_at(&self, now: Moment) -> SaleState {
		let closes = self.sale.closes;
		let is_late = now >= closes.saturating_add(HAND_OVER); // the close is bounded
		let is_enough = self.live.total().is_some_and(|all| all >= self.sale.soft_cap);
		match self.state {
			SaleState::Open if now < closes => SaleState::Open,
			SaleState::Open if !is_enough => SaleState::Missed,
			SaleState::Open | SaleState::Decided if is_late => SaleState::Stopped,
			SaleState::Open => SaleState::Decided,
			state => state,
		}
	}

	/// After a change at `now`. All pledges wait to be confirmed; those that waited for an earlier change and can no longer
	/// be confirmed are released for good. `None` if there is no such change.
	#[must_use]
	pub fn changed(mut self, change: &SaleChange, now: Moment) -> Option<Self> {
		if now >= self.confirm_until {
			self.void_below = self.round;
			self.pending = Seats::default();
		}
		self.round = self.round.checked_add(1).filter(|round| *round <= MAX_SALE_CHANGES)?;
		self.pending = self.pending.join(&self.live)?;
		self.live = Seats::default();
		self.confirm_until = now.checked_add(CONFIRM)?;
		let closes = change.closes.max(self.confirm_until.checked_add(AFTER_CONFIRM)?);
		// Money is kept as long after the close as was agreed.
		let later = closes.saturating_sub(self.sale.closes);
		self.sale.refund_until = self.sale.refund_until.checked_add(later)?;
		self.sale.closes = closes;
		self.sale.document = change.document;
		self.sale.soft_cap = change.soft_cap;
		Some(self)
	}

	/// What units of a sold sale have earned up to `points` that were not collected.
	pub fn earned(&self, units: Units, points: u128) -> Option<u128> {
		points.checked_sub(self.index)?.checked_mul(units.into())
	}

	/// True if the money of a pledge waits for its holder, and buys nothing.
	pub fn is_refundable(&self, pledge: &Pledge, now: Moment) -> bool {
		match self.state {
			SaleState::Missed | SaleState::Stopped => true,
			_ => self.state_of(pledge, now) == PledgeState::Released,
		}
	}
}

/// Units that one holder pledged to buy in one sale, with the won for them in its pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pledge {
	/// How many.
	pub units: Units,
	/// The round of the sale in which it was made, or confirmed.
	pub round: u8,
	/// The seat under which the units count.
	pub seat: Seat,
	/// The Korean year to which the won counts.
	pub year: u32,
	/// How often it was changed.
	pub changes: u8,
	/// True if it buys nothing any more: the office revoked what it had attested of the pledger. Its money can be fetched.
	pub is_released: bool,
}

/// What a holder has, and put in within a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Book {
	/// Instruments of which the holder has units, or pledged to buy some.
	pub positions: u32,
	/// Sales in which the holder has a pledge, in the order of pledging.
	pub pledges: BoundedVec<OfferingId, ConstU32<MAX_PLEDGES>>,
	/// Offers that the holder has.
	pub offers: u32,
	/// The Korean year of `won` and `bought`.
	pub year: u32,
	/// Won put in within that year, in all sales and on the market.
	pub won: Won,
	/// The same by instrument: each once, and none without won.
	pub bought: BoundedVec<(InstrumentId, Won), ConstU32<MAX_BOUGHT>>,
}

impl Book {
	/// Won put in within `year`.
	pub fn won_in(&self, year: u32) -> Won {
		if self.year == year {
			self.won
		} else {
			0
		}
	}

	/// Won put into an instrument within `year`.
	pub fn won_into(&self, id: InstrumentId, year: u32) -> Won {
		let own = self.bought.iter().find(|(own, _)| *own == id);
		own.filter(|_| self.year == year).map_or(0, |(_, won)| *won)
	}

	/// True if won can be put into an instrument within `year`: it was already, or the list has room.
	pub fn has_room(&self, id: InstrumentId, year: u32) -> bool {
		self.year != year || !self.bought.is_full() || self.won_into(id, year) > 0
	}

	/// With more won put into an instrument within `year`, which is not over. `None` without room.
	#[must_use]
	pub fn spent(mut self, id: InstrumentId, year: u32, won: Won) -> Option<Self> {
		let (all, own) = (self.won_in(year), self.won_into(id, year));
		let is_same_year = self.year == year;
		self.bought.retain(|(other, _)| is_same_year && *other != id);
		let own = own.checked_add(won)?;
		if own > 0 {
			self.bought.try_push((id, own)).ok()?;
		}
		self.won = all.checked_add(won)?;
		self.year = year;
		Some(self)
	}

	/// With won given back that was put into an instrument and counted to `year`. What counted to an earlier year is over.
	#[must_use]
	pub fn given_back(mut self, id: InstrumentId, year: u32, won: Won) -> Self {
		if self.year == year {
			self.won = self.won.saturating_sub(won); // counted before, see I8
			for (_, own) in self.bought.iter_mut().filter(|(own, _)| *own == id) {
				*own = own.saturating_sub(won); // so was this
			}
			self.bought.retain(|(_, own)| *own > 0);
		}
		self
	}

	/// True if nothing is left that anyone asks about in `year`.
	pub fn is_empty(&self, year: u32) -> bool {
		self.positions == 0 && self.pledges.is_empty() && self.won_in(year) == 0
	}
}

/// Won that one holder of a class may put in within a Korean year, into all instruments; without a number as much as the holder
/// likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct YearLimits {
	/// Of everyone.
	pub retail: Option<Won>,
	/// Of qualified investors.
	pub qualified: Option<Won>,
	/// Of professional investors.
	pub professional: Option<Won>,
	/// Of the province and its cities and counties.
	pub public: Option<Won>,
}

impl YearLimits {
	/// The limit of a class.
	pub fn of(&self, class: InvestorClass) -> Won {
		let limit = match class {
			InvestorClass::Retail => self.retail,
			InvestorClass::Qualified => self.qualified,
			InvestorClass::Professional => self.professional,
			InvestorClass::Public => self.public,
			InvestorClass::Custodian => None,
		};
		limit.unwrap_or(Won::MAX)
	}
}

/// Among whom the money of a sale is divided.
pub type Payees<AccountId> = BoundedVec<(AccountId, Won), ConstU32<MAX_PAYEES>>;

/// What a pledger saw and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Bid {
	/// Units to buy, more than are pledged already.
	pub units: Units,
	/// The fewest, if not all of them are left.
	pub least: Units,
	/// The round of the sale.
	pub round: u8,
	/// The hash of the document.
	pub document: H256,
	/// From when on the bid is dead.
	pub dead_after: Moment,
}

/// A bid with all that decides about it.
#[derive(Clone, Debug)]
pub struct Ask<'a, AccountId> {
	/// The bid.
	pub bid: Bid,
	/// The sale, without the pledge that the holder has already.
	pub offering: Offering,
	/// What is agreed about the instrument.
	pub terms: &'a Terms<AccountId>,
	/// True if the instrument is halted.
	pub is_halted: bool,
	/// Units that are issued, by seat.
	pub issued: Seats,
	/// Who pledges.
	pub taker: Party,
	/// Units that the holder has, or pledged to buy in another sale.
	pub held: Units,
	/// Units that the holder has pledged already.
	pub pledged: Units,
	/// What the holder has, without the won of the pledge that there is already.
	pub book: Book,
	/// The limits of the year.
	pub limits: YearLimits,
	/// Won that the signer can spend.
	pub spendable: Won,
	/// The Korean year.
	pub year: u32,
	/// When.
	pub now: Moment,
}

/// What a bid gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Granted {
	/// Units, perhaps fewer than asked for.
	pub units: Units,
	/// The seat under which they count.
	pub seat: Seat,
}

/// The one answer to "why can't I pledge?": the first reason, or what the bid gets.
pub fn can_pledge<AccountId>(ask: &Ask<AccountId>) -> Result<Granted, Reason> {
	let Ask { bid, offering, terms, taker, now, .. } = ask;
	let sale = &offering.sale;
	let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
	ensure(!ask.is_halted, Reason::Halted)?;
	ensure(offering.state == SaleState::Open, Reason::WrongState)?;
	ensure(*now < sale.closes && *now < bid.dead_after, Reason::TooLate)?;
	let is_seen = bid.round == offering.round && bid.document == sale.document;
	ensure(is_seen, Reason::TermsChanged)?;
	let wanted = ask.pledged.saturating_add(bid.units); // beyond all caps if it is not a sum
	ensure(wanted >= sale.ticket, Reason::BelowTicket)?;
	taker.ensure_able()?;
	// Inside a sale nothing ends by time, so what holds must outlast it.
	let class = taker.class(sale.closes)?;
	let seat = taker.seat(&terms.regions).ok_or(Reason::NoCredential)?;
	ensure(!taker.is_issuer && !taker.is_related, Reason::Excluded)?;
	ensure(terms.most_of(seat) > 0, Reason::SeatNotAllowed)?;
	let opens = sale.opens(seat);
	ensure(*now >= opens, Reason::NotYetOpen)?;
	let cap = terms.caps.of(class).ok_or(Reason::ClassNotAllowed)?;
	let is_filed = class != InvestorClass::Retail || terms.filing.is_some();
	ensure(is_filed, Reason::ClassNotAllowed)?;
	grant(ask, class, seat, cap)
}

/// The limits, and what is left.
fn grant<AccountId>(
	ask: &Ask<AccountId>,
	class: InvestorClass,
	seat: Seat,
	cap: Cap,
) -> Result<Granted, Reason> {
	let Ask { bid, offering, terms, now, .. } = ask;
	let sale = &offering.sale;
	let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
	let kept = offering.kept(*now).ok_or(Reason::SoldOut)?;
	let left = kept.total().and_then(|kept| sale.hard_cap.checked_sub(kept));
	let left = left.and_then(|left| left.checked_sub(ask.pledged)).unwrap_or(0);
	let units = bid.units.min(left);
	let total = ask.pledged.saturating_add(units); // at most the hard cap
	let opening_ends = sale.opens(seat).saturating_add(OPENING); // bounded by the close
	ensure(*now >= opening_ends || total <= sale.opening_cap, Reason::OpeningCap)?;
	let holding = ask.held.checked_add(total);
	ensure(holding.is_some_and(|units| units <= cap.units), Reason::CapUnits)?;
	let won = sale.won(total);
	let put_in = ask.book.won_into(offering.instrument, ask.year).checked_add(won);
	ensure(put_in.is_some_and(|won| won <= cap.won_a_year), Reason::CapWon)?;
	let in_year = ask.book.won_in(ask.year).checked_add(won);
	ensure(in_year.is_some_and(|won| won <= ask.limits.of(class)), Reason::CapYear)?;
	let after = ask.issued.join(&kept).and_then(|all| all.plus(seat, total));
	let after = after.ok_or(Reason::SoldOut)?;
	ensure(seat != Seat::Abroad || after.abroad <= terms.abroad_most, Reason::ForeignCeiling)?;
	let inside = after.outside().is_some_and(|units| units <= terms.outside_most);
	ensure(seat == Seat::Here || inside, Reason::ResidentMinimum)?;
	ensure(units >= bid.least && total >= sale.ticket, Reason::SoldOut)?;
	let is_new = ask.pledged == 0;
	let has_place = ask.taker.has_position || ask.book.positions < MAX_POSITIONS;
	let has_room = ask.book.has_room(offering.instrument, ask.year);
	let is_listed = !is_new || !ask.book.pledges.is_full();
	ensure(has_place && has_room && is_listed, Reason::ListFull)?;
	ensure(sale.won(units) <= ask.spendable, Reason::NotEnoughWon)?;
	Ok(Granted { units, seat })
}
