// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a regional currency. People, shops and institutions come from the shared mock registry.

use chungnam_primitives::{Moment, Won, DAYS};
use chungnam_testkit::{EnsureMockAttester, MockAgenda, MockRegistry, MockSources};
use frame_support::{parameter_types, PalletId};
use frame_system::EnsureRoot;
use sp_runtime::AccountId32;

use crate as pallet_regional_currency;

chungnam_testkit::mock_runtime! {
	accounts: AccountId32,
	balance: Won,
	system: {},
	about: RegionalCurrency,
	due: RegionalCurrency,
	pallets: { 3 => RegionalCurrency = pallet_regional_currency },
}

parameter_types! {
	pub const CurrencyPalletId: PalletId = PalletId(*b"cn/money");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const RefundWindow: Moment = 30 * DAYS;
	pub const RefundGrace: Moment = 14 * DAYS;
}

impl pallet_regional_currency::Config for Test {
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type People = MockRegistry;
	type Cohorts = MockRegistry;
	type Merchants = MockRegistry;
	type MandateOrigin = EnsureMockAttester;
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Agenda = MockAgenda;
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
