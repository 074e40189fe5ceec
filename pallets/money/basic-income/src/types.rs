// SPDX-License-Identifier: Apache-2.0

//! What is stored, and the arithmetic on it. Nothing here knows the chain.

mod case;
mod income;
mod terms;

pub use case::*;
pub use income::*;
pub use terms::*;
