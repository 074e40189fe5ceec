// SPDX-License-Identifier: Apache-2.0

//! What `scripts/weights` measures on this runtime.

use alloc::{string::String, vec::Vec};
use frame_benchmarking::{
	baseline::Pallet as BaselineBench, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::traits::{
	StorageInfo, StorageInfoTrait, TrackedStorageKey, WhitelistedStorageKeys,
};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};

use crate::*;

frame_benchmarking::define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_accelerator, Accelerator]
	[pallet_agenda, Agenda]
	[pallet_asset_fractions, AssetFractions]
	[pallet_balances, Balances]
	[pallet_ballots, Ballots]
	[pallet_basic_income, BasicIncome]
	[pallet_budget_rounds, BudgetRounds]
	[pallet_citizen_quota, CitizenQuota]
	[pallet_civic_governance, CivicGovernance]
	[pallet_escrow, Escrow]
	[pallet_fund_router, FundRouter]
	[pallet_grandpa, Grandpa]
	[pallet_migrations, Migrations]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_project_tokens, ProjectTokens]
	[pallet_proxy, Proxy]
	[pallet_regional_currency, RegionalCurrency]
	[pallet_registry, Registry]
	[pallet_reserve, Reserve]
	[pallet_safe_mode, SafeMode]
	[pallet_scheduler, Scheduler]
	[pallet_securities, Securities]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_tx_pause, TxPause]
	[pallet_utility, Utility]
	[pallet_validators, Validators]
	[pallet_voucher_drops, VoucherDrops]
);

impl frame_system_benchmarking::Config for Runtime {}
impl frame_benchmarking::baseline::Config for Runtime {}
impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// Which benchmarks there are.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs the benchmarks that `config` asks for.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	whitelist.extend(single_values());
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

/// What every block may read and write once is part of what a block weighs, and of no call: see
/// [`SINGLE_VALUES`](crate::configs::system::SINGLE_VALUES).
fn single_values() -> impl Iterator<Item = TrackedStorageKey> {
	let all = AllPalletsWithSystem::storage_info().into_iter();
	all.filter(|info| info.max_values == Some(1)).map(|info| TrackedStorageKey::new(info.prefix))
}
