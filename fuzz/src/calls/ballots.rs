// SPDX-License-Identifier: Apache-2.0

//! Votes that answer the question, of people who count, by their keys and on paper.

use chungnam_ports::{Answer, Choice, Holder, Question};
use chungnam_primitives::{BallotId, PersonId, Scope};
use chungnam_runtime::{AccountId, Ballots, Runtime, RuntimeCall};
use pallet_ballots::{Ballot, Call, Phase, Refusal, Votes, KEYS};
use pallet_registry::{Attesters, Keys};
use sp_core::H256;
use sp_runtime::BoundedVec;

use super::Aim;

/// All ballots in a phase, in order.
pub fn ballots(fits: impl Fn(&Phase) -> bool) -> Vec<(BallotId, Ballot)> {
	let mut all: Vec<_> = pallet_ballots::Ballots::<Runtime>::iter()
		.filter(|(_, ballot)| fits(&ballot.phase))
		.collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	all
}

/// Those whose count of a ballot is replayed, and whose bond is held.
pub fn counters() -> Vec<AccountId> {
	pallet_ballots::Replays::<Runtime>::iter_values().map(|running| running.who).collect()
}

/// Ascending numbers below `end`, about `most` of them.
fn some_numbers(aim: &mut Aim, end: u16, most: usize) -> Vec<u8> {
	let all = (0..end.min(256)).map(|number| number as u8);
	let chances = (usize::from(end) / most.max(1)).max(1);
	all.filter(|_| aim.dice.one_in(chances)).take(32).collect()
}

/// What answers the question, most often.
pub fn choice(ballot: &Ballot, aim: &mut Aim) -> Choice {
	if aim.dice.one_in(10) {
		return Choice::Blank;
	}
	match ballot.question {
		Question::YesNo if aim.dice.one_in(3) => Choice::Vote(Answer::No),
		Question::YesNo => Choice::Vote(Answer::Yes),
		Question::Support => Choice::Support,
		Question::Approval { most, .. } => {
			let picks = some_numbers(aim, ballot.options, most.into());
			Choice::Picks(BoundedVec::truncate_from(picks))
		}
		Question::Knapsack { .. } => {
			Choice::Picks(BoundedVec::truncate_from(some_numbers(aim, ballot.options, 3)))
		}
		Question::Scores { criteria } => {
			let scores = (0..criteria).map(|_| aim.dice.below(101) as u8).collect();
			Choice::Scores(BoundedVec::truncate_from(scores))
		}
	}
}

/// Somebody who may enter paper and keep keys.
pub fn office(aim: &mut Aim) -> Option<usize> {
	let mut offices: Vec<_> = Attesters::<Runtime>::iter()
		.filter(|(_, attester)| attester.scopes.contains(Scope::Ballots))
		.filter_map(|(account, _)| aim.cast.find(&account))
		.collect();
	offices.sort_unstable();
	aim.dice.pick(&offices).copied()
}

/// The keys of people with what may be cast by them now.
fn voters(aim: &Aim) -> Vec<(usize, PersonId, BallotId)> {
	voters_who(aim, |may_cast| may_cast.is_ok())
}

/// The keys of people with the ballots for which the answer to "may I vote" fits.
pub fn voters_who(
	aim: &Aim,
	fits: impl Fn(&Result<(), Refusal>) -> bool,
) -> Vec<(usize, PersonId, BallotId)> {
	let mut keys: Vec<_> = Keys::<Runtime>::iter()
		.filter_map(|(account, key)| Some((aim.cast.find(&account)?, key.person)))
		.collect();
	keys.sort_unstable();
	let may = |(by, person): (usize, PersonId)| {
		let own = Ballots::my_ballots(person).into_iter().filter(|own| fits(&own.may_cast));
		own.map(move |own| (by, person, own.id)).collect::<Vec<_>>()
	};
	keys.into_iter().flat_map(may).collect()
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"cast" => {
			let all = voters(aim);
			let (by, _, id) = *aim.dice.pick(&all)?;
			aim.by = Some(by);
			let choice = choice(&Ballots::ballot(id)?.ballot, aim);
			Call::cast { ballot: id, choice }.into()
		}
		"withdraw" => {
			let mut all = voters(aim);
			all.retain(|(_, person, id)| {
				Votes::<Runtime>::contains_key(id, Holder::Person(*person))
			});
			let (by, _, ballot) = *aim.dice.pick(&all)?;
			aim.by = Some(by);
			Call::withdraw { ballot }.into()
		}
		"cast_for" => {
			let all = voters(aim);
			let (_, person, ballot) = *aim.dice.pick(&all)?;
			aim.by = office(aim);
			let choice = choice(&Ballots::ballot(ballot)?.ballot, aim);
			Call::cast_for { ballot, person, choice, sheet: H256(aim.dice.bytes()) }.into()
		}
		"strike" => {
			let all = ballots(|phase| phase.is_running());
			let (ballot, own) = aim.dice.pick(&all)?.clone();
			let offices = own.classes.iter().flat_map(|class| class.offices.iter());
			let offices: Vec<_> = offices.map(|office| office.source).collect();
			let office = aim.dice.pick(&offices).copied().unwrap_or(KEYS);
			Call::strike { ballot, office }.into()
		}
		"annul" => {
			let all = ballots(|phase| !phase.is_final());
			let ballot = aim.dice.pick(&all)?.0;
			Call::annul { ballot, reason: H256(aim.dice.bytes()) }.into()
		}
		"sweep" => {
			let all = ballots(|phase| phase.is_final());
			let ballot = aim.dice.pick(&all)?.0;
			Call::sweep { ballot, limit: aim.dice.below(5) as u32 }.into()
		}
		_ => return None,
	})
}
