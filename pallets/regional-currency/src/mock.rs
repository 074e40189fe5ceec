// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a regional currency. People, shops and institutions come from the shared mock registry.

use chungnam_primitives::{
	mock::{EnsureMockAttester, MockRegistry},
	Moment, Source, Sources, DAYS,
};
use frame_support::{derive_impl, parameter_types, traits::ConstU128, PalletId};
use frame_system::EnsureRoot;
use sp_runtime::{traits::IdentityLookup, AccountId32};

use crate as pallet_regional_currency;

/// 32 bytes, as on the chain: in fewer the pots of two series would be one account.
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
	pub type RegionalCurrency = pallet_regional_currency::Pallet<Test>;
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
	pub const CurrencyPalletId: PalletId = PalletId(*b"cn/money");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const RefundWindow: Moment = 30 * DAYS;
	pub const RefundGrace: Moment = 14 * DAYS;
}

/// An account for each source, from `0xF0` on.
pub struct MockSources;

impl Sources<AccountId> for MockSources {
	fn account_of(source: Source) -> AccountId {
		let index = Source::ALL.iter().position(|own| *own == source).unwrap_or_default();
		AccountId::new([0xF0 + index as u8; 32])
	}
}

impl pallet_regional_currency::Config for Test {
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type People = MockRegistry;
	type Cohorts = MockRegistry;
	type Merchants = MockRegistry;
	type MandateOrigin = EnsureMockAttester;
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Time = Timestamp;
	type Sources = MockSources;
	type PalletId = CurrencyPalletId;
	type ChangeDelay = ChangeDelay;
	type RefundWindow = RefundWindow;
	type RefundGrace = RefundGrace;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::ExtBuilder::default().build()
}
