// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{check_all, sum_of, Check, Clock};
use chungnam_ports::{Agenda, Due, Payee, Reviewers};
use chungnam_primitives::{EnvelopeId, Moment};
use frame_support::{ensure, traits::fungible::Inspect};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! { Self: check_money, check_promises, check_leftovers }
	}

	/// The milestones of an envelope, in order.
	fn milestones_of(id: EnvelopeId, envelope: &EnvelopeOf<T>) -> Vec<Milestone> {
		envelope.numbers().filter_map(|number| Milestones::<T>::get(id, number)).collect()
	}

	/// I1: no won is lost or paid twice: `total = paid + refunded + held = sum(amounts)`, `paid = sum(amounts paid)`,
	/// `refunded = sum(amounts returned)`, `balance(pot) >= held`.
	fn check_money() -> Check {
		for (id, envelope) in Envelopes::<T>::iter() {
			let milestones = Self::milestones_of(id, &envelope);
			let sum = |is_in: fn(&MilestoneState) -> bool| {
				let own = milestones.iter().filter(|own| is_in(&own.state));
				sum_of(own.map(|own| own.amount), "I1: the amounts overflow")
			};
			let parts = [envelope.paid, envelope.refunded, envelope.held];
			let divided = sum_of(parts, "I1: the parts of an envelope overflow")?;
			ensure!(envelope.total == divided, "I1: an envelope has another sum than its parts");
			ensure!(sum(|_| true)? == envelope.total, "I1: milestones sum to something else");
			let is_paid = sum(|state| matches!(state, MilestoneState::Paid))? == envelope.paid;
			ensure!(is_paid, "I1: milestones were paid otherwise");
			let held = sum(MilestoneState::is_held)?;
			ensure!(held == envelope.held, "I1: milestones hold something else");
			let balance = T::Won::total_balance(&Self::pot_of(id));
			ensure!(balance >= envelope.held, "I1: a pot has less than is held");
		}
		Ok(())
	}

	/// Something that waits until `until` is in the agenda: then, or later once that moment is over and it waits for a
	/// ballot or for a refund that failed.
	fn is_noted(due: Due, until: Moment) -> bool {
		let now = T::Time::moment();
		T::Agenda::at(due).is_some_and(|at| at == until || until <= now && at >= until)
	}

	/// I2: each milestone that is not over ends by itself: `at(part) = until`, or later while it waits for a ballot or a
	/// refund that failed; no evidence counts twice: `|hashes of an envelope| = |different hashes|`; nobody reviews for
	/// themselves: `people intersect reviewers = {}`.
	fn check_promises() -> Check {
		for (id, envelope) in Envelopes::<T>::iter() {
			let mut seen = BTreeSet::new();
			for (number, milestone) in envelope.numbers().zip(Self::milestones_of(id, &envelope)) {
				let due = Due::Envelope(id, number);
				let is_noted = match milestone.state.until() {
					Some(until) => Self::is_noted(due, until),
					None => T::Agenda::at(due).is_none(),
				};
				ensure!(is_noted, "I2: a milestone ends at another time than is noted");
				let is_new = milestone.evidence.iter().all(|hash| seen.insert(*hash));
				ensure!(is_new, "I2: evidence counts twice");
			}
			let is_one = match &envelope.reviewers {
				Reviewers::Person(person) => envelope.people.contains(person),
				Reviewers::Office { account, .. } => {
					matches!(&envelope.payee, Payee::Institution(own) if own == account)
				}
				Reviewers::Seats(_) => false,
			};
			ensure!(!is_one, "I2: a payee is its own reviewer");
		}
		for (id, change) in PayeeChanges::<T>::iter() {
			let due = Due::Envelope(id, PAYEE_PART);
			let is_noted = Self::is_noted(due, change.stage.until());
			ensure!(is_noted, "I2: a change of a payee ends at another time than is noted");
		}
		Ok(())
	}

	/// I3: nothing is left of what is over: `held > 0`, every milestone, change and entry of the agenda has its envelope,
	/// `|milestones of an envelope| = milestones`, `|envelopes| <= MAX_ENVELOPES`.
	fn check_leftovers() -> Check {
		ensure!(Envelopes::<T>::count() <= MAX_ENVELOPES, "I3: there are too many envelopes");
		let mut known = 0usize;
		for (id, envelope) in Envelopes::<T>::iter() {
			ensure!(id < NextEnvelope::<T>::get(), "I3: an envelope has a number never given");
			ensure!(envelope.held > 0, "I3: an empty envelope is left");
			let own = Self::milestones_of(id, &envelope).len();
			ensure!(own == usize::from(envelope.milestones), "I3: a milestone is missing");
			known = known.saturating_add(own);
		}
		ensure!(Milestones::<T>::iter().count() == known, "I3: a milestone has no envelope");
		let has_envelope = |id| Envelopes::<T>::contains_key(id);
		let changes = PayeeChanges::<T>::iter_keys().all(has_envelope);
		ensure!(changes, "I3: a change of a payee has no envelope");
		for (due, _) in T::Agenda::all() {
			let Due::Envelope(id, part) = due else { continue };
			let is_there = match part {
				PAYEE_PART => PayeeChanges::<T>::contains_key(id),
				number => Milestones::<T>::contains_key(id, number),
			};
			ensure!(is_there, "I3: the agenda knows a part that is over");
		}
		Ok(())
	}
}
