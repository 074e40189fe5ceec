// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub mod agenda;
pub mod ballots;
pub mod brakes;
pub mod cohorts;
pub mod drops;
pub mod electors;
pub mod escrow;
pub mod estates;
pub mod holders;
pub mod instruments;
pub mod mandates;
pub mod merchants;
pub mod people;
pub mod pots;
pub mod purchases;
pub mod reserve;
pub mod seats;
pub mod sources;

pub use agenda::*;
pub use ballots::*;
pub use brakes::*;
pub use cohorts::*;
pub use drops::*;
pub use electors::*;
pub use escrow::*;
pub use estates::*;
pub use holders::*;
pub use instruments::*;
pub use mandates::*;
pub use merchants::*;
pub use people::*;
pub use pots::*;
pub use purchases::*;
pub use reserve::*;
pub use seats::*;
pub use sources::*;
