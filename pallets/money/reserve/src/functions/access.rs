// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what. Each function asks for a mandate over all regions concerned.

use chungnam_frame_kit::MandateExt;
use chungnam_primitives::{RegionSet, Scope};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;

use crate::{pallet::*, CashOutId};

/// The institution that acts; `None` for the governing origin.
type Actor<T> = Result<Option<<T as frame_system::Config>::AccountId>, DispatchError>;

impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_reserve_attester(origin: OriginFor<T>) -> Actor<T> {
		T::MandateOrigin::ensure_over(origin, Scope::Reserve, RegionSet::province())
	}

	pub(crate) fn ensure_settler(origin: OriginFor<T>, id: CashOutId) -> Actor<T> {
		let region = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?.region;
		T::MandateOrigin::ensure_of(origin, Scope::Settle, region)
	}

	/// May settle every cash-out of the list. An empty list needs the whole province, so that it is nobody's free call.
	pub(crate) fn ensure_settler_of_all(origin: OriginFor<T>, paid: &Confirmations) -> Actor<T> {
		let mut regions = RegionSet::EMPTY;
		for (id, _) in paid {
			let cash_out = CashOuts::<T>::get(id).ok_or(Error::<T>::CashOutNotFound)?;
			regions = regions.with(cash_out.region);
		}
		let regions = if regions.is_empty() { RegionSet::province() } else { regions };
		T::MandateOrigin::ensure_over(origin, Scope::Settle, regions)
	}
}
