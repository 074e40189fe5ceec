// SPDX-License-Identifier: Apache-2.0

//! What is due opens by itself: in order, exactly once, and with its full budget or not at all.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Cohorts, Counted, Drops, Due, Opener, Part};
use chungnam_primitives::{
	korean_day, start_of_day, Announced, KoreanDay, Moment, ProgrammeId, Won,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo, ensure, storage::with_storage_layer, traits::Get,
	weights::Weight, BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// Does what is next for a programme that was just taken off the agenda: begins one of the genesis, or opens what is
	/// due. Returns what it weighed.
	pub(crate) fn do_next(number: ProgrammeId) -> Weight {
		let now = T::Time::moment();
		// A programme on the agenda is running (I1).
		let Ok(programme) = Self::load(number) else { return T::DbWeight::get().reads(1) };
		match programme.status {
			Status::Running { noted: 0, .. } => {
				// Cannot fail: a programme that runs can go on or end.
				let _ = Self::begin(number, programme, now);
				let begun = <T as Config>::WeightInfo::create_programme();
				let due = Due::Programme(number);
				if T::Agenda::at(due).is_none_or(|at| at > now) {
					return begun;
				}
				// Due on the first day already. It has begun, so this happens once.
				T::Agenda::cancel(due);
				begun.saturating_add(Self::do_next(number))
			}
			Status::Running { due, .. } => {
				let lapses = Self::open_next(number, programme, due, now);
				<T as Config>::WeightInfo::open_next().saturating_add(lapses)
			}
			_ => T::DbWeight::get().reads(1),
		}
	}

	/// Makes a programme due on `day`.
	pub(crate) fn note(number: ProgrammeId, day: KoreanDay) {
		T::Agenda::set(Due::Programme(number), start_of_day(day));
	}

	/// Opens what is due of a programme, or lets it wait until tomorrow. Returns what lapsed drops in it weighed.
	fn open_next(
		number: ProgrammeId,
		programme: ProgrammeOf<T>,
		due: KoreanDay,
		now: Moment,
	) -> Weight {
		let opened = Self::missing_for(number, &programme).and_then(|missing| match missing {
			0 => with_storage_layer(|| Self::open(number, programme.clone(), now)).map(Ok),
			missing => Ok(Err(missing)),
		});
		let (refusal, lapses) = match opened {
			Ok(Ok(lapses)) => return lapses,
			Ok(Err(missing)) => {
				(Event::DropWaiting { programme: number, day: due, missing }, Weight::zero())
			}
			// A drop may have lapsed before the refusal, which undid it: the work was done.
			Err(reason) => {
				let refusal = Event::DropRefused { programme: number, day: due, reason };
				(refusal, T::Drops::weight_of_lapses(1))
			}
		};
		Self::wait(number, programme, due, now);
		Self::deposit_event(refusal);
		lapses
	}

	/// Notes another try for tomorrow, and who counts now for each date whose day has come: whenever it opens, it is for them.
	fn wait(number: ProgrammeId, mut programme: ProgrammeOf<T>, due: KoreanDay, now: Moment) {
		let cohort = match &programme.plan {
			Plan::Cohort(plan) => Some(plan.cohort),
			_ => None,
		};
		if let Some(cohort) = cohort {
			let heads = T::Cohorts::heads_at(cohort, now).unwrap_or(0);
			// A date without people waits for the first of them.
			let new = if heads > 0 { programme.count_dates(due, now, heads) } else { Vec::new() };
			if !new.is_empty() {
				LastCounted::<T>::insert(cohort, now);
			}
			for count in new {
				Self::deposit_event(Event::DropCounted { programme: number, count });
			}
		}
		let noted = korean_day(now).saturating_add(1); // the last day has no next
		Self::note(number, noted);
		let step = Step::Note { due, noted, is_waiting: true };
		if Self::advance(&mut programme, step).is_ok() {
			Programmes::<T>::insert(number, programme);
		}
	}

	pub(crate) fn do_retry(number: ProgrammeId) -> DispatchResultWithPostInfo {
		let now = T::Time::moment();
		let programme = Self::load(number)?;
		let Status::Running { due, noted, .. } = programme.status else {
			return Err(Error::<T>::TooLate.into());
		};
		// The days of the genesis count from the first day, which has not come for a programme that has not begun.
		ensure!(noted > 0 && due <= korean_day(now), Error::<T>::TooEarly);
		ensure!(Self::missing_for(number, &programme)? == 0, Error::<T>::BudgetExhausted);

		T::Agenda::cancel(Due::Programme(number));
		let lapses = Self::open(number, programme, now)?;
		Ok(Some(<T as Config>::WeightInfo::retry().saturating_add(lapses)).into())
	}

	/// Won that the budget lacks for what is due, if it opened now.
	pub(crate) fn missing_for(
		number: ProgrammeId,
		programme: &ProgrammeOf<T>,
	) -> Result<Won, DispatchError> {
		let needed = match &programme.plan {
			Plan::Cohort(plan) => {
				let Status::Running { due, .. } = programme.status else { return Ok(0) };
				let Some(terms) = programme.terms_if_due(due) else { return Ok(0) };
				if programme.is_missed(due, T::Time::today()) {
					return Ok(0);
				}
				let now = T::Time::moment();
				let count = Self::count_for(programme, plan, due, now)?;
				Self::cost_of_drop(count, terms.per_head)?
			}
			plan if Self::has_lapsed(plan, T::Time::moment()) => 0,
			plan => plan.claims_budget().ok_or(Error::<T>::Overflow)?,
		};
		// What is there beyond the need is not missing.
		Ok(needed.saturating_sub(Self::budget_of(number)))
	}

	/// True if claims would close before they could open.
	fn has_lapsed(plan: &Plan, now: Moment) -> bool {
		plan.claim_window().is_some_and(|window| now >= window.closes)
	}

	/// For whom a date is: who counted on its day, or who counts now if it never waited or waited too long.
	fn count_for(
		programme: &ProgrammeOf<T>,
		plan: &CohortPlan,
		day: KoreanDay,
		now: Moment,
	) -> Result<Count, Error<T>> {
		if let Some(count) = programme.count_of(day, now) {
			return Ok(count);
		}
		let heads = T::Cohorts::heads_at(plan.cohort, now).ok_or(Error::CohortNotFound)?;
		Ok(Count { day, at: now, heads })
	}

	/// Won for all people of a date.
	fn cost_of_drop(count: Count, per_head: Won) -> Result<Won, Error<T>> {
		per_head.checked_mul(count.heads.into()).ok_or(Error::Overflow)
	}

	/// The first moment at which nobody can claim a drop any more that opens now: by its terms, and for the people of an
	/// earlier day before their stays in the cohort are forgotten. `None` for the end of its series.
	fn claim_until(claim_days: Option<u16>, counted_at: Moment, now: Moment) -> Option<Moment> {
		// The last day there is has no next.
		let after = |moment, days| start_of_day(korean_day(moment).saturating_add(days));
		let by_terms = claim_days.map(|days| after(now, days.into()));
		let remembered = (counted_at < now).then(|| after(counted_at, MAX_CLAIM_DAYS));
		by_terms.into_iter().chain(remembered).min()
	}

	/// Opens what is due and goes on to the next date. The budget is there, and the programme is not on the agenda. Returns
	/// what lapsed drops in it weighed.
	fn open(
		number: ProgrammeId,
		programme: ProgrammeOf<T>,
		now: Moment,
	) -> Result<Weight, DispatchError> {
		let Status::Running { due, .. } = programme.status else {
			return Err(Error::<T>::TooLate.into());
		};
		match programme.plan.clone() {
			Plan::Cohort(plan) if programme.terms_if_due(due).is_some() => {
				Self::open_drop(number, programme, &plan, due, now)
			}
			// The end was brought forward, or an announced later one called off.
			Plan::Cohort(_) => Self::complete(number, programme, now).map(|()| Weight::zero()),
			plan => Self::open_claims(number, programme, &plan, due, now).map(|()| Weight::zero()),
		}
	}

	fn open_drop(
		number: ProgrammeId,
		mut programme: ProgrammeOf<T>,
		plan: &CohortPlan,
		day: KoreanDay,
		now: Moment,
	) -> Result<Weight, DispatchError> {
		let terms = programme.terms_for(day).ok_or(Error::<T>::WrongKind)?;
		let per_head = terms.per_head;
		let count = Self::count_for(&programme, plan, day, now)?;
		let Count { at: counted_at, heads, .. } = count;
		let cost = Self::cost_of_drop(count, per_head)?;
		let claim_until = Self::claim_until(terms.claim_days, counted_at, now);
		programme.done = programme.done.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let next = programme.next_due(day);
		// Nobody may be enrolled yet. The last day there is has no next.
		let over = next.unwrap_or(day.saturating_add(EMPTY_DAYS));
		ensure!(heads > 0 || korean_day(now) >= over, Error::<T>::NobodyEnrolled);
		let is_skipped = heads == 0 || programme.is_missed(day, korean_day(now));
		let terms = programme.terms_for(day).ok_or(Error::<T>::WrongKind)?;
		let counted = Some(Counted { at: counted_at, heads });
		let parts = [Part { counted, ..Part::new(plan.cohort, terms.template.clone()) }];
		let spent = programme.money.spent.checked_add(cost).ok_or(Error::<T>::Overflow)?;

		let account = Self::account_of(number);
		let (opened, lapses) = if is_skipped {
			(None, Weight::zero())
		} else {
			let opener = Opener::Programme(number);
			let opened = T::Drops::open(opener, &parts, per_head, claim_until, &account)?;
			(opened.series.into_iter().next().flatten(), opened.lapses)
		};
		if let Some(series) = opened {
			programme.money.spent = spent;
			let opening = Opening { counted_at, per_head, ..Opening::new(day, series, now) };
			if let Some(forgotten) = programme.note_opening(opening) {
				Arrears::<T>::remove(number, forgotten.day);
			}
			let programme = number;
			Self::deposit_event(Event::DropOpened {
				programme,
				day,
				series,
				per_head,
				heads,
				counted_at,
				next,
			});
		} else {
			Self::deposit_event(Event::DropSkipped { programme: number, day, next });
		}
		match next {
			Some(due) => Self::go_on(number, programme, due)?,
			None => Self::complete(number, programme, now)?,
		}
		Ok(lapses)
	}

	fn open_claims(
		number: ProgrammeId,
		mut programme: ProgrammeOf<T>,
		plan: &Plan,
		day: KoreanDay,
		now: Moment,
	) -> DispatchResult {
		if Self::has_lapsed(plan, now) {
			Self::deposit_event(Event::DropSkipped { programme: number, day, next: None });
			return Self::complete(number, programme, now);
		}
		let amount = plan.claims_budget().ok_or(Error::<T>::Overflow)?;
		let closes = plan.claim_window().map_or(now, |window| window.closes);
		let spent = programme.money.spent.checked_add(amount).ok_or(Error::<T>::Overflow)?;

		let (opener, account) = (Opener::Programme(number), Self::account_of(number));
		let series =
			T::Drops::open_budget(opener, &programme.template, amount, &account, Some(closes))?;
		programme.money.spent = spent;
		// Nothing else was ever opened.
		let _ = programme.note_opening(Opening::new(day, series, now));
		Self::deposit_event(Event::ClaimsOpened { programme: number, day, series, amount });
		Self::complete(number, programme, closes)
	}

	/// Notes the next date.
	pub(crate) fn go_on(
		number: ProgrammeId,
		mut programme: ProgrammeOf<T>,
		due: KoreanDay,
	) -> DispatchResult {
		Self::note(number, due);
		Self::advance(&mut programme, Step::Note { due, noted: due, is_waiting: false })?;
		programme.counts.retain(|count| count.day >= due);
		Programmes::<T>::insert(number, programme);
		Ok(())
	}

	/// Nothing more will be opened.
	pub(crate) fn complete(
		number: ProgrammeId,
		mut programme: ProgrammeOf<T>,
		at: Moment,
	) -> DispatchResult {
		Self::advance(&mut programme, Step::Complete(at))?;
		programme.changes = Announced::default();
		programme.counts = BoundedVec::new();
		Self::leave_cohort(number, &programme);
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ProgrammeCompleted { programme: number, at });
		Ok(())
	}
}
