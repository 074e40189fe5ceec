// SPDX-License-Identifier: Apache-2.0

//! What each command does.

use chungnam_runtime::opaque::Block;
use sc_cli::{CliConfiguration, SubstrateCli};
use sc_network::config::NetworkBackendType;
use sc_service::{Configuration, PartialComponents};

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	service::{self, Service},
};

type Hash = <Block as sp_runtime::traits::Block>::Hash;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Chungnam Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the office that runs this chain, in private: SECURITY.md of the source says with what"
			.into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(id)?))
	}
}

/// Does what the command line says.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => run_node(&cli),
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::Genesis(cmd)) => cmd.run(),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::BuildSpec(cmd)) => {
			eprintln!("`build-spec` is deprecated and will go: use `export-chain-spec`.");
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.chain_spec, config.network))
		}
		Some(Subcommand::PurgeChain(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.database))
		}
		Some(Subcommand::ChainInfo(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run::<Block>(&config))
		}
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(cmd)) => crate::benchmarking::run(&cli, cmd),
		Some(other) => run_on_database(&cli, other),
	}
}

/// Opens the database for a command.
fn open(config: &mut Configuration, cmd: &impl CliConfiguration) -> sc_cli::Result<Service> {
	let id = cmd.chain_id(cmd.is_dev()?)?;
	chain_spec::settle(&mut config.chain_spec, &id)?;
	let mut service = service::new_partial(config, None)?;
	// Tasks of the pool would otherwise end with it, and the SDK would call that a failure.
	service.task_manager.keep_alive(service.transaction_pool.clone());
	Ok(service)
}

/// The commands that open the chain's database.
fn run_on_database(cli: &Cli, subcommand: &Subcommand) -> sc_cli::Result<()> {
	match subcommand {
		Subcommand::CheckBlock(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				open(&mut config, cmd)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Subcommand::ExportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, mut task_manager, import_queue, .. } =
				open(&mut config, cmd)?;
			task_manager.keep_alive(import_queue);
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Subcommand::ImportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				open(&mut config, cmd)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Subcommand::ExportState(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, mut task_manager, import_queue, .. } =
				open(&mut config, cmd)?;
			task_manager.keep_alive(import_queue);
			Ok((cmd.run(client, config.chain_spec), task_manager))
		}),
		Subcommand::Revert(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, mut task_manager, import_queue, backend, .. } =
				open(&mut config, cmd)?;
			task_manager.keep_alive(import_queue);
			let forget_votes = Box::new(|client, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((cmd.run(client, backend, Some(forget_votes)), task_manager))
		}),
		_ => Err("This command needs no database.".into()),
	}
}

/// Runs the node until it is told to stop.
fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let run = cli.bounded_run()?;
	let id = run.chain_id(run.is_dev()?)?;
	let runner = cli.create_runner(&run)?;
	let (storage_monitor, cache) = (cli.storage_monitor.clone(), cli.runtime_cache.clone());
	runner.run_node_until_exit(|mut config| async move {
		chain_spec::settle(&mut config.chain_spec, &id)?;
		match config.network.network_backend {
			NetworkBackendType::Libp2p => {
				service::new_full::<sc_network::NetworkWorker<Block, Hash>>(
					config,
					storage_monitor,
					cache,
				)
			}
			NetworkBackendType::Litep2p => service::new_full::<sc_network::Litep2pNetworkBackend>(
				config,
				storage_monitor,
				cache,
			),
		}
		.map_err(sc_cli::Error::Service)
	})
}
