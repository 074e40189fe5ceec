// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod broken;
pub mod calendar;
pub mod chain;
pub mod contract;
pub mod dice;
pub mod encoding;
pub mod events;
pub mod leak;
pub mod mocks;
pub mod offences;
mod runtime;
pub mod steps;
mod stock;

pub use broken::*;
pub use calendar::*;
pub use chain::*;
pub use dice::*;
pub use encoding::*;
pub use events::*;
pub use mocks::*;
pub use steps::*;

#[cfg(test)]
mod tests;

/// Basic income and local money as Cheongyang decided them for 2026, in JSON, with the words of the county.
pub const RULES_OF_CHEONGYANG: &str = include_str!("data/cheongyang-basic-income-2026.json");

/// For the macros of this crate only.
#[doc(hidden)]
pub mod __private {
	pub use chungnam_primitives::{Moment, Won};
	pub use frame_support;
	pub use sp_runtime;

	use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};

	/// A second of computation, and any amount of proof.
	pub const fn one_second() -> Weight {
		Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX)
	}
}
