// SPDX-License-Identifier: Apache-2.0

//! What is stored, and the arithmetic on it. Nothing here knows the chain.

// The codec derives write these; by hand they stay forbidden.
#![allow(clippy::as_conversions, clippy::expect_used)]

mod case;
mod income;
mod terms;

pub use case::*;
pub use income::*;
pub use terms::*;
