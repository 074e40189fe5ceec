// SPDX-License-Identifier: Apache-2.0

//! Money that goes back: from a shop to a customer, from a series to its buyer, from a lost key to a new one.

use chungnam_frame_kit::{count, Clock, CohortsExt, PeopleExt, WonExt};
use chungnam_ports::{Issuance, Merchants, People, ShopAct, Takings};
use chungnam_primitives::{
	korean_day, korean_month, Moment, MoneyClass, ReceiptId, RegionId, RegionSet, SeriesId, Won,
	REGIONS,
};
use frame_support::{ensure, traits::Get, BoundedVec};
use sp_runtime::{DispatchResult, Rounding, Weight};

use super::{Effort, Purse};
use crate::{pallet::*, plan::Shelf, types::*, WeightInfo};

/// Receipts one block looks at, at most.
const MAX_PRUNED: u32 = 100;

/// What a refund gives back.
struct Refund {
	parts: Parts,
	plain: Won,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_refund(
		who: &T::AccountId,
		id: ReceiptId,
		amount: Won,
		effort: &mut Effort,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut receipt = Receipts::<T>::get(id).ok_or(Error::<T>::ReceiptNotFound)?;
		let now = T::Time::moment();
		effort.order = receipt.order.is_some();
		ensure!(!Self::has_closed(&receipt, now), Error::<T>::TooLate);
		ensure!(!receipt.pledged, Error::<T>::ReceiptPledged);
		let left = receipt.left().ok_or(Error::<T>::Overflow)?;
		ensure!(amount <= left, Error::<T>::ReceiptExceeded);
		let acts_here = T::Merchants::merchant_of(who) == Some(receipt.merchant);
		ensure!(acts_here, Error::<T>::NotAuthorized);
		// A shop that closed gives back as well: it is wound down.
		let shop = T::Merchants::merchant_or_closed(receipt.merchant, now)
			.ok_or(Error::<T>::MerchantNotFound)?
			.account;
		// A suspended shop's won is frozen, and goes back to its customers all the same.
		ensure!(T::Won::reachable(&shop) >= amount, Error::<T>::InsufficientBalance);
		T::Merchants::authorize(who, ShopAct::Refund, amount, korean_day(now))?;

		let refund = Self::take_back(&mut receipt, amount).ok_or(Error::<T>::Overflow)?;
		Self::restore(&receipt, &refund.parts, now, effort)?;
		for part in &refund.parts {
			T::Won::send_frozen(
				&shop,
				&Self::pot_of(part.series),
				part.amount,
				Error::<T>::InsufficientBalance,
			)?;
		}
		let short = Error::<T>::InsufficientBalance;
		T::Won::send_frozen(&shop, &receipt.account, refund.plain, short)?;
		T::Takings::forget(receipt.merchant, amount.saturating_sub(refund.plain)); // a part of `amount`
		Self::note_refunded(&refund.parts, now)?;
		let (person, merchant, order) = (receipt.person, receipt.merchant, receipt.order);
		if amount == left {
			Self::delete_receipt(id, &receipt);
		} else {
			Receipts::<T>::insert(id, receipt);
		}
		let Refund { parts, plain } = refund;
		Self::deposit_event(Event::Refunded { receipt: id, person, merchant, order, parts, plain });
		Ok(())
	}

	/// Takes `amount` off a receipt, what was spent last first: plain won, then the lots from the last to the first.
	fn take_back(receipt: &mut ReceiptOf<T>, amount: Won) -> Option<Refund> {
		let plain = receipt.plain.min(amount);
		receipt.plain = receipt.plain.checked_sub(plain)?;
		let mut missing = amount.checked_sub(plain)?;
		let mut parts = BoundedVec::new();
		for part in receipt.parts.iter_mut().rev() {
			let back = part.amount.min(missing);
			if back > 0 {
				let bonuses = part_of(&part.bonuses, back, part.amount, Rounding::Up)?;
				reduce(&mut part.bonuses, &bonuses);
				parts.try_push(Part { amount: back, bonuses, ..part.clone() }).ok()?;
				part.amount = part.amount.checked_sub(back)?;
				part.face = 0;
				missing = missing.checked_sub(back)?;
			}
		}
		receipt.parts.retain(|part| part.amount > 0);
		(missing == 0).then_some(Refund { parts, plain })
	}

	/// Counts what went back into lots this month.
	fn note_refunded(parts: &Parts, now: Moment) -> DispatchResult {
		let mut book = PaymentState::<T>::get();
		Self::turn_page(&mut book, korean_month(now))?;
		for part in parts {
			book.refunded = book.refunded.checked_add(part.amount).ok_or(Error::<T>::Overflow)?;
		}
		PaymentState::<T>::put(book);
		Ok(())
	}

	/// The end of the grace of what is refunded at `now`, of a series that ended at `expires`. Only what was paid before
	/// the end gets a whole grace: money that is refunded again and again ends all the same. Saturating: a grace to the
	/// end of time never ends.
	fn grace_after(expires: Moment, now: Moment) -> Moment {
		now.saturating_add(T::RefundGrace::get()).min(Self::last_grace(expires))
	}

	/// The last moment at which refunded money of a series that ended at `expires` can be worth something.
	pub(crate) fn last_grace(expires: Moment) -> Moment {
		expires.saturating_add(T::RefundWindow::get()).saturating_add(T::RefundGrace::get())
	}

	/// Puts parts back into the lots they came from. What belongs to an ended series can be spent for the grace. What is
	/// latent stays latent: nothing of it is needed here.
	fn restore(
		receipt: &ReceiptOf<T>,
		parts: &Parts,
		now: Moment,
		effort: &mut Effort,
	) -> DispatchResult {
		let mut purse = Purse::<T>::open(receipt.person, now);
		effort.parts = count(parts);
		let restored = Self::restore_into(&mut purse, receipt, parts, now);
		// A refund that finds no room is charged for what it looked at as well.
		purse.note(effort);
		restored?;
		purse.keep()
	}

	fn restore_into(
		purse: &mut Purse<T>,
		receipt: &ReceiptOf<T>,
		parts: &Parts,
		now: Moment,
	) -> DispatchResult {
		let month = Period::Month(korean_month(receipt.at));
		for part in parts {
			let series = part.series;
			let binding = purse.shelf.binding(series).ok_or(Error::<T>::SeriesNotFound)?;
			let has_ended = binding.series.has_ended(now);
			let (mut ends, mut graced) = (binding.ends(now), 0);
			if has_ended {
				let expires = binding.series.rules_at(now).expires;
				(ends, graced) = (ends.max(Self::grace_after(expires, now)), part.amount);
			}
			// A lot that was emptied begins anew with the face it had then. What it has by now may be part of that face,
			// so it is not added: never does more look used than was.
			let face = match purse.wallet.lot(series) {
				Some(lot) => part.face.saturating_sub(lot.face),
				None => part.face.max(part.amount),
			};
			let lot = Lot { series, amount: part.amount, face, graced, ends };
			purse.wallet.credit(lot).map_err(Error::<T>::from)?;
			for (from, won) in &part.bonuses {
				// No refund fails for it: what finds no room is forgiven.
				let _ = purse.wallet.earn(series, *from, *won);
			}
			if let Some(cap) = part.cap {
				purse.wallet.undo_use(UsageKey::Cap(cap), month, part.amount);
			}
			Self::update_totals(series, |totals| {
				if has_ended {
					totals.grace_until = totals.grace_until.max(ends);
				}
				totals.unspend(part.amount, graced)
			})?;
		}
		Ok(())
	}

	pub(crate) fn do_refund_rest(
		who: &T::AccountId,
		series: SeriesId,
		effort: &mut Effort,
	) -> DispatchResult {
		let person = T::People::behind(who).map_err(Error::<T>::from)?;
		let member = T::Cohorts::active_member(person).map_err(Error::<T>::from)?;
		// The bank refused it: the lot is gone, and the won is on the account.
		if T::Issuance::repeat_rest(who, person, series)? {
			return Ok(());
		}
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Purchased, Error::<T>::WrongClass);
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = T::Time::moment();
		ensure!(now < definition.kept_until(now), Error::<T>::Expired);
		let has_ended = definition.has_ended(now);
		let rules = definition.rules_at(now);
		ensure!(now >= rules.opens, Error::<T>::NotYetOpen);
		let rule = rules.refund.as_ref().ok_or(Error::<T>::RefundThresholdNotMet)?;
		let mut purse = Purse::<T>::open(person, now);
		purse.claim(&member, PaymentState::<T>::get().last_drop);
		purse.note(effort);
		let lot = purse.wallet.lot(series).cloned().ok_or(Error::<T>::InsufficientBalance)?;
		let is_met = has_ended || rule.is_met(lot.face, lot.amount);
		ensure!(is_met, Error::<T>::RefundThresholdNotMet);
		let rest = lot.amount;
		let debit = purse.wallet.debit(series, rest).ok_or(Error::<T>::InsufficientBalance)?;
		let Debit { graced, bonuses, .. } = debit;
		let forfeited = Self::forfeit(&mut purse, bonuses);

		purse.keep()?;
		Self::note_returned(series, rest, graced, &forfeited)?;
		T::Won::send(&Self::pot_of(series), who, rest, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::RestReturned { series, person, amount: rest, forfeited });
		if has_ended {
			// The buyer's own won again.
			return Ok(());
		}
		T::Issuance::request_rest(who, person, series, first_region(definition.issuers), rest)
	}

	/// Counts bought money that went back to its buyer, and incentive that went back to its budgets.
	pub(crate) fn note_returned(
		series: SeriesId,
		amount: Won,
		graced: Won,
		forfeited: &[(SeriesId, Won)],
	) -> DispatchResult {
		Self::update_totals(series, |totals| totals.refund(amount, graced))?;
		let mut taken: Won = 0;
		for (from, won) in forfeited {
			Self::update_totals(*from, |totals| totals.claw_back(*won, 0))?;
			taken = taken.checked_add(*won).ok_or(Error::<T>::Overflow)?;
		}
		Self::note_flow(|flow| {
			flow.returned = flow.returned.checked_add(amount)?;
			flow.clawed_back = flow.clawed_back.checked_add(taken)?;
			Some(())
		})
	}

	/// Takes the incentive that the money got out of the wallet, at most what is left of it. Nothing of a series that has
	/// ended: that went back already.
	fn forfeit(purse: &mut Purse<T>, bonuses: Bonuses) -> Bonuses {
		let now = T::Time::moment();
		let mut forfeited = Bonuses::new();
		for (from, won) in bonuses {
			let lives = purse.shelf.binding(from).is_some_and(|own| !own.series.has_ended(now));
			let amount = purse.wallet.lot(from).map_or(0, |lot| lot.amount).min(won);
			if lives && amount > 0 && purse.wallet.debit(from, amount).is_some() {
				let _ = forfeited.try_push((from, amount)); // no more than there were
			}
		}
		forfeited
	}

	pub(crate) fn do_reclaim_won(who: &T::AccountId, from: &T::AccountId) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		ensure!(T::People::former_key_of(from) == Some(person), Error::<T>::NotAuthorized);
		// A key that was voided may be frozen against its finder.
		let amount = T::Won::reachable(from);
		ensure!(amount > 0, Error::<T>::ZeroAmount);

		T::Won::send_frozen(from, who, amount, Error::<T>::InsufficientBalance)?;
		let (from, to) = (from.clone(), who.clone());
		Self::deposit_event(Event::WonReclaimed { person, from, to, amount });
		Ok(())
	}

	/// Deletes receipts that can no longer be refunded, oldest first, as many as `remaining` weight allows.
	pub(crate) fn prune_receipts(remaining: Weight) -> Weight {
		let (now, next) = (T::Time::moment(), PaymentState::<T>::get().next_receipt);
		let first = OldestReceipt::<T>::get();
		let mut oldest = first;
		let mut looked_at = 0;
		let cost = |count: u32| T::WeightInfo::prune_receipts(count);
		if !cost(0).all_lte(remaining) {
			return Weight::zero();
		}
		while oldest < next && looked_at < MAX_PRUNED {
			let one_more = looked_at.saturating_add(1); // below MAX_PRUNED
			if !cost(one_more).all_lte(remaining) {
				break;
			}
			looked_at = one_more;
			if let Some(receipt) = Receipts::<T>::get(oldest) {
				if !Self::has_closed(&receipt, now) {
					break;
				}
				Self::delete_receipt(oldest, &receipt);
			}
			oldest = oldest.checked_add(1).unwrap_or(oldest); // below `next`
		}
		if oldest != first {
			OldestReceipt::<T>::put(oldest);
		}
		cost(looked_at)
	}
}

/// The first of the issuing regions, whose operators settle what concerns all of them.
pub(super) fn first_region(issuers: RegionSet) -> RegionId {
	(1..=REGIONS).find(|region| issuers.contains(*region)).unwrap_or(1)
}
