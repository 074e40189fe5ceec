// SPDX-License-Identifier: Apache-2.0

//! Cohorts, and who is or was in them.

use chungnam_ports::{Cohorts, Enrolment, Enrolments, ManagedCohorts, Member, Standing};
use chungnam_primitives::{CohortId, Moment, PersonId, RegionId};
use frame_support::{ensure, pallet_prelude::ValueQuery, storage_alias, Identity};
use sp_runtime::{DispatchError, DispatchResult};

use super::{MockRegistry, Now};

/// The region, and how many people have not left.
#[storage_alias(verbatim)]
type Groups = StorageMap<Testkit, Identity, CohortId, (RegionId, u32)>;
#[storage_alias(verbatim)]
pub(super) type Stays = StorageMap<Testkit, Identity, PersonId, Enrolments, ValueQuery>;

#[storage_alias(verbatim)]
type Certain = StorageMap<Testkit, Identity, PersonId, Moment, ValueQuery>;

impl MockRegistry {
	/// Forgets the closed stays of a person.
	pub fn forget_stays(person: PersonId) {
		let mut stays = Stays::get(person);
		let last = stays.iter().filter_map(|stay| stay.until).max();
		stays.retain(|stay| stay.is_open());
		Stays::insert(person, stays);
		Certain::mutate(person, |certain| *certain = (*certain).max(last.unwrap_or(0)));
	}

	/// A cohort, numbered from 0, with people in it from the beginning of time.
	pub fn add_cohort(region: RegionId, people: &[PersonId]) -> CohortId {
		let cohort = Groups::iter_keys().max().map_or(CohortId(0), |last| CohortId(last.0 + 1));
		Groups::insert(cohort, (region, 0));
		for person in people {
			Self::enrol_since(cohort, *person, 0);
		}
		cohort
	}

	/// Pretends that so many people count in a cohort.
	pub fn set_heads(cohort: CohortId, heads: u32) {
		Groups::mutate_extant(cohort, |(_, own)| *own = heads);
	}

	/// Enrols from a stated moment on. A person has room for as many stays as the registry keeps.
	#[track_caller]
	pub fn enrol_since(cohort: CohortId, person: PersonId, since: Moment) {
		Self::try_enrol_since(cohort, person, since).expect("there is room for a stay");
	}

	/// Enrols a living person who is not in the cohort.
	fn enrol_outsider(cohort: CohortId, person: PersonId, since: Moment) -> DispatchResult {
		ensure!(Groups::contains_key(cohort), DispatchError::Other("CohortNotFound"));
		let member = Self::member(person).ok_or(DispatchError::Other("NotRegistered"))?;
		let lives = member.profile.standing != Standing::Deceased;
		ensure!(lives, DispatchError::Other("PersonDeceased"));
		ensure!(!member.is_enrolled(cohort), DispatchError::Other("AlreadyEnrolled"));
		Self::try_enrol_since(cohort, person, since)
	}

	fn try_enrol_since(cohort: CohortId, person: PersonId, since: Moment) -> DispatchResult {
		let stay = Enrolment { cohort, since, until: None };
		let mut stays = Stays::get(person);
		stays.try_push(stay).map_err(|_| DispatchError::Other("TooManyEnrolments"))?;
		Stays::insert(person, stays);
		Groups::mutate_extant(cohort, |(_, heads)| *heads += 1);
		Ok(())
	}
}

impl Cohorts for MockRegistry {
	/// Counts the people whose stay covers `now`, also among heads that have no person behind them.
	fn heads_at(cohort: CohortId, now: Moment) -> Option<u32> {
		let (_, open) = Groups::get(cohort)?;
		let (mut to_come, mut leaving) = (0, 0);
		for stay in Stays::iter_values().flatten().filter(|stay| stay.cohort == cohort) {
			to_come += u32::from(stay.is_open() && !stay.covers(now));
			leaving += u32::from(!stay.is_open() && stay.covers(now));
		}
		Some(open.saturating_sub(to_come) + leaving)
	}

	fn region_of(cohort: CohortId) -> Option<RegionId> {
		Groups::get(cohort).map(|(region, _)| region)
	}

	fn member(person: PersonId) -> Option<Member> {
		let profile = Self::profile_of(person)?;
		Some(Member { profile, enrolments: Stays::get(person) })
	}

	fn certain_since(person: PersonId) -> Moment {
		Certain::get(person)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort(region: RegionId, heads: u32, members: &[PersonId]) -> CohortId {
		let cohort = Self::add_cohort(region, members);
		Self::set_heads(cohort, heads);
		cohort
	}
}

impl ManagedCohorts for MockRegistry {
	fn create(region: RegionId) -> Result<CohortId, DispatchError> {
		Ok(Self::add_cohort(region, &[]))
	}

	fn enrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		Self::enrol_outsider(cohort, person, Now::get() + 1)
	}

	fn enrol_at_genesis(cohort: CohortId, person: PersonId) -> DispatchResult {
		Self::enrol_outsider(cohort, person, 1)
	}

	fn unenrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		let mut stays = Stays::get(person);
		let open = stays.iter_mut().find(|stay| stay.cohort == cohort && stay.is_open());
		open.ok_or(DispatchError::Other("NotEnrolled"))?.until = Some(Now::get() + 1);
		Stays::insert(person, stays);
		Groups::mutate_extant(cohort, |(_, heads)| *heads = heads.saturating_sub(1));
		Ok(())
	}
}
