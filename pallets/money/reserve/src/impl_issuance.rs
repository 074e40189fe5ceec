// SPDX-License-Identifier: Apache-2.0

//! The reserve, for those who sell and give bound money.

use chungnam_frame_kit::WonExt;
use chungnam_ports::{Issuance, Published};
use chungnam_primitives::{PersonId, RegionId, SeriesId, Won};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Issuance<T::AccountId> for Pallet<T> {
	/// Errors: [`Error::ZeroAmount`], [`Error::Overflow`], [`Error::ReserveExceeded`].
	fn mint(to: &T::AccountId, amount: Won) -> DispatchResult {
		Self::do_mint(to, amount)
	}

	fn publish(sum: Published) -> DispatchResult {
		Self::disclose(|half| half.count(sum))
	}

	/// Errors: [`Error::ZeroAmount`], [`Error::InsufficientBalance`], [`Error::Overflow`].
	fn request_rest(
		who: &T::AccountId,
		person: PersonId,
		series: SeriesId,
		region: RegionId,
		amount: Won,
	) -> DispatchResult {
		Self::hold_for_cash_out(who, Claimant::Buyer(person, series), region, amount)
	}

	/// Errors: [`Error::InsufficientBalance`], [`Error::Overflow`].
	fn repeat_rest(
		who: &T::AccountId,
		person: PersonId,
		series: SeriesId,
	) -> Result<bool, DispatchError> {
		let Some(rest) = RefusedRests::<T>::get(person, series) else { return Ok(false) };
		// A buyer who spent some of it since asks for what is left.
		let amount = rest.amount.min(T::Won::spendable(who));
		ensure!(amount > 0, Error::<T>::InsufficientBalance);
		RefusedRests::<T>::remove(person, series);
		Self::hold_for_cash_out(who, Claimant::Buyer(person, series), rest.region, amount)?;
		Ok(true)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_reserve() {
		crate::benchmarking::without_bounds::<T>();
	}
}
