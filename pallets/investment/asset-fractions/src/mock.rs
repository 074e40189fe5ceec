// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with shared assets.

use chungnam_testkit::{
	MockBallots, MockEscrow, MockEscrowOwner, MockHolders, MockInstruments, MockRegistry,
};
use frame_support::{parameter_types, PalletId};
use frame_system::EnsureRoot;

use crate as pallet_asset_fractions;

chungnam_testkit::mock_runtime! {
	about: AssetFractions,
	pallets: { 3 => AssetFractions = pallet_asset_fractions },
}

parameter_types! {
	pub const AssetsPalletId: PalletId = PalletId(*b"cn/asset");
}

impl pallet_asset_fractions::Config for Test {
	type Won = Balances;
	type CommitteeOrigin = EnsureRoot<AccountId>;
	type Instruments = MockInstruments<Balances>;
	type Offerings = MockInstruments<Balances>;
	type Holders = MockHolders;
	type People = MockRegistry;
	type Ballots = MockBallots;
	type Escrow = MockEscrow<Balances, MockEscrowOwner>;
	type Payees = MockRegistry;
	type Time = Timestamp;
	type PalletId = AssetsPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
