// SPDX-License-Identifier: Apache-2.0

//! What an arc sees, and what it can ask.

use chungnam_ports::{Electors, Seats, Standing};
use chungnam_primitives::{FieldSet, Moment, PersonId, RegionId, RegionSet, Scope, Won, SECONDS};
use chungnam_runtime::{
	AccountId, Balances, CivicGovernance, Registry, Runtime, RuntimeCall, RuntimeOrigin,
};
use frame_support::traits::fungible::Inspect;
use pallet_registry::{Attesters, Keys};
use sp_core::H256;
use sp_runtime::traits::Dispatchable;

use crate::{calls::Aim, chain::dry, planner::Tried, steps::Step};

/// A person who can sign: the number of the cast, and the person.
pub type Signer = (usize, PersonId);

/// What an arc sees.
pub struct Scene<'a, 'b> {
	/// As for every generator.
	pub aim: &'a mut Aim<'b>,
	/// What is being tried, for a panic.
	pub tried: &'a mut Tried,
}

impl Scene<'_, '_> {
	/// The moment of the open block.
	pub fn now(&self) -> Moment {
		self.aim.pools.now
	}

	/// The hash of a text.
	pub fn text(&mut self) -> H256 {
		H256(self.aim.dice.bytes())
	}

	/// The account of a number of the cast.
	pub fn account(&self, by: usize) -> AccountId {
		self.aim.cast.members[by].account.clone()
	}

	/// True if a call would succeed if this one sent it now.
	pub fn works(&mut self, by: usize, call: &RuntimeCall) -> bool {
		let origin = RuntimeOrigin::signed(self.account(by));
		*self.tried = Some((by, call.clone()));
		let works = dry(|| call.clone().dispatch(origin)).is_ok();
		*self.tried = None;
		works
	}

	/// True if a call would succeed with this origin now.
	pub fn works_as(&mut self, call: &RuntimeCall, origin: RuntimeOrigin) -> bool {
		*self.tried = Some((0, call.clone()));
		let works = dry(|| call.clone().dispatch(origin)).is_ok();
		*self.tried = None;
		works
	}

	/// A step by the first of all from whom it would succeed.
	pub fn by_anyone(&mut self, call: impl Into<RuntimeCall>) -> Option<Step> {
		let call = call.into();
		let by = (0..self.aim.cast.members.len()).find(|by| self.works(*by, &call))?;
		Some(Step::Send(by, call))
	}

	/// The steps to a moment, and the block after it in which the clock does what was due.
	pub fn until(&self, at: Moment) -> Vec<Step> {
		let pass = at.saturating_sub(self.now()).max(SECONDS);
		vec![Step::Pass(pass), Step::Pass(SECONDS)]
	}

	/// Everybody who can sign for a person by a key that is not a card, one key a person.
	pub fn people(&self) -> Vec<Signer> {
		let signer = |account: AccountId| {
			let by = self.aim.cast.find(&account)?;
			let person = Registry::person_of(account.clone())?;
			let elector = <Registry as Electors<AccountId>>::elector(person)?;
			let is_card = <Registry as Electors<AccountId>>::is_card(&account);
			(elector.standing == Standing::Active && !is_card).then_some((person, by))
		};
		let mut people: Vec<_> = Keys::<Runtime>::iter_keys().filter_map(signer).collect();
		people.sort_unstable();
		people.dedup_by_key(|(person, _)| *person);
		people.into_iter().map(|(person, by)| (by, person)).collect()
	}

	/// Those of them who stand on a roll now, with its region.
	pub fn electors(&self) -> Vec<(Signer, RegionId)> {
		let now = self.now();
		let region = |person| <Registry as Electors<AccountId>>::elector(person)?.region_at(now);
		let people = self.people().into_iter();
		people.filter_map(|signer| Some((signer, region(signer.1)?))).collect()
	}

	/// Those of them who have a seat now.
	pub fn seats(&self) -> Vec<Signer> {
		let now = self.now();
		let mut people = self.people();
		people.retain(|(_, person)| CivicGovernance::is_seated(*person, FieldSet::ALL, now));
		people
	}

	/// All offices of the cast, in order.
	pub fn offices(&self) -> Vec<(usize, pallet_registry::Attester)> {
		let own = |(who, own)| Some((self.aim.cast.find(&who)?, own));
		let mut all: Vec<_> = Attesters::<Runtime>::iter().filter_map(own).collect();
		all.sort_unstable_by_key(|(by, _)| *by);
		all
	}

	/// An office with this scope for all of these regions.
	pub fn office(&self, scope: Scope, regions: RegionSet) -> Option<usize> {
		let mut all = self.offices().into_iter();
		let may = |own: &pallet_registry::Attester| {
			own.scopes.contains(scope) && own.regions.covers(&regions)
		};
		all.find(|(_, own)| may(own)).map(|(by, _)| by)
	}

	/// The richest of all, if they have that much.
	pub fn rich(&self, least: Won) -> Option<usize> {
		let members = self.aim.cast.members.iter();
		let won = members.map(|member| Balances::balance(&member.account));
		let (by, won) = won.enumerate().max_by_key(|(_, won)| *won)?;
		(won > least).then_some(by)
	}
}
