// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::collections::{BTreeMap, BTreeSet};
use chungnam_frame_kit::{check_all, Check, Clock};
use chungnam_ports::{Agenda, Due};
use frame_support::ensure;

use crate::{
	functions::{user_of, user_of_motion},
	pallet::*,
	types::*,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! { Self: check_sponsors, check_queues, check_seats, check_motions, check_clock }
	}

	/// I1: each sponsor is one person's: `sponsors(p) = |people whose list holds p|` while p gathers, no list holds a
	/// number twice, and a person has at most one petition that has not ended, which is the one of their filing.
	fn check_sponsors() -> Check {
		let mut sponsors: BTreeMap<_, u32> = BTreeMap::new();
		for own in Sponsoring::<T>::iter_values() {
			ensure!(!own.is_empty(), "I1: an empty list is kept");
			let distinct: BTreeSet<_> = own.iter().collect();
			ensure!(distinct.len() == own.len(), "I1: a person sponsors twice");
			for id in own {
				let count = sponsors.entry(id).or_default();
				*count = count.saturating_add(1);
			}
		}
		let mut open = BTreeSet::new();
		for (id, petition) in Petitions::<T>::iter() {
			ensure!(id < NextPetition::<T>::get(), "I1: a petition beyond the next");
			if petition.state == State::Gathering {
				let found = sponsors.get(&id).copied().unwrap_or(0);
				ensure!(petition.sponsors == found, "I1: sponsors are miscounted");
				ensure!(petition.sponsors < petition.threshold, "I1: it gathers though complete");
			}
			if let Some(person) = petition.by.filter(|_| petition.state.is_open()) {
				ensure!(open.insert(person), "I1: two open petitions of a person");
				let last = Filings::<T>::get(person);
				let is_last = last.is_some_and(|own| own.petition == id);
				ensure!(is_last, "I1: an open petition is not the last of its person");
			}
		}
		let mut filings = Filings::<T>::iter_values();
		let has_record = |own: Filing| Petitions::<T>::contains_key(own.petition);
		ensure!(filings.all(has_record), "I1: a filing of no petition");
		Ok(())
	}

	/// I2: queues hold the petitions that have not ended, within their room, `|running(track)| <= at_once(track)`; a
	/// petition that votes has a ballot; calls belong to what has not ended; announced terms wait for a running
	/// referendum only; all terms are sound; what is urgent is voted on openly, and what is secret.
	fn check_queues() -> Check {
		let mut queued = BTreeMap::new();
		for (track, queue) in Queues::<T>::iter() {
			let len = u32::try_from(queue.len()).unwrap_or(u32::MAX);
			ensure!(len > 0 && len <= track.room(), "I2: a queue is empty or too long");
			for id in queue {
				ensure!(queued.insert(id, track).is_none(), "I2: a petition is queued twice");
			}
		}
		let mut running: BTreeMap<_, u32> = BTreeMap::new();
		for (id, petition) in Petitions::<T>::iter() {
			let expected = petition.state.is_open().then_some(petition.track);
			ensure!(queued.remove(&id) == expected, "I2: the queue is not what is open");
			let has_call = Calls::<T>::contains_key(user_of(id));
			ensure!(has_call == petition.state.is_open(), "I2: a call is missing or kept");
			if petition.state.is_running() {
				ensure!(petition.ballot.is_some(), "I2: a vote without a ballot");
				let count = running.entry(petition.track).or_default();
				*count = count.saturating_add(1);
				ensure!(*count <= petition.track.at_once(), "I2: too many votes of a track");
			}
		}
		ensure!(queued.is_empty(), "I2: a queue names no petition");
		for (track, terms) in NextTerms::<T>::iter() {
			ensure!(terms.are_sound(), "I2: announced terms are unsound");
			ensure!(running.contains_key(&track), "I2: terms wait for nothing");
		}
		let mut terms = TrackTerms::<T>::iter();
		ensure!(terms.all(|(track, own)| track.exists() && own.are_sound()), "I2: unsound terms");
		let mut sealed = SealedTracks::<T>::iter_keys();
		let can_all = sealed.all(|track| track.exists() && track.can_be_secret());
		ensure!(can_all, "I2: a track that cannot be secret");
		Ok(())
	}

	/// I3: `|running seats| <= 50`, at most one a person and one chair that has begun, `until - from <= 2 y`, at most two
	/// terms in a row, and each seat has a field.
	fn check_seats() -> Check {
		let now = T::Time::moment();
		let seats = SeatList::<T>::get();
		for seat in &seats {
			let term = seat.until.saturating_sub(seat.from);
			ensure!(term <= MAX_TERM, "I3: a term is too long");
			ensure!(seat.terms > 0 && seat.terms <= MAX_TERMS, "I3: too many terms");
			ensure!(!seat.fields.is_empty(), "I3: a seat without a field");
		}
		let running = running(&seats, now);
		let count = u32::try_from(running.len()).unwrap_or(u32::MAX);
		ensure!(count <= MAX_SEATS, "I3: too many seats");
		let people: BTreeSet<_> = running.iter().map(|seat| seat.person).collect();
		ensure!(people.len() == running.len(), "I3: two seats of a person");
		let chairs = running.iter().filter(|seat| seat.role == Role::Chair && seat.from <= now);
		ensure!(chairs.count() <= 1, "I3: two chairs");
		Ok(())
	}

	/// I4: `|motions| <= 64`, at most four a member; each has its call; every other call is a petition's.
	fn check_motions() -> Check {
		let mut members: BTreeMap<_, u32> = BTreeMap::new();
		let mut count = 0_u32;
		for (id, motion) in Motions::<T>::iter() {
			ensure!(id < NextMotion::<T>::get(), "I4: a motion beyond the next");
			ensure!(Calls::<T>::contains_key(user_of_motion(id)), "I4: a motion without a call");
			let own = members.entry(motion.by).or_default();
			*own = own.saturating_add(1);
			ensure!(*own <= MAX_OF_MEMBER, "I4: too many motions of a member");
			count = count.saturating_add(1);
		}
		ensure!(count <= MAX_MOTIONS && count == Motions::<T>::count(), "I4: too many motions");
		let petitions = Petitions::<T>::iter_values().filter(|own| own.state.is_open()).count();
		let petitions = u32::try_from(petitions).unwrap_or(u32::MAX);
		let calls = u32::try_from(Calls::<T>::iter_keys().count()).unwrap_or(u32::MAX);
		ensure!(calls == count.saturating_add(petitions), "I4: a call of nothing");
		Ok(())
	}

	/// I5: nothing waits for ever: every petition but one that votes has its moment in the clock, `due(p) <=> state(p) !=
	/// Voting`, and so has a motion that has passed and whose call found no room, `due(m) <=> passed(m)`.
	fn check_clock() -> Check {
		for (id, petition) in Petitions::<T>::iter() {
			let is_due = T::Agenda::at(Due::Petition(id)).is_some();
			let is_voting = petition.state == State::Voting;
			ensure!(is_due != is_voting, "I5: the clock forgot a petition");
		}
		for (id, motion) in Motions::<T>::iter() {
			let is_due = T::Agenda::at(Due::Motion(id)).is_some();
			ensure!(is_due == motion.passed.is_some(), "I5: the clock forgot a motion");
		}
		Ok(())
	}
}
