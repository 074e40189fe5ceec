// SPDX-License-Identifier: Apache-2.0

//! Terms, credentials, holdings, and the one function that says who may. Nothing here knows `Config`.

use chungnam_ports::Holder;
use chungnam_ports::Source;
use chungnam_primitives::{
	dividends::{Dues, Earnings, Units},
	share_of, Moment, OfferingId, RegionSet, Won, DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

use crate::market::{Licence, LockUp, LOCK_UP, MAX_LOCK_UPS};

/// Units that one instrument can ever have.
pub const MAX_UNITS: Units = 1_000_000_000_000;
/// Instruments there can be at a time.
pub const MAX_INSTRUMENTS: u32 = 10_000;
/// Holders whom the terms of one instrument keep out.
pub const MAX_RELATED: u32 = 16;
/// Instruments of which one holder can have units.
pub const MAX_POSITIONS: u32 = 64;
/// The longest time for which a credential holds.
pub const MAX_CREDENTIAL: Moment = 730 * DAYS;
/// Dividends of one instrument that are announced at a time.
pub const MAX_ANNOUNCED: u32 = 2;
/// The least time between the announcement of a dividend and its day: who buys for it alone holds for it.
pub const MIN_NOTICE: Moment = 7 * DAYS;
/// The longest such time.
pub const MAX_NOTICE: Moment = 90 * DAYS;
/// The time after the end of a credential from which on anyone can clear it away.
pub const CREDENTIAL_MEMORY: Moment = 365 * DAYS;

/// The longest time for which an instrument is halted.
pub const MAX_HALT: Moment = 14 * DAYS;
/// How long after the beginning of a halt the instrument can be halted again.
pub const HALT_REST: Moment = 28 * DAYS;

/// What units are in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Form {
	/// A certificate of a trust (신탁수익증권).
	#[codec(index = 0)]
	TrustCertificate,
	/// A contract of investment (투자계약증권).
	#[codec(index = 1)]
	InvestmentContract,
	/// A share of a co-operative (조합출자).
	#[codec(index = 2)]
	CoopShare,
	/// A promise of a thing or a service (후원형).
	#[codec(index = 3)]
	Reward,
	/// A gift (기부).
	#[codec(index = 4)]
	Donation,
}

/// What this ledger is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Register {
	/// It mirrors the book of an institution that keeps the accounts.
	#[codec(index = 0)]
	Mirror,
	/// It is the book.
	#[codec(index = 1)]
	Book,
}

/// Where a holder belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Seat {
	/// A resident of the regions that the terms name, for as long as they ask.
	#[codec(index = 0)]
	Here,
	/// In Korea, and not there.
	#[codec(index = 1)]
	Korea,
	/// Abroad.
	#[codec(index = 2)]
	Abroad,
}

/// What the law lets a holder risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum InvestorClass {
	/// Everyone (일반투자자). A resident of the province is it without a credential.
	#[codec(index = 0)]
	Retail,
	/// With an income or a fortune above a limit of the law (적격투자자).
	#[codec(index = 1)]
	Qualified,
	/// Whose trade it is (전문투자자).
	#[codec(index = 2)]
	Professional,
	/// The province and its cities and counties.
	#[codec(index = 3)]
	Public,
	/// Keeps units for others: a court, an administrator. No cap binds it.
	#[codec(index = 4)]
	Custodian,
}

/// What an office attests of an investor. Ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Credential {
	/// Where the investor belongs: in Korea or abroad. A resident's own home counts before it.
	pub seat: Seat,
	/// What the investor may risk.
	pub class: InvestorClass,
	/// The first moment at which it does not hold any more.
	pub until: Moment,
}

/// The most that one holder of a class, with all keys, may hold of an instrument and put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Cap {
	/// Units, however they came.
	pub units: Units,
	/// Won that the holder may put into the instrument within a Korean year, in all its sales, on the market and by gifts, which
	/// count at the price of the last sale, and for nothing before there was one. What is sold again makes no room. Units that an
	/// heir gets or a court transfers are not put in.
	pub won_a_year: Won,
}

/// The caps of each class. A class without a cap may not hold; custodians always may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Caps {
	/// Of everyone.
	pub retail: Option<Cap>,
	/// Of qualified investors.
	pub qualified: Option<Cap>,
	/// Of professional investors.
	pub professional: Option<Cap>,
	/// Of the province and its cities and counties.
	pub public: Option<Cap>,
}

impl Caps {
	/// No cap of any size.
	const FREE: Cap = Cap { units: Units::MAX, won_a_year: Won::MAX };

	/// The cap of a class. `None` if it may not hold.
	pub fn of(&self, class: InvestorClass) -> Option<Cap> {
		match class {
			InvestorClass::Retail => self.retail,
			InvestorClass::Qualified => self.qualified,
			InvestorClass::Professional => self.professional,
			InvestorClass::Public => self.public,
			InvestorClass::Custodian => Some(Self::FREE),
		}
	}

	/// True if no class may hold but custodians.
	pub fn are_empty(&self) -> bool {
		*self == Self::default()
	}
}

/// What is agreed about an instrument. Frozen when it is created.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Terms<AccountId> {
	/// Who issues it, and keeps `own_units`.
	pub issuer: Holder<AccountId>,
	/// The hash of the document that investors read.
	pub document: H256,
	/// What the units are in law.
	pub form: Form,
	/// What this ledger is in law.
	pub register: Register,
	/// The hash of the filing with the authority. Without one nobody of [`InvestorClass::Retail`] may buy.
	pub filing: Option<H256>,
	/// The regions whose residents count as here.
	pub regions: RegionSet,
	/// Who counts as here has lived in these regions without a break since before this moment, in milliseconds. Who came at this
	/// moment or later counts as in Korea. A moment to come is allowed: who is registered until then is early. Never 0, before which
	/// nobody came. `None`: everyone who lives there now counts as here.
	pub resident_before: Option<Moment>,
	/// All units there can ever be.
	pub units: Units,
	/// Those of them that the issuer may issue to itself.
	pub own_units: Units,
	/// Units that all holders who are not here may have together.
	pub outside_most: Units,
	/// Units that all holders abroad may have together.
	pub abroad_most: Units,
	/// The part of each income that goes to the fund router, rounded down.
	pub public_share: Perbill,
	/// The source of the fund router that gets it.
	pub public_source: Source,
	/// The most that one holder may have.
	pub caps: Caps,
	/// Who may not buy: the issuer's own people, appraisers, managers. In order, without doubles.
	pub related: BoundedVec<Holder<AccountId>, ConstU32<MAX_RELATED>>,
}

/// Why terms are not sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// No region, or one that does not exist, or a moment before which nobody came.
	Regions,
	/// Units beyond what can be, or parts of them beyond all.
	Units,
	/// No class may hold.
	Classes,
	/// The related holders are not in order, or one stands there twice.
	Related,
}

impl<AccountId> Terms<AccountId> {
	/// True if units earn dividends: those of a reward and of a gift do not.
	pub fn earn(&self) -> bool {
		!matches!(self.form, Form::Reward | Form::Donation)
	}

	/// Units that holders of a seat can have together.
	pub fn most_of(&self, seat: Seat) -> Units {
		match seat {
			Seat::Here => self.units,
			Seat::Korea => self.outside_most,
			Seat::Abroad => self.abroad_most,
		}
	}

	/// What holders and what the fund router gets of an income.
	pub fn divide(&self, gross: Won) -> (Won, Won) {
		let public = share_of(self.public_share, gross);
		(gross.saturating_sub(public), public) // a share is no more than all
	}
}

impl<AccountId: Ord> Terms<AccountId> {
	/// Whether an instrument can be made of them.
	pub fn check(&self) -> Result<(), Unsound> {
		let in_province = RegionSet::province().covers(&self.regions);
		let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
		ensure(!self.regions.is_empty() && in_province, Unsound::Regions)?;
		ensure(self.resident_before != Some(0), Unsound::Regions)?; // nobody is older
		let parts = self.own_units.max(self.outside_most);
		let fit = self.units > 0 && self.units <= MAX_UNITS && parts <= self.units;
		ensure(fit && self.abroad_most <= self.outside_most, Unsound::Units)?;
		ensure(!self.caps.are_empty(), Unsound::Classes)?;
		ensure(self.related.windows(2).all(|pair| pair.first() < pair.last()), Unsound::Related)
	}
}

/// Units by the seat of those who hold them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Seats {
	/// Of holders who are here.
	pub here: Units,
	/// Of holders in Korea.
	pub korea: Units,
	/// Of holders abroad.
	pub abroad: Units,
}

impl Seats {
	fn at(&mut self, seat: Seat) -> &mut Units {
		match seat {
			Seat::Here => &mut self.here,
			Seat::Korea => &mut self.korea,
			Seat::Abroad => &mut self.abroad,
		}
	}

	/// All of them. `None` if there is no such number.
	pub fn total(&self) -> Option<Units> {
		self.outside()?.checked_add(self.here)
	}

	/// Those of holders who are not here.
	pub fn outside(&self) -> Option<Units> {
		self.korea.checked_add(self.abroad)
	}

	/// With all units of others as well.
	#[must_use]
	pub fn join(&self, others: &Self) -> Option<Self> {
		let more = self.plus(Seat::Here, others.here)?;
		more.plus(Seat::Korea, others.korea)?.plus(Seat::Abroad, others.abroad)
	}

	/// With more units of a seat.
	#[must_use]
	pub fn plus(mut self, seat: Seat, units: Units) -> Option<Self> {
		let own = self.at(seat);
		*own = own.checked_add(units)?;
		Some(self)
	}

	/// With fewer units of a seat.
	#[must_use]
	pub fn minus(mut self, seat: Seat, units: Units) -> Option<Self> {
		let own = self.at(seat);
		*own = own.checked_sub(units)?;
		Some(self)
	}
}

/// Won that all units together get on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Dividend {
	/// How much.
	pub won: Won,
	/// Who holds units then gets it.
	pub pays_at: Moment,
}

/// That nobody acquires units of an instrument for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Halt {
	/// When it began.
	pub since: Moment,
	/// The first moment at which everything goes on.
	pub until: Moment,
	/// The hash of the reason.
	pub reason: H256,
}

/// What becomes of an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Instrument {
	/// Units there are, by the seat of their holders.
	pub issued: Seats,
	/// Units that the issuer has issued to itself.
	pub own_issued: Units,
	/// Holders who have units, or pledged to buy some.
	pub holders: u32,
	/// The sale that runs.
	pub sale: Option<OfferingId>,
	/// What one unit has earned since the beginning, in `1 / SCALE` won.
	pub points: u128,
	/// What no unit has earned yet, in `1 / SCALE` won.
	pub carry: u128,
	/// Won that units got since the beginning.
	pub received: Won,
	/// Won that was paid to holders.
	pub paid: Won,
	/// Dividends that are not due yet, in order.
	pub announced: BoundedVec<Dividend, ConstU32<MAX_ANNOUNCED>>,
	/// The last halt.
	pub halt: Option<Halt>,
	/// The licence by which units change hands. Without one nobody offers and nobody takes.
	pub licence: Option<Licence>,
	/// The price of the last sale whose units were made.
	pub last_price: Option<Won>,
	/// Won that sellers have not taken.
	pub cash: Won,
}

impl Instrument {
	/// True if nobody acquires units at `now`.
	pub fn is_halted(&self, now: Moment) -> bool {
		self.halt.is_some_and(|own| now < own.until)
	}

	/// What units have earned.
	pub fn earnings(&self) -> Earnings {
		Earnings { points: self.points, carry: self.carry, received: self.received }
	}

	/// Won that is announced and not due.
	pub fn waiting(&self) -> Option<Won> {
		self.announced.iter().try_fold(0, |sum: Won, own| sum.checked_add(own.won))
	}

	/// Won on the purse that is somebody's, or will be. `None` if there is no such number.
	pub fn owed(&self) -> Option<Won> {
		let all = self.waiting()?.checked_add(self.received)?.checked_add(self.cash)?;
		all.checked_sub(self.paid)
	}

	/// After all dividends that are due at `now`: the units there are share them. `None` if there is no such number.
	#[must_use]
	pub fn settled(mut self, now: Moment) -> Option<Self> {
		let (mut earned, base) = (self.earnings(), self.issued.total()?);
		for own in self.announced.iter().filter(|own| own.pays_at <= now) {
			earned = earned.receive(own.won, base)?;
		}
		(self.points, self.carry, self.received) = (earned.points, earned.carry, earned.received);
		self.announced.retain(|own| own.pays_at > now);
		Some(self)
	}
}

/// Units of one instrument that one holder has or pledged to buy. How many the holder has, the ledger of units knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Position {
	/// The seat under which the units count: that of the last touch.
	pub seat: Seat,
	/// Units pledged in sales, and not collected: they count as held.
	pub pledged: Units,
	/// The points of a unit up to which the units are settled.
	pub index: u128,
	/// Owed for the time until then, in `1 / SCALE` won.
	pub due: u128,
	/// Units that voted: until [`Self::locked_until`] they stay with the holder.
	pub locked: Units,
	/// The first moment at which they can leave.
	pub locked_until: Moment,
	/// Units that came by order of a court and had voted: until [`Self::silent_until`] they stay, and vote no more.
	pub silent: Units,
	/// The first moment at which they can leave and vote.
	pub silent_until: Moment,
	/// Units that are on offer.
	pub offered: Units,
	/// Won that sold units brought, and the holder has not taken.
	pub cash: Won,
	/// Units that were bought or given lately, and stay, the earliest end first.
	pub bought: BoundedVec<LockUp, ConstU32<MAX_LOCK_UPS>>,
}

impl Position {
	/// Of a holder who begins to have units of an instrument, or to pledge.
	pub fn new(seat: Seat, points: u128) -> Self {
		Self {
			seat,
			pledged: 0,
			index: points,
			due: 0,
			locked: 0,
			locked_until: 0,
			silent: 0,
			silent_until: 0,
			offered: 0,
			cash: 0,
			bought: BoundedVec::new(),
		}
	}

	/// Units that voted, and stay at `now`.
	pub fn locked_at(&self, now: Moment) -> Units {
		if now < self.locked_until {
			self.locked
		} else {
			0
		}
	}

	/// Units that came with a vote on them, and stay at `now` without another one.
	pub fn silent_at(&self, now: Moment) -> Units {
		if now < self.silent_until {
			self.silent
		} else {
			0
		}
	}

	/// All units that stay at `now` because they voted.
	pub fn voting_at(&self, now: Moment) -> Units {
		self.locked_at(now).saturating_add(self.silent_at(now)) // no more than all, see I12
	}

	/// After units left so that `rest` stay: those that voted go last, and are given with the moment until which they are
	/// silent.
	#[must_use]
	pub fn left_with(self, rest: Units, now: Moment) -> (Self, Option<(Units, Moment)>) {
		let gone = self.voting_at(now).saturating_sub(rest); // 0 if enough others were there
		let of_silent = gone.min(self.silent_at(now));
		let of_locked = gone.saturating_sub(of_silent); // no more than all of them
		let silent = self.silent_at(now).saturating_sub(of_silent);
		let locked = self.locked_at(now).saturating_sub(of_locked); // no more are gone than voted
		let until = self.locked_until.max(self.silent_until);
		(Self { locked, silent, ..self }, (gone > 0).then_some((gone, until)))
	}

	/// Units that were bought or given lately, and stay at `now`.
	pub fn bought_at(&self, now: Moment) -> Units {
		let running = self.bought.iter().filter(|own| now < own.until);
		running.fold(0, |sum: Units, own| sum.saturating_add(own.units)) // no more than was made
	}

	/// With units that come at `now` and stay for a while. Where as many lock-ups run as fit, the first waits with the second.
	#[must_use]
	pub fn with_lock_up(mut self, units: Units, now: Moment) -> Option<Self> {
		let until = now.checked_add(LOCK_UP)?;
		self.bought.retain(|own| now < own.until);
		if self.bought.is_full() {
			let first = self.bought.first().map_or(0, |own| own.units);
			self.bought.remove(0);
			if let Some(second) = self.bought.iter_mut().next() {
				second.units = second.units.checked_add(first)?;
			}
		}
		self.bought.try_push(LockUp { units, until }).ok()?;
		Some(self)
	}

	/// With units that came with a vote on them.
	#[must_use]
	pub fn with_silent(self, units: Units, until: Moment, now: Moment) -> Option<Self> {
		let silent = self.silent_at(now).checked_add(units)?;
		Some(Self { silent, silent_until: self.silent_until.max(until), ..self })
	}

	/// With all units locked until a moment, or longer where they are locked already.
	#[must_use]
	pub fn lock(self, units: Units, until: Moment) -> Self {
		Self { locked: units, locked_until: self.locked_until.max(until), ..self }
	}

	/// With what `units` have earned up to `points`.
	#[must_use]
	pub fn settled(self, units: Units, points: u128) -> Option<Self> {
		let Dues { index, due } =
			Dues { index: self.index, due: self.due }.settle(units, points)?;
		Some(Self { index, due, ..self })
	}
}

/// Why somebody may not have units. A number never changes, so that wallets can keep their own words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(frame_support::PalletError)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Reason {
	/// There is no such instrument (없는 상품).
	#[codec(index = 0)]
	UnknownInstrument,
	/// The committee stopped it for a while (일시 정지).
	#[codec(index = 1)]
	Halted,
	/// Not at this stage of the sale or of the instrument (불가한 단계).
	#[codec(index = 2)]
	WrongState,
	/// No licence is named by which units change hands (유통 미허가).
	#[codec(index = 3)]
	MarketClosed,
	/// The sale, the offer or the call is past its end (유효시간 경과).
	#[codec(index = 4)]
	TooLate,
	/// Not the round, the price or the document that was signed (조건 변경됨).
	#[codec(index = 5)]
	TermsChanged,
	/// Fewer units than one pledge has at least (최소 수량 미만).
	#[codec(index = 6)]
	BelowTicket,
	/// Both sides are the same holder (본인 간 거래).
	#[codec(index = 7)]
	SameHolder,
	/// The one who gives, or asks for money, is not a holder (보유자 아님).
	#[codec(index = 8)]
	GiverUnknown,
	/// The one who gives, or asks for money, is frozen (이용 정지).
	#[codec(index = 9)]
	GiverFrozen,
	/// The one who gives, or asks for money, has died (사망 처리됨).
	#[codec(index = 10)]
	GiverDead,
	/// A recovery gave the one who gives, or asks for much money, the own keys within the last seven days (복구 직후).
	#[codec(index = 11)]
	KeyTooNew,
	/// What an office attested of the one who gives has ended (매도자 확인 만료).
	#[codec(index = 12)]
	GiverCredentialEnded,
	/// There are not so many units (수량 부족).
	#[codec(index = 13)]
	NotEnoughUnits,
	/// They were bought or given lately, and stay for a while (보호예수).
	#[codec(index = 14)]
	LockedUp,
	/// All units have voted, and stay until the ballot is over (투표 중).
	#[codec(index = 15)]
	Voting,
	/// They are on offer already (매도 등록됨).
	#[codec(index = 16)]
	OnOffer,
	/// An office froze them, for a reason that it stated (압류·동결).
	#[codec(index = 17)]
	UnitsFrozen,
	/// The one who takes is not a holder (매수자 미등록).
	#[codec(index = 18)]
	TakerUnknown,
	/// The one who takes is frozen (매수자 정지).
	#[codec(index = 19)]
	TakerFrozen,
	/// The one who takes has died (매수자 사망).
	#[codec(index = 20)]
	TakerDead,
	/// An office must attest the one who takes first (투자자 확인 필요).
	#[codec(index = 21)]
	NoCredential,
	/// What an office attested has ended (투자자 확인 만료).
	#[codec(index = 22)]
	CredentialEnded,
	/// The rules keep the holder out: the issuer and its people do not buy, others do not issue (이해관계인 제한).
	#[codec(index = 23)]
	Excluded,
	/// Not for holders of this seat (대상 지역 아님).
	#[codec(index = 24)]
	SeatNotAllowed,
	/// Holders of this seat begin later (순서 전).
	#[codec(index = 25)]
	NotYetOpen,
	/// Not for investors of this class (투자자 유형 제한).
	#[codec(index = 27)]
	ClassNotAllowed,
	/// More than each may have within the first day (첫날 한도).
	#[codec(index = 28)]
	OpeningCap,
	/// More units than one holder may have (보유 한도).
	#[codec(index = 29)]
	CapUnits,
	/// More won than one holder may put into the instrument within the year (종목 투자한도).
	#[codec(index = 30)]
	CapWon,
	/// More won than one holder may put into all instruments within the year (연간 총한도).
	#[codec(index = 31)]
	CapYear,
	/// As many units are abroad as may be (외국인 한도).
	#[codec(index = 32)]
	ForeignCeiling,
	/// As many units are outside as may be (도민 최소비율).
	#[codec(index = 33)]
	ResidentMinimum,
	/// No unit is left (모집 완료).
	#[codec(index = 34)]
	SoldOut,
	/// Too far from the price of the last sale, or there was none (가격 범위 밖).
	#[codec(index = 35)]
	PriceOutOfBand,
	/// The holder has offers, or units or pledges of instruments, or put won into instruments this year, as many as fit
	/// (종목·신청 수 초과).
	#[codec(index = 36)]
	ListFull,
	/// The signer has less won (잔액 부족).
	#[codec(index = 37)]
	NotEnoughWon,
}
