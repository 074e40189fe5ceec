// SPDX-License-Identifier: Apache-2.0

//! Random acts and jumps of time beside a second writing of the rules, which shares no line with the first.

use chungnam_testkit::{assert_sound, steps_and_seed, take_steps, Dice, Replay, Walk};

use super::{events::Reader, *};

const STEPS: u64 = 6_000;
const DAY: Moment = 86_400_000;

/// A firm as a clerk would note it: 0 the bakery, 1 the laboratory.
#[derive(Clone, Debug)]
struct Line {
	firm: usize,
	/// Who scored it, and with how much.
	marks: Vec<(u8, u32)>,
}

/// One award: its firm, what was not paid or returned yet, what was paid, what the firm gave back, and its end.
#[derive(Clone, Debug, Default)]
struct Grant {
	firm: usize,
	waits: Vec<Won>,
	paid: Won,
	repaid: Won,
	ends: Moment,
	reached: [bool; 2],
	told: [bool; 2],
}

/// Intakes are opened one after another, and the last one has a book.
#[derive(Debug, Default)]
struct Clerk {
	/// How many there were, and when the present one opened.
	intakes: u32,
	opened: Option<Moment>,
	lines: Vec<Line>,
	given: u32,
	grants: Vec<(u32, Grant)>,
	/// Envelopes there were.
	envelopes: u32,
	fund: Won,
	pot: Won,
	profits: Won,
}

impl Clerk {
	/// True if the present intake is at least `from` and less than `until` days old.
	fn is_between(&self, now: Moment, from: u64, until: u64) -> bool {
		self.opened.is_some_and(|at| now >= at + from * DAY && now < at + until * DAY)
	}

	fn open(&mut self, now: Moment) -> bool {
		if self.opened.is_some() || self.fund < 20_000 {
			return false;
		}
		(self.opened, self.intakes, self.given) = (Some(now), self.intakes + 1, 0);
		self.fund -= 20_000;
		self.pot = 20_000;
		true
	}

	fn apply(&mut self, firm: usize, now: Moment) -> bool {
		if !self.is_between(now, 0, 10) || self.lines.iter().any(|own| own.firm == firm) {
			return false;
		}
		self.lines.push(Line { firm, marks: vec![] });
		true
	}

	fn withdraw(&mut self, firm: usize, now: Moment) -> bool {
		let before = self.lines.len();
		if self.is_between(now, 0, 20) {
			self.lines.retain(|own| own.firm != firm);
		}
		self.lines.len() < before
	}

	fn score(&mut self, expert: u8, firm: usize, points: u32, now: Moment) -> bool {
		// Who runs the bakery scores nobody while it waits.
		let is_behind = expert == 5 && self.lines.iter().any(|own| own.firm == 0);
		let may = expert != 13 && !is_behind;
		let (is_time, is_late) = (self.is_between(now, 10, 20), self.is_between(now, 20, 80));
		let line = self.lines.iter_mut().find(|own| own.firm == firm);
		let line = line.filter(|own| may && (is_time || is_late && own.marks.is_empty()));
		let Some(line) = line.filter(|own| own.marks.iter().all(|(by, _)| *by != expert)) else {
			return false;
		};
		line.marks.push((expert, points));
		true
	}

	fn award(&mut self, now: Moment) -> bool {
		let is_scored = self.lines.iter().any(|own| !own.marks.is_empty());
		let from = match (self.lines.is_empty(), is_scored || self.given == 2) {
			(true, _) => 10,
			(false, true) => 20,
			(false, false) => 80,
		};
		if !self.is_between(now, from, 1_000_000) {
			return false;
		}
		let mean = |own: &Line| {
			let sum: u32 = own.marks.iter().map(|(_, points)| points).sum();
			f64::from(sum) / own.marks.len() as f64
		};
		let mut scored: Vec<_> =
			self.lines.iter().filter(|own| !own.marks.is_empty()).cloned().collect();
		scored.sort_by(|one, other| mean(other).total_cmp(&mean(one)));
		match scored.first() {
			Some(best) if self.given < 2 => {
				self.lines.retain(|own| own.firm != best.firm);
				self.given += 1;
				self.pot -= 7_005;
				let grant = Grant {
					firm: best.firm,
					waits: vec![4_000, 3_005],
					ends: now + 365 * DAY,
					..Grant::default()
				};
				self.grants.push((self.envelopes, grant));
				self.envelopes += 1;
			}
			_ => {
				self.lines.clear();
				self.opened = None;
				self.fund += std::mem::take(&mut self.pot);
			}
		}
		true
	}

	/// As long as firms may apply.
	fn cancel(&mut self, now: Moment) -> bool {
		let may = self.is_between(now, 0, 10);
		if may {
			self.lines.clear();
			self.opened = None;
			self.fund += std::mem::take(&mut self.pot);
		}
		may
	}

	fn assert_same(&self, said: &str) {
		let id = IntakeId(self.intakes.saturating_sub(1));
		assert_eq!(Intakes::<Test>::contains_key(id), self.opened.is_some(), "{said}");
		assert_eq!(fund(), self.fund, "{said}");
		assert_eq!(won(&Accelerator::pot(id)), self.pot, "{said}");
		assert_eq!(Awards::<Test>::count() as usize, self.grants.len(), "{said}");
		for (number, own) in &self.grants {
			let real = Awards::<Test>::get(EnvelopeId(*number)).expect("it stands");
			assert_eq!((real.paid, real.repaid), (own.paid, own.repaid), "{said}");
			let waits: Won = own.waits.iter().sum();
			assert_eq!(real.sum - real.paid - real.returned, waits, "{said}");
			assert_eq!(real.told.count_ones() as usize, told(own), "{said}");
		}
		let profits = own_profits();
		assert_eq!(profits, self.profits, "{said}");
	}
}

fn told(own: &Grant) -> usize {
	own.told.iter().filter(|told| **told).count()
}

fn own_profits() -> Won {
	use chungnam_ports::{Source, Sources};
	type Mock = chungnam_testkit::MockSources;
	won(&<Mock as Sources<AccountId>>::account_of(Source::ProjectProfits))
}

/// A place in a list.
fn below(dice: &mut Dice, end: usize) -> usize {
	dice.below(end as u64) as usize
}

fn firm_of(number: usize) -> (AccountId, FirmOf<Test>) {
	[(BAKER, bakery()), (LAB, lab())][number].clone()
}

/// One act about an intake or an award. Returns what was expected and what came of it.
fn act(clerk: &mut Clerk, dice: &mut Dice) -> chungnam_testkit::Step {
	let (now, id) = (now(), IntakeId(clerk.intakes.saturating_sub(1)));
	let (who, firm) = firm_of(below(dice, 2));
	let is_lab = usize::from(who == LAB);
	let number = dice.below(12);
	let (expected, result) = match number {
		0 | 1 if clerk.opened.is_none() => (clerk.open(now), open_intake(plan())),
		0 | 1 => {
			let done = Accelerator::apply(signed(who), id, firm, hash(2), steps());
			(clerk.apply(is_lab, now), done)
		}
		2 if dice.one_in(4) => {
			let done = Accelerator::withdraw(signed(who), id, firm);
			(clerk.withdraw(is_lab, now), done)
		}
		3..=5 => {
			let expert = [5, 11, 12, 13][below(dice, 4)];
			let points = dice.below(101) as u8;
			let done = Accelerator::score(signed(account(expert)), id, firm, points);
			(clerk.score(expert, is_lab, points.into(), now), done)
		}
		6 => {
			let done = Accelerator::award(signed(STRANGER), id);
			(clerk.award(now), done.map(|_| ()).map_err(|why| why.error))
		}
		7 | 8 => match grant_act(clerk, dice, now) {
			Some(tried) => tried,
			None => return ("nothing was awarded".into(), true, Ok(())),
		},
		9 if dice.one_in(3) => {
			let done = Accelerator::cancel_intake(signed(OFFICE), id, hash(8));
			(clerk.cancel(now), done)
		}
		_ => {
			sleep(DAY * (1 + dice.below(9)));
			return ("time passes".into(), true, Ok(()));
		}
	};
	(format!("act {number}"), expected, result)
}

/// One act about an award.
fn grant_act(clerk: &mut Clerk, dice: &mut Dice, now: Moment) -> Option<(bool, DispatchResult)> {
	if clerk.grants.is_empty() {
		return None;
	}
	let place = below(dice, clerk.grants.len());
	let (number, own) = &mut clerk.grants[place];
	let envelope = EnvelopeId(*number);
	let (who, _) = firm_of(own.firm);
	Some(match dice.below(5) {
		0 if own.waits.is_empty() => (true, Ok(())),
		0 if dice.one_in(4) => {
			clerk.fund += own.waits.drain(..).sum::<Won>();
			let id = Awards::<Test>::get(envelope).expect("it stands").intake;
			let (owner, act) = (EscrowOwner::Intake(id.0), OwnerAct::Abort(hash(7)));
			(true, <Envelopes as Escrow<AccountId>>::settle(owner, envelope, act))
		}
		0 => {
			let next = 2 - own.waits.len() as u8;
			own.paid += own.waits.remove(0);
			own.reached[usize::from(next)] = true;
			own.ends = own.ends.max(now + 90 * DAY);
			Envelopes::pay(envelope, next, &who);
			(true, Ok(()))
		}
		1 => {
			let milestone = below(dice, 3);
			let expected = own.reached.get(milestone) == Some(&true) && !own.told[milestone];
			if expected {
				own.told[milestone] = true;
			}
			let done = Accelerator::report(signed(who), envelope, milestone as u8, figures());
			(expected, done)
		}
		2 | 3 => {
			let amount = Won::from(dice.below(500));
			let expected = amount > 0 && own.repaid + amount <= own.paid / 10;
			if expected {
				own.repaid += amount;
				clerk.profits += amount;
			}
			(expected, Accelerator::pay_return(signed(who), envelope, amount))
		}
		_ => {
			let expected = own.waits.is_empty() && now >= own.ends;
			let done = Accelerator::end_award(signed(STRANGER), envelope);
			if expected {
				clerk.grants.remove(place);
			}
			(expected, done.map(|_| ()).map_err(|why| why.error))
		}
	})
}

#[test]
fn intakes_do_what_a_clerk_would_note() {
	let (steps, seed) = steps_and_seed("INTAKES", STEPS);
	let (mut dice, mut walk) = (Dice::new(seed), Walk::default());
	let (mut clerk, mut reader) = (Clerk { fund: PLENTY, ..Clerk::default() }, Reader::default());
	let mut chain = chain();
	take_steps(&mut chain, steps, |number| {
		let said = walk.count(number, seed, act(&mut clerk, &mut dice));
		clerk.assert_same(&said);
		reader.read_all();
		reader.assert_same(&said);
		assert_sound::<Test>();
		// The province fills the fund again.
		if clerk.fund < 20_000 {
			give(&Fund::get(), PLENTY);
			clerk.fund += PLENTY;
		}
	});
	assert!(clerk.intakes > 10 && clerk.envelopes > 10 && clerk.profits > 100, "{clerk:?}");
	walk.assert_both_tried(5, 5);
}
