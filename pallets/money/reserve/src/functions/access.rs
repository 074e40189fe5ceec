// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what. Each function asks for a mandate over all regions concerned.

use chungnam_frame_kit::MandateExt;
use chungnam_primitives::{RegionSet, Scope};
use frame_support::ensure;
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;

use crate::{pallet::*, CashOutId};

/// The institution that acts; `None` for the governing origin.
type Actor<T> = Result<Option<<T as frame_system::Config>::AccountId>, DispatchError>;

impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_reserve_attester(origin: OriginFor<T>) -> Actor<T> {
		T::MandateOrigin::ensure_over(origin, Scope::Reserve, RegionSet::province())
	}

	/// May make won. The office that states the reserve cannot: the registry gives the two mandates to two accounts.
	pub(crate) fn ensure_minter(origin: OriginFor<T>) -> Actor<T> {
		T::MandateOrigin::ensure_over(origin, Scope::Mint, RegionSet::province())
	}

	pub(crate) fn ensure_settler(origin: OriginFor<T>, id: CashOutId) -> Actor<T> {
		let region = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?.region;
		T::MandateOrigin::ensure_of(origin, Scope::Settle, region)
	}

	/// May settle every cash-out of the list that is still there. A list of which none is there says so to anybody.
	pub(crate) fn ensure_settler_of_all(
		origin: OriginFor<T>,
		ids: impl Iterator<Item = CashOutId>,
	) -> Actor<T> {
		let open = ids.filter_map(CashOuts::<T>::get);
		let regions = open.fold(RegionSet::EMPTY, |regions, own| regions.with(own.region));
		ensure!(!regions.is_empty(), Error::<T>::CashOutNotFound);
		T::MandateOrigin::ensure_over(origin, Scope::Settle, regions)
	}
}
