// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with securities, over a stock ledger of units.

mod ledger;

use chungnam_testkit::{
	EnsureMockAttester, MockAppraisals, MockPurchases, MockRegistry, MockSources,
};
use frame_support::{parameter_types, PalletId};
use frame_system::EnsureRoot;

use crate as pallet_securities;

chungnam_testkit::mock_runtime! {
	about: Securities,
	pallets: { 3 => Securities = pallet_securities, 4 => Assets = pallet_assets },
}

parameter_types! {
	pub const SecuritiesPalletId: PalletId = PalletId(*b"cn/share");
}

impl pallet_securities::Config for Test {
	type Won = Balances;
	type Ledger = Assets;
	type TermsOrigin = EnsureRoot<AccountId>;
	type SaleOrigin = EnsureRoot<AccountId>;
	type BrakeOrigin = EnsureRoot<AccountId>;
	type Sources = MockSources;
	type MandateOrigin = EnsureMockAttester;
	type People = MockRegistry;
	type Estates = MockRegistry;
	type Appraisals = MockAppraisals;
	type Electors = MockRegistry;
	type Purchases = MockPurchases<Balances>;
	type Time = Timestamp;
	type PalletId = SecuritiesPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
