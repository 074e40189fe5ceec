// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with escrow.

use frame_support::parameter_types;
use frame_system::EnsureRoot;

use crate as pallet_escrow;

chungnam_testkit::mock_runtime! {
	about: Escrow,
	pallets: { 3 => Escrow = pallet_escrow },
}

parameter_types! {
	pub const MaxEntries: u32 = 4;
}

impl pallet_escrow::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Time = Timestamp;
	type MaxEntries = MaxEntries;
	type WeightInfo = ();
}
