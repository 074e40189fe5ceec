// SPDX-License-Identifier: Apache-2.0

//! What is decided before it is made: the committee by motion, residents by petition and vote.

use chungnam_ports::{Answer, Choice, Seats};
use chungnam_primitives::{FieldSet, PersonId};
use chungnam_runtime::{
	configs::powers::Table, CivicGovernance, Runtime, RuntimeCall, RuntimeOrigin,
};
use pallet_ballots::NextBallot;
use pallet_civic_governance::{Call, Power, Powers, Track};
use pallet_registry::Keys;
use sp_core::H256;

use super::Aim;

/// The track on which a call can be decided, if one lists it.
pub fn track_of(call: &RuntimeCall) -> Option<Track> {
	Track::all().into_iter().find(|track| Table::may_enact(*track, call))
}

/// With whose power a call is made once it is decided. `None` if nobody may decide about it.
pub fn origin(call: &RuntimeCall) -> Option<RuntimeOrigin> {
	if Table::motion(call).is_some() {
		return Some(Power::Committee { yes: 1, heads: 1 }.into());
	}
	Some(track_of(call)?.power().map_or_else(RuntimeOrigin::root, Into::into))
}

/// Those who can sign for a person, in order.
fn people(aim: &Aim) -> Vec<(usize, PersonId)> {
	let mut keys: Vec<_> = Keys::<Runtime>::iter()
		.filter_map(|(account, key)| Some((aim.cast.find(&account)?, key.person)))
		.collect();
	keys.sort_unstable();
	keys
}

/// The way on which a call is decided: who sends what, one after the other. The clock does the rest.
pub fn governed(call: RuntimeCall, aim: &mut Aim) -> Vec<(usize, RuntimeCall)> {
	let mut who = people(aim);
	let title = H256::repeat_byte(3);
	let first: RuntimeCall = if Table::motion(&call).is_some() {
		who.retain(|(_, person)| CivicGovernance::is_seated(*person, FieldSet::ALL, aim.pools.now));
		Call::motion { call: Box::new(call), title }.into()
	} else {
		let Some(track) = track_of(&call) else { return Vec::new() };
		who.retain(|(_, person)| CivicGovernance::can_file(*person, track).is_ok());
		Call::file { track, call: Box::new(call), title }.into()
	};
	let Some((by, _)) = aim.dice.pick(&who).copied() else { return Vec::new() };
	let ballot = NextBallot::<Runtime>::get();
	let choice = Choice::Vote(Answer::Yes);
	let vote = || pallet_ballots::Call::cast { ballot, choice: choice.clone() }.into();
	let votes = who.iter().map(|(by, _)| (*by, vote()));
	std::iter::once((by, first)).chain(votes).collect()
}
