// SPDX-License-Identifier: Apache-2.0

//! Which stays in tiers can still bring money.

use chungnam_ports::{Cohorts, Enrolment, StayAskers};
use chungnam_primitives::PersonId;

use crate::{pallet::*, types::*};

impl<T: Config> StayAskers for Pallet<T> {
	/// Reads the income of the tier, the person's case, what the person is owed later, and the person: both ask where the
	/// person was last, and nothing of a time before that. A month that waits is for those who counted on its pay day, and one
	/// that opened short can be topped up for those whom it paid.
	fn ask(person: PersonId, stay: &Enrolment) -> bool {
		let Some(id) = IncomeOfCohort::<T>::get(stay.cohort) else { return false };
		let Some(income) = Incomes::<T>::get(id) else { return false };
		let is_short = |period: &&Period| period.lacks > 0 && stay.covers(period.counted_at);
		let is_owed =
			Cases::<T>::contains_key(id, person) || OwedLater::<T>::contains_key(id, person);
		let is_last = || {
			let last = T::Cohorts::member(person).and_then(|member| income.last_stay_of(&member));
			last == Some(stay.since)
		};
		is_owed && is_last()
			|| income.counts.iter().any(|count| stay.covers(count.at))
			|| income.history.last().filter(is_short).is_some()
	}

	/// The tier of an income of its own.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort() -> Option<chungnam_primitives::CohortId> {
		let income = crate::benchmarking::one_more::<T>();
		Incomes::<T>::get(income)?.tiers.first().map(|tier| tier.cohort)
	}
}
