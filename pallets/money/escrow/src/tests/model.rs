// SPDX-License-Identifier: Apache-2.0

//! Random operations and jumps of time against a plain second writing, which knows every won and every state.

use std::collections::BTreeMap;

use chungnam_ports::{Ballots, OwnerAct};
use chungnam_testkit::{at, begin_block, steps_and_seed, Dice, MockAgenda, Replay, Step, Walk};
use frame_support::traits::fungible::Mutate;

use super::{events::Reader, *};

const STEPS: u64 = 30_000;
const CHECK_EVERY: u64 = 100;
const MOST_OPEN: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
	School,
	Shop,
	Painter,
}

impl Who {
	const ALL: [Self; 3] = [Self::School, Self::Shop, Self::Painter];

	fn key(self) -> AccountId {
		match self {
			Self::School => SCHOOL,
			Self::Shop => BUILDER,
			Self::Painter => PAINTER_KEY,
		}
	}

	fn payee(self) -> Payee<AccountId> {
		match self {
			Self::School => Payee::Institution(SCHOOL),
			Self::Shop => Payee::Merchant(SHOP),
			Self::Painter => Payee::Person(PAINTER),
		}
	}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum St {
	Wait,
	Review,
	Cure,
	Asked,
	Owed,
	Paid,
	Back,
}

#[derive(Clone, Debug)]
struct Part {
	amount: Won,
	st: St,
	until: Moment,
	tries: u8,
	moved: bool,
	accepted: bool,
	/// True if objectors will stop it.
	stopped: bool,
	shown: Vec<u64>,
}

#[derive(Clone, Debug)]
struct Swap {
	to: Who,
	old: bool,
	new: bool,
	until: Moment,
	/// `None` while they sign; true if objectors will stop it.
	voting: Option<bool>,
}

#[derive(Clone, Debug)]
struct Box_ {
	payee: Who,
	contested: bool,
	release: bool,
	parts: Vec<Part>,
	swap: Option<Swap>,
}

#[derive(Default)]
struct Model {
	now: Moment,
	next: u32,
	open: BTreeMap<u32, Box_>,
	shut: bool,
	won: BTreeMap<&'static str, Won>,
}

fn held(own: &Box_) -> Won {
	let is_held = |part: &&Part| !matches!(part.st, St::Paid | St::Back);
	own.parts.iter().filter(is_held).map(|part| part.amount).sum()
}

impl Model {
	fn acts(&self, who: Who) -> bool {
		who != Who::Shop || !self.shut
	}

	fn add(&mut self, to: &'static str, amount: Won) {
		*self.won.entry(to).or_default() += amount;
	}

	fn give_back(&mut self, amount: Won) {
		let fees = amount * 333_333_333 / 1_000_000_000;
		self.add("fees", fees);
		self.add("funder", amount - fees);
	}

	fn close_if_empty(&mut self, id: u32) {
		if self.open.get(&id).is_some_and(|own| held(own) == 0) {
			self.open.remove(&id);
		}
	}

	fn abort(&mut self, id: u32) -> bool {
		let Some(own) = self.open.get_mut(&id) else { return false };
		let mut sum = 0;
		for part in &mut own.parts {
			if matches!(part.st, St::Wait | St::Review | St::Cure | St::Asked) {
				sum += part.amount;
				part.st = St::Back;
			}
		}
		if sum == 0 {
			return false;
		}
		self.give_back(sum);
		self.close_if_empty(id);
		true
	}

	/// What is due first: the moment, the envelope, the part.
	fn first_due(&self) -> Option<(Moment, u32, u8)> {
		let mut all = Vec::new();
		for (id, own) in &self.open {
			for (number, part) in (0..).zip(&own.parts) {
				if !matches!(part.st, St::Paid | St::Back) {
					all.push((part.until, *id, number));
				}
			}
			if let Some(swap) = &own.swap {
				all.push((swap.until, *id, PAYEE_PART));
			}
		}
		all.into_iter().min()
	}

	fn advance(&mut self, to: Moment) {
		self.now = to;
		while let Some((_, id, number)) = self.first_due().filter(|(at, ..)| *at <= to) {
			if number == PAYEE_PART {
				let own = self.open.get_mut(&id).unwrap();
				let swap = own.swap.take().unwrap();
				if swap.voting == Some(false) {
					own.payee = swap.to;
				}
				continue;
			}
			let own = self.open.get_mut(&id).unwrap();
			let release = own.release;
			let part = &mut own.parts[number as usize];
			match part.st {
				St::Review if !part.stopped && (part.accepted || release) => {
					(part.st, part.until) = (St::Owed, to + UNCLAIMED);
				}
				St::Wait | St::Cure | St::Review => {
					(part.st, part.until) = (St::Asked, to + ESCALATION);
				}
				St::Asked => assert!(self.abort(id)),
				St::Owed => {
					part.st = St::Back;
					let amount = part.amount;
					self.give_back(amount);
					self.close_if_empty(id);
				}
				St::Paid | St::Back => unreachable!(),
			}
		}
	}

	fn assert_same(&self, said: &str) {
		let fees = won(&<MockSources as Sources<AccountId>>::account_of(Source::Fees));
		let real = [
			("school", won(&SCHOOL)),
			("shop", won(&BUILDER)),
			("painter", won(&PAINTER_KEY)),
			("funder", won(&FUNDER)),
			("fees", fees),
			("stray", returned()),
			("budget", won(&BUDGET)),
		];
		for (name, amount) in real {
			assert_eq!(self.won.get(name).copied().unwrap_or(0), amount, "{said}: {name}");
		}
	}

	fn assert_same_envelopes(&self, said: &str) {
		let ids: Vec<_> = self.open.keys().map(|id| EnvelopeId(*id)).collect();
		let mut real: Vec<_> = Envelopes::<Test>::iter_keys().collect();
		real.sort();
		assert_eq!(ids, real, "{said}");
		for (id, own) in &self.open {
			let real = Envelopes::<Test>::get(EnvelopeId(*id)).unwrap();
			assert_eq!((real.payee, real.held), (own.payee.payee(), held(own)), "{said}: {id}");
			for (number, part) in (0..).zip(&own.parts) {
				let real = Milestones::<Test>::get(EnvelopeId(*id), number).unwrap();
				let st = match real.state {
					MilestoneState::Waiting { .. } => St::Wait,
					MilestoneState::Review { .. } => St::Review,
					MilestoneState::Cure { .. } => St::Cure,
					MilestoneState::Escalated { .. } => St::Asked,
					MilestoneState::Payable { .. } => St::Owed,
					MilestoneState::Paid => St::Paid,
					MilestoneState::Returned => St::Back,
				};
				assert_eq!(st, part.st, "{said}: {id}, {number}");
				if let Some(until) = real.state.until() {
					assert_eq!(until, part.until, "{said}: {id}, {number}");
				}
			}
			let swap = PayeeChanges::<Test>::get(EnvelopeId(*id)).map(|own| own.stage.until());
			assert_eq!(swap, own.swap.as_ref().map(|own| own.until), "{said}: {id}");
		}
	}
}

struct World {
	dice: Dice,
	model: Model,
	shown: u64,
}

impl World {
	fn some_envelope(&mut self) -> u32 {
		let ids: Vec<_> = self.model.open.keys().copied().collect();
		if self.dice.one_in(40) {
			return self.model.next + 7;
		}
		self.dice.pick_any(&ids).unwrap_or(0)
	}

	/// A part of an envelope, most often one in this state.
	fn some_part(&mut self, st: St) -> (u32, u8) {
		let mut fit = Vec::new();
		for (id, own) in &self.model.open {
			for (number, part) in (0u8..).zip(&own.parts) {
				if part.st == st {
					fit.push((*id, number));
				}
			}
		}
		match self.dice.pick_any(&fit).filter(|_| !self.dice.one_in(10)) {
			Some(part) => part,
			None => (self.some_envelope(), self.dice.small(4) as u8),
		}
	}

	/// If a ballot of this number was just opened, its end is decided: true if objectors stop it.
	fn decide_ballot(&mut self, user: u32) -> bool {
		let stops = self.dice.one_in(3);
		let verdict = if stops { Verdict::Passed } else { Verdict::Rejected };
		let user = chungnam_ports::BallotUser::Envelope(user);
		let ballot = MockBallots::of(user).into_iter().next_back().expect("it was opened");
		assert!(MockBallots::outcome(ballot).is_none());
		MockBallots::decide(ballot, MockBallots::outcome_of(verdict));
		stops
	}

	fn open(&mut self) -> Step {
		let who = self.dice.pick(&Who::ALL);
		let (contested, release) = (self.dice.one_in(20), !self.dice.one_in(3));
		let now = self.model.now;
		let mut payments = Vec::new();
		for _ in 0..=self.dice.below(4) {
			let amount = self.dice.won() % 100_000;
			payments.push(payment(amount, now + self.dice.below(120 * DAYS)));
		}
		let sum: Won = payments.iter().map(|own| own.amount).sum();
		let sound = payments.iter().all(|own| own.amount > 0 && own.due > now);
		let can = sound && sum <= self.model.won["budget"];
		if can {
			let part = |own: &MilestonePlan| Part {
				amount: own.amount,
				st: St::Wait,
				until: own.due + GRACE,
				tries: 0,
				moved: false,
				accepted: false,
				stopped: false,
				shown: Vec::new(),
			};
			let parts = payments.iter().map(part).collect();
			let new = Box_ { payee: who, contested, release, parts, swap: None };
			self.model.open.insert(self.model.next, new);
			self.model.next += 1;
			*self.model.won.get_mut("budget").unwrap() -= sum;
		}
		let shares =
			[(Refund::Account(FUNDER), 666_666_667), (Refund::Source(Source::Fees), 333_333_333)];
		let shares = shares
			.map(|(to, parts)| RefundShare { to, share: Perbill::from_parts(parts) })
			.to_vec();
		let plan = PlanOf::<Test> {
			payee: who.payee(),
			milestones: BoundedVec::truncate_from(payments),
			silence: if release { Silence::Release } else { Silence::Escalate },
			objectors: contested.then_some(Objectors { body: Body::Province, least: 5 }),
			refunds: BoundedVec::truncate_from(shares),
			..plan()
		};
		("open".into(), can, Escrow::open_envelope(governor(), plan))
	}

	fn submit(&mut self) -> Step {
		let st = if self.dice.one_in(3) { St::Cure } else { St::Wait };
		let (id, number) = self.some_part(st);
		let own = self.model.open.get(&id).cloned();
		let who = match &own {
			Some(own) if !self.dice.one_in(12) => own.payee,
			_ => self.dice.pick(&Who::ALL),
		};
		self.shown += 1;
		let known: Vec<u64> =
			own.iter().flat_map(|own| &own.parts).flat_map(|part| part.shown.clone()).collect();
		let reuse = self.dice.pick_any(&known).filter(|_| self.dice.one_in(10));
		let evidence = reuse.unwrap_or(self.shown);
		let part = own.as_ref().and_then(|own| own.parts.get(number as usize));
		let can = own.as_ref().is_some_and(|own| own.payee == who && self.model.acts(who))
			&& part.is_some_and(|part| matches!(part.st, St::Wait | St::Cure))
			&& reuse.is_none();
		let hash = H256::from_low_u64_be(evidence);
		let done = Escrow::submit_evidence(signed(who.key()), EnvelopeId(id), number, hash);
		if can {
			let until = self.model.now + REVIEW;
			let contested = own.is_some_and(|own| own.contested);
			let subject = crate::subject(EnvelopeId(id), number);
			let stopped = contested && self.decide_ballot(subject);
			let part = &mut self.model.open.get_mut(&id).unwrap().parts[number as usize];
			(part.st, part.until, part.accepted) = (St::Review, until, false);
			part.stopped = stopped;
			part.tries += 1;
			part.shown.push(evidence);
		}
		(format!("{who:?} shows {evidence} for {id}, {number}"), can, done)
	}

	fn review(&mut self) -> Step {
		let (id, number) = self.some_part(St::Review);
		let own = self.model.open.get(&id).cloned();
		let part = own.as_ref().and_then(|own| own.parts.get(number as usize)).cloned();
		let evidence = part.as_ref().and_then(|part| part.shown.last().copied()).unwrap_or(0);
		let key = if self.dice.one_in(15) { PAINTER_KEY } else { ENGINEER_KEY };
		let can = key == ENGINEER_KEY
			&& part.as_ref().is_some_and(|part| part.st == St::Review && !part.accepted);
		let hash = H256::from_low_u64_be(evidence);
		let now = self.model.now;
		let accepts = self.dice.one_in(2);
		let done = if accepts {
			Escrow::accept(signed(key), EnvelopeId(id), number, hash)
		} else {
			Escrow::reject(signed(key), EnvelopeId(id), number, hash, H256::zero())
		};
		if can {
			let own = self.model.open.get_mut(&id).unwrap();
			let contested = own.contested;
			let part = &mut own.parts[number as usize];
			match (accepts, contested) {
				(true, true) => part.accepted = true,
				(true, false) => (part.st, part.until) = (St::Owed, now + UNCLAIMED),
				_ if part.tries < 3 => (part.st, part.until) = (St::Cure, now + crate::CURE),
				_ => (part.st, part.until) = (St::Asked, now + ESCALATION),
			}
		}
		(format!("review of {id}, {number}: {accepts}"), can, done)
	}

	fn decide(&mut self) -> Step {
		let (id, number) = self.some_part(St::Asked);
		let now = self.model.now;
		let part = self.model.open.get(&id).and_then(|own| own.parts.get(number as usize));
		let asked = part.is_some_and(|part| part.st == St::Asked);
		let moved = part.is_some_and(|part| part.moved);
		let id_ = EnvelopeId(id);
		match self.dice.below(5) {
			0 => {
				let can = asked && self.model.abort(id);
				let done = Escrow::decide(governor(), id_, number, Decision::Abort(hash(1)));
				(format!("the committee aborts {id}"), can, done)
			}
			1..=2 => {
				let due = now + 1 + self.dice.below(60 * DAYS);
				let can = asked && !moved;
				if can {
					let part = &mut self.model.open.get_mut(&id).unwrap().parts[number as usize];
					(part.st, part.until) = (St::Wait, due + GRACE);
					(part.moved, part.tries) = (true, 0);
				}
				let done = Escrow::decide(governor(), id_, number, Decision::Later(due));
				(format!("the committee moves {id}, {number}"), can, done)
			}
			_ => {
				if asked {
					let part = &mut self.model.open.get_mut(&id).unwrap().parts[number as usize];
					(part.st, part.until) = (St::Owed, now + UNCLAIMED);
				}
				let done = Escrow::decide(governor(), id_, number, Decision::Pay);
				(format!("the committee pays {id}, {number}"), asked, done)
			}
		}
	}

	fn collect(&mut self) -> Step {
		let (id, number) = self.some_part(St::Owed);
		let own = self.model.open.get(&id).cloned();
		let payee = own.as_ref().map(|own| own.payee);
		let key = match payee {
			Some(payee) if !self.dice.one_in(3) => payee.key(),
			_ => STRANGER,
		};
		let part = own.as_ref().and_then(|own| own.parts.get(number as usize));
		let can = part.is_some_and(|part| part.st == St::Owed)
			&& payee.is_some_and(|payee| {
				self.model.acts(payee) && (payee != Who::Painter || key == PAINTER_KEY)
			});
		let done = Escrow::collect(signed(key), EnvelopeId(id), number);
		if can {
			let amount = part.unwrap().amount;
			let name = match payee.unwrap() {
				Who::School => "school",
				Who::Shop => "shop",
				Who::Painter => "painter",
			};
			self.model.add(name, amount);
			self.model.open.get_mut(&id).unwrap().parts[number as usize].st = St::Paid;
			self.model.close_if_empty(id);
		}
		let done = done.map(|_| ()).map_err(|error| error.error);
		(format!("collect {id}, {number}"), can, done)
	}

	fn change(&mut self) -> Step {
		let (id, who) = (self.some_envelope(), self.dice.pick(&Who::ALL));
		let now = self.model.now;
		let own = self.model.open.get(&id).cloned();
		if self.dice.one_in(3) {
			let can = own.is_some_and(|own| own.payee != who);
			if can {
				let until = now + SIGNING;
				let swap = Swap { to: who, old: false, new: false, until, voting: None };
				self.model.open.get_mut(&id).unwrap().swap = Some(swap);
			}
			let act = OwnerAct::NewPayee(who.payee());
			let done = Escrow::settle_envelope(governor(), EnvelopeId(id), act);
			return (format!("{who:?} is proposed for {id}"), can, done);
		}
		let said = format!("{who:?} agrees to the change of {id}");
		let done = Escrow::change_payee(signed(who.key()), EnvelopeId(id));
		let Some((own, mut swap)) = own.and_then(|own| own.swap.clone().map(|swap| (own, swap)))
		else {
			return (said, false, done);
		};
		let (is_old, is_new) = (who == own.payee, who == swap.to);
		let news = is_old && !swap.old || is_new && !swap.new;
		let can = swap.voting.is_none() && self.model.acts(who) && news;
		if can {
			swap.old |= is_old;
			swap.new |= is_new;
			let agreed = swap.old && swap.new;
			if agreed && own.contested {
				swap.until = now + REVIEW;
				swap.voting = Some(self.decide_ballot(crate::subject(EnvelopeId(id), PAYEE_PART)));
			}
			let model = self.model.open.get_mut(&id).unwrap();
			if agreed && !own.contested {
				model.payee = swap.to;
				model.swap = None;
			} else {
				model.swap = Some(swap);
			}
		}
		(said, can, done)
	}

	fn stray(&mut self) -> Step {
		let id = EnvelopeId(self.dice.small(self.model.next + 1));
		let amount = Won::from(self.dice.below(3));
		if amount > 0 {
			assert_ok!(Balances::mint_into(&Escrow::pot(id), amount));
		}
		self.model.add("stray", amount);
		let done = Escrow::return_stray(signed(STRANGER), id);
		let done = done.map(|_| ()).map_err(|error| error.error);
		(format!("{amount} strayed into {id:?}"), amount > 0, done)
	}

	fn pass(&mut self) -> Step {
		let now = self.model.now;
		let due = self.model.first_due().map(|(at, ..)| at).filter(|at| *at > now);
		let to = match (self.dice.below(300), due) {
			(0, _) => now + self.dice.below(6 * 365 * DAYS),
			(1..=9, _) => now + self.dice.below(60 * DAYS),
			(10..=60, Some(due)) => due,
			(61..=80, Some(due)) => due - 1,
			_ => now + self.dice.below(2 * DAYS),
		};
		let to = to.max(now + 1_000);
		self.model.advance(to);
		begin_block::<Test>();
		at::<Test>(to);
		while MockAgenda::is_behind() {
			begin_block::<Test>();
		}
		// Seldom: it looks at every ballot there ever was, and changes nothing that the deadline did not.
		if self.dice.one_in(200) {
			MockBallots::tell::<Escrow>();
		}
		(format!("it is {to}"), true, Ok(()))
	}

	fn step(&mut self) -> Step {
		match self.dice.below(100) {
			0..=9 if self.model.open.len() < MOST_OPEN => self.open(),
			10..=24 => self.submit(),
			25..=44 => self.review(),
			45..=51 => self.decide(),
			52..=62 => self.collect(),
			63..=69 => self.change(),
			70 => {
				let id = self.some_envelope();
				let can = self.model.abort(id);
				let act = OwnerAct::Abort(hash(1));
				let done = Escrow::settle_envelope(governor(), EnvelopeId(id), act);
				(format!("the owner aborts {id}"), can, done)
			}
			71..=72 => self.stray(),
			73 => {
				self.model.shut = !self.model.shut;
				MockRegistry::set_open(SHOP, !self.model.shut);
				("the shop shuts or opens".into(), true, Ok(()))
			}
			_ => self.pass(),
		}
	}
}

#[test]
fn the_pallet_and_a_plain_model_agree_about_every_won() {
	let (steps, seed) = steps_and_seed("ESCROW_MODEL", STEPS);
	execute(|| {
		let mut model = Model { now: now(), ..Default::default() };
		model.won.insert("budget", PLENTY);
		let mut world = World { dice: Dice::new(seed), model, shown: 0 };
		let mut reader = Reader::default();
		let mut walk = Walk::default();
		for number in 0..steps {
			let said = walk.count(number, seed, world.step());
			world.model.assert_same(&said);
			reader.read_all();
			chungnam_testkit::say_progress(number, steps);
			if number % CHECK_EVERY == 0 {
				world.model.assert_same_envelopes(&said);
				reader.assert_same(&said);
				Escrow::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
		}
		let years = (world.model.now - TODAY) / (365 * DAYS);
		let paid = world.model.won.get("school").copied().unwrap_or(0);
		println!("{walk}; {} envelopes, {years} years", world.model.next);
		walk.assert_both_tried(3, 50);
		assert!(paid > 0 || steps < STEPS, "somebody is paid");
	});
}
