// SPDX-License-Identifier: Apache-2.0

//! What the registry stores. Pure types: nothing here knows `Config`.

mod cohorts;
mod electors;
mod homes;
mod merchants;
mod people;
mod roles;

pub use cohorts::*;
pub use electors::*;
pub use homes::*;
pub use merchants::*;
pub use people::*;
pub use roles::*;

use chungnam_primitives::{Moment, RegionSet, ScopeSet, DAYS};
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

/// Mandates that were suspended lately, at most.
pub const MAX_SUSPENSIONS: u32 = 32;
/// How long a mandate stays suspended.
pub const SUSPENSION: Moment = 30 * DAYS;
/// How long after its suspension a mandate can be suspended again.
pub const SUSPENSION_REST: Moment = 60 * DAYS;

/// That an institution may not attest for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MandateSuspension {
	/// When it was suspended.
	pub at: Moment,
	/// The first moment at which it may attest again.
	pub until: Moment,
}

impl Attester {
	/// Everything, everywhere. No office has it; a decision about the whole province can give and take it.
	pub const WIDEST: Self = Self { regions: RegionSet::ALL, scopes: ScopeSet::ALL };

	/// True if this mandate holds all that the other one does.
	pub const fn covers(&self, other: &Self) -> bool {
		self.regions.covers(&other.regions) && self.scopes.covers(&other.scopes)
	}

	/// True if the attester may do `scope` for all of `regions`. Nobody has a mandate over an empty set of regions.
	pub fn may(&self, scope: chungnam_primitives::Scope, regions: &RegionSet) -> bool {
		self.scopes.contains(scope) && !regions.is_empty() && self.regions.covers(regions)
	}
}
