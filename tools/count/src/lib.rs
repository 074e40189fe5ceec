// SPDX-License-Identifier: Apache-2.0

//! What the program `chungnam-count` is made of: reading a poll, and counting it.

pub mod pabulib;
mod tally;

pub use tally::{count, replay, Counted, Rule, Terms};
