// SPDX-License-Identifier: Apache-2.0

//! The way through a secret ballot: a track becomes secret, the office publishes keys and answers, people vote under aliases, and
//! their choices are opened.

use chungnam_ports::Method;
use chungnam_primitives::BallotId;
use chungnam_runtime::{Ballots, Runtime};
use pallet_ballots::{Ballot, BallotView, Call, Openings, Phase, Request, SealedVotes, MAX_OPEN};
use pallet_civic_governance::{Call as Civic, SealedTracks};

use super::{
	decide::{self, petitions, SLOW},
	votes, Scene, Way,
};
use crate::{calls::sealed, steps::Step};

/// The next steps to a call that only secret ballots know.
pub fn way(scene: &mut Scene) -> Way {
	let all = pallet_ballots::Ballots::<Runtime>::iter();
	let mut open: Vec<_> = all.filter(|(_, own)| own.phase.is_sealed()).map(|own| own.0).collect();
	open.sort_unstable();
	if let Some(id) = open.first() {
		return votes::go(*id, scene);
	}
	if !SealedTracks::<Runtime>::contains_key(SLOW) {
		return method(scene);
	}
	match petitions().into_iter().find(|(_, own, _)| own.track == SLOW) {
		Some((id, own, _)) => decide::push(id, &own, scene),
		None => decide::file_slowly(scene),
	}
}

/// The votes of the slow track become secret, or open again.
pub fn method(scene: &mut Scene) -> Way {
	let is_secret = SealedTracks::<Runtime>::contains_key(SLOW);
	let method = if is_secret { Method::Open } else { Method::Sealed };
	decide::decided("CivicGovernance.set_method", scene, |_| {
		Some(Civic::set_method { track: SLOW, method }.into())
	})
}

/// Goes on with a secret ballot.
pub fn go(id: BallotId, view: &BallotView, scene: &mut Scene) -> Way {
	match view.ballot.phase {
		Phase::Opening { until, .. } if scene.aim.dice.one_in(6) => Some(scene.until(until)),
		Phase::Opening { .. } => {
			let by = scene.rich(0)?;
			let mut steps = Vec::new();
			if !Openings::<Runtime>::contains_key(id) {
				steps.push(Step::Send(by, sealed::publish_secret(id)));
			}
			// In the same block, before blocks do it by themselves.
			let open = |limit| Step::Send(by, Call::open_step { ballot: id, limit }.into());
			steps.extend([1, MAX_OPEN, MAX_OPEN].map(open));
			Some(steps)
		}
		_ if Ballots::sealing(id)?.keys.is_none() => {
			let keys = scene.by_anyone(sealed::publish_keys(id));
			// Without keys it is void.
			Some(keys.map_or_else(|| scene.until(view.closes), |step| vec![step]))
		}
		_ => vote(id, view, scene),
	}
}

/// Everybody who counts asks, is answered, and votes.
fn vote(id: BallotId, view: &BallotView, scene: &mut Scene) -> Way {
	let Ballot { opens, .. } = view.ballot;
	let is_open = scene.now() >= opens;
	let mut steps = Vec::new();
	for (by, person) in scene.people() {
		match Ballots::credential(person, id) {
			None => {
				let ask = sealed::request(id, person)?;
				if scene.works(by, &ask) {
					steps.push(Step::Send(by, ask));
				}
			}
			Some(Request::Waiting(_)) => {
				let answer = sealed::issue(id, person)?;
				steps.extend(scene.by_anyone(answer));
			}
			Some(Request::Issued(_)) => {
				let has_voted = SealedVotes::<Runtime>::contains_key(id, sealed::alias(id, person));
				if is_open && !has_voted {
					let choice = votes::choice(&view.ballot, scene);
					let cast = sealed::vote(id, person, &choice);
					steps.extend(cast.map(|cast| Step::Send(by, cast)));
				}
			}
		}
	}
	if steps.is_empty() {
		return Some(scene.until(if is_open { view.closes } else { opens }));
	}
	Some(steps)
}
