// SPDX-License-Identifier: Apache-2.0

//! Newcomers are checked; payments are stopped and go on.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{Clock, CohortsExt};
use chungnam_ports::ManagedCohorts;
use chungnam_primitives::{korean_day, month_of_day, start_of_day, IncomeId, PersonId};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use super::members::Entry;
use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_begin_check(id: IncomeId, newcomers: Newcomers) -> DispatchResult {
		let income = Self::load_running(id)?;
		let since = T::Time::moment();
		let today = korean_day(since);
		let terms = income.terms_for(month_of_day(today));
		// Saturating: a check to the end of days never ends, as it should.
		let until = start_of_day(today.saturating_add(terms.check_days.into()));
		let mut named = BTreeSet::new();
		let mut cases = Vec::with_capacity(newcomers.len());
		for Newcomer { person, moved_in } in newcomers {
			let member = T::Cohorts::living_member(person).map_err(Error::<T>::from)?;
			Self::ensure_outside(&income, &member)?;
			ensure!(named.insert(person), Error::<T>::CaseOpen);
			let may_apply = moved_in.saturating_add(terms.newcomers_wait_days.into());
			ensure!(today >= may_apply, Error::<T>::TooEarly);
			let case = step(Cases::<T>::get(id, person), Step::BeginCheck { until }, since);
			cases.push((person, case.map_err(Error::<T>::from)?));
		}

		let mut ledger = Ledgers::<T>::get(id);
		for (person, case) in &cases {
			Self::set_case(id, *person, *case, &mut ledger);
		}
		Ledgers::<T>::insert(id, ledger);
		let people = cases.into_iter().map(|(person, _)| person).collect();
		let people = PeopleList::truncate_from(people);
		Self::deposit_event(Event::CheckBegun { income: id, people, since, until });
		Ok(())
	}

	pub(crate) fn do_admit(id: IncomeId, person: PersonId) -> DispatchResult {
		let case = Cases::<T>::get(id, person);
		let owed_since = match case {
			Some(Case::Checking { since, .. }) => Some(since),
			_ => None,
		};
		let Entry { tier, arrears, periods } =
			Self::decide_case(id, person, case, Step::Admit, owed_since)?;
		Self::deposit_event(match tier {
			Some(tier) => Event::Admitted { income: id, person, tier, arrears, periods },
			None => Event::Settled { income: id, person, arrears, periods },
		});
		Ok(())
	}

	pub(crate) fn do_resume(id: IncomeId, person: PersonId, with_arrears: bool) -> DispatchResult {
		let case = Cases::<T>::get(id, person);
		let owed_since = match case {
			Some(Case::Suspended { since, .. }) if with_arrears => Some(since),
			_ => None,
		};
		let Entry { tier, arrears, periods } =
			Self::decide_case(id, person, case, Step::Resume, owed_since)?;
		Self::deposit_event(match tier {
			Some(tier) => Event::Resumed { income: id, person, tier, arrears, periods },
			None => Event::Settled { income: id, person, arrears, periods },
		});
		Ok(())
	}

	/// Ends a case with what is owed paid, and the person in if the income runs where they live.
	fn decide_case(
		id: IncomeId,
		person: PersonId,
		case: Option<Case>,
		end: Step,
		owed_since: Option<chungnam_primitives::Moment>,
	) -> Result<Entry, sp_runtime::DispatchError> {
		let mut income = Self::load(id)?;
		let case = step(case, end, T::Time::moment()).map_err(Error::<T>::from)?;
		let mut ledger = Ledgers::<T>::get(id);

		let entry = Self::come_in(id, &mut income, person, owed_since, &mut ledger)?;
		Self::set_case(id, person, case, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		Ok(entry)
	}

	pub(crate) fn do_refuse(id: IncomeId, person: PersonId) -> DispatchResult {
		let case = step(Cases::<T>::get(id, person), Step::Refuse, T::Time::moment());
		let case = case.map_err(Error::<T>::from)?;
		let mut ledger = Ledgers::<T>::get(id);

		Self::set_case(id, person, case, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::Refused { income: id, person });
		Ok(())
	}

	pub(crate) fn do_suspend(
		id: IncomeId,
		person: PersonId,
		reason: SuspensionReason,
	) -> DispatchResult {
		let income = Self::load_running(id)?;
		let tier =
			income.tier_of_member(&T::Cohorts::known_member(person).map_err(Error::<T>::from)?);
		let tier = tier.and_then(|tier| income.tiers.get(tier)).ok_or(Error::<T>::NotEnrolled)?;
		let case = step(Cases::<T>::get(id, person), Step::Suspend(reason), T::Time::moment());
		let case = case.map_err(Error::<T>::from)?;
		let mut ledger = Ledgers::<T>::get(id);

		T::Cohorts::unenrol(tier.cohort, person)?;
		Self::set_case(id, person, case, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		Self::deposit_event(Event::Suspended { income: id, person, reason });
		Ok(())
	}
}
