// SPDX-License-Identifier: Apache-2.0

//! The command line.

use std::num::NonZeroU32;

use sc_cli::RunCmd;
use sc_service::config::{IpNetwork, RpcBatchRequestConfig};
use sc_storage_monitor::StorageMonitorParams;

/// Calls in one JSON-RPC batch, unless the operator says otherwise. Enough for a wallet that opens; the default of the
/// SDK is no limit at all.
pub const MAX_BATCH: u32 = 64;

/// JSON-RPC calls a minute on one connection, unless the operator says otherwise. Twenty a second is more than any wallet
/// or till needs; the default of the SDK is no limit at all.
const RATE_LIMIT: NonZeroU32 = NonZeroU32::new(1_200).expect("it is not zero");

/// Addresses without a rate limit: programs of the operator on the same machine. Behind a proxy on the same machine
/// everyone looks like that, which is why there `--rpc-rate-limit-trust-proxy-headers` must be given.
const UNLIMITED: [&str; 2] = ["127.0.0.0/8", "::1/128"];

/// What can be said on the command line.
///
/// Seven defaults of the SDK are too generous for a node that strangers reach. They are replaced here, so that `--help`
/// shows the truth: a request may carry a compressed runtime (hex) and not more, an answer a full block, and one
/// connection may follow as many things as a busy till does, and ask twenty times a second. Methods that change the node
/// are off even for its own machine, because a proxy there makes the whole world look like that: who rotates keys starts
/// an endpoint for it (docs/runbooks/keys.md).
#[derive(Debug, clap::Parser)]
#[command(
	args_conflicts_with_subcommands = true,
	subcommand_negates_reqs = true,
	mut_arg("rpc_max_batch_request_len", |arg| arg.default_value("64")),
	mut_arg("rpc_max_request_size", |arg| arg.default_value("5")),
	mut_arg("rpc_max_response_size", |arg| arg.default_value("10")),
	mut_arg("rpc_max_subscriptions_per_connection", |arg| arg.default_value("128")),
	mut_arg("rpc_methods", |arg| arg.default_value("safe")),
	mut_arg("rpc_rate_limit", |arg| arg.default_value("1200")),
	mut_arg("rpc_rate_limit_whitelisted_ips", |arg| arg.default_values(UNLIMITED))
)]
pub struct Cli {
	/// What to do instead of running.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// How to run.
	#[command(flatten)]
	pub run: RunCmd,

	/// When the disk is full.
	#[command(flatten)]
	pub storage_monitor: StorageMonitorParams,
}

impl Cli {
	/// How to run, with bounds on batches and rates for the endpoints that were described one by one too: there no limit
	/// means unlimited, and so does `disable-batch-requests=true`.
	pub fn bounded_run(&self) -> RunCmd {
		let mut run = self.run.clone();
		for endpoint in &mut run.rpc_params.experimental_rpc_endpoint {
			if matches!(endpoint.batch_config, RpcBatchRequestConfig::Unlimited) {
				endpoint.batch_config = RpcBatchRequestConfig::Limit(MAX_BATCH);
			}
			if endpoint.rpc_methods == sc_cli::RpcMethods::Auto {
				endpoint.rpc_methods = sc_cli::RpcMethods::Safe;
			}
			if endpoint.rate_limit.is_none() {
				endpoint.rate_limit = Some(RATE_LIMIT);
				if endpoint.rate_limit_whitelisted_ips.is_empty() {
					endpoint.rate_limit_whitelisted_ips = unlimited();
				}
			}
		}
		run
	}
}

fn unlimited() -> Vec<IpNetwork> {
	UNLIMITED.iter().filter_map(|network| network.parse().ok()).collect()
}

/// What else the node can do.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, look at and store keys
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write the chain spec of a chain to a file or the screen
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Deprecated: use `export-chain-spec`
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Check blocks again
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Read blocks from a file
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Write the state at a block into a chain spec
	ExportState(sc_cli::ExportStateCmd),

	/// Remove all blocks and the state of a chain from this machine
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take back blocks that are not final
	Revert(sc_cli::RevertCmd),

	/// Tell what the database holds
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Measure pallets, blocks, storage or the machine
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::{CommandFactory, Parser};
	use sc_cli::CliConfiguration;

	fn run(args: &[&str]) -> RunCmd {
		let program = std::iter::once(&"chungnam-node");
		Cli::try_parse_from(program.chain(args)).unwrap().bounded_run()
	}

	#[test]
	fn the_command_line_is_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn batches_and_bodies_are_bounded_unless_the_operator_says_otherwise() {
		let usual = run(&[]);
		assert!(matches!(
			usual.rpc_batch_config().unwrap(),
			RpcBatchRequestConfig::Limit(MAX_BATCH)
		));
		assert_eq!(usual.rpc_max_request_size().unwrap(), 5);
		assert_eq!(usual.rpc_max_response_size().unwrap(), 10);
		assert_eq!(usual.rpc_max_subscriptions_per_connection().unwrap(), 128);
		assert_eq!(usual.rpc_max_connections().unwrap(), 100);

		let wider = run(&["--rpc-max-batch-request-len", "500", "--rpc-max-request-size", "15"]);
		assert!(matches!(wider.rpc_batch_config().unwrap(), RpcBatchRequestConfig::Limit(500)));
		assert_eq!(wider.rpc_max_request_size().unwrap(), 15);

		let none = run(&["--rpc-disable-batch-requests"]);
		assert!(matches!(none.rpc_batch_config().unwrap(), RpcBatchRequestConfig::Disabled));
	}

	#[test]
	fn methods_that_change_the_node_are_off_unless_asked_for() {
		assert!(matches!(run(&[]).rpc_methods().unwrap(), sc_service::RpcMethods::Safe));
		assert!(matches!(run(&["--dev"]).rpc_methods().unwrap(), sc_service::RpcMethods::Safe));
		let asked = run(&["--rpc-methods", "unsafe"]);
		assert!(matches!(asked.rpc_methods().unwrap(), sc_service::RpcMethods::Unsafe));
	}

	#[test]
	fn endpoints_described_one_by_one_have_bounded_batches_too() {
		let run = run(&[
			"--experimental-rpc-endpoint",
			"listen-addr=127.0.0.1:9944",
			"listen-addr=127.0.0.1:9945,disable-batch-requests=true",
			"listen-addr=127.0.0.1:9946,max-batch-request-len=7",
		]);
		let limits: Vec<_> = run
			.rpc_addr(9944)
			.unwrap()
			.unwrap()
			.into_iter()
			.map(|endpoint| match endpoint.batch_config {
				RpcBatchRequestConfig::Limit(limit) => limit,
				RpcBatchRequestConfig::Disabled => 0,
				RpcBatchRequestConfig::Unlimited => u32::MAX,
			})
			.collect();
		assert_eq!(limits, [MAX_BATCH, MAX_BATCH, 7]);
		for (methods, is_safe) in [("", true), (",methods=auto", true), (",methods=unsafe", false)]
		{
			let address = format!("listen-addr=127.0.0.1:9944{methods}");
			let run = self::run(&["--experimental-rpc-endpoint", &address]);
			let endpoint = run.rpc_addr(9944).unwrap().unwrap().remove(0);
			assert_eq!(matches!(endpoint.rpc_methods, sc_cli::RpcMethods::Safe), is_safe);
		}
	}

	#[test]
	fn calls_are_counted_for_all_but_the_own_machine() {
		let usual = run(&[]);
		assert_eq!(usual.rpc_rate_limit().unwrap(), Some(RATE_LIMIT));
		assert_eq!(usual.rpc_rate_limit_whitelisted_ips().unwrap(), unlimited());
		assert_eq!(unlimited().len(), UNLIMITED.len());
		assert!(unlimited()[0].contains(std::net::Ipv4Addr::new(127, 8, 9, 1)));

		let own = ["--rpc-rate-limit", "60", "--rpc-rate-limit-whitelisted-ips", "10.1.0.0/16"];
		let own = run(&own);
		assert_eq!(own.rpc_rate_limit().unwrap(), NonZeroU32::new(60));
		assert_eq!(own.rpc_rate_limit_whitelisted_ips().unwrap().len(), 1);

		let described = run(&[
			"--experimental-rpc-endpoint",
			"listen-addr=127.0.0.1:9944",
			"listen-addr=127.0.0.1:9945,rate-limit=7",
		]);
		let endpoints = described.rpc_addr(9944).unwrap().unwrap();
		assert_eq!(endpoints[0].rate_limit, Some(RATE_LIMIT));
		assert_eq!(endpoints[0].rate_limit_whitelisted_ips, unlimited());
		assert_eq!(endpoints[1].rate_limit, NonZeroU32::new(7));
		assert!(endpoints[1].rate_limit_whitelisted_ips.is_empty());
	}

	#[test]
	fn a_full_disk_is_watched_unless_the_operator_says_otherwise() {
		let cli = Cli::try_parse_from(["chungnam-node"]).unwrap();
		assert_eq!(cli.storage_monitor.threshold, 1_024);
	}

	#[test]
	fn a_validator_does_not_serve_strangers_by_accident() {
		assert!(run(&["--validator", "--rpc-external"]).rpc_addr(9944).is_err());
	}
}
