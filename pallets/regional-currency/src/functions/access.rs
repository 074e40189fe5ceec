// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what. Each asks for a mandate over all regions concerned.

use chungnam_primitives::{Mandate, RegionSet, Scope, SeriesId};
use frame_support::traits::EnsureOriginWithArg;
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;

use crate::{pallet::*, CashOutId};

/// The institution that acts; `None` for the governing origin.
type Actor<T> = Result<Option<<T as frame_system::Config>::AccountId>, DispatchError>;

impl<T: Config> Pallet<T> {
	fn ensure_mandate(origin: OriginFor<T>, mandate: Mandate) -> Actor<T> {
		Ok(T::MandateOrigin::ensure_origin(origin, &mandate)?)
	}

	fn ensure_mandate_for(origin: OriginFor<T>, scope: Scope, series: SeriesId) -> Actor<T> {
		let issuers = Self::load_series(series)?.issuers;
		Self::ensure_mandate(origin, Mandate::over(scope, issuers))
	}

	pub(crate) fn ensure_reserve_attester(origin: OriginFor<T>) -> Actor<T> {
		Self::ensure_mandate(origin, Mandate::province(Scope::Reserve))
	}

	pub(crate) fn ensure_series_attester(origin: OriginFor<T>, issuers: RegionSet) -> Actor<T> {
		Self::ensure_mandate(origin, Mandate::over(Scope::Series, issuers))
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

	pub(crate) fn ensure_settler(origin: OriginFor<T>, id: CashOutId) -> Actor<T> {
		let region = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?.region;
		Self::ensure_mandate(origin, Mandate::of(Scope::Settle, region))
	}

	/// May settle every cash-out of the list. An empty list needs the whole province, so that it is nobody's free call.
	pub(crate) fn ensure_settler_of_all(origin: OriginFor<T>, paid: &Confirmations) -> Actor<T> {
		let mut regions = RegionSet::EMPTY;
		for (id, _) in paid {
			let cash_out = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
			regions = regions.with(cash_out.region);
		}
		let regions = if regions.is_empty() { RegionSet::province() } else { regions };
		Self::ensure_mandate(origin, Mandate::over(Scope::Settle, regions))
	}
}
