// SPDX-License-Identifier: Apache-2.0

//! The end of a series: one step, however many people hold lots of it.

use chungnam_primitives::{share_of, split, SeriesId};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sweep(series: SeriesId) -> DispatchResult {
		let definition = Self::load_series(series)?;
		let now = Self::now();
		ensure!(definition.has_ended(now), Error::<T>::TooEarly);
		let mut totals = TotalsBySeries::<T>::get(series);
		// A later refund would make graced won of others spendable again. Until none can come, it stays in the pot.
		let last_refund = totals.grace_until.saturating_add(T::RefundWindow::get());
		let kept = if now < last_refund { totals.graced } else { 0 };
		let pot = Self::pot_of(series);
		let rest = Self::spendable(&pot).checked_sub(kept).ok_or(Error::<T>::Overflow)?;
		let expired = totals.expire(kept).ok_or(Error::<T>::Overflow)?;
		ensure!(rest > 0 || expired > 0, Error::<T>::NothingToSweep);
		let to_router = share_of(definition.rules_at(now).to_router, rest);
		let to_funders = rest.checked_sub(to_router).ok_or(Error::<T>::Overflow)?;
		let parts =
			split(to_funders, &shares_of(&definition.funders)).ok_or(Error::<T>::UnsoundShares)?;

		TotalsBySeries::<T>::insert(series, totals);
		Self::transfer(&pot, &T::Router::get(), to_router)?;
		for (funder, part) in definition.funders.iter().zip(parts) {
			Self::transfer(&pot, &funder.account, part)?;
		}
		Self::disclose(|now| {
			now.expired = now.expired.checked_add(expired)?;
			Some(())
		})?;
		Self::deposit_event(Event::Swept { series, to_funders, to_router });
		Ok(())
	}

	/// Relations between the constants that no call could make up for.
	pub(crate) fn check_constants() {
		assert!(T::RefundWindow::get() > 0, "a payment must be refundable for a while");
		assert!(T::RefundGrace::get() > 0, "refunded money must be spendable for a while");
		assert!(T::ChangeDelay::get() > 0, "people must hear of a change before it holds");
	}
}
