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
mod rpc;
mod service;
mod wallet_rpc;
mod watch;

fn main() -> sc_cli::Result<()> {
	command::run()
}
