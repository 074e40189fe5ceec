// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state, and every person: never for a call or a hook.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{check_all, waiting, Check, Clock};
use chungnam_ports::{Cohorts, Drops, Due};
use chungnam_primitives::{korean_day, PersonId};
use frame_support::{ensure, traits::fungible::Inspect};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_agenda, check_histories, check_members, check_ledgers, check_pools,
			check_definitions, check_numbers, check_cases,
		}
	}

	/// I1: the agenda holds exactly the running incomes, each on the day that the income notes, which is day 0 for one of
	/// the genesis that has not begun: `{(id, day(at)) in the agenda} = {(id, income.day) : income runs}`.
	fn check_agenda() -> Check {
		let mut noted = waiting::<T::Agenda, _>(|due| match due {
			Due::Income(id) => Some(id),
			_ => None,
		});
		for (id, income) in Incomes::<T>::iter() {
			if let Some(day) = income.day() {
				let found = noted.remove(&id).map(korean_day);
				ensure!(found == Some(day), "I1: a running income is in no agenda");
			}
		}
		ensure!(noted.is_empty(), "I1: the agenda has what does not run");
		Ok(())
	}

	/// I2: the months of an income that opened are in order, each once, before the next month, and each paid at least
	/// one person, who counted by then; months that wait are counted once each:
	/// `month[i] < month[i + 1] < next`, `opened_at[i] <= opened_at[i + 1] <= now`, `counted_at <= opened_at`,
	/// `per_head > 0`, `heads > 0`, `next <= count.month`, `count.at <= now`.
	fn check_histories() -> Check {
		for (_, income) in Incomes::<T>::iter() {
			let months = income.history.iter().map(|period| period.month);
			let after = months.clone().skip(1).chain([income.next]);
			ensure!(months.zip(after).all(|(a, b)| a < b), "I2: months are not in order");
			let moments = income.history.iter().map(|period| period.opened_at);
			let after = moments.clone().skip(1).chain([T::Time::moment()]);
			ensure!(moments.zip(after).all(|(a, b)| a <= b), "I2: openings are not in order");
			let sound = |period: &Period| {
				period.per_head > 0
					&& period.heads > 0
					&& period.counted_at <= period.opened_at
					&& period.series.len() == income.tiers.len()
					&& period.series.iter().any(Option::is_some)
			};
			ensure!(income.history.iter().all(sound), "I2: a period paid nobody");
			let mut counted = BTreeSet::new();
			let is_right = |count: &Count| {
				income.next <= count.month
					&& counted.insert(count.month)
					&& count.at <= T::Time::moment()
					&& count.of_tiers.len() == income.tiers.len()
					&& count.heads().is_some_and(|heads| heads > 0)
			};
			ensure!(income.counts.iter().all(is_right), "I2: a month that waits is miscounted");
		}
		Ok(())
	}

	/// I3: a person is in at most one tier of an income: `|{tier of the income : the person has an open stay}| <= 1`.
	///
	/// I4: a person with a case is in no tier of that income:
	/// `case(income, person) exists => |{tier of the income : the person has an open stay}| = 0`.
	///
	/// People are numbered from 0 without gaps.
	fn check_members() -> Check {
		let people =
			PersonId(0).until(PersonId::MAX).map_while(|id| Some((id, T::Cohorts::member(id)?)));
		for (person, member) in people {
			let open = member.enrolments.iter().filter(|stay| stay.is_open());
			let mut incomes = BTreeSet::new();
			for id in open.filter_map(|stay| IncomeOfCohort::<T>::get(stay.cohort)) {
				ensure!(incomes.insert(id), "I3: a person is in two tiers");
				ensure!(!Cases::<T>::contains_key(id, person), "I4: a person with a case is in");
			}
		}
		Ok(())
	}

	/// I5: the ledger of an income counts its cases and who is owed months that waited: `ledger.cases = |cases|`,
	/// `ledger.open_cases = |{open cases}|`, `ledger.owed = |owed later|`.
	fn check_ledgers() -> Check {
		for (id, ledger) in Ledgers::<T>::iter() {
			let counted =
				Cases::<T>::iter_prefix_values(id).fold((0u32, 0u32), |(all, open), case| {
					(all.saturating_add(1), open.saturating_add(case.is_open().into()))
				});
			ensure!(
				counted == (ledger.cases, ledger.open_cases),
				"I5: cases are not counted right"
			);
			let owed = u32::try_from(OwedLater::<T>::iter_prefix(id).count());
			ensure!(owed == Ok(ledger.owed), "I5: who is owed is not counted right");
		}
		Ok(())
	}

	/// I6: all won that was paid in is in the pool, paid out or returned: `funded <= pool + paid + returned`. The
	/// surplus is won that came back.
	fn check_pools() -> Check {
		for (id, ledger) in Ledgers::<T>::iter() {
			let found = T::Won::balance(&Self::pool_of(id))
				.checked_add(ledger.paid)
				.and_then(|sum| sum.checked_add(ledger.returned));
			ensure!(
				found.is_some_and(|sum| sum >= ledger.funded),
				"I6: won is missing from a pool"
			);
		}
		Ok(())
	}

	/// I7: terms, announced terms, tiers and the rules of their series are sound, and each tier has a cohort of its
	/// own in the region: `IncomeOfCohort = {(tier.cohort, id)}`, each cohort once,
	/// `region_of(tier.cohort) = income.region`.
	fn check_definitions() -> Check {
		let mut tiers = BTreeSet::new();
		for (id, income) in Incomes::<T>::iter() {
			let changes = income.changes.iter().map(|change| &change.value);
			let mut terms = changes.chain([&income.terms]);
			ensure!(terms.all(Terms::are_sound), "I7: terms are unsound");
			let zones = income.tiers.iter().map(|tier| &tier.zones);
			ensure!(are_sound(income.region, zones), "I7: tiers are unsound");
			for tier in &income.tiers {
				let region = T::Cohorts::region_of(tier.cohort);
				ensure!(region == Some(income.region), "I7: a tier has no cohort in its region");
				ensure!(tiers.insert((tier.cohort, id)), "I7: two tiers are one cohort");
				ensure!(
					T::Drops::ensure_sound(&tier.template).is_ok(),
					"I7: a tier cannot open series"
				);
			}
		}
		let known: BTreeSet<_> = IncomeOfCohort::<T>::iter().collect();
		ensure!(known == tiers, "I7: cohorts and tiers do not agree");
		Ok(())
	}

	/// I8: every number was given, an income and its ledger come and go together, and each case and all that is owed
	/// belongs to an income: `id < next`, `ids of incomes = ids of ledgers`, `case.income in incomes`.
	fn check_numbers() -> Check {
		let incomes: BTreeSet<_> = Incomes::<T>::iter_keys().collect();
		let ledgers: BTreeSet<_> = Ledgers::<T>::iter_keys().collect();
		let next = NextIncome::<T>::get();
		ensure!(incomes.iter().all(|id| *id < next), "I8: an income has no number");
		ensure!(incomes == ledgers, "I8: incomes and ledgers do not agree");
		let mut cases = Cases::<T>::iter_keys();
		ensure!(cases.all(|(id, _)| incomes.contains(&id)), "I8: a case of no income");
		let mut owed = OwedLater::<T>::iter_keys();
		ensure!(owed.all(|(id, _)| incomes.contains(&id)), "I8: owed by no income");
		Ok(())
	}

	/// I9: no case and nothing owed is from the future, no check ends before the day of its beginning, and a person with a
	/// case exists: `since <= now`, `day(since) <= day(until)`, `owed.since <= owed.until <= now`, `member(person) exists`.
	fn check_cases() -> Check {
		let now = T::Time::moment();
		for (_, person, case) in Cases::<T>::iter() {
			let sound = match case {
				// A check of no days ends at the midnight before it began.
				Case::Checking { since, until } => {
					since <= now && korean_day(since) <= korean_day(until)
				}
				Case::Suspended { since, .. } => since <= now,
				Case::Banned { .. } => true,
			};
			ensure!(sound, "I9: a case is from the future");
			ensure!(T::Cohorts::member(person).is_some(), "I9: a case of nobody");
		}
		for (_, person, owed) in OwedLater::<T>::iter() {
			let is_past = |own: &Owed| own.since <= own.until && own.until <= now;
			let sound = !owed.is_empty() && owed.iter().all(is_past);
			ensure!(sound, "I9: what is owed is from the future");
			ensure!(T::Cohorts::member(person).is_some(), "I9: owed to nobody");
		}
		Ok(())
	}
}
