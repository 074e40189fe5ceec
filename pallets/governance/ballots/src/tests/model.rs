// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a second writing of its rules, compared after each step: who may vote when and
//! what counts. The model keeps every vote and counts anew each time; it shares no line with the pallet.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_ports::Ties;
use chungnam_testkit::{begin_block, steps_and_seed, take_steps, Dice};

use super::*;

const STEPS: u64 = 100_000;
/// Steps between two checks of every invariant, which read all of the state.
const CHECK_EVERY: u64 = 50;

/// A question of the model.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
	YesNo { floor: u64 },
	Support { least: u64 },
	Pick,
}

/// What a person said: no, yes or support, blank, or one of three options.
#[derive(Clone, Copy, PartialEq)]
enum Said {
	No,
	Yes,
	Blank,
	Option(u8),
}

/// A ballot of the model.
struct Urn {
	asked: Asked,
	/// The regions whose residents vote.
	regions: BTreeSet<u8>,
	/// The people on its roll, with their region.
	roll: BTreeMap<u32, u8>,
	/// The heads, which later conflicts do not change.
	heads: u64,
	/// Heads of each office.
	offices: BTreeMap<u8, u64>,
	opens: Moment,
	closes: Moment,
	contest: Moment,
	shifted: bool,
	/// Set once the vote is over, by whatever cause.
	over: Option<Moment>,
	/// Set when it is annulled.
	void: Option<Moment>,
	out: BTreeSet<u32>,
	struck: BTreeSet<u8>,
	/// By person: the region whose office entered it, if it was paper; and what was said.
	votes: BTreeMap<u32, (Option<u8>, Said)>,
	heard: bool,
}

/// The town of the model.
#[derive(Default)]
struct Town {
	/// Where people are on a roll now.
	homes: BTreeMap<u32, u8>,
	/// Changes of homes that count from the next millisecond.
	frozen: BTreeSet<u32>,
	dead: BTreeSet<u32>,
	urns: BTreeMap<u32, Urn>,
	gaps: Vec<(Moment, Moment)>,
}

impl Urn {
	/// When the vote is over, as known at `now`.
	fn end(&self, gaps: &[(Moment, Moment)]) -> Moment {
		if let Some(at) = self.over {
			return at;
		}
		let mut end = self.closes;
		for (from, to) in gaps {
			if *to > self.opens && *from < end {
				end += to - from.max(&self.opens);
				end = end.min(self.closes + 24 * HOURS);
			}
		}
		end
	}

	fn is_final(&self, gaps: &[(Moment, Moment)], now: Moment) -> bool {
		match self.void {
			Some(at) => now >= at,
			None => now >= self.end(gaps) + self.contest,
		}
	}

	/// Votes that count: all but paper of struck offices.
	fn counted(&self) -> impl Iterator<Item = Said> + '_ {
		let votes = self.votes.values();
		let own = votes.filter(|(office, _)| office.is_none_or(|own| !self.struck.contains(&own)));
		own.map(|(_, said)| *said)
	}

	fn count(&self, said: Said) -> u64 {
		self.counted().filter(|own| *own == said).count() as u64
	}

	/// The verdict and the winner.
	fn decide(&self) -> (Verdict, Option<u8>) {
		let passed = |yes| if yes { Verdict::Passed } else { Verdict::Rejected };
		match self.asked {
			Asked::YesNo { floor } => {
				let turnout = self.counted().count() as u64;
				let agrees = self.count(Said::Yes) > self.count(Said::No);
				(passed(agrees && turnout * 10_000 >= floor * self.heads), None)
			}
			Asked::Support { least } => (passed(self.count(Said::Yes) >= least), None),
			Asked::Pick => {
				let mut best = None;
				for option in 0..3 {
					let own = self.count(Said::Option(option));
					if own > best.map_or(0, |(_, most)| most) {
						best = Some((option, own));
					}
				}
				(Verdict::Chosen, best.map(|(option, _)| option))
			}
		}
	}

	/// True if what is said answers what is asked.
	fn answers(&self, said: Said) -> bool {
		match self.asked {
			Asked::YesNo { .. } => !matches!(said, Said::Option(_)),
			Asked::Support { .. } => said == Said::Yes,
			Asked::Pick => said == Said::Blank || matches!(said, Said::Option(0..=2)),
		}
	}
}

impl Town {
	/// Whether a person may vote by key, or by paper.
	fn may(&self, urn: &Urn, person: u32, by_paper: bool, now: Moment) -> bool {
		let is_open = now >= urn.opens && now < urn.end(&self.gaps);
		let Some(region) = urn.roll.get(&person) else { return false };
		let is_frozen = self.frozen.contains(&person);
		if !is_open || self.dead.contains(&person) || urn.out.contains(&person) {
			return false;
		}
		if !by_paper {
			return !is_frozen;
		}
		let own = urn.votes.get(&person).map(|(office, _)| office.is_some());
		let entered = urn.votes.values().filter(|(office, _)| *office == Some(*region)).count();
		let is_free = own.is_none() || own == Some(false) && is_frozen;
		let cap = urn.offices[region] * 3_000;
		is_free && !urn.struck.contains(region) && (entered as u64 + 1) * 10_000 <= cap
	}

	/// Support closes with the last supporter.
	fn vote(&mut self, id: u32, person: u32, by_paper: bool, said: Said, now: Moment) -> bool {
		let urn = &self.urns[&id];
		if !self.may(urn, person, by_paper, now) || !urn.answers(said) {
			return false;
		}
		let urn = self.urns.get_mut(&id).unwrap();
		let office = by_paper.then(|| urn.roll[&person]);
		urn.votes.insert(person, (office, said));
		if let Asked::Support { least } = urn.asked {
			if urn.count(Said::Yes) >= least {
				urn.over = Some(now);
			}
		}
		true
	}
}

fn choice_of(asked: Asked, said: Said) -> Choice {
	match (asked, said) {
		(_, Said::Blank) => Choice::Blank,
		(_, Said::Option(option)) => picks(&[option]),
		(Asked::Support { .. }, Said::Yes) => Choice::Support,
		(_, Said::Yes) => YES_VOTE,
		(_, Said::No) => NO_VOTE,
	}
}

/// Both worlds.
struct Twin {
	town: Town,
	dice: Dice,
	done: BTreeMap<&'static str, [u64; 2]>,
}

impl Twin {
	fn tell(&mut self, what: &'static str, expected: bool, found: Result<(), String>) {
		assert_eq!(expected, found.is_ok(), "{what}: {found:?}");
		self.done.entry(what).or_default()[usize::from(!expected)] += 1;
	}

	fn some_ballot(&mut self) -> Option<u32> {
		let ids: Vec<_> = self.town.urns.keys().copied().collect();
		self.dice.pick_any(&ids)
	}

	fn open(&mut self) {
		let regions: BTreeSet<u8> = match self.dice.below(3) {
			0 => (1..=15).collect(),
			1 => [BORYEONG].into(),
			_ => [BORYEONG, ASAN].into(),
		};
		let asked = match self.dice.below(3) {
			0 => Asked::YesNo { floor: [0, 2_000, 6_000][self.dice.below(3) as usize] },
			1 => Asked::Support { least: 1 + self.dice.below(6) },
			_ => Asked::Pick,
		};
		let opens = now() + self.dice.below(20) * MINUTES;
		let closes = opens + (1 + self.dice.below(60)) * MINUTES;
		let contest = self.dice.below(10) * MINUTES;
		let out: BTreeSet<u32> = (0..self.dice.below(2)).map(|_| 1 + self.dice.small(15)).collect();
		let body = if regions.len() == 15 {
			Body::Province
		} else {
			Body::Regions(RegionSet::of(&regions.iter().copied().collect::<Vec<_>>()))
		};
		let base = match asked {
			Asked::YesNo { floor } => BallotPlan {
				rule: Rule::Majority { floor_bp: floor as u16, bias: Bias::Plain },
				..plan()
			},
			Asked::Support { least } => {
				BallotPlan { question: Question::Support, rule: Rule::Reached { least }, ..plan() }
			}
			Asked::Pick => {
				let option = Candidate { cost: 1, part_from: 0, heading: 0 };
				BallotPlan {
					options: vec![option; 3].try_into().unwrap(),
					..list_plan(
						Question::Approval { least: 1, most: 1, per_heading: false },
						Rule::Best { count: 1, ties: Ties::Number },
					)
				}
			}
		};
		let conflicts: Vec<_> = out.iter().map(|person| PersonId(*person)).collect();
		let plan = BallotPlan {
			classes: vec![class(body)].try_into().unwrap(),
			conflicts: conflicts.try_into().unwrap(),
			opens,
			closes,
			contest,
			..base
		};
		let id = Ballots::open(BallotUser::Round(self.dice.small(9)), plan).unwrap().0;
		let counts = |(_, home): &(&u32, &u8)| regions.contains(home);
		let roll: BTreeMap<_, _> =
			self.town.homes.iter().filter(counts).map(|(who, home)| (*who, *home)).collect();
		let heads = roll.keys().filter(|who| !out.contains(who)).count() as u64;
		let office = |region: u8| {
			let own = roll.iter().filter(|(who, home)| **home == region && !out.contains(who));
			(region, own.count() as u64)
		};
		let offices = regions.iter().map(|region| office(*region)).collect();
		let urn = Urn {
			asked,
			regions,
			roll,
			heads,
			offices,
			opens,
			closes,
			contest,
			shifted: false,
			over: None,
			void: None,
			out,
			struck: BTreeSet::new(),
			votes: BTreeMap::new(),
			heard: false,
		};
		self.town.urns.insert(id, urn);
		self.tell("open", true, Ok(()));
	}

	fn cast(&mut self) {
		let Some(id) = self.some_ballot() else { return };
		let (person, by_paper) = (1 + self.dice.small(15), self.dice.one_in(4));
		let said = match self.dice.below(8) {
			0 => Said::Blank,
			1 => Said::No,
			2..=4 => Said::Yes,
			_ => Said::Option(self.dice.small(4) as u8),
		};
		let choice = choice_of(self.town.urns[&id].asked, said);
		let expected = self.town.vote(id, person, by_paper, said, now());
		if by_paper {
			let found = paper(BallotId(id), person, choice);
			self.tell("paper", expected, found.map_err(|why| format!("{why:?}")));
		} else {
			let own = if self.dice.one_in(2) { key(person) } else { phone(person) };
			let found = Ballots::cast(signed(own), BallotId(id), choice);
			self.tell("cast", expected, found.map_err(|why| format!("{why:?}")));
		}
	}

	fn withdraw(&mut self) {
		let Some(id) = self.some_ballot() else { return };
		let person = 1 + self.dice.small(15);
		let urn = &self.town.urns[&id];
		let is_support = matches!(urn.asked, Asked::Support { .. });
		let may = self.town.may(urn, person, false, now());
		let expected = may && is_support && urn.votes.contains_key(&person);
		if expected {
			self.town.urns.get_mut(&id).unwrap().votes.remove(&person);
		}
		let found = Ballots::withdraw(signed(key(person)), BallotId(id));
		self.tell("withdraw", expected, found.map_err(|why| format!("{why:?}")));
	}

	/// Strikes an office, keeps a person out, puts off, or annuls.
	fn meddle(&mut self) {
		let Some(id) = self.some_ballot() else { return };
		let (ballot, time) = (BallotId(id), now());
		let (region, person) = (1 + self.dice.small(5) as u8, 1 + self.dice.small(15));
		let gaps = self.town.gaps.clone();
		let urn = self.town.urns.get_mut(&id).unwrap();
		let is_running = time < urn.end(&gaps) && urn.void.is_none();
		type Own = <Test as frame_system::Config>::RuntimeOrigin;
		let root: Own = committee();
		let (what, expected, found) = match self.dice.below(8) {
			0 => {
				let is_office = urn.regions.contains(&region);
				let expected = is_running && is_office && !urn.struck.contains(&region);
				if expected {
					urn.struck.insert(region);
				}
				("strike", expected, Ballots::strike(root, ballot, region))
			}
			1..=3 => {
				let expected = is_running && !urn.out.contains(&person);
				if expected {
					urn.out.insert(person);
					urn.votes.remove(&person);
				}
				let recused =
					<Ballots as chungnam_ports::Ballots>::recuse(ballot, PersonId(person));
				("recuse", expected, recused)
			}
			4..=6 => {
				let expected = is_running && time < urn.opens && !urn.shifted;
				let by = 5 * MINUTES;
				if expected {
					(urn.shifted, urn.opens, urn.closes) = (true, urn.opens + by, urn.closes + by);
				}
				("shift", expected, <Ballots as chungnam_ports::Ballots>::shift(ballot, by))
			}
			_ => {
				let expected = !is_running && !urn.is_final(&gaps, time);
				if expected {
					urn.over = Some(urn.end(&gaps));
					urn.void = Some(time);
				}
				("annul", expected, Ballots::annul(root, ballot, H256::zero()))
			}
		};
		self.tell(what, expected, found.map_err(|why| format!("{why:?}")));
	}

	/// People move, leave, come back, are frozen and freed, and die.
	fn live(&mut self) {
		let person = 1 + self.dice.small(15);
		match self.dice.below(20) {
			0..=1 if !self.town.dead.contains(&person) => {
				let region = if self.dice.one_in(2) { BORYEONG } else { ASAN };
				MockRegistry::enter_roll(PersonId(person), region, now() + 1);
				self.town.homes.insert(person, region);
				self.pass(1);
			}
			2 if !self.town.dead.contains(&person) => {
				MockRegistry::leave_roll(PersonId(person));
				self.town.homes.remove(&person);
				self.pass(1);
			}
			3..=8 if !self.town.dead.contains(&person) => {
				MockRegistry::set_standing(PersonId(person), Standing::Frozen);
				self.town.frozen.insert(person);
			}
			9..=18 if !self.town.dead.contains(&person) => {
				MockRegistry::set_standing(PersonId(person), Standing::Active);
				self.town.frozen.remove(&person);
			}
			// At most three.
			19 if self.town.dead.len() < 3 && self.dice.one_in(200) => {
				MockRegistry::bury(PersonId(person));
				MockRegistry::leave_roll(PersonId(person));
				self.town.homes.remove(&person);
				self.town.dead.insert(person);
				self.pass(1);
			}
			_ => (),
		}
	}

	/// A block, which may come late.
	fn pass(&mut self, time: Moment) {
		let (from, to) = (now(), now() + time);
		if time > 10 * MINUTES {
			self.town.gaps.push((from, to));
		}
		begin_block::<Test>();
		at::<Test>(to);
		for urn in self.town.urns.values_mut() {
			let end = urn.end(&self.town.gaps);
			if now() >= end {
				urn.over = Some(end);
			}
		}
	}

	/// One random operation, in both worlds.
	fn step(&mut self, number: u64) {
		match self.dice.below(100) {
			0..=2 if self.town.urns.len() < 6 => self.open(),
			0..=59 => self.cast(),
			60..=64 => self.withdraw(),
			65..=69 => self.meddle(),
			70..=79 => self.live(),
			80..=83 => self.forget(),
			99 if self.dice.one_in(20) => {
				let late = (11 + self.dice.below(120)) * MINUTES;
				self.pass(late);
			}
			_ => {
				let time = self.dice.below(90_000);
				self.pass(time);
			}
		}
		if number % 4_096 == 4_095 {
			self.forget_outcomes();
		}
		self.compare();
		if number.is_multiple_of(CHECK_EVERY) {
			chungnam_testkit::assert_sound::<Test>();
		}
		// Events of a million steps need not stay.
		frame_system::Pallet::<Test>::reset_events();
	}

	/// The pallet says of each ballot what the model says.
	fn compare(&mut self) {
		let heard = MockBallotUser::take_heard();
		for (_, id, outcome) in heard {
			let urn = self.town.urns.get_mut(&id.0).unwrap();
			assert!(!urn.heard && urn.is_final(&self.town.gaps, now()), "{id}: heard at once");
			urn.heard = true;
			assert_eq!(Some(outcome), <Ballots as chungnam_ports::Ballots>::outcome(id));
		}
		for (id, urn) in &self.town.urns {
			let found = <Ballots as chungnam_ports::Ballots>::outcome(BallotId(*id));
			assert_eq!(found.is_some(), urn.is_final(&self.town.gaps, now()), "{id}: final");
			if let Some(found) = found {
				let (mut verdict, mut winner) = urn.decide();
				if urn.void.is_some() {
					(verdict, winner) = (Verdict::Annulled(H256::zero()), None);
				}
				let winners: Vec<_> = found.winners.iter().collect();
				assert_eq!((found.verdict, winners), (verdict, Vec::from_iter(winner)), "{id}");
				let (total, all) = (found.classes[0], urn.counted().count() as u64);
				assert_eq!((total.heads, total.voted), (urn.heads, all), "{id}");
				assert_eq!(total.blank, urn.count(Said::Blank), "{id}");
				assert_eq!(total.yes, urn.count(Said::Yes), "{id}");
			}
		}
	}

	/// More than a year without a block: outcomes are forgotten, eight a block, so that a long run is not slower.
	fn forget_outcomes(&mut self) {
		self.pass(401 * DAYS);
		while Outcomes::<Test>::iter_keys().any(|id| !self.town.urns.contains_key(&id.0)) {
			self.pass(1);
		}
		// No vote is open any more.
		self.town.gaps.clear();
	}

	/// Ballots that are gone from the chain are forgotten here.
	fn forget(&mut self) {
		if let Some(id) = self.some_ballot() {
			let limit = self.dice.small(30);
			let found = Ballots::sweep(signed(key(1)), BallotId(id), limit).map(|_| ());
			let expected = self.town.urns[&id].heard;
			self.tell("sweep", expected, found.map_err(|why| format!("{:?}", why.error)));
			if expected && Ballots::ballot(BallotId(id)).is_none() {
				self.compare();
				self.town.urns.remove(&id);
			}
		}
	}
}

#[test]
fn pallet_does_what_the_model_does() {
	let (steps, seed) = steps_and_seed("BALLOTS_MODEL", STEPS);
	let homes = (1..=14).map(|who| (who, if who <= 10 { BORYEONG } else { ASAN })).collect();
	let town = Town { homes, ..Default::default() };
	let mut twin = Twin { town, dice: Dice::new(seed), done: BTreeMap::new() };
	let mut chain = begin();
	take_steps(&mut chain, steps, |number| twin.step(number));
	chungnam_testkit::execute::<Test>(chain, || {
		for (what, [done, refused]) in &twin.done {
			let least = steps / 10_000;
			let is_plain = *what == "open";
			assert!(*done >= least, "{what}: done {done} times");
			assert!(is_plain || *refused >= least, "{what}: refused {refused} times");
		}
		assert_eq!(twin.done.len(), 9, "{:?}", twin.done);
	});
}
