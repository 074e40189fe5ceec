// SPDX-License-Identifier: Apache-2.0

//! The short run of every day; and for each question a planted fault that must be found.

mod arcs;
mod oracles;
mod run;
mod shrinking;
mod values;
