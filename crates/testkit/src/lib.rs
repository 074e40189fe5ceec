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

pub use broken::*;
pub use calendar::*;
pub use chain::*;
pub use dice::*;
pub use encoding::*;
pub use events::*;
pub use mocks::*;

#[cfg(test)]
mod tests;

/// For [`mock_runtime`] only.
#[doc(hidden)]
pub mod __private {
	pub use chungnam_primitives::Moment;
	pub use frame_support;
	pub use sp_runtime;
}
