// SPDX-License-Identifier: Apache-2.0

//! Random acts and jumps of time beside a second writing of the rules, which shares no line with the first.

use chungnam_testkit::{assert_sound, steps_and_seed, take_steps, Dice, Replay, Step, Walk};

use super::{events::Reader, *};
use crate::ChallengeStage;

const STEPS: u64 = 10_000;

/// Institutions with units that ask for the centre.
const ASSOCIATIONS: [AccountId; 2] = [ASSOCIATION, STRANGER];

/// The centre as a clerk would note it, on one line.
#[derive(Debug, Default)]
struct Clerk {
	/// 0 nothing, 1 proposed, 2 appraised, 3 ready, 4 for sale, 5 built, 6 running, 7 ideas wanted, 8 voted about.
	stage: u8,
	/// When the stage ends by itself. Of a running one the next report.
	deadline: Moment,
	/// What each appraiser said.
	said: [Won; 2],
	has_title: bool,
	/// Ideas: the document, the people behind it, and since when.
	wishes: Vec<(u8, Vec<u32>, Moment)>,
	/// Who lost a place, and has no other idea.
	displaced: Vec<u32>,
	/// The ballot about them, and the option that it says.
	vote: (u32, u8),
	/// The document of the works, if it is not the plan's.
	built: Option<u8>,
	/// The sale of the centre, and what it brought.
	sale: u32,
	brought: Option<Won>,
	is_over: bool,
	/// The envelope, and payments that were not made.
	envelope: u32,
	payments: Vec<u8>,
	/// True while the manager of the plan, or one whom the committee named, serves, and until when.
	is_served: bool,
	term_ends: Moment,
	missed: u8,
	/// What each appraiser said when the asset ran, and until when they speak or it holds.
	anew: Option<([Won; 2], Moment)>,
	/// What holders are asked about the manager, or were.
	asked: Option<Asked>,
	/// What they are asked about a hand-over, or were, and which of both associations asked last.
	hand: Option<Asked>,
	asker: usize,
	/// What they are asked about a buyer, or were, who offered so much.
	buyer: Option<Asked>,
	price: Won,
	/// How often the centre was bought.
	bought: u32,
	/// The association that has the centre.
	handed: Option<usize>,
	/// True while the first association has no credential.
	is_shut_out: bool,
	/// Ballots, sales and envelopes there were.
	ballots: u32,
	sales: u32,
	envelopes: u32,
	/// Won that the city got for units.
	paid: Won,
}

/// What holders are asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
	/// 1 they sign, 2 they vote, 3 they voted.
	stage: u8,
	/// Their ballot, and when it closes. After the vote when they can be asked again.
	ballot: u32,
	until: Moment,
	/// When the term ends of the manager in question.
	term: Moment,
	/// What the ballot says: 0 nothing, 1 yes, 2 no.
	says: u8,
}

const DAY: Moment = 86_400_000;

impl Clerk {
	fn run(&mut self, now: Moment) {
		self.stage = 6;
		self.deadline = now + 91 * DAY;
		self.term_ends = now + 365 * DAY;
	}

	fn forget(&mut self) {
		let Self { ballots, sales, envelopes, paid, is_shut_out, bought, .. } = *self;
		*self = Self { ballots, sales, envelopes, paid, is_shut_out, bought, ..Self::default() };
	}

	fn propose(&mut self, now: Moment) -> bool {
		if self.stage != 0 {
			return false;
		}
		(self.stage, self.deadline, self.is_served) = (1, now + 30 * DAY, true);
		true
	}

	/// The appraisers are asked while the asset runs, and one of them is silent.
	fn is_asked(&self, now: Moment) -> bool {
		let open = |own: &([Won; 2], Moment)| now < own.1 && own.0.contains(&0);
		self.stage == 6 && self.anew.as_ref().is_some_and(open)
	}

	fn ask(&mut self, now: Moment) -> bool {
		if self.stage != 6 || self.anew.is_some_and(|own| now < own.1) {
			return false;
		}
		self.anew = Some(([0; 2], now + 60 * DAY));
		true
	}

	fn name(&mut self, now: Moment) -> bool {
		if self.is_asked(now) {
			self.anew = self.anew.map(|(_, until)| ([0; 2], until));
			return true;
		}
		if !(1..=2).contains(&self.stage) || now >= self.deadline {
			return false;
		}
		if self.stage == 1 {
			(self.stage, self.deadline) = (2, now + 60 * DAY);
		}
		(self.said, self.has_title) = ([0; 2], false);
		true
	}

	fn appraise(&mut self, which: usize, value: Won, now: Moment) -> bool {
		if self.is_asked(now) {
			let Some((said, until)) = &mut self.anew else { return false };
			if said[which] > 0 || value == 0 {
				return false;
			}
			said[which] = value;
			if !said.contains(&0) {
				*until = now + 365 * DAY;
			}
			return true;
		}
		if self.stage != 2 || now >= self.deadline || self.said[which] > 0 || value == 0 {
			return false;
		}
		self.said[which] = value;
		if self.said[0] > 0 && self.said[1] > 0 {
			(self.stage, self.deadline) = (7, now + 30 * DAY);
		}
		true
	}

	fn is_proposal(&self) -> bool {
		matches!(self.stage, 1..=3 | 7 | 8)
	}

	fn is_behind(&self, person: u32) -> bool {
		self.wishes.iter().any(|(_, people, _)| people.contains(&person))
	}

	fn hand_in(&mut self, person: u32, document: u8, now: Moment) -> bool {
		let is_there = self.wishes.iter().any(|(own, ..)| *own == document);
		if self.stage != 7 || now >= self.deadline || is_there || self.is_behind(person) {
			return false;
		}
		if self.displaced.contains(&person) {
			return false;
		}
		if self.wishes.len() == 16 {
			// The first of those with one name, else with two, and so on.
			let place = (1..5).find_map(|names| {
				let is_weak = |(_, people, since): &(u8, Vec<u32>, Moment)| {
					people.len() == names && now >= since + 7 * DAY
				};
				self.wishes.iter().position(is_weak)
			});
			let Some(place) = place else { return false };
			let (_, people, _) = self.wishes.remove(place);
			self.displaced.push(people[0]);
		}
		self.wishes.push((document, vec![person], now));
		true
	}

	fn support(&mut self, person: u32, document: u8, now: Moment) -> bool {
		if self.stage != 7 || now >= self.deadline || self.is_behind(person) {
			return false;
		}
		let found = self.wishes.iter_mut().find(|(own, ..)| *own == document);
		let Some((_, people, _)) = found.filter(|(_, people, _)| people.len() < 5) else {
			return false;
		};
		people.push(person);
		true
	}

	/// The time of ideas is over.
	fn end_ideas(&mut self, now: Moment) {
		self.displaced.clear();
		self.wishes.retain(|(_, people, _)| people.len() == 5);
		if self.wishes.is_empty() {
			let from = now.min(self.deadline + 14 * DAY);
			(self.stage, self.deadline) = (3, from + 60 * DAY);
			return;
		}
		(self.stage, self.deadline, self.vote) = (8, now + 19 * DAY, (self.ballots, 0));
		self.ballots += 1;
	}

	fn title(&mut self) -> bool {
		let is_new = matches!(self.stage, 2..=4 | 7 | 8) && !self.has_title;
		self.has_title |= is_new;
		is_new
	}

	fn offer(&mut self, most: Won, now: Moment) -> bool {
		let lower = if self.said[0] < self.said[1] { self.said[0] } else { self.said[1] };
		if self.stage != 3 || now >= self.deadline || 2 * most > lower || most == 0 {
			return false;
		}
		(self.stage, self.sale) = (4, self.sales);
		self.sales += 1;
		true
	}

	fn advance(&mut self, now: Moment) -> bool {
		match self.stage {
			1..=3 if now >= self.deadline => self.forget(),
			7 if now >= self.deadline => self.end_ideas(now),
			// Two days before it would end by itself.
			8 if now + 2 * DAY >= self.deadline => {
				let chosen = usize::from(self.vote.1).checked_sub(1);
				self.built = chosen.map(|place| self.wishes[place].0);
				self.wishes.clear();
				(self.stage, self.deadline) = (3, now.min(self.deadline) + 60 * DAY);
			}
			4 if self.is_over => self.forget(),
			4 if self.has_title && self.brought.is_some() => {
				let all = self.brought.unwrap_or(0);
				self.paid += all - all / 2;
				if all / 2 == 0 {
					self.run(now);
				} else {
					(self.stage, self.envelope) = (5, self.envelopes);
					self.envelopes += 1;
					self.payments = vec![0, 1];
				}
			}
			5 if self.payments.is_empty() => self.run(now),
			6 if self.is_served && now >= self.term_ends => self.dismiss(),
			6 if now >= self.deadline => {
				self.deadline += 91 * DAY;
				self.missed += 1;
				if self.missed == 2 {
					self.dismiss();
				}
			}
			6 => return self.turn_buyer(now) || self.turn_hand(now) || self.turn(now),
			_ => return false,
		}
		true
	}

	/// The manager goes, and what holders are asked with the manager.
	fn dismiss(&mut self) {
		(self.is_served, self.missed) = (false, 0);
		self.asked = self.asked.filter(|own| own.stage == 3);
	}

	fn ask_holders(&mut self, now: Moment) -> bool {
		let is_free = self.asked.is_none_or(|own| own.stage == 3 && now >= own.until);
		if self.stage != 6 || !self.is_served || now >= self.term_ends || !is_free {
			return false;
		}
		let (ballot, until, term) = (self.ballots, now + 30 * DAY, self.term_ends);
		self.asked = Some(Asked { stage: 1, ballot, until, term, says: 0 });
		self.ballots += 1;
		true
	}

	/// What comes of what holders are asked.
	fn turn(&mut self, now: Moment) -> bool {
		let Some(own) = self.asked else { return false };
		if own.stage == 3 {
			return false;
		}
		if !self.is_served || self.term_ends != own.term {
			self.asked = None;
			return true;
		}
		if now < own.until {
			return false;
		}
		if own.stage == 1 {
			let (ballot, until) = (self.ballots, now + 21 * DAY);
			self.ballots += u32::from(own.says == 1);
			let next = Asked { stage: 2, ballot, until, says: 0, ..own };
			self.asked = if own.says == 1 { Some(next) } else { None };
			return true;
		}
		if own.says == 1 {
			self.dismiss();
			return true;
		}
		if own.says == 2 && own.until + 365 * DAY > self.term_ends {
			self.term_ends = own.until + 365 * DAY;
		}
		self.asked = Some(Asked { stage: 3, ballot: 0, until: now + 180 * DAY, ..own });
		true
	}

	/// True if this is the first association, and it has no credential now.
	fn is_out(&self, which: usize) -> bool {
		which == 0 && self.is_shut_out
	}

	fn ask_hand_over(&mut self, which: usize, now: Moment) -> bool {
		// The one that was refused waits, and the other one does not.
		let is_over = |own: Asked| own.stage == 3 && (self.asker != which || now >= own.until);
		let is_free = self.hand.is_none_or(is_over);
		if self.stage != 6 || self.handed == Some(which) || self.is_out(which) || !is_free {
			return false;
		}
		self.asker = which;
		let (ballot, until) = (self.ballots, now + 30 * DAY);
		self.hand = Some(Asked { stage: 1, ballot, until, term: 0, says: 0 });
		self.ballots += 1;
		true
	}

	/// What comes of what holders are asked about a hand-over.
	fn turn_hand(&mut self, now: Moment) -> bool {
		let Some(own) = self.hand.filter(|own| own.stage < 3) else { return false };
		let is_out = self.is_out(self.asker);
		if own.stage == 1 && is_out {
			self.hand = None;
			return true;
		}
		if now < own.until {
			return false;
		}
		match (own.stage, own.says) {
			(2, 1) if is_out => {
				if now < own.until + 2 * DAY {
					return false;
				}
				self.hand = None;
			}
			(1, 1) => {
				let (ballot, until) = (self.ballots, now + 21 * DAY);
				self.hand = Some(Asked { stage: 2, ballot, until, says: 0, ..own });
				self.ballots += 1;
			}
			(1, _) => self.hand = None,
			(_, 1) => {
				(self.hand, self.handed) = (None, Some(self.asker));
				self.dismiss();
			}
			_ => {
				let until = now + 180 * DAY;
				self.hand = Some(Asked { stage: 3, ballot: 0, until, ..own });
			}
		}
		true
	}

	fn buy(&mut self, won: Won, now: Moment) -> bool {
		let said = self.anew.filter(|(said, until)| now < *until && !said.contains(&0));
		let is_enough = said.is_some_and(|(said, _)| won >= said[0] || won >= said[1]);
		let is_over = |own: Asked| own.stage == 3 && (won > self.price || now >= own.until);
		if self.stage != 6 || !is_enough || !self.buyer.is_none_or(is_over) {
			return false;
		}
		let (ballot, until) = (self.ballots, now + 21 * DAY);
		self.buyer = Some(Asked { stage: 2, ballot, until, term: 0, says: 0 });
		self.price = won;
		self.ballots += 1;
		true
	}

	/// What comes of what holders are asked about a buyer.
	fn turn_buyer(&mut self, now: Moment) -> bool {
		let Some(own) = self.buyer.filter(|own| own.stage == 2 && now >= own.until) else {
			return false;
		};
		if own.says == 1 {
			self.forget();
			self.bought += 1;
		} else {
			let until = now + 180 * DAY;
			self.buyer = Some(Asked { stage: 3, ballot: 0, until, ..own });
		}
		true
	}

	/// Won of the buyer that lies in the pot.
	fn deposit(&self) -> Won {
		let waits = self.buyer.is_some_and(|own| own.stage == 2);
		Won::from(waits) * self.price
	}

	fn owner(&self) -> AccountId {
		match self.handed {
			Some(which) => ASSOCIATIONS[which].clone(),
			None => CITY,
		}
	}

	fn report(&mut self, by: &AccountId, now: Moment) -> bool {
		let serves = self.is_served && now < self.term_ends;
		let runs = if serves { MANAGER } else { self.owner() };
		let is_due = now < self.deadline && now >= self.deadline.saturating_sub(91 * DAY);
		if self.stage != 6 || runs != *by || !is_due {
			return false;
		}
		self.deadline += 91 * DAY;
		self.missed = 0;
		true
	}

	fn name_manager(&mut self, term: Moment, now: Moment) -> bool {
		if self.stage != 6 || self.handed.is_some() || self.is_served && now < self.term_ends {
			return false;
		}
		(self.is_served, self.term_ends, self.missed) = (true, now + term, 0);
		true
	}

	/// What is noted is what the chain says.
	fn assert_same(&self, said: &str) {
		let wishes: Vec<_> = ideas().iter().map(wish).collect();
		assert_eq!(wishes, self.wishes, "{said}");
		let displaced: Vec<_> = Displaced::<Test>::get(CENTRE).iter().map(|own| own.0).collect();
		assert_eq!(displaced, self.displaced, "{said}");
		let Some(own) = Fractions::<Test>::get(CENTRE) else {
			assert_eq!(self.stage, 0, "{said}");
			return;
		};
		let (stage, deadline) = match own.status {
			Status::Proposed { until } => (1, until),
			Status::DueDiligence { until } => (2, until),
			Status::Ready { until } => (3, until),
			Status::Offering { sale } => {
				assert_eq!(sale.0, self.sale, "{said}");
				(4, self.deadline)
			}
			Status::Development { works } => {
				assert_eq!(works.0, self.envelope, "{said}");
				(5, self.deadline)
			}
			Status::Operating { report_due } | Status::HandedOver { report_due } => (6, report_due),
			Status::Ideas { until } => (7, until),
			Status::Choosing { ballot, until } => {
				assert_eq!(ballot.0, self.vote.0, "{said}");
				(8, until)
			}
		};
		assert_eq!(own.idea.map(|hash| hash.0[0]), self.built, "{said}");
		let is_handed = matches!(own.status, Status::HandedOver { .. });
		assert_eq!((is_handed, &own.owner), (self.handed.is_some(), &self.owner()), "{said}");
		assert_eq!((stage, deadline), (self.stage, self.deadline), "{said}");
		assert_eq!(own.values.map(|value| value.unwrap_or(0)), self.said, "{said}");
		assert_eq!(own.deed.is_some(), self.has_title, "{said}");
		let runs = if self.is_served { MANAGER } else { self.owner() };
		assert_eq!(own.manager.account, runs, "{said}");
		assert_eq!(own.manager.missed, self.missed, "{said}");
		let anew = Valuations::<Test>::get(CENTRE);
		let anew = anew.map(|own| (own.values.map(|value| value.unwrap_or(0)), own.until));
		assert_eq!(anew, self.anew, "{said}");
		// A ballot is waited for two days longer than it is open.
		let place = |stage: ChallengeStage| match stage {
			ChallengeStage::Signing { ballot, until } => (1, ballot.0, until - 2 * DAY),
			ChallengeStage::Voting { ballot, until } => (2, ballot.0, until - 2 * DAY),
			ChallengeStage::Resting { until } => (3, 0, until),
		};
		let noted = |own: Asked| (own.stage, own.ballot, own.until);
		assert_eq!(challenge().map(|own| place(own.stage)), self.asked.map(noted), "{said}");
		assert_eq!(hand_over().map(|own| place(own.stage)), self.hand.map(noted), "{said}");
		let asker = self.hand.map(|_| ASSOCIATIONS[self.asker].clone());
		assert_eq!(hand_over().map(|own| own.to), asker, "{said}");
		assert_eq!(purchase().map(|own| place(own.stage)), self.buyer.map(noted), "{said}");
		let price = self.buyer.map(|_| self.price);
		assert_eq!(purchase().map(|own| own.won), price, "{said}");
	}
}

/// An idea as a clerk notes it.
fn wish(own: &Idea) -> (u8, Vec<u32>, Moment) {
	let people = own.supporters.iter().map(|person| person.0).collect();
	(own.document.0[0], people, own.since)
}

/// A resident has an idea.
fn have_idea(clerk: &mut Clerk, dice: &mut Dice) -> (bool, DispatchResult) {
	let (number, document) = (dice.below(RESIDENTS.into()) as u8, 100 + dice.below(30) as u8);
	let expected = clerk.hand_in(person(number).0, document, now());
	(expected, hand_in_idea(resident(number), document))
}

/// Residents look at an idea, and tell whether the last of them supports it.
fn gather(clerk: &mut Clerk, dice: &mut Dice) -> (bool, DispatchResult) {
	let place = dice.below(17) as usize;
	let document = clerk.wishes.get(place).or_else(|| clerk.wishes.first()).map_or(99, |own| own.0);
	let mut came = (false, Err(Error::<Test>::IdeaNotFound.into()));
	for _ in 0..=dice.below(8) {
		let number = dice.below(RESIDENTS.into()) as u8;
		let expected = clerk.support(person(number).0, document, now());
		came = (expected, support_idea(resident(number), document));
		assert_eq!(came.1.is_ok(), expected);
	}
	came
}

/// One act of somebody. Returns what was expected and what came of it.
fn act(clerk: &mut Clerk, dice: &mut Dice) -> Step {
	let now = now();
	let number = match dice.below(21) {
		// Ideas are seldom wanted.
		17..=19 if clerk.stage != 7 && !dice.one_in(6) => dice.below(17),
		// Nobody needs to propose, confirm or offer what runs.
		0 | 4 | 5 if clerk.stage == 6 && !dice.one_in(8) => 6 + dice.below(11),
		own => own,
	};
	let (expected, result) = match number {
		0 => (clerk.propose(now), propose(CITY, plan())),
		1 => (clerk.name(now), name_experts(experts())),
		2 | 3 => {
			let which = usize::from(number == 3);
			let value = 1_000 * Won::from(dice.below(4));
			let who = [FIRST_APPRAISER, SECOND_APPRAISER][which].clone();
			(clerk.appraise(which, value, now), appraise(who, value))
		}
		4 => (clerk.title(), confirm_title(NOTARY)),
		5 => {
			let most = 200 * Won::from(dice.below(8));
			(clerk.offer(most, now), offer(CITY, sale(most)))
		}
		6 | 7 => (clerk.advance(now), advance()),
		8 if dice.one_in(16) => {
			let is_early = clerk.is_proposal();
			if is_early {
				clerk.forget();
			}
			(is_early, AssetFractions::withdraw(signed(CITY), CENTRE))
		}
		9 => (clerk.report(&MANAGER, now), report(MANAGER)),
		10 => {
			let who = if dice.one_in(4) { CITY } else { clerk.owner() };
			(clerk.report(&who, now), report(who))
		}
		11 => {
			let term = DAY * (1 + dice.below(400));
			let named = clerk.name_manager(term, now);
			(named, name_manager(MANAGER, term))
		}
		12 => (clerk.ask(now), ask_value(clerk.owner())),
		13 => {
			happen(clerk, dice);
			return ("something happens".into(), true, Ok(()));
		}
		14 => (clerk.ask_holders(now), ask_holders(HOLDER)),
		15 => {
			let which = usize::from(dice.one_in(2));
			(clerk.ask_hand_over(which, now), ask_hand_over(ASSOCIATIONS[which].clone()))
		}
		17 => have_idea(clerk, dice),
		18 | 19 => gather(clerk, dice),
		20 => {
			let won = 500 * Won::from(dice.below(8));
			(clerk.buy(won, now), offer_purchase(STRANGER, won))
		}
		_ => {
			sleep(DAY * dice.below(20));
			return ("time passes".into(), true, Ok(()));
		}
	};
	(format!("act {number}"), expected, result)
}

/// A sale is decided or ends, holders say something, or a payment of the works is made.
fn happen(clerk: &mut Clerk, dice: &mut Dice) {
	if let Some(own) = clerk.asked.as_mut().filter(|own| own.stage < 3) {
		own.says = if dice.one_in(3) { 2 } else { 1 };
		let verdict = if own.says == 1 { Verdict::Passed } else { Verdict::Rejected };
		decide(verdict, 5);
	}
	if clerk.stage == 8 {
		clerk.vote.1 = dice.below(clerk.wishes.len() as u64 + 1) as u8;
		decide_idea(BallotId(clerk.vote.0), clerk.vote.1);
	}
	if let Some(own) = clerk.hand.as_mut().filter(|own| own.stage < 3) {
		own.says = if dice.one_in(2) { 2 } else { 1 };
		let (yes, no) = if own.says == 1 { (400, 200) } else { (200, 400) };
		decide_hand_over(yes, no);
	}
	if let Some(own) = clerk.buyer.as_mut().filter(|own| own.stage == 2) {
		own.says = if dice.one_in(2) { 1 } else { 2 };
		let (yes, no) = if own.says == 1 { (400, 200) } else { (200, 400) };
		decide_purchase(yes, no);
	}
	// An office ends the credential of the first association, or renews it.
	if dice.one_in(if clerk.is_shut_out { 2 } else { 8 }) {
		clerk.is_shut_out = !clerk.is_shut_out;
		MockHolders::attest(&ASSOCIATION, !clerk.is_shut_out);
	}
	let runs = clerk.stage == 4 && clerk.brought.is_none() && !clerk.is_over;
	if runs && dice.one_in(4) {
		clerk.is_over = true;
		Market::end(OfferingId(clerk.sale));
	} else if runs {
		let won = 1 + Won::from(dice.below(5_000)) * 3;
		clerk.brought = Some(won);
		Market::decide::<AccountId>(OfferingId(clerk.sale), won);
	} else if let Some(number) = clerk.payments.pop() {
		Envelopes::pay(EnvelopeId(clerk.envelope), number, &BUILDER);
	}
}

#[test]
fn assets_do_what_a_clerk_would_note() {
	let (steps, seed) = steps_and_seed("ASSETS", STEPS);
	let (mut dice, mut walk) = (Dice::new(seed), Walk::default());
	let (mut clerk, mut reader) = (Clerk::default(), Reader::default());
	let mut chain = chain();
	chain.execute_with(|| to_association(&STRANGER));
	let mut shared = 0u64;
	take_steps(&mut chain, steps, |number| {
		let (before, bought) = (clerk.stage, clerk.bought);
		let said = walk.count(number, seed, act(&mut clerk, &mut dice));
		if clerk.bought > bought {
			// Another centre is shared.
			Market::issue(CENTRE, &CITY, &KEPT_OUT);
			give(&STRANGER, PLENTY - won(&STRANGER));
		}
		clerk.assert_same(&said);
		reader.read_all();
		reader.assert_same(&said);
		assert_sound::<Test>();
		assert_eq!(won(&CITY), PLENTY + clerk.paid, "{said}");
		assert_eq!(pot(), clerk.deposit(), "{said}");
		if clerk.stage == 6 {
			shared += u64::from(before != 6);
			// After some years the units are redeemed, and another centre is shared.
			if dice.one_in(200) {
				Market::retire(CENTRE);
				assert_ok!(advance());
				Market::issue(CENTRE, &CITY, &KEPT_OUT);
				clerk.forget();
				reader.read_all();
				reader.assert_same(&said);
			}
		}
	});
	assert!(shared > 3, "{shared} assets were shared");
	assert!(clerk.bought > 0, "none was bought");
	walk.assert_both_tried(5, 5);
}
