// SPDX-License-Identifier: Apache-2.0

//! Paybacks: computed from a person's own receipts, which are pledged for them.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::{Debts, Drops, Merchants, Opener, Receipts};
use chungnam_primitives::{Moment, PersonId, ProgrammeId, ReceiptId, SeriesId, Won};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use super::Limits;
use crate::{pallet::*, types::*};

/// What a payback needs to know when it may be made.
pub(crate) struct PaybackClaim {
	/// Won to be paid back.
	amount: Won,
	/// The part of each receipt, in their order.
	parts: Vec<Won>,
	series: SeriesId,
	/// The claims of the programme and of the person after it.
	tally: Tally,
	claim: Claim,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim_payback(
		person: PersonId,
		number: ProgrammeId,
		receipts: ReceiptIds,
	) -> DispatchResult {
		let PaybackClaim { amount, parts, series, tally, claim } =
			Self::check_payback_claim(person, number, &receipts)?;

		for (receipt, part) in receipts.iter().zip(parts) {
			T::Receipts::set_payback(*receipt, Some((series, part)))?;
		}
		Claims::<T>::insert(number, person, claim);
		Tallies::<T>::insert(number, tally);
		T::Drops::give(series, person, amount, None)?;
		Self::deposit_event(Event::PaybackClaimed { programme: number, person, amount, receipts });
		Ok(())
	}

	/// A claim that a person could make by these receipts now, or the reason against it. The one place where this is decided.
	pub(crate) fn check_payback_claim(
		person: PersonId,
		number: ProgrammeId,
		receipts: &ReceiptIds,
	) -> Result<PaybackClaim, DispatchError> {
		let programme = Self::load(number)?;
		let Plan::Payback(plan) = &programme.plan else {
			return Err(Error::<T>::WrongKind.into());
		};
		let now = T::Time::moment();
		let series = Self::ensure_open(&programme, now)?;
		let is_repeated = plan.reward.is_repeated();
		let limits = Limits { claims: plan.claims, visitors_only: plan.visitors_only, is_repeated };
		let tally = Self::ensure_may_claim(number, &programme, person, limits)?;
		let mut payments = Vec::with_capacity(receipts.len());
		for (place, id) in receipts.iter().enumerate() {
			let is_first = !receipts.iter().take(place).any(|earlier| earlier == id);
			ensure!(is_first, Error::<T>::SameReceipt);
			payments.push(Self::counted(plan, person, *id, now)?);
		}
		let earlier = Claims::<T>::get(number, person);
		let before = earlier.clone().unwrap_or_default();
		let rewarded = plan.reward_each(before.clone(), &payments).map_err(Error::<T>::from)?;
		let (parts, mut claim) = rewarded;
		if !is_repeated {
			claim.receipts = receipts.clone();
		}
		let amount = claim.amount.checked_sub(before.amount).ok_or(Error::<T>::Overflow)?;
		let tally = match earlier {
			Some(_) => tally.with_more(amount),
			None => tally.with(amount),
		};
		let tally = tally.ok_or(Error::<T>::Overflow)?;
		Ok(PaybackClaim { amount, parts, series, tally, claim })
	}

	/// Won that a person would get by these receipts now, or the reason against it.
	pub(crate) fn could_claim_payback(
		person: PersonId,
		number: ProgrammeId,
		receipts: &ReceiptIds,
	) -> Result<Won, DispatchError> {
		let claim = Self::check_payback_claim(person, number, receipts)?;
		T::Drops::can_give(claim.series, person, claim.amount)?;
		Ok(claim.amount)
	}

	/// When a receipt was paid, and its won that count.
	fn counted(
		plan: &PaybackPlan,
		person: PersonId,
		id: ReceiptId,
		now: Moment,
	) -> Result<(Moment, Won), Error<T>> {
		let receipt = T::Receipts::receipt(id).ok_or(Error::ReceiptNotFound)?;
		ensure!(receipt.person == person, Error::ForeignReceipt);
		ensure!(!receipt.is_pledged, Error::ReceiptPledged);
		ensure!(plan.receipts.contains(receipt.at), Error::ReceiptOutsideWindow);
		// A shop that closed since was a shop when its customer paid.
		let shop =
			T::Merchants::merchant_or_closed(receipt.merchant, now).ok_or(Error::ShopNotAllowed)?;
		ensure!(plan.counts(shop.zone, shop.category), Error::ShopNotAllowed);
		let counted = receipt.spent.sum(plan.money).ok_or(Error::Overflow)?;
		Ok((receipt.at, counted))
	}

	pub(crate) fn do_undo_payback(person: PersonId, number: ProgrammeId) -> DispatchResult {
		let programme = Self::load(number)?;
		// Where each payment counts by itself, its refund takes its part back and nothing is to be undone.
		let is_once = matches!(&programme.plan, Plan::Payback(plan) if !plan.reward.is_repeated());
		ensure!(is_once, Error::<T>::WrongKind);
		ensure!(programme.status != Status::Closed, Error::<T>::TooLate);
		let claim = Claims::<T>::get(number, person).ok_or(Error::<T>::ClaimNotFound)?;
		let tally = Tallies::<T>::get(number).without(claim.amount);
		let tally = tally.ok_or(Error::<T>::Overflow)?;

		let amount = claim.amount;
		let taken = T::Debts::take_back(Opener::Programme(number), person, amount)?;
		ensure!(taken == amount, Error::<T>::PaybackSpent);
		for receipt in &claim.receipts {
			// Older ones than the refund window are gone, and need not be freed.
			if T::Receipts::receipt(*receipt).is_some() {
				T::Receipts::set_payback(*receipt, None)?;
			}
		}
		Claims::<T>::remove(number, person);
		Tallies::<T>::insert(number, tally);
		Self::deposit_event(Event::PaybackUndone { programme: number, person, amount });
		Ok(())
	}
}
