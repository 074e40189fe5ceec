// SPDX-License-Identifier: Apache-2.0

//! Arithmetic that several pallets need and no pallet writes again. Pure functions over whole numbers.

mod apportion;
pub mod dividends;

pub use apportion::*;
