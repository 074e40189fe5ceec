// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with validators.

use frame_support::traits::{ConstU32, ConstU64, EitherOf, MapSuccess};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{traits::Replace, Perbill};

use crate as pallet_validators;

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

/// The account that may suspend everyone.
pub const WARDEN: AccountId = 911;
/// The account that may suspend a quarter.
pub const DEPUTY: AccountId = 912;

frame_support::ord_parameter_types! {
	pub const Wardens: AccountId = WARDEN;
	pub const Deputies: AccountId = DEPUTY;
}

frame_support::parameter_types! {
	pub const All: Perbill = Perbill::one();
	pub const Quarter: Perbill = Perbill::from_percent(25);
}

impl pallet_validators::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type EmergencyOrigin = EitherOf<
		MapSuccess<EnsureSignedBy<Wardens, AccountId>, Replace<All>>,
		MapSuccess<EnsureSignedBy<Deputies, AccountId>, Replace<Quarter>>,
	>;
	type MinValidators = ConstU32<4>;
	type MaxValidators = ConstU32<8>;
	type SessionLength = ConstU64<20>;
	type KeptSessions = ConstU32<5>;
	type WeightInfo = ();
}
