// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

mod blind;
pub mod example;
mod pss;
mod rsa;
mod seal;
#[cfg(test)]
mod tests;

pub use blind::*;
pub use rsa::{answers, is_sound, verify, Number, NUMBER};
pub use seal::*;
