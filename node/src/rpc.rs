// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC beyond what every node of the SDK answers (`chain_`, `state_`, `author_`, `system_`, `chainHead_`,
//! `transactionWatch_`, `chainSpec_`).

use std::sync::Arc;

use chungnam_runtime::{opaque::Block, AccountId, Balance, BlockNumber, Hash, Nonce};
use chungnam_wallet_api::WalletApi;
use jsonrpsee::RpcModule;
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::{Error as BlockChainError, HeaderBackend, HeaderMetadata};
use sp_core::traits::SpawnNamed;

/// Runs subscriptions.
pub type SubscriptionTaskExecutor = Arc<dyn SpawnNamed>;

use crate::wallet_rpc::{WalletRpcServer, Wallets};

/// What is told about finality.
pub struct GrandpaDeps<B> {
	/// The round that is voted on.
	pub shared_voter_state: SharedVoterState,
	/// Who votes.
	pub shared_authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Proofs as they are made.
	pub justification_stream: GrandpaJustificationStream<Block>,
	/// Proofs made before.
	pub finality_provider: Arc<FinalityProofProvider<B, Block>>,
	/// Runs subscriptions.
	pub subscription_executor: SubscriptionTaskExecutor,
}

/// What the answers are taken from.
pub struct FullDeps<C, P, B> {
	/// The chain.
	pub client: Arc<C>,
	/// Transactions that wait.
	pub pool: Arc<P>,
	/// Finality.
	pub grandpa: GrandpaDeps<B>,
}

/// All methods of ours.
pub fn create_full<C, P, B>(
	deps: FullDeps<C, P, B>,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>>
where
	C: ProvideRuntimeApi<Block>
		+ HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = BlockChainError>
		+ Send
		+ Sync
		+ 'static,
	C::Api: substrate_frame_rpc_system::AccountNonceApi<Block, AccountId, Nonce>
		+ pallet_transaction_payment_rpc::TransactionPaymentRuntimeApi<Block, Balance>
		+ BlockBuilder<Block>
		+ WalletApi<Block, AccountId>,
	P: TransactionPool + 'static,
	B: sc_client_api::Backend<Block> + Send + Sync + 'static,
{
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let FullDeps { client, pool, grandpa } = deps;
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(Wallets::new(client).into_rpc())?;
	module.merge(
		Grandpa::new(
			grandpa.subscription_executor,
			grandpa.shared_authority_set,
			grandpa.shared_voter_state,
			grandpa.justification_stream,
			grandpa.finality_provider,
		)
		.into_rpc(),
	)?;
	Ok(module)
}
