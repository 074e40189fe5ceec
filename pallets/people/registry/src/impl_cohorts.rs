// SPDX-License-Identifier: Apache-2.0

//! Who is in which cohort, for the neighbours, and the cohorts that they keep themselves.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Member, PersonProfile};
use chungnam_primitives::{CohortId, Moment, PersonId, RegionId};
use frame_support::BoundedVec;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{BatchOf, CertainSince, Cohorts, Config, Pallet, People};

impl<T: Config> chungnam_ports::Cohorts for Pallet<T> {
	/// Reads the cohort.
	fn heads_at(cohort: CohortId, now: Moment) -> Option<u32> {
		Cohorts::<T>::get(cohort).map(|cohort| cohort.heads_at(now))
	}

	/// Reads the cohort.
	fn region_of(cohort: CohortId) -> Option<RegionId> {
		Cohorts::<T>::get(cohort).map(|cohort| cohort.region)
	}

	/// Reads the person.
	fn member(person: PersonId) -> Option<Member> {
		People::<T>::get(person).map(|person| Member {
			profile: PersonProfile { zone: person.zone, standing: person.standing },
			enrolments: person.enrolments,
		})
	}

	/// Reads one value beside the person.
	fn certain_since(person: PersonId) -> Moment {
		CertainSince::<T>::get(person)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort(region: RegionId, heads: u32, members: &[PersonId]) -> CohortId {
		let id = crate::NextCohort::<T>::get();
		let created = Self::do_create_cohort(region, false);
		debug_assert!(created.is_ok(), "no such region");
		Cohorts::<T>::mutate_extant(id, |cohort| {
			cohort.heads = heads;
			cohort.heads_before = heads;
		});
		for member in members {
			People::<T>::mutate_extant(member, |person| {
				let enrolled = person.enrol(id, 0, 0);
				debug_assert!(enrolled.is_some(), "in as many cohorts as one can be");
				*person = enrolled.unwrap_or_else(|| person.clone());
			});
		}
		id
	}
}

impl<T: Config> chungnam_ports::ManagedCohorts for Pallet<T> {
	/// Reads and writes the next number, writes the cohort.
	fn create(region: RegionId) -> Result<CohortId, DispatchError> {
		Self::do_create_cohort(region, true)
	}

	/// Reads and writes the cohort and the person. Refuses the dead, visitors and cohorts of attesters.
	fn enrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		let managed = Self::load_managed_cohort(cohort)?;
		Self::enrol_at(T::Time::moment(), cohort, managed, one::<T>(person))
	}

	/// The same, without a look at the clock.
	fn enrol_at_genesis(cohort: CohortId, person: PersonId) -> DispatchResult {
		Self::enrol_at(0, cohort, Self::load_managed_cohort(cohort)?, one::<T>(person))
	}

	/// Reads and writes the cohort and the person. Refuses cohorts of attesters, and who is not in it: the dead are in
	/// no cohort any more.
	fn unenrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		let managed = Self::load_managed_cohort(cohort)?;
		Self::unenrol_at(T::Time::moment(), cohort, managed, one::<T>(person))
	}
}

/// A list of one. The integrity test keeps `MaxBatch` above 0, so nobody is cut off.
pub(crate) fn one<T: Config>(person: PersonId) -> BatchOf<T, PersonId> {
	BoundedVec::truncate_from(alloc::vec![person])
}
