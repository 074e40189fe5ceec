// SPDX-License-Identifier: Apache-2.0

//! Which stays in cohorts can still give a vote.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Enrolment, StayAskers, MAX_LIFE};
use chungnam_primitives::PersonId;

use crate::pallet::*;

impl<T: Config> StayAskers for Pallet<T> {
	/// Reads when a ballot opened for the cohort last. One that opened during the stay is over `MAX_LIFE` after the stay.
	fn ask(_: PersonId, stay: &Enrolment) -> bool {
		let Some(until) = stay.until else { return true };
		let was_polled = LastPoll::<T>::get(stay.cohort).is_some_and(|at| at >= stay.since);
		was_polled && T::Time::moment() < until.saturating_add(MAX_LIFE) // the end of time is far
	}
}
