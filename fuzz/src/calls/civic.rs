// SPDX-License-Identifier: Apache-2.0

//! Petitions for calls that their tracks list, motions of members, and seats.

use chungnam_ports::{Method, Seats};
use chungnam_primitives::{FieldSet, Moment, PersonId, PetitionId, DAYS};
use chungnam_runtime::{Ballots, CivicGovernance, Runtime, RuntimeCall};
use pallet_civic_governance::{
	Appointment, Appointments, Call, NextPetition, Queues, Sponsoring, Terms, Track,
};
use pallet_registry::Keys;
use sp_core::H256;

use super::Aim;

/// Somebody who can sign for a person, and the person.
fn person(aim: &mut Aim) -> Option<(usize, PersonId)> {
	let mut keys: Vec<_> = Keys::<Runtime>::iter()
		.filter_map(|(account, key)| Some((aim.cast.find(&account)?, key.person)))
		.collect();
	keys.sort_unstable();
	aim.dice.pick(&keys).copied()
}

/// A petition that was filed, an open one most often.
fn petition(aim: &mut Aim) -> PetitionId {
	let mut open: Vec<_> = Queues::<Runtime>::iter_values().flatten().collect();
	open.sort_unstable();
	match aim.dice.pick(&open) {
		Some(id) if !aim.dice.one_in(4) => *id,
		_ => PetitionId(aim.dice.below(1 + NextPetition::<Runtime>::get().0 as usize) as u32),
	}
}

/// A call that the track lists, of which anything can come.
fn listed(track: Track, aim: &mut Aim) -> RuntimeCall {
	match track {
		Track::Parameters => {
			let track = Track::Region(1 + aim.dice.below(15) as u8);
			if aim.dice.one_in(4) {
				let is_open = aim.dice.one_in(2);
				let method = if is_open { Method::Open } else { Method::Sealed };
				return Call::set_method { track, method }.into();
			}
			let notice = aim.dice.below(2) as Moment * DAYS;
			let sponsors_least = 1 + aim.dice.below(2) as u32;
			let window = 10_000 * (1 + aim.dice.below(3) as Moment);
			let terms = Terms { notice, window, sponsors_least, ..CivicGovernance::terms(track).0 };
			Call::set_track_terms { track, terms }.into()
		}
		Track::Institutions => {
			let person = PersonId(aim.dice.below(8) as u32);
			let until = aim.pools.now + DAYS * (1 + aim.dice.below(600) as Moment);
			if aim.dice.one_in(4) {
				return Call::dismiss_seat { person }.into();
			}
			let seat = Appointment { person, fields: FieldSet::ALL, until };
			Call::appoint_seats { seats: Appointments::truncate_from(vec![seat]) }.into()
		}
		_ => Call::cancel { petition: petition(aim), reason: H256::zero() }.into(),
	}
}

/// What a member can table.
fn motion(aim: &mut Aim) -> RuntimeCall {
	match aim.dice.below(3) {
		0 => Call::whitelist { call: H256::repeat_byte(aim.dice.below(250) as u8) }.into(),
		1 => Call::delay { petition: petition(aim), by: DAYS }.into(),
		_ => {
			let call = Box::new(listed(Track::Parameters, aim));
			Call::file_for_office { track: Track::Parameters, call, title: H256::zero() }.into()
		}
	}
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let title = H256::repeat_byte(1);
	Some(match call {
		"file" => {
			aim.by = Some(person(aim)?.0);
			let tracks = [Track::Parameters, Track::Institutions, Track::Emergency];
			let track = *aim.dice.pick(&tracks)?;
			Call::file { track, call: Box::new(listed(track, aim)), title }.into()
		}
		"sponsor" => {
			aim.by = Some(person(aim)?.0);
			Call::sponsor { petition: petition(aim) }.into()
		}
		"tidy" => {
			let mut all: Vec<_> = Sponsoring::<Runtime>::iter_keys().collect();
			all.sort_unstable();
			Call::tidy { person: *aim.dice.pick(&all)? }.into()
		}
		"motion" => {
			let (by, person) = person(aim)?;
			let is_seated = CivicGovernance::is_seated(person, FieldSet::ALL, aim.pools.now);
			aim.by = is_seated.then_some(by);
			Call::motion { call: Box::new(motion(aim)), title }.into()
		}
		"accept_seat" => {
			aim.by = Some(person(aim)?.0);
			Call::accept_seat {}.into()
		}
		// Of one member nothing is left, so seldom.
		"resign_seat" if Ballots::my_ballots(PersonId(0)).is_empty() => {
			aim.by = Some(person(aim)?.0);
			Call::resign_seat {}.into()
		}
		_ => return None,
	})
}
