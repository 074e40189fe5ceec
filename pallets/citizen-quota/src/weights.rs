// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_citizen_quota`.
//!
//! Written by hand in the generated format until `scripts/weights` has run on this pallet; the runtime then uses its own
//! generated file.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weight functions needed for `pallet_citizen_quota`.
pub trait WeightInfo {
	fn on_initialize() -> Weight;
	fn lookup() -> Weight;
	fn free_transaction() -> Weight;
	fn clean_buckets(n: u32) -> Weight;
}

/// Placeholder weights.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `CitizenQuota::CitizenWeight` (r:0 w:1)
	fn on_initialize() -> Weight {
		Weight::from_parts(1_500_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Registry::Keys` (r:1 w:0), `Registry::People` (r:1 w:0), `Timestamp::Now` (r:1 w:0),
	/// `CitizenQuota::Buckets` (r:1 w:0)
	fn lookup() -> Weight {
		Weight::from_parts(10_000_000, 3600).saturating_add(T::DbWeight::get().reads(4))
	}
	/// Storage: as `lookup`, `System::Account` (r:1 w:1), `CitizenQuota::Buckets` (w:1), `CitizenQuota::CitizenWeight`
	/// (r:1 w:1)
	fn free_transaction() -> Weight {
		Weight::from_parts(25_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `CitizenQuota::Buckets` (r:100 w:100), `Timestamp::Now` (r:1 w:0)
	fn clean_buckets(n: u32) -> Weight {
		Weight::from_parts(8_000_000, 1500)
			.saturating_add(Weight::from_parts(2_500_000, 2550).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1).saturating_mul(n.into()))
	}
}

// For tests.
impl WeightInfo for () {
	fn on_initialize() -> Weight {
		Weight::from_parts(1_500_000, 0).saturating_add(ParityDbWeight::get().writes(1))
	}
	fn lookup() -> Weight {
		Weight::from_parts(10_000_000, 3600).saturating_add(ParityDbWeight::get().reads(4))
	}
	fn free_transaction() -> Weight {
		Weight::from_parts(25_000_000, 3600)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn clean_buckets(n: u32) -> Weight {
		Weight::from_parts(8_000_000, 1500)
			.saturating_add(Weight::from_parts(2_500_000, 2550).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().reads_writes(1, 1).saturating_mul(n.into()))
	}
}
