// SPDX-License-Identifier: Apache-2.0

//! Who is in which tier.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{Clock, CohortsExt, WonExt};
use chungnam_ports::{Drops, ManagedCohorts, Member, Standing};
use chungnam_primitives::{
	korean_day, month_of_day, CohortId, IncomeId, Moment, PersonId, SeriesId, Won, DAYS,
};
use frame_support::{ensure, storage::with_storage_layer, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};

use super::number;
use crate::{pallet::*, types::*};

/// What somebody got when they came in.
pub(crate) struct Entry {
	/// The tier of their home; `None` for a person who was paid and stays out.
	pub tier: Option<u32>,
	/// Won in arrears.
	pub arrears: Won,
	/// Periods in arrears.
	pub periods: u32,
}

/// The cohort of a tier.
fn cohort_of<T: Config>(income: &IncomeOf<T>, tier: usize) -> Result<CohortId, Error<T>> {
	income.tiers.get(tier).map(|tier| tier.cohort).ok_or(Error::HomeNotCovered)
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enrol(id: IncomeId, people: PeopleList) -> DispatchResult {
		Self::enrol_by(T::Cohorts::enrol, id, people, T::Time::moment())
	}

	/// Enrols people at `now` in one way or another: a genesis has no clock to ask.
	pub(crate) fn enrol_by(
		enrol: impl Fn(CohortId, PersonId) -> DispatchResult,
		id: IncomeId,
		people: PeopleList,
		now: Moment,
	) -> DispatchResult {
		let income = Self::load_running(id)?;
		let mut named = BTreeSet::new();
		let mut entries = Vec::with_capacity(people.len());
		for person in people {
			let member = T::Cohorts::living_member(person).map_err(Error::<T>::from)?;
			let tier = Self::ensure_outside(&income, &member)?;
			ensure!(named.insert(person), Error::<T>::AlreadyEnrolled);
			let case = Cases::<T>::get(id, person);
			step(case, Step::Enrol, now).map_err(Error::<T>::from)?;
			entries.push((person, tier, case.is_some()));
		}

		let mut ledger = Ledgers::<T>::get(id);
		let mut enrolled = BoundedVec::new();
		for (person, tier, had_case) in entries {
			enrol(cohort_of::<T>(&income, tier)?, person)?;
			if had_case {
				Self::set_case(id, person, None, &mut ledger);
			}
			// As many as were named.
			let _ = enrolled.try_push((person, number(tier)));
		}
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::Enrolled { income: id, people: enrolled });
		Ok(())
	}

	pub(crate) fn do_unenrol(id: IncomeId, people: PeopleList) -> DispatchResult {
		let income = Self::load(id)?;
		let mut named = BTreeSet::new();
		let mut cohorts = Vec::with_capacity(people.len());
		for person in &people {
			let tier = income
				.tier_of_member(&T::Cohorts::known_member(*person).map_err(Error::<T>::from)?);
			let tier = tier.filter(|_| named.insert(*person)).ok_or(Error::<T>::NotEnrolled)?;
			cohorts.push((cohort_of::<T>(&income, tier)?, *person));
		}

		for (cohort, person) in cohorts {
			T::Cohorts::unenrol(cohort, person)?;
		}
		Self::deposit_event(Event::Unenrolled { income: id, people });
		Ok(())
	}

	/// The tier of a person's home, if they are in none.
	pub(crate) fn ensure_outside(income: &IncomeOf<T>, member: &Member) -> Result<usize, Error<T>> {
		ensure!(income.tier_of_member(member).is_none(), Error::AlreadyEnrolled);
		income.tier_of_home(member.profile.zone).ok_or(Error::HomeNotCovered)
	}

	/// Takes a person out of the tier they are in, if any.
	pub(crate) fn take_out(income: &IncomeOf<T>, person: PersonId) -> DispatchResult {
		match income.tier_of_member(&T::Cohorts::known_member(person).map_err(Error::<T>::from)?) {
			Some(tier) => T::Cohorts::unenrol(cohort_of::<T>(income, tier)?, person),
			None => Ok(()),
		}
	}

	/// Enrols a person in the tier of their home, and pays what they missed of the periods that opened after `owed_since`.
	/// After the stop, and where a person no longer lives in any tier, what is owed is paid all the same, by the rules of
	/// the tier of the home or else of the last one, and the person stays out.
	pub(crate) fn come_in(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		person: PersonId,
		owed_since: Option<Moment>,
		ledger: &mut Ledger,
	) -> Result<Entry, DispatchError> {
		let (member, now) =
			(T::Cohorts::living_member(person).map_err(Error::<T>::from)?, T::Time::moment());
		ensure!(income.tier_of_member(&member).is_none(), Error::<T>::AlreadyEnrolled);
		let home = income.tier_of_home(member.profile.zone);
		let is_stopped = income.stage == Stage::Stopped;
		let enters = home.filter(|_| !is_stopped);
		let stays_out = if is_stopped { Error::<T>::Stopped } else { Error::<T>::HomeNotCovered };
		ensure!(enters.is_some() || owed_since.is_some(), stays_out);
		let tier = home.or_else(|| income.last_tier_of(&member));
		let tier = tier.ok_or(Error::<T>::HomeNotCovered)?;
		let mut owed = (0, 0);
		if let Some(since) = owed_since {
			let today = korean_day(now);
			// What opens now opens without the person, and is not among what they are owed yet.
			ensure!(income.day().is_none_or(|day| day > today), Error::<T>::PeriodDue);
			owed = Self::owed_now(id, income, &member, person, since, ledger)?;
			ledger.admitted_at = now;
		}
		let (arrears, periods) = owed;

		Self::pay_arrears(id, income, tier, person, arrears, ledger)?;
		if enters.is_some() {
			T::Cohorts::enrol(cohort_of::<T>(income, tier)?, person)?;
		}
		Ok(Entry { tier: enters.map(number), arrears, periods })
	}

	/// What a person who comes in now is owed of the periods that opened: won, and how many. Months that still wait, and
	/// were counted while the person was out, are noted: they are paid by [`Pallet::refresh`] when they have opened.
	fn owed_now(
		id: IncomeId,
		income: &IncomeOf<T>,
		member: &Member,
		person: PersonId,
		since: Moment,
		ledger: &mut Ledger,
	) -> Result<(Won, u32), DispatchError> {
		let now = T::Time::moment();
		let most = income.terms_for(month_of_day(korean_day(now))).max_arrears;
		let mut times = OwedLater::<T>::get(id, person).unwrap_or_default().into_inner();
		times.push(Owed { from: 0, since, until: now });
		let owed = income.missed(member, &times, most).ok_or(Error::<T>::Overflow)?;
		times.iter_mut().for_each(|own| own.from = income.next);
		times.retain(|own| income.still_owes(member, own));
		// They are apart from each other, so there are no more of them than months that wait.
		Self::set_owed(id, person, OwedTimes::truncate_from(times), ledger);
		Ok(owed)
	}

	/// Pays a person the months that waited when the person came in, if none of them waits any more. True if that is done.
	fn settle_owed(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		person: PersonId,
		member: &Member,
	) -> Result<bool, DispatchError> {
		let Some(owed) = OwedLater::<T>::get(id, person) else { return Ok(false) };
		let is_dead = member.profile.standing == Standing::Deceased;
		if !is_dead && owed.iter().any(|own| income.still_owes(member, own)) {
			return Ok(false);
		}
		let mut ledger = Ledgers::<T>::get(id);
		let (mut arrears, mut periods) = (0, 0);
		if !is_dead {
			let most = income.terms_for(month_of_day(korean_day(T::Time::moment()))).max_arrears;
			let missed = income.missed(member, &owed, most);
			(arrears, periods) = missed.ok_or(Error::<T>::Overflow)?;
			if income.stage == Stage::Stopped && !Self::money_may_come_back(&ledger) {
				// Nothing is paid in any more either: the person gets what there is.
				arrears = arrears.min(T::Won::spendable(&Self::pool_of(id)));
			}
			let home = income.tier_of_home(member.profile.zone);
			// A stay of long ago may be forgotten.
			let tier = home.or_else(|| income.last_tier_of(member)).unwrap_or(0);
			Self::pay_arrears(id, income, tier, person, arrears, &mut ledger)?;
		}
		Self::set_owed(id, person, OwedTimes::new(), &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::ArrearsPaid { income: id, person, arrears, periods });
		Ok(true)
	}

	/// Gives a person arrears from the pool, into the newest series of their tier. Where there is none that takes them
	/// any more, or it has less than half of its days left, a series of the same rules is opened, for later arrears too.
	fn pay_arrears(
		id: IncomeId,
		income: &mut IncomeOf<T>,
		tier: usize,
		person: PersonId,
		arrears: Won,
		ledger: &mut Ledger,
	) -> DispatchResult {
		if arrears == 0 {
			return Ok(());
		}
		let pool = Self::pool_of(id);
		ensure!(T::Won::spendable(&pool) >= arrears, Error::<T>::BudgetExhausted);
		ledger.paid = ledger.paid.checked_add(arrears).ok_or(Error::<T>::Overflow)?;
		let newest = income.history.last().and_then(|period| period.series.get(tier));
		let template = income.tiers.get(tier).map(|tier| &tier.template);
		let half = template.map_or(0, |own| Moment::from(T::Drops::valid_days(own)));
		let half = half.saturating_mul(DAYS).div_euclid(2); // days are few
		let lasts = |series: &SeriesId| {
			let ends = T::Drops::ends(*series).unwrap_or(0);
			ends.saturating_sub(T::Time::moment()) >= half
		};
		let given = newest.copied().flatten().filter(lasts).is_some_and(|series| {
			with_storage_layer(|| T::Drops::give(series, person, arrears, Some(&pool))).is_ok()
		});
		if given {
			return Ok(());
		}
		let rules = income.tiers.get(tier).ok_or(Error::<T>::HomeNotCovered)?.template.clone();
		let series = T::Drops::open_budget(Self::opener(id), &rules, arrears, &pool, None)?;
		T::Drops::give(series, person, arrears, None)?;
		if let Some(place) = income.history.last_mut().and_then(|p| p.series.get_mut(tier)) {
			*place = Some(series);
		}
		ledger.opened_at = T::Time::moment();
		Incomes::<T>::insert(id, &*income);
		let tier = number(tier);
		Self::deposit_event(Event::ArrearsSeriesOpened { income: id, tier, series });
		Ok(())
	}

	pub(crate) fn do_refresh(id: IncomeId, person: PersonId) -> DispatchResult {
		let mut income = Self::load(id)?;
		let member = T::Cohorts::known_member(person).map_err(Error::<T>::from)?;
		// Each by itself: who moved is moved although the pool does not cover what the person is owed.
		let placed = with_storage_layer(|| Self::put_in_place(id, &income, person, &member));
		let settled = with_storage_layer(|| Self::settle_owed(id, &mut income, person, &member));
		match (settled, placed) {
			(Ok(true), _) | (_, Ok(())) => Ok(()),
			(Err(why), _) | (_, Err(why)) => Err(why),
		}
	}

	/// Moves a person into the tier of the home, or out, or ends a case that is over.
	fn put_in_place(
		id: IncomeId,
		income: &IncomeOf<T>,
		person: PersonId,
		member: &Member,
	) -> DispatchResult {
		let home = income.tier_of_home(member.profile.zone);
		let place = home.filter(|_| income.stage != Stage::Stopped);
		match (income.tier_of_member(member), place) {
			(Some(from), Some(to)) if from != to => Self::move_over(id, income, person, from, to),
			(Some(from), None) => {
				T::Cohorts::unenrol(cohort_of::<T>(income, from)?, person)?;
				let people = PeopleList::truncate_from(alloc::vec![person]);
				Self::deposit_event(Event::Unenrolled { income: id, people });
				Ok(())
			}
			(Some(_), Some(_)) => Err(Error::<T>::NothingToRefresh.into()),
			(None, _) => Self::end_case(id, person, member, home.is_some()),
		}
	}

	/// Out of one tier and into another, so that exactly one of them covers any moment.
	fn move_over(
		id: IncomeId,
		income: &IncomeOf<T>,
		person: PersonId,
		from: usize,
		to: usize,
	) -> DispatchResult {
		T::Cohorts::unenrol(cohort_of::<T>(income, from)?, person)?;
		T::Cohorts::enrol(cohort_of::<T>(income, to)?, person)?;
		let (from, to) = (number(from), number(to));
		Self::deposit_event(Event::Moved { income: id, person, from, to });
		Ok(())
	}

	/// Deletes a case that has ended by itself: the person died, the ban is over, or a newcomer moved away again.
	fn end_case(
		id: IncomeId,
		person: PersonId,
		member: &Member,
		lives_here: bool,
	) -> DispatchResult {
		let now = T::Time::moment();
		let has_ended = match Cases::<T>::get(id, person) {
			None => false,
			Some(_) if member.profile.standing == Standing::Deceased => true,
			Some(Case::Checking { .. }) => !lives_here,
			case => step(case, Step::Expire, now).is_ok(),
		};
		ensure!(has_ended, Error::<T>::NothingToRefresh);

		let mut ledger = Ledgers::<T>::get(id);
		Self::set_case(id, person, None, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::CaseClosed { income: id, person });
		Ok(())
	}
}
