// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with validators.

use frame_support::traits::{ConstU32, ConstU64};
use frame_system::EnsureRoot;

use crate::{self as pallet_validators, tests::Emergency};

chungnam_testkit::mock_runtime! {
	accounts: u64,
	balance: u64,
	system: { type BaseCallFilter = NoPurging; },
	about: Validators,
	pallets: {
		3 => Session = pallet_session,
		4 => Historical = pallet_session::historical,
		5 => Validators = pallet_validators,
	},
}

chungnam_testkit::mock_sessions! { manager: Validators, identity: pallet_validators::AccountAlone }

impl pallet_validators::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type EmergencyOrigin = Emergency;
	type MinValidators = ConstU32<4>;
	type MaxValidators = ConstU32<8>;
	type SessionLength = ConstU64<20>;
	type KeptSessions = ConstU32<5>;
	type WeightInfo = crate::weights::Measured<Self>;
}
