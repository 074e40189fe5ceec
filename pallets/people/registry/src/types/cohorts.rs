// SPDX-License-Identifier: Apache-2.0

//! Cohorts: numbered groups with a head count that is exact at every moment.

use chungnam_primitives::{Moment, PersonId, RegionId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A group of people. What it stands for is known off chain only.
///
/// A change counts from the millisecond after it. Whatever is opened for the cohort in the same block therefore sees
/// the members at the start of that block, in the count and person by person, whichever came first in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Cohort {
	/// Whose attesters enrol, unless it is managed.
	pub region: RegionId,
	/// Open enrolments.
	pub heads: u32,
	/// Open enrolments before the first change at `changed_at`.
	pub heads_before: u32,
	/// When the number last changed.
	pub changed_at: Moment,
	/// Whether another pallet enrols, and no attester.
	pub managed: bool,
}

impl Cohort {
	/// An empty cohort.
	pub const fn new(region: RegionId, managed: bool) -> Self {
		Self { region, heads: 0, heads_before: 0, changed_at: 0, managed }
	}

	/// How many people count at `now`, the present.
	pub fn heads_at(&self, now: Moment) -> u32 {
		if now > self.changed_at {
			self.heads
		} else {
			self.heads_before
		}
	}

	/// The cohort after its open enrolments became `heads` at `now`.
	#[must_use]
	pub fn with_heads(&self, heads: u32, now: Moment) -> Self {
		Self { heads, heads_before: self.heads_at(now), changed_at: now, ..*self }
	}
}

/// A cohort at genesis, kept by attesters. Cohorts get their numbers in order, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisCohort {
	/// Whose attesters enrol.
	pub region: RegionId,
	/// Who is in it.
	#[serde(default)]
	pub members: alloc::vec::Vec<PersonId>,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_change_counts_from_the_next_moment() {
		let cohort = Cohort::new(1, false).with_heads(5, 100);
		assert_eq!((cohort.heads_at(100), cohort.heads_at(101)), (0, 5));
		// Two changes at one moment keep the count that held before the first.
		let cohort = cohort.with_heads(7, 200).with_heads(6, 200);
		assert_eq!((cohort.heads_at(200), cohort.heads_at(201)), (5, 6));
	}
}
