// SPDX-License-Identifier: Apache-2.0

//! Money that leaves an envelope: to the payee, and back.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{EscrowNews, OnEscrow, Payees, Refund, Source, Sources};
use chungnam_primitives::{EnvelopeId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_collect(
		who: &T::AccountId,
		id: EnvelopeId,
		number: u8,
	) -> DispatchResultWithPostInfo {
		let (mut envelope, mut milestone) = Self::load_part(id, number)?;
		let MilestoneState::Payable { until } = milestone.state else {
			return Err(Error::<T>::NotPayable.into());
		};
		ensure!(T::Time::moment() < until, Error::<T>::TooLate);
		let account = T::Payees::account_of(&envelope.payee, who).map_err(Error::<T>::from)?;
		let amount = milestone.amount;
		envelope.paid = envelope.paid.saturating_add(amount); // at most the total
		envelope.held = envelope.held.saturating_sub(amount); // it is in what is held

		let pot = Self::pot_of(id);
		T::Won::send(&pot, &account, amount, Error::<T>::InsufficientBalance)?;
		milestone.state = MilestoneState::Paid;
		Self::put(id, number, &milestone);
		let paid = Event::Collected { envelope: id, milestone: number, to: account, amount };
		Self::deposit_event(paid);
		Self::tell(envelope.owner, id, EscrowNews::Paid(number, amount));
		Self::keep_or_end(id, envelope)?;
		Ok(Pays::No.into())
	}

	pub(crate) fn do_return_stray(id: EnvelopeId) -> DispatchResultWithPostInfo {
		let held = Envelopes::<T>::get(id).map_or(0, |envelope| envelope.held);
		let stray = T::Won::spendable(&Self::pot_of(id)).saturating_sub(held); // 0 if there is none
		ensure!(stray > 0, Error::<T>::NothingToReturn);

		Self::send_stray(id, stray)?;
		Ok(Pays::No.into())
	}

	pub(crate) fn send_stray(id: EnvelopeId, amount: Won) -> DispatchResult {
		let to = T::Sources::account_of(Source::ReturnedProjects);
		T::Won::send(&Self::pot_of(id), &to, amount, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::StrayReturned { envelope: id, amount });
		Ok(())
	}

	/// Gives back all that is not payable yet.
	pub(crate) fn abort(id: EnvelopeId, reason: Option<H256>) -> DispatchResult {
		let mut envelope = Self::load(id)?;
		let mut open = Vec::new();
		let mut amount: Won = 0;
		for number in envelope.numbers() {
			let own = Milestones::<T>::get(id, number).filter(|own| own.state.is_open());
			if let Some(milestone) = own {
				amount = amount.saturating_add(milestone.amount); // at most what is held
				open.push((number, milestone));
			}
		}
		ensure!(amount > 0, Error::<T>::NothingToReturn);
		Self::ensure_covered(id, amount)?;

		for (number, mut milestone) in open {
			Self::close_objection(milestone.state.objection(), reason.unwrap_or(envelope.title));
			milestone.state = MilestoneState::Returned;
			Self::put(id, number, &milestone);
		}
		let to = Self::give_back(id, &mut envelope, amount)?;
		Self::deposit_event(Event::Aborted { envelope: id, reason, amount, to });
		Self::tell(envelope.owner, id, EscrowNews::Returned(amount));
		Self::keep_or_end(id, envelope)
	}

	/// Gives a milestone back that nobody collected.
	pub(crate) fn give_up(id: EnvelopeId, number: u8, mut milestone: Milestone) -> DispatchResult {
		let mut envelope = Self::load(id)?;
		let amount = milestone.amount;
		Self::ensure_covered(id, amount)?;

		milestone.state = MilestoneState::Returned;
		Self::put(id, number, &milestone);
		let to = Self::give_back(id, &mut envelope, amount)?;
		Self::deposit_event(Event::Uncollected { envelope: id, milestone: number, amount, to });
		Self::tell(envelope.owner, id, EscrowNews::Returned(amount));
		Self::keep_or_end(id, envelope)
	}

	/// A pot has what is to leave it.
	fn ensure_covered(id: EnvelopeId, amount: Won) -> Result<(), Error<T>> {
		let lies_there = T::Won::spendable(&Self::pot_of(id));
		ensure!(lies_there >= amount, Error::<T>::InsufficientBalance);
		Ok(())
	}

	/// Divides won among those to whom an envelope gives back, and counts it. Returns who got how much.
	fn give_back(
		id: EnvelopeId,
		envelope: &mut EnvelopeOf<T>,
		amount: Won,
	) -> Result<PartsOf<T>, DispatchError> {
		envelope.refunded = envelope.refunded.saturating_add(amount); // at most the total
		envelope.held = envelope.held.saturating_sub(amount); // it is in what is held
		let parts = envelope.divide(amount).ok_or(Error::<T>::SharesNotOne)?;
		let pot = Self::pot_of(id);
		let mut given = PartsOf::<T>::new();
		for (refund, part) in envelope.refunds.iter().zip(parts) {
			let to = match &refund.to {
				Refund::Account(account) => account.clone(),
				Refund::Source(source) => T::Sources::account_of(*source),
				Refund::Owner => T::Owners::refund_to(envelope.owner)
					.unwrap_or_else(|| T::Sources::account_of(Source::ReturnedProjects)),
			};
			T::Won::send(&pot, &to, part, Error::<T>::InsufficientBalance)?;
			// As many as there are shares.
			given.try_push((to, part)).map_err(|_| Error::<T>::SharesNotOne)?;
		}
		Ok(given)
	}
}
