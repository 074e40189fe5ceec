// SPDX-License-Identifier: Apache-2.0

//! Evidence: shown by the payee, accepted or rejected by reviewers, and decided by the committee.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{EscrowNews, Payees, People, Reviewers, Seats};
use chungnam_primitives::{EnvelopeId, Moment, PersonId};
use frame_support::{ensure, storage::with_storage_layer};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_submit_evidence(
		who: &T::AccountId,
		id: EnvelopeId,
		number: u8,
		evidence: H256,
	) -> DispatchResult {
		let (envelope, mut milestone) = Self::load_part(id, number)?;
		Self::ensure_payee(&envelope.payee, who)?;
		let (MilestoneState::Waiting { until } | MilestoneState::Cure { until }) = milestone.state
		else {
			return Err(Error::<T>::NotWaiting.into());
		};
		let now = T::Time::moment();
		ensure!(now < until, Error::<T>::TooLate);
		let shown = |own: u8| Milestones::<T>::get(id, own).map(|own| own.evidence);
		let is_used = envelope.numbers().filter_map(shown).any(|own| own.contains(&evidence));
		ensure!(!is_used, Error::<T>::EvidenceUsed);

		let until = now.saturating_add(REVIEW); // far from the end of time

		// Where no ballot can be opened evidence counts all the same, and the committee decides in the objectors' place.
		let objection = envelope.objectors.and_then(|objectors| {
			let (subject, conflicts) = (subject(id, number), Self::conflicts(&envelope));
			let open =
				|| Self::open_objection(subject, envelope.title, objectors, conflicts, until);
			with_storage_layer(open).ok()
		});
		// There is room: a due moment takes MAX_TRIES, and is moved once.
		milestone.evidence.try_push(evidence).map_err(|_| Error::<T>::NotWaiting)?;
		milestone.tries = milestone.tries.saturating_add(1); // at most MAX_TRIES
		milestone.state = MilestoneState::Review { until, accepted: false, objection };
		Self::put(id, number, &milestone);
		Self::deposit_event(Event::EvidenceSubmitted {
			envelope: id,
			milestone: number,
			evidence,
			until,
			objection,
		});
		Ok(())
	}

	/// The people behind the payee, when it became the payee and now.
	pub(crate) fn conflicts(envelope: &EnvelopeOf<T>) -> Vec<PersonId> {
		let mut people = envelope.people.to_vec();
		for person in T::Payees::people_behind(&envelope.payee) {
			if !people.contains(&person) {
				people.push(person);
			}
		}
		people
	}

	/// The signer is a reviewer of the envelope, and not behind its payee.
	pub(crate) fn ensure_reviewer(
		envelope: &EnvelopeOf<T>,
		who: &T::AccountId,
	) -> Result<(), Error<T>> {
		let person = match &envelope.reviewers {
			Reviewers::Office { account, .. } => {
				let office = envelope.reviewers.office();
				let holds = office.is_some_and(|(account, mandate)| Self::holds(account, &mandate));
				ensure!(who == account && holds, Error::<T>::NotAuthorized);
				T::People::person_of(who)
			}
			Reviewers::Person(reviewer) => {
				let person = T::People::acting(who)?;
				ensure!(person == *reviewer, Error::<T>::NotAuthorized);
				Some(person)
			}
			Reviewers::Seats(fields) => {
				let person = T::People::acting(who)?;
				let is_seated = T::Seats::is_seated(person, *fields, T::Time::moment());
				ensure!(is_seated, Error::<T>::NotAuthorized);
				Some(person)
			}
		};
		let is_behind = person.is_some_and(|person| Self::conflicts(envelope).contains(&person));
		ensure!(!is_behind, Error::<T>::Conflict);
		Ok(())
	}

	/// A milestone whose evidence, this one, is being reviewed and not accepted.
	fn load_review(
		id: EnvelopeId,
		number: u8,
		evidence: H256,
	) -> Result<(EnvelopeOf<T>, Milestone, Moment), DispatchError> {
		let (envelope, milestone) = Self::load_part(id, number)?;
		let MilestoneState::Review { until, accepted, .. } = milestone.state else {
			return Err(Error::<T>::NotInReview.into());
		};
		ensure!(T::Time::moment() < until, Error::<T>::TooLate);
		ensure!(milestone.evidence.last() == Some(&evidence), Error::<T>::EvidenceMismatch);
		ensure!(!accepted, Error::<T>::AlreadyInState);
		Ok((envelope, milestone, until))
	}

	pub(crate) fn do_accept(
		who: &T::AccountId,
		id: EnvelopeId,
		number: u8,
		evidence: H256,
	) -> DispatchResult {
		let (envelope, mut milestone, until) = Self::load_review(id, number, evidence)?;
		Self::ensure_reviewer(&envelope, who)?;

		let by = who.clone();
		Self::deposit_event(Event::Accepted { envelope: id, milestone: number, by });
		let objection = milestone.state.objection();
		if objection.is_some() {
			milestone.state = MilestoneState::Review { until, accepted: true, objection };
			Self::put(id, number, &milestone);
		} else if envelope.is_unheard(objection) {
			Self::escalate(&envelope, id, number, milestone);
		} else {
			Self::make_payable(&envelope, id, number, milestone);
		}
		Ok(())
	}

	pub(crate) fn do_reject(
		who: &T::AccountId,
		id: EnvelopeId,
		number: u8,
		evidence: H256,
		reason: H256,
	) -> DispatchResult {
		let (envelope, mut milestone, _) = Self::load_review(id, number, evidence)?;
		Self::ensure_reviewer(&envelope, who)?;

		Self::close_objection(milestone.state.objection(), reason);
		let can_mend = milestone.tries < MAX_TRIES;
		let cure_until = can_mend.then(|| T::Time::moment().saturating_add(CURE)); // far from the end of time
		let by = who.clone();
		Self::deposit_event(Event::Rejected {
			envelope: id,
			milestone: number,
			by,
			reason,
			cure_until,
		});
		match cure_until {
			Some(until) => {
				milestone.state = MilestoneState::Cure { until };
				Self::put(id, number, &milestone);
			}
			None => Self::escalate(&envelope, id, number, milestone),
		}
		Ok(())
	}

	pub(crate) fn do_decide(id: EnvelopeId, number: u8, decision: Decision) -> DispatchResult {
		let (envelope, mut milestone) = Self::load_part(id, number)?;
		let MilestoneState::Escalated { until } = milestone.state else {
			return Err(Error::<T>::NotEscalated.into());
		};
		ensure!(T::Time::moment() < until, Error::<T>::TooLate);
		match decision {
			Decision::Pay => {
				Self::make_payable(&envelope, id, number, milestone);
				Ok(())
			}
			Decision::Abort(reason) => Self::abort(id, Some(reason)),
			Decision::Later(due) => {
				ensure!(!milestone.was_moved, Error::<T>::AlreadyMoved);
				Self::check_due(due)?;

				let until = due.saturating_add(envelope.grace); // both bounded
				milestone.due = due;
				milestone.was_moved = true;
				milestone.tries = 0;
				milestone.state = MilestoneState::Waiting { until };
				Self::put(id, number, &milestone);
				Self::deposit_event(Event::DueMoved {
					envelope: id,
					milestone: number,
					due,
					until,
				});
				Ok(())
			}
		}
	}

	/// From now on a milestone is owed.
	pub(crate) fn make_payable(
		envelope: &EnvelopeOf<T>,
		id: EnvelopeId,
		number: u8,
		mut milestone: Milestone,
	) {
		let until = T::Time::moment().saturating_add(UNCLAIMED); // far from the end of time
		milestone.state = MilestoneState::Payable { until };
		Self::put(id, number, &milestone);
		Self::deposit_event(Event::MilestonePayable { envelope: id, milestone: number, until });
		Self::tell(envelope.owner, id, EscrowNews::Payable(number));
	}

	/// From now on the committee decides about a milestone.
	pub(crate) fn escalate(
		envelope: &EnvelopeOf<T>,
		id: EnvelopeId,
		number: u8,
		mut milestone: Milestone,
	) {
		let until = T::Time::moment().saturating_add(ESCALATION); // far from the end of time
		milestone.state = MilestoneState::Escalated { until };
		Self::put(id, number, &milestone);
		Self::deposit_event(Event::MilestoneEscalated { envelope: id, milestone: number, until });
		Self::tell(envelope.owner, id, EscrowNews::Escalated(number));
	}
}
