// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what.

use chungnam_frame_kit::MandateExt;
use chungnam_ports::Drops;
use chungnam_primitives::{RegionId, RegionSet, Scope};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchResult;

use crate::{pallet::*, IncomeId};

impl<T: Config> Pallet<T> {
	/// The regions for which the founder of an income must be allowed to issue.
	pub(crate) fn issuers_of(region: RegionId, tiers: &NewTiers<T>) -> RegionSet {
		tiers.iter().fold(RegionSet::EMPTY.with(region), |set, tier| {
			RegionSet(set.0 | T::Drops::issuers(&tier.template).0)
		})
	}

	pub(crate) fn ensure_founder(
		origin: OriginFor<T>,
		region: RegionId,
		tiers: &NewTiers<T>,
	) -> DispatchResult {
		let regions = Self::issuers_of(region, tiers);
		T::MandateOrigin::ensure_over(origin, Scope::Issue, regions)?;
		Ok(())
	}

	pub(crate) fn ensure_issuer(origin: OriginFor<T>, income: IncomeId) -> DispatchResult {
		let issuers = Self::load(income)?.issuers;
		T::MandateOrigin::ensure_over(origin, Scope::Issue, issuers)?;
		Ok(())
	}

	pub(crate) fn ensure_enroller(origin: OriginFor<T>, income: IncomeId) -> DispatchResult {
		let region = Self::load(income)?.region;
		T::MandateOrigin::ensure_of(origin, Scope::Cohorts, region)?;
		Ok(())
	}
}
