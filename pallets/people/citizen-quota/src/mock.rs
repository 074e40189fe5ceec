// SPDX-License-Identifier: Apache-2.0

//! A runtime with balances, fees, batches and proxies, whose citizens transact within budgets.

use chungnam_testkit::MockRegistry;
use frame_support::traits::{ConstU32, ConstU64};

use crate::{self as pallet_citizen_quota, tests::*};

chungnam_testkit::mock_runtime! {
	accounts: u64,
	balance: u64,
	system: { type BlockWeights = BlockWeights; type Nonce = u64; },
	about: Quota,
	pallets: {
		3 => TransactionPayment = pallet_transaction_payment,
		4 => Utility = pallet_utility,
		5 => Proxy = pallet_proxy,
		6 => Quota = pallet_citizen_quota,
	},
}

chungnam_testkit::mock_transactions! {}

impl crate::Config for Test {
	type Classify = TestCalls;
	type People = MockRegistry;
	type Merchants = MockRegistry;
	type Time = Timestamp;
	type Budgets = TestBudgets;
	type MaxLength = ConstU32<512>;
	type BlockShare = BlockShare;
	type FreePriority = ConstU64<1>;
	type FreeLongevity = ConstU64<64>;
	type BlockTime = ConstU64<1_000>;
	type WeightInfo = crate::weights::Measured<Self>;
}
