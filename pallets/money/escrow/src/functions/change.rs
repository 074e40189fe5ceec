// SPDX-License-Identifier: Apache-2.0

//! Another payee: proposed by the owner, agreed to by the old and the new one, and not stopped by objectors.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Due, EscrowNews};
use chungnam_primitives::EnvelopeId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Keeps the change of a payee, and notes when it does not wait any longer.
	fn put_change(id: EnvelopeId, change: &PayeeChangeOf<T>) {
		T::Agenda::set(Due::Envelope(id, PAYEE_PART), change.stage.until());
		PayeeChanges::<T>::insert(id, change);
	}

	/// The owner proposes another payee, in the place of one that was proposed before.
	pub(crate) fn propose_payee(id: EnvelopeId, to: PayeeOf<T>) -> DispatchResult {
		let envelope = Self::load(id)?;
		ensure!(envelope.payee != to, Error::<T>::AlreadyInState);
		Self::check_people(&to, &envelope.reviewers)?;

		if let Some(before) = PayeeChanges::<T>::get(id) {
			Self::close_objection(before.stage.objection(), envelope.title);
		}
		let until = T::Time::moment().saturating_add(SIGNING); // far from the end of time
		let stage = ChangeStage::Signing { until };
		let change = PayeeChange { to: to.clone(), old_agreed: false, new_agreed: false, stage };
		Self::put_change(id, &change);
		Self::deposit_event(Event::PayeeChangeProposed { envelope: id, to, until });
		Ok(())
	}

	pub(crate) fn do_change_payee(who: &T::AccountId, id: EnvelopeId) -> DispatchResult {
		let envelope = Self::load(id)?;
		let mut change = PayeeChanges::<T>::get(id).ok_or(Error::<T>::ChangeNotFound)?;
		let ChangeStage::Signing { until } = change.stage else {
			return Err(Error::<T>::AlreadyInState.into());
		};
		let now = T::Time::moment();
		ensure!(now < until, Error::<T>::TooLate);
		let is_old = Self::ensure_payee(&envelope.payee, who).is_ok();
		if !is_old {
			Self::ensure_payee(&change.to, who)?;
		}
		let before = (change.old_agreed, change.new_agreed);
		change.old_agreed |= is_old;
		change.new_agreed |= !is_old;
		let is_released = change.old_agreed || Self::is_gone(&envelope.payee);
		let is_agreed = change.new_agreed && is_released;
		let is_new = before != (change.old_agreed, change.new_agreed);
		ensure!(is_agreed || is_new, Error::<T>::AlreadyInState);
		let people = Self::check_people(&change.to, &envelope.reviewers)?;
		let objection = match envelope.objectors.filter(|_| is_agreed) {
			None => None,
			Some(objectors) => {
				let until = now.saturating_add(REVIEW); // far from the end of time
				let mut conflicts = Self::conflicts(&envelope);
				// A person can be behind both payees; a ballot refuses a conflict that stands twice.
				let others = people.into_iter().filter(|person| !conflicts.contains(person));
				let others: Vec<_> = others.collect();
				conflicts.extend(others);
				let (subject, title) = (subject(id, PAYEE_PART), envelope.title);
				let ballot = Self::open_objection(subject, title, objectors, conflicts, until)?;
				Some((until, ballot))
			}
		};

		let PayeeChange { old_agreed, new_agreed, .. } = change;
		Self::deposit_event(Event::PayeeChangeSigned { envelope: id, old_agreed, new_agreed });
		match objection {
			Some((until, ballot)) => {
				change.stage = ChangeStage::Objecting { until, ballot };
				Self::put_change(id, &change);
				let opened = Event::PayeeObjectionOpened { envelope: id, until, ballot };
				Self::deposit_event(opened);
			}
			None if is_agreed => Self::install_payee(id, change),
			None => Self::put_change(id, &change),
		}
		Ok(())
	}

	/// The proposed payee is the payee, unless it is gone or a reviewer by now.
	pub(crate) fn install_payee(id: EnvelopeId, change: PayeeChangeOf<T>) {
		let Some(mut envelope) = Envelopes::<T>::get(id) else { return };
		let Ok(people) = Self::check_people(&change.to, &envelope.reviewers) else {
			return Self::lapse_change(id);
		};
		PayeeChanges::<T>::remove(id);
		T::Agenda::cancel(Due::Envelope(id, PAYEE_PART));
		let (owner, payee) = (envelope.owner, change.to);
		envelope.payee = payee.clone();
		envelope.people = people.clone();
		Envelopes::<T>::insert(id, envelope);
		Self::deposit_event(Event::PayeeChanged { envelope: id, payee, people });
		Self::tell(owner, id, EscrowNews::PayeeChanged);
	}

	/// All stays as it is.
	pub(crate) fn lapse_change(id: EnvelopeId) {
		PayeeChanges::<T>::remove(id);
		T::Agenda::cancel(Due::Envelope(id, PAYEE_PART));
		Self::deposit_event(Event::PayeeChangeLapsed { envelope: id });
	}
}
