// SPDX-License-Identifier: Apache-2.0

//! What the hook of `pallet_agenda` weighs on this runtime. Estimated from the figures of its neighbours until
//! `scripts/weights` measures it.

#![allow(unused_parens, unused_imports, missing_docs, clippy::all)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_agenda`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_agenda::WeightInfo for WeightInfo<T> {
	/// Storage: `Agenda::Entries` (r:1 w:0)
	/// Proof: `Agenda::Entries` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	fn nothing_due() -> Weight {
		Weight::from_parts(10_000_000, 3478).saturating_add(T::DbWeight::get().reads(1_u64))
	}
	/// Storage: `Agenda::Entries` (r:1 w:1)
	/// Proof: `Agenda::Entries` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `Agenda::Moments` (r:0 w:1)
	/// Proof: `Agenda::Moments` (`max_values`: None, `max_size`: Some(37), added: 2512, mode: `MaxEncodedLen`)
	fn take() -> Weight {
		Weight::from_parts(16_000_000, 3478)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}
