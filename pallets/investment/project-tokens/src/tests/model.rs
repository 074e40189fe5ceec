// SPDX-License-Identifier: Apache-2.0

//! Random acts and jumps of time beside a second writing of the rules, which shares no line with the first.

use chungnam_testkit::{assert_sound, steps_and_seed, take_steps, Dice, Replay, Step, Walk};

use super::{events::Reader, *};

const STEPS: u64 = 6_000;
const DAY: Moment = 86_400_000;

/// The garden as a clerk would note it, on one line.
#[derive(Debug, Default)]
struct Clerk {
	/// 0 nothing, 1 judged, 2 refused, 3 approved, 4 for sale, 5 built, 6 stopped, 7 running.
	stage: u8,
	/// When the stage ends by itself. Of a judged one when the vote is final, of a running one the next report.
	deadline: Moment,
	/// 0 refused, 1 approved, 2 annulled.
	said: u8,
	is_decided: bool,
	/// The sale of the garden, and what it brought.
	brought: Option<Won>,
	is_over: bool,
	/// Payments that were not made.
	payments: Vec<Won>,
	/// Won that came back and was not given.
	back: Won,
	promise_ends: Moment,
	missed: u8,
	/// Ballots, sales and envelopes there were. The last one is the garden's.
	ballots: u32,
	sales: u32,
	envelopes: u32,
	/// Won that the builder got, and that holders got.
	paid: Won,
	given: Won,
	/// What the units for sale cost together, and what the builder got of it.
	most: Won,
	spent: Won,
	/// Won that answers for the garden, that the founder has, and that the founder lost.
	bond: Won,
	purse: Won,
	lost: Won,
	/// Somebody paid for all units, and what came back after that.
	is_redeemed: bool,
	routed: Won,
}

impl Clerk {
	fn forget(&mut self) {
		let (ballots, sales, envelopes) = (self.ballots, self.sales, self.envelopes);
		let (paid, given, lost) = (self.paid, self.given, self.lost);
		let (purse, routed, is_redeemed) = (self.purse, self.routed, self.is_redeemed);
		let fresh = Self { purse, routed, is_redeemed, ..Self::default() };
		*self = Self { ballots, sales, envelopes, paid, given, lost, ..fresh };
	}

	fn propose(&mut self, now: Moment) -> bool {
		if self.stage != 0 || self.is_redeemed {
			return false;
		}
		(self.stage, self.deadline) = (1, now + 35 * DAY);
		self.ballots += 1;
		true
	}

	fn offer(&mut self, most: Won, now: Moment) -> bool {
		if self.stage != 3 || now >= self.deadline || most == 0 || most > 10_000 {
			return false;
		}
		let bond = most.div_ceil(20);
		if self.purse < bond {
			return false;
		}
		self.stage = 4;
		self.sales += 1;
		self.most = most;
		self.bond = bond;
		self.purse -= bond;
		true
	}

	fn fill(&mut self, all: Won) {
		self.stage = 5;
		self.envelopes += 1;
		let rest = all * 3 / 10;
		let last = all / 10;
		self.payments = vec![all - 2 * rest - last, rest, rest, last];
		self.payments.retain(|own| *own > 0);
	}

	fn advance(&mut self, now: Moment) -> bool {
		match self.stage {
			1 if now >= self.deadline => match self.said {
				0 => (self.stage, self.deadline) = (2, now + 180 * DAY),
				1 => (self.stage, self.deadline) = (3, now + 60 * DAY),
				_ => self.forget(),
			},
			2 | 3 if now >= self.deadline => self.forget(),
			4 if self.is_over => {
				self.purse += self.bond;
				self.forget();
			}
			4 if self.brought.is_some() => self.fill(self.brought.unwrap_or(0)),
			5 if self.back > 0 => {
				let to = if self.is_redeemed { &mut self.routed } else { &mut self.given };
				*to += self.back;
				(self.stage, self.back) = (6, 0);
			}
			5 if self.payments.is_empty() => {
				(self.stage, self.deadline) = (7, now + 91 * DAY);
				self.promise_ends = now + 365 * DAY;
				let back = self.bond * 4 / 5;
				self.purse += back;
				self.bond -= back;
			}
			6 => {
				let whole = if self.is_redeemed { 0 } else { self.spent.min(self.bond) };
				self.given += whole;
				self.lost += self.bond - whole;
				self.forget();
			}
			7 if now >= self.deadline && self.deadline <= self.promise_ends => {
				self.deadline += 91 * DAY;
				self.missed += 1;
				let left = self.bond / 2;
				self.lost += self.bond - left;
				self.bond = left;
			}
			7 if self.is_redeemed || now >= self.promise_ends => {
				self.purse += self.bond;
				self.forget();
			}
			_ => return false,
		}
		true
	}

	fn report(&mut self, now: Moment) -> bool {
		let is_due = now < self.deadline && now >= self.deadline.saturating_sub(91 * DAY);
		if self.stage != 7 || self.is_redeemed || now >= self.promise_ends || !is_due {
			return false;
		}
		self.deadline += 91 * DAY;
		true
	}

	/// What is noted is what the chain says.
	fn assert_same(&self, said: &str) {
		assert_eq!(pot(), self.back + self.bond, "{said}");
		assert_eq!(won(&FOUNDER), self.purse, "{said}");
		assert_eq!(routed(Source::Slashes), self.lost, "{said}");
		assert_eq!(routed(Source::ReturnedProjects), self.routed, "{said}");
		assert_eq!(won(&BUILDER), self.paid, "{said}");
		assert_eq!(won(&Market::purse()), self.given, "{said}");
		let Some(own) = Projects::<Test>::get(GARDEN) else {
			assert_eq!(self.stage, 0, "{said}");
			return;
		};
		let stage = match own.status {
			Status::Judged { ballot, until } => {
				assert_eq!((ballot.0 + 1, until), (self.ballots, self.deadline + 16 * DAY));
				1
			}
			Status::Rejected { .. } => 2,
			Status::Ready { .. } => 3,
			Status::Offering { sale } => {
				assert_eq!(sale.0 + 1, self.sales, "{said}");
				4
			}
			Status::Building { envelope } => {
				assert_eq!(envelope.0 + 1, self.envelopes, "{said}");
				5
			}
			Status::Stopped { .. } => 6,
			Status::Running { report_due, until } => {
				assert_eq!((report_due, until), (self.deadline, self.promise_ends), "{said}");
				7
			}
		};
		assert_eq!(stage, self.stage, "{said}");
		assert_eq!((own.missed, own.waiting()), (self.missed, self.back), "{said}");
		assert_eq!(own.bonded(), self.bond, "{said}");
	}
}

/// One act of somebody. Returns what was expected and what came of it.
fn act(clerk: &mut Clerk, dice: &mut Dice) -> Step {
	let now = now();
	let number = dice.below(9);
	let (expected, result) = match number {
		0 => (clerk.propose(now), propose(FOUNDER, plan())),
		1 => {
			let most = 2_500 * Won::from(dice.below(6));
			(clerk.offer(most, now), offer(FOUNDER, sale(most)))
		}
		2 | 3 => (clerk.advance(now), advance()),
		4 if dice.one_in(8) => {
			let is_ready = clerk.stage == 3;
			if is_ready {
				clerk.forget();
			}
			(is_ready, withdraw(FOUNDER))
		}
		5 => (clerk.report(now), report(FOUNDER)),
		6 => {
			happen(clerk, dice);
			return ("something happens".into(), true, Ok(()));
		}
		_ => {
			sleep(DAY * dice.below(25));
			return ("time passes".into(), true, Ok(()));
		}
	};
	(format!("act {number}"), expected, result)
}

/// Residents judge, a sale is decided or ends, a milestone is paid, the rest comes back, or somebody pays for all units.
fn happen(clerk: &mut Clerk, dice: &mut Dice) {
	let sale = OfferingId(clerk.sales.saturating_sub(1));
	let envelope = EnvelopeId(clerk.envelopes.saturating_sub(1));
	match clerk.stage {
		1 if !clerk.is_decided => {
			let (said, verdict) = match dice.below(4) {
				0 => (0, Verdict::Rejected),
				1 => (2, Verdict::Annulled(hash(8))),
				_ => (1, Verdict::Passed),
			};
			(clerk.said, clerk.is_decided) = (said, true);
			let ballot = BallotId(clerk.ballots - 1);
			MockBallots::decide(ballot, MockBallots::outcome_of(verdict));
		}
		0 if clerk.is_redeemed => {
			clerk.is_redeemed = false;
			Market::issue(GARDEN, &FOUNDER, &[]);
		}
		5..=7 if !clerk.is_redeemed && dice.one_in(16) => {
			clerk.is_redeemed = true;
			Market::retire(GARDEN);
		}
		4 if clerk.brought.is_none() && !clerk.is_over => {
			if dice.one_in(4) {
				clerk.is_over = true;
				return Market::end(sale);
			}
			let all = 1 + Won::from(dice.below(clerk.most.try_into().unwrap()));
			clerk.brought = Some(all);
			Market::decide::<AccountId>(sale, all);
		}
		5 if !clerk.payments.is_empty() && dice.one_in(8) => {
			clerk.back = clerk.payments.drain(..).sum();
			let (owner, act) = (EscrowOwner::Project(GARDEN.0), OwnerAct::Abort(hash(7)));
			assert_ok!(<Envelopes as Escrow<AccountId>>::settle(owner, envelope, act));
		}
		5 => {
			if let Some(amount) = clerk.payments.pop() {
				clerk.paid += amount;
				clerk.spent += amount;
				let number = clerk.payments.len().try_into().unwrap();
				Envelopes::pay(envelope, number, &BUILDER);
			}
		}
		_ => {}
	}
}

#[test]
fn projects_do_what_a_clerk_would_note() {
	let (steps, seed) = steps_and_seed("PROJECTS", STEPS);
	let (mut dice, mut walk) = (Dice::new(seed), Walk::default());
	let mut clerk = Clerk { purse: PURSE, ..Clerk::default() };
	let mut reader = Reader::default();
	let mut chain = chain();
	let mut seen = [0u64; 8];
	take_steps(&mut chain, steps, |number| {
		let before = clerk.stage;
		let said = walk.count(number, seed, act(&mut clerk, &mut dice));
		clerk.assert_same(&said);
		reader.read_all();
		reader.assert_same(&said);
		assert_sound::<Test>();
		seen[usize::from(clerk.stage)] += u64::from(clerk.stage != before);
	});
	assert!(seen.into_iter().all(|times| times > 1), "{seen:?} times each stage was reached");
	walk.assert_both_tried(5, 5);
}
