// SPDX-License-Identifier: Apache-2.0

//! What the registry stores. Pure types: nothing here knows `Config`.

mod cohorts;
mod electors;
mod merchants;
mod people;
mod roles;

pub use cohorts::*;
pub use electors::*;
pub use merchants::*;
pub use people::*;
pub use roles::*;

use chungnam_primitives::{RegionSet, ScopeSet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Attesters there can be at a time: the province, its 15 cities and counties, banks, farmers' cooperatives.
pub const MAX_ATTESTERS: u32 = 512;

/// What an institution may attest, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Attester {
	/// The cities and counties it serves.
	pub regions: RegionSet,
	/// What it may do there.
	pub scopes: ScopeSet,
}

impl Attester {
	/// True if the attester may do `scope` for all of `regions`. Nobody has a mandate over an empty set of regions.
	pub fn may(&self, scope: chungnam_primitives::Scope, regions: &RegionSet) -> bool {
		self.scopes.contains(scope) && !regions.is_empty() && self.regions.covers(regions)
	}
}
