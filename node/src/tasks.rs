// SPDX-License-Identifier: Apache-2.0

//! What runs beside the chain itself: notices of the pool, metrics, telemetry, and JSON-RPC behind its bounds.
//!
//! `sc_service::spawn_tasks` does the same, and starts JSON-RPC with the SDK's methods as they are: there is no place in it
//! for a bound on what a method is asked. So the methods are put together here, and [`door`](crate::door) stands in front
//! of each. `bitswap_v1_get` is left out: this chain indexes no transactions, and it decodes base58 of any length.

use std::{sync::Arc, time::Duration};

use chungnam_runtime::opaque::Block;
use futures::future::BoxFuture;
use jsonrpsee::RpcModule;
use sc_client_api::Backend as _;
use sc_network::service::traits::NetworkService;
use sc_network_sync::SyncingService;
use sc_rpc::{
	author::AuthorApiServer,
	chain::ChainApiServer,
	offchain::OffchainApiServer,
	state::{ChildStateApiServer, StateApiServer},
	system::SystemApiServer,
};
use sc_rpc_spec_v2::{
	archive::ArchiveApiServer,
	chain_head::ChainHeadApiServer,
	chain_spec::ChainSpecApiServer,
	transaction::{TransactionApiServer, TransactionBroadcastApiServer, TransactionMetrics},
};
use sc_service::{
	config::PrometheusConfig, error::Error as ServiceError, Configuration, MetricsService,
	SpawnEssentialTaskHandle, SpawnTasksParams, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryHandle};
use sc_transaction_pool::TransactionPoolHandle;
use sc_utils::mpsc::TracingUnboundedSender;
use sp_core::traits::{SpawnEssentialNamed, SpawnNamed};
use sp_keystore::KeystorePtr;

use crate::{
	door::{guarded, MAX_WORKERS},
	service::{FullClient, RpcBuilder},
};

type Backend = sc_service::TFullBackend<Block>;
type Pool = TransactionPoolHandle<Block, FullClient>;

/// What the tasks are made of.
struct Parts<'a> {
	config: Configuration,
	client: Arc<FullClient>,
	backend: Arc<Backend>,
	task_manager: &'a mut TaskManager,
	keystore: KeystorePtr,
	pool: Arc<Pool>,
	rpc_builder: RpcBuilder,
	network: Arc<dyn NetworkService>,
	sync: Arc<SyncingService<Block>>,
	system_rpc_tx: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
}

/// Transactions that one connection may have sent on without an end, from the SDK.
const MAX_BROADCASTS: usize = 16;

/// How long a task that has ended may wait for the end of the node.
const GRACE: Duration = Duration::from_secs(1);

/// Starts tasks that must not end while the node runs. A task of the pool works without a pause until what it waits for is
/// gone, and so ends just before it hears that the node ends: the SDK would call that a failure, at every clean stop. Here it
/// waits a moment for that news.
#[derive(Clone)]
pub struct Essential(pub SpawnEssentialTaskHandle);

async fn then_wait(task: BoxFuture<'static, ()>) {
	task.await;
	futures_timer::Delay::new(GRACE).await;
}

impl SpawnEssentialNamed for Essential {
	fn spawn_essential_blocking(
		&self,
		name: &'static str,
		group: Option<&'static str>,
		task: BoxFuture<'static, ()>,
	) {
		self.0.spawn_blocking(name, group, then_wait(task));
	}

	fn spawn_essential(
		&self,
		name: &'static str,
		group: Option<&'static str>,
		task: BoxFuture<'static, ()>,
	) {
		self.0.spawn(name, group, then_wait(task));
	}
}

fn any<E: std::error::Error + Send + Sync + 'static>(error: E) -> ServiceError {
	ServiceError::Application(Box::new(error))
}

/// Starts the tasks.
pub fn spawn(
	params: SpawnTasksParams<Block, FullClient, Pool, (), Backend>,
) -> Result<(), ServiceError> {
	let (peers, telemetry) = (params.tx_handler_controller, params.telemetry);
	let mut parts = Parts {
		config: params.config,
		client: params.client,
		backend: params.backend,
		task_manager: params.task_manager,
		keystore: params.keystore,
		pool: params.transaction_pool,
		rpc_builder: params.rpc_builder,
		network: params.network,
		sync: params.sync_service,
		system_rpc_tx: params.system_rpc_tx,
	};
	let chain = parts.client.chain_info();
	// Keys of a development account, where one is named.
	sp_session::generate_initial_session_keys(
		parts.client.clone(),
		chain.best_hash,
		parts.config.dev_key_seed.clone().into_iter().collect(),
		parts.keystore.clone(),
	)
	.map_err(any)?;
	let machine = sc_sysinfo::gather_sysinfo();
	sc_sysinfo::print_sysinfo(&machine);
	let telemetry =
		telemetry.map(|telemetry| start_telemetry(&parts, telemetry, machine)).transpose()?;
	log::info!("📦 Highest known block at #{}", chain.best_number);
	let tasks = parts.task_manager.spawn_handle();
	// The pool hears of blocks, and peers hear of its transactions.
	tasks.spawn(
		"txpool-notifications",
		Some("transaction-pool"),
		sc_transaction_pool::notification_future(
			parts.client.clone(),
			parts.pool.clone(),
			parts.config.transaction_pool.use_all_block_notifications(),
		),
	);
	tasks.spawn(
		"on-transaction-imported",
		Some("transaction-pool"),
		sc_service::propagate_transaction_notifications(
			parts.pool.clone(),
			peers,
			telemetry.clone(),
		),
	);
	start_metrics(&parts, telemetry)?;
	start_rpc(&mut parts)?;
	tasks.spawn("informant", None, sc_informant::build(parts.client, parts.network, parts.sync));
	parts.task_manager.keep_alive(parts.config.base_path);
	Ok(())
}

fn start_telemetry(
	parts: &Parts,
	telemetry: &mut Telemetry,
	machine: sc_telemetry::SysInfo,
) -> Result<TelemetryHandle, ServiceError> {
	let config = &parts.config;
	Ok(sc_service::init_telemetry(
		config.network.node_name.clone(),
		config.impl_name.clone(),
		config.impl_version.clone(),
		config.chain_spec.name().into(),
		config.role.is_authority(),
		parts.network.clone(),
		parts.client.clone(),
		telemetry,
		Some(machine),
	)?)
}

fn start_metrics(parts: &Parts, telemetry: Option<TelemetryHandle>) -> Result<(), ServiceError> {
	let (config, tasks) = (&parts.config, parts.task_manager.spawn_handle());
	let metrics = match config.prometheus_config.clone() {
		Some(PrometheusConfig { port, registry }) => {
			let metrics = MetricsService::with_prometheus(
				telemetry,
				&registry,
				config.role,
				&config.network.node_name,
				&config.impl_version,
			)?;
			let endpoint = substrate_prometheus_endpoint::init_prometheus(port, registry);
			tasks.spawn("prometheus-endpoint", None, async move {
				if let Err(error) = endpoint.await {
					log::error!("The metrics cannot be shown on {port}: {error}");
				}
			});
			metrics
		}
		None => MetricsService::new(telemetry),
	};
	tasks.spawn(
		"telemetry-periodic-send",
		None,
		metrics.run(
			parts.client.clone(),
			parts.pool.clone(),
			parts.network.clone(),
			parts.sync.clone(),
		),
	);
	Ok(())
}

/// How many threads may work for JSON-RPC: one for each connection, within what the executor serves.
fn workers(config: &Configuration) -> u32 {
	let endpoints = config.rpc.addr.iter().flatten();
	let connections = endpoints.map(|endpoint| endpoint.max_connections).max();
	connections.unwrap_or(config.rpc.max_connections).clamp(1, MAX_WORKERS)
}

fn start_rpc(parts: &mut Parts) -> Result<(), ServiceError> {
	let id_provider = parts.config.rpc.id_provider.take();
	let config = &parts.config;
	let runtime = sc_service::create_rpc_runtime(workers(config)).map_err(any)?;
	let executor = Arc::new(sc_rpc_server::RpcSpawnHandle::new(runtime.handle().clone()));
	let module = guarded(methods(parts, executor)?).map_err(any)?;
	let server = sc_service::start_rpc_servers(
		&config.rpc,
		config.prometheus_registry(),
		&config.tokio_handle,
		module,
		runtime,
		id_provider,
	)?;
	parts.task_manager.keep_alive(server);
	Ok(())
}

/// All methods: the SDK's and ours.
fn methods(parts: &Parts, executor: Arc<dyn SpawnNamed>) -> Result<RpcModule<()>, ServiceError> {
	let Parts { config, client, backend, pool, .. } = parts;
	let genesis = client.chain_info().genesis_hash;
	let metrics = config.prometheus_registry().map(TransactionMetrics::new).transpose()?;
	let mut all = RpcModule::new(());
	let mut add = |methods: jsonrpsee::Methods| all.merge(methods).map_err(any);
	let tasks = || executor.clone();

	// The ways that wallets of today ask.
	add(sc_rpc_spec_v2::chain_head::ChainHead::new(
		client.clone(),
		backend.clone(),
		tasks(),
		Default::default(),
	)
	.into_rpc()
	.into())?;
	let (name, properties) = (config.chain_spec.name().into(), config.chain_spec.properties());
	add(sc_rpc_spec_v2::chain_spec::ChainSpec::new(name, genesis, properties).into_rpc().into())?;
	add(sc_rpc_spec_v2::transaction::Transaction::new(
		client.clone(),
		pool.clone(),
		tasks(),
		metrics,
	)
	.into_rpc()
	.into())?;
	add(sc_rpc_spec_v2::transaction::TransactionBroadcast::new(
		client.clone(),
		pool.clone(),
		tasks(),
		MAX_BROADCASTS,
	)
	.into_rpc()
	.into())?;
	let keeps_states = config.state_pruning.as_ref().is_some_and(|pruning| pruning.is_archive());
	if keeps_states && config.blocks_pruning.is_archive() {
		add(sc_rpc_spec_v2::archive::Archive::new(
			client.clone(),
			backend.clone(),
			genesis,
			tasks(),
		)
		.into_rpc()
		.into())?;
	}

	// The ways they asked before.
	add(sc_rpc::chain::new_full(client.clone(), tasks()).into_rpc().into())?;
	let (state, child_state) = sc_rpc::state::new_full(client.clone(), tasks(), None);
	add(state.into_rpc().into())?;
	add(child_state.into_rpc().into())?;
	add(sc_rpc::author::Author::new(
		client.clone(),
		pool.clone(),
		parts.keystore.clone(),
		tasks(),
	)
	.into_rpc()
	.into())?;
	let info = sc_rpc::system::SystemInfo {
		chain_name: config.chain_spec.name().into(),
		impl_name: config.impl_name.clone(),
		impl_version: config.impl_version.clone(),
		properties: config.chain_spec.properties(),
		chain_type: config.chain_spec.chain_type(),
	};
	add(sc_rpc::system::System::new(info, parts.system_rpc_tx.clone()).into_rpc().into())?;
	if let Some(storage) = backend.offchain_storage() {
		add(sc_rpc::offchain::Offchain::new(storage).into_rpc().into())?;
	}
	add((parts.rpc_builder)(executor.clone())?.into())?;
	Ok(all)
}

#[cfg(test)]
mod tests {
	use super::*;
	use jsonrpsee::tokio::runtime::Runtime;
	use sc_service::TaskManager;
	use std::sync::mpsc::channel;

	/// What the manager says of a task that ends by itself, or while the manager goes.
	fn fails(ends_by_itself: bool) -> bool {
		let runtime = Runtime::new().unwrap();
		let mut manager = TaskManager::new(runtime.handle().clone(), None).unwrap();
		let tasks = Essential(manager.spawn_essential_handle());
		let (begun, wait_until_begun) = channel();
		let (end, wait_until_end) = channel::<()>();
		// As the pool does: without a pause, until nobody can speak to it any more.
		let task = async move {
			begun.send(()).unwrap();
			let _ = wait_until_end.recv();
		};
		tasks.spawn_essential_blocking("test", None, Box::pin(task));
		wait_until_begun.recv().unwrap();
		let (kept, dropped) = if ends_by_itself { (None, Some(end)) } else { (Some(end), None) };
		drop(dropped);
		manager.keep_alive(kept);
		let wait = async { futures_timer::Delay::new(3 * GRACE).await };
		let ended = runtime.block_on(async {
			matches!(
				futures::future::select(manager.future(), Box::pin(wait)).await,
				futures::future::Either::Left((Err(_), _))
			)
		});
		drop(manager);
		ended
	}

	#[test]
	fn an_essential_task_that_ends_by_itself_ends_the_node() {
		assert!(fails(true));
	}

	#[test]
	fn an_essential_task_goes_on_while_the_node_does() {
		assert!(!fails(false));
	}
}
