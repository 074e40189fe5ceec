// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with validators.

use frame_support::{ord_parameter_types, parameter_types, traits::Contains};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{impl_opaque_keys, testing::UintAuthorityId, traits::ConvertInto};
use sp_staking::SessionIndex;

use crate as pallet_validators;

chungnam_testkit::mock_runtime! {
	accounts: u64,
	balance: u64,
	system: { type BaseCallFilter = NoPurging; },
	about: Validators,
	pallets: {
		3 => Session = pallet_session,
		4 => Historical = pallet_session::historical,
		5 => Validators = pallet_validators,
	},
}

/// The account that may suspend.
pub const WARDEN: AccountId = 911;

/// As on the chain: nobody purges keys but through `withdraw_keys`.
pub struct NoPurging;

impl Contains<RuntimeCall> for NoPurging {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::Session(pallet_session::Call::purge_keys {}))
	}
}

impl_opaque_keys! {
	pub struct Keys {
		pub dummy: UintAuthorityId,
	}
}

parameter_types! {
	pub const KeyDeposit: u64 = 100;
	pub const MinValidators: u32 = 4;
	pub const MaxValidators: u32 = 8;
	pub const SessionLength: u64 = 20;
	pub const KeptSessions: SessionIndex = 5;
}

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Validators;
	type NextSessionRotation = Validators;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, Validators>;
	type SessionHandler = pallet_session::TestSessionHandler;
	type Keys = Keys;
	type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = KeyDeposit;
}

impl pallet_session::historical::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_validators::AccountAlone;
}

ord_parameter_types! {
	pub const Wardens: AccountId = WARDEN;
}

impl pallet_validators::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type EmergencyOrigin = EnsureSignedBy<Wardens, AccountId>;
	type MinValidators = MinValidators;
	type MaxValidators = MaxValidators;
	type SessionLength = SessionLength;
	type KeptSessions = KeptSessions;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::begin(&crate::tests::FOUR)
}
