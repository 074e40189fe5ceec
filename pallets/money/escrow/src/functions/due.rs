// SPDX-License-Identifier: Apache-2.0

//! What an envelope does by itself when a deadline passes.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Ballots, Due, Outcome, Silence, MAX_OUTAGE};
use chungnam_primitives::{BallotId, EnvelopeId, Moment, DAYS, HOURS};
use frame_support::storage::with_storage_layer;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

/// The first moment at which nobody waits any longer for a ballot that should have been final at `until`: stops of the
/// chain can move it by [`MAX_OUTAGE`].
fn patience(until: Moment) -> Moment {
	until.saturating_add(MAX_OUTAGE).saturating_add(DAYS) // both bounded
}

impl<T: Config> Pallet<T> {
	/// A part of an envelope does not wait any longer.
	pub(crate) fn part_is_due(id: EnvelopeId, part: u8) {
		if part == PAYEE_PART {
			Self::change_is_due(id);
		} else {
			Self::milestone_is_due(id, part);
		}
	}

	/// The objection that a ballot decided. `None` while it can be waited for.
	fn objection(ballot: BallotId, until: Moment) -> Option<Objection> {
		match T::Ballots::outcome(ballot) {
			Some(outcome) => Some(outcome.verdict.into()),
			None if T::Time::moment() < patience(until) => None,
			None => Some(Objection::Raised),
		}
	}

	fn milestone_is_due(id: EnvelopeId, number: u8) {
		let Ok((envelope, milestone)) = Self::load_part(id, number) else { return };
		let now = T::Time::moment();
		let due = Due::Envelope(id, number);
		let Some(until) = milestone.state.until() else { return };
		if now < until {
			return T::Agenda::set(due, until);
		}
		match milestone.state {
			MilestoneState::Waiting { .. } | MilestoneState::Cure { .. } => {
				Self::escalate(&envelope, id, number, milestone);
			}
			MilestoneState::Review { accepted, objection, .. } => {
				let raised = match objection {
					None if envelope.is_unheard(objection) => Some(Objection::Raised),
					None => Some(Objection::Missed),
					Some(ballot) => Self::objection(ballot, until),
				};
				let is_released = envelope.silence == Silence::Release;
				match raised {
					None => T::Agenda::set(due, now.saturating_add(HOURS)), // far from the end of time
					Some(Objection::Missed)
						if accepted || is_released && Self::reviewer_lives(&envelope) =>
					{
						Self::make_payable(&envelope, id, number, milestone);
					}
					Some(_) => Self::escalate(&envelope, id, number, milestone),
				}
			}
			MilestoneState::Escalated { .. } => {
				Self::try_refund(id, number, || Self::abort(id, None));
			}
			MilestoneState::Payable { .. } => {
				Self::try_refund(id, number, || Self::give_up(id, number, milestone));
			}
			MilestoneState::Paid | MilestoneState::Returned => (),
		}
	}

	/// Gives money back; where that is not possible nothing changes, and the chain tries again in a day.
	fn try_refund(id: EnvelopeId, number: u8, refund: impl FnOnce() -> DispatchResult) {
		if let Err(error) = with_storage_layer(refund) {
			let tomorrow = T::Time::moment().saturating_add(DAYS); // far from the end of time
			T::Agenda::set(Due::Envelope(id, number), tomorrow);
			Self::deposit_event(Event::RefundFailed { envelope: id, error });
		}
	}

	fn change_is_due(id: EnvelopeId) {
		let Some(change) = PayeeChanges::<T>::get(id) else { return };
		let (now, until) = (T::Time::moment(), change.stage.until());
		let due = Due::Envelope(id, PAYEE_PART);
		if now < until {
			return T::Agenda::set(due, until);
		}
		match change.stage {
			ChangeStage::Signing { .. } => Self::lapse_change(id),
			ChangeStage::Objecting { ballot, .. } => match Self::objection(ballot, until) {
				None => T::Agenda::set(due, now.saturating_add(HOURS)), // far from the end of time
				Some(Objection::Missed) => Self::install_payee(id, change),
				Some(Objection::Raised) => Self::lapse_change(id),
			},
		}
	}

	/// A ballot of objectors is final. Enough objections count at once; for what follows otherwise the deadline comes.
	pub(crate) fn objection_is_final(
		id: EnvelopeId,
		part: u8,
		ballot: BallotId,
		outcome: &Outcome,
	) {
		let raised = Objection::from(outcome.verdict) == Objection::Raised;
		if part == PAYEE_PART {
			let Some(change) = PayeeChanges::<T>::get(id) else { return };
			if change.stage.objection() == Some(ballot) && raised {
				Self::lapse_change(id);
			}
			return;
		}
		let Ok((envelope, milestone)) = Self::load_part(id, part) else { return };
		if milestone.state.objection() == Some(ballot) && raised {
			Self::escalate(&envelope, id, part, milestone);
		}
	}
}
