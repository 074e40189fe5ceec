// SPDX-License-Identifier: Apache-2.0

//! How a chain of value begins: the keys of its offices, one key for one job, and as much won as their fees need.
//!
//! The rehearsal ([`super::staging`]) and a launch (`chungnam-node genesis launch`) are made here. They differ in whose
//! keys they hold, and in nothing else.

use alloc::{vec, vec::Vec};
use chungnam_primitives::{FieldSet, Moment, PersonId, ZoneId};
use pallet_civic_governance::GenesisSeat;
use pallet_registry::GenesisPerson;
use serde_json::Value;
use sp_io::hashing::blake2_256;

use super::{cash_out_terms, each, province::Offices, Genesis, Validator};
use crate::{AccountId, Balance, CivicGovernanceConfig, RegistryConfig, ReserveConfig};

/// As many members fit.
pub const MOST_MEMBERS: u32 = pallet_civic_governance::MAX_SEATS;

/// A member of the committee from the first block on.
#[derive(Clone, Debug)]
pub struct Expert {
	/// Votes with this account, which is the person's phone.
	pub account: AccountId,
	/// What they know.
	pub fields: FieldSet,
}

impl Expert {
	/// The member as a person who lives outside the province and is no elector. Offices have seen nobody yet, so the
	/// account alone stands for the person.
	fn person(&self) -> GenesisPerson<AccountId> {
		let mut bytes = b"committee of the genesis".to_vec();
		bytes.extend_from_slice(self.account.as_ref());
		GenesisPerson {
			commitment: blake2_256(&bytes).into(),
			zone: ZoneId::OUTSIDE,
			keys: vec![self.account.clone()],
			cards: Vec::new(),
			elector: false,
		}
	}
}

/// Everything about a genesis that is not said by the runtime.
#[derive(Clone)]
pub struct Launch {
	/// Who makes blocks, with which keys.
	pub validators: Vec<Validator>,
	/// Who decides what must be quick. Residents decide everything else once offices have put them on the rolls.
	pub committee: Vec<Expert>,
	/// The end of the terms of these.
	pub seats_end: Moment,
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
		let committee = self.committee.iter().map(|expert| expert.account.clone());
		validators.chain(committee).chain(attesters).collect()
	}

	/// All won there is at block 0, and as much as the bank must hold: no more can be minted before the first statement
	/// on the chain.
	pub fn reserve(&self) -> Balance {
		self.won_for_each.saturating_mul(self.accounts().len() as Balance)
	}

	/// The genesis as a patch of the default one.
	pub fn patch(self) -> Value {
		let (reserve, accounts) = (self.reserve(), self.accounts());
		let until = self.seats_end;
		let seats = self.committee.iter().zip(0..).map(|(expert, number)| GenesisSeat {
			person: PersonId(number),
			fields: expert.fields,
			until,
		});
		Genesis {
			session_length: None,
			civic: CivicGovernanceConfig { seats: seats.collect(), ..Default::default() },
			balances: each(accounts, self.won_for_each),
			registry: RegistryConfig {
				attesters: self.offices.attesters(),
				people: self.committee.iter().map(Expert::person).collect(),
				..Default::default()
			},
			currency: Default::default(),
			voucher_drops: Default::default(),
			basic_income: Default::default(),
			// What fees and leftovers collect waits until the province has decided where it goes.
			fund_router: Default::default(),
			reserve: ReserveConfig { reserve, cash_out: cash_out_terms(), ..Default::default() },
			validators: self.validators,
		}
		.into_json()
	}
}
