// SPDX-License-Identifier: Apache-2.0

//! Puts the parts of a node together: database, pool, network, block making, finality.

use std::{
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};

use chungnam_runtime::{
	apis::RuntimeApi, configs::system::MAXIMUM_BLOCK_LENGTH, opaque::Block, Hash,
};
use futures::FutureExt;
use sc_chain_spec::{BuildGenesisBlock, GenesisBlockBuilder};
use sc_client_api::Backend;
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{FinalityProofProvider, SharedVoterState};
use sc_executor::{HeapAllocStrategy, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_network::{config::FullNetworkConfiguration, service::traits::NetworkService};
use sc_service::{
	error::Error as ServiceError, ChainType, Configuration, TaskManager, WarpSyncConfig,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;

/// Blocks between two proofs of finality that are kept. Light clients and warp sync start from the last one.
const JUSTIFICATION_PERIOD: u32 = 64;

/// GRANDPA waits this long, twice in a round, for the messages of the others. Validators of one province answer each
/// other in a few milliseconds; the usual third of a second would be most of the time a customer waits.
const GOSSIP_DURATION: Duration = Duration::from_millis(150);

/// How much of a slot may go into making a block. What is left of the second is for sending and importing it.
const PROPOSAL_PORTION: f32 = 2.0 / 3.0;

type Executor = sc_executor::WasmExecutor<sp_io::SubstrateHostFunctions>;
/// The chain as a full node holds it.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
type FullBackend = sc_service::TFullBackend<Block>;
type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type FullPool = TransactionPoolHandle<Block, FullClient>;
type GrandpaBlockImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
type SyncService = Arc<sc_network_sync::SyncingService<Block>>;

/// What every command that opens the database needs.
pub type Service = sc_service::PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	sc_consensus::DefaultImportQueue<Block>,
	FullPool,
	(GrandpaBlockImport, GrandpaLink, Option<Telemetry>),
>;

/// What runs the runtime. Compiled runtimes are kept, beside the database unless `cache` names another folder: compiling
/// one takes most of the time until a node answers. Anybody who can write to that folder decides what
/// the node runs.
fn executor(config: &Configuration, cache: Option<&Path>) -> Executor {
	let pages = config.executor.default_heap_pages.map(|extra_pages| HeapAllocStrategy::Static {
		extra_pages: u32::try_from(extra_pages).unwrap_or(u32::MAX),
	});
	let strategy = pages.unwrap_or(DEFAULT_HEAP_ALLOC_STRATEGY);
	let folder = config.base_path.config_dir(config.chain_spec.id()).join("runtimes");
	Executor::builder()
		.with_execution_method(config.executor.wasm_method)
		.with_onchain_heap_alloc_strategy(strategy)
		.with_offchain_heap_alloc_strategy(strategy)
		.with_max_runtime_instances(config.executor.max_runtime_instances)
		.with_runtime_cache_size(config.executor.runtime_cache_size)
		.with_cache_path(cache.unwrap_or(&folder))
		.build()
}

/// Opens the database and everything that is needed to read and check blocks.
pub fn new_partial(config: &Configuration, cache: Option<&Path>) -> Result<Service, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = executor(config, cache);
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor.clone(),
			Vec::new(),
		)?;
	let client = Arc::new(client);
	refuse_foreign_database(config, &client, &backend, executor)?;

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			crate::tasks::Essential(task_manager.spawn_essential_handle()),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);
	let (grandpa_block_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(|telemetry| telemetry.handle()),
	)?;
	let import_queue = import_queue(
		config,
		client.clone(),
		grandpa_block_import.clone(),
		&task_manager,
		telemetry.as_ref().map(|telemetry| telemetry.handle()),
	)?;

	Ok(sc_service::PartialComponents {
		client,
		backend,
		task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: (grandpa_block_import, grandpa_link, telemetry),
	})
}

/// The SDK goes on with whatever chain lies in the folder, and nobody notices until no peer answers. A development chain
/// is only warned about: its genesis changes with each change of the runtime, and its owner may want to keep it.
fn refuse_foreign_database(
	config: &Configuration,
	client: &FullClient,
	backend: &Arc<FullBackend>,
	executor: Executor,
) -> Result<(), ServiceError> {
	let spec = config.chain_spec.as_storage_builder();
	let builder = GenesisBlockBuilder::<Block, _, _>::new(spec, false, backend.clone(), executor)?;
	let (genesis, _) = builder.build_genesis_block()?;
	let (theirs, ours) = (client.chain_info().genesis_hash, genesis.header.hash());
	if theirs == ours {
		return Ok(());
	}
	let message = format!(
		"The database in {} belongs to another chain: its genesis is {theirs:?}, that of the chain spec '{}' is \
		 {ours:?}. Start with that chain's own spec file, use another --base-path, or remove the chain \
		 (purge-chain).",
		config.base_path.path().display(),
		config.chain_spec.id(),
	);
	if config.chain_spec.chain_type() == ChainType::Development {
		log::warn!(target: "chungnam", "{message}");
		return Ok(());
	}
	Err(ServiceError::Other(message))
}

/// Checks blocks of others: their slot and seal by Aura, their proofs of finality by GRANDPA.
fn import_queue(
	config: &Configuration,
	client: Arc<FullClient>,
	block_import: GrandpaBlockImport,
	task_manager: &TaskManager,
	telemetry: Option<TelemetryHandle>,
) -> Result<sc_consensus::DefaultImportQueue<Block>, ServiceError> {
	let slots = client.clone();
	Ok(sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
		block_import: block_import.clone(),
		justification_import: Some(Box::new(block_import)),
		client,
		create_inherent_data_providers: move |parent_hash, _| {
			let slots = slots.clone();
			async move {
				let slot_duration =
					sc_consensus_aura::standalone::slot_duration_at(&*slots, parent_hash)?;
				Ok(slot_and_time(slot_duration))
			}
		},
		spawner: &crate::tasks::Essential(task_manager.spawn_essential_handle()),
		registry: config.prometheus_registry(),
		check_for_equivocation: Default::default(),
		telemetry,
		compatibility_mode: Default::default(),
	})?)
}

/// What time it is, as the inherents of a block say it.
fn slot_and_time(
	slot_duration: sc_consensus_aura::SlotDuration,
) -> (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
	let time = sp_timestamp::InherentDataProvider::from_system_time();
	let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*time,
		slot_duration,
	);
	(slot, time)
}

/// Starts a node. `N` is the network backend.
pub fn new_full<N: sc_network::NetworkBackend<Block, Hash>>(
	config: Configuration,
	storage_monitor: StorageMonitorParams,
	cache: Option<PathBuf>,
) -> Result<TaskManager, ServiceError> {
	let sc_service::PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: (block_import, grandpa_link, mut telemetry),
	} = new_partial(&config, cache.as_deref())?;

	let Grandpa { net_config, metrics, protocol, notifications } =
		announce_grandpa::<N>(&config, &client);
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	// Until the process ends: the engine that downloads blocks panics if its last handle is dropped while it turns, and
	// when a node stops, the tasks that hold handles may end before it.
	std::mem::forget(sync_service.clone());

	let node = Node {
		client,
		backend,
		pool: transaction_pool,
		keystore: keystore_container,
		network,
		sync: sync_service,
		is_authority: config.role.is_authority(),
		force_authoring: config.force_authoring,
		registry: config.prometheus_registry().cloned(),
		telemetry: telemetry.as_ref().map(|telemetry| telemetry.handle()),
	};
	if config.offchain_worker.enabled {
		node.start_offchain_workers(&task_manager)?;
	}
	if let Some(path) = config.database.path().map(ToOwned::to_owned) {
		StorageMonitorService::try_spawn(
			storage_monitor,
			path.clone(),
			&task_manager.spawn_essential_handle(),
		)
		.map_err(|error| ServiceError::Application(error.into()))?;
		node.start_watch(&task_manager, path)?;
	}
	let voter_state = SharedVoterState::empty();
	let grandpa_config = (!config.disable_grandpa).then(|| node.grandpa_config(&config, protocol));
	crate::tasks::spawn(sc_service::SpawnTasksParams {
		config,
		client: node.client.clone(),
		backend: node.backend.clone(),
		task_manager: &mut task_manager,
		keystore: node.keystore.keystore(),
		transaction_pool: node.pool.clone(),
		rpc_builder: node.rpc_builder(&grandpa_link, &voter_state),
		network: node.network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: node.sync.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	if node.is_authority {
		node.start_authoring(&task_manager, select_chain, block_import)?;
	}
	if let Some(config) = grandpa_config {
		node.start_finality(&task_manager, config, grandpa_link, notifications, voter_state)?;
	}
	Ok(task_manager)
}

/// What GRANDPA needs of the network.
struct Grandpa<N: sc_network::NetworkBackend<Block, Hash>> {
	net_config: FullNetworkConfiguration<Block, Hash, N>,
	metrics: sc_network::service::NotificationMetrics,
	protocol: sc_network::ProtocolName,
	notifications: Box<dyn sc_network::service::traits::NotificationService>,
}

/// Adds the votes to what is spoken on the network.
fn announce_grandpa<N: sc_network::NetworkBackend<Block, Hash>>(
	config: &Configuration,
	client: &FullClient,
) -> Grandpa<N> {
	let mut net_config = FullNetworkConfiguration::<Block, Hash, N>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let genesis_hash = client.chain_info().genesis_hash;
	let protocol = sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
	let (protocol_config, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
		protocol.clone(),
		metrics.clone(),
		net_config.peer_store_handle(),
	);
	net_config.add_notification_protocol(protocol_config);
	Grandpa { net_config, metrics, protocol, notifications }
}

/// Gives our own methods of JSON-RPC.
pub type RpcBuilder = Box<
	dyn Fn(crate::rpc::SubscriptionTaskExecutor) -> Result<jsonrpsee::RpcModule<()>, ServiceError>,
>;

/// The parts that several tasks of a running node share.
struct Node {
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	pool: Arc<FullPool>,
	keystore: sc_service::KeystoreContainer,
	network: Arc<dyn NetworkService>,
	sync: SyncService,
	is_authority: bool,
	force_authoring: bool,
	registry: Option<substrate_prometheus_endpoint::Registry>,
	telemetry: Option<TelemetryHandle>,
}

impl Node {
	/// Shows the operator what the SDK does not. Without a Prometheus endpoint there is nobody to show it to.
	fn start_watch(
		&self,
		task_manager: &TaskManager,
		database: PathBuf,
	) -> Result<(), ServiceError> {
		let Some(registry) = self.registry.clone() else { return Ok(()) };
		let slot_duration = sc_consensus_aura::slot_duration(&*self.client)?;
		task_manager.spawn_handle().spawn(
			"chungnam-watch",
			None,
			crate::watch::watch(self.client.clone(), registry, database, slot_duration),
		);
		Ok(())
	}

	fn start_offchain_workers(&self, task_manager: &TaskManager) -> Result<(), ServiceError> {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: self.client.clone(),
			keystore: Some(self.keystore.keystore()),
			offchain_db: self.backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(self.pool.clone())),
			network_provider: Arc::new(self.network.clone()),
			is_validator: self.is_authority,
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(self.client.clone(), task_manager.spawn_handle()).boxed(),
		);
		Ok(())
	}

	fn rpc_builder(&self, link: &GrandpaLink, voter_state: &SharedVoterState) -> RpcBuilder {
		let client = self.client.clone();
		let pool = self.pool.clone();
		let voter_state = voter_state.clone();
		let authority_set = link.shared_authority_set().clone();
		let justifications = link.justification_stream();
		let proofs = FinalityProofProvider::new_for_service(
			self.backend.clone(),
			Some(authority_set.clone()),
		);
		Box::new(move |subscription_executor| {
			crate::rpc::create_full(crate::rpc::FullDeps {
				client: client.clone(),
				pool: pool.clone(),
				grandpa: crate::rpc::GrandpaDeps {
					shared_voter_state: voter_state.clone(),
					shared_authority_set: authority_set.clone(),
					justification_stream: justifications.clone(),
					finality_provider: proofs.clone(),
					subscription_executor,
				},
			})
			.map_err(ServiceError::Application)
		})
	}

	fn start_authoring(
		&self,
		task_manager: &TaskManager,
		select_chain: FullSelectChain,
		block_import: GrandpaBlockImport,
	) -> Result<(), ServiceError> {
		let mut proposer_factory = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			self.client.clone(),
			self.pool.clone(),
			self.registry.as_ref(),
			self.telemetry.clone(),
		);
		proposer_factory.set_default_block_size_limit(MAXIMUM_BLOCK_LENGTH as usize);
		let slot_duration = sc_consensus_aura::slot_duration(&*self.client)?;
		let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
			StartAuraParams {
				slot_duration,
				client: self.client.clone(),
				select_chain,
				block_import,
				proposer_factory,
				sync_oracle: self.sync.clone(),
				justification_sync_link: self.sync.clone(),
				create_inherent_data_providers: move |_, ()| async move {
					Ok(slot_and_time(slot_duration))
				},
				force_authoring: self.force_authoring,
				backoff_authoring_blocks: None::<()>,
				keystore: self.keystore.keystore(),
				block_proposal_slot_portion: SlotProportion::new(PROPOSAL_PORTION),
				max_block_proposal_slot_portion: None,
				telemetry: self.telemetry.clone(),
				compatibility_mode: Default::default(),
			},
		)?;
		// Essential: a validator that cannot make blocks any more must stop and be seen to have stopped.
		task_manager.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
		Ok(())
	}
	fn grandpa_config(
		&self,
		config: &Configuration,
		protocol: sc_network::ProtocolName,
	) -> sc_consensus_grandpa::Config {
		sc_consensus_grandpa::Config {
			gossip_duration: GOSSIP_DURATION,
			justification_generation_period: JUSTIFICATION_PERIOD,
			name: Some(config.network.node_name.clone()),
			observer_enabled: false,
			// A node without authority needs no keys to follow the votes.
			keystore: self.is_authority.then(|| self.keystore.keystore()),
			local_role: config.role,
			telemetry: self.telemetry.clone(),
			protocol_name: protocol,
		}
	}

	fn start_finality(
		&self,
		task_manager: &TaskManager,
		config: sc_consensus_grandpa::Config,
		link: GrandpaLink,
		notification_service: Box<dyn sc_network::service::traits::NotificationService>,
		shared_voter_state: SharedVoterState,
	) -> Result<(), ServiceError> {
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config,
			link,
			network: self.network.clone(),
			sync: Arc::new(self.sync.clone()),
			notification_service,
			// No rule holds votes back: with few, known validators the best block is as good as the one before it.
			voting_rule: (),
			prometheus_registry: self.registry.clone(),
			shared_voter_state,
			telemetry: self.telemetry.clone(),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.pool.clone()),
		})?;
		// Essential: a node that cannot vote any more must stop and be seen to have stopped.
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}
}
