// SPDX-License-Identifier: Apache-2.0

//! Other terms: announced, after a delay, for drops to come only.

use chungnam_primitives::{start_of_day, Drops};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_schedule_change(number: ProgrammeId, change: ChangeOf<T>) -> DispatchResult {
		let mut programme = Self::load(number)?;
		ensure!(matches!(programme.plan, Plan::Cohort(_)), Error::<T>::WrongKind);
		ensure!(matches!(programme.status, Status::Running { .. }), Error::<T>::TooLate);
		let earliest =
			Self::now().checked_add(T::ChangeDelay::get()).ok_or(Error::<T>::Overflow)?;
		ensure!(start_of_day(change.from) >= earliest, Error::<T>::TooEarly);
		ensure!(change.per_head > 0 && change.claim_days != Some(0), Error::<T>::UnsoundPlan);
		T::Drops::ensure_sound(&change.template)?;
		let issuers = T::Drops::issuers(&programme.template);
		ensure!(T::Drops::issuers(&change.template) == issuers, Error::<T>::WrongIssuers);
		ensure!(programme.settle_change(Self::today()), Error::<T>::DropPending);

		programme.change = Some(change.clone());
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ChangeScheduled { programme: number, change });
		Ok(())
	}

	pub(crate) fn do_cancel_change(number: ProgrammeId) -> DispatchResult {
		let mut programme = Self::load(number)?;
		let change = programme.change.take().ok_or(Error::<T>::ChangeNotFound)?;
		ensure!(change.from > Self::today(), Error::<T>::TooLate);

		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ChangeCancelled { programme: number });
		Ok(())
	}
}
