// SPDX-License-Identifier: Apache-2.0

//! Drops over months of time against a plain model: enrol, leave, drop, pay, refund, take back, lapse, end. After each step
//! everyone can spend what the model says, to the won, and funded = spent + outstanding + returned.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_ports::{Cohorts, Debts, ManagedCohorts};
use chungnam_primitives::{CohortId, ReceiptId};
use frame_support::assert_ok;
use proptest::prelude::*;

use super::*;
use crate::{Months, RemovedTotals, MAX_DROPS};

const PEOPLE: [(AccountId, PersonId); 4] =
	[(KIM, KIM_ID), (LEE, LEE_ID), (CHILD, CHILD_ID), (CHOI, CHOI_ID)];
const COHORTS: u32 = 3;

#[derive(Clone, Debug)]
enum Act {
	Wait(u64),
	Enrol(usize, u32),
	Leave(usize, u32),
	Drop { cohort: u32, other: bool, per_head: Won, days: u16, claim_days: Option<u64> },
	Pay(usize, u8),
	Claim(usize),
	Refund(usize),
	TakeBack(usize, Won),
	Lapse(u32),
	Blocks(u32),
}

fn an_act() -> impl Strategy<Value = Act> {
	let (person, cohort) = (0usize..4, 0..COHORTS);
	let drop = (cohort.clone(), any::<bool>(), 1u128..900, 5u16..60, any::<bool>(), 1u64..20);
	prop_oneof![
		3 => (1u64..4 * DAYS).prop_map(Act::Wait),
		2 => (person.clone(), cohort.clone()).prop_map(|(who, to)| Act::Enrol(who, to)),
		1 => (person.clone(), cohort.clone()).prop_map(|(who, from)| Act::Leave(who, from)),
		3 => drop.prop_map(|(cohort, other, per_head, days, is_short, claim)| Act::Drop {
			cohort, other, per_head, days, claim_days: is_short.then_some(claim),
		}),
		4 => (person.clone(), 1u8..=100).prop_map(|(who, percent)| Act::Pay(who, percent)),
		1 => person.clone().prop_map(Act::Claim),
		1 => (0usize..50).prop_map(Act::Refund),
		1 => (person, 1u128..900).prop_map(|(who, won)| Act::TakeBack(who, won)),
		1 => cohort.prop_map(Act::Lapse),
		2 => (1u32..30).prop_map(Act::Blocks),
	]
}

/// A part of a drop.
#[derive(Clone, Debug)]
struct MDrop {
	number: u32,
	series: SeriesId,
	per_head: Won,
	claim_until: Moment,
	ends: Moment,
	/// Who counted in the cohort when it opened.
	members: BTreeSet<PersonId>,
}

/// What each series paid.
type MParts = Vec<(SeriesId, Won)>;

#[derive(Default)]
struct World {
	now: Moment,
	stays: BTreeMap<u32, BTreeSet<PersonId>>,
	drops: Vec<MDrop>,
	/// Numbers that a person has had.
	had: BTreeSet<(PersonId, u32)>,
	lots: BTreeMap<(PersonId, SeriesId), Won>,
	receipts: Vec<(ReceiptId, PersonId, MParts)>,
	funded: Won,
	spent: Won,
}

impl World {
	fn new() -> Self {
		for _ in 0..COHORTS {
			cohort_of(&[]);
		}
		Self { now: TODAY, ..Default::default() }
	}

	fn wait(&mut self, time: Moment) {
		self.now += time;
		at(self.now);
	}

	fn ends(&self, series: SeriesId) -> Moment {
		self.drops.iter().find(|drop| drop.series == series).map_or(0, |drop| drop.ends)
	}

	/// What becomes a lot of `person` as soon as it is touched.
	fn latent(&self, person: PersonId) -> Vec<MDrop> {
		let mut found: Vec<MDrop> = Vec::new();
		for drop in &self.drops {
			let is_theirs = drop.members.contains(&person)
				&& self.now < drop.claim_until
				&& !self.had.contains(&(person, drop.number));
			if is_theirs && found.iter().all(|own| own.number != drop.number) {
				found.push(drop.clone());
			}
		}
		found
	}

	fn touch(&mut self, person: PersonId) {
		for drop in self.latent(person) {
			self.had.insert((person, drop.number));
			*self.lots.entry((person, drop.series)).or_default() += drop.per_head;
		}
		// Every drop until now was decided.
		let known = self.drops.iter().map(|drop| (person, drop.number));
		self.had.extend(known);
	}

	/// Lots that live, soonest to end first.
	fn living(&self, person: PersonId) -> Vec<(Moment, SeriesId, Won)> {
		let own = self.lots.iter().filter(|((own, _), won)| *own == person && **won > 0);
		let lots = own.map(|((_, series), won)| (self.ends(*series), *series, *won));
		let mut lots: Vec<_> = lots.filter(|(ends, ..)| self.now < *ends).collect();
		lots.sort_unstable();
		lots
	}

	fn worth(&self, person: PersonId) -> Won {
		let latent: Won = self.latent(person).iter().map(|drop| drop.per_head).sum();
		latent + self.living(person).iter().map(|(.., won)| won).sum::<Won>()
	}

	fn drop(&mut self, cohorts: &[u32], per_head: Won, days: u16, claim_days: Option<u64>) {
		let is_full =
			|cohort: &u32| RegionalCurrency::drops(CohortId(*cohort)).len() >= MAX_DROPS as usize;
		let live = self.drops.iter().filter(|drop| self.now < drop.ends).count();
		if cohorts.iter().any(is_full) || live > 18 {
			return; // so many that a wallet might be full
		}
		let template = Template { valid_days: days, places: Places::Province, ..template() };
		let parts: Vec<_> =
			cohorts.iter().map(|cohort| Part::new(CohortId(*cohort), template.clone())).collect();
		let until = claim_days.map(|days| self.now + days * DAYS / 3);
		let opened = RegionalCurrency::open(PROGRAMME, &parts, per_head, until, &COUNTY);
		let number = PaymentState::<Test>::get().last_drop;
		for (cohort, series) in cohorts.iter().zip(opened.expect("it opens").series) {
			let members = self.stays.get(cohort).cloned().unwrap_or_default();
			assert_eq!(series.is_some(), !members.is_empty());
			let Some(series) = series else { continue };
			self.funded += per_head * members.len() as Won;
			let ends = template.rules(self.now).expires;
			let claim_until = until.map_or(ends, |until| until.min(ends));
			self.drops.push(MDrop { number, series, per_head, claim_until, ends, members });
		}
	}

	fn pay(&mut self, who: usize, percent: u8) {
		let (key, person) = PEOPLE[who].clone();
		let amount = self.worth(person) * Won::from(percent) / 100;
		if amount == 0 {
			return;
		}
		self.touch(person);
		let (mut missing, mut parts) = (amount, Vec::new());
		for (_, series, won) in self.living(person) {
			let part = won.min(missing);
			if part > 0 {
				parts.push((series, part));
				*self.lots.get_mut(&(person, series)).expect("it lives") -= part;
				missing -= part;
			}
		}
		assert_ok!(pay(key, RESTAURANT, amount));
		let paid =
			last_receipt().parts.iter().map(|part| (part.series, part.amount)).collect::<Vec<_>>();
		assert_eq!(paid, parts);
		self.spent += amount;
		let id = ReceiptId(PaymentState::<Test>::get().next_receipt.0 - 1);
		self.receipts.push((id, person, parts));
	}

	fn refund(&mut self, which: usize) {
		if self.receipts.is_empty() {
			return;
		}
		let (id, person, parts) = self.receipts.remove(which % self.receipts.len());
		let lives = parts.iter().all(|(series, _)| self.now < self.ends(*series));
		let known = Receipts::<Test>::get(id).is_some_and(|own| self.now < own.at + 30 * DAYS);
		if !lives || !known {
			return;
		}
		let amount: Won = parts.iter().map(|(_, won)| won).sum();
		assert_ok!(calls::refund(signed(COOK), id, amount));
		for (series, won) in parts {
			*self.lots.entry((person, series)).or_default() += won;
		}
		self.spent -= amount;
	}

	fn take_back(&mut self, who: usize, amount: Won) {
		let person = PEOPLE[who].1;
		self.touch(person);
		let (mut missing, mut lots) = (amount, self.living(person));
		// Those that end last first; of these the lowest number.
		lots.sort_by_key(|(ends, series, _)| (core::cmp::Reverse(*ends), *series));
		for (_, series, won) in lots {
			let part = won.min(missing);
			*self.lots.get_mut(&(person, series)).expect("it lives") -= part;
			missing -= part;
		}
		let taken = RegionalCurrency::take_back(PROGRAMME, person, amount);
		assert_eq!(taken, Ok(amount - missing));
	}

	fn act(&mut self, act: Act) {
		match act {
			Act::Wait(time) => self.wait(time),
			Act::Enrol(who, cohort) => {
				let person = PEOPLE[who].1;
				let member = MockRegistry::member(person).expect("they live");
				if member.enrolments.len() < 16
					&& MockRegistry::enrol(CohortId(cohort), person).is_ok()
				{
					self.stays.entry(cohort).or_default().insert(person);
				}
				self.wait(1);
			}
			Act::Leave(who, cohort) => {
				let person = PEOPLE[who].1;
				let was_in = MockRegistry::unenrol(CohortId(cohort), person).is_ok();
				assert_eq!(was_in, self.stays.entry(cohort).or_default().remove(&person));
				self.wait(1);
			}
			Act::Drop { cohort, other, per_head, days, claim_days } => {
				let both = [cohort, (cohort + 1) % COHORTS];
				self.drop(&both[..1 + usize::from(other)], per_head, days, claim_days);
			}
			Act::Pay(who, percent) => self.pay(who, percent),
			Act::Claim(who) => {
				let (key, person) = PEOPLE[who].clone();
				let has_some = !self.latent(person).is_empty();
				assert_eq!(calls::claim(signed(key)).is_ok(), has_some);
				if has_some {
					self.touch(person);
				}
			}
			Act::Refund(which) => self.refund(which),
			Act::TakeBack(who, amount) => self.take_back(who, amount),
			Act::Lapse(cohort) => drop(calls::lapse(signed(STRANGER), CohortId(cohort))),
			Act::Blocks(count) => begin_blocks(count),
		}
	}

	fn check(&self) {
		for (key, person) in PEOPLE {
			let told = quote(key, RESTAURANT, 1).affordable;
			assert_eq!(told, self.worth(person), "person {person} at {}", self.now);
		}
		assert_eq!(plain(COOK), self.spent);
		let held: Won =
			TotalsBySeries::<Test>::iter_values().map(|own| own.outstanding + own.budget).sum();
		let flows: Vec<_> = Months::<Test>::iter_values().collect();
		let returned: Won = flows.iter().map(|flow| flow.to_funders + flow.to_router).sum();
		assert_eq!(
			self.funded,
			self.spent + held + returned,
			"funded = spent + outstanding + returned"
		);
		let gone = RemovedTotals::<Test>::get();
		assert_eq!(gone.outstanding + gone.budget, 0);
		System::reset_events();
		assert_ok!(RegionalCurrency::do_try_state());
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn whatever_happens_everyone_has_their_share_once(acts in proptest::collection::vec(an_act(), 1..160)) {
		rich_county().build().execute_with(|| {
			let mut world = World::new();
			for act in acts {
				world.act(act);
				world.check();
			}
		});
	}
}
