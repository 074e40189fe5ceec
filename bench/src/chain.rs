// SPDX-License-Identifier: Apache-2.0

//! A chain as a node holds it: the same database, the same executor with the same settings, and no network around it.

use std::{
	path::Path,
	sync::Arc,
	time::{Duration, Instant},
};

use chungnam_primitives::Moment;
use chungnam_runtime::{apis::RuntimeApi, opaque::Block, Hash, RuntimeEvent, UncheckedExtrinsic};
use codec::{Decode, Encode};
use frame_support::storage::storage_prefix;
use frame_system::EventRecord;
use sc_block_builder::BlockBuilderBuilder;
use sc_client_api::{execution_extensions::ExecutionExtensions, Backend as _, TrieCacheContext};
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, StateAction};
use sc_executor::{
	WasmExecutionMethod, WasmExecutor, WasmtimeInstantiationStrategy, DEFAULT_HEAP_ALLOC_STRATEGY,
};
use sc_service::{GenesisBlockBuilder, TFullBackend, TFullClient};
use sp_api::{ApiExt, Core, ProvideRuntimeApi};
use sp_blockchain::{ApplyExtrinsicFailed, HeaderBackend};
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{
	testing::TaskExecutor,
	traits::{CallContext, CodeExecutor},
};
use sp_io::SubstrateHostFunctions;
use sp_runtime::{
	generic::{Digest, DigestItem},
	traits::{Block as _, HashingFor, Header as _},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult, OpaqueExtrinsic,
};
use sp_state_machine::{
	backend::{BackendRuntimeCode, TryPendingCode},
	Ext, OverlayedChanges,
};
use sp_storage::Storage;

use crate::count::{Counting, Counts};

/// The executor of the node.
pub type Executor = WasmExecutor<SubstrateHostFunctions>;
/// The database of the node.
pub type Backend = TFullBackend<Block>;
/// Changes of state that a block makes.
pub type Changes = sp_api::StorageChanges<Block>;

/// Bytes of state that a node keeps in memory, unless told otherwise.
const TRIE_CACHE: usize = 1024 * 1024 * 1024;
/// Runtimes that a node keeps ready, unless told otherwise.
const RUNTIME_INSTANCES: usize = 8;

/// A block, and what it changes.
pub struct Built {
	/// Ready to be imported.
	pub block: Block,
	/// As a node writes them.
	pub changes: Changes,
	/// Transactions in it, without inherents.
	pub transactions: usize,
}

impl Built {
	/// Entries of state that the block changes, and the bytes of their keys and new values.
	pub fn changed(&self) -> (usize, usize) {
		let changes = &self.changes.main_storage_changes;
		let bytes = |(key, value): &(Vec<u8>, Option<Vec<u8>>)| {
			key.len() + value.as_ref().map_or(0, Vec::len)
		};
		(changes.len(), changes.iter().map(bytes).sum())
	}

	/// What happened in it.
	pub fn events(&self) -> sp_blockchain::Result<Vec<RuntimeEvent>> {
		let changes = &self.changes.main_storage_changes;
		let key = storage_prefix(b"System", b"Events");
		let events = changes.iter().find(|(name, _)| name[..] == key[..]);
		let mut events = events.and_then(|(_, value)| value.as_deref()).unwrap_or_default();
		let records = Vec::<EventRecord<RuntimeEvent, Hash>>::decode(&mut events)
			.map_err(|error| sp_blockchain::Error::Storage(error.to_string()))?;
		Ok(records.into_iter().map(|record| record.event).collect())
	}

	/// Checks that every transaction did what it was sent for.
	pub fn ensure_successful(&self) -> sp_blockchain::Result<()> {
		let mut successes = 0;
		for event in self.events()? {
			match event {
				RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { .. }) => {
					successes += 1;
				}
				RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
					dispatch_error,
					..
				}) => {
					let why = format!("a transaction failed: {dispatch_error:?}");
					return Err(sp_blockchain::Error::Storage(why));
				}
				_ => {}
			}
		}
		// The clock is a transaction as well.
		if successes != self.transactions + 1 {
			let why = format!("{successes} successes of {} transactions", self.transactions);
			return Err(sp_blockchain::Error::Storage(why));
		}
		Ok(())
	}
}

/// A chain with one fork, which nobody else writes to.
pub struct Chain {
	client: TFullClient<Block, RuntimeApi, Executor>,
	/// Where its state lies.
	pub backend: Arc<Backend>,
	/// What runs its runtime.
	pub executor: Executor,
	now: Moment,
}

impl Chain {
	/// A chain in a new database at `path` that begins with `genesis`. Its first block is of a second after `now`.
	pub fn new(path: &Path, genesis: Storage, now: Moment) -> sp_blockchain::Result<Self> {
		let backend = sc_service::new_db_backend(DatabaseSettings {
			trie_cache_maximum_size: Some(TRIE_CACHE),
			state_pruning: Some(PruningMode::blocks_pruning(256)),
			source: DatabaseSource::ParityDb { path: path.to_path_buf() },
			blocks_pruning: BlocksPruning::KeepFinalized,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		})?;
		let method = WasmExecutionMethod::Compiled {
			instantiation_strategy: WasmtimeInstantiationStrategy::PoolingCopyOnWrite,
		};
		let executor = Executor::builder()
			.with_execution_method(method)
			.with_onchain_heap_alloc_strategy(DEFAULT_HEAP_ALLOC_STRATEGY)
			.with_offchain_heap_alloc_strategy(DEFAULT_HEAP_ALLOC_STRATEGY)
			.with_max_runtime_instances(RUNTIME_INSTANCES)
			.with_runtime_cache_size(2)
			.build();
		let genesis = GenesisBlockBuilder::new_with_storage(
			genesis,
			true,
			backend.clone(),
			executor.clone(),
		)?;
		let client = sc_service::new_client(
			backend.clone(),
			executor.clone(),
			genesis,
			None,
			None,
			ExecutionExtensions::new(None, Arc::new(executor.clone())),
			Box::new(TaskExecutor::new()),
			None,
			None,
			Default::default(),
		)?;
		Ok(Self { client, backend, executor, now })
	}

	/// The hash of the last block.
	pub fn best(&self) -> Hash {
		self.client.info().best_hash
	}

	/// The state after the last block.
	pub fn state(&self) -> sp_blockchain::Result<sc_client_api::StateBackendFor<Backend, Block>> {
		self.backend.state_at(self.best(), TrieCacheContext::Trusted)
	}

	/// When the next block is made.
	pub fn next_moment(&self) -> Moment {
		self.now + chungnam_runtime::constants::SLOT_DURATION
	}

	/// Lets time pass until the next block.
	pub fn sleep(&mut self, milliseconds: Moment) {
		self.now += milliseconds;
	}

	/// The header of the next block before it has run.
	pub fn next_header(&self) -> chungnam_runtime::Header {
		let info = self.client.info();
		chungnam_runtime::Header::new(
			info.best_number + 1,
			Default::default(),
			Default::default(),
			info.best_hash,
			self.digest(),
		)
	}

	/// What sets the clock of the next block.
	pub fn clock(&self) -> OpaqueExtrinsic {
		let set = pallet_timestamp::Call::set { now: self.next_moment() };
		UncheckedExtrinsic::new_bare(set.into()).into()
	}

	fn digest(&self) -> Digest {
		let slot = Slot::from(self.next_moment() / chungnam_runtime::constants::SLOT_DURATION);
		Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] }
	}

	/// The next block, with as many of `transactions` as fit, in this order.
	pub fn build(&self, transactions: &[UncheckedExtrinsic]) -> sp_blockchain::Result<Built> {
		let info = self.client.info();
		let mut builder = BlockBuilderBuilder::new(&self.client)
			.on_parent_block(info.best_hash)
			.with_parent_block_number(info.best_number)
			.with_inherent_digests(self.digest())
			.build()?;
		builder.push(self.clock())?;
		let mut included = 0;
		for transaction in transactions {
			match builder.push(transaction.clone().into()) {
				Ok(()) => included += 1,
				Err(error) if is_full(&error) => break,
				Err(error) => return Err(error),
			}
		}
		let (block, changes) = builder.build()?.into_inner();
		Ok(Built { block, changes, transactions: included })
	}

	/// Puts a built block on the chain.
	pub fn import(&mut self, built: Built) -> sp_blockchain::Result<()> {
		let (header, body) = built.block.deconstruct();
		let mut params = BlockImportParams::new(BlockOrigin::Own, header);
		params.body = Some(body);
		params.fork_choice = Some(ForkChoiceStrategy::LongestChain);
		let changes = sc_consensus::StorageChanges::Changes(built.changes);
		params.state_action = StateAction::ApplyChanges(changes);
		futures::executor::block_on(self.client.import_block(params))
			.map_err(sp_blockchain::Error::Consensus)?;
		self.now = self.next_moment();
		Ok(())
	}

	/// Runs a block as a node does that gets it from another: signatures, all transactions, the root of the new state.
	/// Nothing is written. Returns how long that took.
	pub fn time(&self, block: &Block) -> sp_blockchain::Result<Duration> {
		let parent = *block.header().parent_hash();
		let block = block.clone();
		let start = Instant::now();
		let mut api = self.client.runtime_api();
		api.set_call_context(CallContext::Onchain { import: true });
		api.execute_block(parent, block.into())?;
		let state = self.client.state_at(parent)?;
		let changes =
			api.into_storage_changes(&state, parent).map_err(sp_blockchain::Error::Storage)?;
		let took = start.elapsed();
		drop(changes);
		Ok(took)
	}
}

impl Chain {
	/// Begins the next block and counts what its hooks read and write. Nothing stays.
	pub fn count_opening(&self) -> sp_blockchain::Result<Counts> {
		let mut counts = Counts::default();
		let header = self.next_header().encode();
		Run::new(self)?.call("Core_initialize_block", &header, &mut counts)?;
		Ok(counts)
	}

	/// Runs a block step by step, as its maker does, and counts what its transactions read and write together. Nothing
	/// stays.
	pub fn count(&self, transactions: &[UncheckedExtrinsic]) -> sp_blockchain::Result<Counted> {
		let mut run = Run::new(self)?;
		let mut ignored = Counts::default();
		run.call("Core_initialize_block", &self.next_header().encode(), &mut ignored)?;
		let apply = "BlockBuilder_apply_extrinsic";
		run.call(apply, &self.clock().encode(), &mut ignored)?;
		let (mut counts, mut ending) = (Counts::default(), Counts::default());
		let start = Instant::now();
		for transaction in transactions {
			let result = run.call(apply, &transaction.encode(), &mut counts)?;
			let result = ApplyExtrinsicResult::decode(&mut &result[..]);
			if !matches!(result, Ok(Ok(Ok(())))) {
				return Err(sp_blockchain::Error::Storage(format!("it failed: {result:?}")));
			}
		}
		let took = start.elapsed();
		run.call("BlockBuilder_finalize_block", &[], &mut ending)?;
		Ok(Counted { counts, took, ending: ending.waited })
	}
}

/// What the transactions of a block do together.
pub struct Counted {
	/// To storage.
	pub counts: Counts,
	/// How long they took, counting included.
	pub took: Duration,
	/// How long the end of the block waited for storage, above all for the root of the new state.
	pub ending: Duration,
}

/// Calls of a runtime one after another on a state that is thrown away.
struct Run<'a> {
	chain: &'a Chain,
	state: sc_client_api::StateBackendFor<Backend, Block>,
	overlay: OverlayedChanges<HashingFor<Block>>,
}

impl<'a> Run<'a> {
	fn new(chain: &'a Chain) -> sp_blockchain::Result<Self> {
		Ok(Self { chain, state: chain.state()?, overlay: Default::default() })
	}

	fn call(
		&mut self,
		method: &str,
		data: &[u8],
		counts: &mut Counts,
	) -> sp_blockchain::Result<Vec<u8>> {
		let code = BackendRuntimeCode::new(&self.state, TryPendingCode::No);
		let code = code.runtime_code().map_err(|why| sp_blockchain::Error::Storage(why.into()))?;
		let mut ext = Ext::new(&mut self.overlay, &self.state, None);
		let mut ext = Counting { inner: &mut ext, counts };
		let context = CallContext::Onchain { import: false };
		let (result, _) = self.chain.executor.call(&mut ext, &code, method, data, context);
		result.map_err(|error| sp_blockchain::Error::Storage(error.to_string()))
	}
}

/// True if a transaction was refused only because the block has no more room.
fn is_full(error: &sp_blockchain::Error) -> bool {
	matches!(
		error,
		sp_blockchain::Error::ApplyExtrinsicFailed(ApplyExtrinsicFailed::Validity(
			TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources)
		))
	)
}
