// SPDX-License-Identifier: Apache-2.0

//! Ideas, their sponsors, and two ideas that become one.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::Electors;
use chungnam_primitives::{IdeaId, PersonId, RoundId};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure, BoundedVec,
};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

/// The place of a state, by its name.
const IDEAS: u8 = 0;
const MERGING: u8 = 1;

/// The ideas that a person sponsors.
type Sponsored = BoundedVec<IdeaId, frame_support::traits::ConstU32<MAX_SPONSORING>>;

impl<T: Config> Pallet<T> {
	/// The person whose key this is, who may act and is on the roll of the round's residents; and the plan of the round,
	/// which takes ideas and sponsors now.
	fn ensure_takes_part(
		who: &T::AccountId,
		id: RoundId,
	) -> Result<(PersonId, PlanOf<T>), Refusal> {
		let round = Rounds::<T>::get(id).ok_or(Refusal::RoundNotFound)?;
		let now = T::Time::moment();
		ensure!(round.phase.takes_ideas(now), Refusal::TooLate);
		let plan = Plans::<T>::get(id).ok_or(Refusal::RoundNotFound)?;
		let person = T::People::acting(who)?;
		let elector = T::Electors::elector(person).ok_or(Refusal::NotRegistered)?;
		ensure!(elector.counted(&plan.residents(), now), Refusal::NotCounted);
		Ok((person, plan))
	}

	/// The person who can hand in this idea now, and the number it gets.
	pub(crate) fn ensure_can_propose(
		who: &T::AccountId,
		id: RoundId,
		new: NewIdea,
	) -> Result<(PersonId, Register), Refusal> {
		let (person, plan) = Self::ensure_takes_part(who, id)?;
		ensure!(plan.covers(new.zone), Refusal::WrongZone);
		ensure!(plan.allows(new.heading, new.cost), Refusal::CostOutOfRange);
		let is_first = !Proposed::<T>::contains_key(id, (person, new.heading));
		ensure!(is_first, Refusal::AlreadyProposed);
		let register = Registers::<T>::get(id);
		ensure!(register.ideas < MAX_IDEAS, Refusal::MaxIdeasExceeded);
		Ok((person, register))
	}

	pub(crate) fn do_propose_idea(who: &T::AccountId, id: RoundId, new: NewIdea) -> DispatchResult {
		let can = Self::ensure_can_propose(who, id, new);
		let (by, mut register) = can.map_err(Error::<T>::from)?;
		let NewIdea { heading, zone, cost, text } = new;
		let number = register.next;
		register.next = number.checked_add(1).ok_or(Error::<T>::Overflow)?;
		register.ideas = register.ideas.saturating_add(1); // below a bound
		let idea = Idea {
			text,
			zone,
			heading,
			cost,
			by,
			since: T::Time::moment(),
			sponsors: 0,
			offer: None,
			review: Review::Open,
			payee: None,
		};
		Registers::<T>::insert(id, register);
		Proposed::<T>::insert(id, (by, heading), number);
		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::IdeaProposed {
			round: id,
			idea: number,
			by,
			heading,
			zone,
			cost,
			text,
		});
		Ok(())
	}

	/// The person who can sponsor this idea now, the idea, and what the person sponsors besides.
	pub(crate) fn ensure_can_sponsor(
		who: &T::AccountId,
		id: RoundId,
		number: IdeaId,
	) -> Result<(PersonId, IdeaOf<T>, Sponsored), Refusal> {
		let (person, plan) = Self::ensure_takes_part(who, id)?;
		let idea = Ideas::<T>::get(id, number).ok_or(Refusal::IdeaNotFound)?;
		let mut own = Sponsoring::<T>::get(id, person);
		ensure!(!own.contains(&number), Refusal::AlreadySponsored);
		own.retain(|other| Ideas::<T>::contains_key(id, other));
		ensure!(!own.is_full(), Refusal::MaxSponsoringExceeded);
		let is_last = idea.sponsors.saturating_add(1) == plan.sponsors;
		let has_room = !is_last || !Registers::<T>::get(id).qualified.is_full();
		ensure!(has_room, Refusal::MaxQualifiedExceeded);
		Ok((person, idea, own))
	}

	pub(crate) fn do_sponsor(who: &T::AccountId, id: RoundId, number: IdeaId) -> DispatchResult {
		let can = Self::ensure_can_sponsor(who, id, number);
		let (by, mut idea, mut own) = can.map_err(Error::<T>::from)?;
		let needed = Self::plan_of(id)?.sponsors;
		own.try_push(number).map_err(|_| Error::<T>::MaxSponsoringExceeded)?;
		idea.sponsors = idea.sponsors.saturating_add(1); // one a person
		let sponsors = idea.sponsors;
		if sponsors == needed {
			Registers::<T>::try_mutate(id, |register| {
				let pushed = register.qualified.try_push(number);
				pushed.map_err(|_| Error::<T>::MaxQualifiedExceeded)
			})?;
		}
		Sponsoring::<T>::insert(id, by, own);
		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::IdeaSponsored { round: id, idea: number, by, sponsors });
		Ok(())
	}

	pub(crate) fn do_lapse_idea(id: RoundId, number: IdeaId) -> DispatchResultWithPostInfo {
		let round = Self::round_of(id)?;
		Self::check_phase(round.phase, IDEAS, IDEAS)?;
		let plan = Self::plan_of(id)?;
		let idea = Self::idea_of(id, number)?;
		ensure!(idea.sponsors < plan.sponsors, Error::<T>::HasSponsors);
		let until = idea.since.saturating_add(plan.windows.sponsoring); // bounded
		ensure!(T::Time::moment() >= until, Error::<T>::TooEarly);

		Self::remove_idea(id, number, &idea);
		Self::deposit_event(Event::IdeaLapsed { round: id, idea: number });
		Ok(Pays::No.into())
	}

	/// Takes an idea off the books. Sponsors' lists forget it by themselves.
	fn remove_idea(id: RoundId, number: IdeaId, idea: &IdeaOf<T>) {
		Ideas::<T>::remove(id, number);
		Proposed::<T>::remove(id, (idea.by, idea.heading));
		Registers::<T>::mutate(id, |register| {
			register.ideas = register.ideas.saturating_sub(1); // it was counted
			register.qualified.retain(|own| *own != number);
		});
	}

	/// The signer is the proposer of an idea, and may act.
	pub(crate) fn ensure_proposer(who: &T::AccountId, idea: &IdeaOf<T>) -> Result<(), Error<T>> {
		let person = T::People::acting(who)?;
		ensure!(person == idea.by, Error::<T>::NotAuthorized);
		Ok(())
	}

	pub(crate) fn do_offer_merge(
		who: &T::AccountId,
		id: RoundId,
		number: IdeaId,
		offer: Option<MergeOffer>,
	) -> DispatchResult {
		let mut idea = Self::idea_while(id, number, MERGING, MERGING)?;
		Self::ensure_proposer(who, &idea)?;
		if let Some(offer) = offer {
			let plan = Self::plan_of(id)?;
			let into = Self::idea_of(id, offer.into)?;
			let are_qualified = idea.sponsors.min(into.sponsors) >= plan.sponsors;
			ensure!(are_qualified, Error::<T>::NotQualified);
			let are_apart = offer.into != number && into.heading == idea.heading;
			ensure!(are_apart, Error::<T>::MergeUnsound);
			ensure!(plan.allows(into.heading, offer.cost), Error::<T>::CostOutOfRange);
		}

		idea.offer = offer;
		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::MergeOffered { round: id, idea: number, offer });
		Ok(())
	}

	pub(crate) fn do_accept_merge(
		who: &T::AccountId,
		id: RoundId,
		number: IdeaId,
		offer: MergeOffer,
	) -> DispatchResult {
		let idea = Self::idea_while(id, number, MERGING, MERGING)?;
		let mut into = Self::idea_of(id, offer.into)?;
		Self::ensure_proposer(who, &into)?;
		ensure!(idea.offer == Some(offer), Error::<T>::OfferMismatch);

		Self::remove_idea(id, number, &idea);
		// Never the sum: one person may have sponsored both.
		let sponsors = into.sponsors.max(idea.sponsors);
		(into.text, into.cost, into.sponsors) = (offer.text, offer.cost, sponsors);
		// What was offered was another idea.
		into.offer = None;
		Ideas::<T>::insert(id, offer.into, into);
		Self::deposit_event(Event::IdeasMerged { round: id, idea: number, offer, sponsors });
		Ok(())
	}
}
