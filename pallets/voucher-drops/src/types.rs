// SPDX-License-Identifier: Apache-2.0

//! What is stored and what is passed, without any `Config`: plans, schedules, programmes, beacons, lists.

// The codec derives write these; by hand they stay forbidden.
#![allow(clippy::as_conversions, clippy::expect_used)]

mod beacon;
mod list;
mod plan;
mod programme;
mod schedule;

pub use beacon::*;
pub use list::*;
pub use plan::*;
pub use programme::*;
pub use schedule::*;
