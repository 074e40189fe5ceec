// SPDX-License-Identifier: Apache-2.0

//! What the calls of `pallet_new_noun` weigh.
//!
//! To do: `./scripts/weights --pallet pallet_new_noun`, which writes this file anew. Until then a call weighs what is
//! written here by hand.

#![allow(unused_parens, unused_imports, missing_docs, clippy::all)]

use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What is measured of `pallet_new_noun`.
pub trait WeightInfo {
	fn add() -> Weight;
	fn remove() -> Weight;
}

// For tests.
impl WeightInfo for () {
	fn add() -> Weight {
		Weight::from_parts(50_000_000, 0)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn remove() -> Weight {
		Weight::from_parts(50_000_000, 0)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
}
