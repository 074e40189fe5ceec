// SPDX-License-Identifier: Apache-2.0

//! Accounts of things that are gone.

use chungnam_ports::{Pot, Pots};
use chungnam_primitives::Won;
use codec::{Decode, Encode};
use frame_support::{pallet_prelude::ValueQuery, storage_alias, Identity};

use super::{account_of, key_of, Key};

#[storage_alias(verbatim)]
type LeftPots = StorageMap<Testkit, Identity, Pot, Key>;

#[storage_alias(verbatim)]
type OwedPots = StorageMap<Testkit, Identity, Pot, Won, ValueQuery>;

/// Knows nothing at first: every pot is in use.
pub struct MockPots;

impl MockPots {
	/// What a pot was for is gone, and this was its account.
	pub fn leave(pot: Pot, account: &impl Encode) {
		LeftPots::insert(pot, key_of(account));
	}

	/// So much of what lies there is somebody's.
	pub fn owe(pot: Pot, won: Won) {
		OwedPots::insert(pot, won);
	}
}

impl<AccountId: Decode> Pots<AccountId> for MockPots {
	fn left(pot: Pot) -> Option<AccountId> {
		LeftPots::get(pot).map(account_of)
	}

	fn owed(pot: Pot) -> Won {
		OwedPots::get(pot)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		let pot = Pot::Series(chungnam_primitives::SeriesId(0));
		LeftPots::insert(pot, Key::default());
		pot
	}
}
