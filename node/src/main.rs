// SPDX-License-Identifier: Apache-2.0

//! The node of Chungnam Chain.

#![warn(missing_docs)]
// The error types are the SDK's.
#![allow(clippy::result_large_err)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod chain_spec;
mod cli;
mod command;
mod door;
mod genesis;
mod keys;
mod rpc;
mod service;
mod tasks;
mod wallet_rpc;
mod watch;

fn main() -> sc_cli::Result<()> {
	command::run()
}
