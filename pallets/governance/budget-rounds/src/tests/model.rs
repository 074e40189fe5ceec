// SPDX-License-Identifier: Apache-2.0

//! Random operations and jumps of time against a plain second writing, which knows every idea, every award and every won.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_ports::{Escrow, EscrowOwner, OwnerAct};
use chungnam_primitives::EnvelopeId;
use chungnam_testkit::{steps_and_seed, Dice, Replay};

use super::{events::Reader, *};

const STEPS: u64 = 20_000;
/// Two ideas each, so a list is made and awarded in one step.
const PEOPLE: u64 = 8;
const NEEDED: usize = 2;
const BUDGETS: [u64; 2] = [1_000, 500];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum St {
	Open,
	Yes,
	No,
	Asked,
	Never,
}

#[derive(Clone, Debug)]
struct Thought {
	by: u8,
	heading: u8,
	cost: u64,
	since: Moment,
	/// Who sponsored it, and how many it counts after merges.
	fans: BTreeSet<u8>,
	count: usize,
	st: St,
	offer: Option<(u16, u64)>,
}

/// The places in the life of a round, in days: ideas, merging, feasibility, appealing, appeals.
const WINDOWS: [u64; 5] = [40, 10, 30, 3, 7];
/// Notice, vote, contest, and what is waited for beyond.
const BALLOT: u64 = 7 + 10 + 3 + 14 + 1 + 14 + 1;
const VOTING: u8 = 7;
const ACCEPTING: [u8; 2] = [9, 12];
const RUNNING: u8 = 15;
const CLOSED: u8 = 16;

#[derive(Default)]
struct Model {
	now: Moment,
	id: u32,
	rank: u8,
	until: Moment,
	next: u16,
	ideas: BTreeMap<u16, Thought>,
	list: Vec<u16>,
	is_repeat: bool,
	winners: BTreeSet<u8>,
	ranking: Vec<u8>,
	awards: BTreeMap<u8, (u8, u64)>,
	left: [u64; 2],
	/// What each envelope holds of each milestone.
	envelopes: BTreeMap<u32, Vec<u64>>,
	next_envelope: u32,
	stray: u64,
	office: Won,
	builder: Won,
}

impl Model {
	fn open(&mut self) {
		self.office -= 1_500;
		self.left = BUDGETS;
		(self.rank, self.next, self.is_repeat) = (0, 0, false);
		self.until = self.now + WINDOWS[0] * DAYS;
	}

	fn is_in(&self, ranks: core::ops::RangeInclusive<u8>) -> bool {
		ranks.contains(&self.rank) && self.now < self.until
	}

	fn give_back(&mut self) {
		self.office += Won::from(self.left.iter().sum::<u64>());
		self.left = [0, 0];
		self.rank = if self.envelopes.is_empty() { CLOSED } else { RUNNING };
	}

	fn vote(&mut self, at: Moment) {
		(self.rank, self.until) = (VOTING, at + BALLOT * DAYS);
	}

	fn void(&mut self, at: Moment) {
		if self.is_repeat {
			self.give_back();
		} else {
			self.is_repeat = true;
			self.vote(at);
		}
	}

	fn offer(&mut self, option: u8) {
		let idea = &self.ideas[&self.list[usize::from(option)]];
		self.left[usize::from(idea.heading)] -= idea.cost;
		self.awards.insert(option, (idea.heading, idea.cost));
	}

	fn chosen(&mut self, at: Moment, winners: BTreeSet<u8>, ranking: Vec<u8>) {
		for option in &winners {
			self.offer(*option);
		}
		(self.winners, self.ranking) = (winners, ranking);
		self.accept(at, 0);
	}

	/// Payees are waited for, or there is none.
	fn accept(&mut self, at: Moment, time: usize) {
		if self.awards.is_empty() {
			self.give_back();
		} else {
			(self.rank, self.until) = (ACCEPTING[time], at + 30 * DAYS);
		}
	}

	/// Nobody is waited for any longer.
	fn lapse(&mut self, at: Moment) {
		let mut free = [0, 0];
		for (heading, amount) in core::mem::take(&mut self.awards).into_values() {
			self.left[usize::from(heading)] += amount;
			free[usize::from(heading)] += 1;
		}
		if self.rank == ACCEPTING[1] {
			return self.give_back();
		}
		for option in self.ranking.clone() {
			let idea = &self.ideas[&self.list[usize::from(option)]];
			let heading = usize::from(idea.heading);
			let fits = free[heading] > 0 && idea.cost <= self.left[heading];
			if fits && !self.winners.contains(&option) {
				free[heading] -= 1;
				self.offer(option);
			}
		}
		self.accept(at, 1);
	}

	fn advance(&mut self, to: Moment) {
		self.now = to;
		if ACCEPTING.contains(&self.rank) && self.awards.is_empty() {
			self.give_back();
		}
		while self.rank < RUNNING && self.until <= to {
			match self.rank {
				0 if !self.ideas.values().any(|idea| idea.count >= NEEDED) => self.give_back(),
				0..=3 => {
					self.rank += 1;
					self.until = to + WINDOWS[usize::from(self.rank)] * DAYS;
				}
				4 => {
					let stays = |idea: &Thought| {
						idea.count >= NEEDED && !matches!(idea.st, St::No | St::Never)
					};
					let listed = self.ideas.iter().filter(|(_, idea)| stays(idea));
					self.list = listed.map(|(number, _)| *number).collect();
					if self.list.is_empty() {
						self.give_back();
					} else {
						self.vote(to);
					}
				}
				VOTING => self.void(to),
				_ => self.lapse(to),
			}
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!((won(&OFFICE), won(&BUILDER)), (self.office, self.builder), "{said}");
		let Some(round) = Rounds::<Test>::get(RoundId(self.id)) else { return };
		let waits = round.awards > 0 || !matches!(round.phase, Phase::Accepting { .. });
		if waits {
			assert_eq!(round.phase.rank(), self.rank, "{said}");
			if let Some(until) = round.phase.until() {
				assert_eq!(until, self.until, "{said}");
			}
		}
		let left: Vec<_> = round.rests.iter().map(|own| own.left).collect();
		assert_eq!(left, self.left, "{said}");
		let awards: BTreeMap<u8, (u8, u64)> = Awards::<Test>::iter_prefix(RoundId(self.id))
			.map(|(option, own)| (option, (own.heading, own.amount)))
			.collect();
		assert_eq!(awards, self.awards, "{said}");
		assert_eq!(usize::from(round.envelopes), self.envelopes.len(), "{said}");
		let waiting: u64 = self.awards.values().map(|(_, amount)| amount).sum();
		let pot = self.left.iter().sum::<u64>() + waiting + self.stray;
		assert_eq!(won(&BudgetRounds::pot(RoundId(self.id))), Won::from(pot), "{said}");
		if self.rank < CLOSED {
			let ideas: Vec<_> = Ideas::<Test>::iter_prefix(RoundId(self.id)).collect();
			assert_eq!(ideas.len(), self.ideas.len(), "{said}");
			for (number, idea) in ideas {
				let own = &self.ideas[&number.0];
				let st = match idea.review {
					Review::Open => St::Open,
					Review::Feasible => St::Yes,
					Review::Unfeasible => St::No,
					Review::Appealed => St::Asked,
					Review::Dismissed => St::Never,
				};
				assert_eq!((idea.cost, st), (own.cost, own.st), "{said}");
				assert_eq!(idea.sponsors as usize, own.count, "{said}");
			}
		}
	}
}

/// The model and the chain said the same.
#[track_caller]
fn agree(done: bool, expected: bool, said: &str) {
	assert_eq!(done, expected, "{said}");
}

struct Game {
	dice: Dice,
	model: Model,
	done: BTreeMap<&'static str, u64>,
}

impl Game {
	fn note(&mut self, name: &'static str, done: bool, expected: bool) {
		agree(done, expected, name);
		*self.done.entry(name).or_default() += u64::from(done);
	}

	fn id(&self) -> RoundId {
		RoundId(self.model.id)
	}

	/// A number of an idea, mostly one that is there.
	fn some_idea(&mut self) -> u16 {
		let there: Vec<_> = self.model.ideas.keys().copied().collect();
		match self.dice.pick_any(&there).filter(|_| !self.dice.one_in(10)) {
			Some(idea) => idea,
			None => self.dice.small(u32::from(self.model.next) + 1) as u16,
		}
	}

	/// A number of an idea, mostly one of which this holds.
	fn idea_where(&mut self, holds: impl Fn(&Thought) -> bool) -> u16 {
		let own = self.model.ideas.iter().filter(|(_, idea)| holds(idea));
		let own: Vec<_> = own.map(|(number, _)| *number).collect();
		match self.dice.pick_any(&own).filter(|_| !self.dice.one_in(5)) {
			Some(idea) => idea,
			None => self.some_idea(),
		}
	}

	fn propose(&mut self) {
		let (by, heading) = (self.dice.below(PEOPLE) as u8, self.dice.below(2) as u8);
		let cost = 5 + self.dice.below(620);
		let model = &self.model;
		let has_one = model.ideas.values().any(|own| own.by == by && own.heading == heading);
		let fits = (10..=BUDGETS[usize::from(heading)].min(600)).contains(&cost);
		let expected = model.is_in(0..=0) && !has_one && fits && model.rank == 0;
		let (id, who) = (self.id(), signed(key(by)));
		let done = BudgetRounds::propose_idea(who, id, heading, HOME, cost, hash(7)).is_ok();
		if expected {
			let (fans, since, st) = (BTreeSet::new(), self.model.now, St::Open);
			let new = Thought { by, heading, cost, since, fans, count: 0, st, offer: None };
			self.model.ideas.insert(self.model.next, new);
			self.model.next += 1;
		}
		self.note("propose", done, expected);
	}

	fn sponsor(&mut self) {
		let (by, number) = (self.dice.below(PEOPLE) as u8, self.some_idea());
		let model = &self.model;
		let own = model.ideas.values().filter(|idea| idea.fans.contains(&by)).count();
		let is_new = model.ideas.get(&number).is_some_and(|idea| !idea.fans.contains(&by));
		let expected = model.is_in(0..=0) && is_new && own < 8;
		let done = BudgetRounds::sponsor(signed(key(by)), self.id(), IdeaId(number)).is_ok();
		if expected {
			let idea = self.model.ideas.get_mut(&number).unwrap();
			idea.fans.insert(by);
			idea.count += 1;
		}
		self.note("sponsor", done, expected);
	}

	fn lapse(&mut self) {
		let number = self.some_idea();
		let model = &self.model;
		let is_late = |idea: &Thought| idea.count < NEEDED && model.now >= idea.since + 14 * DAYS;
		let expected = model.is_in(0..=0) && model.ideas.get(&number).is_some_and(is_late);
		let (id, idea) = (self.id(), IdeaId(number));
		let done = BudgetRounds::lapse_idea(signed(STRANGER), id, idea).is_ok();
		if expected {
			self.model.ideas.remove(&number);
		}
		self.note("lapse", done, expected);
	}

	fn offer_merge(&mut self) {
		let number = self.idea_where(|idea| idea.count >= NEEDED);
		let heading = self.model.ideas.get(&number).map(|own| own.heading);
		let into = self.idea_where(|idea| idea.count >= NEEDED && Some(idea.heading) == heading);
		let cost = 5 + self.dice.below(620);
		let by = self.model.ideas.get(&number).map_or(0, |own| own.by);
		let model = &self.model;
		let fits = |(own, other): (&Thought, &Thought)| {
			let most = BUDGETS[usize::from(own.heading)].min(600);
			own.heading == other.heading
				&& own.count.min(other.count) >= NEEDED
				&& (10..=most).contains(&cost)
		};
		let pair = model.ideas.get(&number).zip(model.ideas.get(&into));
		let expected = model.is_in(1..=1) && number != into && pair.is_some_and(fits);
		let offer = Some(MergeOffer { into: IdeaId(into), text: hash(70), cost });
		let (id, who) = (self.id(), signed(key(by)));
		let done = BudgetRounds::offer_merge(who, id, IdeaId(number), offer).is_ok();
		if expected {
			self.model.ideas.get_mut(&number).unwrap().offer = Some((into, cost));
		}
		self.note("offer", done, expected);
	}

	fn accept_merge(&mut self) {
		let number = self.idea_where(|idea| idea.offer.is_some());
		let model = &self.model;
		let offer = model.ideas.get(&number).and_then(|own| own.offer);
		let (into, cost) = offer.unwrap_or((0, 100));
		let by = model.ideas.get(&into).map_or(0, |own| own.by);
		let is_there = model.ideas.contains_key(&into) && offer.is_some();
		let expected = model.is_in(1..=1) && is_there;
		let offer = MergeOffer { into: IdeaId(into), text: hash(70), cost };
		let (id, who) = (self.id(), signed(key(by)));
		let done = BudgetRounds::accept_merge(who, id, IdeaId(number), offer).is_ok();
		if expected {
			let gone = self.model.ideas.remove(&number).unwrap();
			let stays = self.model.ideas.get_mut(&into).unwrap();
			stays.count = stays.count.max(gone.count);
			(stays.cost, stays.offer) = (cost, None);
		}
		self.note("merge", done, expected);
	}

	fn judge(&mut self) {
		let (number, is_feasible) = (self.some_idea(), !self.dice.one_in(3));
		let cost = 5 + self.dice.below(620);
		let model = &self.model;
		let fits = |own: &Thought| {
			let most = BUDGETS[usize::from(own.heading)].min(600);
			let is_open = own.st == St::Open && own.count >= NEEDED;
			is_open && (!is_feasible || (10..=most).contains(&cost))
		};
		let expected = model.is_in(2..=2) && model.ideas.get(&number).is_some_and(fits);
		let judgement = if is_feasible { feasible(cost) } else { unfeasible() };
		let (id, idea) = (self.id(), IdeaId(number));
		let done = BudgetRounds::judge_idea(signed(OFFICE), id, idea, judgement).is_ok();
		if expected {
			let own = self.model.ideas.get_mut(&number).unwrap();
			own.st = if is_feasible { St::Yes } else { St::No };
			if is_feasible {
				own.cost = cost;
			}
		}
		self.note("judge", done, expected);
	}

	fn appeal(&mut self) {
		let number = self.idea_where(|idea| idea.st == St::No);
		let by = self.model.ideas.get(&number).map_or(0, |own| own.by);
		let is_refused = self.model.ideas.get(&number).is_some_and(|own| own.st == St::No);
		let model = &self.model;
		let is_time = model.rank == 2 || model.is_in(3..=3);
		let expected = is_time && is_refused;
		let (id, idea) = (self.id(), IdeaId(number));
		let done = BudgetRounds::appeal(signed(key(by)), id, idea, hash(1)).is_ok();
		if expected {
			self.model.ideas.get_mut(&number).unwrap().st = St::Asked;
		}
		self.note("appeal", done, expected);
	}

	fn decide(&mut self) {
		let yes = self.dice.one_in(2);
		let number = self.idea_where(|idea| idea.st == St::Asked);
		let is_asked = self.model.ideas.get(&number).is_some_and(|own| own.st == St::Asked);
		let is_time = matches!(self.model.rank, 2 | 3) || self.model.is_in(4..=4);
		let expected = is_time && is_asked;
		let (id, idea) = (self.id(), IdeaId(number));
		let done = BudgetRounds::decide_appeal(governor(), id, idea, yes, hash(1)).is_ok();
		if expected {
			let st = if yes { St::Yes } else { St::Never };
			self.model.ideas.get_mut(&number).unwrap().st = st;
		}
		self.note("decide", done, expected);
	}

	fn accept(&mut self) {
		let offered: Vec<_> = self.model.awards.keys().copied().collect();
		let option = self.dice.pick_any(&offered).unwrap_or(0);
		let is_time = ACCEPTING.contains(&self.model.rank) && self.model.now < self.model.until;
		let expected = is_time && self.model.awards.contains_key(&option);
		let done = BudgetRounds::accept_award(signed(BUILDER), self.id(), option).is_ok();
		if expected {
			let (_, amount) = self.model.awards.remove(&option).unwrap();
			// 30 % first, and what rounding leaves.
			let last = amount * 70 / 100;
			self.model.envelopes.insert(self.model.next_envelope, vec![last, amount - last]);
			self.model.next_envelope += 1;
		}
		self.note("accept", done, expected);
	}

	/// The next milestone of an envelope is paid, or all of the envelope comes back.
	fn pay(&mut self) {
		let open: Vec<_> = self.model.envelopes.keys().copied().collect();
		let Some(number) = self.dice.pick_any(&open) else { return };
		let own = self.model.envelopes.get_mut(&number).unwrap();
		let envelope = EnvelopeId(number);
		if self.dice.one_in(6) {
			let owner = EscrowOwner::Round(self.model.id);
			let act = OwnerAct::Abort(hash(1));
			assert_ok!(<Test as crate::Config>::Escrow::settle(owner, envelope, act));
			self.model.stray += own.iter().sum::<u64>();
			own.clear();
		} else {
			let milestone = 2 - own.len() as u8;
			<Test as crate::Config>::Escrow::pay(envelope, milestone, &BUILDER);
			self.model.builder += Won::from(own.pop().unwrap());
		}
		if own.is_empty() {
			self.model.envelopes.remove(&number);
			if self.model.rank == RUNNING && self.model.envelopes.is_empty() {
				self.model.rank = CLOSED;
			}
		}
		*self.done.entry("pay").or_default() += 1;
	}

	fn pass(&mut self) {
		let to = self.model.now + (1 + self.dice.below(4)) * DAYS;
		pass_until(to);
		self.model.advance(to);
	}

	/// The ballot ends, by any verdict, or with a ranking of some options from which what fits is taken.
	fn end_ballot(&mut self) {
		let Some(Phase::Voting { ballot, .. }) =
			Rounds::<Test>::get(self.id()).map(|own| own.phase)
		else {
			return;
		};
		let (_, plan) = MockBallots::opened(ballot).unwrap();
		let is_void = self.dice.one_in(4);
		let mut options: Vec<_> = (0..self.model.list.len() as u8).collect();
		let (mut ranking, mut winners, mut set) =
			(Vec::new(), BTreeSet::new(), OptionSet::default());
		let mut left = BUDGETS;
		while !options.is_empty() && !self.dice.one_in(20) {
			let at = self.dice.below(options.len() as u64) as usize;
			let option = options.remove(at);
			ranking.push(option);
			let idea = &self.model.ideas[&self.model.list[usize::from(option)]];
			let rest = &mut left[usize::from(idea.heading)];
			if idea.cost <= *rest {
				*rest -= idea.cost;
				winners.insert(option);
				set.insert(option);
			}
		}
		let outcome = if is_void {
			MockBallots::outcome_of(Verdict::NoQuorum)
		} else {
			Outcome { winners: set, ..MockBallots::outcome_of(Verdict::Chosen) }
		};
		MockBallots::rank(ballot, &ranking);
		MockBallots::decide(ballot, outcome);
		let at = (plan.closes + plan.contest).max(self.model.now);
		pass_until(at);
		self.model.advance(at);
		MockBallots::tell::<BudgetRounds>();
		pass_until(at + 1_000);
		if is_void {
			self.model.void(at);
		} else {
			self.model.chosen(at, winners, ranking);
		}
		self.model.advance(at + 1_000);
		*self.done.entry(if is_void { "void" } else { "chosen" }).or_default() += 1;
	}

	fn sweep(&mut self) {
		let limit = 1 + self.dice.small(64);
		let expected = self.model.rank == CLOSED;
		let done = BudgetRounds::sweep_round(signed(STRANGER), self.id(), limit).is_ok();
		if done && !Rounds::<Test>::contains_key(self.id()) {
			let model = &mut self.model;
			model.office += Won::from(model.stray);
			(model.stray, model.id) = (0, model.id + 1);
			model.ideas.clear();
			model.list.clear();
			model.open();
			assert_ok!(open_round(signed(OFFICE), game_plan()));
		}
		self.note("sweep", done, expected);
	}

	fn step(&mut self) {
		// The time of merges is short.
		let is_short = self.model.rank == 1 && self.dice.one_in(2);
		match if is_short { 11 + self.dice.below(2) } else { self.dice.below(24) } {
			0..=3 => self.propose(),
			4..=9 => self.sponsor(),
			10 => self.lapse(),
			11 => self.offer_merge(),
			12 => self.accept_merge(),
			13 | 14 => self.judge(),
			15 => self.appeal(),
			16 => self.decide(),
			17 => self.accept(),
			18 => self.pay(),
			19 => self.end_ballot(),
			20 => self.sweep(),
			_ => self.pass(),
		}
	}
}

fn game_plan() -> PlanOf<Test> {
	PlanOf::<Test> { sponsors: NEEDED as u32, ..plan() }
}

#[test]
fn rounds_do_what_the_second_writing_does() {
	execute(|| {
		let (steps, seed) = steps_and_seed("ROUNDS", STEPS);
		let mut model =
			Model { now: now(), office: won(&OFFICE), builder: won(&BUILDER), ..Model::default() };
		model.open();
		assert_ok!(open_round(signed(OFFICE), game_plan()));
		let mut game = Game { dice: Dice::new(seed), model, done: BTreeMap::new() };
		let mut reader = Reader::default();
		for step in 0..steps {
			game.step();
			game.model.assert_same(&format!("step {step} of seed {seed}"));
			reader.read_all();
			if step % 50 == 0 {
				reader.assert_same(&format!("step {step} of seed {seed}"));
			}
		}
		// Each thing happened, so each was compared.
		assert_eq!(game.done.values().filter(|count| **count > 0).count(), 13, "{:?}", game.done);
	});
}
