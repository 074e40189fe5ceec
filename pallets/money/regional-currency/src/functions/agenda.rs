// SPDX-License-Identifier: Apache-2.0

//! What happens by itself: series that ended are swept and in the end deleted, claims that nobody made lapse.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{CohortId, Moment, SeriesId, DAYS};
use frame_support::{storage::with_storage_layer, traits::Get};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Notes that a series ends at `moment`, to be looked at then. Asks no clock, so the genesis can call it.
	pub(crate) fn expect_end(series: SeriesId, moment: Moment) {
		T::Agenda::set(Due::Series(series), moment);
	}

	/// Notes that something of a cohort lapses at `moment`. What lapses earlier keeps its moment.
	pub(crate) fn expect_lapse(cohort: CohortId, moment: Moment) {
		let due = Due::Lapse(cohort);
		let first = T::Agenda::at(due).map_or(moment, |at| at.min(moment));
		T::Agenda::set(due, first);
	}

	/// Sweeps a series that ended, and deletes it when nothing can come back to it any more.
	pub(crate) fn settle_ended(series: SeriesId) {
		// Deleted by hand: nothing is left to do.
		let Some(definition) = SeriesById::<T>::get(series) else { return };
		let now = T::Time::moment();
		if !definition.has_ended(now) {
			return Self::expect_end(series, definition.rules_at(now).expires);
		}
		let swept = with_storage_layer(|| match Self::do_sweep(series) {
			Err(error) if error == Error::<T>::NothingToSweep.into() => Ok(()),
			result => result,
		});
		let is_gone =
			swept.is_ok() && with_storage_layer(|| Self::do_remove_series(series)).is_ok();
		if !is_gone {
			Self::expect_end(series, Self::next_look(series, &definition, now));
		}
	}

	/// When an ended series should be looked at again: when buyers can take nothing back any more, when graced won is free, or when it can be deleted; tomorrow, if
	/// that should have worked by now.
	fn next_look(series: SeriesId, definition: &SeriesOf<T>, now: Moment) -> Moment {
		let totals = TotalsBySeries::<T>::get(series);
		// Saturating: a window that reaches the end of time never closes.
		let last_refund = totals.grace_until.saturating_add(T::RefundWindow::get());
		let settled = Self::settled_at(definition, &totals, now);
		let kept_until = definition.kept_until(now);
		let next = match totals.graced {
			_ if now < kept_until => kept_until,
			0 => settled,
			_ => last_refund.min(settled),
		};
		next.max(now.saturating_add(DAYS))
	}

	/// The first moment at which nothing can come back to an ended series: no receipt of it can be refunded any more, and
	/// no refunded won of it is in its grace.
	pub(crate) fn settled_at(definition: &SeriesOf<T>, totals: &Totals, now: Moment) -> Moment {
		let last_use = definition.kept_until(now).max(totals.grace_until);
		last_use.saturating_add(T::RefundWindow::get()).saturating_add(T::RefundGrace::get())
	}

	/// Lets what is due of a cohort lapse, and notes when the next of it is. Returns how many drops lapsed.
	pub(crate) fn lapse_due(cohort: CohortId) -> u32 {
		let now = T::Time::moment();
		let lapsed = with_storage_layer(|| {
			let (living, over) = Self::sort_drops(cohort, now);
			// An end may have moved since it was noted, so the first is looked for again.
			living.iter().for_each(|drop| Self::expect_lapse(cohort, drop.claim_until));
			Self::settle_drops(cohort, living, over)
		});
		lapsed.unwrap_or_else(|_| {
			Self::expect_lapse(cohort, now.saturating_add(DAYS));
			MAX_DROPS
		})
	}
}
