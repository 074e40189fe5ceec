// SPDX-License-Identifier: Apache-2.0

//! Bank won for plain won.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Merchants, ShopAct, Takings};
use chungnam_primitives::{korean_day, korean_month, RegionId, Won};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision},
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_cash_out(who: &T::AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now = T::Time::moment();
		let id = T::Merchants::merchant_of(who).ok_or(Error::<T>::MerchantNotFound)?;
		let shop = T::Merchants::merchant(id, now).ok_or(Error::<T>::MerchantNotFound)?;
		ensure!(shop.is_open, Error::<T>::MerchantNotOpen);
		let terms = CashOutLimits::<T>::get();
		ensure!(amount >= terms.minimum, Error::<T>::BelowMinimum);
		let month = korean_month(now);
		let ledger = ShopLedgers::<T>::get(id);
		let cashed_out = ledger.cashed_out.plus(month, amount).ok_or(Error::<T>::Overflow)?;
		let limit = terms.per_month(shop.sales_class);
		ensure!(cashed_out.amount <= limit, Error::<T>::CashOutLimitExceeded);
		T::Merchants::authorize(who, ShopAct::CashOut, amount, korean_day(now))?;

		ShopLedgers::<T>::insert(id, ShopLedger { cashed_out, ..ledger });
		Self::hold_for_cash_out(who, Claimant::Merchant(id), shop.zone.region, amount)
	}

	/// Holds plain won of `who` until an operator settles the request.
	pub(crate) fn hold_for_cash_out(
		who: &T::AccountId,
		claimant: Claimant,
		region: RegionId,
		amount: Won,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(T::Won::spendable(who) >= amount, Error::<T>::InsufficientBalance);
		let id = NextCashOut::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let now = T::Time::moment();
		// Saturating: a hold-back that reaches the end of time is never over.
		let payable_at = now.saturating_add(CashOutLimits::<T>::get().hold_back);

		T::Won::hold(&HoldReason::CashOut.into(), who, amount)?;
		NextCashOut::<T>::put(next);
		let account = who.clone();
		let request = CashOut {
			account: account.clone(),
			claimant,
			region,
			amount,
			requested_at: now,
			payable_at,
			reviewer: None,
		};
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::CashOutRequested { id, claimant, account, amount });
		Ok(())
	}

	pub(crate) fn do_cancel_cash_out(who: &T::AccountId, id: CashOutId) -> DispatchResult {
		let request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		ensure!(request.account == *who, Error::<T>::NotAuthorized);
		let amount = Self::release(id, request)?;
		Self::deposit_event(Event::CashOutCancelled { id, amount });
		Ok(())
	}

	pub(crate) fn do_reject_cash_out(id: CashOutId, reason: CashOutRejection) -> DispatchResult {
		let request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		let amount = Self::release(id, request)?;
		Self::deposit_event(Event::CashOutRejected { id, amount, reason });
		Ok(())
	}

	/// Frees the won of a request that is not paid, and gives the shop its monthly limit back if the month is not over.
	fn release(id: CashOutId, request: CashOutOf<T>) -> Result<Won, DispatchError> {
		let amount = request.amount;
		CashOuts::<T>::remove(id);
		T::Won::release(&HoldReason::CashOut.into(), &request.account, amount, Precision::Exact)?;
		if let Claimant::Merchant(merchant) = request.claimant {
			let month = korean_month(request.requested_at);
			ShopLedgers::<T>::mutate(merchant, |ledger| {
				if ledger.cashed_out.month == month {
					// It was added when the request was made.
					ledger.cashed_out.amount = ledger.cashed_out.amount.saturating_sub(amount);
				}
			});
		}
		Ok(amount)
	}

	pub(crate) fn do_review_cash_out(
		reviewer: Option<T::AccountId>,
		id: CashOutId,
	) -> DispatchResult {
		let mut request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		ensure!(request.reviewer.is_none(), Error::<T>::AlreadyInState);
		// The governing origin acts together and needs no second pair of eyes; it has no account to note.
		ensure!(reviewer.is_some(), Error::<T>::NotAuthorized);

		request.reviewer.clone_from(&reviewer);
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::CashOutReviewed { id, reviewer });
		Ok(())
	}

	pub(crate) fn do_confirm_cash_outs(
		confirmer: Option<T::AccountId>,
		paid: Confirmations,
	) -> DispatchResult {
		ensure!(!paid.is_empty(), Error::<T>::CashOutNotFound);
		let (now, terms) = (T::Time::moment(), CashOutLimits::<T>::get());
		for (id, bank_document) in paid {
			let request = CashOuts::<T>::take(id).ok_or(Error::<T>::CashOutNotFound)?;
			ensure!(now >= request.payable_at, Error::<T>::TooEarly);
			let needs_review = request.amount > terms.review_above && confirmer.is_some();
			let reviewed = request.reviewer.is_some() && request.reviewer != confirmer;
			ensure!(!needs_review || reviewed, Error::<T>::ReviewMissing);

			let amount = request.amount;
			Self::burn_held(&request.account, amount)?;
			if let Claimant::Merchant(merchant) = request.claimant {
				<Self as Takings<_>>::forget(merchant, amount);
			}
			Self::deposit_event(Event::CashOutConfirmed { id, amount, bank_document });
		}
		Ok(())
	}
}
