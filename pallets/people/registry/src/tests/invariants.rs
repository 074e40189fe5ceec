// SPDX-License-Identifier: Apache-2.0

//! Random operations against a small model in plain Rust. `REGISTRY_STEPS` sets how many, `REGISTRY_SEED` which.

mod electors;
mod homes;
mod moves;

use super::{
	events::{listened, Listener},
	*,
};
use chungnam_ports::{ManagedCohorts, Standing};
use chungnam_primitives::{CohortId, PersonId};
use chungnam_testkit::{steps_and_seed, Dice};
use electors::{assert_rolls, change_electors};
use moves::move_or_die;
use std::collections::{BTreeMap, BTreeSet};

/// Who, among few.
trait Few {
	fn person(&mut self) -> PersonId;
	fn account(&mut self) -> AccountId;
}

impl Few for Dice {
	fn person(&mut self) -> PersonId {
		PersonId(self.below(PEOPLE) as u32)
	}

	fn account(&mut self) -> AccountId {
		self.below(ACCOUNTS)
	}
}

/// Few of each, so that they meet.
const PEOPLE: u64 = 6;
const ACCOUNTS: u64 = 14;
const COHORTS: u64 = 3;
/// Cohorts from this number on are managed.
const MANAGED: u64 = 2;
const SHOPS: u64 = 5;

#[derive(Default, Clone)]
struct Human {
	zone: Option<ZoneId>,
	/// The regions that were home, with the moment from which on.
	homes: Vec<(u8, u64)>,
	frozen: bool,
	dead: bool,
	/// When and as whom the person died.
	died: Option<(u64, Box<Human>)>,
	had_key: bool,
	phones: BTreeSet<AccountId>,
	cards: BTreeSet<AccountId>,
	/// When a key was lost, and whether it was removed by itself.
	former: BTreeMap<AccountId, (u64, bool)>,
	cohorts: BTreeSet<CohortId>,
	recovery: Option<(AccountId, bool, u64)>,
	moving: Option<(ZoneId, u64)>,
	/// The region on whose roll the person stands.
	roll: Option<u8>,
}

impl Human {
	fn keys(&self) -> usize {
		self.phones.len() + self.cards.len()
	}

	fn has(&self, key: AccountId) -> bool {
		self.phones.contains(&key) || self.cards.contains(&key)
	}

	fn void_all(&mut self, now: u64) {
		let Self { phones, cards, former, .. } = self;
		// The chain keeps one moment for all keys that were voided together, now and before.
		former.values_mut().filter(|(_, removed)| !removed).for_each(|(left, _)| *left = now);
		former.extend(phones.iter().chain(cards.iter()).map(|key| (*key, (now, false))));
		phones.clear();
		cards.clear();
	}

	fn bind(&mut self, key: AccountId, is_card: bool) {
		self.former.remove(&key);
		if is_card { &mut self.cards } else { &mut self.phones }.insert(key);
		self.had_key = true;
	}
}

#[derive(Clone, PartialEq)]
enum Life {
	Applied,
	Rejected,
	Active,
	Suspended { appealed: bool, pending: bool },
	Closed,
	Gone,
}

struct Shop {
	owner: AccountId,
	life: Life,
	due: u64,
	tills: BTreeSet<AccountId>,
	operator: Option<usize>,
	/// The account that is to own the shop, and from when on anyone may finish it.
	next: Option<(AccountId, u64)>,
}

/// What the chain should be, kept as simply as possible.
struct Model {
	now: u64,
	people: Vec<Human>,
	cohorts: u64,
	shops: Vec<Shop>,
	/// Accounts that acted for a shop, and until when.
	staff: BTreeMap<AccountId, (usize, u64, bool)>,
}

impl Model {
	fn human(&mut self, id: PersonId) -> Option<&mut Human> {
		self.people.get_mut(id.0 as usize)
	}

	/// The person of `id` if alive.
	fn living(&mut self, id: PersonId) -> Option<&mut Human> {
		self.human(id).filter(|human| !human.dead)
	}

	fn person_of(&self, key: AccountId) -> Option<usize> {
		self.people.iter().position(|human| human.has(key))
	}

	fn was_key(&self, account: AccountId) -> bool {
		self.people.iter().any(|human| human.former.contains_key(&account))
	}

	/// True if an account has no role, and left none lately.
	fn is_nobodys(&self, account: AccountId) -> bool {
		let acts = self.acts(account).is_some() || self.staff.contains_key(&account);
		self.person_of(account).is_none() && !self.was_key(account) && !acts
	}

	/// True if `key` can become a key of `person`.
	fn is_free(&self, key: AccountId, person: usize) -> bool {
		let is_own = self.people.get(person).is_some_and(|human| human.former.contains_key(&key));
		self.is_nobodys(key) || is_own
	}

	/// True if `account` can act for the shop.
	fn can_act(&self, account: AccountId, shop: usize) -> bool {
		let was_here = self.staff.get(&account).is_some_and(|(n, ..)| *n == shop);
		self.is_nobodys(account) || was_here
	}

	/// True if a consent of this moment is younger than the role that the account left last.
	fn may_consent(&self, account: AccountId) -> bool {
		let left = self.people.iter().filter_map(|human| human.former.get(&account));
		let left = left.map(|(left, _)| left);
		let left_shop = self.staff.get(&account).map(|(_, left, _)| left);
		left.chain(left_shop).all(|left| self.now > *left)
	}

	fn dismiss(&mut self, shop: usize, account: AccountId) {
		self.staff.insert(account, (shop, self.now, false));
	}

	fn acts(&self, who: AccountId) -> Option<(usize, bool)> {
		self.shops.iter().enumerate().find_map(|(n, shop)| {
			let is_over = matches!(shop.life, Life::Closed | Life::Gone);
			let owns = shop.owner == who;
			(!is_over && (owns || shop.tills.contains(&who))).then_some((n, owns))
		})
	}

	/// Voids one key, which stays as a former one.
	fn void(&mut self, person: usize, key: AccountId) {
		let human = &mut self.people[person];
		human.phones.remove(&key);
		human.cards.remove(&key);
		human.former.insert(key, (self.now, true));
	}
}

fn region_attester(zone: ZoneId) -> AccountId {
	if zone.region == HERE.region {
		CHEONGYANG
	} else {
		BORYEONG
	}
}

/// One random step: does it on the chain, says whether the model expected success, and changes the model.
fn step(dice: &mut Dice, model: &mut Model) -> (String, DispatchResult, bool) {
	match dice.below(35) {
		0 => register_one(dice, model),
		1 | 2 => change_own_keys(dice, model),
		3 => change_keys_by_attester(dice, model),
		4 => forget(dice, model),
		5 | 6 => freeze(dice, model),
		7..=10 => recover(dice, model),
		11 | 28 | 29 => move_or_die(dice, model),
		12..=14 => change_cohort(dice, model),
		32..=34 => change_electors(dice, model),
		24 => transfer(dice, model),
		25..=27 | 30 | 31 => change_operator(dice, model),
		15 | 16 => apply_or_withdraw(dice, model),
		17..=20 => decide_on_shop(dice, model),
		21 | 22 => change_tills(dice, model),
		_ => {
			let most = if dice.below(4) == 0 { RoleMemory::get() } else { RecoveryDelay::get() };
			let ms = 1 + dice.below(2 * most);
			pass(ms);
			model.now += ms;
			("pass".into(), Ok(()), true)
		}
	}
}

type Outcome = (String, DispatchResult, bool);

fn register_one(dice: &mut Dice, model: &mut Model) -> Outcome {
	let zone = [HERE, THERE, ZoneId::OUTSIDE][dice.below(3) as usize];
	let visits = zone == ZoneId::OUTSIDE;
	let key = (visits || dice.below(2) == 0).then(|| dice.account());
	let n = dice.below(PEOPLE);
	let id = model.people.len();
	let is_known = Commitments::<Test>::contains_key(commitment(n));
	let expected = !is_known && id < PEOPLE as usize;
	if id >= PEOPLE as usize {
		return ("full".into(), Ok(()), true);
	}
	if expected {
		let mut human = Human::default();
		human.settle(zone, model.now);
		// An account that is not free holds nobody up: the person is registered without it.
		let free = key.filter(|key| model.is_nobodys(*key));
		free.into_iter().for_each(|key| human.bind(key, false));
		model.people.push(human);
	}
	let who = by(region_attester(zone));
	if let Some(key) = key.filter(|_| visits) {
		let agreed = first_phone(n, key);
		let visitors = batch(vec![NewVisitor { commitment: commitment(n), key: agreed }]);
		return (format!("visit {key}"), Registry::register_visitors(who, 4, visitors), expected);
	}
	let agreed = key.map(|key| first_phone(n, key));
	let new = NewPerson { commitment: commitment(n), zone, key: agreed };
	(format!("register {key:?}"), Registry::register_people(who, batch(vec![new])), expected)
}

fn change_own_keys(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (who, mut key) = (dice.account(), dice.account());
	let person = model.person_of(who);
	if let Some(own) = person.map(|n| &model.people[n]).filter(|_| dice.below(2) == 0) {
		// A key of one's own more often than chance would have it.
		key = own.phones.iter().chain(&own.cards).copied().last().unwrap_or(key);
	}
	let acting = person.map(|n| model.people[n].clone()).filter(|human| !human.frozen);
	let has_phone = acting.as_ref().is_some_and(|human| human.phones.contains(&who));
	if dice.below(2) == 0 {
		let is_card = dice.below(2) == 0;
		let kind = if is_card { KeyKind::Card } else { KeyKind::Phone };
		let expected = has_phone
			&& acting.is_some_and(|human| human.keys() < usize::from(MAX_KEYS))
			&& person.is_some_and(|n| model.is_free(key, n) && model.may_consent(key));
		if expected {
			model.people[person.unwrap()].bind(key, is_card);
		}
		return (format!("add {who} {key}"), add_key(by(who), key, kind), expected);
	}
	let expected =
		acting.is_some_and(|human| human.has(key) && human.keys() > 1) && (has_phone || who == key);
	if expected {
		model.void(person.unwrap(), key);
	}
	(format!("remove {who} {key}"), Registry::remove_key(by(who), key), expected)
}

fn change_keys_by_attester(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, key) = (dice.person(), dice.account());
	if dice.below(2) == 0 {
		let is_free = model.is_free(key, id.0 as usize) && model.may_consent(key);
		let expected = model.living(id).is_some_and(|human| !human.had_key) && is_free;
		if expected {
			model.people[id.0 as usize].bind(key, true);
		}
		let result = issue_key(RuntimeOrigin::root(), id, key, KeyKind::Card);
		return (format!("issue {id} {key}"), result, expected);
	}
	let person = model.person_of(key);
	person.into_iter().for_each(|n| model.void(n, key));
	(format!("revoke {key}"), Registry::revoke_key(RuntimeOrigin::root(), key), person.is_some())
}

fn forget(dice: &mut Dice, model: &mut Model) -> Outcome {
	let key = dice.account();
	let since = model.now.saturating_sub(RoleMemory::get());
	let human = model
		.people
		.iter_mut()
		.find(|h| h.former.get(&key).is_some_and(|(left, _)| *left <= since));
	let was_key = human.is_some_and(|human| human.former.remove(&key).is_some());
	let was_staff = model.staff.get(&key).is_some_and(|(_, left, _)| *left <= since);
	if was_staff {
		model.staff.remove(&key);
	}
	let expected = was_key || was_staff;
	(format!("forget {key}"), Registry::forget_stale_key(by(77), key), expected)
}

fn freeze(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, freeze) = (dice.person(), dice.below(2) == 0);
	let human = model.living(id).filter(|human| human.frozen != freeze);
	let expected = human.is_some();
	human.into_iter().for_each(|human| human.frozen = freeze);
	let root = RuntimeOrigin::root();
	let result = if freeze { Registry::freeze(root, id) } else { Registry::unfreeze(root, id) };
	(format!("freeze {id} {freeze}"), result, expected)
}

fn recover(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, key, now) = (dice.person(), dice.account(), model.now);
	let is_free = model.is_free(key, id.0 as usize) && model.may_consent(key);
	match dice.below(3) {
		0 => {
			let is_card = dice.below(2) == 0;
			let human = model.living(id).filter(|human| human.recovery.is_none() && is_free);
			let expected = human.is_some();
			let ready_at = now + RecoveryDelay::get();
			human.into_iter().for_each(|h| h.recovery = Some((key, is_card, ready_at)));
			let kind = if is_card { KeyKind::Card } else { KeyKind::Phone };
			let result = start_recovery(RuntimeOrigin::root(), id, key, kind);
			(format!("start {id} {key}"), result, expected)
		}
		1 => {
			let human = model
				.living(id)
				.filter(|human| human.recovery.is_some() && !human.frozen && human.has(key));
			let expected = human.is_some();
			human.into_iter().for_each(|human| human.recovery = None);
			(format!("cancel {id} {key}"), Registry::cancel_recovery(by(key), id), expected)
		}
		_ => {
			let ready = model.living(id).and_then(|human| human.recovery);
			let ready = ready.filter(|(_, _, ready_at)| now >= *ready_at);
			let ready = ready.filter(|(key, _, _)| model.is_free(*key, id.0 as usize));
			if let Some((key, is_card, _)) = ready {
				let human = &mut model.people[id.0 as usize];
				human.void_all(now);
				human.bind(key, is_card);
				human.recovery = None;
			}
			(format!("finish {id}"), Registry::finish_recovery(by(77), id), ready.is_some())
		}
	}
}

fn change_cohort(dice: &mut Dice, model: &mut Model) -> Outcome {
	if model.cohorts < COHORTS {
		model.cohorts += 1;
		if model.cohorts > MANAGED {
			let created = <Registry as ManagedCohorts>::create(12).map(|_| ());
			return ("manage".into(), created, true);
		}
		return ("create".into(), Registry::create_cohort(by(CHEONGYANG), 12), true);
	}
	let cohort = CohortId(dice.below(COHORTS) as u32);
	// The keeper of a managed cohort changes one person at a time, and attesters none.
	let managed = u64::from(cohort.0) >= MANAGED;
	let by_keeper = dice.below(if managed { 8 } else { 16 }) < if managed { 7 } else { 1 };
	let most = if by_keeper { 1 } else { 1 + dice.below(2) };
	let people: Vec<PersonId> = (0..most).map(|_| dice.person()).collect();
	let joins = dice.below(2) == 0;
	let are_distinct = people.iter().collect::<BTreeSet<_>>().len() == people.len();
	let can = |model: &mut Model, id: &PersonId| {
		if joins {
			let has_room = has_room(model.now, *id);
			let is_new = |human: &mut Human| {
				!human.cohorts.contains(&cohort) && human.zone != Some(ZoneId::OUTSIDE)
			};
			model.living(*id).is_some_and(is_new) && has_room
		} else {
			model.living(*id).is_some_and(|human| human.cohorts.contains(&cohort))
		}
	};
	let expected = managed == by_keeper && are_distinct && people.iter().all(|id| can(model, id));
	if expected {
		for id in &people {
			let cohorts = &mut model.people[id.0 as usize].cohorts;
			if joins {
				cohorts.insert(cohort);
			} else {
				cohorts.remove(&cohort);
			}
		}
	}
	let what = if joins { "join" } else { "leave" };
	let what = format!("{what} {cohort} {people:?}");
	let result = match (by_keeper, joins) {
		(true, true) => <Registry as ManagedCohorts>::enrol(cohort, people[0]),
		(true, false) => <Registry as ManagedCohorts>::unenrol(cohort, people[0]),
		(false, true) => enrol(cohort, &people),
		(false, false) => unenrol(cohort, &people),
	};
	(what, result, expected)
}

/// Whether a person can have another stay. The list of stays is the one thing the model does not keep.
fn has_room(now: u64, id: PersonId) -> bool {
	let forget_until = now.saturating_sub(EnrolmentMemory::get());
	Registry::person(id)
		.is_some_and(|p| p.enrol(CohortId(COHORTS as u32), 0, forget_until).is_some())
}

fn transfer(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (from, to) = (CohortId(dice.below(COHORTS) as u32), CohortId(dice.below(COHORTS) as u32));
	let id = dice.person();
	let has_room = has_room(model.now, id);
	let are_attested = |cohort: CohortId| u64::from(cohort.0) < MANAGED.min(model.cohorts);
	let can = from != to && are_attested(from) && are_attested(to) && has_room;
	let human = model
		.living(id)
		.filter(|human| can && human.cohorts.contains(&from) && !human.cohorts.contains(&to));
	let expected = human.is_some();
	if let Some(human) = human {
		human.cohorts.remove(&from);
		human.cohorts.insert(to);
	}
	let who = by(CHEONGYANG);
	let result = Registry::transfer_enrolments(who, from, to, batch(vec![id]));
	(format!("transfer {from} {to} {id}"), result, expected)
}

/// An attester looks at a shop: says who runs it, gives it another owner, or checks it.
fn change_operator(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, account) = (MerchantId(dice.below(SHOPS) as u32), dice.account());
	let attester = by(CHEONGYANG);
	let is_free = model.can_act(account, id.0 as usize) && model.may_consent(account);
	let life = model.shops.get(id.0 as usize).map_or(Life::Gone, |shop| shop.life.clone());
	let is_approved = matches!(life, Life::Active | Life::Suspended { .. });
	match dice.below(5) {
		0 => {
			let operator = (dice.below(2) == 0).then(|| dice.person());
			let expected = !matches!(life, Life::Gone | Life::Closed)
				&& operator.is_none_or(|person| model.living(person).is_some());
			if expected {
				model.shops[id.0 as usize].operator = operator.map(|person| person.0 as usize);
			}
			let what = format!("operate {id} {operator:?}");
			(what, Registry::set_operator(attester, id, operator), expected)
		}
		1 => {
			let expected = is_approved && is_free;
			if expected {
				let ready_at = model.now + RecoveryDelay::get();
				model.shops[id.0 as usize].next = Some((account, ready_at));
			}
			let what = format!("replace {id} {account}");
			let agreed = agreed(account, RoleOffer::Owner { merchant: id });
			(what, Registry::replace_owner(attester, id, agreed), expected)
		}
		2 => {
			let next = model.shops.get(id.0 as usize).and_then(|shop| shop.next);
			let owner = model.shops.get(id.0 as usize).map(|shop| shop.owner);
			let who = owner.filter(|_| dice.below(2) == 0).unwrap_or(account);
			// The word of a suspended shop's owner counts for nothing.
			let by_owner = owner == Some(who) && life == Life::Active;
			let ready = next.filter(|(next, ready_at)| {
				(by_owner || model.now >= *ready_at) && model.can_act(*next, id.0 as usize)
			});
			if let Some((next, _)) = ready {
				let shop = &mut model.shops[id.0 as usize];
				let tills = core::mem::take(&mut shop.tills);
				let old = core::mem::replace(&mut shop.owner, next);
				shop.next = None;
				tills.into_iter().for_each(|till| model.dismiss(id.0 as usize, till));
				model.staff.insert(old, (id.0 as usize, model.now, !by_owner));
				model.staff.remove(&next);
			}
			(format!("own {id} {who}"), Registry::finish_replacement(by(who), id), ready.is_some())
		}
		3 => {
			let shop = model.shops.get_mut(id.0 as usize).filter(|shop| shop.next.is_some());
			let expected = shop.is_some();
			shop.into_iter().for_each(|shop| shop.next = None);
			(format!("keep {id}"), Registry::cancel_replacement(attester, id), expected)
		}
		_ => {
			let result = if dice.below(2) == 0 {
				Registry::recheck_merchant(attester, id, SalesClass::Small)
			} else {
				Registry::amend_merchant(attester, id, HERE, 1)
			};
			(format!("check {id}"), result, is_approved)
		}
	}
}

fn apply_or_withdraw(dice: &mut Dice, model: &mut Model) -> Outcome {
	let who = dice.account();
	let due = model.now + ApplicationPeriod::get();
	if dice.below(3) > 0 {
		let acts = model.acts(who);
		let expected = match acts {
			None if model.shops.len() >= SHOPS as usize => return ("full".into(), Ok(()), true),
			None if !model.is_nobodys(who) => false,
			None => {
				let tills = BTreeSet::new();
				model.shops.push(Shop {
					owner: who,
					life: Life::Applied,
					due,
					tills,
					operator: None,
					next: None,
				});
				true
			}
			Some((n, true)) if model.shops[n].life == Life::Rejected => {
				model.shops[n].life = Life::Applied;
				model.shops[n].due = due;
				true
			}
			_ => false,
		};
		let result = Registry::apply_merchant(by(who), HERE, 0, SalesClass::Micro);
		return (format!("apply {who}"), result, expected);
	}
	let id = MerchantId(dice.below(SHOPS) as u32);
	let now = model.now;
	let shop = model
		.shops
		.get_mut(id.0 as usize)
		.filter(|shop| matches!(shop.life, Life::Applied | Life::Rejected))
		.filter(|shop| shop.owner == who || now >= shop.due);
	let expected = shop.is_some();
	shop.into_iter().for_each(|shop| shop.life = Life::Gone);
	(format!("withdraw {id}"), Registry::withdraw_application(by(who), id), expected)
}

fn decide_on_shop(dice: &mut Dice, model: &mut Model) -> Outcome {
	use Life::*;
	let id = MerchantId(dice.below(SHOPS) as u32);
	let decision = dice.below(8) + u64::from(dice.below(8) == 0);
	let life = model.shops.get(id.0 as usize).map_or(Gone, |shop| shop.life.clone());
	let owner = model.shops.get(id.0 as usize).map_or(77, |shop| shop.owner);
	let attester = by(CHEONGYANG);
	let what = match decision {
		0 | 1 => "approve",
		2 => "reject",
		3 => "suspend",
		4 => "uphold",
		5 => "dismiss",
		6 => "reinstate",
		7 => "appeal",
		_ => "close",
	};
	let (result, next) = match decision {
		0 | 1 => (Registry::approve_merchant(attester, id), (life == Applied).then_some(Active)),
		2 => {
			(Registry::reject_merchant(attester, id, REASON), (life == Applied).then_some(Rejected))
		}
		3 => (
			Registry::suspend_merchant(attester, id, REASON),
			(life == Active).then_some(Suspended { appealed: false, pending: false }),
		),
		4 => (
			Registry::decide_appeal(attester, id, true),
			matches!(life, Suspended { pending: true, .. }).then_some(Active),
		),
		5 => (
			Registry::decide_appeal(attester, id, false),
			matches!(life, Suspended { pending: true, .. })
				.then_some(Suspended { appealed: true, pending: false }),
		),
		6 => (
			Registry::reinstate_merchant(attester, id),
			matches!(life, Suspended { .. }).then_some(Active),
		),
		7 => {
			// The owner speaks for the shop it owns now, which may be another by then.
			let own = model.acts(owner).filter(|(n, owns)| *owns && *n == id.0 as usize);
			if own.is_none() {
				return ("no owner".into(), Ok(()), true);
			}
			let next = (life == Suspended { appealed: false, pending: false })
				.then_some(Suspended { appealed: true, pending: true });
			(Registry::appeal(by(owner)), next)
		}
		_ => (
			Registry::close_merchant(attester, id),
			matches!(life, Active | Suspended { .. }).then_some(Closed),
		),
	};
	let expected = next.is_some();
	if let Some(next) = next {
		let shop = &mut model.shops[id.0 as usize];
		if next == Rejected {
			shop.due = model.now + ApplicationPeriod::get();
		}
		shop.life = next.clone();
		if next == Closed {
			shop.next = None;
			let mut left = core::mem::take(&mut shop.tills);
			left.insert(owner);
			left.into_iter().for_each(|who| model.dismiss(id.0 as usize, who));
		}
	}
	(format!("{what} {id}"), result, expected)
}

fn change_tills(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (who, till) = (dice.account(), dice.account());
	let acts = model.acts(who);
	if dice.below(2) == 0 {
		let own = acts.filter(|(_, owns)| *owns);
		let is_free = own.is_some_and(|(n, _)| model.can_act(till, n)) && model.may_consent(till);
		let shop = own.map(|(n, _)| &mut model.shops[n]);
		let shop = shop.filter(|shop| {
			shop.life == Life::Active && is_free && shop.tills.len() < MAX_TILLS as usize
		});
		let expected = shop.is_some();
		shop.into_iter().for_each(|shop| {
			shop.tills.insert(till);
		});
		if expected {
			model.staff.remove(&till);
		}
		return (format!("till {who} {till}"), add_till(by(who), till, 9), expected);
	}
	let own = acts.filter(|(_, owns)| *owns || who == till).map(|(n, _)| n);
	let expected = own.is_some_and(|n| model.shops[n].tills.remove(&till));
	if expected {
		model.dismiss(own.unwrap(), till);
	}
	(format!("untill {who} {till}"), Registry::remove_till(by(who), till), expected)
}

/// Compares the chain with the model.
fn assert_same(model: &Model) {
	for (human, id) in model.people.iter().zip(0..) {
		let person = Registry::person(PersonId(id)).unwrap();
		let standing = match (human.dead, human.frozen) {
			(true, _) => Standing::Deceased,
			(_, true) => Standing::Frozen,
			_ => Standing::Active,
		};
		assert_eq!(Some(person.zone), human.zone);
		human.assert_home(PersonId(id));
		assert_eq!(person.standing, standing);
		let open = person.enrolments.iter().filter(|e| e.is_open()).map(|e| e.cohort);
		assert_eq!(open.collect::<BTreeSet<_>>(), human.cohorts);
		assert_eq!(
			Registry::recovery(PersonId(id)).map(|r| r.new_key),
			human.recovery.map(|r| r.0)
		);
		assert_eq!(Registry::moving(PersonId(id)).map(|m| m.zone), human.moving.map(|m| m.0));
	}
	for account in 0..ACCOUNTS {
		let person = model.person_of(account).map(|n| PersonId(n as u32));
		assert_eq!(Registry::person_of(account), person);
		let acting = Registry::acting(account);
		let (former, acting) = (acting.filter(|a| a.role.is_former()), acting);
		let acting = acting.filter(|a| !a.role.is_former());
		let found = acting.map(|a| (a.merchant.0 as usize, a.role == Role::Owner));
		assert_eq!(found, model.acts(account));
		let left = former.map(|a| (a.merchant.0 as usize, a.role));
		let role = |since, lost| Role::Former { since, lost };
		let expected = model.staff.get(&account).map(|(n, since, lost)| (*n, role(*since, *lost)));
		assert_eq!(left, expected);
	}
	for (id, merchant) in Merchants::<Test>::iter() {
		let operator = merchant.operator.map(|person| person.0 as usize);
		assert_eq!(operator, model.shops[id.0 as usize].operator, "who runs {id}");
	}
	for cohort in CohortId(0).until(CohortId(model.cohorts as u32)) {
		let members = model.people.iter().filter(|human| human.cohorts.contains(&cohort)).count();
		assert_eq!(heads(cohort), members as u32);
	}
	assert_rolls(model);
	let mut residents = BTreeMap::<u8, u32>::new();
	for human in model.people.iter().filter(|human| !human.dead) {
		*residents.entry(human.zone.unwrap().region).or_default() += 1;
	}
	for region in [0, 4, 12] {
		let expected = residents.get(&region).copied().unwrap_or(0);
		assert_eq!(Residents::<Test>::get(region), expected);
	}
}

/// A run ends when the people are used up; the next begins on an empty chain with other dice.
const STEPS_PER_RUN: u64 = 500;

/// What must have succeeded at least once in a test run, so that the dice prove something.
const KINDS: [&str; 39] = [
	"add",
	"apply",
	"appeal",
	"approve",
	"cancel",
	"check",
	"close",
	"create",
	"die",
	"dismiss",
	"emigrate",
	"finish",
	"forget",
	"freeze",
	"grant",
	"issue",
	"join",
	"keep",
	"leave",
	"manage",
	"move",
	"operate",
	"own",
	"pass",
	"register",
	"reinstate",
	"reject",
	"remove",
	"replace",
	"retire",
	"revoke",
	"rise",
	"settle",
	"start",
	"stay",
	"suspend",
	"till",
	"transfer",
	"visit",
];

fn run(dice: &mut Dice, steps: u64, listener: &mut Listener, done: &mut BTreeSet<String>) {
	let mut model =
		Model { now: START, people: vec![], cohorts: 0, shops: vec![], staff: BTreeMap::new() };
	for n in 0..steps {
		let (what, result, expected) = step(dice, &mut model);
		assert_eq!(result.is_ok(), expected, "step {n}: {what}: {result:?}");
		if expected {
			done.insert(what.split(' ').next().unwrap().into());
		}
		listener.listen();
		if n % 10 == 0 {
			assert_same(&model);
			Registry::do_try_state().unwrap();
		}
	}
	assert_same(&model);
}

#[test]
fn random_operations_agree_with_the_model_and_keep_every_invariant() {
	let (steps, seed) = steps_and_seed("REGISTRY", 40_000);
	let mut dice = Dice::new(seed);
	let (mut rolled, mut done) = (0, BTreeSet::new());
	while rolled < steps {
		let part = STEPS_PER_RUN.min(steps - rolled);
		listened(|listener| run(&mut dice, part, listener, &mut done));
		rolled += part;
	}
	if steps >= 40_000 {
		for kind in KINDS {
			assert!(done.contains(kind), "nothing proved about {kind}");
		}
	}
}
