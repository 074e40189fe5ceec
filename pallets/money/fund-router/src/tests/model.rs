// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a plain model of the circle, compared after each step.
//!
//! `ROUTER_MODEL_STEPS` and `ROUTER_MODEL_SEED` choose how many and which.

use std::collections::BTreeMap;

use chungnam_primitives::{korean_day, start_of_day, PersonId, ZoneId};
use chungnam_testkit::{at, begin_block, midnight, steps_and_seed, Dice, MockRegistry, Step, Walk};

use super::*;
use crate::{Books, Changes, Paid, Routes, KEPT_MONTHS, MAX_PRUNED};

const STEPS: u64 = 12_000;
/// The numbered invariants read all of the state, so not after each step.
const CHECK_EVERY: u64 = 50;
const SINKS: [AccountId; 5] = [POOL, BONUS, PROJECTS, PROVINCE, STRANGER];
/// The key of somebody who died when the walk began, and from whom nobody inherits.
const DEAD: AccountId = account(21);

/// Sinks with parts of a billion, and who gets the rest.
#[derive(Clone, Debug, PartialEq)]
struct MRoute(Vec<(AccountId, u32)>, AccountId);

impl MRoute {
	fn is_sound(&self) -> bool {
		let Self(sinks, rest) = self;
		let names: std::collections::BTreeSet<_> = sinks.iter().map(|(to, _)| to).collect();
		let sum: u64 = sinks.iter().map(|(_, parts)| u64::from(*parts)).sum();
		sum == 1_000_000_000
			&& names.len() == sinks.len()
			&& names.contains(rest)
			&& !Source::ALL.iter().any(|source| names.contains(&FundRouter::account_of(*source)))
	}

	fn to_route(&self) -> RouteOf<Test> {
		Route { rest: self.1.clone(), ..route(&self.0) }
	}
}

#[derive(Clone, Default)]
struct Model {
	/// The time of this block.
	now: Moment,
	won: BTreeMap<AccountId, Won>,
	waiting: BTreeMap<Source, Won>,
	routes: BTreeMap<Source, MRoute>,
	changes: BTreeMap<(Source, Moment), MRoute>,
	/// Opening, routed, closing.
	books: BTreeMap<(KoreanMonth, Source), (Won, Won, Won)>,
	paid: BTreeMap<(KoreanMonth, Source, AccountId), Won>,
	month: KoreanMonth,
	oldest: KoreanMonth,
	/// When the next route of a source begins.
	begins: BTreeMap<Source, Moment>,
	/// When a source has its next turn.
	turns: BTreeMap<Source, Moment>,
	/// When somebody died.
	died: Moment,
}

impl Model {
	fn flush(&mut self, source: Source) -> bool {
		let amount = self.waiting.get(&source).copied().unwrap_or(0);
		let Some(MRoute(sinks, rest)) = self.routes.get(&source).cloned() else { return false };
		if amount == 0 {
			return false;
		}
		self.waiting.remove(&source);
		let mut left = amount;
		let mut give = |to: AccountId, part: Won, paid: &mut BTreeMap<_, Won>| {
			if part > 0 {
				*self.won.entry(to.clone()).or_default() += part;
				*paid.entry((self.month, source, to)).or_default() += part;
				left -= part;
			}
		};
		for (to, parts) in sinks {
			give(to, amount * Won::from(parts) / 1_000_000_000, &mut self.paid);
		}
		let rounding = left;
		if rounding > 0 {
			*self.won.entry(rest.clone()).or_default() += rounding;
			*self.paid.entry((self.month, source, rest)).or_default() += rounding;
		}
		self.books.entry((self.month, source)).or_default().1 += amount;
		true
	}

	/// What the agenda hands over in a new block, which sees the time of the last: eight things, always the oldest, until
	/// one comes first again.
	fn begin_block(&mut self) {
		let mut done = Vec::new();
		while done.len() < 8 {
			let next = self.month + 1;
			let month = midnight(next / 12, next % 12 + 1, 1);
			let routes = self.begins.iter().map(|(source, at)| (*at, 1, *source));
			let turns = self.turns.iter().map(|(source, at)| (*at, 2, *source));
			let all = routes.chain(turns).chain([(month, 0, Source::Fees)]);
			let (at, kind, source) = all.min().expect("each source has a turn");
			if at > self.now || done.contains(&(kind, source)) {
				break;
			}
			match kind {
				0 => self.turn_month(),
				1 => self.switch(source),
				_ => {
					let tomorrow = start_of_day(korean_day(self.now) + 1);
					self.turns.insert(source, tomorrow);
					self.flush(source);
				}
			}
			done.push((kind, source));
		}
	}

	fn turn_month(&mut self) {
		let month = korean_month(self.now);
		for (source, left) in self.waiting.clone() {
			self.books.entry((self.month, source)).or_default().2 = left;
			self.books.entry((month, source)).or_default().0 = left;
		}
		self.month = month;
	}

	fn switch(&mut self, source: Source) {
		self.flush(source);
		let due = self.changes.keys().find(|(own, _)| *own == source).copied().expect("it is due");
		let route = self.changes.remove(&due).expect("it is due");
		self.routes.insert(source, route);
		self.note_next(source);
	}

	/// When the next route of a source begins.
	fn note_next(&mut self, source: Source) {
		self.begins.remove(&source);
		if let Some((_, from)) = self.changes.keys().find(|(own, _)| *own == source) {
			self.begins.insert(source, *from);
		}
	}

	fn schedule(&mut self, source: Source, route: MRoute, from: Moment) -> bool {
		let announced = self.changes.keys().filter(|(own, _)| *own == source).count();
		let fits = announced < 2 || self.changes.contains_key(&(source, from));
		let is_done = route.is_sound() && fits && from >= self.now + 7 * DAYS;
		if is_done {
			self.changes.insert((source, from), route);
			self.note_next(source);
		}
		is_done
	}

	fn cancel(&mut self, source: Source, from: Moment) -> bool {
		let is_done = from > self.now && self.changes.remove(&(source, from)).is_some();
		if is_done {
			self.note_next(source);
		}
		is_done
	}

	fn pay(&mut self, source: Source, amount: Won) {
		*self.won.entry(DONOR).or_default() -= amount;
		*self.waiting.entry(source).or_default() += amount;
	}

	fn sweep_estate(&mut self) -> bool {
		let left = self.won.get(&DEAD).copied().unwrap_or(0);
		let is_done = left > 0 && self.now >= self.died + 730 * DAYS;
		if is_done {
			self.won.insert(DEAD, 0);
			*self.waiting.entry(Source::ForfeitedIncome).or_default() += left;
		}
		is_done
	}

	fn idle(&mut self) {
		if self.oldest + KEPT_MONTHS > self.month {
			return;
		}
		let gone = self.oldest;
		assert!(
			self.paid.keys().filter(|(month, ..)| *month == gone).count() < MAX_PRUNED as usize
		);
		self.books.retain(|(month, _), _| *month != gone);
		self.paid.retain(|(month, ..), _| *month != gone);
		self.oldest += 1;
	}

	fn assert_same(&self, said: &str) {
		for (who, amount) in &self.won {
			assert_eq!(won(who), *amount, "{said}: {who:?}");
		}
		for source in Source::ALL {
			let expected = self.waiting.get(&source).copied().unwrap_or(0);
			assert_eq!(waiting(source), expected, "{said}: {source:?}");
			let routes = FundRouter::route(source);
			let route = self.routes.get(&source).map(MRoute::to_route);
			assert_eq!(routes.0, route, "{said}: {source:?}");
			let changes = routes.1.iter().map(|change| (change.from, change.value.clone()));
			let expected = self.changes.iter().filter(|((own, _), _)| *own == source);
			let expected = expected.map(|((_, from), route)| (*from, route.to_route()));
			assert!(changes.eq(expected), "{said}: {source:?}: {:?}", routes.1);
		}
	}

	fn assert_same_books(&self, said: &str) {
		let books = Books::<Test>::iter()
			.map(|(month, source, own)| ((month, source), (own.opening, own.routed, own.closing)));
		assert_eq!(self.books, books.collect(), "{said}");
		let paid = Paid::<Test>::iter();
		let paid = paid.map(|(month, (source, to), amount)| ((month, source, to), amount));
		assert_eq!(self.paid, paid.collect(), "{said}");
		for source in FundRouter::month(self.month) {
			let flowed = source.opening + source.received;
			assert_eq!(flowed, source.routed + source.closing, "{said}");
			let to: Won = source.to.iter().map(|(_, amount)| amount).sum();
			assert_eq!(to, source.routed, "{said}");
		}
	}
}

struct World {
	dice: Dice,
	model: Model,
}

impl World {
	fn a_route(&mut self) -> MRoute {
		let mut left = 1_000_000_000;
		let mut sinks = Vec::new();
		let mut names = SINKS.to_vec();
		if self.dice.one_in(20) {
			names.push(FundRouter::account_of(self.dice.pick(&Source::ALL)));
		}
		for _ in 0..self.dice.below(4) {
			let i = self.dice.below(names.len() as u64) as usize;
			let to = if self.dice.one_in(20) { names[i].clone() } else { names.remove(i) };
			let parts = self.dice.below(u64::from(left) + 1) as u32;
			left -= parts;
			sinks.push((to, parts));
		}
		if !self.dice.one_in(20) {
			sinks.push((self.dice.pick(&names), left));
		}
		let names: Vec<_> = sinks.iter().map(|(to, _)| to.clone()).collect();
		let rest = if names.is_empty() || self.dice.one_in(20) {
			PROVINCE
		} else {
			self.dice.pick(&names)
		};
		MRoute(sinks, rest)
	}

	fn send(&mut self, source: Source, amount: Won) -> Step {
		self.model.pay(source, amount);
		let to = FundRouter::account_of(source);
		let done = Balances::transfer_allow_death(signed(DONOR), to, amount);
		(format!("send {amount} to {source:?}"), true, done.map(|_| ()))
	}

	fn give_to_the_dead(&mut self, amount: Won) -> Step {
		*self.model.won.entry(DONOR).or_default() -= amount;
		*self.model.won.entry(DEAD).or_default() += amount;
		let done = Balances::transfer_allow_death(signed(DONOR), DEAD, amount);
		(format!("give {amount} to the dead"), true, done.map(|_| ()))
	}

	/// Tries the same on both: what, whether the model did it, and whether the pallet did.
	fn step(&mut self) -> Step {
		let source = self.dice.pick(&Source::ALL);
		match self.dice.below(100) {
			0..=19 => {
				let amount = Won::from(self.dice.below(3_000));
				let is_done = amount > 0 && self.model.won[&DONOR] >= amount;
				if is_done {
					self.model.pay(source, amount);
				}
				let done = FundRouter::pay_in(signed(DONOR), source, amount);
				(format!("pay {amount} into {source:?}"), is_done, done)
			}
			20..=24 => {
				let amount = Won::from(self.dice.below(50)) + 1;
				match amount % 5 {
					0 => self.give_to_the_dead(amount),
					1 => {
						let is_done = self.model.sweep_estate();
						let done = FundRouter::sweep_estate(signed(STRANGER), DEAD);
						("sweep the estate".into(), is_done, done)
					}
					_ => self.send(source, amount),
				}
			}
			25..=39 => {
				let is_done = self.model.flush(source);
				(format!("flush {source:?}"), is_done, flush(source))
			}
			40..=46 => {
				let route = self.a_route();
				let from = self.model.now + 6 * DAYS + self.dice.below(10 * DAYS);
				let said = format!("schedule {source:?} from {from}: {route:?}");
				let is_done = self.model.schedule(source, route.clone(), from);
				(said, is_done, schedule(source, route.to_route(), from))
			}
			47..=48 => {
				let mut known = self.model.changes.keys().filter(|(own, _)| *own == source);
				let from = known.next().map_or(self.model.now, |(_, from)| *from);
				let is_done = self.model.cancel(source, from);
				let done = FundRouter::cancel_route_change(governor(), source, from);
				(format!("cancel {source:?} from {from}"), is_done, done)
			}
			49..=51 => {
				self.model.idle();
				FundRouter::on_idle(System::block_number(), Weight::MAX);
				("idle".into(), true, Ok(()))
			}
			_ => {
				let to = self.next_moment();
				self.model.begin_block();
				self.model.now = to;
				begin_block::<Test>();
				at::<Test>(to);
				(format!("a block at {to}"), true, Ok(()))
			}
		}
	}

	/// Mostly a second later; at times hours, days, or exactly when a route is due.
	fn next_moment(&mut self) -> Moment {
		let now = self.model.now;
		let due = self.model.changes.keys().map(|(_, from)| *from).filter(|from| *from > now).min();
		match (self.dice.below(60), due) {
			(0, _) => now + self.dice.below(90 * DAYS),
			(1..=6, _) => now + self.dice.below(DAYS),
			(7..=9, Some(due)) => due,
			(10, Some(due)) if due > now + 1 => due - 1,
			_ => now + 1_000,
		}
	}
}

#[test]
fn the_pallet_and_a_plain_model_agree_about_every_won() {
	let (steps, seed) = steps_and_seed("ROUTER_MODEL", STEPS);
	ExtBuilder::default().build_and_execute(|| {
		blocks(1);
		let month = month_no(2026, 3);
		MockRegistry::add_person(DEAD, PersonId(1), ZoneId::new(12, 1));
		MockRegistry::bury(PersonId(1));
		let mut model =
			Model { now: now(), month, oldest: month, died: now(), ..Default::default() };
		model.won.extend([(DONOR, PLENTY), (STRANGER, PLENTY)]);
		let tomorrow = start_of_day(korean_day(TODAY) + 1);
		model.turns.extend(Source::ALL.map(|source| (source, tomorrow)));
		let mut world = World { dice: Dice::new(seed), model };
		let mut walk = Walk::default();
		for number in 0..steps {
			let said = walk.count(number, seed, world.step());
			world.model.assert_same(&said);
			if number % CHECK_EVERY == 0 {
				world.model.assert_same_books(&said);
				FundRouter::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
			System::reset_events();
		}
		let years = (world.model.now - TODAY) / (365 * DAYS);
		let (routes, changes) = (Routes::<Test>::iter().count(), Changes::<Test>::iter().count());
		println!("{walk}; {years} years, {routes} routes, {changes} announced");
		walk.assert_both_tried(2, 50);
		assert!(years >= 11 || steps < STEPS, "books are forgotten");
	});
}
