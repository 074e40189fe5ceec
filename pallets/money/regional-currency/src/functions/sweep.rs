// SPDX-License-Identifier: Apache-2.0

//! The end of a series: one step, however many people hold lots of it.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Issuance, Published, Source, Sources};
use chungnam_primitives::SeriesId;
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sweep(series: SeriesId) -> DispatchResult {
		let definition = Self::load_series(series)?;
		let now = T::Time::moment();
		ensure!(definition.has_ended(now), Error::<T>::TooEarly);
		let mut totals = TotalsBySeries::<T>::get(series);
		// A later refund would make graced won of others spendable again. Until none can come, it stays in the pot.
		let last_refund = totals.grace_until.saturating_add(T::RefundWindow::get());
		let graced = if now < last_refund { totals.graced } else { 0 };
		// What buyers can take back stays theirs.
		let is_kept = now < definition.kept_until(now);
		let kept = if is_kept { totals.outstanding } else { graced };
		let pot = Self::pot_of(series);
		let rest = T::Won::spendable(&pot).checked_sub(kept).ok_or(Error::<T>::Overflow)?;
		let expired = totals.expire(kept).ok_or(Error::<T>::Overflow)?;
		ensure!(rest > 0 || expired > 0, Error::<T>::NothingToSweep);
		let division = divide(&definition.funders, definition.rules_at(now).to_router, rest)
			.ok_or(Error::<T>::SharesNotOne)?;
		let Division { to_funders, to_router, .. } = division;

		TotalsBySeries::<T>::insert(series, totals);
		Self::forget_drop(&definition, series);
		Self::pay_out(series, &definition.funders, division, Source::ExpiredSeries)?;
		Self::note_flow(|flow| {
			flow.expired = flow.expired.checked_add(expired)?;
			flow.to_funders = flow.to_funders.checked_add(to_funders)?;
			flow.to_router = flow.to_router.checked_add(to_router)?;
			Some(())
		})?;
		T::Issuance::publish(Published::Expired(expired))?;
		Self::deposit_event(Event::Swept { series, to_funders, to_router });
		Ok(())
	}

	/// Pays what is left over out of the pot of a series.
	pub(crate) fn pay_out(
		series: SeriesId,
		funders: &FundersOf<T>,
		division: Division,
		source: Source,
	) -> DispatchResult {
		let pot = Self::pot_of(series);
		T::Won::send(
			&pot,
			&T::Sources::account_of(source),
			division.to_router,
			Error::<T>::InsufficientBalance,
		)?;
		for (funder, part) in funders.iter().zip(division.to_each) {
			T::Won::send(&pot, &funder.account, part, Error::<T>::InsufficientBalance)?;
		}
		Ok(())
	}

	/// Takes the drop of an ended series off its cohort's list: what nobody claimed expired with the rest.
	pub(crate) fn forget_drop(definition: &SeriesOf<T>, series: SeriesId) {
		let Some(cohort) = definition.cohort else { return };
		let mut drops = DropsByCohort::<T>::get(cohort);
		let before = drops.len();
		drops.retain(|drop| drop.series != series);
		if drops.len() != before {
			Self::store_drops(cohort, drops);
		}
	}

	/// Relations between the constants that no call could make up for.
	pub(crate) fn check_constants() {
		assert!(T::PaymentLife::get() > 0, "a payment must live for a while");
		assert!(T::RefundWindow::get() > 0, "a payment must be refundable for a while");
		assert!(T::RefundGrace::get() > 0, "refunded money must be spendable for a while");
		assert!(T::ChangeDelay::get() > 0, "people must hear of a change before it holds");
	}
}
