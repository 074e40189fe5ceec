// SPDX-License-Identifier: Apache-2.0

//! What is decided before it is made: a referendum that is filed, sponsored, voted on and enacted, and a motion that members
//! table and vote on.

use chungnam_ports::Seats;
use chungnam_primitives::{FieldSet, Moment, PetitionId, RegionSet, Scope, MINUTES, SECONDS};
use chungnam_runtime::{configs::powers::Table, CivicGovernance, Runtime, RuntimeCall};
use pallet_civic_governance::{Call, LeastSeats, Petition, Powers, State, Terms, Track, LOOK};
use sp_core::H256;

use super::{votes, Scene, Way};
use crate::{
	calls::decided::track_of,
	steps::{decode_call, name_of, Step},
};

pub use crate::calls::decided::origin;

/// A petition that has not ended, with its call.
pub type Open = (PetitionId, Petition, RuntimeCall);

/// The track whose votes take notice and can be contested, once residents decided so: an office can file on it.
pub const SLOW: Track = Track::Budget;
/// Each period of the slow track. The chain takes no longer pause for a stop.
const PERIOD: Moment = 5 * MINUTES;

/// All petitions that have not ended, in order.
pub fn petitions() -> Vec<Open> {
	let of = |track| CivicGovernance::petitions(track).into_iter();
	let open = Track::all().into_iter().flat_map(of);
	open.filter_map(|own| Some((own.id, own.petition, decode_call(&own.call)?))).collect()
}

/// Goes on with what is to be decided about a call with this name: by motion where the committee may, else by referendum.
/// `call` makes one if none is under way.
pub fn decided(
	name: &str,
	scene: &mut Scene,
	call: impl FnOnce(&mut Scene) -> Option<RuntimeCall>,
) -> Way {
	let motions = CivicGovernance::motions();
	let is_own = |call: &[u8]| decode_call(call).is_some_and(|call| name_of(&call) == name);
	if let Some(own) = motions.iter().find(|own| is_own(&own.call)) {
		return match own.motion.passed {
			Some(_) => Some(scene.until(scene.now() + MINUTES)),
			None => votes::go(own.motion.ballot, scene),
		};
	}
	if let Some((id, petition, _)) = petitions().iter().find(|(.., call)| name_of(call) == name) {
		return push(*id, petition, scene);
	}
	let call = call(scene)?;
	if Table::motion(&call).is_some() {
		table(call, scene)
	} else {
		file(call, scene)
	}
}

/// Tables a motion.
fn table(call: RuntimeCall, scene: &mut Scene) -> Way {
	let heads = CivicGovernance::seats_at(FieldSet::ALL, scene.now());
	let seats = scene.seats();
	if heads < LeastSeats::<Runtime>::get() {
		return None;
	}
	let (by, _) = *scene.aim.dice.pick(&seats)?;
	let title = scene.text();
	Some(vec![Step::Send(by, Call::motion { call: Box::new(call), title }.into())])
}

/// Files a petition for a call on the first track that lists it.
pub fn file(call: RuntimeCall, scene: &mut Scene) -> Way {
	file_on(track_of(&call)?, call, scene)
}

/// Files a petition: a person does, or an office on a track that is open to it.
pub fn file_on(track: Track, call: RuntimeCall, scene: &mut Scene) -> Way {
	let title = scene.text();
	let mut may: Vec<_> = scene.electors();
	may.retain(|((_, person), _)| CivicGovernance::can_file(*person, track).is_ok());
	let call = Box::new(call);
	if let Some(((by, _), _)) = scene.aim.dice.pick(&may) {
		return Some(vec![Step::Send(*by, Call::file { track, call, title }.into())]);
	}
	if track.is_open_to_offices() {
		if let Some(by) = scene.office(Scope::Budget, RegionSet::province()) {
			let file = Call::file_for_office { track, call, title };
			return Some(vec![Step::Send(by, file.into())]);
		}
	}
	// Everybody who could has one that has not ended.
	let (id, petition, _) = petitions().into_iter().find(|(_, own, _)| own.by.is_some())?;
	push(id, &petition, scene)
}

/// Goes on with a petition.
pub fn push(id: PetitionId, petition: &Petition, scene: &mut Scene) -> Way {
	match petition.state {
		State::Gathering => {
			let mut may = scene.electors();
			may.retain(|((_, person), _)| CivicGovernance::can_sponsor(*person, id).is_ok());
			let missing = petition.threshold.saturating_sub(petition.sponsors) as usize;
			let sponsor = |((by, _), _): &((usize, _), _)| {
				Step::Send(*by, Call::sponsor { petition: id }.into())
			};
			(!may.is_empty()).then(|| may.iter().take(missing).map(sponsor).collect())
		}
		State::Line { .. } => {
			let mut own = petitions().into_iter().filter(|(_, own, _)| own.track == petition.track);
			match own.find(|(_, own, _)| own.state.is_running()) {
				Some((running, own, _)) => push(running, &own, scene),
				None => Some(scene.until(scene.now() + LOOK)),
			}
		}
		State::Voting => votes::go(petition.ballot?, scene),
		State::Enacting { at } => {
			let mut steps = scene.until(at);
			// The clock hands the call over, and the next block makes it.
			steps.extend([Step::Pass(SECONDS), Step::Pass(SECONDS)]);
			Some(steps)
		}
		State::Ended { .. } => None,
	}
}

/// The terms of the slow track.
pub fn slow_terms() -> Terms {
	Terms {
		notice: PERIOD,
		window: PERIOD,
		contest: PERIOD,
		enactment: PERIOD,
		..CivicGovernance::terms(SLOW).0
	}
}

/// Nothing if the slow track is slow by now, else the next steps until it is.
pub fn slow(scene: &mut Scene) -> Result<(), Way> {
	let (terms, next) = CivicGovernance::terms(SLOW);
	let is_slow = |own: &Terms| own.notice.min(own.contest).min(own.enactment) >= PERIOD;
	if is_slow(&terms) {
		return Ok(());
	}
	if next.is_some_and(|next| is_slow(&next)) {
		// The terms wait until no referendum of the track runs.
		let mut open = petitions().into_iter();
		let running = open.find(|(_, own, _)| own.track == SLOW && own.state.is_running());
		return Err(running.and_then(|(id, own, _)| push(id, &own, scene)));
	}
	Err(decided("CivicGovernance.set_track_terms", scene, |_| {
		Some(Call::set_track_terms { track: SLOW, terms: slow_terms() }.into())
	}))
}

/// Something harmless that the slow track lists.
pub fn of_slow() -> RuntimeCall {
	let source = chungnam_ports::Source::Fees;
	pallet_fund_router::Call::cancel_route_change { source, from: 0 }.into()
}

/// A petition on the slow track, filed by an office or a person.
pub fn file_slowly(scene: &mut Scene) -> Way {
	match scene.office(Scope::Budget, RegionSet::province()) {
		Some(by) => {
			let (call, title) = (Box::new(of_slow()), H256::repeat_byte(5));
			let file = Call::file_for_office { track: SLOW, call, title };
			Some(vec![Step::Send(by, file.into())])
		}
		None => file(of_slow(), scene),
	}
}
