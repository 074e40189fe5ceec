// SPDX-License-Identifier: Apache-2.0

//! Won of accounts.

use chungnam_primitives::Won;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
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

	/// Won on `who` that is not held, frozen or not.
	fn reachable(who: &AccountId) -> Won {
		Self::reducible_balance(who, Preservation::Expendable, Fortitude::Force)
	}

	/// As [`Self::send`], from an account that may be frozen: its holder may not, but a rule of the chain moves the won.
	fn send_frozen(
		from: &AccountId,
		to: &AccountId,
		amount: Won,
		short: impl Into<DispatchError>,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		ensure!(Self::reachable(from) >= amount, short);
		let (exact, expendable) = (Precision::Exact, Preservation::Expendable);
		Self::decrease_balance(from, amount, exact, expendable, Fortitude::Force)?;
		Self::increase_balance(to, amount, exact)?;
		Self::done_transfer(from, to, amount);
		Ok(())
	}
}

impl<AccountId: Eq, Money> WonExt<AccountId> for Money where
	Money: Inspect<AccountId, Balance = Won> + Mutate<AccountId>
{
}
