// SPDX-License-Identifier: Apache-2.0

//! What a wallet remembers of purchases: the incentive that bought money got, and what can still be undone. Yesterday's
//! deal is settled by yesterday's terms.

use alloc::vec::Vec;
use chungnam_primitives::{korean_month, year_of, Moment, SeriesId, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

use super::{LimitId, Period, UsageKey, Wallet, WalletFull};

/// Series of incentives that one lot of bought money can have got.
pub const MAX_BONUSES: u32 = 2;
/// Pairs of bought money and incentive that one wallet remembers.
pub const MAX_EARNED: u32 = 8;
/// Purchases of one wallet that can be undone at a time. One more, and the first of them cannot any more.
pub const MAX_PURCHASES: u32 = 6;

/// Incentive by its series, in won.
pub type Bonuses = BoundedVec<(SeriesId, Won), ConstU32<MAX_BONUSES>>;

/// The incentive that a lot of bought money got, as far as the money is still in the lot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Earned {
	/// The series that was bought.
	pub bought: SeriesId,
	/// The series of the incentive.
	pub from: SeriesId,
	/// Won. Never zero in state.
	#[codec(compact)]
	pub amount: Won,
}

/// A purchase that can be undone: nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Purchase {
	/// The series that was bought.
	pub series: SeriesId,
	/// Won.
	#[codec(compact)]
	pub amount: Won,
	/// The incentive that it got.
	pub incentive: Option<(SeriesId, Won)>,
	/// The limits under which it was counted.
	pub limits: LimitId,
	/// When it was bought.
	#[codec(compact)]
	pub at: Moment,
	/// The first moment at which it cannot be undone any more.
	#[codec(compact)]
	pub until: Moment,
	/// True if it was paid for in bank won, over the counter.
	pub at_counter: bool,
}

impl Purchase {
	/// Won that the purchase brought of a series.
	fn brought(&self, series: SeriesId) -> Won {
		let incentive = self.incentive.filter(|(from, _)| *from == series);
		let bought = if self.series == series { self.amount } else { 0 };
		bought.saturating_add(incentive.map_or(0, |(_, won)| won)) // a series is never its own incentive
	}
}

/// The part of each of `bonuses` that goes with `amount` out of `whole`.
pub fn part_of(bonuses: &Bonuses, amount: Won, whole: Won, rounding: Rounding) -> Option<Bonuses> {
	let part = |(from, won): &(SeriesId, Won)| {
		let part = multiply_by_rational_with_rounding(*won, amount, whole, rounding)?;
		Some((*from, part.min(*won)))
	};
	let parts: Option<Vec<_>> = bonuses.iter().map(part).collect();
	let mut parts: Bonuses = BoundedVec::truncate_from(parts?); // as many as there were
	parts.retain(|(_, won)| *won > 0);
	Some(parts)
}

/// Takes `less` off `bonuses`, series by series.
pub fn reduce(bonuses: &mut Bonuses, less: &Bonuses) {
	for (from, won) in bonuses.iter_mut() {
		let part = less.iter().find(|(own, _)| own == from).map_or(0, |(_, part)| *part);
		*won = won.saturating_sub(part); // a part is never more than the whole
	}
	bonuses.retain(|(_, won)| *won > 0);
}

impl Wallet {
	/// The incentive that the lot of a series got.
	pub fn bonuses(&self, bought: SeriesId) -> Bonuses {
		let own = self.earned.iter().filter(|earned| earned.bought == bought);
		BoundedVec::truncate_from(own.map(|earned| (earned.from, earned.amount)).collect())
	}

	/// Notes that a lot of bought money got incentive.
	pub fn earn(
		&mut self,
		bought: SeriesId,
		from: SeriesId,
		amount: Won,
	) -> Result<(), WalletFull> {
		if amount == 0 {
			return Ok(());
		}
		let is_same = |own: &&mut Earned| own.bought == bought && own.from == from;
		if let Some(own) = self.earned.iter_mut().find(is_same) {
			own.amount = own.amount.checked_add(amount).ok_or(WalletFull::Overflow)?;
			return Ok(());
		}
		if self.bonuses(bought).is_full() {
			return Err(WalletFull::Earned);
		}
		let earned = Earned { bought, from, amount };
		self.earned.try_push(earned).map_err(|_| WalletFull::Earned)
	}

	/// Takes the incentive off that goes with `amount` out of `whole`, rounded down: what stays is owed with the rest.
	pub(super) fn unearn(&mut self, bought: SeriesId, amount: Won, whole: Won) -> Option<Bonuses> {
		let bonuses = self.bonuses(bought);
		if bonuses.is_empty() {
			return Some(bonuses);
		}
		let gone = part_of(&bonuses, amount, whole, Rounding::Down)?;
		for (from, won) in &gone {
			self.forget_earned(bought, *from, *won);
		}
		Some(gone)
	}

	fn forget_earned(&mut self, bought: SeriesId, from: SeriesId, amount: Won) {
		for own in self.earned.iter_mut().filter(|own| own.bought == bought && own.from == from) {
			own.amount = own.amount.saturating_sub(amount); // rounding may have taken a won before
		}
		self.earned.retain(|own| own.amount > 0);
	}

	/// Remembers a purchase that can be undone.
	pub fn remember(&mut self, purchase: Purchase) {
		if purchase.until <= purchase.at {
			return;
		}
		if self.purchases.is_full() {
			self.purchases.remove(0);
		}
		let _ = self.purchases.try_push(purchase); // there is room now
	}

	/// The last purchase of a series that can be undone.
	pub fn last_purchase(&self, series: SeriesId) -> Option<&Purchase> {
		self.purchases.iter().rev().find(|purchase| purchase.series == series)
	}

	/// Undoes the last purchase of a series as if it never was: what was bought, its incentive if `with_incentive`, and
	/// what both counted against limits. `None` when there is none.
	pub fn undo(&mut self, series: SeriesId, with_incentive: bool) -> Option<Purchase> {
		let place = self.purchases.iter().rposition(|purchase| purchase.series == series)?;
		let purchase = self.purchases.get(place)?.clone();
		let Purchase { amount, limits, at, .. } = purchase;
		let month = Period::Month(korean_month(at));
		let year = Period::Year(year_of(korean_month(at)));
		if let Some((from, incentive)) = purchase.incentive {
			self.forget_earned(series, from, incentive);
			if with_incentive {
				self.take_out(from, incentive)?;
			}
			self.undo_use(UsageKey::IncentiveOfMonth(limits), month, incentive);
			self.undo_use(UsageKey::IncentiveOfYear(limits), year, incentive);
		}
		self.take_out(series, amount)?;
		self.undo_use(UsageKey::Purchase(limits), month, amount);
		self.purchases.remove(place);
		self.forget_gone();
		Some(purchase)
	}

	/// Forgets purchases of which something is used, now that the lot of a series shrank: what was bought first is used
	/// first.
	pub(super) fn forget_used(&mut self, series: SeriesId) {
		let left = self.lot(series).map_or(0, |lot| lot.amount);
		let mut sum: Won = 0;
		let mut unused: Vec<_> = self.purchases.iter().rev().cloned().collect();
		unused.retain(|purchase| {
			let brought = purchase.brought(series);
			sum = sum.saturating_add(brought); // more than all won there is would be used
			brought == 0 || sum <= left
		});
		unused.reverse();
		self.purchases = BoundedVec::truncate_from(unused); // no more than there were
	}

	/// Forgets purchases that cannot be undone any more at `now`.
	pub fn forget_old_purchases(&mut self, now: Moment) {
		self.purchases.retain(|purchase| now < purchase.until);
	}

	/// Forgets what was bought and earned of lots that are gone.
	pub(super) fn forget_gone(&mut self) {
		let lots = &self.lots;
		let is_there = |series| lots.iter().any(|lot| lot.series == series);
		self.purchases.retain(|purchase| is_there(purchase.series));
		self.earned.retain(|earned| is_there(earned.bought));
	}
}
