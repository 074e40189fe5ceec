// SPDX-License-Identifier: Apache-2.0

//! Calls that a random choice of values seldom gets right: a file for each pallet. All other calls are made by
//! [`crate::values`].

pub mod accelerator;
pub mod assets;
pub mod ballots;
pub mod civic;
pub mod currency;
pub mod decided;
pub mod drops;
pub mod escrow;
pub mod income;
pub mod nested;
pub mod projects;
pub mod registry;
pub mod reserve;
pub mod rounds;
pub mod router;
pub mod sealed;
pub mod securities;
pub mod session;

use chungnam_primitives::{Moment, PersonId, Won, SECONDS};
use chungnam_runtime::{AccountId, Runtime, RuntimeCall};
use pallet_registry::Keys;

use crate::{dice::Dice, pools::Pools, town::Cast, values::CALLS};

/// What a generator knows.
pub struct Aim<'a> {
	/// Decides.
	pub dice: &'a mut Dice,
	/// What there is in the state.
	pub pools: &'a Pools,
	/// Who can sign.
	pub cast: &'a Cast,
	/// Hashes of calls that wait somewhere.
	pub hashes: &'a [[u8; 32]],
	/// Who must sign, if the generator knows it.
	pub by: Option<usize>,
}

impl Aim<'_> {
	/// A key of a person who can sign.
	pub fn key_of(&self, person: PersonId) -> Option<usize> {
		let mut keys: Vec<_> = Keys::<Runtime>::iter()
			.filter(|(_, key)| key.person == person)
			.filter_map(|(account, _)| self.cast.find(&account))
			.collect();
		keys.sort_unstable();
		keys.first().copied()
	}

	/// Won that matters.
	pub fn won(&mut self) -> Won {
		self.pools.won(self.dice)
	}

	/// Somebody's account, or nobody's.
	pub fn account(&mut self) -> AccountId {
		self.pools.account(self.dice, self.cast)
	}

	/// A moment at which a payment that is made now is seldom dead.
	pub fn soon(&mut self) -> Moment {
		self.pools.now + self.dice.below(40) as Moment * SECONDS
	}

	/// A small amount that is not nothing.
	pub fn some_won(&mut self) -> Won {
		1_000 * (1 + self.dice.below(100) as Won)
	}
}

/// A call by its names, if a generator of its pallet has aimed at something.
pub fn aimed(pallet: &str, call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	if pallet == reserve::PALLET {
		if let Some(call) = reserve::aim(call, aim) {
			return Some(call);
		}
	}
	match pallet {
		"Registry" => registry::aim(call, aim),
		"RegionalCurrency" => currency::aim(call, aim),
		"VoucherDrops" => drops::aim(call, aim),
		"BasicIncome" => income::aim(call, aim),
		"FundRouter" => router::aim(call, aim),
		"Escrow" => escrow::aim(call, aim),
		"Ballots" => ballots::aim(call, aim).or_else(|| sealed::aim(call, aim)),
		"BudgetRounds" => rounds::aim(call, aim),
		"Securities" => securities::aim(call, aim),
		"AssetFractions" => assets::aim(call, aim),
		"ProjectTokens" => projects::aim(call, aim),
		"Accelerator" => accelerator::aim(call, aim),
		"Balances" if aim.dice.one_in(4) => escrow::aim_budget(call, aim),
		"Balances" => income::aim_pool(call, aim),
		"Session" => session::aim(call, aim),
		"CivicGovernance" => civic::aim(call, aim),
		"Multisig" => nested::aim(call, aim),
		"Validators" => session::aim_validators(call, aim),
		_ => None,
	}
}

/// A call by its names: aimed most often where something can be aimed at.
pub fn make(pallet: &str, call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	aim.by = None;
	if !aim.dice.one_in(4) {
		if let Some(call) = aimed(pallet, call, aim) {
			return Some(call);
		}
	}
	CALLS.call(pallet, call, aim)
}
