// SPDX-License-Identifier: Apache-2.0

//! How a vote comes in. What decides is asked by [`Facts`]; here the facts are gathered.

use chungnam_frame_kit::Clock;
use chungnam_ports::{
	Body, Choice, Elector, Electors, Holder, Holders, People, Question, Seats, MAX_OUTAGE,
};
use chungnam_primitives::{BallotId, Moment, PersonId, RegionSet};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

/// What the registry knows of a voter. `None` for an account that is not a person's.
type Known = Option<Elector>;

impl<T: Config> Pallet<T> {
	/// The person behind a key, or the account itself.
	pub(crate) fn voter_behind(who: T::AccountId) -> VoterOf<T> {
		match T::People::person_of(&who) {
			Some(person) => Holder::Person(person),
			None => Holder::Account(who),
		}
	}

	/// A voter as the registry knows them.
	fn known(voter: &VoterOf<T>) -> Result<Known, Refusal> {
		match voter {
			Holder::Person(person) => {
				T::Electors::elector(*person).map(Some).ok_or(Refusal::NotRegistered)
			}
			Holder::Account(_) => Ok(None),
		}
	}

	/// Where a voter counts on these rolls, taken at `roll`.
	pub(crate) fn place_of(
		rolls: &Rolls,
		roll: Moment,
		voter: &VoterOf<T>,
	) -> Result<Place, Refusal> {
		Self::place_by(rolls, roll, voter, &Self::known(voter)?)
	}

	/// The first class in which a voter counts.
	fn place_by(
		rolls: &Rolls,
		roll: Moment,
		voter: &VoterOf<T>,
		known: &Known,
	) -> Result<Place, Refusal> {
		let mut refusal = Refusal::NotCounted;
		for (class, own) in (0..).zip(rolls) {
			match Self::place_in(&own.body, roll, voter, known) {
				Ok(office) => return Ok(Place { class, office }),
				Err(Refusal::NotCounted) => (),
				Err(better) => refusal = better,
			}
		}
		Err(refusal)
	}

	/// The office of a voter in a body, if they count in it.
	fn place_in(
		body: &Body,
		roll: Moment,
		voter: &VoterOf<T>,
		known: &Known,
	) -> Result<Option<SourceId>, Refusal> {
		match (body, voter, known) {
			(Body::Province | Body::Regions(_), _, Some(elector)) => {
				let region = elector.region_at(roll).ok_or(Refusal::NotCounted)?;
				let counts = elector.counted(body, roll);
				counts.then_some(Some(region)).ok_or(Refusal::CountedElsewhere)
			}
			(Body::Cohort(cohort), _, Some(elector)) => {
				let office = Self::office_of_cohort(*cohort);
				elector.counted(body, roll).then_some(Some(office)).ok_or(Refusal::NotCounted)
			}
			(Body::Seats(fields), Holder::Person(person), _) => {
				ensure!(T::Seats::is_seated(*person, *fields, roll), Refusal::NotCounted);
				let is_seated = T::Seats::is_seated(*person, *fields, T::Time::moment());
				is_seated.then_some(None).ok_or(Refusal::SeatEnded)
			}
			(Body::Holders(instrument), voter, _) => {
				let holds = T::Holders::held(*instrument, voter) > 0;
				holds.then_some(None).ok_or(Refusal::NotCounted)
			}
			_ => Err(Refusal::NotCounted),
		}
	}

	/// Everything that decides whether a voter may vote.
	pub(crate) fn facts<'a>(
		id: BallotId,
		ballot: &'a Ballot,
		voter: &VoterOf<T>,
		own: Option<&'a Vote>,
		key: Option<&T::AccountId>,
	) -> Result<Facts<'a>, Refusal> {
		let time = Self::clockwork();
		let known = Self::known(voter)?;
		let place = Self::place_by(&ballot.classes, ballot.roll, voter, &known);
		let hand = match key {
			Some(key) => Hand::Key { is_card: T::Electors::is_card(key) },
			None => Hand::Office { entered: place.map_or(0, |place| Self::entered(id, place)) },
		};
		let person = match voter {
			Holder::Person(person) => Some(*person),
			Holder::Account(_) => None,
		};
		Ok(Facts {
			ballot,
			close: time.close_of(ballot),
			now: time.now,
			standing: known.map(|elector| elector.standing),
			has_conflict: person.is_some_and(|person| ballot.conflicts.contains(&person)),
			place,
			hand,
			own,
		})
	}

	/// How much paper the office of a place has entered.
	fn entered(id: BallotId, place: Place) -> u64 {
		let Some(office) = place.office else { return 0 };
		Tallies::<T>::get(id, (place.class, office)).map_or(0, |tally| tally.voted)
	}

	/// Whether a voter may vote by a key that is not a card.
	pub(crate) fn may_cast_by_key(
		voter: &VoterOf<T>,
		id: BallotId,
		choice: Option<&Choice>,
	) -> Result<(), Refusal> {
		let ballot = Ballots::<T>::get(id).ok_or(Refusal::BallotNotFound)?;
		let facts = Facts {
			hand: Hand::Key { is_card: false },
			..Self::facts(id, &ballot, voter, None, None)?
		};
		facts.may_cast()?;
		choice.map_or(Ok(()), |choice| Self::may_say(id, &ballot, choice))
	}

	/// Whether a choice answers the question.
	pub(crate) fn may_say(id: BallotId, ballot: &Ballot, choice: &Choice) -> Result<(), Refusal> {
		let needs_list = needs_list(&ballot.question, choice);
		let list = if needs_list { Lists::<T>::get(id) } else { List::default() };
		check_choice(ballot, &list, choice)
	}

	pub(crate) fn do_cast(who: T::AccountId, id: BallotId, choice: Choice) -> DispatchResult {
		let ballot = Self::existing(id)?;
		let voter = Self::voter_behind(who.clone());
		let own = Votes::<T>::get(id, &voter);
		let facts = Self::facts(id, &ballot, &voter, own.as_ref(), Some(&who));
		let (class, source) = facts.and_then(|facts| facts.may_cast()).map_err(Error::<T>::from)?;
		Self::may_say(id, &ballot, &choice).map_err(Error::<T>::from)?;
		let weight = Self::weight_of(id, &ballot, class, &voter, own.as_ref())?;
		let vote = Vote { class, source, weight, choice };
		Self::replace(id, ballot, voter, own, vote, None)
	}

	/// The regions for which an office must hold its mandate, to enter the paper of a person.
	pub(crate) fn office_regions(
		id: BallotId,
		person: PersonId,
	) -> Result<RegionSet, DispatchError> {
		let ballot = Self::existing(id)?;
		let place = Self::place_of(&ballot.classes, ballot.roll, &Holder::Person(person));
		let office = place.map_err(Error::<T>::from)?.office.ok_or(Error::<T>::NoPaper)?;
		let is_province = office == PROVINCE_OFFICE;
		Ok(if is_province { RegionSet::province() } else { RegionSet::of(&[office]) })
	}

	pub(crate) fn do_cast_for(
		id: BallotId,
		person: PersonId,
		choice: Choice,
		sheet: H256,
	) -> DispatchResult {
		let ballot = Self::existing(id)?;
		let voter = Holder::Person(person);
		let own = Votes::<T>::get(id, &voter);
		let facts = Self::facts(id, &ballot, &voter, own.as_ref(), None);
		let (class, source) = facts.and_then(|facts| facts.may_cast()).map_err(Error::<T>::from)?;
		Self::may_say(id, &ballot, &choice).map_err(Error::<T>::from)?;
		let vote = Vote { class, source, weight: 1, choice };
		Self::replace(id, ballot, voter, own, vote, Some(sheet))
	}

	/// 1 for a person, the units that are now locked for a holder. Of units that were made after the roll only as many count
	/// as there is room for beside the votes of others: all together are no more than the heads.
	fn weight_of(
		id: BallotId,
		ballot: &Ballot,
		class: ClassId,
		voter: &VoterOf<T>,
		own: Option<&Vote>,
	) -> Result<u64, DispatchError> {
		let roll = ballot.classes.get(usize::from(class)).map(|roll| (roll.body, roll.heads));
		let Some((Body::Holders(instrument), heads)) = roll else { return Ok(1) };
		let voted = Tallies::<T>::get(id, (class, KEYS)).map_or(0, |tally| tally.voted);
		let before = own.filter(|own| own.class == class).map_or(0, |own| own.weight);
		let others = voted.saturating_sub(before); // the own vote is among them
		let room = heads.saturating_sub(others); // no more than the heads voted
		ensure!(room > 0, Error::<T>::NotCounted);
		// However long the chain stops, the ballot is not open any more then.
		let until = ballot.closes.saturating_add(MAX_OUTAGE);
		let units = T::Holders::lock(instrument, voter, until)?;
		ensure!(units > 0, Error::<T>::NotCounted);
		Ok(units.min(room))
	}

	/// A vote takes the place of an earlier one of the voter.
	fn replace(
		id: BallotId,
		ballot: Ballot,
		voter: VoterOf<T>,
		own: Option<Vote>,
		vote: Vote,
		sheet: Option<H256>,
	) -> DispatchResult {
		if let Some(own) = own {
			Self::uncount(id, &ballot, &own)?;
		}
		Self::count(id, &ballot, &vote)?;
		Votes::<T>::insert(id, &voter, &vote);
		Self::deposit_event(Event::Cast { ballot: id, voter, vote, sheet });
		Self::end_early(id, ballot)
	}

	pub(crate) fn do_withdraw(who: T::AccountId, id: BallotId) -> DispatchResult {
		let ballot = Self::existing(id)?;
		let voter = Self::voter_behind(who.clone());
		let own = Votes::<T>::get(id, &voter);
		let facts = Self::facts(id, &ballot, &voter, own.as_ref(), Some(&who));
		facts.and_then(|facts| facts.may_cast()).map_err(Error::<T>::from)?;
		ensure!(ballot.question == Question::Support, Error::<T>::WrongChoice);
		let own = own.ok_or(Error::<T>::NothingToWithdraw)?;
		Self::uncount(id, &ballot, &own)?;
		Votes::<T>::remove(id, &voter);
		Self::deposit_event(Event::Withdrawn { ballot: id, voter });
		Ok(())
	}
}
