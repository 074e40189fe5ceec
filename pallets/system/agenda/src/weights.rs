// SPDX-License-Identifier: Apache-2.0

//! What the hook of `pallet_agenda` weighs. Estimated from the figures of its neighbours until `scripts/weights` measures it.
//!
//! The runtime has a file of its own with the same figures; what stands here serves the pallet's tests and other chains.

#![allow(unused_parens, unused_imports, missing_docs, clippy::all)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What is measured of `pallet_agenda`.
pub trait WeightInfo {
	fn nothing_due() -> Weight;
	fn take() -> Weight;
}

/// Estimated, with the database weights of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn nothing_due() -> Weight {
		Weight::from_parts(10_000_000, 0).saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn take() -> Weight {
		Weight::from_parts(16_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn nothing_due() -> Weight {
		Weight::from_parts(10_000_000, 0).saturating_add(ParityDbWeight::get().reads(1_u64))
	}
	fn take() -> Weight {
		Weight::from_parts(16_000_000, 0)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
}
