// SPDX-License-Identifier: Apache-2.0

//! Groups of people, and how those who pay to groups ask about them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

use crate::PersonProfile;
use chungnam_primitives::{CohortId, Moment, PersonId, RegionId};

/// Enrolments, open and closed, kept for one person.
pub const MAX_ENROLMENTS: u32 = 16;

/// True if `moment` lies in `[since, until)`. Without an end, from `since` on.
pub(crate) fn is_within(moment: Moment, since: Moment, until: Option<Moment>) -> bool {
	moment >= since && until.is_none_or(|until| moment < until)
}

/// A stay in a cohort, `[since, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Enrolment {
	/// The group.
	pub cohort: CohortId,
	/// The first moment at which the person counts.
	pub since: Moment,
	/// The first moment at which the person no longer counts. `None` while in the group.
	pub until: Option<Moment>,
}

impl Enrolment {
	/// True if the person is still in the group.
	pub fn is_open(&self) -> bool {
		self.until.is_none()
	}

	/// True if the person counts at `moment`.
	pub fn covers(&self, moment: Moment) -> bool {
		is_within(moment, self.since, self.until)
	}
}

/// The cohorts one person is or was in.
pub type Enrolments = BoundedVec<Enrolment, ConstU32<MAX_ENROLMENTS>>;

/// A person with the cohorts they are or were in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
	/// Where the person lives, and whether they may act.
	pub profile: PersonProfile,
	/// Their stays in cohorts, as far as they are remembered.
	pub enrolments: Enrolments,
}

impl Member {
	/// True if the person counted in `cohort` at `moment`.
	pub fn was_enrolled(&self, cohort: CohortId, moment: Moment) -> bool {
		self.enrolments.iter().any(|e| e.cohort == cohort && e.covers(moment))
	}

	/// True if the person is in `cohort` and has not left it.
	pub fn is_enrolled(&self, cohort: CohortId) -> bool {
		self.enrolments.iter().any(|e| e.cohort == cohort && e.is_open())
	}
}

/// What groups there are and who was in them.
///
/// A change counts from the millisecond after it: a series opened for a cohort in the same block sees, in the count and
/// person by person alike, the members at the start of that block.
pub trait Cohorts {
	/// How many people count at `now`, the present. `None` for a number never given.
	fn heads_at(cohort: CohortId, now: Moment) -> Option<u32>;
	/// Whose attesters enrol in it.
	fn region_of(cohort: CohortId) -> Option<RegionId>;
	/// A person with their enrolments, in one read.
	fn member(person: PersonId) -> Option<Member>;
	/// From which moment on the stays of a person are known for certain. Of earlier moments nobody can say that the person did
	/// not count: the stay may be forgotten.
	fn certain_since(person: PersonId) -> Moment;

	/// A cohort of `region` that counts `heads` people from the start, of whom `members` exist.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort(region: RegionId, heads: u32, members: &[PersonId]) -> CohortId;
}

/// Cohorts that a pallet keeps itself. No attester enrols in them directly.
pub trait ManagedCohorts: Cohorts {
	/// Creates an empty one.
	fn create(region: RegionId) -> Result<CohortId, DispatchError>;
	/// Enrols a living person who is not in it, from the next moment on.
	fn enrol(cohort: CohortId, person: PersonId) -> DispatchResult;
	/// The same for a genesis, which has no clock: from the first millisecond on.
	fn enrol_at_genesis(cohort: CohortId, person: PersonId) -> DispatchResult;
	/// Ends the enrolment of a person who is in it, from the next moment on.
	fn unenrol(cohort: CohortId, person: PersonId) -> DispatchResult;
}

/// Those who ask whether a person counted in a cohort, and can ask still. What opens for an earlier moment answers here.
pub trait StayAskers {
	/// True if something asks, or can ask still, whether `person` counted at a moment of this stay.
	fn ask(person: PersonId, stay: &Enrolment) -> bool;
	/// A new cohort about whose stays it takes the most reads to say that nothing asks, where cohorts differ in that.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort() -> Option<CohortId> {
		None
	}
}

impl<A: StayAskers, B: StayAskers, C: StayAskers, D: StayAskers> StayAskers for (A, B, C, D) {
	fn ask(person: PersonId, stay: &Enrolment) -> bool {
		A::ask(person, stay) || B::ask(person, stay) || C::ask(person, stay) || D::ask(person, stay)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort() -> Option<CohortId> {
		let most = A::benchmark_cohort().or_else(B::benchmark_cohort);
		most.or_else(C::benchmark_cohort).or_else(D::benchmark_cohort)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Asks about one cohort.
	struct Asks<const COHORT: u32>;

	impl<const COHORT: u32> StayAskers for Asks<COHORT> {
		fn ask(_: PersonId, stay: &Enrolment) -> bool {
			stay.cohort == CohortId(COHORT)
		}
	}

	#[test]
	fn one_who_asks_is_enough() {
		type All = (Asks<1>, Asks<2>, Asks<3>, Asks<4>);
		let stay = |cohort| Enrolment { cohort: CohortId(cohort), since: 0, until: Some(1) };
		let asked = [0, 1, 2, 3, 4].map(|cohort| All::ask(PersonId(0), &stay(cohort)));
		assert_eq!(asked, [false, true, true, true, true]);
	}

	#[test]
	fn a_stay_counts_from_its_first_moment_to_before_its_last() {
		let stay = Enrolment { cohort: CohortId(1), since: 10, until: Some(20) };
		assert!(!stay.covers(9) && stay.covers(10) && stay.covers(19) && !stay.covers(20));
		assert!(Enrolment { until: None, ..stay }.covers(Moment::MAX));
	}
}
