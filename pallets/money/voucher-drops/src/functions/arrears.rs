// SPDX-License-Identifier: Apache-2.0

//! Earlier drops for people who should have been in the cohort.

use chungnam_frame_kit::{count, Clock, CohortsExt};
use chungnam_ports::{Cohorts, Drops, Opener};
use chungnam_primitives::{KoreanDay, Moment, PersonId, ProgrammeId, SeriesId, Won, DAYS};
use frame_support::{ensure, storage::with_storage_layer, traits::ConstU32, BoundedVec};
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
		let opening = *programme.opening_of(day).ok_or(Error::<T>::OpeningNotFound)?;
		ensure!(!people.is_empty() && opening.per_head > 0, Error::<T>::ZeroAmount);
		let series = Self::series_for_latecomers(&programme, &opening);

		let mut grant = Grant {
			number,
			plan,
			opening,
			series,
			given: 0,
			granted: Arrears::<T>::get(number, day),
		};
		let (mut paid, mut refused) = (Latecomers::new(), BoundedVec::new());
		for person in people {
			// As many as were named.
			let _ = match with_storage_layer(|| {
				Self::give_late(&mut grant, &programme.template, person)
			}) {
				Ok(()) => paid.try_push(person).is_ok(),
				Err(why) => refused.try_push((person, why)).is_ok(),
			};
		}
		// Nobody could be paid: the reason is told as that of the call.
		if let (true, Some((_, why))) = (paid.is_empty(), refused.first()) {
			return Err(*why);
		}
		let Grant { opening, series, given, granted, .. } = grant;
		let spent = programme.money.spent.checked_add(given).ok_or(Error::<T>::Overflow)?;
		if let Some(own) = programme.opening_of(day) {
			own.granted = count(&granted);
			own.late = series.filter(|series| *series != own.series);
		}

		programme.money.spent = spent;
		Programmes::<T>::insert(number, programme);
		Arrears::<T>::insert(number, day, granted);
		let amount = opening.per_head;
		let programme = number;
		let series = series.unwrap_or(opening.series); // somebody was given from it
		Self::deposit_event(Event::ArrearsGranted { programme, day, series, people: paid, amount });
		if !refused.is_empty() {
			Self::deposit_event(Event::ArrearsRefused { programme, day, people: refused });
		}
		Ok(())
	}

	/// The series from which latecomers of an opening are given: the newest that has half of its days left at least.
	fn series_for_latecomers(programme: &ProgrammeOf<T>, opening: &Opening) -> Option<SeriesId> {
		let half = Moment::from(T::Drops::valid_days(&programme.template))
			.saturating_mul(DAYS)
			.div_euclid(2);
		let lasts = |series: &SeriesId| {
			let ends = T::Drops::ends(*series).unwrap_or(0);
			ends.saturating_sub(T::Time::moment()) >= half
		};
		opening.late.or(Some(opening.series)).filter(lasts)
	}

	/// Gives one person a past drop from the budget of the programme, in a new series if none lasts long enough. Changes
	/// `grant` only if the person is paid.
	fn give_late(grant: &mut Grant, template: &TemplateOf<T>, person: PersonId) -> DispatchResult {
		Self::ensure_missed(&grant.plan, grant.opening.counted_at, person)?;
		let place = grant.granted.binary_search(&person).err().ok_or(Error::<T>::AlreadyGranted)?;
		ensure!(count(&grant.granted) < grant.plan.max_arrears, Error::<T>::MaxArrearsExceeded);
		let amount = grant.opening.per_head;
		ensure!(Self::budget_of(grant.number) >= amount, Error::<T>::BudgetExhausted);
		let given = grant.given.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		let account = Self::account_of(grant.number);
		let series = if let Some(series) = grant.series {
			T::Drops::give(series, person, amount, Some(&account))?;
			series
		} else {
			let opener = Opener::Programme(grant.number);
			let series = T::Drops::open_budget(opener, template, amount, &account, None)?;
			T::Drops::give(series, person, amount, None)?;
			series
		};
		grant.granted.try_insert(place, person).map_err(|_| Error::<T>::MaxArrearsExceeded)?;
		(grant.series, grant.given) = (Some(series), given);
		Ok(())
	}

	/// The person lives and was not in the cohort when the people of the drop were counted.
	fn ensure_missed(plan: &CohortPlan, counted_at: Moment, person: PersonId) -> DispatchResult {
		let member = T::Cohorts::living_member(person).map_err(Error::<T>::from)?;
		// Of moments before that the stay may be forgotten, and the person have had it.
		let is_known = counted_at >= T::Cohorts::certain_since(person);
		let has_it = !is_known || member.was_enrolled(plan.cohort, counted_at);
		ensure!(!has_it, Error::<T>::AlreadyEnrolled);
		Ok(())
	}
}

/// A grant that is under way.
struct Grant {
	number: ProgrammeId,
	plan: CohortPlan,
	opening: Opening,
	/// From which it is given; `None` before a new one is opened.
	series: Option<SeriesId>,
	/// Won given by now.
	given: Won,
	/// Who was given the drop later, in order of numbers.
	granted: BoundedVec<PersonId, ConstU32<MAX_ARREARS>>,
}
