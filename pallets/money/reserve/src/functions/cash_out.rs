// SPDX-License-Identifier: Apache-2.0

//! Bank won for plain won.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Merchants, ShopAct, ShopStanding, Takings};
use chungnam_primitives::{korean_day, korean_month, Moment, RegionId, Won};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_cash_out(who: &T::AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now = T::Time::moment();
		let id = T::Merchants::merchant_of(who).ok_or(Error::<T>::MerchantNotFound)?;
		let shop = T::Merchants::merchant_or_closed(id, now).ok_or(Error::<T>::MerchantNotFound)?;
		// An overdue check keeps no shop from its takings, nor does its end.
		ensure!(shop.standing != ShopStanding::Stopped, Error::<T>::MerchantNotOpen);
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
			payment: None,
			investigated_until: None,
		};
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::CashOutRequested { id, claimant, account, amount });
		Ok(())
	}

	pub(crate) fn do_cancel_cash_out(who: &T::AccountId, id: CashOutId) -> DispatchResult {
		let request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		ensure!(request.account == *who, Error::<T>::NotAuthorized);
		let now = T::Time::moment();
		ensure!(request.payment_at(now).is_none(), Error::<T>::InPayment);
		ensure!(!request.is_investigated(now), Error::<T>::UnderInvestigation);
		let amount = Self::release(id, request)?;
		Self::deposit_event(Event::CashOutCancelled { id, amount });
		Ok(())
	}

	pub(crate) fn do_reject_cash_out(
		operator: Option<T::AccountId>,
		id: CashOutId,
		reason: CashOutRejection,
	) -> DispatchResult {
		let request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		// The bank may be paying at this moment. Only the operator who told it to knows that it does not.
		let is_free = request.payment_at(T::Time::moment()).is_none_or(|own| own.by == operator);
		ensure!(is_free, Error::<T>::InPayment);
		if reason == CashOutRejection::UnderInvestigation {
			return Self::investigate(id, request);
		}
		if let (CashOutRejection::BankRefused, Claimant::Buyer(person, series)) =
			(reason, request.claimant)
		{
			let before = RefusedRests::<T>::get(person, series).map_or(0, |rest| rest.amount);
			let amount = before.checked_add(request.amount).ok_or(Error::<T>::Overflow)?;
			let rest = RefusedRest { amount, region: request.region };
			RefusedRests::<T>::insert(person, series, rest);
		}
		let amount = Self::release(id, request)?;
		Self::deposit_event(Event::CashOutRejected { id, amount, reason });
		Ok(())
	}

	/// Keeps the won of a request held while its sales are looked into. Once: a shop is not held up for ever.
	fn investigate(id: CashOutId, mut request: CashOutOf<T>) -> DispatchResult {
		ensure!(request.investigated_until.is_none(), Error::<T>::AlreadyInState);
		// Saturating: an investigation that reaches the end of time is ended by an operator.
		let until = T::Time::moment().saturating_add(T::InvestigationPeriod::get());
		request.investigated_until = Some(until);
		request.payment = None;
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::CashOutInvestigated { id, until });
		Ok(())
	}

	pub(crate) fn do_end_investigation(id: CashOutId) -> DispatchResult {
		let mut request = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
		let now = T::Time::moment();
		ensure!(request.is_investigated(now), Error::<T>::NotInvestigated);
		request.investigated_until = Some(now);
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::InvestigationEnded { id });
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
		ensure!(request.payment_at(T::Time::moment()).is_none(), Error::<T>::InPayment);
		// The governing origin acts together and needs no second pair of eyes; it has no account to note.
		ensure!(reviewer.is_some(), Error::<T>::NotAuthorized);

		request.reviewer.clone_from(&reviewer);
		// A payment whose time is over is forgotten, or its operator could be the reviewer.
		request.payment = None;
		CashOuts::<T>::insert(id, request);
		Self::deposit_event(Event::CashOutReviewed { id, reviewer });
		Ok(())
	}

	pub(crate) fn do_take_cash_outs(
		operator: Option<T::AccountId>,
		ids: CashOutIds,
	) -> DispatchResult {
		let (now, terms) = (T::Time::moment(), CashOutLimits::<T>::get());
		// Saturating: a payment that reaches the end of time is never over.
		let until = now.saturating_add(T::PaymentWindow::get());
		Self::for_each_of(ids.into_iter().map(|id| (id, ())), |id, ()| {
			let mut request = CashOuts::<T>::get(id).ok_or(CashOutSkip::Gone)?;
			ensure!(request.payment_at(now).is_none(), CashOutSkip::InPayment);
			ensure!(!request.is_investigated(now), CashOutSkip::UnderInvestigation);
			ensure!(!Self::is_stopped(request.claimant, now), CashOutSkip::MerchantNotOpen);
			ensure!(now >= request.payable_at, CashOutSkip::TooEarly);
			let needs_review = request.amount > terms.review_above && operator.is_some();
			let is_reviewed = request.reviewer.is_some() || !needs_review;
			let is_own = request.is_reviewed_by(operator.as_ref());
			ensure!(is_reviewed && !is_own, CashOutSkip::ReviewMissing);

			let amount = request.amount;
			request.payment = Some(Payment { by: operator.clone(), until });
			CashOuts::<T>::insert(id, request);
			let operator = operator.clone();
			Self::deposit_event(Event::CashOutTaken { id, operator, amount, until });
			Ok(Ok(()))
		})
	}

	pub(crate) fn do_confirm_cash_outs(
		confirmer: Option<T::AccountId>,
		paid: Confirmations,
	) -> DispatchResult {
		let now = T::Time::moment();
		Self::for_each_of(paid.into_iter(), |id, bank_document| {
			let request = CashOuts::<T>::get(id).ok_or(CashOutSkip::Gone)?;
			ensure!(request.payment_at(now).is_some(), CashOutSkip::NotTaken);
			let is_own = request.is_reviewed_by(confirmer.as_ref());
			ensure!(!is_own, CashOutSkip::ReviewMissing);
			Ok(Self::settle(id, request, bank_document))
		})
	}

	/// True if a suspended shop asks. What it asked for before waits for the end of the suspension, as all of its won.
	fn is_stopped(claimant: Claimant, now: Moment) -> bool {
		let Claimant::Merchant(id) = claimant else { return false };
		let shop = T::Merchants::merchant_or_closed(id, now);
		shop.is_some_and(|shop| shop.standing == ShopStanding::Stopped)
	}

	/// Destroys the won that the bank paid.
	fn settle(id: CashOutId, request: CashOutOf<T>, bank_document: DocumentHash) -> DispatchResult {
		let amount = request.amount;
		CashOuts::<T>::remove(id);
		Self::burn_held(&request.account, amount)?;
		if let Claimant::Merchant(merchant) = request.claimant {
			<Self as Takings<_>>::forget(merchant, amount);
		}
		Self::deposit_event(Event::CashOutConfirmed { id, amount, bank_document });
		Ok(())
	}

	/// Does something to each cash-out of a list. One that says why not is passed over: it keeps no honest one waiting. A
	/// list of which nothing is done is refused for the reason of its first.
	fn for_each_of<Entry>(
		list: impl Iterator<Item = (CashOutId, Entry)>,
		mut act: impl FnMut(CashOutId, Entry) -> Result<DispatchResult, CashOutSkip>,
	) -> DispatchResult {
		with_storage_layer(|| {
			let (mut is_done, mut first) = (false, None);
			for (id, entry) in list {
				match act(id, entry) {
					Ok(done) => {
						done?;
						is_done = true;
					}
					Err(reason) => {
						first.get_or_insert(reason);
						Self::deposit_event(Event::CashOutSkipped { id, reason });
					}
				}
			}
			let reason = first.unwrap_or(CashOutSkip::Gone);
			ensure!(is_done, Error::<T>::from(reason));
			Ok(())
		})
	}
}

impl<T> From<CashOutSkip> for Error<T> {
	fn from(reason: CashOutSkip) -> Self {
		match reason {
			CashOutSkip::Gone => Self::CashOutNotFound,
			CashOutSkip::TooEarly => Self::TooEarly,
			CashOutSkip::ReviewMissing => Self::ReviewMissing,
			CashOutSkip::InPayment => Self::InPayment,
			CashOutSkip::NotTaken => Self::NotTaken,
			CashOutSkip::UnderInvestigation => Self::UnderInvestigation,
			CashOutSkip::MerchantNotOpen => Self::MerchantNotOpen,
		}
	}
}
