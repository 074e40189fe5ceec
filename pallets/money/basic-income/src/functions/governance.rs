// SPDX-License-Identifier: Apache-2.0

//! An income is defined, changed, stopped, and in the end returned and deleted.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Agenda, Drops, Due, ManagedCohorts};
use chungnam_primitives::{
	first_day_of, korean_day, month_of_day, start_of_day, Announced, IncomeId, KoreanDay,
	KoreanMonth, Notice, RegionId,
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create(
		region: RegionId,
		tiers: NewTiers<T>,
		terms: Terms,
		first: KoreanMonth,
		refund_to: T::AccountId,
	) -> DispatchResult {
		let today = korean_day(T::Time::moment());
		let day = terms.pay_day_of(first).filter(|day| *day >= today);
		let day = day.ok_or(Error::<T>::TooLate)?;
		let (id, mut income) = Self::define(region, tiers, terms, first, refund_to)?;

		Self::note(id, day);
		income.stage = Stage::Running { day, wait: None };
		Incomes::<T>::insert(id, &income);
		Self::deposit_event(Event::IncomeCreated { income: id, definition: income });
		Ok(())
	}

	/// Writes a sound income down, in no agenda yet. Asks no clock: the genesis has none.
	pub(crate) fn define(
		region: RegionId,
		tiers: NewTiers<T>,
		terms: Terms,
		first: KoreanMonth,
		refund_to: T::AccountId,
	) -> Result<(IncomeId, IncomeOf<T>), DispatchError> {
		ensure!(terms.are_sound(), Error::<T>::TermsUnsound);
		ensure!(are_sound(region, tiers.iter().map(|t| &t.zones)), Error::<T>::TiersUnsound);
		let id = NextIncome::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let pool = Self::pool_of(id);
		let issuers = Self::issuers_of(region, &tiers);
		let mut made = BoundedVec::new();
		for NewTier { zones, template } in tiers {
			let template = T::Drops::with_funder(template, &pool);
			T::Drops::ensure_sound(&template)?;
			let cohort = T::Cohorts::create(region)?;
			IncomeOfCohort::<T>::insert(cohort, id);
			let drops = terms.open_at_once(T::Drops::valid_days(&template));
			T::Drops::reserve(Self::opener(id), cohort, drops)?;
			let fits = made.try_push(Tier { cohort, zones, template });
			ensure!(fits.is_ok(), Error::<T>::TiersUnsound);
		}

		NextIncome::<T>::put(next);
		let income = Income {
			region,
			issuers,
			refund_to,
			tiers: made,
			terms,
			changes: Announced::default(),
			next: first,
			confirmed: false,
			stage: Stage::Running { day: 0, wait: None },
			counts: BoundedVec::new(),
			history: BoundedVec::new(),
		};
		Incomes::<T>::insert(id, &income);
		Ledgers::<T>::insert(id, Ledger::default());
		Ok((id, income))
	}

	pub(crate) fn do_schedule_change(
		id: IncomeId,
		from: KoreanMonth,
		terms: Terms,
	) -> DispatchResult {
		let mut income = Self::load_running(id)?;
		let now = T::Time::moment();
		let today = korean_day(now);
		income.settle_changes(month_of_day(today));
		ensure!(terms.are_sound(), Error::<T>::TermsUnsound);
		let (begins, notice) =
			(first_day_of(from).map(start_of_day), Notice { now, delay: T::ChangeDelay::get() });
		let announced = income.changes.announce(from, begins, terms.clone(), notice);
		announced.map_err(Error::<T>::from)?;

		Self::reserve_room(id, &income)?;
		Self::reschedule(id, &mut income, today);
		Incomes::<T>::insert(id, income);
		Self::deposit_event(Event::ChangeScheduled { income: id, from, terms });
		Ok(())
	}

	pub(crate) fn do_cancel_change(id: IncomeId, from: KoreanMonth) -> DispatchResult {
		let mut income = Self::load_running(id)?;
		let today = korean_day(T::Time::moment());
		income.changes.cancel(from, month_of_day(today)).map_err(Error::<T>::from)?;

		Self::reserve_room(id, &income)?;
		Self::reschedule(id, &mut income, today);
		Incomes::<T>::insert(id, income);
		Self::deposit_event(Event::ChangeCancelled { income: id, from });
		Ok(())
	}

	/// Keeps room for the open months of each tier, by the terms and by all that are announced, and for what topped months
	/// up: what could not be kept is refused now, and no voucher takes the room of a month.
	pub(crate) fn reserve_room(id: IncomeId, income: &IncomeOf<T>) -> DispatchResult {
		for tier in &income.tiers {
			let valid = T::Drops::valid_days(&tier.template);
			let announced = income.changes.iter().map(|change| &change.value);
			let terms = announced.chain([&income.terms]);
			let drops = terms.map(|terms| terms.open_at_once(valid)).max().unwrap_or(0);
			// Both are small.
			let drops = drops.saturating_add(income.top_ups());
			T::Drops::reserve(Self::opener(id), tier.cohort, drops)?;
		}
		Ok(())
	}

	/// Moves the next period to the day that the terms say now, unless it is due or late.
	fn reschedule(id: IncomeId, income: &mut IncomeOf<T>, today: KoreanDay) {
		if let Stage::Running { day, wait: None } = income.stage {
			if day > today {
				let day = income.pay_day();
				Self::note(id, day);
				income.stage = Stage::Running { day, wait: None };
			}
		}
	}

	pub(crate) fn do_stop(id: IncomeId) -> DispatchResult {
		let mut income = Self::load_running(id)?;
		T::Agenda::cancel(Due::Income(id));
		for tier in &income.tiers {
			T::Drops::reserve(Self::opener(id), tier.cohort, 0)?;
		}
		income.stage = Stage::Stopped;
		// What holds for cases today goes on to hold.
		income.terms = income.terms_for(month_of_day(korean_day(T::Time::moment()))).clone();
		income.changes = Announced::default();
		income.counts = BoundedVec::new();
		Incomes::<T>::insert(id, income);
		Self::deposit_event(Event::IncomeStopped { income: id });
		Ok(())
	}

	pub(crate) fn do_close(id: IncomeId) -> DispatchResult {
		let to = Self::load_stopped(id)?.refund_to;
		let mut ledger = Ledgers::<T>::get(id);
		ensure!(ledger.open_cases == 0 && ledger.owed == 0, Error::<T>::CasesLeft);
		let pool = Self::pool_of(id);
		let amount = T::Won::spendable(&pool);
		ensure!(amount > 0, Error::<T>::NothingToReturn);
		ledger.returned = ledger.returned.checked_add(amount).ok_or(Error::<T>::Overflow)?;

		T::Won::send(&pool, &to, amount, Error::<T>::InsufficientBalance)?;
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::Returned { income: id, to, amount });
		Ok(())
	}

	pub(crate) fn do_prune(id: IncomeId, limit: u32) -> DispatchResult {
		Self::load_stopped(id)?;
		let mut ledger = Ledgers::<T>::get(id);
		// Then everything that is left is a ban.
		ensure!(ledger.open_cases == 0 && ledger.owed == 0, Error::<T>::CasesLeft);
		let limit = usize::try_from(limit.min(MAX_PEOPLE)).unwrap_or(0);
		let people = Cases::<T>::iter_key_prefix(id).take(limit).collect();
		let people = PeopleList::truncate_from(people);
		ensure!(!people.is_empty(), Error::<T>::NothingToPrune);

		for person in &people {
			Self::set_case(id, *person, None, &mut ledger);
		}
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::CasesPruned { income: id, people });
		Ok(())
	}

	pub(crate) fn do_remove(id: IncomeId) -> DispatchResult {
		let income = Self::load_stopped(id)?;
		let ledger = Ledgers::<T>::get(id);
		ensure!(ledger.cases == 0 && ledger.owed == 0, Error::<T>::CasesLeft);
		ensure!(!Self::money_may_come_back(&ledger), Error::<T>::TooEarly);
		ensure!(Self::heads(&income, T::Time::moment())? == 0, Error::<T>::MembersLeft);
		ensure!(T::Won::balance(&Self::pool_of(id)) == 0, Error::<T>::PoolNotEmpty);

		for tier in &income.tiers {
			IncomeOfCohort::<T>::remove(tier.cohort);
		}
		Incomes::<T>::remove(id);
		Ledgers::<T>::remove(id);
		Self::deposit_event(Event::IncomeRemoved { income: id });
		Ok(())
	}

	/// True while a series that was opened for this income may still pay what it did not give back to the pool.
	pub(crate) fn money_may_come_back(ledger: &Ledger) -> bool {
		let last = korean_day(ledger.opened_at).saturating_add(KEPT_DAYS);
		korean_day(T::Time::moment()) < last
	}
}
