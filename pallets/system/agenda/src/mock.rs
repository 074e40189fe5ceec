// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with an agenda. Everything belongs to the shared mock owner.

use chungnam_testkit::MockOwner;
use frame_support::{parameter_types, weights::Weight};

use crate::{self as pallet_agenda, weights::Measured, WeightInfo};

chungnam_testkit::mock_runtime! {
	about: Agenda,
	pallets: { 3 => Agenda = pallet_agenda },
}

/// Notes what it is handed.
pub type Owner = MockOwner<Agenda>;

parameter_types! {
	/// Room for the heaviest kind twice, and for little besides.
	pub MaxWeight: Weight = {
		let [heavy, light] = Owner::WEIGHT;
		Measured::<Test>::nothing_due() + (Measured::<Test>::take() + heavy) * 2 + (Measured::<Test>::take() + light) * 6
	};
}

impl pallet_agenda::Config for Test {
	type Time = Timestamp;
	type OnDue = Owner;
	type MaxWeight = MaxWeight;
	type WeightInfo = Measured<Self>;
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	chungnam_testkit::begin_at::<Test>(0, RuntimeGenesisConfig::default(), || ())
}
