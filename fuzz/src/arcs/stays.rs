// SPDX-License-Identifier: Apache-2.0

//! Ways to a person with as many stays in cohorts as can be, about which nothing asks, and to a move that is called off.

use chungnam_primitives::{CohortId, PersonId, Scope, ZoneId, REGIONS, SECONDS};
use chungnam_runtime::{Runtime, RuntimeCall};
use pallet_registry::{Call, Cohorts, Moves, People, Person};

use super::{Scene, Way};
use crate::steps::Step;

/// The next steps to a full list of stays that can be forgotten.
pub fn way(scene: &mut Scene) -> Way {
	let mut people: Vec<(PersonId, Person)> = People::<Runtime>::iter().collect();
	people.retain(|(_, own)| own.is_living() && !own.is_visitor());
	people.sort_by_key(|(person, own)| (own.enrolments.len(), *person));
	for (person, own) in people.iter().rev() {
		let step = match own.enrolments.is_full() {
			true => scene.by_anyone(Call::forget_stay { person: *person }),
			false => None,
		};
		if let Some(step) = step {
			return Some(vec![step]);
		}
	}
	let mut cohorts: Vec<CohortId> = Cohorts::<Runtime>::iter_keys().collect();
	cohorts.sort_unstable();
	// The newest is the one that programmes count least.
	let pairs = people.iter().rev().flat_map(|own| cohorts.iter().rev().map(move |id| (own, *id)));
	pairs.into_iter().find_map(|((person, own), cohort)| in_and_out(*person, own, cohort, scene))
}

/// A person out of the cohort, or in and out again, by an office that may.
fn in_and_out(person: PersonId, own: &Person, cohort: CohortId, scene: &mut Scene) -> Way {
	let people = || vec![person].try_into().ok();
	let out: RuntimeCall = Call::unenrol { cohort, people: people()? }.into();
	if own.is_enrolled(cohort) {
		let step = scene.by_anyone(out)?;
		return Some(vec![step, Step::Pass(SECONDS)]);
	}
	let Step::Send(by, call) = scene.by_anyone(Call::enrol { cohort, people: people()? })? else {
		return None;
	};
	let pass = Step::Pass(SECONDS);
	Some(vec![Step::Send(by, call), pass.clone(), Step::Send(by, out), pass])
}

/// The next steps to the end of a move: the office of a new home says that somebody moved, and it is called off.
pub fn move_ended(scene: &mut Scene) -> Way {
	let mut moving: Vec<PersonId> = Moves::<Runtime>::iter_keys().collect();
	moving.sort_unstable();
	let mut ends = moving.into_iter().map(|person| Call::cancel_move { person });
	if let Some(step) = ends.find_map(|call| scene.by_anyone(call)) {
		return Some(vec![step]);
	}
	let mut people: Vec<(PersonId, Person)> = People::<Runtime>::iter().collect();
	people.retain(|(_, own)| own.is_living() && !own.is_visitor());
	people.sort_by_key(|(person, _)| *person);
	for (by, office) in scene.offices() {
		let region = (1..=REGIONS).find(|region| office.regions.contains(*region));
		let Some(region) = region.filter(|_| office.scopes.contains(Scope::People)) else {
			continue;
		};
		let zone = ZoneId::new(region, 0);
		for (person, own) in &people {
			let call: RuntimeCall = Call::move_house { person: *person, zone }.into();
			if !office.regions.contains(own.zone.region) && scene.works(by, &call) {
				return Some(vec![Step::Send(by, call)]);
			}
		}
	}
	None
}
