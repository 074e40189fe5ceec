// SPDX-License-Identifier: Apache-2.0

//! Which stays in tiers can still bring money.

use chungnam_ports::{Enrolment, StayAskers};
use chungnam_primitives::PersonId;

use crate::{pallet::*, types::*};

impl<T: Config> StayAskers for Pallet<T> {
	/// Reads the income of the tier, and the person's case: a case asks what the person missed and where they were last, and a
	/// month that opened short can be topped up for those whom it paid.
	fn ask(person: PersonId, stay: &Enrolment) -> bool {
		let Some(id) = IncomeOfCohort::<T>::get(stay.cohort) else { return false };
		let Some(income) = Incomes::<T>::get(id) else { return false };
		let is_short = |period: &&Period| period.lacks > 0 && stay.covers(period.opened_at);
		Cases::<T>::contains_key(id, person) || income.history.last().filter(is_short).is_some()
	}
}
