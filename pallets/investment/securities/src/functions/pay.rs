// SPDX-License-Identifier: Apache-2.0

//! A dividend as Chungnam Pay: all that is due comes to the key, and buys money with an incentive on top in the same call.

use chungnam_ports::{Holder, Purchases};
use chungnam_primitives::{InstrumentId, SeriesId, Won};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	weights::Weight,
};
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	/// The most that it weighs to take won and to buy with it.
	pub(crate) fn weight_of_pay() -> Weight {
		let purchase = T::Purchases::weight_of_purchase();
		<T as Config>::WeightInfo::take_won().saturating_add(purchase)
	}

	pub(crate) fn do_take_pay(
		who: &T::AccountId,
		id: InstrumentId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResultWithPostInfo {
		let taking = <T as Config>::WeightInfo::take_won();
		if let Err(error) = Self::take_for(who, id, amount) {
			let post_info = Some(taking).into();
			return Err(DispatchErrorWithPostInfo { post_info, error });
		}
		let weighed = |buying: PostDispatchInfo, pays_fee: Pays| {
			let actual_weight = buying.actual_weight.map(|own| own.saturating_add(taking));
			PostDispatchInfo { actual_weight, pays_fee }
		};
		match T::Purchases::buy(who, series, amount, least_incentive) {
			Ok(post_info) => Ok(weighed(post_info, Pays::No)),
			// What was taken goes back with the rest of the call.
			Err(DispatchErrorWithPostInfo { post_info, error }) => {
				let post_info = weighed(post_info, Pays::Yes);
				Err(DispatchErrorWithPostInfo { post_info, error })
			}
		}
	}

	/// Pays all that is due to the key of a person, of which at least `amount` is there to buy with.
	fn take_for(who: &T::AccountId, id: InstrumentId, amount: Won) -> DispatchResult {
		let holder = Self::claimant(who).map_err(Error::<T>::from)?;
		ensure!(matches!(holder, Holder::Person(_)), Error::<T>::NotAPerson);
		let due = Self::view_dues(id, &holder).ok_or(Error::<T>::PositionNotFound)?;
		ensure!(due > 0, Error::<T>::NothingDue);
		Self::ensure_payable(&holder, due)?;

		let paid = Self::pay_out(id, &holder, who)?;
		ensure!(amount <= paid, Error::<T>::MoreThanDue);
		Ok(())
	}
}
