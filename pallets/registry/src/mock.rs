// SPDX-License-Identifier: Apache-2.0

//! A runtime with the registry alone, and a builder for its genesis.

use crate::*;
use chungnam_primitives::{Moment, RegionSet, SalesClass, Scope, ScopeSet, ZoneId, DAYS};
use frame_support::{
	derive_impl, parameter_types, traits::ConstU32, weights::constants::ParityDbWeight,
};
use frame_system::EnsureRoot;
use sp_core::H256;
use sp_runtime::BuildStorage;

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Registry = crate::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type DbWeight = ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
	pub const RecoveryDelay: Moment = 3 * DAYS;
	pub const RecheckPeriod: Moment = 365 * DAYS;
	pub const ApplicationPeriod: Moment = 60 * DAYS;
	pub const EnrolmentMemory: Moment = 1_000 * DAYS;
}

impl Config for Test {
	type AttesterOrigin = EnsureRoot<AccountId>;
	type MandateOrigin = EnsureAttester<Test>;
	type Time = Timestamp;
	type RecoveryDelay = RecoveryDelay;
	type RecheckPeriod = RecheckPeriod;
	type ApplicationPeriod = ApplicationPeriod;
	type EnrolmentMemory = EnrolmentMemory;
	type MaxBatch = ConstU32<250>;
	type WeightInfo = weights::SubstrateWeight<Test>;
}

/// 2026-11-23, midnight in Seoul.
pub const START: Moment = 1_795_359_600_000;

/// An attester with every scope in Cheongyang (12) alone.
pub const CHEONGYANG: AccountId = 900;
/// An attester with every scope in Boryeong (4) alone.
pub const BORYEONG: AccountId = 901;
pub const HERE: ZoneId = ZoneId::new(12, 1);
pub const THERE: ZoneId = ZoneId::new(4, 0);

/// Person 0 has phone 1; person 1 phone 2 and card 20; person 2, in Boryeong, phone 3; person 3 has no key.
pub const PHONE: AccountId = 1;
pub const OTHER_PHONE: AccountId = 2;
pub const CARD: AccountId = 20;
pub const PHONE_THERE: AccountId = 3;
/// The owner of shop 0, in Cheongyang.
pub const OWNER: AccountId = 100;

pub fn commitment(n: u64) -> Commitment {
	H256::from_low_u64_be(n)
}

/// Every scope in one region.
pub fn attester(region: u8) -> Attester {
	Attester { regions: RegionSet::of(&[region]), scopes: ScopeSet::of(&Scope::ALL) }
}

pub struct ExtBuilder(GenesisConfig<Test>);

impl Default for ExtBuilder {
	fn default() -> Self {
		let person = |n: u64, zone, keys: &[AccountId], cards: &[AccountId]| GenesisPerson {
			commitment: commitment(n),
			zone,
			keys: keys.to_vec(),
			cards: cards.to_vec(),
		};
		Self(GenesisConfig {
			attesters: vec![(CHEONGYANG, attester(12)), (BORYEONG, attester(4))],
			people: vec![
				person(1_000, HERE, &[PHONE], &[]),
				person(1_001, HERE, &[OTHER_PHONE], &[CARD]),
				person(1_002, THERE, &[PHONE_THERE], &[]),
				person(1_003, HERE, &[], &[]),
			],
			merchants: vec![GenesisMerchant {
				owner: OWNER,
				zone: HERE,
				category: 0,
				sales_class: SalesClass::Micro,
				check_due: Some(START + 100 * DAYS),
			}],
			cohorts: vec![GenesisCohort { region: 12, members: vec![0, 1] }],
			recovery_delay: None,
		})
	}
}

impl ExtBuilder {
	pub fn empty() -> Self {
		Self(GenesisConfig::default())
	}

	pub fn with(genesis: GenesisConfig<Test>) -> Self {
		Self(genesis)
	}

	pub fn with_recovery_delay(mut self, delay: Moment) -> Self {
		self.0.recovery_delay = Some(delay);
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		self.0.assimilate_storage(&mut storage).unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		ext
	}

	/// Runs `test` and proves every invariant after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Registry::do_try_state().unwrap();
		});
	}
}

pub fn pass(ms: Moment) {
	Timestamp::set_timestamp(Timestamp::get() + ms);
}
