// SPDX-License-Identifier: Apache-2.0

//! Won, and what a transaction costs those who pay for it.

use chungnam_ports::{Source, Sources};
use frame_support::{
	parameter_types,
	traits::{
		tokens::imbalance::ResolveTo, ConstU128, ConstU32, ConstU8, TypedGet, VariantCountOf,
	},
	weights::{Weight, WeightToFee as WeightToFeeT},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{FixedPointNumber, Perquintill};

use crate::{
	constants::EXISTENTIAL_DEPOSIT, AccountId, Balance, Balances, FundRouter, Runtime,
	RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
};

/// Where the fund router collects fees.
pub struct FeeAccount;

impl TypedGet for FeeAccount {
	type Type = AccountId;
	fn get() -> AccountId {
		FundRouter::account_of(Source::Fees)
	}
}

/// Fees go in full to the circle of the province, and never to the maker of the block: a validator must have no reason
/// to prefer one resident's transaction.
pub type ToFundRouter = ResolveTo<FeeAccount, Balances>;

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = crate::weights::pallet_balances::WeightInfo<Runtime>;
	type Balance = Balance;
	// With an existential deposit of the smallest amount there is no dust.
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// One won for every started 120 microseconds of computing.
pub struct WeightToFee;

impl WeightToFee {
	const PICOSECONDS_PER_WON: u64 = 120_000_000;
}

impl WeightToFeeT for WeightToFee {
	type Balance = Balance;
	fn weight_to_fee(weight: &Weight) -> Balance {
		weight.ref_time().div_ceil(Self::PICOSECONDS_PER_WON).into()
	}
}

/// One won for every started 100 bytes.
pub struct LengthToFee;

impl LengthToFee {
	const BYTES_PER_WON: u64 = 100;
}

impl WeightToFeeT for LengthToFee {
	type Balance = Balance;
	fn weight_to_fee(length: &Weight) -> Balance {
		// Stock pallets hand the length over in the place of the time.
		length.ref_time().div_ceil(Self::BYTES_PER_WON).into()
	}
}

parameter_types! {
	/// Fees rise when blocks are fuller than this.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(50);
	/// An hour of full blocks makes fees about three and a half times as high.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(1, 1_000);
	/// Fees never fall below the stated price.
	pub MinimumMultiplier: Multiplier = Multiplier::from_u32(1);
	/// And never rise above ten times of it: an institution can plan.
	pub MaximumMultiplier: Multiplier = Multiplier::from_u32(10);
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, ToFundRouter>;
	type WeightToFee = WeightToFee;
	type LengthToFee = LengthToFee;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = crate::weights::pallet_transaction_payment::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		configs::assert_weighed, constants::TOKEN_DECIMALS, plain_extension, RuntimeCall,
		TransactionPayment,
	};
	use frame_support::{dispatch::GetDispatchInfo, traits::fungible::Inspect};
	use sp_runtime::{traits::TransactionExtension, BuildStorage};

	fn new_test_ext() -> sp_io::TestExternalities {
		crate::RuntimeGenesisConfig::default().build_storage().unwrap().into()
	}

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_balances, pallet_transaction_payment);
	}

	#[test]
	fn one_won_is_the_smallest_amount_and_keeps_an_account() {
		assert_eq!(TOKEN_DECIMALS, 0);
		assert_eq!(<Balances as Inspect<AccountId>>::minimum_balance(), 1);
	}

	#[test]
	fn a_transfer_costs_about_ten_won() {
		let call = RuntimeCall::from(pallet_balances::Call::transfer_keep_alive {
			dest: FeeAccount::get().into(),
			value: 10_000,
		});
		let mut info = call.get_dispatch_info();
		info.extension_weight = plain_extension(0).weight(&call);
		new_test_ext().execute_with(|| {
			let fee = TransactionPayment::compute_fee(145, &info, 0);
			assert!((5..=20).contains(&fee), "a transfer costs {fee} won");
		});
	}

	#[test]
	fn fees_never_rise_above_ten_times_the_stated_price() {
		use pallet_transaction_payment::MultiplierUpdate;
		type Update = <Runtime as pallet_transaction_payment::Config>::FeeMultiplierUpdate;
		assert_eq!(<Update as MultiplierUpdate>::min(), Multiplier::from_u32(1));
		assert_eq!(<Update as MultiplierUpdate>::max(), Multiplier::from_u32(10));
	}

	#[test]
	fn fees_reach_the_fund_router() {
		use frame_support::traits::{fungible::Balanced, OnUnbalanced};
		new_test_ext().execute_with(|| {
			ToFundRouter::on_unbalanced(<Balances as Balanced<AccountId>>::issue(1));
			assert_eq!(Balances::balance(&FeeAccount::get()), 1);
		});
	}
}
