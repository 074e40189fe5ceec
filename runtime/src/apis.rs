// SPDX-License-Identifier: Apache-2.0

//! What the runtime answers to nodes and wallets.

// The macro below writes functions with as many arguments as their API has, and types of its own.
#![allow(clippy::too_many_arguments)]

use alloc::vec::Vec;
use chungnam_ports::Coming;
use chungnam_primitives::{
	dividends::Units, IdeaId, KoreanMonth, MerchantId, OfferingId, PersonId, ReceiptId, RoundId,
};
use chungnam_wallet_api::{
	Circle, Holdings, MyIdea, MyOffering, MyPetition, OpenOfferings, ShopView,
};
use codec::Encode;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::KeyOwnerProofSystem,
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
};
use pallet_ballots::MyBallot;
use pallet_budget_rounds::{Phase, RoundView};
use pallet_citizen_quota::Allowance;
use pallet_civic_governance::{Refusal, Track};
use pallet_regional_currency::{Order, Quote, Receipt, Reference, WalletView};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	generic::Preamble,
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

use crate::{
	genesis_config_presets, AccountId, Address, Aura, Balance, Ballots, BasicIncome, Block,
	BudgetRounds, CitizenQuota, CivicGovernance, Executive, FundRouter, Grandpa, Historical,
	InherentDataExt, Nonce, RegionalCurrency, Registry, Runtime, RuntimeCall, RuntimeGenesisConfig,
	SessionKeys, System, TransactionPayment, UncheckedExtrinsic, VoucherDrops, VERSION,
};

/// True if a signed transaction of this length, as it stands, is free of charge for its signer.
pub fn is_free(tx: &UncheckedExtrinsic, length: u32) -> bool {
	let Preamble::Signed(Address::Id(who), _, extension) = &tx.preamble else { return false };
	let (.., quota, _, _) = extension;
	let Ok(length) = length.try_into() else { return false };
	quota.tip() == 0 && CitizenQuota::free_class(who, &tx.function, length).is_some()
}

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(
			header: &<Block as BlockT>::Header,
		) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof = key_owner_proof.decode()?;
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> RuntimeDispatchInfo<Balance> {
			let free = is_free(&uxt, len);
			let info = TransactionPayment::query_info(uxt, len);
			RuntimeDispatchInfo {
				partial_fee: if free { 0 } else { info.partial_fee },
				..info
			}
		}

		fn query_fee_details(uxt: <Block as BlockT>::Extrinsic, len: u32) -> FeeDetails<Balance> {
			if is_free(&uxt, len) {
				return FeeDetails { inclusion_fee: None, tip: 0 };
			}
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime {
		fn query_call_info(call: RuntimeCall, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(call: RuntimeCall, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl chungnam_wallet_api::api::WalletApi<Block, AccountId> for Runtime {
		fn quote(
			who: AccountId,
			merchant: MerchantId,
			amount: Balance,
			order: Option<Order>,
		) -> Quote {
			RegionalCurrency::quote(who, merchant, amount, order)
		}

		fn quote_for(
			who: AccountId,
			ward: PersonId,
			merchant: MerchantId,
			amount: Balance,
			order: Option<Order>,
		) -> Quote {
			RegionalCurrency::quote_for(who, ward, merchant, amount, order)
		}

		fn quote_of(
			person: PersonId,
			merchant: MerchantId,
			amount: Balance,
			order: Option<Order>,
		) -> Quote {
			RegionalCurrency::quote_of(person, merchant, amount, order)
		}

		fn wallet(who: AccountId) -> Option<WalletView> {
			RegionalCurrency::wallet(who)
		}

		fn wallet_of(person: PersonId) -> Option<WalletView> {
			RegionalCurrency::wallet_of(person)
		}

		fn shop(who: AccountId) -> Option<ShopView<AccountId>> {
			crate::shop_wallet::of(who)
		}

		fn receipt(id: ReceiptId) -> Option<Receipt<AccountId>> {
			RegionalCurrency::receipt(id)
		}

		fn paid_order(
			merchant: MerchantId,
			reference: Reference,
		) -> Option<(ReceiptId, Receipt<AccountId>)> {
			RegionalCurrency::paid_order(merchant, reference)
		}

		fn coming(who: AccountId) -> Vec<Coming> {
			Registry::person_of(who).map(Self::coming_to).unwrap_or_default()
		}

		fn coming_to(person: PersonId) -> Vec<Coming> {
			let mut coming = BasicIncome::coming(person).into_inner();
			coming.extend(VoucherDrops::coming(person));
			coming.sort_by_key(|drop| (drop.at, drop.from));
			coming
		}

		fn circle(month: KoreanMonth) -> Circle<AccountId> {
			Circle { money: RegionalCurrency::month(month), sources: FundRouter::month(month) }
		}

		fn ballots(who: AccountId) -> Vec<MyBallot> {
			match Registry::person_of(who.clone()) {
				Some(person) => Ballots::my_ballots(person),
				None => Ballots::ballots_of_account(who),
			}
		}

		fn ballots_of(person: PersonId) -> Vec<MyBallot> {
			Ballots::my_ballots(person)
		}

		fn petitions(who: AccountId) -> Vec<MyPetition> {
			let person = Registry::person_of(who).ok_or(Refusal::NotRegistered);
			let petitions = Track::all().into_iter().flat_map(CivicGovernance::petitions);
			let own = petitions.map(|about| {
				let can_sponsor = |person| CivicGovernance::can_sponsor(person, about.id);
				let may_sponsor = person.and_then(can_sponsor);
				MyPetition { about, may_sponsor }
			});
			own.collect()
		}

		fn rounds() -> Vec<RoundView<AccountId>> {
			let mut rounds = BudgetRounds::rounds();
			rounds.retain(|own| own.round.phase != Phase::Closed);
			rounds
		}

		fn ideas(who: AccountId, round: RoundId, from: IdeaId) -> Vec<MyIdea<AccountId>> {
			let ideas = BudgetRounds::ideas(round, from).into_iter();
			let own = ideas.map(|(number, idea)| {
				let may_sponsor = BudgetRounds::can_sponsor(who.clone(), round, number);
				MyIdea { number, idea, may_sponsor }
			});
			own.collect()
		}

		fn holdings(who: AccountId) -> Option<Holdings<AccountId>> {
			crate::investor_wallet::holdings(who)
		}

		fn offering(who: AccountId, id: OfferingId, units: Units) -> Option<MyOffering> {
			crate::investor_wallet::offering(who, id, units)
		}

		fn open_offerings(from: OfferingId) -> OpenOfferings {
			crate::investor_wallet::open_offerings(from)
		}

		fn budget(who: AccountId) -> Vec<Allowance> {
			CitizenQuota::budget(who)
		}
	}

	impl crate::operator_api::OperatorApi<Block> for Runtime {
		fn pulse() -> crate::operator_api::Pulse {
			crate::operator_api::pulse()
		}

		fn validators() -> Vec<crate::operator_api::Validator> {
			crate::operator_api::validators()
		}

		fn reserve_stated_at() -> chungnam_primitives::Moment {
			crate::operator_api::reserve_stated_at()
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(extra: bool) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			crate::benchmarks::metadata(extra)
		}

		#[allow(non_local_definitions)]
		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		// A failed check must stop the rehearsal with a trace, so both functions panic. They are never on chain.
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks).expect("the upgrade is sound");
			(weight, crate::configs::system::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("the block is sound")
		}
	}
}
