// SPDX-License-Identifier: Apache-2.0

//! What one person has, and what is kept of a payment.

use chungnam_ports::Opener;
use chungnam_primitives::{KoreanMonth, MerchantId, Moment, PersonId, SeriesId, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use super::{
	Bonuses, CapId, Debt, Earned, LimitId, Order, Purchase, MAX_DEBTS, MAX_EARNED, MAX_PURCHASES,
};

/// Series of which one person may hold a lot at a time.
pub const MAX_LOTS: u32 = 24;
/// Lots of money that can be given which a wallet has at most when a gift begins another one. The rest of the room is for
/// money that is given for a public purpose: nobody shuts a wallet by gifts of a few won.
pub const MAX_GIFT_LOTS: u32 = 12;
/// Counters of use one person may have in a month.
pub const MAX_USAGE: u32 = 32;

/// What one person has left of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Lot {
	/// The series whose rules bind it.
	pub series: SeriesId,
	/// Won left. Never zero in state.
	#[codec(compact)]
	pub amount: Won,
	/// Won ever bought or given, less what was passed on: the whole of which the refund rule takes its share.
	#[codec(compact)]
	pub face: Won,
	/// The part of `amount` that a refund brought back after the end of the series. It outlives the series for the grace.
	#[codec(compact)]
	pub graced: Won,
	/// When it is worth nothing, as last known. The real end is never earlier, so whatever ends later need not be looked at.
	#[codec(compact)]
	pub ends: Moment,
}

/// What a counter of use counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum UsageKey {
	/// Spending under a category cap, by month.
	#[codec(index = 0)]
	Cap(CapId),
	/// Purchases, by month.
	#[codec(index = 1)]
	Purchase(LimitId),
	/// Incentive received, by month.
	#[codec(index = 2)]
	IncentiveOfMonth(LimitId),
	/// Incentive received, by year.
	#[codec(index = 3)]
	IncentiveOfYear(LimitId),
	/// Gifts of a series, by month.
	#[codec(index = 4)]
	Gift(SeriesId),
}

/// The Korean month or year in which a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Period {
	/// Counts within one Korean month.
	#[codec(index = 0)]
	Month(KoreanMonth),
	/// Counts within one Korean year.
	#[codec(index = 1)]
	Year(u32),
}

impl Period {
	/// True if the period is over in `month`.
	pub fn is_over(&self, month: KoreanMonth) -> bool {
		match self {
			Period::Month(own) => *own < month,
			Period::Year(own) => *own < chungnam_primitives::year_of(month),
		}
	}
}

/// How much of a limit one person has used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Usage {
	/// Of which limit.
	pub key: UsageKey,
	/// When. Dropped at the first touch after it.
	pub period: Period,
	/// Won.
	#[codec(compact)]
	pub amount: Won,
}

/// Everything the currency knows of a person, in one small value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Wallet {
	/// At most one lot a series.
	pub lots: BoundedVec<Lot, ConstU32<MAX_LOTS>>,
	/// At most one counter a key.
	pub usage: BoundedVec<Usage, ConstU32<MAX_USAGE>>,
	/// Every drop up to this number was decided for the person.
	#[codec(compact)]
	pub seen: u32,
	/// At most one debt an opener.
	pub debts: BoundedVec<Debt, ConstU32<MAX_DEBTS>>,
	/// The incentive that bought lots got: taken back with their rest.
	pub earned: BoundedVec<Earned, ConstU32<MAX_EARNED>>,
	/// Purchases that can be undone, the first one first.
	pub purchases: BoundedVec<Purchase, ConstU32<MAX_PURCHASES>>,
}

/// What taking from a lot took with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debit {
	/// Won that a refund had brought back after the end of the series.
	pub graced: Won,
	/// The face of the lot when this emptied it, else 0.
	pub closed_face: Won,
	/// The incentive that the money got.
	pub bonuses: Bonuses,
}

/// Why a wallet cannot take more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalletFull {
	/// It holds lots of as many series as it can.
	Lots,
	/// It counts as many limits as it can.
	Usage,
	/// It has as many debts as it can.
	Debts,
	/// It remembers as many incentives of bought lots as it can.
	Earned,
	/// The sum would not fit a number.
	Overflow,
}

impl Wallet {
	/// True if nothing needs to be kept.
	pub fn is_empty(&self) -> bool {
		// What was bought and earned is of a lot.
		self.lots.is_empty() && self.usage.is_empty() && self.debts.is_empty() && self.seen == 0
	}

	/// The lot of a series.
	pub fn lot(&self, series: SeriesId) -> Option<&Lot> {
		self.lots.iter().find(|lot| lot.series == series)
	}

	/// True if there is room for a lot of `series`.
	pub fn has_room_for(&self, series: SeriesId) -> bool {
		self.lot(series).is_some() || !self.lots.is_full()
	}

	/// Adds to the lot of a series, or begins it.
	pub fn credit(&mut self, more: Lot) -> Result<(), WalletFull> {
		if let Some(lot) = self.lots.iter_mut().find(|lot| lot.series == more.series) {
			let sums = (
				lot.amount.checked_add(more.amount),
				lot.face.checked_add(more.face),
				lot.graced.checked_add(more.graced),
			);
			let (Some(amount), Some(face), Some(graced)) = sums else {
				return Err(WalletFull::Overflow);
			};
			(lot.amount, lot.face, lot.graced) = (amount, face, graced);
			lot.ends = lot.ends.max(more.ends);
			return Ok(());
		}
		self.lots.try_push(more).map_err(|_| WalletFull::Lots)
	}

	/// Gives a lot of `amount` that `opener` pays for, less what a debt to it withholds. Returns what was withheld.
	pub fn receive(
		&mut self,
		opener: Option<Opener>,
		series: SeriesId,
		amount: Won,
		ends: Moment,
	) -> Result<Won, WalletFull> {
		let debt = self.debts.iter_mut().find(|debt| Some(debt.opener) == opener);
		let withheld = debt.as_ref().map_or(0, |debt| debt.withholds(amount));
		let given = amount.checked_sub(withheld).ok_or(WalletFull::Overflow)?;
		let left = match debt {
			Some(debt) => debt.left.checked_sub(withheld).ok_or(WalletFull::Overflow)?,
			None => 0,
		};
		if given > 0 {
			self.credit(Lot { series, amount: given, face: given, graced: 0, ends })?;
		}
		if withheld > 0 {
			self.set_debt_left(opener, left);
		}
		Ok(withheld)
	}

	fn set_debt_left(&mut self, opener: Option<Opener>, left: Won) {
		for debt in self.debts.iter_mut().filter(|debt| Some(debt.opener) == opener) {
			debt.left = left;
		}
		self.debts.retain(|debt| debt.left > 0);
	}

	/// The debt to an opener.
	pub fn debt(&self, opener: Opener) -> Won {
		self.debts.iter().find(|debt| debt.opener == opener).map_or(0, |debt| debt.left)
	}

	/// Replaces the debt to an opener; one of nothing is none.
	pub fn set_debt(&mut self, debt: Debt) -> Result<(), WalletFull> {
		self.debts.retain(|own| own.opener != debt.opener);
		if debt.left == 0 {
			return Ok(());
		}
		self.debts.try_push(debt).map_err(|_| WalletFull::Debts)
	}

	/// Takes `amount` from the lot of a series, the graced part last, and drops the lot when nothing is left.
	/// `None`, with nothing changed, when there is not enough.
	pub fn debit(&mut self, series: SeriesId, amount: Won) -> Option<Debit> {
		let lot = self.lots.iter_mut().find(|lot| lot.series == series)?;
		let whole = lot.amount;
		let left = whole.checked_sub(amount)?;
		let graced = lot.graced.checked_sub(lot.graced.min(left))?;
		lot.amount = left;
		lot.graced = lot.graced.checked_sub(graced)?;
		let closed_face = if left == 0 { lot.face } else { 0 };
		self.lots.retain(|lot| lot.amount > 0);
		let bonuses = self.unearn(series, amount, whole)?;
		self.forget_used(series);
		Some(Debit { graced, closed_face, bonuses })
	}

	/// Takes `amount` of a live series out as a gift. What is passed on was neither bought nor used by the giver, so it
	/// leaves the face as well. Returns the face and the incentive that go with it; `None`, with nothing changed, when
	/// there is not enough.
	pub fn pass_on(&mut self, series: SeriesId, amount: Won) -> Option<(Won, Bonuses)> {
		let whole = self.lot(series)?.amount;
		let face = self.take_out(series, amount)?;
		let bonuses = self.unearn(series, amount, whole)?;
		self.forget_used(series);
		Some((face, bonuses))
	}

	/// Takes `amount` out of a lot as if the lot never had it. Returns the face that goes with it; `None`, with nothing
	/// changed, when there is not enough.
	pub(super) fn take_out(&mut self, series: SeriesId, amount: Won) -> Option<Won> {
		let lot = self.lots.iter_mut().find(|lot| lot.series == series)?;
		lot.amount = lot.amount.checked_sub(amount)?;
		let face = amount.min(lot.face);
		lot.face = lot.face.checked_sub(face)?;
		lot.graced = lot.graced.min(lot.amount);
		self.lots.retain(|lot| lot.amount > 0);
		Some(face)
	}

	/// Looks at each lot whose end as last known is over at `now`: cuts it to what stays and until when, as `look` tells
	/// both, and drops it when it is worth nothing.
	pub fn settle(&mut self, now: Moment, mut look: impl FnMut(&Lot) -> (Won, Moment)) {
		for lot in self.lots.iter_mut().filter(|lot| lot.ends <= now) {
			(lot.amount, lot.ends) = look(lot);
			lot.graced = lot.graced.min(lot.amount);
		}
		self.lots.retain(|lot| lot.amount > 0);
		self.forget_gone();
	}

	/// Notes later ends where `look` knows of any.
	pub fn extend(&mut self, mut look: impl FnMut(SeriesId) -> Option<Moment>) {
		for lot in self.lots.iter_mut() {
			lot.ends = look(lot.series).map_or(lot.ends, |ends| ends.max(lot.ends));
		}
	}

	/// How much of a limit is used in `period`.
	pub fn used(&self, key: UsageKey, period: Period) -> Won {
		self.usage
			.iter()
			.find(|usage| usage.key == key && usage.period == period)
			.map_or(0, |usage| usage.amount)
	}

	/// Counts `amount` against a limit.
	pub fn note_use(
		&mut self,
		key: UsageKey,
		period: Period,
		amount: Won,
	) -> Result<(), WalletFull> {
		if amount == 0 {
			return Ok(());
		}
		match self.usage.iter_mut().find(|usage| usage.key == key && usage.period == period) {
			Some(usage) => {
				usage.amount = usage.amount.checked_add(amount).ok_or(WalletFull::Overflow)?;
				Ok(())
			}
			None => {
				self.usage.try_push(Usage { key, period, amount }).map_err(|_| WalletFull::Usage)
			}
		}
	}

	/// Gives back use that a refund undid. Use of a period that is over is gone already: there is nothing to give back.
	pub fn undo_use(&mut self, key: UsageKey, period: Period, amount: Won) {
		for usage in self.usage.iter_mut().filter(|u| u.key == key && u.period == period) {
			// A cap may have been counted under rules that changed since; it never falls below nothing.
			usage.amount = usage.amount.saturating_sub(amount);
		}
		self.usage.retain(|usage| usage.amount > 0);
	}

	/// Forgets counters of periods that are over in `month`.
	pub fn forget_past(&mut self, month: KoreanMonth) {
		self.usage.retain(|usage| !usage.period.is_over(month));
	}
}

/// What one lot paid in a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Part {
	/// From which series.
	pub series: SeriesId,
	/// Won.
	#[codec(compact)]
	pub amount: Won,
	/// The face of the lot when this emptied it, else 0: a refund gives it back, so the refund rule still counts it.
	#[codec(compact)]
	pub face: Won,
	/// The cap against which it counted.
	pub cap: Option<CapId>,
	/// The incentive that the money got when it was bought: a refund gives it back, so the rest owes it again.
	pub bonuses: Bonuses,
}

/// What the lots paid, in the order in which they were spent.
pub type Parts = BoundedVec<Part, ConstU32<MAX_LOTS>>;

/// A payment that can still be refunded. Kept for the refund window, then pruned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Receipt<AccountId> {
	/// Whose lots paid.
	pub person: PersonId,
	/// Which account paid the plain won, and gets it back.
	pub account: AccountId,
	/// Who was paid.
	pub merchant: MerchantId,
	/// What for, if the shop said.
	pub order: Option<Order>,
	/// When.
	pub at: Moment,
	/// What the lots paid and was not refunded.
	pub parts: Parts,
	/// Plain won that was paid and not refunded.
	#[codec(compact)]
	pub plain: Won,
	/// Somebody paid back by it, so it is not refunded before that is undone.
	pub pledged: bool,
}

impl<AccountId> Receipt<AccountId> {
	/// Won that can still be refunded.
	pub fn left(&self) -> Option<Won> {
		self.parts.iter().try_fold(self.plain, |sum, part| sum.checked_add(part.amount))
	}
}
