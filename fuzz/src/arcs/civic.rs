// SPDX-License-Identifier: Apache-2.0

//! Ways to what residents and the committee decide about petitions, terms and seats.

use chungnam_primitives::{
	FieldSet, PetitionId, RegionId, RegionSet, Scope, ScopeSet, DAYS, MINUTES, SECONDS,
};
use chungnam_runtime::{Ballots, CivicGovernance, Runtime, RuntimeCall};
use codec::Encode;
use pallet_civic_governance::{
	Appointment, Appointments, Call, LeastSeats, Petition, Power, Seat, State, Terms, Track,
	Whitelist,
};
use pallet_registry::Attesters;
use sp_core::H256;
use sp_io::hashing::blake2_256;

use super::{
	decide::{self, petitions, Open, SLOW},
	sealed, Scene, Way,
};
use crate::steps::{decode_call, name_of, Step};

/// The next steps to a call of the pallet.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	match call {
		"sponsor" => sponsor(scene),
		"file_for_office" => file_for_office(scene),
		"cancel" => cancel(scene),
		"delay" => delay(scene),
		"set_track_terms" => decide::decided("CivicGovernance.set_track_terms", scene, terms),
		"set_method" => sealed::method(scene),
		"whitelist" => decide::decided("CivicGovernance.whitelist", scene, whitelist),
		"appoint_seats" => appoint(scene),
		"accept_seat" => match scene.by_anyone(Call::accept_seat {}) {
			Some(step) => Some(vec![step]),
			None => appoint(scene),
		},
		"dismiss_seat" => dismiss(scene),
		"name_chair" => name_chair(scene),
		_ => None,
	}
}

/// A petition that gathers is sponsored. Where one sponsor is enough, residents of a region want two first.
fn sponsor(scene: &mut Scene) -> Way {
	let electors = scene.electors();
	for (petition, own, _) in petitions() {
		let mut may = electors.iter().map(|(signer, _)| signer);
		let can = |person| CivicGovernance::can_sponsor(person, petition).is_ok();
		if own.state == State::Gathering {
			if let Some((by, _)) = may.find(|(_, person)| can(*person)) {
				return Some(vec![Step::Send(*by, Call::sponsor { petition }.into())]);
			}
		}
	}
	let count = |region| electors.iter().filter(|(_, own)| *own == region).count();
	let regions: Vec<RegionId> =
		electors.iter().map(|(_, region)| *region).filter(|own| count(*own) > 1).collect();
	let Some(region) = scene.aim.dice.pick(&regions).copied() else { return more_electors(scene) };
	let track = Track::Region(region);
	let own = CivicGovernance::terms(track).0;
	if own.sponsors_least > 1 {
		return decide::file_on(track, of_region(region, scene)?, scene);
	}
	decide::decided("CivicGovernance.set_track_terms", scene, |_| {
		Some(Call::set_track_terms { track, terms: Terms { sponsors_least: 2, ..own } }.into())
	})
}

/// Another resident comes onto the roll.
fn more_electors(scene: &mut Scene) -> Way {
	let known: Vec<_> = scene.electors().into_iter().map(|((_, person), _)| person).collect();
	let mut others = scene.people();
	others.retain(|(_, person)| !known.contains(person));
	for (_, person) in others {
		let people = vec![person].try_into().ok()?;
		let grant = pallet_registry::Call::grant_elector { people };
		if let Some(step) = scene.by_anyone(grant) {
			return Some(vec![step, Step::Pass(SECONDS)]);
		}
	}
	None
}

/// A call that the track of a region lists: an office of the region, by an account without a role.
fn of_region(region: RegionId, scene: &mut Scene) -> Option<RuntimeCall> {
	let regions = RegionSet::of(&[region]);
	let scopes = ScopeSet::of(&[Scope::Cohorts]);
	let members = scene.aim.cast.members.iter().rev();
	let mut free = members.filter(|own| !Attesters::<Runtime>::contains_key(&own.account));
	let who = free.next()?.account.clone();
	Some(pallet_registry::Call::appoint_attester { who, regions, scopes }.into())
}

/// Other terms of a track: at times the slow ones.
fn terms(scene: &mut Scene) -> Option<RuntimeCall> {
	if scene.aim.dice.one_in(2) {
		return Some(Call::set_track_terms { track: SLOW, terms: decide::slow_terms() }.into());
	}
	let track = Track::Region(1 + scene.aim.dice.below(15) as u8);
	let window = SECONDS * (10 + scene.aim.dice.below(50) as u64);
	let terms = Terms { window, ..CivicGovernance::terms(track).0 };
	Some(Call::set_track_terms { track, terms }.into())
}

/// What residents can have made as Root, and what does no harm.
fn fix() -> RuntimeCall {
	frame_system::Call::authorize_upgrade { code_hash: H256::repeat_byte(7) }.into()
}

fn hash_of(call: &RuntimeCall) -> H256 {
	H256(blake2_256(&call.encode()))
}

fn whitelist(scene: &mut Scene) -> Option<RuntimeCall> {
	let other = scene.text();
	let calls = [hash_of(&fix()), other].map(|call| Call::whitelist { call }.into());
	calls.into_iter().find(|call: &RuntimeCall| {
		decide::origin(call).is_some_and(|origin| scene.works_as(call, origin))
	})
}

/// By an office, or by the committee. What is on the whitelist comes first.
fn file_for_office(scene: &mut Scene) -> Way {
	let title = scene.text();
	let by_motion = scene.aim.dice.one_in(2);
	let office = scene.office(Scope::Budget, RegionSet::province());
	if let Some(by) = office.filter(|_| !by_motion) {
		let fixes = Whitelist::<Runtime>::get();
		let is_on = fixes.iter().any(|own| own.call == hash_of(&fix()));
		let (track, call) =
			if is_on { (Track::Whitelisted, fix()) } else { (SLOW, decide::of_slow()) };
		let file = Call::file_for_office { track, call: Box::new(call), title };
		return Some(vec![Step::Send(by, file.into())]);
	}
	decide::decided("CivicGovernance.file_for_office", scene, |scene| {
		let call = Box::new(terms(scene)?);
		Some(Call::file_for_office { track: Track::Parameters, call, title }.into())
	})
}

/// True if a petition does not end before an emergency referendum was made.
fn lasts(own: &Petition, scene: &Scene) -> bool {
	let later = scene.now() + MINUTES;
	match (own.state, own.ballot) {
		(State::Gathering | State::Line { .. }, _) => true,
		(State::Voting, Some(ballot)) => {
			Ballots::ballot(ballot).is_some_and(|own| own.closes > later)
		}
		(State::Enacting { at }, _) => at > later,
		_ => false,
	}
}

/// An emergency referendum cancels a petition that lasts, as one on the slow track does.
fn cancel(scene: &mut Scene) -> Way {
	let all = petitions();
	let is_cancel =
		|(.., call): &&Open| matches!(call, RuntimeCall::CivicGovernance(Call::cancel { .. }));
	if all.iter().any(|own| is_cancel(&own)) {
		return decide::decided("CivicGovernance.cancel", scene, |_| None);
	}
	let mut others = all.iter().filter(|(_, own, _)| own.track != Track::Emergency);
	if let Some((petition, ..)) = others.find(|(_, own, _)| lasts(own, scene)) {
		let (petition, reason) = (*petition, scene.text());
		return decide::file(Call::cancel { petition, reason }.into(), scene);
	}
	decide::slow(scene).map_or_else(|way| way, |()| decide::file_slowly(scene))
}

/// A vote that has not begun, or an enactment, is put off by motion.
fn delay(scene: &mut Scene) -> Way {
	if CivicGovernance::motions().iter().any(|own| {
		let call = decode_call(&own.call);
		matches!(call, Some(RuntimeCall::CivicGovernance(Call::delay { .. })))
	}) {
		return decide::decided("CivicGovernance.delay", scene, |_| None);
	}
	let found = petitions().into_iter().find_map(|(petition, ..)| {
		let delay: RuntimeCall = Call::delay { petition, by: MINUTES }.into();
		let power = Power::Committee { yes: 1, heads: 1 };
		let has_time = has_time(petition, scene);
		(has_time && scene.works_as(&delay, power.into())).then_some(delay)
	});
	if let Some(delay) = found {
		return decide::decided("CivicGovernance.delay", scene, |_| Some(delay));
	}
	if let Err(way) = decide::slow(scene) {
		return way;
	}
	// One that runs comes to its enactment, which can be put off.
	let running = petitions().into_iter().find(|(_, own, _)| {
		own.track == SLOW && !own.delayed && matches!(own.state, State::Voting)
	});
	match running {
		Some((id, own, _)) => decide::push(id, &own, scene),
		None => decide::file_slowly(scene),
	}
}

/// True if a motion about a petition is decided before the petition moves on.
fn has_time(id: PetitionId, scene: &Scene) -> bool {
	let later = scene.now() + MINUTES;
	let Some(own) = CivicGovernance::petition(id).map(|own| own.petition) else { return false };
	match (own.state, own.ballot) {
		(State::Voting, Some(ballot)) => {
			Ballots::ballot(ballot).is_some_and(|own| own.ballot.opens > later)
		}
		(State::Enacting { at }, _) => at > later,
		_ => false,
	}
}

/// Residents appoint somebody who has no seat, and can sign.
fn appoint(scene: &mut Scene) -> Way {
	decide::decided("CivicGovernance.appoint_seats", scene, |scene| {
		let until = scene.now() + 200 * DAYS;
		let seats = CivicGovernance::seats();
		let mut people = scene.people();
		people.retain(|(_, person)| seats.iter().all(|own| own.person != *person));
		let mut calls = people.into_iter().map(|(_, person)| {
			let seat = Appointment { person, fields: FieldSet::ALL, until };
			let seats = Appointments::truncate_from(vec![seat]);
			RuntimeCall::from(Call::appoint_seats { seats })
		});
		calls.find(|call| scene.works_as(call, Power::Institutions.into()))
	})
}

/// Residents dismiss somebody without whom the committee decides all the same.
fn dismiss(scene: &mut Scene) -> Way {
	let name = "CivicGovernance.dismiss_seat";
	if petitions().iter().any(|(.., call)| name_of(call) == name) {
		return decide::decided(name, scene, |_| None);
	}
	let seats = CivicGovernance::seats();
	let (accepted, offered): (Vec<Seat>, Vec<Seat>) =
		seats.into_iter().partition(|own| own.since.is_some());
	let is_spare = accepted.len() > LeastSeats::<Runtime>::get() as usize;
	let seat = offered.last().or(accepted.last().filter(|_| is_spare)).copied();
	match seat {
		Some(Seat { person, .. }) => {
			decide::decided(name, scene, |_| Some(Call::dismiss_seat { person }.into()))
		}
		None => appoint(scene),
	}
}

fn name_chair(scene: &mut Scene) -> Way {
	let by = scene.office(Scope::Chair, RegionSet::province())?;
	let until = scene.now() + 300 * DAYS;
	let people = scene.people();
	let mut calls = people.into_iter().map(|(_, person)| {
		RuntimeCall::from(Call::name_chair { person, fields: FieldSet::ALL, until })
	});
	let call = calls.find(|call| scene.works(by, call))?;
	Some(vec![Step::Send(by, call)])
}
