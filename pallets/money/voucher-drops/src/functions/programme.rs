// SPDX-License-Identifier: Apache-2.0

//! The life of a programme: created, funded, stopped, closed, cleared away.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Agenda, Cohorts, Drops, Due, Opener};
use chungnam_primitives::{Announced, KoreanDay, Moment, ProgrammeId, Won};
use frame_support::{ensure, traits::Get, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_programme(
		plan: Plan,
		template: TemplateOf<T>,
		refund_to: T::AccountId,
	) -> DispatchResult {
		let (now, today) = (T::Time::moment(), T::Time::today());
		let due = Self::ensure_sound(&plan, &template, now)?;
		match plan.claim_window() {
			Some(window) => ensure!(now < window.closes, Error::<T>::TooLate),
			None => ensure!(due >= today, Error::<T>::TooLate),
		}
		let number = NextProgramme::<T>::get();
		let next = number.checked_add(1).ok_or(Error::<T>::WrongNumber)?;

		// A window that opened before is due today. Day 0 belongs to programmes of the genesis, until they begin.
		let due = due.max(today);
		Self::note(number, due);
		let status = Status::Running { due, noted: due, is_waiting: false };
		Self::insert_programme(number, Self::new_programme(plan, template, refund_to, status))?;
		NextProgramme::<T>::put(next);
		Ok(())
	}

	pub(crate) fn new_programme(
		plan: Plan,
		template: TemplateOf<T>,
		refund_to: T::AccountId,
		status: Status,
	) -> ProgrammeOf<T> {
		Programme {
			plan,
			template,
			changes: Announced::default(),
			refund_to,
			status,
			done: 0,
			counts: BoundedVec::new(),
			openings: Openings::new(),
			beacons: 0,
			money: Money::default(),
		}
	}

	/// Keeps a new programme, in the list of its cohort as well.
	pub(crate) fn insert_programme(number: ProgrammeId, new: ProgrammeOf<T>) -> DispatchResult {
		if let Plan::Cohort(plan) = &new.plan {
			ProgrammesByCohort::<T>::try_mutate(plan.cohort, |running| running.try_push(number))
				.map_err(|_| Error::<T>::MaxProgrammesExceeded)?;
		}
		Self::reserve_room(number, &new)?;
		Programmes::<T>::insert(number, new.clone());
		Tallies::<T>::insert(number, Tally::default());
		Self::deposit_event(Event::ProgrammeCreated { programme: number, definition: new });
		Ok(())
	}

	/// The plan and the rules of the series fit together at `now`, which is 0 at genesis. Returns the first day on which something is due.
	pub(crate) fn ensure_sound(
		plan: &Plan,
		template: &TemplateOf<T>,
		now: Moment,
	) -> Result<KoreanDay, DispatchError> {
		ensure!(plan.is_sound(), Error::<T>::PlanUnsound);
		T::Drops::ensure_sound(template)?;
		if let Plan::Cohort(plan) = plan {
			let region = T::Cohorts::region_of(plan.cohort).ok_or(Error::<T>::CohortNotFound)?;
			ensure!(T::Drops::issuers(template).contains(region), Error::<T>::WrongIssuers);
			let running = ProgrammesByCohort::<T>::decode_len(plan.cohort).unwrap_or(0);
			let has_room = u32::try_from(running).is_ok_and(|running| running < MAX_PROGRAMMES);
			ensure!(has_room, Error::<T>::MaxProgrammesExceeded);
		} else if let Some(window) = plan.claim_window() {
			ensure!(plan.claims_budget().is_some(), Error::<T>::Overflow);
			let ends = T::Drops::ends_after(template, window.opens.max(now), window.closes);
			ensure!(ends.is_some(), Error::<T>::WindowTooLong);
		}
		Ok(plan.first_due().ok_or(Error::<T>::PlanUnsound)?)
	}

	pub(crate) fn do_fund(who: &T::AccountId, number: ProgrammeId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut programme = Self::load(number)?;
		ensure!(programme.status != Status::Closed, Error::<T>::TooLate);
		let funded = programme.money.funded.checked_add(amount).ok_or(Error::<T>::Overflow)?;

		T::Won::send(who, &Self::account_of(number), amount, Error::<T>::InsufficientBalance)?;
		programme.money.funded = funded;
		Self::bring_forward(number, &mut programme)?;
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::Funded { programme: number, from: who.clone(), amount });
		Ok(())
	}

	/// Puts a programme that waits for its budget on the agenda of today, if the budget is there now.
	fn bring_forward(number: ProgrammeId, programme: &mut ProgrammeOf<T>) -> DispatchResult {
		let Status::Running { due, noted, is_waiting: true } = programme.status else {
			return Ok(());
		};
		let today = T::Time::today();
		if noted > today && Self::missing_for(number, programme) == Ok(0) {
			Self::note(number, today);
			Self::advance(programme, Step::Note { due, noted: today, is_waiting: true })?;
		}
		Ok(())
	}

	pub(crate) fn do_stop(number: ProgrammeId) -> DispatchResult {
		let mut programme = Self::load(number)?;
		let is_running = matches!(programme.status, Status::Running { .. });
		Self::advance(&mut programme, Step::Stop(T::Time::moment()))?;

		if is_running {
			T::Agenda::cancel(Due::Programme(number));
			Self::leave_cohort(number, &programme);
		}
		// What was given stays; what nobody claimed goes back.
		if let Some(series) = programme.claim_series() {
			T::Drops::give_back(series)?;
		}
		programme.changes = Announced::default();
		programme.counts = BoundedVec::new();
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ProgrammeStopped { programme: number });
		Ok(())
	}

	/// Keeps room for the open drops of a programme, by its terms and by all that are announced: a programme whose drops
	/// would find no room beside those that were promised before is refused now.
	pub(crate) fn reserve_room(number: ProgrammeId, programme: &ProgrammeOf<T>) -> DispatchResult {
		let Plan::Cohort(plan) = &programme.plan else { return Ok(()) };
		let at_once = |template: &TemplateOf<T>, claim_days: Option<u16>, end: End| {
			let valid = T::Drops::valid_days(template);
			let days = claim_days.map_or(valid, |days| days.min(valid));
			end.at_most(plan.schedule.open_at_once(days))
		};
		let now = at_once(&programme.template, plan.claim_days, plan.end);
		let announced = programme.changes.iter().map(|change| &change.value);
		let later = announced.map(|new| at_once(&new.template, new.claim_days, new.end)).max();
		let most = now.max(later.unwrap_or(0));
		T::Drops::reserve(Opener::Programme(number), plan.cohort, most)
	}

	/// Takes a programme that opens nothing more off the list of its cohort, and gives its room up. Its open drops keep
	/// theirs.
	pub(crate) fn leave_cohort(number: ProgrammeId, programme: &ProgrammeOf<T>) {
		if let Plan::Cohort(plan) = &programme.plan {
			// Giving room up always succeeds.
			let _ = T::Drops::reserve(Opener::Programme(number), plan.cohort, 0);
			ProgrammesByCohort::<T>::mutate_exists(plan.cohort, |running| {
				let Some(list) = running else { return };
				list.retain(|other| *other != number);
				if list.is_empty() {
					*running = None;
				}
			});
		}
	}

	pub(crate) fn do_close(number: ProgrammeId) -> DispatchResult {
		let mut programme = Self::load(number)?;
		let from = Self::closes_from(&programme)?;
		ensure!(T::Time::moment() >= from, Error::<T>::TooEarly);
		let amount = Self::budget_of(number);
		let returned = programme.money.returned.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		Self::advance(&mut programme, Step::Close)?;

		let refund_to = programme.refund_to.clone();
		T::Won::send(
			&Self::account_of(number),
			&refund_to,
			amount,
			Error::<T>::InsufficientBalance,
		)?;
		programme.money.returned = returned;
		Programmes::<T>::insert(number, programme);
		Self::deposit_event(Event::ProgrammeClosed { programme: number, refund_to, amount });
		Ok(())
	}

	/// The first moment at which a programme can be closed.
	fn closes_from(programme: &ProgrammeOf<T>) -> Result<Moment, Error<T>> {
		let at = match programme.status {
			Status::Running { .. } => return Err(Error::TooEarly),
			Status::Completed { at } | Status::Stopped { at } => at,
			Status::Closed => return Err(Error::AlreadyInState),
		};
		if programme.openings.is_empty() {
			return Ok(at);
		}
		at.checked_add(T::ClosingDelay::get()).ok_or(Error::Overflow)
	}

	pub(crate) fn do_prune(number: ProgrammeId, limit: u32) -> DispatchResult {
		let mut programme = Self::load(number)?;
		ensure!(programme.status == Status::Closed, Error::<T>::TooEarly);
		let limit = limit.min(MAX_PRUNED);
		ensure!(limit > 0, Error::<T>::NothingToPrune);

		let claims = Self::delete(Claims::<T>::drain_prefix(number), limit);
		let limit = limit.saturating_sub(claims); // at most `limit` were deleted
		let lists = Self::delete(ListClaims::<T>::drain_prefix(number), limit);
		let limit = limit.saturating_sub(lists); // as above
		let beacons = Self::delete(Beacons::<T>::drain_prefix(number), limit);
		// Together at most the first `limit`.
		let removed = claims.saturating_add(lists).saturating_add(beacons);
		if removed > 0 {
			Self::deposit_event(Event::Pruned { programme: number, removed });
		}
		if limit.saturating_sub(beacons) > 0 {
			return Self::remove_programme(number, &programme);
		}
		// Every beacon that there was is counted.
		programme.beacons = programme.beacons.saturating_sub(beacons);
		if claims > 0 || lists > 0 {
			// What was claimed can no longer be compared with marks that are going.
			Tallies::<T>::remove(number);
		}
		Programmes::<T>::insert(number, programme);
		Ok(())
	}

	/// Deletes at most `limit` entries.
	fn delete<I>(entries: impl Iterator<Item = I>, limit: u32) -> u32 {
		let limit = usize::try_from(limit).unwrap_or(usize::MAX);
		entries.take(limit).map(|_| 1u32).sum()
	}

	/// Deletes what is left of a programme whose marks are gone.
	fn remove_programme(number: ProgrammeId, programme: &ProgrammeOf<T>) -> DispatchResult {
		let account = Self::account_of(number);
		T::Won::send(
			&account,
			&programme.refund_to,
			Self::budget_of(number),
			Error::<T>::InsufficientBalance,
		)?;
		for opening in &programme.openings {
			Arrears::<T>::remove(number, opening.day);
		}
		Tallies::<T>::remove(number);
		Programmes::<T>::remove(number);
		Self::deposit_event(Event::ProgrammeRemoved { programme: number });
		Ok(())
	}
}
