// SPDX-License-Identifier: Apache-2.0

//! Which stays in cohorts can still bring a drop that waits.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Enrolment, StayAskers};
use chungnam_primitives::{Moment, PersonId, DAYS};

use crate::{pallet::*, types::*};

impl<T: Config> StayAskers for Pallet<T> {
	/// Reads when dates of the cohort were counted last. A date that was counted during the stay opens for those who counted
	/// then for `LATE_DAYS`, so not that long after the stay.
	fn ask(_: PersonId, stay: &Enrolment) -> bool {
		let Some(until) = stay.until else { return true };
		let was_counted = LastCounted::<T>::get(stay.cohort).is_some_and(|at| at >= stay.since);
		let days = Moment::from(LATE_DAYS).saturating_mul(DAYS); // days are few
		was_counted && T::Time::moment() < until.saturating_add(days) // the end of time is far
	}
}
