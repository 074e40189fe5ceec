// SPDX-License-Identifier: Apache-2.0

//! How a chain of value begins: the keys of its offices, one key for one job, and as much won as their fees need.
//!
//! The rehearsal ([`super::staging`]) and a launch (`chungnam-node genesis launch`) are made here. They differ in whose
//! keys they hold, and in nothing else.

use alloc::vec::Vec;
use serde_json::Value;

use super::{cash_out_terms, each, province::Offices, Genesis, Validator};
use crate::{AccountId, Balance, RegistryConfig, ReserveConfig};

/// Everything about a genesis that is not said by the runtime.
#[derive(Clone)]
pub struct Launch {
	/// Who makes blocks, with which keys.
	pub validators: Vec<Validator>,
	/// Who decides.
	pub committee: Vec<AccountId>,
	/// Who attests.
	pub offices: Offices,
	/// Won that every account of these begins with. Nothing on this chain is signed without a fee but what residents and
	/// shops do, so with no won at all nobody could ever state the reserve.
	pub won_for_each: Balance,
}

impl Launch {
	/// Every account that signs transactions.
	pub fn accounts(&self) -> Vec<AccountId> {
		let validators = self.validators.iter().map(|validator| validator.account.clone());
		let attesters = self.offices.attesters().into_iter().map(|(who, _)| who);
		validators.chain(self.committee.iter().cloned()).chain(attesters).collect()
	}

	/// All won there is at block 0, and as much as the bank must hold: no more can be minted before the first statement
	/// on the chain.
	pub fn reserve(&self) -> Balance {
		self.won_for_each.saturating_mul(self.accounts().len() as Balance)
	}

	/// The genesis as a patch of the default one.
	pub fn patch(self) -> Value {
		let (reserve, accounts) = (self.reserve(), self.accounts());
		Genesis {
			session_length: None,
			// Residents appoint the experts by their first referendum.
			civic: Default::default(),
			balances: each(accounts, self.won_for_each),
			registry: RegistryConfig { attesters: self.offices.attesters(), ..Default::default() },
			currency: Default::default(),
			voucher_drops: Default::default(),
			basic_income: Default::default(),
			// What fees and leftovers collect waits until the province has decided where it goes.
			fund_router: Default::default(),
			reserve: ReserveConfig { reserve, cash_out: cash_out_terms(), ..Default::default() },
			validators: self.validators,
			committee: self.committee,
		}
		.into_json()
	}
}
