// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub mod agenda;
pub mod announced;
pub mod cohorts;
pub mod drops;
pub mod ids;
pub mod math;
pub mod money;
pub mod reserve;
pub mod sources;
pub mod time;
pub mod traits;

pub use agenda::*;
pub use announced::*;
pub use cohorts::*;
pub use drops::*;
pub use ids::*;
pub use math::*;
pub use money::*;
pub use reserve::*;
pub use sources::*;
pub use time::*;
pub use traits::*;
