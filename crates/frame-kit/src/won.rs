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

	/// Won on `who` that is not held, frozen or not.
	fn reachable(who: &AccountId) -> Won {
		Self::reducible_balance(who, Preservation::Expendable, Fortitude::Force)
	}

	/// Moves won, to the last; moving nothing is nothing to do. `short` is the error of an account that has less.
	fn send(
		from: &AccountId,
		to: &AccountId,
		amount: Won,
		short: impl Into<DispatchError>,
	) -> DispatchResult {
		move_of(Self::spendable(from), amount, short, || {
			Self::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
		})
	}

	/// As [`Self::send`], from an account that may be frozen: its holder may not, but a rule of the chain moves the won.
	fn send_frozen(
		from: &AccountId,
		to: &AccountId,
		amount: Won,
		short: impl Into<DispatchError>,
	) -> DispatchResult {
		let (exact, expendable) = (Precision::Exact, Preservation::Expendable);
		move_of(Self::reachable(from), amount, short, || {
			Self::decrease_balance(from, amount, exact, expendable, Fortitude::Force)?;
			Self::increase_balance(to, amount, exact)?;
			Self::done_transfer(from, to, amount);
			Ok(())
		})
	}
}

/// Moves `amount` out of what there is, if it is something and there is as much.
fn move_of(
	there: Won,
	amount: Won,
	short: impl Into<DispatchError>,
	transfer: impl FnOnce() -> DispatchResult,
) -> DispatchResult {
	if amount == 0 {
		return Ok(());
	}
	ensure!(there >= amount, short);
	transfer()
}

impl<AccountId: Eq, Money> WonExt<AccountId> for Money where
	Money: Inspect<AccountId, Balance = Won> + Mutate<AccountId>
{
}
