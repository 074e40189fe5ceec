// SPDX-License-Identifier: Apache-2.0

//! Decides what is played next, looking at the state: tries calls without effect, so that those which need a certain sender
//! and certain values are made often enough.

use std::collections::{BTreeMap, VecDeque};

use chungnam_primitives::{Moment, DAYS, HOURS, MINUTES, SECONDS};
use chungnam_runtime::{RuntimeCall, RuntimeOrigin};
use codec::Encode;
use sp_runtime::traits::Dispatchable;

use crate::{
	arcs::{self, Arcs, Scene},
	calls::{decided, make, nested, Aim},
	chain::{dry, Chain},
	dice::Dice,
	failure::Failure,
	follow::{follow, Name},
	pools::Pools,
	steps::{all_calls, decode_call, is_ours, name_of, Step},
	town::{Cast, Member},
};

/// How often a call is tried before it is sent as it is.
const TRIES: usize = 6;
/// How many senders a call is tried with.
const SENDERS: usize = 5;
/// Plans between two looks at the state for values that matter.
const LOOK_EVERY: u64 = 4;

/// Decides what is played next.
pub struct Planner {
	dice: Dice,
	ours: Vec<Name>,
	stock: Vec<Name>,
	/// Who sent a call successfully the last times.
	senders: BTreeMap<String, Vec<usize>>,
	/// How often a call was planned with success.
	done: BTreeMap<Name, u64>,
	/// What waits for a second signature.
	pending: Vec<RuntimeCall>,
	pools: Option<Pools>,
	plans: u64,
	is_first: bool,
	/// What is tried next, because of what was done.
	next: VecDeque<Name>,
	/// Ways of many steps, if they are taken.
	arcs: Option<Arcs>,
}

/// What a call was tried with when it panicked.
pub type Tried = Option<(usize, RuntimeCall)>;

/// Who a call succeeds from.
enum By {
	Member(usize),
	Decision,
}

/// Calls that would end the play: time and blocks stop, or nobody may do anything.
const LEFT_OUT: [(&str, &str); 2] = [("Timestamp", "set"), ("Grandpa", "note_stalled")];

/// Calls of the SDK without which calls of ours are out of reach.
const NEEDED: [Name; 3] =
	[("Session", "set_keys"), ("Session", "set_keys"), ("Balances", "transfer_allow_death")];

impl Planner {
	/// A planner that a seed decides, with or without arcs.
	pub fn new(seed: u64, has_arcs: bool) -> Self {
		let calls = all_calls().into_iter().filter(|call| !LEFT_OUT.contains(call));
		let (mut ours, stock): (Vec<_>, Vec<_>) = calls.partition(|(pallet, _)| is_ours(pallet));
		ours.extend(NEEDED);
		Self {
			dice: Dice::new(seed),
			ours,
			stock,
			senders: BTreeMap::new(),
			done: BTreeMap::new(),
			pending: Vec::new(),
			pools: None,
			plans: 0,
			is_first: true,
			next: VecDeque::new(),
			arcs: has_arcs.then(Arcs::default),
		}
	}

	/// The next steps, where so many calls have succeeded. Where a try panics: the steps that lead there, and the failure.
	pub fn next(
		&mut self,
		chain: &mut Chain,
		cast: &Cast,
		succeeded: &BTreeMap<String, u64>,
	) -> (Vec<Step>, Option<Failure>) {
		if std::mem::take(&mut self.is_first) {
			return (vec![Step::Send(cast.number("Alice"), alms(cast))], None);
		}
		let dice = &mut self.dice;
		let goal = self.arcs.as_mut().and_then(|arcs| arcs.goal(dice, succeeded));
		if goal.is_none() && self.dice.one_in(9) {
			return (vec![Step::Pass(self.time())], None);
		}
		let now = chain.now();
		let mut tried: Tried = None;
		let planned = chain.run(|| match goal {
			Some(goal) => self.plan_arc(goal, now, cast, &mut tried),
			None => self.plan(now, cast, &mut tried),
		});
		match planned {
			Ok(steps) => (steps, None),
			Err(failure) => {
				let steps: Vec<_> =
					tried.into_iter().map(|(by, call)| Step::Send(by, call)).collect();
				let name = match steps.first() {
					Some(Step::Send(_, call)) => name_of(call),
					_ => "a generator".into(),
				};
				(steps, Some(failure.at(&name)))
			}
		}
	}

	fn time(&mut self) -> Moment {
		let some = 1 + self.dice.below(40) as Moment;
		match self.dice.below(14) {
			0..=5 => SECONDS,
			6 => some * SECONDS,
			7 => some * MINUTES,
			8 => some * HOURS,
			9..=11 => DAYS * (1 + some % 10),
			12 if self.dice.one_in(4) => DAYS * (31 + 9 * some),
			_ => DAYS * 31,
		}
	}

	fn plan(&mut self, now: Moment, cast: &Cast, tried: &mut Tried) -> Vec<Step> {
		let sends = self.aiming(now, cast, |own, aim| own.sends(aim, tried));
		sends.into_iter().map(|(by, call)| Step::Send(by, call)).collect()
	}

	/// The next steps to a goal, now and then with a mutated call before them.
	fn plan_arc(&mut self, goal: Name, now: Moment, cast: &Cast, tried: &mut Tried) -> Vec<Step> {
		let way = self.aiming(now, cast, |_, aim| {
			let mut steps = arcs::way(goal, &mut Scene { aim: &mut *aim, tried })?;
			if let Some(Step::Send(by, call)) = steps.first().cloned() {
				if aim.dice.one_in(10) {
					steps.insert(0, Step::Send(by, mutated(call, aim)));
				}
			}
			Some(steps)
		});
		way.unwrap_or_else(|| {
			if let Some(arcs) = &mut self.arcs {
				arcs.give_up();
			}
			Vec::new()
		})
	}

	/// Does something with a fresh look at the state.
	fn aiming<R>(
		&mut self,
		now: Moment,
		cast: &Cast,
		what: impl FnOnce(&mut Self, &mut Aim) -> R,
	) -> R {
		self.plans += 1;
		if self.plans % LOOK_EVERY == 1 || self.pools.as_ref().is_none_or(|pools| pools.now != now)
		{
			self.pools = Some(Pools::read(now, cast));
		}
		let pools = self.pools.take().expect("just read");
		let mut dice = self.dice.clone();
		let hashes = hashes(&self.pending);
		let mut aim = Aim { dice: &mut dice, pools: &pools, cast, hashes: &hashes, by: None };
		let done = what(self, &mut aim);
		self.dice = dice;
		self.pools = Some(pools);
		done
	}

	fn sends(&mut self, aim: &mut Aim, tried: &mut Tried) -> Vec<(usize, RuntimeCall)> {
		if aim.dice.one_in(12) {
			if let Some(call) = self.pending.pop() {
				return nested::second(&call, aim).into_iter().collect();
			}
		}
		if aim.dice.one_in(6) {
			if let Some(call) = nested::release() {
				return decided::governed(call, aim);
			}
		}
		let Some((name, by, call)) = self.choose(aim, tried) else { return Vec::new() };
		let blind = || -> (usize, RuntimeCall) { (0, call.clone()) };
		let sends = match by {
			Some(By::Decision) => {
				self.note(name);
				decided::governed(call, aim)
			}
			Some(By::Member(by)) => {
				self.note(name);
				let known = self.senders.entry(name_of(&call)).or_default();
				known.retain(|other| *other != by);
				known.insert(0, by);
				known.truncate(3);
				if aim.dice.one_in(8) {
					nested::wrapped(by, call, aim)
				} else {
					vec![(by, call)]
				}
			}
			None if aim.dice.one_in(12) => decided::governed(call, aim),
			None => {
				let (_, call) = blind();
				vec![(aim.dice.below(aim.cast.members.len()), mutated(call, aim))]
			}
		};
		let shared = sends.iter().filter(|(_, call)| name_of(call) == "Multisig.as_multi");
		self.pending.extend(shared.map(|(_, call)| call.clone()));
		sends
	}

	fn note(&mut self, name: Name) {
		*self.done.entry(name).or_default() += 1;
		if self.next.len() < 60 {
			self.next.extend(follow(name));
		}
	}

	/// A call, and who it would succeed from.
	fn choose(
		&mut self,
		aim: &mut Aim,
		tried: &mut Tried,
	) -> Option<(Name, Option<By>, RuntimeCall)> {
		let next = if aim.dice.one_in(2) { self.next.pop_front() } else { None };
		let is_blind = next.is_none() && aim.dice.one_in(5);
		let name = next.or_else(|| self.name(aim))?;
		let mut last = None;
		for _ in 0..TRIES {
			let Some(call) = make(name.0, name.1, aim) else { continue };
			if is_blind {
				return Some((name, None, call));
			}
			if let Some(by) = self.sender(&call, aim, tried) {
				return Some((name, Some(by), call));
			}
			last = Some(call);
		}
		last.map(|call| (name, None, call))
	}

	/// The names of a call, ours most often, and those most often that were done least.
	fn name(&self, aim: &mut Aim) -> Option<Name> {
		let from = if aim.dice.one_in(6) { &self.stock } else { &self.ours };
		let one = aim.dice.pick(from).copied()?;
		let other = aim.dice.pick(from).copied()?;
		let done = |name| self.done.get(&name).copied().unwrap_or(0);
		Some(if done(one) <= done(other) { one } else { other })
	}

	fn sender(&self, call: &RuntimeCall, aim: &mut Aim, tried: &mut Tried) -> Option<By> {
		let mut who: Vec<usize> = aim.by.into_iter().collect();
		if let Some(known) = self.senders.get(&name_of(call)) {
			who.extend(known);
		}
		while who.len() < SENDERS {
			who.push(aim.dice.below(aim.cast.members.len()));
		}
		// The province may do what a city hall may, so it is asked for every call.
		who.push(aim.cast.number("Province"));
		let mut works = |by, origin| {
			*tried = Some((by, call.clone()));
			let works = dry(|| call.clone().dispatch(origin)).is_ok();
			*tried = None;
			works
		};
		for by in who {
			let account = aim.cast.members[by].account.clone();
			if works(by, RuntimeOrigin::signed(account)) {
				return Some(By::Member(by));
			}
		}
		works(0, decided::origin(call)?).then_some(By::Decision)
	}
}

/// Won for those who have none: most strangers, so that they can pay for calls that are not free.
fn alms(cast: &Cast) -> RuntimeCall {
	let poor = cast.members.iter().filter(|member| !member.name.ends_with('3'));
	let give = |member: &Member| {
		let dest = member.account.clone().into();
		pallet_balances::Call::transfer_allow_death { dest, value: 30_000 }.into()
	};
	pallet_utility::Call::batch { calls: poor.map(give).collect() }.into()
}

/// Hashes of calls that need another signature.
fn hashes(pending: &[RuntimeCall]) -> Vec<[u8; 32]> {
	pending.iter().map(|call| sp_io::hashing::blake2_256(&call.encode())).collect()
}

/// The call with some of its bytes changed, if that is a call. Most often as it is.
fn mutated(call: RuntimeCall, aim: &mut Aim) -> RuntimeCall {
	if !aim.dice.one_in(3) {
		return call;
	}
	let mut bytes = call.encode();
	for _ in 0..=aim.dice.below(3) {
		let at = aim.dice.below(bytes.len());
		match aim.dice.below(4) {
			0 => bytes[at] = 0xFF,
			1 => bytes[at] = 0,
			2 => bytes[at] ^= 1 << aim.dice.below(8),
			_ => bytes[at] = aim.dice.roll() as u8,
		}
	}
	let banned = |call: &RuntimeCall| {
		let name = name_of(call);
		LEFT_OUT.iter().any(|(pallet, call)| name == format!("{pallet}.{call}"))
	};
	decode_call(&bytes).filter(|call| !banned(call)).unwrap_or(call)
}
