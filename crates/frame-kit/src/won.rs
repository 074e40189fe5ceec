// SPDX-License-Identifier: Apache-2.0

//! Won of accounts.

use chungnam_primitives::Won;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
	},
};
use sp_runtime::{DispatchError, DispatchResult};

/// Plain won, as every pallet of this chain counts and moves it.
pub trait WonExt<AccountId: Eq>: Inspect<AccountId, Balance = Won> + Mutate<AccountId> {
	/// Won that `who` can spend, to the last.
	fn spendable(who: &AccountId) -> Won {
		Self::reducible_balance(who, Preservation::Expendable, Fortitude::Polite)
	}

	/// Moves won, to the last; moving nothing is nothing to do. `short` is the error of an account that has less.
	fn send(
		from: &AccountId,
		to: &AccountId,
		amount: Won,
		short: impl Into<DispatchError>,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		ensure!(Self::spendable(from) >= amount, short);
		Self::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
	}
}

impl<AccountId: Eq, Money> WonExt<AccountId> for Money where
	Money: Inspect<AccountId, Balance = Won> + Mutate<AccountId>
{
}
