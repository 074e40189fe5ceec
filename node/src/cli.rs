// SPDX-License-Identifier: Apache-2.0

//! The command line.

use std::{num::NonZeroU32, path::PathBuf};

use sc_cli::{Cors, Error, RpcEndpoint, RpcMethods, RunCmd};
use sc_service::config::{IpNetwork, RpcBatchRequestConfig};
use sc_storage_monitor::StorageMonitorParams;

use crate::{genesis::Genesis, keys::KeyCommand};

/// Calls in one JSON-RPC batch, unless the operator says otherwise. Enough for a wallet that opens; by default the SDK
/// sets no limit at all.
pub const MAX_BATCH: u32 = 64;

/// JSON-RPC calls a minute on one connection, unless the operator says otherwise. Twenty a second is more than any wallet
/// or till needs; by default the SDK sets no limit at all.
const RATE_LIMIT: NonZeroU32 = NonZeroU32::new(1_200).expect("it is not zero");

/// Addresses without a rate limit: programs of the operator on the same machine. Behind a proxy on the same machine
/// everyone looks like that, which is why there `--rpc-rate-limit-trust-proxy-headers` must be given. Where headers are
/// believed, nobody is spared who is not named: a header can say that it comes from here.
const UNLIMITED: [&str; 2] = ["127.0.0.0/8", "::1/128"];

/// Limits of an endpoint that take the value of the flag for all endpoints where its description does not name them.
const SHARED_LIMITS: [&str; 5] = [
	"max-connections",
	"max-request-size",
	"max-response-size",
	"max-subscriptions-per-connection",
	"max-buffer-capacity-per-connection",
];

/// Stands for a limit that was not named. The SDK would fill in its own value, which nobody could tell from one that was.
const UNSAID: u32 = u32::MAX;

/// A described endpoint, with its unnamed limits marked. `disable-batch-requests` says here what it means: the SDK has it
/// the other way round.
fn described(text: &str) -> Result<RpcEndpoint, String> {
	let pairs: Vec<(&str, &str)> = text
		.split(',')
		.map(|part| part.split_once('=').unwrap_or((part, "")))
		.map(|(key, value)| (key.trim(), value.trim()))
		.collect();
	let names = |wanted: &str| pairs.iter().any(|(key, _)| *key == wanted);
	let no_batches = pairs.contains(&("disable-batch-requests", "true"));
	if no_batches && names("max-batch-request-len") {
		return Err("`max-batch-request-len` says how long batches may be that \
			`disable-batch-requests` turns off"
			.into());
	}
	let said = pairs.iter().filter(|(key, value)| {
		*key != "disable-batch-requests" || !["true", "false"].contains(value)
	});
	let mut whole: Vec<String> = said
		.map(
			|(key, value)| {
				if value.is_empty() {
					key.to_string()
				} else {
					format!("{key}={value}")
				}
			},
		)
		.collect();
	if no_batches {
		whole.push("disable-batch-requests=false".into());
	}
	let unsaid = SHARED_LIMITS.iter().filter(|limit| !names(limit));
	whole.extend(unsaid.map(|limit| format!("{limit}={UNSAID}")));
	whole.join(",").parse()
}

/// What can be said on the command line.
///
/// Ten defaults of the SDK are too generous for a node that strangers reach. They are replaced here, so that `--help`
/// shows the truth: a request may carry a compressed runtime (hex) and not more, an answer a full block, and one
/// connection may follow as many things as a busy till does, and ask twenty times a second. Methods that change the node
/// are off even for its own machine, because a proxy there makes the whole world look like that. Keys are made without
/// them (`key rotate`, docs/runbooks/keys.md).
///
/// The pool is the one with a single state: of 10,000 payments handed in at once it brought all into blocks, where the
/// fork-aware one lost 1,929 that it had acknowledged (docs/benchmarks/tps.md). It holds some minutes of full blocks.
#[derive(Debug, clap::Parser)]
#[command(
	args_conflicts_with_subcommands = true,
	subcommand_negates_reqs = true,
	mut_arg("pool_type", |arg| arg.default_value("single-state")),
	mut_arg("pool_limit", |arg| arg.default_value("60000")),
	mut_arg("pool_kbytes", |arg| arg.default_value("65536")),
	mut_arg("rpc_max_batch_request_len", |arg| arg.default_value("64")),
	mut_arg("rpc_max_request_size", |arg| arg.default_value("5")),
	mut_arg("rpc_max_response_size", |arg| arg.default_value("10")),
	mut_arg("rpc_max_subscriptions_per_connection", |arg| arg.default_value("128")),
	mut_arg("rpc_methods", |arg| arg.default_value("safe")),
	mut_arg("rpc_rate_limit", |arg| arg.default_value("1200")),
	mut_arg("rpc_rate_limit_whitelisted_ips", |arg| arg.default_values(UNLIMITED)),
	mut_arg("experimental_rpc_endpoint", |arg| arg.value_parser(described))
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

	/// Keep compiled runtimes in this folder instead of beside the database. Anybody who can write to it decides what
	/// the node runs
	#[arg(long, value_name = "PATH")]
	pub runtime_cache: Option<PathBuf>,
}

impl Cli {
	/// How to run, with the same bounds on endpoints that were described one by one as on the usual ones, where their
	/// description does not say otherwise: there the SDK has no limit of batches and rates, its own larger sizes, and lets
	/// pages of every origin and hosts of every name in.
	pub fn bounded_run(&self) -> sc_cli::Result<RunCmd> {
		let mut run = self.run.clone();
		let usual = &self.run.rpc_params;
		let batches = if usual.rpc_disable_batch_requests {
			RpcBatchRequestConfig::Disabled
		} else {
			RpcBatchRequestConfig::Limit(usual.rpc_max_batch_request_len.unwrap_or(MAX_BATCH))
		};
		let is_dev = self.run.shared_params.is_dev();
		let is_open = usual.rpc_external
			|| usual.unsafe_rpc_external
			|| matches!(usual.rpc_cors, Some(Cors::All));
		if usual.rpc_methods == RpcMethods::Unsafe && is_open && !is_dev {
			return Err(too_open("--rpc-methods unsafe"));
		}
		let or = |said: &mut u32, usual: u32| {
			if *said == UNSAID {
				*said = usual;
			}
		};
		for endpoint in &mut run.rpc_params.experimental_rpc_endpoint {
			or(&mut endpoint.max_connections, usual.rpc_max_connections);
			or(&mut endpoint.max_payload_in_mb, usual.rpc_max_request_size);
			or(&mut endpoint.max_payload_out_mb, usual.rpc_max_response_size);
			or(
				&mut endpoint.max_subscriptions_per_connection,
				usual.rpc_max_subscriptions_per_connection,
			);
			or(
				&mut endpoint.max_buffer_capacity_per_connection,
				usual.rpc_message_buffer_capacity_per_connection,
			);
			if matches!(endpoint.batch_config, RpcBatchRequestConfig::Unlimited) {
				endpoint.batch_config = batches;
			}
			if endpoint.rpc_methods == RpcMethods::Auto {
				endpoint.rpc_methods = RpcMethods::Safe;
			}
			if endpoint.rate_limit.is_none() {
				endpoint.rate_limit = Some(RATE_LIMIT);
				let believes_headers = endpoint.rate_limit_trust_proxy_headers;
				if endpoint.rate_limit_whitelisted_ips.is_empty() && !believes_headers {
					endpoint.rate_limit_whitelisted_ips = unlimited();
				}
			}
			let is_unsafe = endpoint.rpc_methods == RpcMethods::Unsafe;
			endpoint.cors = match endpoint.cors.take() {
				// The word for all, which the SDK would take for the name of an origin.
				Some(said) if said.iter().any(|origin| ["*", "all"].contains(&&**origin)) => None,
				Some(said) => Some(said),
				None if is_unsafe => Some(Vec::new()),
				None => usual.rpc_cors(is_dev)?,
			};
			if is_unsafe && !(endpoint.listen_addr.ip().is_loopback() && endpoint.cors.is_some()) {
				return Err(too_open(&format!("{} with methods=unsafe", endpoint.listen_addr)));
			}
		}
		let spared = &mut run.rpc_params.rpc_rate_limit_whitelisted_ips;
		if usual.rpc_rate_limit_trust_proxy_headers && *spared == unlimited() {
			spared.clear();
		}
		Ok(run)
	}
}

fn too_open(what: &str) -> Error {
	Error::Input(format!(
		"{what} would let strangers change this node: methods=unsafe wants a loopback address and named origins, or none."
	))
}

fn unlimited() -> Vec<IpNetwork> {
	UNLIMITED.iter().filter_map(|network| network.parse().ok()).collect()
}

/// What else the node can do.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, look at and store keys
	#[command(subcommand)]
	Key(KeyCommand),

	/// Make the chain spec of a chain of value, and the keys for it
	#[command(subcommand)]
	Genesis(Genesis),

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
		Cli::try_parse_from(program.chain(args)).unwrap().bounded_run().unwrap()
	}

	/// The one endpoint that is described so.
	fn endpoint(description: &str, more: &[&str]) -> RpcEndpoint {
		let described = ["--experimental-rpc-endpoint", description];
		run(&[more, &described].concat()).rpc_addr(9944).unwrap().unwrap().remove(0)
	}

	fn refusal(args: &[&str]) -> String {
		let program = std::iter::once(&"chungnam-node");
		Cli::try_parse_from(program.chain(args)).unwrap().bounded_run().unwrap_err().to_string()
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
		assert_eq!(limits, [MAX_BATCH, 0, 7]);
		for (methods, is_safe) in [("", true), (",methods=auto", true), (",methods=unsafe", false)]
		{
			let endpoint = endpoint(&format!("listen-addr=127.0.0.1:9944{methods}"), &[]);
			assert_eq!(matches!(endpoint.rpc_methods, sc_cli::RpcMethods::Safe), is_safe);
		}
		let args = "listen-addr=127.0.0.1:9944,disable-batch-requests=true,max-batch-request-len=7";
		assert!(
			Cli::try_parse_from(["chungnam-node", "--experimental-rpc-endpoint", args]).is_err()
		);
	}

	#[test]
	fn a_described_endpoint_has_the_limits_of_the_usual_ones_unless_it_names_its_own() {
		let [usual, _] = <[_; 2]>::try_from(run(&[]).rpc_addr(9944).unwrap().unwrap()).unwrap();
		let limits = |endpoint: &RpcEndpoint| {
			[
				endpoint.max_connections,
				endpoint.max_payload_in_mb,
				endpoint.max_payload_out_mb,
				endpoint.max_subscriptions_per_connection,
				endpoint.max_buffer_capacity_per_connection,
			]
		};
		let plain = endpoint("listen-addr=127.0.0.1:9944", &[]);
		assert_eq!(limits(&plain), limits(&usual));
		assert_eq!(plain.cors, usual.cors);
		assert!(plain.cors.is_some(), "hosts and origins are checked");
		// The SDK's own values, said: they are kept.
		let own = "listen-addr=127.0.0.1:9944, max-connections = 100,max-request-size=15,max-response-size=15,\
			max-subscriptions-per-connection=1024,max-buffer-capacity-per-connection=64";
		let flags = ["--rpc-max-connections", "10"];
		assert_eq!(limits(&endpoint(own, &flags)), [100, 15, 15, 1_024, 64]);
		assert_eq!(endpoint("listen-addr=127.0.0.1:9944", &flags).max_connections, 10);
		assert_eq!(
			endpoint("listen-addr=127.0.0.1:9944,max-connections=7", &flags).max_connections,
			7
		);
		assert_eq!(endpoint("listen-addr=127.0.0.1:9944,cors=*", &[]).cors, None);
		let named = endpoint("listen-addr=127.0.0.1:9944,cors=https://a.kr,cors=https://b.kr", &[]);
		assert_eq!(named.cors.unwrap(), ["https://a.kr", "https://b.kr"]);
	}

	#[test]
	fn unsafe_methods_are_for_loopback_and_for_named_origins() {
		let own = endpoint("listen-addr=127.0.0.1:9945,methods=unsafe", &[]);
		assert_eq!(own.cors, Some(Vec::new()), "no page, and no foreign host");
		// A development chain opens its usual endpoints to all origins, and this one not.
		let dev = endpoint("listen-addr=127.0.0.1:9945,methods=unsafe", &["--dev"]);
		assert_eq!(dev.cors, Some(Vec::new()));
		let one = "--experimental-rpc-endpoint";
		for open in [
			[one, "listen-addr=127.0.0.1:9945,methods=unsafe,cors=*"].as_slice(),
			&[one, "listen-addr=127.0.0.1:9945,methods=unsafe,cors=all"],
			&[one, "listen-addr=0.0.0.0:9945,methods=unsafe"],
			&[one, "listen-addr=10.0.0.1:9945,methods=unsafe,cors=https://a.kr"],
			&["--rpc-methods", "unsafe", "--rpc-cors", "all"],
			&["--rpc-methods", "unsafe", "--rpc-external"],
		] {
			let words = refusal(open);
			assert!(words.contains("strangers") && !words.contains('\n'), "{open:?}: {words}");
		}
	}

	#[test]
	fn nobody_is_spared_where_headers_are_believed() {
		let proxied = run(&["--rpc-rate-limit-trust-proxy-headers"]);
		assert!(proxied.rpc_rate_limit_whitelisted_ips().unwrap().is_empty());
		let trusting =
			endpoint("listen-addr=127.0.0.1:9944,rate-limit-trust-proxy-headers=true", &[]);
		assert_eq!(trusting.rate_limit, Some(RATE_LIMIT));
		assert!(trusting.rate_limit_whitelisted_ips.is_empty());
		let named = [
			"--rpc-rate-limit-trust-proxy-headers",
			"--rpc-rate-limit-whitelisted-ips",
			"10.1.0.0/16",
		];
		assert_eq!(run(&named).rpc_rate_limit_whitelisted_ips().unwrap().len(), 1);
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
	fn the_pool_loses_nothing_that_it_has_acknowledged_unless_the_operator_says_otherwise() {
		let pool = run(&[]).pool_config;
		assert!(matches!(pool.pool_type, sc_cli::TransactionPoolType::SingleState));
		assert_eq!((pool.pool_limit, pool.pool_kbytes), (60_000, 65_536));
		let own = run(&["--pool-type", "fork-aware", "--pool-limit", "100"]).pool_config;
		assert!(matches!(own.pool_type, sc_cli::TransactionPoolType::ForkAware));
		assert_eq!(own.pool_limit, 100);
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
