// SPDX-License-Identifier: Apache-2.0

//! Purchases with plain won, by the call of the buyer and for pallets that pay people.

use chungnam_ports::Purchases;
use chungnam_primitives::{SeriesId, Won};
use frame_support::{dispatch::DispatchResultWithPostInfo, weights::Weight};

use crate::{declared::full, pallet::*, types::*, WeightInfo};

impl<T: Config> Purchases<T::AccountId> for Pallet<T> {
	/// Errors: those of [`Pallet::buy`].
	fn buy(
		who: &T::AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResultWithPostInfo {
		Self::weighed(
			|_| <T as Config>::WeightInfo::buy(),
			|effort| Self::do_buy(who, series, amount, least_incentive, effort),
		)
	}

	fn weight_of_purchase() -> Weight {
		full::<T>(<T as Config>::WeightInfo::buy(), MAX_LOTS)
	}
}
