// SPDX-License-Identifier: Apache-2.0

//! How a chain of this runtime begins. Nobody gets sudo in any of them.

pub mod arrivals;
mod development;
#[cfg(feature = "std")]
pub mod faults;
pub mod launch;
mod local;
#[cfg(feature = "std")]
pub mod native;
pub mod province;
mod staging;
pub mod town;

use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_reserve::{CashOutTerms, RespendTerms};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{ed25519, sr25519, Pair};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;
use sp_runtime::Perbill;

use crate::{
	AccountId, Balance, BalancesConfig, BasicIncomeConfig, BlockNumber, CivicGovernanceConfig,
	FundRouterConfig, RegionalCurrencyConfig, RegistryConfig, ReserveConfig, RuntimeGenesisConfig,
	SessionConfig, SessionKeys, ValidatorsConfig, VoucherDropsConfig,
};

/// A rehearsal of the real network: the province, 15 cities and counties.
pub const STAGING_RUNTIME_PRESET: &str = "staging";

/// An account and the keys it validates with.
#[derive(Clone)]
pub struct Validator {
	/// Speaks for the validator to the chain.
	pub account: AccountId,
	/// What its node signs with.
	pub keys: SessionKeys,
}

impl Validator {
	/// The validator whose account and session keys are all derived from one secret URI, as `--alice` and `key insert`
	/// derive them.
	fn from_uri(uri: &str) -> Self {
		let sr: sr25519::Public = public::<sr25519::Pair>(uri);
		let ed: ed25519::Public = public::<ed25519::Pair>(uri);
		Self {
			account: AccountId::from(sr.0),
			keys: SessionKeys { aura: AuraId::from(sr), grandpa: GrandpaId::from(ed) },
		}
	}

	fn of(key: Sr25519Keyring) -> Self {
		Self::from_uri(&key.to_seed())
	}
}

/// The public key of a secret URI that is written in this source, and so is known to be well formed.
fn public<P: Pair>(uri: &str) -> P::Public {
	P::from_string(uri, None).expect("URIs of presets are well formed; qed").public()
}

/// The account of a secret URI.
pub(crate) fn account(uri: &str) -> AccountId {
	AccountId::from(public::<sr25519::Pair>(uri).0)
}

/// Won in the bank when a test network begins: more than its genesis makes, so that there is room to sell.
const RESERVE: Balance = 100_000_000_000;

/// What every preset says.
struct Genesis {
	validators: Vec<Validator>,
	/// Blocks; an hour if not given.
	session_length: Option<BlockNumber>,
	civic: CivicGovernanceConfig,
	balances: Vec<(AccountId, Balance)>,
	registry: RegistryConfig,
	currency: RegionalCurrencyConfig,
	voucher_drops: VoucherDropsConfig,
	basic_income: BasicIncomeConfig,
	fund_router: FundRouterConfig,
	reserve: ReserveConfig,
}

impl Genesis {
	fn into_json(self) -> Value {
		build_struct_json_patch!(RuntimeGenesisConfig {
			balances: BalancesConfig { balances: self.balances },
			session: SessionConfig {
				keys: self
					.validators
					.into_iter()
					.map(|Validator { account, keys }| (account.clone(), account, keys))
					.collect(),
			},
			validators: ValidatorsConfig { session_length: self.session_length },
			civic_governance: self.civic,
			registry: self.registry,
			regional_currency: self.currency,
			voucher_drops: self.voucher_drops,
			basic_income: self.basic_income,
			fund_router: self.fund_router,
			reserve: self.reserve,
		})
	}
}

/// What shops may cash out until the committee decides otherwise. The default of the pallet has no limit and no review.
fn cash_out_terms() -> CashOutTerms {
	CashOutTerms {
		minimum: 1_000,
		per_month_micro: 50_000_000,
		per_month_small: 100_000_000,
		per_month_large: 100_000_000,
		hold_back: 0,
		review_above: 10_000_000,
	}
}

/// A test network in which a small town lives: see [`town`]. So many of its first people are the committee, and these are
/// on the rolls.
fn populated(
	validators: Vec<Validator>,
	session_length: Option<BlockNumber>,
	experts: u32,
	electors: town::Electors,
) -> Value {
	let attesters = province::offices("").attesters();
	let mut balances = each(attesters.iter().map(|(who, _)| who.clone()), 1_000_000);
	balances.extend(each([account("//Alice"), account("//Nation")], 10_000_000));
	balances.extend(arrivals::balances());
	Genesis {
		civic: town::governance(experts),
		validators,
		session_length,
		balances,
		registry: RegistryConfig {
			attesters,
			people: town::people(electors),
			merchants: town::merchants(),
			cohorts: arrivals::cohorts(),
			// Nobody who tries out a recovery can wait two days.
			recovery_delay: Some(town::RECOVERY_DELAY),
		},
		currency: RegionalCurrencyConfig {
			series: town::series().into_iter().chain([arrivals::earlier_month()]).collect(),
			lots: town::lots().into_iter().chain(arrivals::lots()).collect(),
		},
		voucher_drops: arrivals::voucher_drops(),
		basic_income: arrivals::basic_income(),
		fund_router: arrivals::fund_router(),
		reserve: ReserveConfig {
			reserve: RESERVE,
			cash_out: cash_out_terms(),
			respend: RespendTerms { rate: Perbill::from_percent(5), per_month: 100_000 },
			respend_budget: 10_000_000,
			..Default::default()
		},
	}
	.into_json()
}

/// The same amount for each.
fn each(accounts: impl IntoIterator<Item = AccountId>, won: Balance) -> Vec<(AccountId, Balance)> {
	accounts.into_iter().map(|account| (account, won)).collect()
}

/// The preset called `id`.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let preset = match id.as_ref() {
		DEV_RUNTIME_PRESET => development::preset(),
		LOCAL_TESTNET_RUNTIME_PRESET => local::preset(),
		STAGING_RUNTIME_PRESET => staging::preset(),
		_ => return None,
	};
	serde_json::to_vec(&preset).ok()
}

/// All presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(DEV_RUNTIME_PRESET),
		PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET),
		PresetId::from(STAGING_RUNTIME_PRESET),
	]
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Runtime;
	use chungnam_primitives::FieldSet;
	use frame_support::genesis_builder_helper::{build_state, get_preset as full_preset};
	use sp_core::crypto::Ss58Codec;

	/// 2 March 2026.
	const FIRST_BLOCK: chungnam_primitives::Moment = 1_772_420_400_000;

	fn with_preset(id: &PresetId, test: impl FnOnce()) {
		with_changed_preset(id, |_| (), test);
	}

	fn with_changed_preset(id: &PresetId, change: impl FnOnce(&mut Value), test: impl FnOnce()) {
		let patch: Value = serde_json::from_slice(&get_preset(id).unwrap()).unwrap();
		let mut config: Value =
			serde_json::from_slice(&full_preset::<RuntimeGenesisConfig>(&None, |_| None).unwrap())
				.unwrap();
		native::merge(&mut config, patch);
		change(&mut config);
		sp_io::TestExternalities::default().execute_with(|| {
			build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&config).unwrap()).unwrap();
			test();
		});
	}

	#[test]
	fn every_named_preset_builds_with_validators_and_a_committee() {
		for (id, (validators, seats)) in preset_names().iter().zip([(1, 1), (4, 3), (16, 16)]) {
			with_preset(id, || {
				assert_eq!(pallet_session::Validators::<Runtime>::get().len(), validators, "{id}");
				assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), validators, "{id}");
				assert_eq!(crate::Grandpa::grandpa_authorities().len(), validators, "{id}");
				use chungnam_ports::{People, Seats};
				let heads = crate::CivicGovernance::seats_at(FieldSet::ALL, FIRST_BLOCK);
				assert_eq!(heads, seats, "{id}");
				assert!(heads >= pallet_civic_governance::LeastSeats::<Runtime>::get(), "{id}");
				for seat in crate::CivicGovernance::seats() {
					// Each is a person, whose key can act.
					let key = pallet_registry::KeysOf::<Runtime>::get(seat.person)[0].clone();
					let person = <crate::Registry as People<AccountId>>::person_of(&key);
					assert_eq!(person, Some(seat.person), "{id}");
				}
			});
		}
	}

	/// The development preset with a reserve of all its won, less `missing`.
	fn development_with_reserve_less(missing: Balance) {
		use frame_support::traits::fungible::Inspect;
		let id = PresetId::from(DEV_RUNTIME_PRESET);
		let mut all = 0;
		with_preset(&id, || all = <crate::Balances as Inspect<AccountId>>::total_issuance());
		let change = |config: &mut Value| {
			config["reserve"]["reserve"] = serde_json::to_value(all - missing).unwrap()
		};
		with_changed_preset(&id, change, || crate::Reserve::do_try_state().unwrap());
	}

	#[test]
	fn a_reserve_of_exactly_all_won_starts_a_chain() {
		development_with_reserve_less(0);
	}

	#[test]
	#[should_panic(expected = "covers all won")]
	fn a_reserve_that_misses_one_won_of_any_pallet_starts_no_chain() {
		development_with_reserve_less(1);
	}

	#[test]
	fn an_unknown_preset_is_none() {
		assert!(get_preset(&PresetId::from("mainnet")).is_none());
	}

	#[test]
	fn a_validator_is_what_wallets_derive() {
		let alice = Validator::of(Sr25519Keyring::Alice);
		assert_eq!(
			alice.account.to_ss58check(),
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
		);
		assert_eq!(Validator::from_uri("//Alice").account, alice.account);
	}
}
