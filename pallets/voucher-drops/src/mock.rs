// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with programmes. People, shops and institutions come from the shared mock registry, series and
//! receipts from the shared mock currency.

use chungnam_primitives::{
	mock::{EnsureMockAttester, MockDrops, MockRegistry},
	Moment, DAYS,
};
use frame_support::{derive_impl, parameter_types, traits::ConstU128, PalletId};
use sp_runtime::{traits::IdentityLookup, AccountId32};

use crate as pallet_voucher_drops;

/// 32 bytes, as on the chain: in fewer the accounts of two programmes would be one.
pub type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;

	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances::Pallet<Test>;

	#[runtime::pallet_index(3)]
	pub type VoucherDrops = pallet_voucher_drops::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
}

parameter_types! {
	pub const ProgrammePalletId: PalletId = PalletId(*b"cn/drops");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const ClosingDelay: Moment = 30 * DAYS;
}

impl pallet_voucher_drops::Config for Test {
	type Won = Balances;
	type People = MockRegistry;
	type Merchants = MockRegistry;
	type Cohorts = MockRegistry;
	type Drops = MockDrops<Balances>;
	type Debts = MockDrops<Balances>;
	type Receipts = MockDrops<Balances>;
	type MandateOrigin = EnsureMockAttester;
	type Time = Timestamp;
	type PalletId = ProgrammePalletId;
	type ChangeDelay = ChangeDelay;
	type ClosingDelay = ClosingDelay;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::ExtBuilder::default().build()
}
