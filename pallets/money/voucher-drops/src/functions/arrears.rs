// SPDX-License-Identifier: Apache-2.0

//! Earlier drops for people who should have been in the cohort.

use chungnam_frame_kit::{count, CohortsExt};
use chungnam_ports::Drops;
use chungnam_primitives::{KoreanDay, Moment, PersonId, ProgrammeId, Won};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant_arrears(
		number: ProgrammeId,
		day: KoreanDay,
		people: Latecomers,
	) -> DispatchResult {
		let mut programme = Self::load(number)?;
		let Plan::Cohort(plan) = programme.plan.clone() else {
			return Err(Error::<T>::WrongKind.into());
		};
		ensure!(programme.status != Status::Closed, Error::<T>::TooLate);
		let opening = programme.opening_of(day).ok_or(Error::<T>::OpeningNotFound)?;
		let mut granted = Arrears::<T>::get(number, day);
		for person in &people {
			Self::ensure_missed(&plan, opening.opened_at, *person)?;
			let Err(place) = granted.binary_search(person) else {
				return Err(Error::<T>::AlreadyGranted.into());
			};
			granted.try_insert(place, *person).map_err(|_| Error::<T>::MaxArrearsExceeded)?;
		}
		ensure!(count(&granted) <= plan.max_arrears, Error::<T>::MaxArrearsExceeded);
		let (amount, series) = (opening.per_head, opening.series);
		let cost = amount.checked_mul(Won::from(count(&people))).ok_or(Error::<T>::Overflow)?;
		ensure!(cost > 0, Error::<T>::ZeroAmount);
		ensure!(Self::budget_of(number) >= cost, Error::<T>::BudgetExhausted);
		opening.granted = count(&granted);
		let spent = programme.money.spent.checked_add(cost).ok_or(Error::<T>::Overflow)?;

		programme.money.spent = spent;
		Programmes::<T>::insert(number, programme);
		Arrears::<T>::insert(number, day, granted);
		let account = Self::account_of(number);
		for person in &people {
			T::Drops::give(series, *person, amount, Some(&account))?;
		}
		Self::deposit_event(Event::ArrearsGranted { programme: number, day, people, amount });
		Ok(())
	}

	/// The person lives and was not in the cohort when the drop was opened.
	fn ensure_missed(plan: &CohortPlan, opened_at: Moment, person: PersonId) -> DispatchResult {
		let member = T::Cohorts::living_member(person).map_err(Error::<T>::from)?;
		let has_it = member.was_enrolled(plan.cohort, opened_at);
		ensure!(!has_it, Error::<T>::AlreadyEnrolled);
		Ok(())
	}
}
