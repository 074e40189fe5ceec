// SPDX-License-Identifier: Apache-2.0

//! A runtime with balances, fees, batches and proxies, whose citizens transact within budgets.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::arithmetic_side_effects)]

use chungnam_primitives::{
	category, mock::MockRegistry, Moment, SalesClass, ZoneId, DAYS, HOURS, MINUTES,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU64, Hooks},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, IdentityFee, Weight},
};
use sp_runtime::{BuildStorage, Perbill};

use crate::{Budget, Budgets, ClassifyCall, QuotaClass};

pub type AccountId = u64;

/// Two keys of one person, a key of another, a shop with a till, and an account of nobody.
pub const JIWOO: AccountId = 1;
pub const JIWOO_CARD: AccountId = 2;
pub const MINSU: AccountId = 3;
pub const SHOP: AccountId = 11;
pub const TILL: AccountId = 12;
pub const STRANGER: AccountId = 21;

/// Jiwoo, Minsu and the shop in the registry.
pub const JIWOO_ID: u32 = 7;
pub const MINSU_ID: u32 = 8;
pub const SHOP_ID: u32 = 5;

/// The clock of the first block: in November 2026.
pub const START: Moment = 20_780 * DAYS;
/// What everyone but Jiwoo's card has.
pub const RICH: u64 = 1_000_000_000_000;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeHoldReason,
		RuntimeFreezeReason,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(4)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(5)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(6)]
	pub type Quota = crate;
}

parameter_types! {
	pub BlockWeights: frame_system::limits::BlockWeights =
		frame_system::limits::BlockWeights::with_sensible_defaults(
			Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
			Perbill::from_percent(75),
		);
	pub static TestBudgets: Budgets = Budgets {
		payment: Budget { max: 50, refill: 5 * MINUTES },
		vote: Budget { max: 10, refill: HOURS },
		claim: Budget { max: 20, refill: HOURS },
		shop: Budget { max: 2_000, refill: MINUTES / 2 },
	};
	pub const MaxLength: u32 = 512;
	pub const BlockShare: Perbill = Perbill::from_percent(60);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u64>;
	type BlockWeights = BlockWeights;
	type Nonce = u64;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {
	type MinimumPeriod = ConstU64<500>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<Balances, ()>;
	type WeightToFee = IdentityFee<u64>;
	type LengthToFee = IdentityFee<u64>;
}

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

impl pallet_proxy::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ();
	type ProxyDepositBase = ConstU64<1>;
	type ProxyDepositFactor = ConstU64<1>;
	type MaxProxies = frame_support::traits::ConstU32<4>;
	type WeightInfo = ();
	type MaxPending = frame_support::traits::ConstU32<4>;
	type CallHasher = sp_runtime::traits::BlakeTwo256;
	type AnnouncementDepositBase = ConstU64<1>;
	type AnnouncementDepositFactor = ConstU64<1>;
	type BlockNumberProvider = System;
}

/// A transfer stands for a payment, remarks for a vote and a claim, giving up proxies for what a shop does.
pub struct TestCalls;
impl ClassifyCall<RuntimeCall> for TestCalls {
	fn class(call: &RuntimeCall) -> Option<QuotaClass> {
		match call {
			RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { .. }) => {
				Some(QuotaClass::Payment)
			}
			RuntimeCall::System(frame_system::Call::remark { .. }) => Some(QuotaClass::Vote),
			RuntimeCall::System(frame_system::Call::remark_with_event { .. }) => {
				Some(QuotaClass::Claim)
			}
			RuntimeCall::Proxy(pallet_proxy::Call::remove_proxies {}) => Some(QuotaClass::Shop),
			_ => None,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call() -> RuntimeCall {
		frame_system::Call::remark { remark: vec![] }.into()
	}
}

impl crate::Config for Test {
	type Classify = TestCalls;
	type People = MockRegistry;
	type Merchants = MockRegistry;
	type Time = Timestamp;
	type Budgets = TestBudgets;
	type MaxLength = MaxLength;
	type BlockShare = BlockShare;
	type FreePriority = ConstU64<1>;
	type FreeLongevity = ConstU64<64>;
	type WeightInfo = ();
}

/// Starts block `number` at the moment `now`.
pub fn begin_block(number: u64, now: Moment) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	Quota::on_initialize(number);
	pallet_timestamp::Now::<Test>::put(now);
}

/// Moves the clock inside the block.
pub fn set_now(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

/// The people above, at the first block.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: [JIWOO, MINSU, SHOP, TILL, STRANGER].map(|who| (who, RICH)).to_vec(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		MockRegistry::reset();
		let zone = ZoneId::new(3, 0);
		MockRegistry::add_person(JIWOO, JIWOO_ID, zone);
		MockRegistry::add_person(JIWOO_CARD, JIWOO_ID, zone);
		MockRegistry::add_person(MINSU, MINSU_ID, zone);
		MockRegistry::add_merchant(SHOP, SHOP_ID, zone, category::GROCERY, SalesClass::Small);
		MockRegistry::add_till(TILL, SHOP_ID, 100_000);
		// As the registry does: a card without a balance is an account.
		System::inc_providers(&JIWOO_CARD);
		begin_block(1, START);
	});
	ext
}

/// Runs a test and checks every invariant after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Quota::do_try_state().expect("invariants hold");
	});
}
