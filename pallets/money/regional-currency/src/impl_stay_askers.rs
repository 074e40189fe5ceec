// SPDX-License-Identifier: Apache-2.0

//! Which stays in cohorts can still bring a lot.

use chungnam_ports::{Enrolment, StayAskers};
use chungnam_primitives::PersonId;

use crate::pallet::*;

impl<T: Config> StayAskers for Pallet<T> {
	/// Reads the open drops of the cohort. One that has lapsed asks nobody.
	fn ask(_: PersonId, stay: &Enrolment) -> bool {
		DropsByCohort::<T>::get(stay.cohort).iter().any(|drop| stay.covers(drop.opened_at))
	}
}
