// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a new noun.

use frame_support::parameter_types;
use frame_system::EnsureRoot;

use crate as pallet_new_noun;

chungnam_testkit::mock_runtime! {
	about: NewNoun,
	pallets: { 3 => NewNoun = pallet_new_noun },
}

parameter_types! {
	pub const MaxEntries: u32 = 4;
}

impl pallet_new_noun::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type Time = Timestamp;
	type MaxEntries = MaxEntries;
	type WeightInfo = crate::weights::Measured<Self>;
}
