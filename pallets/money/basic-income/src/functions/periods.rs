// SPDX-License-Identifier: Apache-2.0

//! A month is paid: by itself on its day, late, or when what it waited for is there.

use alloc::vec::Vec;
use chungnam_frame_kit::{count, Clock, WonExt};
use chungnam_ports::{Agenda, Cohorts, Counted, Drops, Due, Part};
use chungnam_primitives::{
	korean_day, month_of_day, start_of_day, IncomeId, KoreanDay, KoreanMonth, Moment, Won,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo, ensure, storage::with_storage_layer, traits::Get,
	weights::Weight, BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// Does what is next for an income that was just taken off the agenda: begins one of the genesis, and tries its next
	/// period if that is due. Returns what it weighed.
	pub(crate) fn do_next(id: IncomeId) -> Weight {
		let now = T::Time::moment();
		let found = Incomes::<T>::get(id).filter(|income| income.stage != Stage::Stopped);
		// An income on the agenda runs (I1).
		let Some(mut income) = found else { return T::DbWeight::get().reads(1) };
		let mut weight = Weight::zero();
		if income.day() == Some(0) {
			weight = Self::weight_of_beginning();
			if !Self::begin(id, &mut income, korean_day(now)) {
				return weight;
			}
		}
		weight = weight.saturating_add(T::WeightInfo::open_due(count(&income.tiers)));
		weight.saturating_add(Self::try_next(id, income, now))
	}

	/// Opens the next period of an income that was just taken off the agenda, or notes why not. Returns what lapsed drops in
	/// it weighed.
	fn try_next(id: IncomeId, mut income: IncomeOf<T>, now: Moment) -> Weight {
		let today = korean_day(now);
		if income.is_topping_up() {
			return Self::try_top_up(id, income, now);
		}
		if Ledgers::<T>::get(id).admitted_at >= now {
			// A person who was admitted at this moment counts from the next one on.
			let wait = income.wait();
			Self::put_off(id, &mut income, today, wait);
			return Weight::zero();
		}
		let (why, lapses) = match Self::decide(id, &income, now, false) {
			Ok((Decision::Skip, _)) => {
				Self::skip(id, &mut income, today);
				return Weight::zero();
			}
			Ok((Decision::Wait(why), _)) => (why, Weight::zero()),
			Ok((Decision::Open { per_head }, count)) => {
				match with_storage_layer(|| Self::open(id, &mut income, per_head, count, now)) {
					Ok(lapses) => return lapses,
					// Drops may have lapsed before the refusal, which undid it: the work was done.
					Err(error) => {
						(Self::refused(id, income.next, error), Self::most_lapses(&income))
					}
				}
			}
			Err(error) => (Self::refused(id, income.next, error), Weight::zero()),
		};
		let month = income.next;
		Self::note_counts(id, &mut income, now);
		// The day before the last there is has a next.
		Self::put_off(id, &mut income, today.saturating_add(1), Some(why));
		Self::deposit_event(Event::PeriodWaiting { income: id, month, why });
		lapses
	}

	/// The most that drops weigh which lapse in an opening of an income, or when its newest period is topped up.
	fn most_lapses(income: &IncomeOf<T>) -> Weight {
		T::Drops::weight_of_lapses(count(&income.tiers))
	}

	fn refused(id: IncomeId, month: KoreanMonth, error: DispatchError) -> Wait {
		Self::deposit_event(Event::OpeningRefused { income: id, month, error });
		Wait::Refused
	}

	/// Notes who counts now for the months that wait and whose pay day has come: whenever such a month opens, it is for
	/// them.
	fn note_counts(id: IncomeId, income: &mut IncomeOf<T>, now: Moment) {
		for _ in 0..MAX_COUNTS {
			let Some(month) = income.uncounted(now) else { return };
			let count = Self::count_now(income, month, now);
			// A month without people waits for the first of them.
			if count.heads().is_none_or(|heads| heads == 0) {
				return;
			}
			income.note_count(count.clone());
			Self::deposit_event(Event::PeriodCounted { income: id, count });
		}
	}

	/// Who counts now, the present.
	pub(crate) fn count_now(income: &IncomeOf<T>, month: KoreanMonth, at: Moment) -> Count {
		let tiers = income.tiers.iter();
		let heads = tiers.map(|own| T::Cohorts::heads_at(own.cohort, at).unwrap_or(0)).collect();
		Count { month, at, of_tiers: BoundedVec::truncate_from(heads) }
	}

	/// For whom the next month is: who counted on its pay day, or who counts now if it never waited or waited too long.
	pub(crate) fn count_of_next(income: &IncomeOf<T>, now: Moment) -> Count {
		let remembered = income.count_of(income.next, now).cloned();
		remembered.unwrap_or_else(|| Self::count_now(income, income.next, now))
	}

	/// What becomes of the next period now, and whom it would pay. An issuer may say that it opens short.
	pub(crate) fn decide(
		id: IncomeId,
		income: &IncomeOf<T>,
		now: Moment,
		is_issuer: bool,
	) -> Result<(Decision, Count), DispatchError> {
		let count = Self::count_of_next(income, now);
		let people = count.heads().ok_or(Error::<T>::Overflow)?;
		let today = korean_day(now);
		let situation = Situation {
			pool: T::Won::spendable(&Self::pool_of(id)),
			people,
			is_confirmed: income.confirmed,
			may_be_short: is_issuer || income.may_open_short(today),
			is_over: income.is_over(today),
		};
		Ok((income.terms_for(income.next).decide(situation), count))
	}

	/// The first moment at which nobody can claim any more what opens today for the people of an earlier moment: by the
	/// terms, but not beyond the time for which stays in cohorts are remembered.
	fn claim_until(
		income: &IncomeOf<T>,
		month: KoreanMonth,
		today: KoreanDay,
		at: Moment,
	) -> Moment {
		let last = start_of_day(korean_day(at).saturating_add(MAX_CLAIM_DAYS)); // days are few
		income.terms_for(month).claim_until(month, today).min(last)
	}

	/// The parts of a drop for the people of each tier who counted at one moment.
	fn parts_for(income: &IncomeOf<T>, at: Moment, of_tiers: &[u32]) -> Vec<Part<TemplateOf<T>>> {
		let counted = of_tiers.iter().map(|heads| Counted { at, heads: *heads });
		let tiers = income.tiers.iter().zip(counted);
		tiers
			.map(|(own, counted)| Part {
				counted: Some(counted),
				..Part::new(own.cohort, own.template.clone())
			})
			.collect()
	}

	/// Pays the next month to everyone for whom it is, and goes on to the month after. Changes `income` only if it pays.
	/// Returns what lapsed drops in it weighed.
	fn open(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		per_head: Won,
		count: Count,
		now: Moment,
	) -> Result<Weight, DispatchError> {
		let today = korean_day(now);
		let heads = count.heads().ok_or(Error::<T>::Overflow)?;
		let Count { month, at: counted_at, of_tiers } = count;
		let mut ledger = Ledgers::<T>::get(id);
		let sum = per_head.checked_mul(heads.into()).ok_or(Error::<T>::Overflow)?;
		ledger.paid = ledger.paid.checked_add(sum).ok_or(Error::<T>::Overflow)?;
		ledger.opened_at = now;
		let parts = Self::parts_for(income, counted_at, &of_tiers);
		let claim_until = Self::claim_until(income, month, today, counted_at);
		let lacks = income.terms_for(month).full.saturating_sub(per_head); // never more than all of it
		let (opener, pool) = (Self::opener(id), Self::pool_of(id));
		let opened = T::Drops::open(opener, &parts, per_head, Some(claim_until), &pool)?;

		let series = BoundedVec::truncate_from(opened.series);
		let period = Period {
			month,
			opened_at: now,
			counted_at,
			per_head,
			lacks,
			topped_until: 0,
			heads,
			of_tiers,
			series,
		};
		income.remember(period.clone());
		if income.forget_top_ups(now) {
			// Giving room up always succeeds.
			let _ = Self::reserve_room(id, income);
		}
		Ledgers::<T>::insert(id, ledger);
		Self::go_on(id, income, today);
		Self::deposit_event(Event::PeriodOpened { income: id, period, claim_until });
		Ok(opened.lapses)
	}

	/// Tops the newest period up, which was noted when the won for it came; else the next period goes on to wait for its
	/// day. Returns what lapsed drops in it weighed.
	fn try_top_up(id: IncomeId, mut income: IncomeOf<T>, now: Moment) -> Weight {
		let month = income.history.last().map_or(income.next, |period| period.month);
		match with_storage_layer(|| Self::top_up(id, &mut income, now)) {
			Ok(lapses) => lapses,
			Err(error) => {
				Self::deposit_event(Event::OpeningRefused { income: id, month, error });
				let day = income.pay_day();
				Self::put_off(id, &mut income, day, None);
				// Drops may have lapsed before the refusal, which undid it: the work was done.
				Self::most_lapses(&income)
			}
		}
	}

	/// Gives everyone whom the newest period paid what that period lacked for the full amount. Changes `income` only if it
	/// pays. Returns what lapsed drops in it weighed.
	fn top_up(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		now: Moment,
	) -> Result<Weight, DispatchError> {
		let today = korean_day(now);
		let period = income.short_period(today).ok_or(Error::<T>::NotWaiting)?.clone();
		let Period { month, lacks: amount, heads, counted_at: at, .. } = period;
		let pool = Self::pool_of(id);
		let mut ledger = Ledgers::<T>::get(id);
		let sum = amount.checked_mul(heads.into()).ok_or(Error::<T>::Overflow)?;
		ensure!(T::Won::spendable(&pool) >= sum, Error::<T>::BelowMinimum);
		ledger.paid = ledger.paid.checked_add(sum).ok_or(Error::<T>::Overflow)?;
		ledger.opened_at = now;
		let parts = Self::parts_for(income, at, &period.of_tiers);
		let claim_until = Self::claim_until(income, month, today, at);
		let mut topped = income.clone();
		topped.note_top_up(claim_until);

		Self::reserve_room(id, &topped)?;
		let opened = T::Drops::open(Self::opener(id), &parts, amount, Some(claim_until), &pool)?;
		*income = topped;
		Ledgers::<T>::insert(id, ledger);
		let day = income.pay_day();
		Self::put_off(id, income, day, None);
		Self::deposit_event(Event::PeriodToppedUp { income: id, month, amount, claim_until });
		Ok(opened.lapses)
	}

	/// Nobody was there to be paid until the next pay day: the month is over.
	fn skip(id: IncomeId, income: &mut IncomeOf<T>, today: KoreanDay) {
		let month = income.next;
		Self::go_on(id, income, today);
		Self::deposit_event(Event::PeriodSkipped { income: id, month });
	}

	/// The month after comes next, on its own day.
	fn go_on(id: IncomeId, income: &mut IncomeOf<T>, today: KoreanDay) {
		// There are months enough for 300 million years.
		income.next = income.next.saturating_add(1);
		income.confirmed = false;
		let next = income.next;
		income.counts.retain(|count| count.month >= next);
		income.settle_changes(month_of_day(today));
		let day = income.pay_day();
		Self::put_off(id, income, day, None);
	}

	/// Makes an income due on `day`.
	pub(crate) fn note(id: IncomeId, day: KoreanDay) {
		T::Agenda::set(Due::Income(id), start_of_day(day));
	}

	/// Notes in the agenda when the next period is tried.
	pub(crate) fn put_off(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		day: KoreanDay,
		wait: Option<Wait>,
	) {
		Self::note(id, day);
		income.stage = Stage::Running { day, wait };
		Incomes::<T>::insert(id, &*income);
	}

	/// What a period waited for is there: it is tried with the next block, if it is not due already.
	fn make_due(id: IncomeId, income: &mut IncomeOf<T>, now: Moment) {
		let today = korean_day(now);
		if income.day().is_none_or(|day| day <= today) {
			return;
		}
		let wait = income.wait();
		Self::put_off(id, income, today, wait);
		let (month, day) = (income.next, income.day().unwrap_or(today));
		Self::deposit_event(Event::PeriodDue { income: id, month, day });
	}

	pub(crate) fn do_confirm_month(id: IncomeId, month: KoreanMonth) -> DispatchResult {
		let mut income = Self::load_running(id)?;
		ensure!(month >= income.next, Error::<T>::TooLate);
		ensure!(month == income.next, Error::<T>::TooEarly);
		ensure!(!income.confirmed, Error::<T>::AlreadyInState);

		income.confirmed = true;
		Incomes::<T>::insert(id, &income);
		Self::deposit_event(Event::MonthConfirmed { income: id, month });
		if income.wait() == Some(Wait::Confirmation) {
			Self::make_due(id, &mut income, T::Time::moment());
		}
		Ok(())
	}

	pub(crate) fn do_fund(who: &T::AccountId, id: IncomeId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut income = Self::load_running(id)?;
		let mut ledger = Ledgers::<T>::get(id);
		ledger.funded = ledger.funded.checked_add(amount).ok_or(Error::<T>::Overflow)?;

		let short = Error::<T>::InsufficientBalance;
		T::Won::send(who, &Self::pool_of(id), amount, short)?;
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::Funded { income: id, who: who.clone(), amount });
		let now = T::Time::moment();
		let is_short = matches!(income.wait(), Some(Wait::Money { .. }));
		if is_short && !matches!(Self::decide(id, &income, now, false)?, (Decision::Wait(_), _)) {
			Self::make_due(id, &mut income, now);
		}
		let today = korean_day(now);
		let lacks = income.short_period(today).map(|own| own.lacks.checked_mul(own.heads.into()));
		let pool = T::Won::spendable(&Self::pool_of(id));
		if lacks.flatten().is_some_and(|lacks| pool >= lacks) {
			Self::put_off(id, &mut income, today, None);
		}
		Ok(())
	}

	pub(crate) fn do_retry(id: IncomeId, is_issuer: bool) -> DispatchResultWithPostInfo {
		let lapses = Self::open_waiting(id, is_issuer)?;
		Ok(Some(T::WeightInfo::retry().saturating_add(lapses)).into())
	}

	/// Opens the period that waits, or tops the newest one up. Returns what lapsed drops in it weighed.
	fn open_waiting(id: IncomeId, is_issuer: bool) -> Result<Weight, DispatchError> {
		let mut income = Self::load_running(id)?;
		let now = T::Time::moment();
		if income.short_period(korean_day(now)).is_some() {
			return Self::top_up(id, &mut income, now);
		}
		let Stage::Running { wait: Some(_), .. } = income.stage else {
			return Err(Error::<T>::NotWaiting.into());
		};
		// A person who was admitted at this moment counts from the next one on.
		ensure!(Ledgers::<T>::get(id).admitted_at < now, Error::<T>::TooEarly);
		let (decision, count) = Self::decide(id, &income, now, is_issuer)?;
		T::Agenda::cancel(Due::Income(id));
		match decision {
			Decision::Skip => {
				Self::skip(id, &mut income, korean_day(now));
				Ok(Weight::zero())
			}
			Decision::Open { per_head } => Self::open(id, &mut income, per_head, count, now),
			Decision::Wait(Wait::Confirmation) => Err(Error::<T>::NotConfirmed.into()),
			Decision::Wait(Wait::People) => Err(Error::<T>::NobodyEnrolled.into()),
			Decision::Wait(_) => Err(Error::<T>::BelowMinimum.into()),
		}
	}
}
