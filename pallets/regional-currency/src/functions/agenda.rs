// SPDX-License-Identifier: Apache-2.0

//! What happens by itself: series that ended are swept and in the end deleted, claims that nobody made lapse. At most one
//! of each in a block.

use chungnam_frame_kit::Clock;
use chungnam_primitives::{Agenda, CohortId, KoreanDay, Moment, SeriesId, DAYS};
use frame_support::{storage::with_storage_layer, traits::Get};
use sp_runtime::Weight;

use super::day_from;
use crate::{pallet::*, types::*, WeightInfo};

/// Days without anything due that one block passes over, at most.
pub(crate) const MAX_DAYS: u32 = 8;

type Ends<T> = Agenda<EndsReached<T>, EndingSeries<T>>;
type Lapses<T> = Agenda<LapsesReached<T>, LapsingCohorts<T>>;

impl<T: Config> Pallet<T> {
	/// Notes that a series ends at `moment`, to be looked at then.
	pub(crate) fn expect_end(series: SeriesId, moment: Moment) {
		Self::expect_end_from(series, moment, T::Time::today());
	}

	/// As [`Self::expect_end`], for a genesis, which has no clock.
	pub(crate) fn expect_end_from(series: SeriesId, moment: Moment, today: KoreanDay) {
		Ends::<T>::add(series, day_from(moment), today);
	}

	/// Notes that something of a cohort lapses at `moment`.
	pub(crate) fn expect_lapse(cohort: CohortId, moment: Moment) {
		Lapses::<T>::add(cohort, day_from(moment), T::Time::today());
	}

	/// Does what is due, at most one of each kind. The clock is that of the block before.
	pub(crate) fn do_due() -> Weight {
		let today = T::Time::today();
		let mut weight = T::WeightInfo::nothing_due();
		if let Some(series) = Ends::<T>::take(today, MAX_DAYS) {
			Self::settle_ended(series);
			weight = weight.saturating_add(T::WeightInfo::settle_ended());
		}
		if let Some(cohort) = Lapses::<T>::take(today, MAX_DAYS) {
			let drops = Self::lapse_due(cohort);
			weight = weight.saturating_add(T::WeightInfo::lapse(drops));
		}
		weight
	}

	/// The most that `on_initialize` weighs: one series settled, and every drop of one cohort lapsed.
	pub fn mandatory_weight() -> Weight {
		T::WeightInfo::nothing_due()
			.saturating_add(T::WeightInfo::settle_ended())
			.saturating_add(T::WeightInfo::lapse(MAX_DROPS))
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

	/// When an ended series should be looked at again: when graced won is free, or when it can be deleted; tomorrow, if
	/// that should have worked by now.
	fn next_look(series: SeriesId, definition: &SeriesOf<T>, now: Moment) -> Moment {
		let totals = TotalsBySeries::<T>::get(series);
		// Saturating: a window that reaches the end of time never closes.
		let last_refund = totals.grace_until.saturating_add(T::RefundWindow::get());
		let settled = Self::settled_at(definition, &totals, now);
		let next = if totals.graced > 0 { last_refund.min(settled) } else { settled };
		next.max(now.saturating_add(DAYS))
	}

	/// The first moment at which nothing can come back to an ended series: no receipt of it can be refunded any more, and
	/// no refunded won of it is in its grace.
	pub(crate) fn settled_at(definition: &SeriesOf<T>, totals: &Totals, now: Moment) -> Moment {
		let last_use = definition.rules_at(now).expires.max(totals.grace_until);
		last_use.saturating_add(T::RefundWindow::get()).saturating_add(T::RefundGrace::get())
	}

	/// Lets what is due of a cohort lapse, and notes when the next of it is. Returns how many drops lapsed.
	pub(crate) fn lapse_due(cohort: CohortId) -> u32 {
		let now = T::Time::moment();
		let lapsed = with_storage_layer(|| {
			let (living, over) = Self::sort_drops(cohort, now);
			// An end may have moved since it was noted, so all are noted again.
			living.iter().for_each(|drop| Self::expect_lapse(cohort, drop.claim_until));
			Self::settle_drops(cohort, living, over)
		});
		lapsed.unwrap_or_else(|_| {
			Self::expect_lapse(cohort, now.saturating_add(DAYS));
			MAX_DROPS
		})
	}
}
