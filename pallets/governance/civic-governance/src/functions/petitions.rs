// SPDX-License-Identifier: Apache-2.0

//! How a petition comes about: filed, sponsored, complete.

use chungnam_frame_kit::PeopleExt;
use chungnam_ports::{Agenda, Due, Electors};
use chungnam_primitives::{Moment, PersonId, PetitionId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

use super::{hash_of, user_of};
use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The person whose key signs, which must not be a card.
	fn signer(who: &T::AccountId) -> Result<PersonId, Refusal> {
		let person = T::People::behind(who)?;
		if T::Electors::is_card(who) {
			return Err(Refusal::CardNeedsKiosk);
		}
		Ok(person)
	}

	/// Nothing, if the person may act and counts on the rolls of a track now.
	fn counts(person: PersonId, track: Track) -> Result<(), Refusal> {
		let elector = T::Electors::elector(person).ok_or(Refusal::NotRegistered)?;
		elector.standing.may_act()?;
		let counts = elector.counted(&track.body(), Self::now());
		counts.then_some(()).ok_or(Refusal::NotCounted)
	}

	/// Whether a person may file on a track.
	pub(crate) fn may_file(person: PersonId, track: Track) -> Result<(), Refusal> {
		ensure!(track.exists(), Refusal::TrackNotFound);
		Self::counts(person, track)?;
		if let Some(last) = Filings::<T>::get(person) {
			let petition = Petitions::<T>::get(last.petition);
			let is_open = petition.is_some_and(|own| own.state.is_open());
			ensure!(!is_open, Refusal::AlreadyFiled);
			let rest = Self::terms_of(track).rest;
			ensure!(Self::now() >= last.at.saturating_add(rest), Refusal::TooEarly);
		}
		Self::has_room(track)?;
		let sponsoring = Self::alive_sponsoring(person);
		ensure!(!sponsoring.is_full(), Refusal::MaxSponsoringExceeded);
		Ok(())
	}

	fn has_room(track: Track) -> Result<(), Refusal> {
		let own = Queues::<T>::decode_len(track).unwrap_or(0);
		let has_room = u32::try_from(own).is_ok_and(|own| own < track.room());
		has_room.then_some(()).ok_or(Refusal::MaxPetitionsExceeded)
	}

	/// What a person sponsors, without dead numbers.
	pub(crate) fn alive_sponsoring(person: PersonId) -> Sponsorships {
		let mut own = Sponsoring::<T>::get(person);
		own.retain(|id| {
			Petitions::<T>::get(id).is_some_and(|petition| petition.state == State::Gathering)
		});
		own
	}

	/// Whether a person may sponsor a petition, which is given if so.
	pub(crate) fn may_sponsor(person: PersonId, id: PetitionId) -> Result<Petition, Refusal> {
		let petition = Petitions::<T>::get(id).ok_or(Refusal::PetitionNotFound)?;
		let gathers = petition.state == State::Gathering && !petition.lapses(Self::now());
		ensure!(gathers, Refusal::NotGathering);
		Self::counts(person, petition.track)?;
		let own = Self::alive_sponsoring(person);
		ensure!(!own.contains(&id), Refusal::AlreadySponsored);
		ensure!(!own.is_full(), Refusal::MaxSponsoringExceeded);
		Ok(petition)
	}

	/// The bytes of a call that this track may make.
	fn listed(track: Track, call: &CallOf<T>) -> Result<EncodedCall, Error<T>> {
		ensure!(T::Powers::may_enact(track, call), Error::<T>::NotListed);
		let bytes = Self::encoded(call)?;
		if track == Track::Whitelisted {
			let (hash, now) = (hash_of(&bytes), Self::now());
			let fixes = Whitelist::<T>::get();
			let is_on = fixes.iter().any(|fix| fix.call == hash && now < fix.until);
			ensure!(is_on, Error::<T>::NotWhitelisted);
		}
		Ok(bytes)
	}

	/// Writes a petition.
	fn enter(petition: Petition, call: EncodedCall) -> Result<PetitionId, Error<T>> {
		let id = NextPetition::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let track = petition.track;
		Queues::<T>::try_mutate(track, |queue| queue.try_push(id))
			.map_err(|_| Error::<T>::MaxPetitionsExceeded)?;
		NextPetition::<T>::put(next);
		Petitions::<T>::insert(id, petition);
		let hash = hash_of(&call);
		Calls::<T>::insert(user_of(id), call);
		Self::look_at(id, petition.filed.saturating_add(FIRST_CHECK));
		Self::deposit_event(Event::Filed { petition: id, about: petition, call: hash });
		Ok(id)
	}

	fn fresh(track: Track, title: H256, by: Option<PersonId>, threshold: u32) -> Petition {
		Petition {
			track,
			title,
			by,
			filed: Self::now(),
			sponsors: 0,
			threshold,
			ballot: None,
			repeated: false,
			delayed: false,
			state: State::Gathering,
		}
	}

	pub(crate) fn do_file(
		who: &T::AccountId,
		track: Track,
		call: &CallOf<T>,
		title: H256,
	) -> DispatchResult {
		let person = Self::signer(who).map_err(Error::<T>::from)?;
		Self::may_file(person, track).map_err(Error::<T>::from)?;
		let bytes = Self::listed(track, call)?;
		let now = Self::now();
		let heads = T::Electors::heads_at(&track.body(), now).unwrap_or(0);
		let threshold = Self::terms_of(track).threshold(heads);
		let petition = Self::fresh(track, title, Some(person), threshold);
		let id = Self::enter(petition, bytes)?;
		Filings::<T>::insert(person, Filing { petition: id, at: now });
		Self::add_sponsor(person, id, petition)
	}

	pub(crate) fn do_file_for_office(
		track: Track,
		call: &CallOf<T>,
		title: H256,
	) -> DispatchResult {
		ensure!(track.is_open_to_offices(), Error::<T>::SponsorsNeeded);
		Self::has_room(track).map_err(Error::<T>::from)?;
		let bytes = Self::listed(track, call)?;
		let petition = Self::fresh(track, title, None, 0);
		let id = Self::enter(petition, bytes)?;
		Self::complete(id, petition);
		Ok(())
	}

	pub(crate) fn do_sponsor(who: &T::AccountId, id: PetitionId) -> DispatchResult {
		let person = Self::signer(who).map_err(Error::<T>::from)?;
		let petition = Self::may_sponsor(person, id).map_err(Error::<T>::from)?;
		Self::add_sponsor(person, id, petition)
	}

	fn add_sponsor(person: PersonId, id: PetitionId, mut petition: Petition) -> DispatchResult {
		let mut own = Self::alive_sponsoring(person);
		own.try_push(id).map_err(|_| Error::<T>::MaxSponsoringExceeded)?;
		// One a person.
		petition.sponsors = petition.sponsors.saturating_add(1);
		Sponsoring::<T>::insert(person, own);
		Petitions::<T>::insert(id, petition);
		let sponsors = petition.sponsors;
		Self::deposit_event(Event::Sponsored { petition: id, person, sponsors });
		if sponsors >= petition.threshold {
			Self::complete(id, petition);
		}
		Ok(())
	}

	/// A petition has its sponsors: it waits for its turn, which may be now.
	fn complete(id: PetitionId, petition: Petition) {
		let since = Self::now();
		if Self::take_step(id, petition, Step::Complete(since)).is_some() {
			Self::look_at(id, since.saturating_add(LOOK));
			Self::deposit_event(Event::Completed { petition: id, since });
			Self::open_next(petition.track);
		}
	}

	pub(crate) fn do_tidy(person: PersonId) -> DispatchResult {
		let alive = Self::alive_sponsoring(person);
		let all = Sponsoring::<T>::decode_len(person).unwrap_or(0);
		ensure!(alive.len() < all, Error::<T>::NothingToTidy);
		if alive.is_empty() {
			Sponsoring::<T>::remove(person);
		} else {
			Sponsoring::<T>::insert(person, alive);
		}
		Self::deposit_event(Event::Tidied { person });
		Ok(())
	}

	/// What the clock does with a petition whose moment has come.
	pub(crate) fn petition_is_due(id: PetitionId) {
		let Some(petition) = Petitions::<T>::get(id) else { return };
		let now = Self::now();
		match petition.state {
			State::Gathering if petition.lapses(now) => Self::end(id, petition, End::Lapsed),
			State::Gathering => Self::look_at(id, petition.filed.saturating_add(GATHERING)),
			State::Line { .. } => {
				Self::look_at(id, now.saturating_add(LOOK));
				Self::open_next(petition.track);
			}
			// By the clock of ballots.
			State::Voting => (),
			State::Enacting { at } if now < at => Self::look_at(id, at),
			State::Enacting { .. } => Self::enact(id, petition),
			State::Ended { at, .. } => Self::forget(id, petition, at),
		}
	}

	fn forget(id: PetitionId, petition: Petition, ended: Moment) {
		let until = ended.saturating_add(KEPT);
		if Self::now() < until {
			Self::look_at(id, until);
			return;
		}
		Petitions::<T>::remove(id);
		if let Some(person) = petition.by {
			Filings::<T>::mutate_exists(person, |last| {
				*last = last.take().filter(|own| own.petition != id);
			});
		}
		Self::deposit_event(Event::Forgotten { petition: id });
	}

	/// Writes the state of a petition after a step. `None` if there is no such step.
	pub(super) fn take_step(id: PetitionId, petition: Petition, step: Step) -> Option<Petition> {
		let petition = Petition { state: petition.state.after(step)?, ..petition };
		Petitions::<T>::insert(id, petition);
		Some(petition)
	}

	/// Ends a petition. Its record stays for a while. Whoever ends one opens the next.
	pub(super) fn end_quietly(id: PetitionId, petition: Petition, how: End) {
		let at = Self::now();
		if Self::take_step(id, petition, Step::End(how, at)).is_none() {
			return;
		}
		Queues::<T>::mutate_exists(petition.track, |queue| {
			*queue = queue.take().and_then(|mut own| {
				own.retain(|other| *other != id);
				(!own.is_empty()).then_some(own)
			});
		});
		Calls::<T>::remove(user_of(id));
		T::Agenda::set(Due::Petition(id), at.saturating_add(KEPT));
		Self::deposit_event(Event::Ended { petition: id, how, at });
	}

	/// Ends a petition, and opens the next of its track.
	pub(super) fn end(id: PetitionId, petition: Petition, how: End) {
		Self::end_quietly(id, petition, how);
		Self::open_next(petition.track);
	}
}
