// SPDX-License-Identifier: Apache-2.0

//! The mocks hold to the contracts of their ports, and roll back with a failed call.

mod contracts;
mod kit;
mod rollback;

use chungnam_primitives::Won;
use sp_io::TestExternalities;
use sp_runtime::AccountId32;

crate::mock_runtime! {
	accounts: AccountId32,
	balance: Won,
	system: {},
	due: crate::MockOwner<crate::MockAgenda>,
	pallets: {},
}

/// Has won.
pub const FUNDER: AccountId = crate::account(31);
pub const START: u64 = 1_795_359_600_000;

/// A chain on which [`FUNDER`] has 100,000 won.
pub fn chain() -> TestExternalities {
	let balances =
		pallet_balances::GenesisConfig { balances: vec![(FUNDER, 100_000)], ..Default::default() };
	let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
	crate::begin_at::<Test>(START, genesis, || ())
}
