// SPDX-License-Identifier: Apache-2.0

//! Other terms: announced, after a delay, for drops to come only.

use chungnam_frame_kit::Clock;
use chungnam_ports::Drops;
use chungnam_primitives::{start_of_day, KoreanDay, Notice, ProgrammeId};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_schedule_change(
		number: ProgrammeId,
		from: KoreanDay,
		terms: NewTermsOf<T>,
	) -> DispatchResult {
		let mut programme = Self::load(number)?;
		ensure!(matches!(programme.plan, Plan::Cohort(_)), Error::<T>::WrongKind);
		ensure!(matches!(programme.status, Status::Running { .. }), Error::<T>::TooLate);
		ensure!(terms.per_head > 0 && terms.claim_days != Some(0), Error::<T>::PlanUnsound);
		T::Drops::ensure_sound(&terms.template)?;
		let issuers = T::Drops::issuers(&programme.template);
		ensure!(T::Drops::issuers(&terms.template) == issuers, Error::<T>::WrongIssuers);
		programme.settle_changes(T::Time::today());
		let notice = Notice { now: T::Time::moment(), delay: T::ChangeDelay::get() };
		let begins = Some(start_of_day(from));
		let announced = programme.changes.announce(from, begins, terms.clone(), notice);
		announced.map_err(Error::<T>::from)?;

		Self::reserve_room(number, &programme)?;
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ChangeScheduled { programme: number, from, terms });
		Ok(())
	}

	pub(crate) fn do_cancel_change(number: ProgrammeId, from: KoreanDay) -> DispatchResult {
		let mut programme = Self::load(number)?;
		programme.changes.cancel(from, T::Time::today()).map_err(Error::<T>::from)?;

		Self::reserve_room(number, &programme)?;
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ChangeCancelled { programme: number, from });
		Ok(())
	}
}
