// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and step: a track as full as it can be, calls as long as they can be, a committee of as many
//! seats as are remembered, a person who sponsors as much as one can.

#![allow(clippy::restriction)]

use alloc::{boxed::Box, vec::Vec};
use chungnam_frame_kit::benchmarking::{assert_last, set_now, Mandated, Passing};
use chungnam_ports::{
	Agenda, ClassTotal, Due, Electors, Method, OnBallot, Outcome, People, Verdict,
};
use chungnam_primitives::{
	BallotId, FieldSet, Moment, MotionId, PersonId, PetitionId, RegionId, Scope, ZoneId, DAYS,
};
use frame_benchmarking::{account, v2::*};
use frame_support::BoundedVec;
use frame_system::RawOrigin;
use sp_core::H256;

use super::*;
use crate::functions::user_of_motion;

const NOW: Moment = 1_800_000_000_000;
const REGION: RegionId = 12;
/// As many heads as a region may have: nothing below depends on the number.
const HEADS: u32 = 1_000_000;
/// A track with as much room as there is.
const TRACK: Track = Track::Budget;
const YEAR: Moment = 365 * DAYS;

fn begin<T: Config>() {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	// The terms of the code, whatever the genesis says: on a development chain a vote begins at once.
	TrackTerms::<T>::remove(TRACK);
}

/// An elector, by number, and their key.
fn elector<T: Config>(number: u32) -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("elector", number, 0);
	let person = T::Electors::benchmark_elector(&key, REGION, HEADS);
	(key, person)
}

fn title() -> H256 {
	H256::repeat_byte(1)
}

fn call<T: Config>() -> CallOf<T> {
	T::Powers::benchmark_call(Some(TRACK))
}

/// So many petitions of the track that gather, each one sponsor short, with long calls.
fn fill<T: Config>(count: u32) -> Result<Vec<PetitionId>, BenchmarkError> {
	let mut ids = Vec::new();
	for _ in 0..count {
		let id = NextPetition::<T>::get();
		Pallet::<T>::do_file_for_office(TRACK, &call::<T>(), title())?;
		ids.push(id);
	}
	Ok(ids)
}

/// Makes a petition of [`fill`] one that gathers and lacks so many sponsors.
fn gather<T: Config>(id: PetitionId, lacks: u32) {
	T::Agenda::set(Due::Petition(id), NOW + FIRST_CHECK);
	Petitions::<T>::mutate(id, |own| {
		let own = own.as_mut().unwrap();
		(own.state, own.ballot, own.threshold) = (State::Gathering, None, lacks);
	});
}

/// A member of a committee in which as many seats are remembered as fit, and who is asked last.
fn committee<T: Config>() -> (T::AccountId, PersonId) {
	let mut seats = SeatsOf::default();
	let seat = |person, until| Seat {
		person,
		fields: FieldSet::ALL,
		role: Role::Expert,
		from: NOW - YEAR,
		since: Some(NOW - YEAR),
		until,
		terms: 1,
	};
	let person_of = |number: u32| {
		let key: T::AccountId = account("member", number, 0);
		T::People::benchmark_person(&key, ZoneId::new(REGION, 1))
	};
	for number in 0..MAX_SEATS {
		seats.try_push(seat(person_of(number), NOW - DAYS)).unwrap();
	}
	for number in MAX_SEATS..MAX_REMEMBERED - 1 {
		seats.try_push(seat(person_of(number), NOW + YEAR)).unwrap();
	}
	let key: T::AccountId = account("member", MAX_REMEMBERED, 0);
	let person = T::People::benchmark_person(&key, ZoneId::new(REGION, 1));
	seats.try_push(seat(person, NOW + YEAR)).unwrap();
	SeatList::<T>::put(seats);
	(key, person)
}

/// A motion that a member of the committee filed. Returns its number.
fn filed_motion<T: Config>() -> Result<MotionId, BenchmarkError> {
	let (key, _) = committee::<T>();
	LeastSeats::<T>::put(1);
	let id = NextMotion::<T>::get();
	Pallet::<T>::do_motion(&key, &T::Powers::benchmark_call(None), title())?;
	Ok(id)
}

/// An outcome with everybody's yes.
fn outcome(verdict: Verdict) -> Outcome {
	let total = ClassTotal { heads: 50, voted: 50, blank: 0, yes: 50, no: 0 };
	Outcome {
		verdict,
		classes: BoundedVec::truncate_from(alloc::vec![total]),
		winners: Default::default(),
		parts: Default::default(),
		mean: 0,
		digest: H256::zero(),
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn file() -> Result<(), BenchmarkError> {
		begin::<T>();
		fill::<T>(MAX_OF_TRACK - 1)?;
		let (key, person) = elector::<T>(0);
		let four = (0..MAX_SPONSORING - 1).map(PetitionId).collect::<Vec<_>>();
		four.iter().for_each(|id| gather::<T>(*id, 1_000));
		Sponsoring::<T>::insert(person, Sponsorships::truncate_from(four));
		let id = NextPetition::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(key), TRACK, Box::new(call::<T>()), title());

		assert_eq!(Petitions::<T>::get(id).unwrap().sponsors, 1);
		Ok(())
	}

	#[benchmark]
	fn sponsor() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(MAX_SPONSORING)?;
		let (key, person) = elector::<T>(0);
		ids.iter().for_each(|id| gather::<T>(*id, 1_000));
		let (last, others) = ids.split_last().unwrap();
		Sponsoring::<T>::insert(person, Sponsorships::truncate_from(others.to_vec()));

		#[extrinsic_call]
		_(RawOrigin::Signed(key), *last);

		assert_last::<T>(Event::Sponsored { petition: *last, person, sponsors: 1 });
		Ok(())
	}

	#[benchmark]
	fn tidy() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(MAX_SPONSORING)?;
		gather::<T>(ids[0], 1_000);
		let person = PersonId(7);
		Sponsoring::<T>::insert(person, Sponsorships::truncate_from(ids));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), person);

		assert_last::<T>(Event::Tidied { person });
		Ok(())
	}

	#[benchmark]
	fn cancel() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(1)?;
		let origin = T::EmergencyOrigin::passing()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ids[0], title());

		let how = End::Cancelled;
		assert_last::<T>(Event::Ended { petition: ids[0], how, at: NOW });
		Ok(())
	}

	#[benchmark]
	fn delay() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(1)?;
		let origin = T::MajorityOrigin::passing()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ids[0], DAYS);

		assert_last::<T>(Event::VoteDelayed { petition: ids[0], by: DAYS });
		Ok(())
	}

	#[benchmark]
	fn set_track_terms() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = T::ParametersOrigin::passing()?;
		let terms = TRACK.first_terms();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, TRACK, terms);

		assert_last::<T>(Event::TermsChanged { track: TRACK, terms });
		Ok(())
	}

	#[benchmark]
	fn set_method() -> Result<(), BenchmarkError> {
		begin::<T>();
		let origin = T::ParametersOrigin::passing()?;
		let method = Method::Sealed;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, TRACK, method);

		assert_last::<T>(Event::MethodChanged { track: TRACK, method });
		Ok(())
	}

	// A benchmark of the name of the call would hide a name in what the macro writes.
	#[benchmark]
	fn whitelist_call() -> Result<(), BenchmarkError> {
		begin::<T>();
		for number in 1..MAX_FIXES {
			Pallet::<T>::do_whitelist(H256::repeat_byte(number as u8))?;
		}
		let origin = T::SupermajorityOrigin::passing()?;
		let call = H256::repeat_byte(99);

		#[extrinsic_call]
		whitelist(origin as T::RuntimeOrigin, call);

		assert_last::<T>(Event::CallWhitelisted { fix: Fix { call, until: NOW + FIX_LIFE } });
		Ok(())
	}

	#[benchmark]
	fn appoint_seats() -> Result<(), BenchmarkError> {
		begin::<T>();
		committee::<T>();
		// Those of the genesis have ended and are remembered; fifty more fit.
		SeatList::<T>::mutate(|seats| seats.retain(|seat| !seat.is_running(NOW)));
		let appointment = |number: u32| {
			let key: T::AccountId = account("expert", number, 0);
			let person = T::People::benchmark_person(&key, ZoneId::new(REGION, 1));
			Appointment { person, fields: FieldSet::ALL, until: NOW + YEAR }
		};
		let seats: Vec<_> = (0..MAX_SEATS).map(appointment).collect();
		let origin = T::InstitutionsOrigin::passing()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Appointments::truncate_from(seats));

		assert_eq!(running(&SeatList::<T>::get(), NOW).len(), MAX_SEATS as usize);
		Ok(())
	}

	#[benchmark]
	fn accept_seat() {
		begin::<T>();
		let (key, person) = committee::<T>();
		SeatList::<T>::mutate(|seats| seats.last_mut().unwrap().since = None);
		SeatList::<T>::mutate(|seats| seats.last_mut().unwrap().from = NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(key));

		assert_last::<T>(Event::SeatAccepted { person, since: NOW });
	}

	#[benchmark]
	fn resign_seat() {
		begin::<T>();
		let (key, person) = committee::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key));

		assert_last::<T>(Event::SeatEnded { person, until: NOW });
	}

	#[benchmark]
	fn dismiss_seat() -> Result<(), BenchmarkError> {
		begin::<T>();
		let (_, person) = committee::<T>();
		let origin = T::InstitutionsOrigin::passing()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);

		assert_last::<T>(Event::SeatEnded { person, until: NOW });
		Ok(())
	}

	#[benchmark]
	fn name_chair() -> Result<(), BenchmarkError> {
		begin::<T>();
		committee::<T>();
		// One fewer, so that the chair finds room; the last one is the present chair.
		SeatList::<T>::mutate(|seats| {
			seats.remove(0);
			let at = seats.len() - 2;
			seats.remove(at);
			seats.last_mut().unwrap().role = Role::Chair;
		});
		let key: T::AccountId = account("chair", 0, 0);
		let person = T::People::benchmark_person(&key, ZoneId::new(REGION, 1));
		let origin = T::MandateOrigin::of_province(Scope::Chair)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, FieldSet::ALL, NOW + YEAR);

		let seats = running(&SeatList::<T>::get(), NOW);
		assert!(seats.iter().any(|seat| seat.person == person));
		Ok(())
	}

	#[benchmark]
	fn motion() -> Result<(), BenchmarkError> {
		begin::<T>();
		let (key, person) = committee::<T>();
		LeastSeats::<T>::put(1);
		let ballot = BallotId(0);
		let rule = MotionRule { share: Share::Majority, window: DAYS };
		let other = PersonId(u32::MAX);
		for number in 0..MAX_MOTIONS - 1 {
			let by = if number < MAX_OF_MEMBER - 1 { person } else { other };
			let tabled = Motion { by, title: title(), ballot, rule, passed: None };
			Motions::<T>::insert(MotionId(1_000 + number), tabled);
		}
		let id = NextMotion::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(key), Box::new(T::Powers::benchmark_call(None)), title());

		assert!(Motions::<T>::contains_key(id));
		Ok(())
	}

	/// A full track with free slots: as many ballots are opened as can be under way.
	#[benchmark]
	fn open_next() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(MAX_OF_TRACK)?;
		for id in &ids {
			Petitions::<T>::mutate(id, |own| {
				let own = own.as_mut().unwrap();
				(own.state, own.ballot) = (State::Line { since: NOW }, None);
			});
		}

		#[block]
		{
			Pallet::<T>::open_next(TRACK);
		}

		let running = |id: &&PetitionId| Petitions::<T>::get(id).unwrap().state.is_running();
		assert_eq!(ids.iter().filter(running).count(), TRACK.at_once() as usize);
		Ok(())
	}

	/// A motion that passed: its call is handed over.
	#[benchmark]
	fn on_final() -> Result<(), BenchmarkError> {
		begin::<T>();
		let id = filed_motion::<T>()?;
		let ballot = Motions::<T>::get(id).unwrap().ballot;

		#[block]
		{
			Pallet::<T>::on_final(user_of_motion(id), ballot, &outcome(Verdict::Passed));
		}

		assert!(!Motions::<T>::contains_key(id));
		Ok(())
	}

	/// A petition whose long call is handed over.
	#[benchmark]
	fn petition_is_due() -> Result<(), BenchmarkError> {
		begin::<T>();
		let ids = fill::<T>(1)?;
		Petitions::<T>::mutate(ids[0], |own| {
			own.as_mut().unwrap().state = State::Enacting { at: NOW };
		});

		#[block]
		{
			Pallet::<T>::petition_is_due(ids[0]);
		}

		let how = End::Enacted;
		assert_last::<T>(Event::Ended { petition: ids[0], how, at: NOW });
		Ok(())
	}

	/// A motion that found no room is handed over.
	#[benchmark]
	fn motion_is_due() -> Result<(), BenchmarkError> {
		begin::<T>();
		let id = filed_motion::<T>()?;
		Motions::<T>::mutate(id, |own| {
			let power = Power::Committee { yes: 50, heads: 50 };
			own.as_mut().unwrap().passed = Some(power);
		});

		#[block]
		{
			Pallet::<T>::enact_motion(id);
		}

		assert_last::<T>(Event::MotionEnded { motion: id, is_enacted: true });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(), crate::mock::Test);
}
