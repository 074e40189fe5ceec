// SPDX-License-Identifier: Apache-2.0

//! What the calls of `pallet_new_noun` weigh.
//!
//! To do: `./scripts/weights --pallet pallet_new_noun`, which writes this file anew. Until then a call weighs what is
//! written here by hand.

#![allow(unused_parens, unused_imports, missing_docs, clippy::all)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What is measured of `pallet_new_noun`.
pub trait WeightInfo {
	fn add() -> Weight;
	fn remove() -> Weight;
}

/// What was measured on the runtime, with the reads and writes as `T` weighs them.
pub struct Measured<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn add() -> Weight {
		Weight::from_parts(50_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn remove() -> Weight {
		Weight::from_parts(50_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}
