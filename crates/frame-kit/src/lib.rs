// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod clock;
pub mod invariants;
pub mod mandate;
pub mod people;
pub mod pots;
pub mod reasons;
pub mod won;

pub use clock::*;
pub use invariants::*;
pub use mandate::*;
pub use people::*;
pub use won::*;

/// The reasons that [`errors_from`] turns into errors.
pub use chungnam_ports::{Absent, PayeeReason, Unfit};
/// What [`impl_pots`] implements.
pub use chungnam_ports::{Pot, Pots};
pub use chungnam_primitives::Untimely;

/// How many items a list has, as weights and events count them. Lists of this chain are bounded by a `u32`.
pub fn count<Item>(items: &[Item]) -> u32 {
	u32::try_from(items.len()).unwrap_or(u32::MAX)
}
