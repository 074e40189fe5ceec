// SPDX-License-Identifier: Apache-2.0

//! How a ballot begins, and what changes before its first moment.

use chungnam_frame_kit::Clock;
use chungnam_ports::{
	Agenda, BallotPlan, BallotUser, Body, Class, Cohorts, Due, Electors, Holders, Method, Seats,
	MAX_SHIFT,
};
use chungnam_primitives::{is_region, BallotId, Moment, PersonId, RegionSet, REGIONS};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Takes the rolls and freezes the plan.
	pub(crate) fn do_open(user: BallotUser, plan: BallotPlan) -> Result<BallotId, DispatchError> {
		let now = T::Time::moment();
		check(&plan, now).map_err(Error::<T>::from)?;
		let kind = user.kind();
		let under_way = UnderWay::<T>::get(kind);
		ensure!(under_way < user.bound(), Error::<T>::MaxBallotsExceeded);
		let id = NextBallot::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let rolls = Self::rolls_of(&plan, now)?;

		let ballot = Ballot::new(user, &plan, rolls, now);
		let list = List { options: plan.options, headings: plan.headings };
		for class in &plan.classes {
			if let Body::Cohort(cohort) = class.body {
				LastPoll::<T>::insert(cohort, now);
			}
		}
		NextBallot::<T>::put(next);
		UnderWay::<T>::insert(kind, under_way.saturating_add(1)); // below a bound
		Ballots::<T>::insert(id, &ballot);
		if !list.options.is_empty() {
			Lists::<T>::insert(id, &list);
		}
		if plan.method == Method::Sealed {
			Sealings::<T>::insert(id, Sealing::default());
		}
		T::Agenda::set(Due::Ballot(id), ballot.closes);
		Self::deposit_event(Event::Opened { ballot: id, about: ballot, list });
		Ok(id)
	}

	/// The classes with their heads, without the people who are kept out.
	fn rolls_of(plan: &BallotPlan, now: Moment) -> Result<Rolls, Error<T>> {
		let mut rolls = Rolls::default();
		for class in &plan.classes {
			let roll = Self::roll_of(class, now)?;
			rolls.try_push(roll).map_err(|_| Error::Overflow)?;
		}
		for person in &plan.conflicts {
			let voter = VoterOf::<T>::Person(*person);
			// Units of a person who is kept out stay heads: they are the instrument's.
			let Ok(place) = Self::place_of(&rolls, now, &voter) else { continue };
			let Some(roll) = rolls.get_mut(usize::from(place.class)) else { continue };
			if matches!(roll.body, Body::Holders(_)) {
				continue;
			}
			// Each counted among the heads.
			roll.heads = roll.heads.saturating_sub(1);
			for office in roll.offices.iter_mut().filter(|own| Some(own.source) == place.office) {
				office.heads = office.heads.saturating_sub(1);
			}
		}
		Ok(rolls)
	}

	/// A class with its heads and the offices that can enter paper.
	fn roll_of(class: &Class, now: Moment) -> Result<Roll, Error<T>> {
		let people = |body: &Body| T::Electors::heads_at(body, now).ok_or(Error::BodyNotFound);
		let mut offices: alloc::vec::Vec<Office> = Default::default();
		let heads = match class.body {
			Body::Province | Body::Regions(_) => {
				let regions = regions_of(&class.body)?;
				for region in (1..=REGIONS).filter(|region| regions.contains(*region)) {
					let heads = people(&Body::Regions(RegionSet::of(&[region])))?;
					offices.push(Office { source: region, heads });
				}
				u64::from(people(&class.body)?)
			}
			Body::Cohort(cohort) => {
				let heads = people(&class.body)?;
				offices.push(Office { source: Self::office_of_cohort(cohort), heads });
				heads.into()
			}
			Body::Seats(fields) => T::Seats::seats_at(fields, now).into(),
			Body::Holders(instrument) => {
				T::Holders::units(instrument).ok_or(Error::BodyNotFound)?
			}
		};
		Ok(Roll {
			body: class.body,
			weight_bp: class.weight_bp,
			quorum_bp: class.quorum_bp,
			heads,
			offices: offices.try_into().map_err(|_| Error::Overflow)?,
		})
	}

	/// The office that enters paper for a cohort: that of its region.
	pub(crate) fn office_of_cohort(cohort: chungnam_primitives::CohortId) -> SourceId {
		let region = T::Cohorts::region_of(cohort).filter(|region| is_region(*region));
		region.unwrap_or(PROVINCE_OFFICE)
	}

	/// Puts a ballot off that has not begun.
	pub(crate) fn do_shift(id: BallotId, by: Moment) -> DispatchResult {
		let mut ballot = Self::existing(id)?;
		let now = T::Time::moment();
		ensure!(ballot.phase.is_running() && now < ballot.opens, Error::<T>::TooLate);
		ensure!(!ballot.shifted, Error::<T>::AlreadyShifted);
		ensure!(by <= MAX_SHIFT, Error::<T>::MaxShiftExceeded);
		ballot.opens = ballot.opens.checked_add(by).ok_or(Error::<T>::Overflow)?;
		ballot.closes = ballot.closes.checked_add(by).ok_or(Error::<T>::Overflow)?;
		ballot.shifted = true;
		Ballots::<T>::insert(id, &ballot);
		T::Agenda::set(Due::Ballot(id), ballot.closes);
		let (opens, closes) = (ballot.opens, ballot.closes);
		Self::deposit_event(Event::Shifted { ballot: id, opens, closes });
		Ok(())
	}

	/// Keeps a person out before the close. The heads stay as they are.
	pub(crate) fn do_recuse(id: BallotId, person: PersonId) -> DispatchResult {
		let mut ballot = Self::existing(id)?;
		let time = Self::clockwork();
		let is_running = ballot.phase.is_running() && time.now < time.close_of(&ballot);
		ensure!(is_running, Error::<T>::TooLate);
		ensure!(!ballot.conflicts.contains(&person), Error::<T>::DuplicateConflict);
		let request = Requests::<T>::get(id, person);
		let has_credential = matches!(request, Some(Request::Issued(_)));
		ensure!(!has_credential, Error::<T>::CredentialIssued);
		let pushed = ballot.conflicts.try_push(person);
		pushed.map_err(|_| Error::<T>::MaxConflictsExceeded)?;
		Ballots::<T>::insert(id, &ballot);
		Requests::<T>::remove(id, person);
		let voter = VoterOf::<T>::Person(person);
		if let Some(vote) = Votes::<T>::take(id, &voter) {
			Self::uncount(id, &ballot, &vote)?;
		}
		Self::deposit_event(Event::Recused { ballot: id, person });
		Ok(())
	}
}

/// The regions of a body of residents, of which there must be some.
fn regions_of<T: Config>(body: &Body) -> Result<RegionSet, Error<T>> {
	let regions = match body {
		Body::Regions(regions) => *regions,
		_ => RegionSet::province(),
	};
	let is_sound = !regions.is_empty() && RegionSet::province().covers(&regions);
	is_sound.then_some(regions).ok_or(Error::BodyNotFound)
}
