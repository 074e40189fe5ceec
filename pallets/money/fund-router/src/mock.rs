// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a fund router.

use chungnam_primitives::{Moment, DAYS};
use chungnam_testkit::{MockAgenda, MockPots, MockRegistry};
use frame_support::{parameter_types, PalletId};
use frame_system::EnsureRoot;

use crate as pallet_fund_router;

chungnam_testkit::mock_runtime! {
	about: FundRouter,
	due: FundRouter,
	pallets: { 3 => FundRouter = pallet_fund_router },
}

parameter_types! {
	pub const RouterPalletId: PalletId = PalletId(*b"cn/route");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const EstatePeriod: Moment = 730 * DAYS;
}

impl pallet_fund_router::Config for Test {
	type Won = Balances;
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Pots = MockPots;
	type Unclaimed = MockRegistry;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type PalletId = RouterPalletId;
	type ChangeDelay = ChangeDelay;
	type EstatePeriod = EstatePeriod;
	type WeightInfo = crate::weights::Measured<Self>;
}
