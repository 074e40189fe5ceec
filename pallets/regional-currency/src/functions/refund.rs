// SPDX-License-Identifier: Apache-2.0

//! Money that goes back: from a shop to a customer, from a series to its buyer, from a lost key to a new one.

use chungnam_primitives::{
	korean_day, korean_month, Merchants, Moment, MoneyClass, People, PersonId, ReceiptId, RegionId,
	RegionSet, SeriesId, ShopAct, Won, REGIONS,
};
use frame_support::{ensure, traits::Get, BoundedVec};
use sp_runtime::{DispatchResult, Weight};

use crate::{pallet::*, types::*, WeightInfo};

/// Receipts one block looks at, at most.
const MAX_PRUNED: u32 = 100;

/// What a refund gives back.
struct Refund {
	parts: Parts,
	plain: Won,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_refund(who: &T::AccountId, id: ReceiptId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut receipt = Receipts::<T>::get(id).ok_or(Error::<T>::ReceiptNotFound)?;
		let now = Self::now();
		// Saturating: a window that reaches the end of time never closes.
		let closes = receipt.at.saturating_add(T::RefundWindow::get());
		ensure!(now < closes, Error::<T>::TooLate);
		let left = receipt.left().ok_or(Error::<T>::Overflow)?;
		ensure!(amount <= left, Error::<T>::ReceiptExceeded);
		let acts_here = T::Merchants::merchant_of(who) == Some(receipt.merchant);
		ensure!(acts_here, Error::<T>::NotAuthorized);
		let shop = T::Merchants::merchant(receipt.merchant, now)
			.ok_or(Error::<T>::MerchantNotFound)?
			.account;
		ensure!(Self::spendable(&shop) >= amount, Error::<T>::InsufficientBalance);
		T::Merchants::authorize(who, ShopAct::Refund, amount, korean_day(now))?;

		let refund = Self::take_back(&mut receipt, amount).ok_or(Error::<T>::Overflow)?;
		Self::restore(receipt.person, receipt.at, &refund.parts, now)?;
		for part in &refund.parts {
			Self::transfer(&shop, &Self::pot_of(part.series), part.amount)?;
		}
		Self::transfer(&shop, &receipt.account, refund.plain)?;
		Tills::<T>::mutate(receipt.merchant, |till| {
			// Takings may have been spent on already; there is no bonus to take back.
			till.takings = till.takings.saturating_sub(amount);
		});
		let (person, merchant) = (receipt.person, receipt.merchant);
		if amount == left {
			Receipts::<T>::remove(id);
		} else {
			Receipts::<T>::insert(id, receipt);
		}
		let Refund { parts, plain } = refund;
		Self::deposit_event(Event::Refunded { receipt: id, person, merchant, parts, plain });
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
				parts.try_push(Part { amount: back, ..part.clone() }).ok()?;
				part.amount = part.amount.checked_sub(back)?;
				part.face = 0;
				missing = missing.checked_sub(back)?;
			}
		}
		receipt.parts.retain(|part| part.amount > 0);
		(missing == 0).then_some(Refund { parts, plain })
	}

	/// Puts parts back into the lots they came from. What belongs to an ended series can be spent for the grace.
	fn restore(person: PersonId, paid_at: Moment, parts: &Parts, now: Moment) -> DispatchResult {
		let (mut wallet, _) = Self::current_wallet(person, now);
		let month = Period::Month(korean_month(paid_at));
		for part in parts {
			let has_ended = Self::load_series(part.series)?.has_ended(now);
			let graced = if has_ended { part.amount } else { 0 };
			// A lot that was emptied begins anew with the face it had then. What it has by now may be part of that face,
			// so it is not added: never does more look used than was.
			let face = match wallet.lot(part.series) {
				Some(lot) => part.face.saturating_sub(lot.face),
				None => part.face.max(part.amount),
			};
			wallet.credit(part.series, part.amount, face, graced).map_err(Error::<T>::from)?;
			if let Some(cap) = part.cap {
				wallet.undo_use(UsageKey::Cap(cap), month, part.amount);
			}
			Self::update_totals(part.series, |totals| {
				if has_ended {
					let until = now.saturating_add(T::RefundGrace::get());
					totals.grace_until = totals.grace_until.max(until);
				}
				totals.unspend(part.amount, graced)
			})?;
		}
		Self::store_wallet(person, wallet);
		Ok(())
	}

	pub(crate) fn do_refund_rest(who: &T::AccountId, series: SeriesId) -> DispatchResult {
		let person = Self::ensure_person(who)?;
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Purchased, Error::<T>::WrongClass);
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = Self::now();
		ensure!(!definition.has_ended(now), Error::<T>::Expired);
		let rules = definition.rules_at(now);
		ensure!(now >= rules.opens, Error::<T>::NotYetOpen);
		let rule = rules.refund.as_ref().ok_or(Error::<T>::RefundThresholdNotMet)?;
		let (mut wallet, _) = Self::current_wallet(person, now);
		let lot = wallet.lot(series).cloned().ok_or(Error::<T>::InsufficientBalance)?;
		ensure!(rule.is_met(lot.face, lot.amount), Error::<T>::RefundThresholdNotMet);
		let rest = lot.amount;
		let debit = wallet.debit(series, rest).ok_or(Error::<T>::InsufficientBalance)?;
		let terms = rules.sale.as_ref().and_then(|sale| sale.incentive.as_ref());
		let forfeited = terms.and_then(|terms| Self::forfeit(&mut wallet, terms, rest, now));

		Self::store_wallet(person, wallet);
		Self::update_totals(series, |totals| totals.refund(rest, debit.graced))?;
		if let Some((from, amount)) = forfeited {
			Self::update_totals(from, |totals| totals.claw_back(amount, 0))?;
		}
		Self::transfer(&Self::pot_of(series), who, rest)?;
		Self::deposit_event(Event::RestReturned { series, person, amount: rest, forfeited });
		let claimant = Claimant::Buyer(person, series);
		Self::hold_for_cash_out(who, claimant, first_region(definition.issuers), rest)
	}

	/// Takes the incentive that came with `rest` out of the wallet, rounded up, at most what is left of it.
	fn forfeit(
		wallet: &mut Wallet,
		terms: &IncentiveTerms,
		rest: Won,
		now: Moment,
	) -> Option<(SeriesId, Won)> {
		if SeriesById::<T>::get(terms.series)?.has_ended(now) {
			return None;
		}
		let amount = terms.rate.mul_ceil(rest).min(wallet.lot(terms.series)?.amount);
		wallet.debit(terms.series, amount)?;
		(amount > 0).then_some((terms.series, amount))
	}

	pub(crate) fn do_reclaim_won(who: &T::AccountId, from: &T::AccountId) -> DispatchResult {
		let person = Self::ensure_person(who)?;
		ensure!(T::People::former_key_of(from) == Some(person), Error::<T>::NotAuthorized);
		let amount = Self::spendable(from);
		ensure!(amount > 0, Error::<T>::ZeroAmount);

		Self::transfer(from, who, amount)?;
		let (from, to) = (from.clone(), who.clone());
		Self::deposit_event(Event::WonReclaimed { person, from, to, amount });
		Ok(())
	}

	/// Deletes receipts that can no longer be refunded, oldest first, as many as `remaining` weight allows.
	pub(crate) fn prune_receipts(remaining: Weight) -> Weight {
		let (now, next) = (Self::now(), NextReceipt::<T>::get());
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
				if now < receipt.at.saturating_add(T::RefundWindow::get()) {
					break;
				}
				Receipts::<T>::remove(oldest);
			}
			oldest = oldest.saturating_add(1); // below `next`
		}
		if oldest != first {
			OldestReceipt::<T>::put(oldest);
		}
		cost(looked_at)
	}
}

/// The first of the issuing regions, whose operators settle what concerns all of them.
fn first_region(issuers: RegionSet) -> RegionId {
	(1..=REGIONS).find(|region| issuers.contains(*region)).unwrap_or(1)
}
