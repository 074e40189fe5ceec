// SPDX-License-Identifier: Apache-2.0

//! A runtime with balances, fees, batches and proxies, whose citizens transact within budgets.

use chungnam_primitives::{HOURS, MINUTES};
use chungnam_testkit::MockRegistry;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, IdentityFee, Weight},
};
use frame_system::limits;
use sp_runtime::Perbill;

use crate::{self as pallet_citizen_quota, tests::TestCalls, Budget, Budgets};

chungnam_testkit::mock_runtime! {
	accounts: u64,
	balance: u64,
	system: {
		type BlockWeights = BlockWeights;
		type Nonce = u64;
	},
	about: Quota,
	pallets: {
		3 => TransactionPayment = pallet_transaction_payment,
		4 => Utility = pallet_utility,
		5 => Proxy = pallet_proxy,
		6 => Quota = pallet_citizen_quota,
	},
}

/// What the budgets are at first.
pub const BUDGETS: Budgets = Budgets {
	payment: Budget { max: 50, refill: 5 * MINUTES },
	vote: Budget { max: 10, refill: HOURS },
	claim: Budget { max: 20, refill: HOURS },
	shop: Budget { max: 2_000, refill: MINUTES / 2 },
};

parameter_types! {
	pub BlockWeights: limits::BlockWeights = limits::BlockWeights::with_sensible_defaults(
		Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
		Perbill::from_percent(75),
	);
	pub storage TestBudgets: Budgets = BUDGETS;
	pub const MaxLength: u32 = 512;
	pub const BlockShare: Perbill = Perbill::from_percent(60);
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
	type MaxProxies = ConstU32<4>;
	type WeightInfo = ();
	type MaxPending = ConstU32<4>;
	type CallHasher = sp_runtime::traits::BlakeTwo256;
	type AnnouncementDepositBase = ConstU64<1>;
	type AnnouncementDepositFactor = ConstU64<1>;
	type BlockNumberProvider = System;
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

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::begin()
}
