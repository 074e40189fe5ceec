// SPDX-License-Identifier: Apache-2.0

//! What institutions may do, by scope and regions.

use chungnam_ports::Mandate;
use chungnam_primitives::{RegionId, RegionSet, Scope};
use frame_support::traits::EnsureOriginWithArg;
use sp_runtime::DispatchError;

/// An origin that holds mandates.
pub trait MandateExt<Origin>: EnsureOriginWithArg<Origin, Mandate> {
	/// The account that holds `scope` for all of `regions`.
	fn ensure_over(
		origin: Origin,
		scope: Scope,
		regions: RegionSet,
	) -> Result<Self::Success, DispatchError> {
		Ok(Self::ensure_origin(origin, &Mandate::over(scope, regions))?)
	}

	/// The account that holds `scope` for one region.
	fn ensure_of(
		origin: Origin,
		scope: Scope,
		region: RegionId,
	) -> Result<Self::Success, DispatchError> {
		Ok(Self::ensure_origin(origin, &Mandate::of(scope, region))?)
	}
}

impl<Origin, Ensure: EnsureOriginWithArg<Origin, Mandate>> MandateExt<Origin> for Ensure {}

/// Institutions, by what they were appointed to. Gives the account that holds a mandate, or `None` for the governing origin.
pub trait Institutions<Origin, AccountId>:
	EnsureOriginWithArg<Origin, Mandate, Success = Option<AccountId>>
{
}

impl<Origin, AccountId, Ensure> Institutions<Origin, AccountId> for Ensure where
	Ensure: EnsureOriginWithArg<Origin, Mandate, Success = Option<AccountId>>
{
}
