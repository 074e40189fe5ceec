// SPDX-License-Identifier: Apache-2.0

//! Paybacks: computed from a person's own receipts, which are pledged for them.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{Debts, Drops, Merchants, Opener, Receipts};
use chungnam_primitives::{Moment, PersonId, ProgrammeId, ReceiptId, SeriesId, Won};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

/// What a payback needs to know when it may be made.
pub(crate) struct PaybackClaim {
	/// Won to be paid back.
	pub amount: Won,
	series: SeriesId,
	tally: Tally,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim_payback(
		who: &T::AccountId,
		number: ProgrammeId,
		receipts: ReceiptIds,
	) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let claim = Self::check_payback_claim(person, number, &receipts)?;
		let amount = claim.amount;
		let tally = claim.tally.with(amount).ok_or(Error::<T>::Overflow)?;

		for receipt in &receipts {
			T::Receipts::set_pledged(*receipt, true)?;
		}
		Claims::<T>::insert(number, person, Claim { amount, receipts: receipts.clone() });
		Tallies::<T>::insert(number, tally);
		T::Drops::give(claim.series, person, amount, None)?;
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
		let limits = (plan.claims, plan.visitors_only);
		let tally = Self::ensure_may_claim(number, &programme, person, limits)?;
		let mut sum: Won = 0;
		for (place, id) in receipts.iter().enumerate() {
			let is_first = !receipts.iter().take(place).any(|earlier| earlier == id);
			ensure!(is_first, Error::<T>::SameReceipt);
			let spent = Self::counted(plan, person, *id, now)?;
			sum = sum.checked_add(spent).ok_or(Error::<T>::Overflow)?;
		}
		ensure!(sum >= plan.minimum, Error::<T>::BelowMinimum);
		Ok(PaybackClaim { amount: plan.reward.for_spending(sum), series, tally })
	}

	/// Won of a receipt that count.
	fn counted(
		plan: &PaybackPlan,
		person: PersonId,
		id: ReceiptId,
		now: Moment,
	) -> Result<Won, Error<T>> {
		let receipt = T::Receipts::receipt(id).ok_or(Error::ReceiptNotFound)?;
		ensure!(receipt.person == person, Error::ForeignReceipt);
		ensure!(!receipt.is_pledged, Error::ReceiptPledged);
		ensure!(plan.receipts.contains(receipt.at), Error::ReceiptOutsideWindow);
		// A shop that closed since was a shop when its customer paid.
		let shop =
			T::Merchants::merchant_or_closed(receipt.merchant, now).ok_or(Error::ShopNotAllowed)?;
		ensure!(plan.counts(shop.zone, shop.category), Error::ShopNotAllowed);
		Ok(receipt.amount)
	}

	pub(crate) fn do_undo_payback(who: &T::AccountId, number: ProgrammeId) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let programme = Self::load(number)?;
		ensure!(matches!(programme.plan, Plan::Payback(_)), Error::<T>::WrongKind);
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
				T::Receipts::set_pledged(*receipt, false)?;
			}
		}
		Claims::<T>::remove(number, person);
		Tallies::<T>::insert(number, tally);
		Self::deposit_event(Event::PaybackUndone { programme: number, person, amount });
		Ok(())
	}
}
