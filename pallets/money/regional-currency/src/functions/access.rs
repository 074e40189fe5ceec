// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what. Each asks for a mandate over all regions concerned.

use chungnam_frame_kit::MandateExt;
use chungnam_primitives::{RegionSet, Scope, SeriesId};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;

use crate::pallet::*;

/// The institution that acts; `None` for the governing origin.
type Actor<T> = Result<Option<<T as frame_system::Config>::AccountId>, DispatchError>;

impl<T: Config> Pallet<T> {
	fn ensure_mandate_for(origin: OriginFor<T>, scope: Scope, series: SeriesId) -> Actor<T> {
		let issuers = Self::load_series(series)?.issuers;
		T::MandateOrigin::ensure_over(origin, scope, issuers)
	}

	pub(crate) fn ensure_series_attester(origin: OriginFor<T>, issuers: RegionSet) -> Actor<T> {
		T::MandateOrigin::ensure_over(origin, Scope::Series, issuers)
	}

	pub(crate) fn ensure_series_issuer(origin: OriginFor<T>, series: SeriesId) -> Actor<T> {
		Self::ensure_mandate_for(origin, Scope::Series, series)
	}

	pub(crate) fn ensure_seller(origin: OriginFor<T>, series: SeriesId) -> Actor<T> {
		Self::ensure_mandate_for(origin, Scope::Sell, series)
	}

	pub(crate) fn ensure_issuer(origin: OriginFor<T>, series: SeriesId) -> Actor<T> {
		Self::ensure_mandate_for(origin, Scope::Issue, series)
	}
}
