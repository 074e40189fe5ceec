// SPDX-License-Identifier: Apache-2.0

//! What an institution must hold. A pallet asks through `EnsureOriginWithArg<Origin, Mandate>`, so that the runtime can let
//! the governing origin in as well.

use chungnam_primitives::{RegionId, RegionSet, Scope};

/// What an institution must hold to do something: a scope, for all of some regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mandate {
	/// What is to be done.
	pub scope: Scope,
	/// For whom. Empty is nobody's mandate and always refused.
	pub regions: RegionSet,
}

impl Mandate {
	/// `scope` for one region.
	pub fn of(scope: Scope, region: RegionId) -> Self {
		Self { scope, regions: RegionSet::EMPTY.with(region) }
	}

	/// `scope` for all of `regions`.
	pub const fn over(scope: Scope, regions: RegionSet) -> Self {
		Self { scope, regions }
	}

	/// `scope` for the whole province.
	pub fn province(scope: Scope) -> Self {
		Self { scope, regions: RegionSet::province() }
	}
}
