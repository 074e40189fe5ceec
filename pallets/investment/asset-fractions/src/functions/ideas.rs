// SPDX-License-Identifier: Apache-2.0

//! Residents hand in ideas for the works, and choose one.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{BallotUser, Ballots, Instruments};
use chungnam_primitives::{BallotId, InstrumentId, Moment, PersonId};
use frame_support::{ensure, storage::with_storage_layer, weights::Weight};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{idea::*, pallet::*, types::*, WeightInfo};

chungnam_frame_kit::errors_from!(Unfit);

impl<T: Config> Pallet<T> {
	/// The most of what `advance` does: pay a sale, pay all units and annul three ballots, or open or read the one about ideas.
	pub(crate) fn weight_of_advance() -> Weight {
		let annulled = T::WeightInfo::drop_challenge().saturating_mul(3);
		let of_holders = annulled.saturating_add(T::WeightInfo::accept_purchase());
		let of_residents = T::WeightInfo::put_ideas_to_vote().max(T::WeightInfo::choose_idea());
		T::WeightInfo::advance().max(of_holders).max(of_residents)
	}

	/// An asset for which ideas are handed in now, and a resident of its regions who signs.
	fn heard_from(
		who: &T::AccountId,
		id: InstrumentId,
	) -> Result<(AssetOf<T>, PersonId), Error<T>> {
		let asset = Self::asset_of(id)?;
		let is_asked = matches!(asset.status, Status::Ideas { .. });
		ensure!(is_asked, Error::<T>::WrongStatus);
		ensure!(!asset.status.is_late(T::Time::moment()), Error::<T>::TooLate);
		let person = T::People::behind(who)?;
		let profile = T::People::active(person)?;
		let regions = T::Instruments::regions(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(regions.contains(profile.zone.region), Error::<T>::NotResident);
		Ok((asset, person))
	}

	pub(crate) fn do_hand_in_idea(
		who: &T::AccountId,
		id: InstrumentId,
		document: H256,
		note: H256,
	) -> DispatchResult {
		let (asset, person) = Self::heard_from(who, id)?;
		let now = T::Time::moment();
		let (mut ideas, mut displaced) = (Ideas::<T>::get(id), Displaced::<T>::get(id));
		let is_known = ideas.iter().any(|own| own.document == document);
		ensure!(!is_known && document != asset.plan.document, Error::<T>::IdeaExists);
		ensure!(!is_behind_one(&ideas, person), Error::<T>::StandsBehindOne);
		ensure!(!displaced.contains(&person), Error::<T>::LostPlace);
		let mut replaced = None;
		if ideas.is_full() {
			replaced = make_room(&mut ideas, &mut displaced, now);
			ensure!(replaced.is_some(), Error::<T>::MaxIdeasExceeded);
		}

		let pushed = ideas.try_push(Idea::new(document, note, person, now));
		pushed.map_err(|_| Error::<T>::MaxIdeasExceeded)?;
		Ideas::<T>::insert(id, ideas);
		if replaced.is_some() {
			Displaced::<T>::insert(id, displaced);
		}
		Self::deposit_event(Event::IdeaHandedIn { asset: id, document, note, person, replaced });
		Ok(())
	}

	pub(crate) fn do_support_idea(
		who: &T::AccountId,
		id: InstrumentId,
		document: H256,
	) -> DispatchResult {
		let (_, person) = Self::heard_from(who, id)?;
		let mut ideas = Ideas::<T>::get(id);
		ensure!(!is_behind_one(&ideas, person), Error::<T>::StandsBehindOne);
		let found = ideas.iter_mut().find(|own| own.document == document);
		let own = found.ok_or(Error::<T>::IdeaNotFound)?;
		own.supporters.try_push(person).map_err(|_| Error::<T>::EnoughSupport)?;

		Ideas::<T>::insert(id, ideas);
		Self::deposit_event(Event::IdeaSupported { asset: id, document, person });
		Ok(())
	}

	/// The time of ideas is over: residents vote about those with enough supporters. Without one, or where no vote can be
	/// opened for long, the plan of the owner stays.
	pub(crate) fn put_ideas_to_vote(
		id: InstrumentId,
		asset: &AssetOf<T>,
		until: Moment,
		now: Moment,
	) -> Result<Act, DispatchError> {
		let mut ideas = Ideas::<T>::get(id);
		ideas.retain(Idea::is_supported);
		let regions = T::Instruments::regions(id).filter(|_| !ideas.is_empty());
		let Some(regions) = regions else {
			Self::forget_ideas(id);
			return Ok(Act::Clock);
		};
		let plan = idea_plan(regions, asset.plan.document, ideas.len(), now);
		match with_storage_layer(|| T::Ballots::open(BallotUser::Asset(id.0), plan)) {
			Ok(ballot) => {
				Ideas::<T>::insert(id, ideas);
				Displaced::<T>::remove(id);
				let until = now.saturating_add(CHOSEN_BY); // now is far from the end of time
				Ok(Act::VoteOpened { ballot, until })
			}
			Err(why) if now < until.saturating_add(ROOM) => Err(why), // bounded
			Err(_) => {
				Self::forget_ideas(id);
				Ok(Act::Clock)
			}
		}
	}

	/// What residents chose, if that is known or nobody waits for it any longer.
	pub(crate) fn choose_idea(
		id: InstrumentId,
		asset: &mut AssetOf<T>,
		ballot: BallotId,
		now: Moment,
	) -> Act {
		let outcome = T::Ballots::outcome(ballot);
		if outcome.is_none() && !asset.status.is_late(now) {
			return Act::Clock;
		}
		let number = outcome.as_ref().map_or(0, winner);
		asset.idea = idea_of(&Ideas::<T>::get(id), number).map(|own| own.document);
		match outcome {
			Some(_) => Ideas::<T>::remove(id),
			None => Self::drop_ideas(id, asset),
		}
		Self::deposit_event(Event::IdeaChosen { asset: id, document: asset.title() });
		Act::Chosen
	}

	/// Forgets the ideas of an asset.
	fn forget_ideas(id: InstrumentId) {
		Ideas::<T>::remove(id);
		Displaced::<T>::remove(id);
	}

	/// Forgets the ideas of an asset, with their ballot.
	pub(crate) fn drop_ideas(id: InstrumentId, asset: &AssetOf<T>) {
		Self::forget_ideas(id);
		if let Status::Choosing { ballot, .. } = asset.status {
			// One that has ended stays as it is.
			let _ = T::Ballots::annul(ballot, asset.plan.document);
		}
	}
}
