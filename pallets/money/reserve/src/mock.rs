// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a reserve. Shops, payments and institutions come from the shared mocks.

use chungnam_primitives::DAYS;
use chungnam_testkit::{EnsureMockOffice, MockRegistry, MockTakingsFeed};
use frame_support::{parameter_types, traits::ConstU64, PalletId};
use frame_system::EnsureRoot;

use crate as pallet_reserve;

chungnam_testkit::mock_runtime! {
	about: Reserve,
	pallets: { 3 => Reserve = pallet_reserve },
}

parameter_types! {
	pub const ReservePalletId: PalletId = PalletId(*b"cn/resrv");
}

impl pallet_reserve::Config for Test {
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Merchants = MockRegistry;
	type TakingsFeed = MockTakingsFeed;
	type MandateOrigin = EnsureMockOffice;
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Time = Timestamp;
	type StatementAge = ConstU64<{ 14 * DAYS }>;
	type InvestigationPeriod = ConstU64<{ 90 * DAYS }>;
	type PaymentWindow = ConstU64<{ 3 * DAYS }>;
	type PalletId = ReservePalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}

#[cfg(feature = "runtime-benchmarks")]
pub use crate::tests::new_test_ext;
