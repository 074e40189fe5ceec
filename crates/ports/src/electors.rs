// SPDX-License-Identifier: Apache-2.0

//! Who may vote where, and since when.

use chungnam_primitives::{Moment, PersonId, RegionId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::{cohorts::is_within, Body, Enrolments, Standing};

/// Elector stays kept for one person: the present one and eight earlier ones.
pub const MAX_STAYS: u32 = 9;

/// A stay on the roll of a region, `[since, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Stay {
	/// The city or county on whose roll the person stands.
	pub region: RegionId,
	/// The first moment at which the person counts there.
	pub since: Moment,
	/// The first moment at which the person no longer counts there. `None` while on the roll.
	pub until: Option<Moment>,
}

impl Stay {
	/// True if the person counts in this region at `moment`.
	pub fn covers(&self, moment: Moment) -> bool {
		is_within(moment, self.since, self.until)
	}
}

/// The stays of one person, oldest first.
pub type Stays = BoundedVec<Stay, ConstU32<MAX_STAYS>>;

/// A person as a ballot needs to know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elector {
	/// Whether the person may act now.
	pub standing: Standing,
	/// Where they stood on a roll, and since when.
	pub stays: Stays,
	/// Their stays in cohorts, as far as they are remembered.
	pub enrolments: Enrolments,
}

impl Elector {
	/// The region on whose roll the person stood at `moment`. `None` for a person on no roll.
	pub fn region_at(&self, moment: Moment) -> Option<RegionId> {
		self.stays.iter().find(|stay| stay.covers(moment)).map(|stay| stay.region)
	}

	/// True if the person counted in `body` at `moment`. Seats and units are known elsewhere.
	pub fn counted(&self, body: &Body, moment: Moment) -> bool {
		match body {
			Body::Province => self.region_at(moment).is_some(),
			Body::Regions(regions) => {
				self.region_at(moment).is_some_and(|region| regions.contains(region))
			}
			Body::Cohort(cohort) => {
				let mut own = self.enrolments.iter();
				own.any(|stay| stay.cohort == *cohort && stay.covers(moment))
			}
			Body::Seats(_) | Body::Holders(_) => false,
		}
	}
}

/// The rolls of the province. A change counts from the millisecond after it, in the count and person by person alike.
pub trait Electors<AccountId> {
	/// How many people count in `body` at `now`, the present. `None` for a cohort never given, for a set with a number
	/// that is not a region's, and for seats and units, which are counted elsewhere.
	fn heads_at(body: &Body, now: Moment) -> Option<u32>;
	/// A person with their stays, in one read. `None` for a number never given.
	fn elector(person: PersonId) -> Option<Elector>;
	/// True if `who` is a card, which votes at a kiosk only.
	fn is_card(who: &AccountId) -> bool;

	/// A person with one key, who stands on the roll of their region since the beginning of time; and as many heads there
	/// as are stated.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_elector(key: &AccountId, region: RegionId, heads: u32) -> PersonId;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Enrolment;
	use chungnam_primitives::{CohortId, RegionSet};

	/// In region 3 from 10 on, from 20 in region 4, in cohort 7 from 5 to 15.
	fn mover() -> Elector {
		let stay = |region, since, until| Stay { region, since, until };
		let enrolment = Enrolment { cohort: CohortId(7), since: 5, until: Some(15) };
		Elector {
			standing: Standing::Active,
			stays: vec![stay(3, 10, Some(20)), stay(4, 20, None)].try_into().unwrap(),
			enrolments: vec![enrolment].try_into().unwrap(),
		}
	}

	#[test]
	fn mover_counts_in_one_region_at_each_moment() {
		let mover = mover();
		let regions: Vec<_> = [9, 10, 19, 20].map(|at| mover.region_at(at)).to_vec();
		assert_eq!(regions, [None, Some(3), Some(3), Some(4)]);
	}

	#[test]
	fn province_counts_a_mover_throughout_and_a_region_its_own() {
		let mover = mover();
		let three = Body::Regions(RegionSet::of(&[3, 5]));
		assert!(!mover.counted(&Body::Province, 9) && mover.counted(&Body::Province, 20));
		assert!(mover.counted(&three, 19) && !mover.counted(&three, 20));
		assert!(mover.counted(&Body::Cohort(CohortId(7)), 14));
		assert!(!mover.counted(&Body::Cohort(CohortId(7)), 15));
		assert!(!mover.counted(&Body::Seats(chungnam_primitives::FieldSet::ALL), 14));
	}
}
