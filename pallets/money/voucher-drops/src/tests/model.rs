// SPDX-License-Identifier: Apache-2.0

//! Random operations over months of time on the pallet and on a plain model, compared after each step: every date of
//! every programme opens once, for exactly those who were in the cohort, with the full budget or not at all; and every
//! won is in a budget, spent, or returned.
//!
//! `DROPS_MODEL_STEPS` and `DROPS_MODEL_SEED` choose how many and which.

use crate::BeaconId;
use std::collections::{BTreeMap, BTreeSet};

use chungnam_ports::{Cohorts, Opener, Receipts, MAX_ENROLMENTS};
use chungnam_primitives::{PersonId, ProgrammeId, ReceiptId};
use chungnam_testkit::{steps_and_seed, Dice, Replay};

use super::{events::Reader, *};

const STEPS: u64 = 2_000;
/// People who join and leave; each has as many stays as are remembered.
const PEOPLE: core::ops::Range<u32> = 100..160;

/// A programme, as plainly as can be said.
#[derive(Clone, Debug)]
struct MProgramme {
	/// All dates, listed beforehand.
	dates: Vec<KoreanDay>,
	/// How many of them are over.
	over: usize,
	per_head: Won,
	budget: Won,
	funded: Won,
	spent: Won,
	is_running: bool,
	ended_at: Moment,
	is_closed: bool,
	/// Not tried before this day.
	retry_on: KoreanDay,
	/// Who counted on the day of a date that waits, and when.
	counts: BTreeMap<KoreanDay, (Moment, BTreeSet<PersonId>)>,
	/// Who got it, by date.
	got: BTreeMap<KoreanDay, BTreeSet<PersonId>>,
	/// Who got it later.
	late: BTreeMap<KoreanDay, BTreeSet<PersonId>>,
}

impl MProgramme {
	fn due(&self) -> Option<KoreanDay> {
		self.dates.get(self.over).copied().filter(|_| self.is_running)
	}

	/// For whom the next date is, if it was counted in the last half-year; else those who count now.
	fn people(&self, today: KoreanDay, members: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
		let counted = self.due().and_then(|day| self.counts.get(&day));
		let counted = counted.filter(|(at, _)| is_remembered(*at, today));
		counted.map_or(members, |(_, people)| people).clone()
	}

	/// Counts every date that waits and whose day has come.
	fn count(&mut self, now: Moment, members: &BTreeSet<PersonId>) {
		let today = chungnam_primitives::korean_day(now);
		let dates = self.dates.iter().skip(self.over).take(16).filter(|day| **day <= today);
		for day in dates.filter(|_| !members.is_empty()) {
			let known = self.counts.get(day).is_some_and(|(at, _)| is_remembered(*at, today));
			if !known {
				self.counts.insert(*day, (now, members.clone()));
			}
		}
	}

	/// True if what is due waits no longer for people: the next date has come, or a month has passed after the last.
	fn is_over(&self, today: KoreanDay) -> bool {
		let next = self.dates.get(self.over + 1).copied();
		self.due().is_some_and(|day| today >= next.unwrap_or(day + EMPTY_DAYS))
	}
}

fn is_remembered(at: Moment, today: KoreanDay) -> bool {
	today < chungnam_primitives::korean_day(at) + 180
}

struct World {
	dice: Dice,
	now: Moment,
	members: BTreeSet<PersonId>,
	programmes: BTreeMap<ProgrammeId, MProgramme>,
	tower: ProgrammeId,
	device: BeaconId,
	spending: ProgrammeId,
	/// When both of them close; others are opened then.
	closes: Moment,
	seen: BTreeSet<PersonId>,
	paid_back: BTreeMap<PersonId, ReceiptId>,
	pair: sr25519::Pair,
	opened: u64,
	waited: u64,
	late: u64,
}

fn key(person: PersonId) -> AccountId {
	account(person.0 as u8)
}

impl World {
	fn new(seed: u64) -> Self {
		for person in PEOPLE.map(PersonId) {
			MockRegistry::add_person(key(person), person, EUP);
		}
		let members = BTreeSet::from([KIM_ID, LEE_ID]);
		let mut world = Self {
			dice: Dice::new(seed),
			now: morning(today()),
			members,
			programmes: BTreeMap::new(),
			tower: ProgrammeId(0),
			device: BeaconId(0),
			spending: ProgrammeId(0),
			closes: 0,
			seen: BTreeSet::new(),
			paid_back: BTreeMap::new(),
			pair: device(1),
			opened: 0,
			waited: 0,
			late: 0,
		};
		world.open_claims();
		world
	}

	/// A place and a payback for the next half-year.
	fn open_claims(&mut self) {
		let window = Window { opens: self.now, closes: self.now + 180 * DAYS };
		self.tower = open(Plan::Place(PlacePlan { window, claims: 1_000, ..visit() }));
		self.device = beacon(self.tower, &self.pair, 1_000_000);
		self.spending = open(Plan::Payback(PaybackPlan {
			reward: Reward::Flat(10),
			claims: 1_000_000,
			receipts: window,
			closes: window.closes,
			..payback()
		}));
		self.closes = window.closes;
		self.seen.clear();
		self.paid_back.clear();
	}

	fn renew_claims(&mut self) {
		if self.now >= self.closes {
			self.open_claims();
		}
	}

	fn today(&self) -> KoreanDay {
		chungnam_primitives::korean_day(self.now)
	}

	/// What is due today by the model: tried once a day, and again when a budget suffices.
	fn open_due(&mut self) {
		let today = self.today();
		for programme in self.programmes.values_mut() {
			while let Some(day) = programme.due().filter(|day| *day <= today) {
				if programme.retry_on > today {
					break;
				}
				let people = programme.people(today, &self.members);
				let cost = programme.per_head * people.len() as Won;
				let waits_for_people = people.is_empty() && !programme.is_over(today);
				if cost > programme.budget || waits_for_people {
					programme.count(self.now, &self.members);
					programme.retry_on = today + 1;
					self.waited += 1;
					break;
				}
				programme.budget -= cost;
				programme.spent += cost;
				programme.over += 1;
				if cost > 0 {
					self.opened += 1;
					programme.got.insert(day, people);
				}
				if programme.due().is_none() {
					programme.is_running = false;
					programme.ended_at = self.now;
				}
			}
		}
	}

	/// Blocks until nothing more is due.
	fn run_blocks(&self) {
		while MockAgenda::is_behind() {
			block();
		}
	}

	fn pass_time(&mut self) {
		let days = match self.dice.below(40) {
			0 => 20 + self.dice.below(50),
			_ => self.dice.below(3),
		};
		self.now += days * DAYS + 1;
		at(self.now);
		self.run_blocks();
		self.open_due();
	}

	fn create(&mut self) -> bool {
		let first = self.today() + self.dice.small(20);
		let count = 1 + self.dice.small(12);
		let schedule = match self.dice.below(3) {
			0 => Schedule::Once(first),
			1 => Schedule::EveryDays { first, every: 1 + self.dice.small(20) as u16 },
			_ => Schedule::DayOfMonth { first, day: 1 + self.dice.small(31) as u8 },
		};
		let per_head = Won::from(1 + self.dice.small(50)) * 100;
		let plan = CohortPlan {
			per_head,
			end: End::Count(count),
			max_arrears: 1_000,
			..pension(schedule)
		};
		let running = self.programmes.values().filter(|programme| programme.is_running).count();
		let number = NextProgramme::<Test>::get();
		let done = try_create(Plan::Cohort(plan)).is_ok();
		assert_eq!(done, running < MAX_PROGRAMMES as usize);
		if done {
			let first = schedule.first_from(0);
			let dates = core::iter::successors(first, |day| schedule.next_due(*day));
			let programme = MProgramme {
				dates: dates.take(count as usize).collect(),
				over: 0,
				per_head,
				budget: 0,
				funded: 0,
				spent: 0,
				is_running: true,
				ended_at: 0,
				is_closed: false,
				retry_on: 0,
				counts: BTreeMap::new(),
				got: BTreeMap::new(),
				late: BTreeMap::new(),
			};
			self.programmes.insert(number, programme);
			self.run_blocks();
			self.open_due();
		}
		done
	}

	fn pick(&mut self) -> Option<ProgrammeId> {
		let numbers: Vec<_> = self.programmes.keys().copied().collect();
		self.dice.pick_any(&numbers)
	}

	/// Mostly what still has something to open.
	fn fund(&mut self) -> bool {
		let running = self.programmes.iter().filter(|(_, programme)| programme.is_running);
		let running: Vec<_> = running.map(|(number, _)| *number).collect();
		let any = self.pick();
		let one = if self.dice.below(8) == 0 { any } else { self.dice.pick_any(&running) };
		let Some(number) = one else { return false };
		let amount = Won::from(self.dice.small(60)) * 30_000;
		let done = VoucherDrops::fund(signed(FUNDER), number, amount).is_ok();
		let today = self.today();
		let programme = self.programmes.get_mut(&number).unwrap();
		let cost = programme.people(today, &self.members).len() as Won;
		assert_eq!(done, amount > 0 && !programme.is_closed);
		if done {
			programme.budget += amount;
			programme.funded += amount;
			if cost * programme.per_head <= programme.budget {
				programme.retry_on = 0;
			}
			self.run_blocks();
			self.open_due();
		}
		done
	}

	fn join_or_leave(&mut self) -> bool {
		let person = PersonId(PEOPLE.start + self.dice.small(PEOPLE.end - PEOPLE.start));
		let stays = MockRegistry::member(person).unwrap().enrolments.len();
		if self.members.remove(&person) {
			unenrol(person);
		} else if stays < MAX_ENROLMENTS as usize {
			enrol(person);
			self.members.insert(person);
		}
		// It counts from the next moment on.
		self.now += 1;
		at(self.now);
		true
	}

	fn retry(&mut self) -> bool {
		let Some(number) = self.pick() else { return false };
		let today = self.today();
		let programme = self.programmes.get_mut(&number).unwrap();
		let members = programme.people(today, &self.members).len() as Won;
		let is_due = programme.due().is_some_and(|day| day <= today);
		let is_there = members * programme.per_head <= programme.budget;
		let done = VoucherDrops::retry(signed(STRANGER), number).is_ok();
		let has_people = members > 0 || programme.is_over(today);
		assert_eq!(done, is_due && is_there && has_people);
		if done {
			programme.retry_on = 0;
			self.run_blocks();
			self.open_due();
		}
		done
	}

	fn stop(&mut self) -> bool {
		let Some(number) = self.pick() else { return false };
		let done = VoucherDrops::stop(signed(COUNTY), number).is_ok();
		let programme = self.programmes.get_mut(&number).unwrap();
		assert_eq!(done, programme.is_running);
		if done {
			(programme.is_running, programme.ended_at) = (false, self.now);
		}
		done
	}

	fn close(&mut self) -> bool {
		let Some(number) = self.pick() else { return false };
		let before = Balances::balance(&FUNDER);
		let done = VoucherDrops::close(signed(STRANGER), number).is_ok();
		let programme = self.programmes.get_mut(&number).unwrap();
		let delay = if programme.got.is_empty() { 0 } else { ClosingDelay::get() };
		let is_over = !programme.is_running && self.now >= programme.ended_at + delay;
		assert_eq!(done, is_over && !programme.is_closed);
		if done {
			assert_eq!(Balances::balance(&FUNDER), before + programme.budget);
			(programme.is_closed, programme.budget) = (true, 0);
			if self.dice.below(4) > 0 {
				assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 10));
				self.programmes.remove(&number);
			}
		}
		done
	}

	fn grant(&mut self) -> bool {
		let Some(number) = self.pick() else { return false };
		let days: Vec<_> = self.programmes[&number].got.keys().copied().collect();
		let day = self.dice.pick_any(&days).unwrap_or_default();
		let people: BTreeSet<_> = (0..1 + self.dice.below(3))
			.map(|_| PersonId(PEOPLE.start + self.dice.small(PEOPLE.end - PEOPLE.start)))
			.collect();
		let named = BoundedVec::truncate_from(people.iter().copied().collect());
		let done = VoucherDrops::grant_arrears(signed(COUNTY), number, day, named).is_ok();
		let programme = self.programmes.get_mut(&number).unwrap();
		let is_remembered = days.iter().rev().take(MAX_OPENINGS as usize).any(|own| *own == day);
		let is_open = is_remembered && !programme.is_closed;
		let late = programme.late.entry(day).or_default();
		let got = programme.got.get(&day).cloned().unwrap_or_default();
		let mut paid = 0;
		// Each by itself, as long as there is money.
		for person in people.iter().filter(|_| is_open) {
			let missed = !got.contains(person) && !late.contains(person);
			if missed && programme.budget >= programme.per_head {
				late.insert(*person);
				programme.budget -= programme.per_head;
				programme.spent += programme.per_head;
				paid += 1;
			}
		}
		assert_eq!(done, paid > 0, "{people:?} of {day}");
		self.late += paid;
		done
	}

	fn visit(&mut self) -> bool {
		self.renew_claims();
		let person = PersonId(PEOPLE.start + self.dice.small(PEOPLE.end - PEOPLE.start));
		let seen = sight(&self.pair, self.tower, self.device, person);
		let claim = VoucherDrops::claim_at_place(signed(key(person)), self.tower, sights(&[seen]));
		assert_eq!(claim.is_ok(), self.seen.insert(person));
		claim.is_ok()
	}

	fn pay_back(&mut self) -> bool {
		self.renew_claims();
		let person = PersonId(PEOPLE.start + self.dice.small(PEOPLE.end - PEOPLE.start));
		let who = signed(key(person));
		if self.dice.below(2) == 0 {
			let done = VoucherDrops::undo_payback(who, self.spending).is_ok();
			let receipt = self.paid_back.remove(&person);
			assert_eq!(done, receipt.is_some());
			assert!(receipt.is_none_or(|receipt| !is_pledged(receipt)));
			return done;
		}
		let amount = Won::from(self.dice.small(60)) * 1_000;
		let receipt = (0..).find(|id| Currency::receipt(ReceiptId(*id)).is_none()).unwrap();
		let (merchant, at) = (RESTAURANT, self.now);
		let facts =
			ReceiptFacts { person, merchant, at, spent: Spent::own(amount), is_pledged: false };
		Currency::add_receipt(ReceiptId(receipt), facts);
		let done = VoucherDrops::claim_payback(who, self.spending, receipts(&[ReceiptId(receipt)]))
			.is_ok();
		assert_eq!(done, amount >= 30_000 && !self.paid_back.contains_key(&person));
		if done {
			self.paid_back.insert(person, ReceiptId(receipt));
		}
		done
	}

	fn step(&mut self) -> bool {
		match self.dice.below(20) {
			0..=5 => {
				self.pass_time();
				true
			}
			6..=7 => self.create(),
			8..=10 => self.fund(),
			11..=13 => self.join_or_leave(),
			14 => self.retry(),
			15 => self.stop(),
			16 => self.close(),
			17 => self.grant(),
			18 => self.visit(),
			_ => self.pay_back(),
		}
	}

	/// Programmes and their won are as the model says.
	fn assert_same(&self, said: &str) {
		for (number, own) in &self.programmes {
			assert_eq!(budget(*number), own.budget, "{said}: programme {number}");
			let is_running = matches!(programme(*number).status, Status::Running { .. });
			assert_eq!(is_running, own.is_running, "{said}: programme {number}");
			let money = programme(*number).money;
			assert_eq!((money.funded, money.spent), (own.funded, own.spent), "{said}");
			assert_eq!(money.funded, money.spent + own.budget + money.returned, "{said}");
		}
	}

	/// The series of the currency are what the model opened, each date once and in order, and everyone has what the
	/// currency computes: in the cohort at the opening, or given later. Never both.
	fn assert_everyone_has_theirs(&self) {
		let people = || PEOPLE.map(PersonId).chain([KIM_ID, LEE_ID]);
		let mut opened = BTreeMap::<Opener, Vec<MockSeries>>::new();
		for series in Currency::series() {
			opened.entry(series.opener).or_default().push(series);
		}
		for (number, own) in &self.programmes {
			let all = opened.remove(&Opener::Programme(*number)).unwrap_or_default();
			let series: Vec<_> = all.iter().filter(|series| series.heads > 0).collect();
			assert_eq!(series.len(), own.got.len(), "programme {number}");
			for (series, (day, got)) in series.iter().zip(&own.got) {
				let had = |person: &PersonId| {
					let member = MockRegistry::member(*person).unwrap();
					member.was_enrolled(PENSIONERS, series.opened_at)
				};
				let found: BTreeSet<_> = people().filter(had).collect();
				assert_eq!((&found, series.heads), (got, got.len() as u32), "{number} of {day}");
				let late: BTreeSet<_> = series.given.keys().copied().collect();
				let granted = own.late.get(day).cloned().unwrap_or_default();
				assert!(late.is_subset(&granted), "{number} of {day}");
				assert!(series.given.values().all(|won| *won == series.per_head));
			}
			// Whether from the series of the day or from a newer one, each grant was paid once.
			let mut given = BTreeMap::<PersonId, Won>::new();
			for (person, won) in all.iter().flat_map(|series| &series.given) {
				*given.entry(*person).or_default() += won;
			}
			let mut granted = BTreeMap::<PersonId, Won>::new();
			for person in own.late.values().flatten() {
				*granted.entry(*person).or_default() += own.per_head;
			}
			assert_eq!(given, granted, "{number}");
		}
	}
}

#[test]
fn the_pallet_and_a_plain_model_agree_who_gets_what_and_when() {
	let (steps, seed) = steps_and_seed("DROPS_MODEL", STEPS);
	ExtBuilder::default().build_and_execute(|| {
		let mut reader = Reader::default();
		let mut world = World::new(seed);
		reader.read_all();
		let mut done: u64 = 0;
		for number in 0..steps {
			done += u64::from(world.step());
			let said = format!("step {number} of seed {seed}");
			world.assert_same(&said);
			reader.read_all();
			if number % 25 == 0 {
				reader.assert_same(&said);
				world.assert_everyone_has_theirs();
				VoucherDrops::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
		}
		world.assert_everyone_has_theirs();
		reader.assert_same("the end");
		let (opened, waited, late) = (world.opened, world.waited, world.late);
		println!("{steps} steps: {done} done; {opened} opened, {waited} waits, {late} grants");
		assert!(opened > steps / 20 && waited > steps / 100 && late > 5, "all of it was tried");
	});
}
