// SPDX-License-Identifier: Apache-2.0

//! Random operations over two years against a model in plain Rust, which knows people and months and nothing of cohorts,
//! stays or agendas. Nobody is paid twice, or not at all, for a month they were entitled to.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use chungnam_primitives::{korean_day, start_of_day, KoreanDay, PersonId, SeriesId};
use proptest::prelude::*;

const PEOPLE: u32 = 7;
const BLOCK: Moment = 1_000;
/// The registry keeps 16 stays a person; the model knows no such bound.
const STAYS: usize = 14;
const HOMES: [ZoneId; 4] = [EUP, MYEON_1, MYEON_2, BORYEONG_TOWN];

#[derive(Clone, Debug)]
enum Op {
	/// Time goes by, in hours.
	Wait(u64),
	Enrol(PersonId),
	Leave(PersonId),
	Apply(PersonId),
	Admit(PersonId),
	Refuse(PersonId),
	Suspend(PersonId),
	Resume(PersonId, bool),
	Move(PersonId, usize),
	Refresh(PersonId),
	Die(PersonId),
	Sanction(PersonId, Won),
	Forgive(PersonId),
	Fund(Won),
	Return(u32),
	Retry,
	Confirm,
	/// The currency refuses to open series, or opens them again.
	NoRoom(bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
	Out,
	In(usize),
	Checking { since: Moment, until: Moment },
	Suspended { since: Moment },
	Banned { until: Moment },
}

#[derive(Clone, Debug)]
struct Person {
	home: usize,
	alive: bool,
	status: Status,
	/// Months missed in the check or suspension that is under way, with won.
	missed: Vec<(KoreanMonth, Won)>,
	/// Months paid, with won.
	paid: BTreeMap<KoreanMonth, Won>,
	/// Won given in arrears and not taken back.
	given: Won,
	/// Won taken back, or kept for a debt.
	taken: Won,
	debt: Won,
	/// Came in with arrears at this moment: must not miss what is counted then.
	owed_at: Moment,
	/// Months that wait and were counted in the check or suspension that is under way.
	claims: BTreeSet<KoreanMonth>,
	/// Months that wait and were counted in one that ended well.
	later: BTreeSet<KoreanMonth>,
	/// What opened of them, with won.
	late: Vec<(KoreanMonth, Won)>,
	/// Is noted for them.
	noted: bool,
}

impl Person {
	/// Gets arrears, of which half pays a debt.
	fn give(&mut self, arrears: Won) {
		let kept = (arrears / 2).min(self.debt);
		self.debt -= kept;
		self.taken += kept;
		self.given += arrears - kept;
	}

	fn is_out_since_before(&self, now: Moment) -> bool {
		matches!(self.status,
			Status::Checking { since, .. } | Status::Suspended { since } if since < now)
	}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
	Nobody,
	Confirmation,
	Money,
	Refused,
}

struct Model {
	terms: Terms,
	now: Moment,
	people: Vec<Person>,
	/// Who counts now: who was in before this moment.
	counted: BTreeSet<PersonId>,
	next: KoreanMonth,
	try_on: KoreanDay,
	why: Option<Why>,
	confirmed: bool,
	refuses: bool,
	admitted_at: Moment,
	pool: Won,
	came_back: Won,
	opened: Vec<KoreanMonth>,
	/// Who counted on the pay day of a month that waits, and when.
	frozen: BTreeMap<KoreanMonth, (Moment, BTreeSet<PersonId>)>,
	/// The newest month, if it was short: its day, who got it, and what each of them lacks.
	short: Option<(KoreanDay, BTreeSet<PersonId>, Won)>,
	/// The short month is topped up by the next block.
	tops_up: bool,
}

fn tier_of_home(home: usize) -> Option<usize> {
	[Some(0), Some(1), Some(1), None][home]
}

impl Model {
	fn new(terms: Terms) -> Self {
		let person = |id| Person {
			home: id % HOMES.len(),
			alive: true,
			status: Status::Out,
			missed: vec![],
			paid: BTreeMap::new(),
			given: 0,
			taken: 0,
			debt: 0,
			owed_at: 0,
			claims: BTreeSet::new(),
			later: BTreeSet::new(),
			late: vec![],
			noted: false,
		};
		Self {
			terms,
			now: TODAY + BLOCK,
			people: (0..PEOPLE as usize).map(person).collect(),
			counted: BTreeSet::new(),
			next: APRIL,
			try_on: korean_day(pay_day(APRIL)),
			why: None,
			confirmed: false,
			refuses: false,
			admitted_at: 0,
			pool: 0,
			came_back: 0,
			opened: vec![],
			frozen: BTreeMap::new(),
			short: None,
			tops_up: false,
		}
	}

	/// What the newest month lacks, as long as it can be topped up.
	fn lacking(&self) -> Option<(KoreanDay, BTreeSet<PersonId>, Won)> {
		let next = korean_day(pay_day(self.next));
		let is_on = |(day, ..): &(KoreanDay, BTreeSet<PersonId>, Won)| {
			self.why.is_none() && self.today() < next && self.today() < day + 21
		};
		self.short.clone().filter(is_on)
	}

	/// Everyone who got the short month gets the rest. True if there is enough.
	fn top_up(&mut self) -> bool {
		let month = self.next - 1;
		self.tops_up = false;
		self.try_on = korean_day(pay_day(self.next));
		let Some((_, people, each)) = self.lacking() else { return false };
		let sum = each * people.len() as Won;
		if sum > self.pool || self.refuses {
			return false;
		}
		self.pool -= sum;
		for id in people {
			*self.people[id.0 as usize].paid.get_mut(&month).expect("it was paid") += each;
		}
		// Who is owed the month and comes in later is paid as much as those who were in.
		let owed =
			self.people.iter_mut().flat_map(|own| own.missed.iter_mut().chain(&mut own.late));
		owed.filter(|(own, _)| *own == month).for_each(|(_, won)| *won += each);
		self.short = None;
		true
	}

	fn today(&self) -> KoreanDay {
		korean_day(self.now)
	}

	fn days_from_now(&self, days: u16) -> Moment {
		start_of_day(self.today() + KoreanDay::from(days))
	}

	/// A person who is in now counts from the next moment on.
	fn go_to(&mut self, now: Moment) {
		self.now = now;
		let is_in = |(id, person): (PersonId, &Person)| {
			matches!(person.status, Status::In(_)).then_some(id)
		};
		self.counted = (0..).map(PersonId).zip(&self.people).filter_map(is_in).collect();
	}

	/// Who counted for a month, if that is still remembered: for half a year.
	fn remembered(&self, month: KoreanMonth) -> Option<&BTreeSet<PersonId>> {
		let (at, people) = self.frozen.get(&month)?;
		(self.today() < korean_day(*at) + 180).then_some(people)
	}

	/// For whom the next month is.
	fn people_of_next(&self) -> BTreeSet<PersonId> {
		self.remembered(self.next).unwrap_or(&self.counted).clone()
	}

	/// A month is for those who count now, and owed to those who are in a check or suspension now.
	fn count(&mut self, month: KoreanMonth) {
		self.frozen.insert(month, (self.now, self.counted.clone()));
		for (id, person) in (0..).map(PersonId).zip(&mut self.people) {
			person.claims.remove(&month);
			person.later.remove(&month);
			if self.counted.contains(&id) {
				continue;
			}
			assert!(person.owed_at < self.now, "{id} would never be paid for {month}");
			if person.is_out_since_before(self.now) {
				person.claims.insert(month);
			}
		}
	}

	/// Counts every month that waits and whose pay day has come.
	fn count_what_waits(&mut self) {
		for month in self.next..self.next + 7 {
			let is_due = korean_day(pay_day(month)) <= self.today();
			let is_checked = !self.terms.confirm_monthly || month == self.next && self.confirmed;
			if !is_due || self.counted.is_empty() {
				return;
			}
			if is_checked && self.remembered(month).is_none() {
				self.count(month);
			}
		}
	}

	/// What a person gets of months, the newest, as far as the chain remembers them.
	fn newest(&self, months: &[(KoreanMonth, Won)]) -> Vec<(KoreanMonth, Won)> {
		let remembered: BTreeSet<_> = self.opened.iter().rev().take(12).collect();
		let own = months.iter().rev().filter(|(month, _)| remembered.contains(month));
		own.take(self.terms.max_arrears.into()).copied().collect()
	}

	/// What the next period would pay now, or why it cannot.
	fn decide(&self) -> Result<Option<Won>, Why> {
		let heads = self.people_of_next().len() as Won;
		if self.terms.confirm_monthly && !self.confirmed {
			return Err(Why::Confirmation);
		}
		if heads == 0 {
			let is_over = korean_day(pay_day(self.next + 1)) <= self.today();
			return if is_over { Ok(None) } else { Err(Why::Nobody) };
		}
		let per_head = self.terms.full.min(self.pool / heads);
		// All pay days are the same day of a month. A month that waits pays in full on any other day, or not at all.
		let this_month = chungnam_primitives::korean_month(self.now);
		let is_pay_day = self.today() == korean_day(pay_day(this_month));
		let may_be_short = is_pay_day || matches!(self.why, None | Some(Why::Refused));
		let enough = if may_be_short { self.terms.least } else { self.terms.full };
		if per_head < enough {
			return Err(Why::Money);
		}
		if self.refuses {
			return Err(Why::Refused);
		}
		Ok(Some(per_head))
	}

	fn open(&mut self, per_head: Option<Won>) {
		if let Some(per_head) = per_head {
			let month = self.next;
			if self.remembered(month).is_none() {
				self.count(month);
			}
			let people = self.people_of_next();
			self.pool -= per_head * people.len() as Won;
			self.opened.push(month);
			let lacks = self.terms.full - per_head;
			self.short = (lacks > 0).then(|| (self.today(), people.clone(), lacks));
			for (id, person) in (0..).map(PersonId).zip(&mut self.people) {
				if people.contains(&id) {
					let twice = person.paid.insert(month, per_head);
					assert_eq!(twice, None, "{id} was paid twice for {month}");
				}
				if person.claims.remove(&month) {
					person.missed.push((month, per_head));
				}
				if person.later.remove(&month) {
					person.late.push((month, per_head));
				}
			}
		}
		self.frozen.remove(&self.next);
		self.next += 1;
		self.confirmed = false;
		self.why = None;
		self.try_on = korean_day(pay_day(self.next));
	}

	/// The hook of a block that sees the clock as it is.
	fn hook(&mut self) {
		if self.tops_up && self.try_on <= self.today() {
			self.top_up();
			return;
		}
		if self.try_on > self.today() || self.admitted_at >= self.now {
			return;
		}
		match self.decide() {
			Ok(per_head) => self.open(per_head),
			Err(why) => {
				self.count_what_waits();
				self.why = Some(why);
				self.try_on = self.today() + 1;
			}
		}
	}

	/// Plays an operation. True if it goes through.
	fn apply(&mut self, op: &Op) -> bool {
		match *op {
			Op::Enrol(id) => {
				let free = self.is_free(id);
				if let Some(tier) = free {
					self.people[id.0 as usize].status = Status::In(tier);
				}
				free.is_some()
			}
			Op::Apply(id) => {
				let free = self.is_free(id).is_some();
				if free {
					let until = self.days_from_now(self.terms.check_days);
					let since = self.now;
					self.people[id.0 as usize].missed.clear();
					self.people[id.0 as usize].claims.clear();
					self.people[id.0 as usize].status = Status::Checking { since, until };
				}
				free
			}
			Op::Leave(id) => self.leave(id, Status::Out),
			Op::Suspend(id) => {
				let since = self.now;
				let was_in = self.leave(id, Status::Suspended { since });
				if was_in {
					self.people[id.0 as usize].missed.clear();
					self.people[id.0 as usize].claims.clear();
				}
				was_in
			}
			Op::Admit(id) => match self.people[id.0 as usize].status {
				Status::Checking { until, .. } if until <= self.now => self.come_in(id, true),
				_ => false,
			},
			Op::Resume(id, with_arrears) => match self.people[id.0 as usize].status {
				Status::Suspended { .. } => self.come_in(id, with_arrears),
				_ => false,
			},
			Op::Refuse(id) => {
				let person = &mut self.people[id.0 as usize];
				let open =
					matches!(person.status, Status::Checking { .. } | Status::Suspended { .. });
				if open {
					person.status = Status::Out;
					person.claims.clear();
				}
				open
			}
			Op::Refresh(id) => self.refresh(id),
			Op::Sanction(id, amount) => self.sanction(id, amount),
			Op::Forgive(id) => {
				let person = &mut self.people[id.0 as usize];
				let banned = matches!(person.status, Status::Banned { .. });
				let something = banned || person.debt > 0;
				person.debt = 0;
				if banned {
					person.status = Status::Out;
				}
				something
			}
			Op::Fund(amount) => {
				self.pool += amount;
				let is_enough = matches!(self.decide(), Ok(_) | Err(Why::Refused));
				if self.why == Some(Why::Money) && is_enough {
					self.try_on = self.today();
				}
				if let Some((_, people, each)) = self.lacking() {
					if self.pool >= each * people.len() as Won {
						self.try_on = self.today();
						self.tops_up = true;
					}
				}
				true
			}
			Op::Retry if self.lacking().is_some() => {
				let (before, noted) = (self.try_on, self.tops_up);
				let done = self.top_up();
				if !done {
					(self.try_on, self.tops_up) = (before, noted);
				}
				done
			}
			Op::Retry => {
				let can = self.why.is_some() && self.admitted_at < self.now;
				match self.decide() {
					Ok(per_head) if can => {
						self.open(per_head);
						true
					}
					_ => false,
				}
			}
			Op::Confirm => {
				let can = !self.confirmed;
				self.confirmed = true;
				if self.why == Some(Why::Confirmation) {
					self.try_on = self.today();
				}
				can
			}
			Op::Move(..) | Op::Die(_) | Op::Wait(_) | Op::Return(_) | Op::NoRoom(_) => true,
		}
	}

	/// The tier into which a person could come now without a check.
	fn is_free(&self, id: PersonId) -> Option<usize> {
		let person = &self.people[id.0 as usize];
		let free = match person.status {
			Status::Out => true,
			Status::Banned { until } => until <= self.now,
			_ => false,
		};
		tier_of_home(person.home).filter(|_| free && person.alive)
	}

	fn leave(&mut self, id: PersonId, to: Status) -> bool {
		let person = &mut self.people[id.0 as usize];
		let was_in = matches!(person.status, Status::In(_));
		if was_in {
			person.status = to;
		}
		was_in
	}

	fn come_in(&mut self, id: PersonId, with_arrears: bool) -> bool {
		let (today, now) = (self.today(), self.now);
		let person = &mut self.people[id.0 as usize];
		let was_suspended = matches!(person.status, Status::Suspended { .. });
		let home = tier_of_home(person.home);
		// Who lives elsewhere by now is paid what is owed, and stays out.
		if !person.alive || home.is_none() && !(was_suspended && with_arrears) {
			return false;
		}
		if with_arrears {
			let person = self.people[id.0 as usize].clone();
			let mut owed = [person.missed, person.late].concat();
			owed.sort_unstable();
			let owed = self.newest(&owed);
			let arrears: Won = owed.iter().map(|(_, won)| won).sum();
			if self.try_on <= today || arrears > self.pool {
				return false;
			}
			let person = &mut self.people[id.0 as usize];
			for (month, won) in owed {
				let twice = person.paid.insert(month, won);
				assert_eq!(twice, None, "{id} was paid twice for {month}");
			}
			self.pool -= arrears;
			person.give(arrears);
			(person.missed, person.late) = (vec![], vec![]);
			person.later.extend(std::mem::take(&mut person.claims));
			person.noted = !person.later.is_empty();
			person.owed_at = now;
			self.admitted_at = now;
		}
		let person = &mut self.people[id.0 as usize];
		person.claims.clear();
		person.status = home.map_or(Status::Out, Status::In);
		true
	}

	/// Pays what waited when a person came in, if the person is noted, nothing waits any more and the pool suffices.
	fn settle(&mut self, id: PersonId) -> bool {
		let person = self.people[id.0 as usize].clone();
		if !person.noted || person.alive && !person.later.is_empty() {
			return false;
		}
		let owed = if person.alive { self.newest(&person.late) } else { vec![] };
		let arrears: Won = owed.iter().map(|(_, won)| won).sum();
		if arrears > self.pool {
			return false;
		}
		self.pool -= arrears;
		let person = &mut self.people[id.0 as usize];
		for (month, won) in owed {
			let twice = person.paid.insert(month, won);
			assert_eq!(twice, None, "{id} was paid twice for {month}");
		}
		person.give(arrears);
		(person.late, person.noted) = (vec![], false);
		person.later.clear();
		true
	}

	fn refresh(&mut self, id: PersonId) -> bool {
		let is_placed = self.put_in_place(id);
		self.settle(id) || is_placed
	}

	fn put_in_place(&mut self, id: PersonId) -> bool {
		let now = self.now;
		let person = &mut self.people[id.0 as usize];
		let home = tier_of_home(person.home);
		let new = match person.status {
			Status::Out => return false,
			Status::In(tier) if home == Some(tier) => return false,
			Status::In(_) => home.map_or(Status::Out, Status::In),
			_ if !person.alive => Status::Out,
			Status::Checking { .. } if home.is_none() => Status::Out,
			Status::Banned { until } if until <= now => Status::Out,
			_ => return false,
		};
		person.status = new;
		true
	}

	fn sanction(&mut self, id: PersonId, amount: Won) -> bool {
		let until = self.days_from_now(self.terms.ban_days);
		let person = &mut self.people[id.0 as usize];
		let owed = 4 * amount + person.debt;
		let taken = owed.min(person.given);
		person.given -= taken;
		person.taken += taken;
		person.debt = owed - taken;
		let before = match person.status {
			Status::Banned { until } => until,
			_ => 0,
		};
		person.status = Status::Banned { until: until.max(before) };
		true
	}
}

/// Does the operation on the chain.
fn do_it(op: &Op) -> DispatchResult {
	match *op {
		Op::Enrol(id) => enrol(&[id]),
		Op::Leave(id) => unenrol(&[id]),
		Op::Apply(id) => begin_check(&[id]),
		Op::Admit(id) => admit(id),
		Op::Refuse(id) => refuse(id),
		Op::Suspend(id) => suspend(id),
		Op::Resume(id, with_arrears) => resume(id, with_arrears),
		Op::Refresh(id) => refresh(id),
		Op::Sanction(id, amount) => sanction(id, amount, 3),
		Op::Forgive(id) => BasicIncome::forgive(signed(COUNTY), ID, id),
		Op::Fund(amount) => fund(amount),
		Op::Retry => retry(STRANGER),
		Op::Confirm => BasicIncome::confirm_month(signed(COUNTY), ID, income().next),
		Op::Move(..) | Op::Die(_) | Op::Wait(_) | Op::Return(_) | Op::NoRoom(_) => Ok(()),
	}
}

/// What happens around the pallet, to chain and model alike.
fn around(model: &mut Model, op: &Op) {
	match *op {
		Op::Wait(hours) => {
			// The rest of the block's moment, and blocks without transactions until nothing is due.
			let (mut now, later) = (model.now, model.now + hours * HOURS);
			while now < later {
				hook();
				model.hook();
				now = if MockAgenda::is_behind() { now + BLOCK } else { later };
				at(now);
				model.go_to(now);
			}
		}
		Op::Move(id, home) => {
			MockRegistry::move_person(id, HOMES[home]);
			model.people[id.0 as usize].home = home;
		}
		Op::Die(id) => {
			MockRegistry::bury(id);
			model.people[id.0 as usize].alive = false;
			model.leave(id, Status::Out);
		}
		Op::Return(series) if (series as usize) < Currency::series().len() => {
			// What nobody claimed of a drop comes back, as far as it is there.
			let rest =
				Balances::balance(&Currency::pot::<crate::mock::AccountId>(SeriesId(series))) / 2;
			if rest > 0 {
				come_back(SeriesId(series), rest);
				model.pool += rest;
				model.came_back += rest;
			}
		}
		Op::NoRoom(refuses) => {
			Currency::refuse(refuses);
			model.refuses = refuses;
		}
		_ => {}
	}
}

fn compare(model: &Model, op: &Op) {
	assert_eq!(income().next, model.next);
	assert_eq!(pool(), model.pool, "pool after {op:?} at {}", model.now);
	let ledger = ledger();
	assert_eq!(pool() + ledger.paid, ledger.funded + model.came_back, "nothing is lost");
	for (id, person) in (0..).zip(&model.people) {
		assert_eq!(
			tier_of(PersonId(id)),
			match person.status {
				Status::In(tier) => Some(tier),
				_ => None,
			}
		);
		let expected = match person.status {
			Status::Checking { since, until } => Some(Case::Checking { since, until }),
			Status::Suspended { since } => {
				Some(Case::Suspended { since, reason: SuspensionReason::Inquiry })
			}
			Status::Banned { until } => Some(Case::Banned { until }),
			_ => None,
		};
		assert_eq!(case(PersonId(id)), expected, "case of {id}");
		assert_eq!(crate::OwedLater::<Test>::contains_key(ID, PersonId(id)), person.noted);
		let paid: Won = person.paid.values().sum();
		assert_eq!(got(PersonId(id)), paid - person.taken, "what {id} got");
		let owes =
			Currency::debt_and_share(Opener::Income(ID), PersonId(id)).map_or(0, |(won, _)| won);
		assert_eq!(owes, person.debt, "what {id} owes");
	}
	let months: Vec<_> = model.opened.iter().rev().take(12).rev().copied().collect();
	let remembered: Vec<_> = paid().into_iter().map(|(month, _)| month).collect();
	assert_eq!(remembered, months);
}

fn is_possible(model: &Model, op: &Op) -> bool {
	let stays = |id| MockRegistry::member(id).map_or(0, |member| member.enrolments.len());
	match *op {
		// The model does not know for which arrears a series must be opened.
		Op::Admit(_) | Op::Resume(..) | Op::Refresh(_) if model.refuses => false,
		Op::Enrol(id) | Op::Admit(id) | Op::Resume(id, _) | Op::Refresh(id) => stays(id) < STAYS,
		_ => true,
	}
}

fn run(terms: Terms, ops: Vec<Op>) {
	ExtBuilder::bare().build().execute_with(|| {
		for id in 5..PEOPLE {
			MockRegistry::add_person(account(60 + id as u8), PersonId(id), EUP);
		}
		let mut model = Model::new(terms.clone());
		for (id, person) in (0..).zip(&model.people) {
			MockRegistry::move_person(PersonId(id), HOMES[person.home]);
		}
		at(TODAY);
		assert_ok!(create(terms));
		at(model.now);
		for op in &ops {
			if !is_possible(&model, op) {
				continue;
			}
			let expected = model.apply(op);
			let done = do_it(op);
			assert_eq!(done.is_ok(), expected, "{op:?} at {}: {done:?}", model.now);
			around(&mut model, op);
			compare(&model, op);
			assert_ok!(BasicIncome::do_try_state());
		}
	});
}

fn op() -> impl Strategy<Value = Op> {
	let id = || (0..PEOPLE).prop_map(PersonId);
	prop_oneof![
		30 => (1u64..25 * 24).prop_map(Op::Wait),
		// To midnight of some pay day or close to it.
		10 => (1u64..4).prop_map(Op::Wait),
		12 => id().prop_map(Op::Enrol),
		3 => id().prop_map(Op::Leave),
		10 => id().prop_map(Op::Apply),
		12 => id().prop_map(Op::Admit),
		2 => id().prop_map(Op::Refuse),
		6 => id().prop_map(Op::Suspend),
		10 => (id(), any::<bool>()).prop_map(|(id, arrears)| Op::Resume(id, arrears)),
		4 => (id(), 0..HOMES.len()).prop_map(|(id, home)| Op::Move(id, home)),
		6 => id().prop_map(Op::Refresh),
		1 => id().prop_map(Op::Die),
		2 => (id(), 1..300_000u128).prop_map(|(id, amount)| Op::Sanction(id, amount)),
		2 => id().prop_map(Op::Forgive),
		14 => (1..900_000u128).prop_map(Op::Fund),
		2 => (0..20u32).prop_map(Op::Return),
		5 => Just(Op::Retry),
		12 => Just(Op::Confirm),
		1 => any::<bool>().prop_map(Op::NoRoom),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	/// 24 months and more: an average wait of ten days, a third of 250 operations.
	#[test]
	fn chain_and_model_agree(
		ops in proptest::collection::vec(op(), 150..300),
		confirm_monthly: bool,
		check_days in prop_oneof![Just(90u16), Just(0), Just(31)],
	) {
		run(Terms { confirm_monthly, check_days, ban_days: 60, ..terms() }, ops);
	}
}

/// The same around midnight of pay days, where a moment decides: operations of all kinds in the one block that sees the
/// pay day first.
fn at_pay_days() -> impl Strategy<Value = Vec<Vec<Op>>> {
	let moment = proptest::collection::vec(
		op().prop_filter("no waiting", |op| !matches!(op, Op::Wait(_))),
		1..8,
	);
	proptest::collection::vec(moment, 10..24)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn chain_and_model_agree_at_midnight(months in at_pay_days(), confirm_monthly: bool) {
		let mut ops = vec![];
		let mut now = TODAY + BLOCK;
		for (number, moment) in (0u32..).zip(months) {
			// Whole hours: a second past midnight of the pay day, when nothing is open yet.
			let hours = (pay_day(APRIL + number) - now).div_ceil(HOURS);
			ops.push(Op::Wait(hours));
			now += hours * HOURS;
			ops.extend(moment);
		}
		run(Terms { confirm_monthly, check_days: 20, ban_days: 60, ..terms() }, ops);
	}
}
