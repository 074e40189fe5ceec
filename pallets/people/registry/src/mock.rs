// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a registry.

use crate as pallet_registry;
use chungnam_primitives::{Moment, DAYS};
chungnam_testkit::mock_runtime! {
	accounts: u64, balance: u64, system: {},
	about: Registry, pallets: { 3 => Registry = pallet_registry },
}
frame_support::parameter_types! {
	pub const RecoveryDelay: Moment = 3 * DAYS; pub const ConsentPeriod: Moment = 30 * DAYS;
	pub const RoleMemory: Moment = 60 * DAYS; pub const EstateDelay: Moment = 30 * DAYS;
	pub const RecheckPeriod: Moment = 365 * DAYS; pub const ApplicationPeriod: Moment = 60 * DAYS;
	pub const EnrolmentMemory: Moment = 1_000 * DAYS;
}
impl pallet_registry::Config for Test {
	type AttesterOrigin = crate::tests::Decides;
	type CeilingOrigin = frame_system::EnsureRoot<AccountId>;
	type DismissalOrigin = crate::tests::Decides;
	type SuspensionOrigin = frame_system::EnsureRoot<AccountId>;
	type MandateOrigin = crate::tests::Offices;
	type Won = Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type Signature = sp_runtime::testing::TestSignature;
	#[cfg(feature = "runtime-benchmarks")]
	type Signers = crate::benchmarking::TestSigners;
	type Time = Timestamp;
	type RecoveryDelay = RecoveryDelay;
	type ConsentPeriod = ConsentPeriod;
	type RoleMemory = RoleMemory;
	type EstateDelay = EstateDelay;
	type RecheckPeriod = RecheckPeriod;
	type ApplicationPeriod = ApplicationPeriod;
	type EnrolmentMemory = EnrolmentMemory;
	type StayAskers = crate::tests::Asked;
	type Investors = crate::tests::Attested;
	type MaxBatch = frame_support::traits::ConstU32<250>;
	type WeightInfo = crate::weights::Measured<Self>;
}
