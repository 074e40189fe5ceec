// SPDX-License-Identifier: Apache-2.0

//! What is stored and what is passed, without any `Config`: plans, schedules, programmes, beacons, lists.

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
