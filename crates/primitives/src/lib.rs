// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub mod announced;
mod define_id;
pub mod ids;
pub mod math;
pub mod money;
pub mod time;

pub use announced::*;
pub use ids::*;
pub use math::*;
pub use money::*;
pub use time::*;
