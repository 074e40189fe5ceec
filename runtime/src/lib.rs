// SPDX-License-Identifier: Apache-2.0

//! The runtime of Chungnam Chain: assembly only. What is assembled is decided in [`configs`].

#![cfg_attr(not(feature = "std"), no_std)]
// The runtime macro expands to more levels than the default allows.
#![recursion_limit = "512"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
pub mod genesis_config_presets;
pub mod investor_wallet;
#[cfg(test)]
mod layout;
pub mod migrations;
pub mod operator_api;
pub mod shop_wallet;
pub mod weights;

use alloc::vec::Vec;

use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use chungnam_primitives::Won as Balance;
pub use configs::consensus::SessionKeys;

/// What is being run, for nodes and wallets.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("chungnam"),
	impl_name: alloc::borrow::Cow::Borrowed("chungnam-node"),
	authoring_version: 1,
	// Moves whenever the runtime does.
	spec_version: 119,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	// Moves when a call, its index or its arguments change, so that offline signers notice.
	transaction_version: 1,
	system_version: 1,
};

/// How a transaction is signed: sr25519, ed25519 or ecdsa.
pub type Signature = MultiSignature;
/// Who an account is: the public key behind a signature.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How many transactions an account has signed.
pub type Nonce = u32;
/// Height of the chain. At one block a second it lasts 136 years.
pub type BlockNumber = u32;
/// Hash of blocks, calls and states.
pub type Hash = sp_core::H256;
/// How accounts are named in calls.
pub type Address = MultiAddress<AccountId, ()>;
/// A block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block with transactions this runtime understands.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What every transaction is checked for, in this order. Names and bytes are the stock ones, so that every wallet can
/// sign without configuration.
pub type TxExtension = (
	// Lets calls in that nobody signs, each by what it says itself. Adds no bytes and no entry in the metadata.
	pallet_ballots::Authorized<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	// CheckNonce, CheckWeight and ChargeTransactionPayment, and the choice between a free and a paid transaction.
	pallet_citizen_quota::CitizenQuota<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	// Last, so that it gives back what all others did not use.
	frame_system::WeightReclaim<Runtime>,
);

/// The extensions as a plain wallet signs them: immortal, without a tip.
#[cfg(feature = "std")]
pub fn plain_extension(nonce: Nonce) -> TxExtension {
	(
		pallet_ballots::Authorized::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(generic::Era::Immortal),
		pallet_citizen_quota::CitizenQuota::from(nonce, 0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// A transaction as it comes from outside.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// Types for a node that does not look inside transactions.
pub mod opaque {
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block header.
	pub type Header = super::Header;
	/// A block whose transactions are bytes.
	pub type Block = sp_runtime::generic::Block<Header, UncheckedExtrinsic>;
}

/// All pallets, grouped by family: system 0, consensus 10, money 20, people 30, our money 40, investment 50, governance 60, utility 80.
/// An index is never used again for something else.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Migrations = pallet_migrations;
	#[runtime::pallet_index(3)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(4)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(5)]
	pub type Agenda = pallet_agenda;

	#[runtime::pallet_index(10)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(11)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(12)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(13)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(14)]
	pub type Validators = pallet_validators;
	#[runtime::pallet_index(15)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(16)]
	pub type Offences = pallet_offences;

	#[runtime::pallet_index(20)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(21)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(30)]
	pub type Registry = pallet_registry;
	#[runtime::pallet_index(31)]
	pub type CitizenQuota = pallet_citizen_quota;

	#[runtime::pallet_index(40)]
	pub type RegionalCurrency = pallet_regional_currency;
	#[runtime::pallet_index(41)]
	pub type VoucherDrops = pallet_voucher_drops;
	#[runtime::pallet_index(42)]
	pub type BasicIncome = pallet_basic_income;
	#[runtime::pallet_index(43)]
	pub type FundRouter = pallet_fund_router;
	// Built after all who mint in the genesis: the reserve must cover what they made.
	#[runtime::pallet_index(44)]
	pub type Reserve = pallet_reserve;
	#[runtime::pallet_index(45)]
	pub type Escrow = pallet_escrow;

	#[runtime::pallet_index(50)]
	pub type Securities = pallet_securities;
	// Without calls, at any depth: only Securities moves units.
	#[runtime::pallet_index(51)]
	#[runtime::disable_call]
	pub type Assets = pallet_assets<Instance1>;
	#[runtime::pallet_index(52)]
	pub type AssetFractions = pallet_asset_fractions;
	#[runtime::pallet_index(53)]
	pub type ProjectTokens = pallet_project_tokens;
	#[runtime::pallet_index(54)]
	pub type Accelerator = pallet_accelerator;

	// 60 was the first committee, and is never used again.
	#[runtime::pallet_index(61)]
	pub type Ballots = pallet_ballots;
	#[runtime::pallet_index(62)]
	pub type CivicGovernance = pallet_civic_governance;
	#[runtime::pallet_index(63)]
	pub type BudgetRounds = pallet_budget_rounds;

	#[runtime::pallet_index(80)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(81)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(82)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(83)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(84)]
	pub type Preimage = pallet_preimage;
}
