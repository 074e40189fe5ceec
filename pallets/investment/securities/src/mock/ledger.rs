// SPDX-License-Identifier: Apache-2.0

//! The ledger of units.

use chungnam_primitives::InstrumentId;
use frame_support::derive_impl;
use frame_system::EnsureNever;

use super::{AccountId, Balances, RuntimeEvent, Test};

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type AssetId = InstrumentId;
	type AssetIdParameter = InstrumentId;
	type Currency = Balances;
	type CreateOrigin = EnsureNever<AccountId>;
	type ForceOrigin = EnsureNever<AccountId>;
	type Freezer = crate::Gate<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = NoBenchmarks;
}

/// Nobody measures the ledger here.
#[cfg(feature = "runtime-benchmarks")]
pub struct NoBenchmarks;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<InstrumentId, ()> for NoBenchmarks {
	fn create_asset_id_parameter(id: u32) -> InstrumentId {
		InstrumentId(id)
	}

	fn create_reserve_id_parameter(_: u32) {}
}
