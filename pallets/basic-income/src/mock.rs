// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a basic income. People, tiers and institutions come from the shared mock registry, series
//! from the shared mock currency.

use chungnam_primitives::{
	mock::{EnsureMockAttester, MockDrops, MockRegistry},
	Moment, DAYS,
};
use frame_support::{derive_impl, parameter_types, traits::ConstU128, PalletId};
use sp_runtime::{traits::IdentityLookup, AccountId32};

use crate as pallet_basic_income;

/// 32 bytes, as on the chain: in fewer the pools of two incomes would be one account.
pub type AccountId = AccountId32;
pub type Currency = MockDrops<Balances>;
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
	pub type BasicIncome = pallet_basic_income::Pallet<Test>;
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
	pub const IncomePalletId: PalletId = PalletId(*b"cn/incom");
	pub const ChangeDelay: Moment = 7 * DAYS;
}

impl pallet_basic_income::Config for Test {
	type Won = Balances;
	type People = MockRegistry;
	type Cohorts = MockRegistry;
	type Drops = Currency;
	type MandateOrigin = EnsureMockAttester;
	type Time = Timestamp;
	type PalletId = IncomePalletId;
	type ChangeDelay = ChangeDelay;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::ExtBuilder::default().build()
}
