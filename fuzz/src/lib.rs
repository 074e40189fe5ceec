// SPDX-License-Identifier: Apache-2.0

//! Plays random calls on the real runtime: signed and nested, by the people, shops and institutions of the presets and by
//! keys that nobody knows, with jumps of time between; and asks after each step whether anything is wrong. `docs/fuzz.md`
//! has the questions and the figures.
//!
//! [`planner`] decides what is next, with [`values`] for arguments of any type, [`calls`] for what chance seldom gets right
//! and [`arcs`] for what takes many steps; [`play`] does it and asks the [`oracles`]; [`shrink`] makes the way to a failure
//! short; [`failure::KNOWN`] is the one list of exceptions.

#![deny(missing_docs)]

pub mod arcs;
pub mod calls;
pub mod campaign;
pub mod chain;
pub mod dice;
pub mod failure;
pub mod follow;
pub mod keys;
pub mod movers;
pub mod oracles;
pub mod planner;
pub mod play;
pub mod pools;
pub mod report;
pub mod scheduled;
pub mod shrink;
pub mod steps;
pub mod town;
pub mod track;
pub mod values;
pub mod views;
