// SPDX-License-Identifier: Apache-2.0

//! How a petition is voted on and enacted.

use alloc::vec::Vec;
use chungnam_ports::{
	Agenda, BallotPlan, Ballots, Bias, Class, Due, Method, Outcome, Question, Rule, Verdict, ALL_BP,
};
use chungnam_primitives::{BallotId, Moment, PetitionId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use super::{name_of, user_of};
use crate::{pallet::*, types::*};

/// The share of an office's heads for whom it can enter paper.
const PAPER_CAP_BP: u16 = 3_000;

impl<T: Config> Pallet<T> {
	/// The petitions of a track that have not ended.
	fn queue(track: Track) -> Vec<(PetitionId, Petition)> {
		let ids = Queues::<T>::get(track).into_iter();
		ids.filter_map(|id| Petitions::<T>::get(id).map(|own| (id, own))).collect()
	}

	/// True while a referendum of the track runs.
	pub(crate) fn is_busy(track: Track) -> bool {
		Self::queue(track).iter().any(|(_, own)| own.state.is_running())
	}

	/// Opens the petitions of a track whose turn it is, the first in line first. What cannot be opened now is looked at
	/// again by the clock. Each step ends a petition or fills a slot, so there are at most as many as petitions.
	pub(crate) fn open_next(track: Track) {
		Self::renew_terms(track);
		for _ in 0..track.room() {
			let queue = Self::queue(track);
			let running = queue.iter().filter(|(_, own)| own.state.is_running()).count();
			let is_free = u32::try_from(running).is_ok_and(|own| own < track.at_once());
			if !is_free || NextTerms::<T>::contains_key(track) {
				return;
			}
			let waiting = queue.iter().filter_map(|(id, own)| match own.state {
				State::Line { since } => Some((since, *id, *own)),
				_ => None,
			});
			let Some((_, id, petition)) = waiting.min_by_key(|(since, id, _)| (*since, *id)) else {
				return;
			};
			if Self::enactable(id, track).is_none() {
				Self::end_quietly(id, petition, End::Unlisted);
			} else if Self::open(id, petition).is_err() {
				return;
			}
		}
	}

	/// The call of a petition, if its track may still make it.
	fn enactable(id: PetitionId, track: Track) -> Option<EncodedCall> {
		let (bytes, call) = Self::call_of(user_of(id))?;
		T::Powers::may_enact(track, &call).then_some(bytes)
	}

	/// Opens the ballot of a petition. The roll is taken now, and the notice begins.
	fn open(id: PetitionId, petition: Petition) -> Result<(), DispatchError> {
		let terms = Self::terms_of(petition.track);
		let method = Self::method_of(petition.track);
		let least = if method == Method::Sealed { MIN_SECRET_NOTICE } else { 0 };
		let opens = Self::now().saturating_add(terms.notice.max(least));
		let class = Class { body: petition.track.body(), weight_bp: ALL_BP, quorum_bp: 0 };
		let plan = BallotPlan {
			title: petition.title,
			classes: alloc::vec![class].try_into().map_err(|_| Error::<T>::Overflow)?,
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: terms.floor_bp, bias: Bias::Adaptive },
			options: Default::default(),
			headings: Default::default(),
			opens,
			closes: opens.saturating_add(terms.window),
			contest: terms.contest,
			conflicts: Default::default(),
			paper_cap_bp: PAPER_CAP_BP,
			// Nobody knows when enough have voted in secret.
			early: terms.early && method == Method::Open,
			shown: false,
			can_be_annulled: terms.contest > 0 && !petition.repeated,
			method,
		};
		let ballot = T::Ballots::open(user_of(id), plan)?;
		let petition = Petition { ballot: Some(ballot), ..petition };
		Self::take_step(id, petition, Step::Open);
		T::Agenda::cancel(Due::Petition(id));
		Self::deposit_event(Event::Opened { petition: id, ballot });
		Ok(())
	}

	/// The ballot of a petition is final.
	pub(crate) fn referendum_is_final(id: PetitionId, ballot: BallotId, outcome: &Outcome) {
		let Some(petition) = Petitions::<T>::get(id) else { return };
		if petition.state != State::Voting || petition.ballot != Some(ballot) {
			// Cancelled meanwhile.
			return;
		}
		match outcome.verdict {
			Verdict::Passed => {
				let at = Self::now().saturating_add(Self::terms_of(petition.track).enactment);
				Self::take_step(id, petition, Step::Pass(at));
				Self::look_at(id, at);
				Self::deposit_event(Event::Passed { petition: id, at });
			}
			Verdict::Annulled(_) if !petition.repeated => {
				let since = Self::now();
				let petition = Petition { repeated: true, ..petition };
				Self::take_step(id, petition, Step::Repeat(since));
				Self::look_at(id, since.saturating_add(LOOK));
				Self::deposit_event(Event::Repeated { petition: id, since });
				Self::open_next(petition.track);
			}
			Verdict::Annulled(_) => Self::end(id, petition, End::Void),
			Verdict::Rejected | Verdict::Chosen | Verdict::NoQuorum => {
				Self::end(id, petition, End::Rejected);
			}
		}
	}

	/// Has the call of a petition made. Where there is no room for it now, the clock tries again.
	pub(super) fn enact(id: PetitionId, petition: Petition) {
		let Some(call) = Self::enactable(id, petition.track) else {
			Self::end(id, petition, End::Unlisted);
			return;
		};
		match T::Enact::enact(name_of(user_of(id)), petition.track.power(), &call) {
			Ok(()) => Self::end(id, petition, End::Enacted),
			Err(_) => Self::look_at(id, Self::now().saturating_add(AGAIN)),
		}
	}

	pub(crate) fn do_cancel(id: PetitionId, reason: H256) -> DispatchResult {
		let petition = Petitions::<T>::get(id).ok_or(Error::<T>::PetitionNotFound)?;
		ensure!(petition.state.is_open(), Error::<T>::AlreadyEnded);
		if let (State::Voting, Some(ballot)) = (petition.state, petition.ballot) {
			// A ballot that is final and of which we have not heard cannot be annulled, and decides nothing any more.
			let _ = T::Ballots::annul(ballot, reason);
		}
		Self::end(id, petition, End::Cancelled);
		Ok(())
	}

	pub(crate) fn do_delay(id: PetitionId, by: Moment) -> DispatchResult {
		let petition = Petitions::<T>::get(id).ok_or(Error::<T>::PetitionNotFound)?;
		ensure!(petition.state.is_running(), Error::<T>::NothingToDelay);
		ensure!(!petition.delayed, Error::<T>::AlreadyDelayed);
		let petition = Petition { delayed: true, ..petition };
		match (petition.state, petition.ballot) {
			(State::Enacting { at }, _) => {
				ensure!(by <= MAX_DELAY, Error::<T>::MaxDelayExceeded);
				let at = at.saturating_add(by);
				Self::take_step(id, petition, Step::Delay(at));
				Self::look_at(id, at);
				Self::deposit_event(Event::EnactmentDelayed { petition: id, at });
			}
			(_, Some(ballot)) => {
				T::Ballots::shift(ballot, by)?;
				Petitions::<T>::insert(id, petition);
				Self::deposit_event(Event::VoteDelayed { petition: id, by });
			}
			(_, None) => return Err(Error::<T>::NothingToDelay.into()),
		}
		Ok(())
	}
}
