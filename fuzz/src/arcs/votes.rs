// SPDX-License-Identifier: Apache-2.0

//! Ways through ballots: cast by those who count, counted, and contested.

use chungnam_count::{equal_shares, Trace};
use chungnam_ports::{Answer, Choice, Question, Rule};
use chungnam_primitives::{BallotId, PersonId, RegionSet, Scope, MINUTES, SECONDS};
use chungnam_runtime::{Ballots, CivicGovernance, Runtime, RuntimeCall};
use pallet_ballots::{election_of, Ballot, Call, List, Phase, Replays, Shares, Votes, TRACE_BOND};
use pallet_civic_governance::{Power, State};

use super::{decide, envelopes, rounds, sealed, Scene, Way};
use crate::{
	calls::ballots,
	steps::{decode_call, Step},
};

/// The most that one call replays.
const MOST: u32 = 500;

/// The next steps to a call of the pallet.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	match call {
		"cast_for" => paper(scene),
		"withdraw" => withdraw(scene),
		"strike" => strike(scene),
		"annul" => annul(scene),
		"submit_trace" | "replay" => count(scene),
		"publish_keys" | "request_credential" | "issue_credential" | "cast_sealed"
		| "publish_secret" | "open_step" => sealed::way(scene),
		_ => None,
	}
}

/// All ballots that are not final, in order.
fn open() -> Vec<(BallotId, Ballot)> {
	let all = pallet_ballots::Ballots::<Runtime>::iter();
	let mut open: Vec<_> = all.filter(|(_, own)| !own.phase.is_final()).collect();
	open.sort_unstable_by_key(|(id, _)| *id);
	open
}

/// What the arc wants to be decided.
pub fn choice(ballot: &Ballot, scene: &mut Scene) -> Choice {
	match ballot.question {
		Question::YesNo => Choice::Vote(Answer::Yes),
		Question::Support => Choice::Support,
		_ => ballots::choice(ballot, scene.aim),
	}
}

/// A choice that a person may cast now.
fn choice_of(person: PersonId, id: BallotId, own: &Ballot, scene: &mut Scene) -> Option<Choice> {
	for _ in 0..6 {
		let choice = choice(own, scene);
		if Ballots::can_cast(person, id, choice.clone()).is_ok() {
			return Some(choice);
		}
	}
	Ballots::can_cast(person, id, Choice::Blank).is_ok().then_some(Choice::Blank)
}

/// Goes on with a ballot: all who count and have not voted cast, or time passes.
pub fn go(id: BallotId, scene: &mut Scene) -> Way {
	let view = Ballots::ballot(id)?;
	let own = view.ballot.clone();
	match own.phase {
		Phase::Running if scene.now() < own.opens => Some(scene.until(own.opens)),
		Phase::Running => {
			let mut steps = Vec::new();
			for (by, person) in scene.people() {
				if Ballots::my_vote(person, id).is_none() {
					if let Some(choice) = choice_of(person, id, &own, scene) {
						steps.push(Step::Send(by, Call::cast { ballot: id, choice }.into()));
					}
				}
			}
			if steps.is_empty() {
				return Some(scene.until(view.closes));
			}
			// What was decided early goes on by itself.
			steps.extend([Step::Pass(SECONDS), Step::Pass(SECONDS), Step::Pass(SECONDS)]);
			Some(steps)
		}
		Phase::Counting { until, .. } => {
			if scene.aim.dice.one_in(6) {
				Some(scene.until(until))
			} else {
				trace(id, scene)
			}
		}
		Phase::Sealed | Phase::Opening { .. } => sealed::go(id, &view, scene),
		_ => Some(scene.until(view.final_at)),
	}
}

/// The picks that count, as a program reads them from the state.
fn picks_of(id: BallotId, own: &Ballot) -> Vec<Vec<u8>> {
	let votes = Votes::<Runtime>::iter_prefix_values(id).filter(|vote| !own.is_struck(vote.source));
	let picks = votes.map(|vote| match vote.choice {
		Choice::Picks(picks) => picks.into_inner(),
		_ => Vec::new(),
	});
	picks.collect()
}

/// The right trace of a ballot that waits for one.
fn right_trace(id: BallotId) -> Option<Trace> {
	let own = Ballots::ballot(id)?.ballot;
	let shares = Shares::of(&own.rule)?;
	let List { options, headings } = Ballots::list(id);
	let election = election_of(&options, &headings, shares.ties)?;
	equal_shares(&election, shares.utility, &picks_of(id, &own)).ok()
}

/// A trace is handed in, one of four a wrong one, and replayed in the same block, before blocks do it by themselves.
fn trace(id: BallotId, scene: &mut Scene) -> Way {
	let mut steps = Vec::new();
	let replay = |limit| RuntimeCall::from(Call::replay { ballot: id, limit });
	if !Replays::<Runtime>::contains_key(id) {
		let mut trace = right_trace(id)?;
		if scene.aim.dice.one_in(4) {
			for round in trace.rounds.iter_mut().take(1) {
				(round.price, round.bound) = (round.price + 1, round.bound + 1);
			}
		}
		let by = scene.rich(TRACE_BOND + 100_000)?;
		steps.push(Step::Send(by, Call::submit_trace { ballot: id, trace }.into()));
	}
	let by = scene.rich(0)?;
	let few = 1 + scene.aim.dice.below(3) as u32;
	steps.extend([few, MOST, MOST, MOST].map(|limit| Step::Send(by, replay(limit))));
	Some(steps)
}

/// A ballot by Equal Shares is counted: that of a round.
fn count(scene: &mut Scene) -> Way {
	let is_waiting = |own: &Ballot| matches!(own.phase, Phase::Counting { .. });
	match open().into_iter().find(|(_, own)| is_waiting(own)) {
		Some((id, _)) => trace(id, scene),
		None => rounds::to_vote(scene, |plan| Shares::of(&plan.rule).is_some()),
	}
}

/// An office enters the paper of somebody who has not voted.
fn paper(scene: &mut Scene) -> Way {
	let offices = scene.offices().into_iter();
	let offices: Vec<_> =
		offices.filter(|(_, own)| own.scopes.contains(Scope::Ballots)).map(|(by, _)| by).collect();
	let running = open().into_iter().filter(|(_, own)| own.phase.is_running());
	for (ballot, own) in running.filter(|(_, own)| own.paper_cap_bp > 0) {
		for person in (0..scene.aim.pools.next_person).map(|number| PersonId(number as _)) {
			if Votes::<Runtime>::contains_key(ballot, chungnam_ports::Holder::Person(person)) {
				continue;
			}
			let (choice, sheet) = (choice(&own, scene), scene.text());
			let cast = Call::cast_for { ballot, person, choice, sheet };
			let cast = RuntimeCall::from(cast);
			if let Some(by) = offices.iter().find(|by| scene.works(**by, &cast)) {
				return Some(vec![Step::Send(*by, cast)]);
			}
		}
	}
	offices.first()?;
	envelopes::objection(scene)
}

/// Somebody supports and takes it back, where another supporter would not be the last.
fn withdraw(scene: &mut Scene) -> Way {
	let mut support = None;
	for (id, own) in open().into_iter().filter(|(_, own)| own.question == Question::Support) {
		for (by, person) in scene.people() {
			let withdraw = RuntimeCall::from(Call::withdraw { ballot: id });
			if scene.works(by, &withdraw) {
				return Some(vec![Step::Send(by, withdraw)]);
			}
			let others = Votes::<Runtime>::iter_prefix_values(id).count() as u64;
			let is_last = match own.rule {
				Rule::Reached { least } => others + 1 >= least,
				_ => true,
			};
			if !is_last && Ballots::can_cast(person, id, Choice::Support).is_ok() {
				support = support.or(Some((by, id)));
			}
		}
	}
	match support {
		Some((by, ballot)) => {
			let choice = Choice::Support;
			Some(vec![Step::Send(by, Call::cast { ballot, choice }.into())])
		}
		None => envelopes::objection(scene),
	}
}

/// A motion strikes an office of a ballot that lasts.
fn strike(scene: &mut Scene) -> Way {
	if is_tabled(|call| matches!(call, Call::strike { .. })) {
		return decide::decided("Ballots.strike", scene, |_| None);
	}
	let later = scene.now() + MINUTES;
	let running = open().into_iter().filter(|(_, own)| own.phase.is_running());
	for (ballot, own) in running.filter(|(_, own)| own.closes > later) {
		let offices = own.classes.iter().flat_map(|class| class.offices.iter());
		let calls =
			offices.map(|own| RuntimeCall::from(Call::strike { ballot, office: own.source }));
		let power = Power::Committee { yes: 1, heads: 1 };
		let found = calls.into_iter().find(|call| scene.works_as(call, power.into()));
		if found.is_some() {
			return decide::decided("Ballots.strike", scene, |_| found);
		}
	}
	rounds::to_vote(scene, |_| true)
}

fn is_tabled(fits: impl Fn(&Call<Runtime>) -> bool) -> bool {
	CivicGovernance::motions().iter().any(|own| match decode_call(&own.call) {
		Some(RuntimeCall::Ballots(call)) => fits(&call),
		_ => false,
	})
}

/// A motion annuls a ballot whose contest lasts: that of a round, or of a referendum on the slow track.
fn annul(scene: &mut Scene) -> Way {
	if is_tabled(|call| matches!(call, Call::annul { .. })) {
		return decide::decided("Ballots.annul", scene, |_| None);
	}
	let later = scene.now() + MINUTES;
	let power = Power::Committee { yes: 1, heads: 1 };
	for (ballot, own) in open().into_iter().filter(|(_, own)| own.can_be_annulled) {
		let annul = RuntimeCall::from(Call::annul { ballot, reason: scene.text() });
		let lasts = Ballots::ballot(ballot).is_some_and(|own| own.final_at > later);
		// Votes are cast, and it is in its contest.
		if lasts && !own.phase.is_running() && scene.works_as(&annul, power.into()) {
			return decide::decided("Ballots.annul", scene, |_| Some(annul));
		}
	}
	let slow = decide::petitions().into_iter().find(|(_, own, _)| {
		let ballot = own.ballot.and_then(Ballots::ballot).map(|own| own.ballot);
		own.state == State::Voting && ballot.is_some_and(|own| own.can_be_annulled)
	});
	if let Some((id, own, _)) = slow {
		return decide::push(id, &own, scene);
	}
	let has_office = scene.office(Scope::Budget, RegionSet::province()).is_some();
	if has_office && scene.aim.dice.one_in(2) {
		return rounds::to_vote(scene, |_| true);
	}
	decide::slow(scene).map_or_else(|way| way, |()| decide::file_slowly(scene))
}
