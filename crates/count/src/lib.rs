// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

mod election;
mod greedy;
mod price;
mod replay;
mod score;
mod shares;
#[cfg(test)]
mod tests;
mod trace;
mod winners;

pub use election::*;
pub use greedy::{complete, greedy, Outcome, Part};
pub use replay::{Reason, Replay, ReplayError, Sum, Verdict, Wrong, MAX_SUMS};
pub use score::{approvals, scores, Class};
pub use shares::equal_shares;
pub use trace::{Round, Trace, MAX_ROUNDS};
pub use winners::Winners;
