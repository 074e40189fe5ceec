// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::collections::{BTreeMap, BTreeSet};
use chungnam_frame_kit::{check_all, count, waiting, Check, Clock};
use chungnam_ports::{Drops, Due, Receipts};
use chungnam_primitives::{korean_day, CohortId, ProgrammeId, Won};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::TryRuntimeError;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_agenda, check_cohort_lists, check_money, check_openings, check_claims,
			check_pledges, check_arrears, check_beacons, check_numbers, check_plans,
		}
	}

	/// I1: the agenda holds exactly the running programmes, each on the day that the programme notes, which is not before
	/// its due day; a programme of the genesis that has not begun notes day 0: `day(at) = noted`,
	/// `noted >= due or noted = 0`.
	fn check_agenda() -> Check {
		let mut on_agenda = waiting::<T::Agenda, _>(|due| match due {
			Due::Programme(number) => Some(number),
			_ => None,
		});
		for (number, programme) in Programmes::<T>::iter() {
			let found = on_agenda.remove(&number).map(korean_day);
			match programme.status {
				Status::Running { due, noted, .. } => {
					ensure!(found == Some(noted), "I1: a running programme is not on the agenda");
					let is_due = noted >= due || noted == 0;
					ensure!(is_due, "I1: a programme is tried before it is due");
				}
				_ => ensure!(found.is_none(), "I1: a programme that is over is on the agenda"),
			}
		}
		ensure!(on_agenda.is_empty(), "I1: nobody's number is on the agenda");
		Ok(())
	}

	/// I2: the list of a cohort names exactly its running programmes, each once, and an empty list is not stored. When
	/// dates of a cohort that wait were counted last is noted: `list(c) = {running programme : plan.cohort = c}`,
	/// `|list(c)| > 0`, `count.at <= counted(c) <= now`.
	fn check_cohort_lists() -> Check {
		let mut expected = BTreeMap::<CohortId, BTreeSet<ProgrammeId>>::new();
		for (number, programme) in Programmes::<T>::iter() {
			if let (Plan::Cohort(plan), Status::Running { .. }) =
				(&programme.plan, programme.status)
			{
				expected.entry(plan.cohort).or_default().insert(number);
				let last = LastCounted::<T>::get(plan.cohort).unwrap_or(0);
				let is_noted = programme.counts.iter().all(|count| count.at <= last);
				ensure!(is_noted, "I2: nobody knows that a date of the cohort was counted");
			}
		}
		let now = T::Time::moment();
		let are_past = LastCounted::<T>::iter_values().all(|at| at <= now);
		ensure!(are_past, "I2: dates were counted in the future");
		for (cohort, list) in ProgrammesByCohort::<T>::iter() {
			let named: BTreeSet<_> = list.iter().copied().collect();
			ensure!(named.len() == list.len(), "I2: a cohort's list names a programme twice");
			let found = expected.remove(&cohort);
			ensure!(found == Some(named), "I2: a cohort's list is not of its running programmes");
		}
		ensure!(expected.is_empty(), "I2: a running programme is on no list");
		Ok(())
	}

	/// I3: the won of each budget is in the account, spent or returned, and nothing is returned before the end:
	/// `funded <= account + spent + returned`, `not closed => returned = 0`.
	fn check_money() -> Check {
		for (number, programme) in Programmes::<T>::iter() {
			let Money { funded, spent, returned } = programme.money;
			let found = [spent, returned]
				.into_iter()
				.try_fold(T::Won::balance(&Self::account_of(number)), Won::checked_add)
				.ok_or("I3: the uses of a budget overflow")?;
			ensure!(found >= funded, "I3: won of a budget is missing");
			let is_closed = programme.status == Status::Closed;
			ensure!(is_closed || returned == 0, "I3: won went back before the end");
		}
		Ok(())
	}

	/// I4: openings are of different days, in order, before the due day, and not more than dates are over; claims open
	/// at most once, and then nothing is due; dates that wait are counted once each: `day[i] < day[i + 1] < due`,
	/// `counted_at <= opened_at`, `|openings| <= done`, with claims `|openings| <= 1`, `due <= count.day[i] <
	/// count.day[i + 1]`, `count.heads > 0`.
	fn check_openings() -> Check {
		for programme in Programmes::<T>::iter_values() {
			let openings = &programme.openings;
			let in_order = openings.iter().zip(openings.iter().skip(1)).all(|(earlier, later)| {
				earlier.day < later.day && earlier.opened_at <= later.opened_at
			});
			ensure!(in_order, "I4: drops were not opened in order");
			let by_then = |opening: &Opening| opening.counted_at <= opening.opened_at;
			ensure!(openings.iter().all(by_then), "I4: people came after their drop");
			Self::check_counts(&programme)?;
			let (last, opened) = (openings.last().map(|opening| opening.day), openings.len());
			let is_running = matches!(programme.status, Status::Running { .. });
			if matches!(programme.plan, Plan::Cohort(_)) {
				let is_counted = usize::try_from(programme.done).is_ok_and(|done| opened <= done);
				ensure!(is_counted, "I4: more was opened than dates are over");
			} else {
				ensure!(opened <= 1, "I4: claims were opened twice");
				ensure!(!(opened == 1 && is_running), "I4: claims are open and due");
			}
			if let Status::Running { due, .. } = programme.status {
				ensure!(last.is_none_or(|last| last < due), "I4: a date is due again");
			}
		}
		Ok(())
	}

	/// The counts of I4.
	fn check_counts(programme: &ProgrammeOf<T>) -> Check {
		let counts = &programme.counts;
		let Status::Running { due, .. } = programme.status else {
			ensure!(counts.is_empty(), "I4: a date waits that never opens");
			return Ok(());
		};
		let days = counts.iter().map(|count| count.day);
		ensure!(days.clone().zip(days.skip(1)).all(|(a, b)| a < b), "I4: a date is counted twice");
		let is_right = |count: &Count| due <= count.day && count.heads > 0;
		ensure!(counts.iter().all(is_right), "I4: a date that waits is miscounted");
		Ok(())
	}

	/// I5: tallies count exactly the marks of claims (persons, or bits of a list), within the plan and the budget set
	/// aside: `tally.claims = |marks| <= plan.claims`, `tally.amount = sum(claim.amount) <= claims_budget`.
	fn check_claims() -> Check {
		for (number, tally) in Tallies::<T>::iter() {
			let programme = Programmes::<T>::get(number).ok_or("I5: a tally of no programme")?;
			let (mut claims, mut amount): (u32, Won) = (0, 0);
			for (_, claim) in Claims::<T>::iter_prefix(number) {
				claims = claims.saturating_add(1);
				amount = amount.checked_add(claim.amount).ok_or("I5: claims overflow")?;
				// A refund may take a payback back, whole.
				let may_be_nothing = matches!(programme.plan, Plan::Payback(_));
				ensure!(claim.amount > 0 || may_be_nothing, "I5: a claim of nothing");
			}
			let limit = match &programme.plan {
				Plan::Cohort(_) => 0,
				Plan::Place(plan) => plan.claims,
				Plan::Payback(plan) => plan.claims,
				Plan::List(plan) => {
					ensure!(claims == 0, "I5: a claim of a person where a list decides");
					claims = Self::count_list_claims(number, plan.entries)?;
					amount = tally.amount;
					plan.entries
				}
			};
			ensure!(tally == Tally { claims, amount }, "I5: claims are miscounted");
			ensure!(claims <= limit, "I5: more claims than the plan has");
			let budget = programme.claim_series().and(programme.plan.claims_budget()).unwrap_or(0);
			ensure!(amount <= budget, "I5: more was claimed than was set aside");
		}
		for (number, programme) in Programmes::<T>::iter() {
			let is_counted = Tallies::<T>::contains_key(number);
			ensure!(is_counted || programme.status == Status::Closed, "I5: nobody counts claims");
		}
		Ok(())
	}

	/// How many entries of a list are marked.
	fn count_list_claims(number: ProgrammeId, entries: u32) -> Result<u32, TryRuntimeError> {
		let mut found: u32 = 0;
		for (chunk, claimed) in ListClaims::<T>::iter_prefix(number) {
			let last = claimed.last().ok_or("I5: an empty chunk of a list is kept")?;
			let index = chunk.checked_mul(256).and_then(|first| first.checked_add(last));
			ensure!(index.is_some_and(|index| index < entries), "I5: a mark beyond the list");
			found = found.saturating_add(claimed.count());
		}
		Ok(found)
	}

	/// I6: a receipt stands in at most one payback and is pledged as long as the receipt exists; a claim at a place
	/// names none: `|{claim : receipt in claim.receipts}| <= 1`, `receipt exists => is_pledged`. Where each payment counts by
	/// itself a claim names months in their order instead: `month <= per_month`, `sum(months) <= amount`.
	fn check_pledges() -> Check {
		let mut named = BTreeSet::new();
		for (number, _, claim) in Claims::<T>::iter() {
			let programme = Programmes::<T>::get(number).ok_or("I6: a claim of no programme")?;
			let reward = match &programme.plan {
				Plan::Payback(plan) => Some(plan.reward),
				_ => None,
			};
			let names_receipts = reward.is_some_and(|reward| !reward.is_repeated());
			let has_receipts = !claim.receipts.is_empty();
			ensure!(names_receipts == has_receipts, "I6: a claim has the wrong receipts");
			Self::check_months(reward, &claim)?;
			for receipt in claim.receipts {
				ensure!(named.insert(receipt), "I6: a receipt was paid back twice");
				let facts = T::Receipts::receipt(receipt);
				ensure!(facts.is_none_or(|facts| facts.is_pledged), "I6: a receipt is not pledged");
			}
		}
		Ok(())
	}

	fn check_months(reward: Option<Reward>, claim: &Claim) -> Check {
		let months = &claim.months;
		let Some(Reward::Each { per_month, .. }) = reward else {
			ensure!(months.is_empty(), "I6: a claim has months that nobody counts");
			return Ok(());
		};
		let in_order = months.iter().zip(months.iter().skip(1)).all(|(a, b)| a.0 < b.0);
		ensure!(in_order, "I6: a claim has a month twice");
		let sum: Won = months.iter().map(|(_, used)| *used).sum();
		let within = months.iter().all(|(_, used)| *used <= per_month);
		ensure!(within && sum <= claim.amount, "I6: a claim has more of a month than it may");
		Ok(())
	}

	/// I7: an opening counts exactly the people given it later, each once and within the plan, and nobody is noted for
	/// a forgotten opening: `opening.granted = |arrears(opening)| <= max_arrears`.
	fn check_arrears() -> Check {
		for (number, day, granted) in Arrears::<T>::iter() {
			let mut programme = Programmes::<T>::get(number).ok_or("I7: arrears of nothing")?;
			let most = match &programme.plan {
				Plan::Cohort(plan) => plan.max_arrears,
				_ => 0,
			};
			let opening = programme.opening_of(day).ok_or("I7: arrears of a forgotten opening")?;
			ensure!(opening.granted == count(&granted), "I7: arrears are miscounted");
			ensure!(opening.granted <= most, "I7: more arrears than the plan has");
			let in_order = granted.iter().zip(granted.iter().skip(1)).all(|(a, b)| a < b);
			ensure!(in_order, "I7: a person was given a drop twice");
		}
		for (number, programme) in Programmes::<T>::iter() {
			for opening in programme.openings.iter().filter(|opening| opening.granted > 0) {
				let is_noted = Arrears::<T>::contains_key(number, opening.day);
				ensure!(is_noted, "I7: nobody knows who was given arrears");
			}
		}
		Ok(())
	}

	/// I8: a programme at a place counts its beacons, which stand in its zones and saw no more visitors in a slot than
	/// they may; other programmes have none: `programme.beacons = |beacons| <= MAX_BEACONS`,
	/// `max(used, used_before) <= per_slot`.
	fn check_beacons() -> Check {
		let mut counted = BTreeMap::<ProgrammeId, u32>::new();
		for (number, _, beacon) in Beacons::<T>::iter() {
			let programme = Programmes::<T>::get(number).ok_or("I8: a beacon of no programme")?;
			let Plan::Place(plan) = &programme.plan else {
				return Err("I8: a beacon where there is no place".into());
			};
			ensure!(plan.zones.contains(&beacon.zone), "I8: a beacon stands elsewhere");
			let most = beacon.used.max(beacon.used_before);
			ensure!(most <= beacon.per_slot, "I8: a beacon saw too many visitors");
			let own = counted.entry(number).or_default();
			*own = own.saturating_add(1);
		}
		for (number, programme) in Programmes::<T>::iter() {
			let own = counted.remove(&number).unwrap_or(0);
			ensure!(programme.beacons == own, "I8: beacons are miscounted");
			ensure!(own <= MAX_BEACONS, "I8: too many beacons");
		}
		Ok(())
	}

	/// I9: every number was given, and marks, claims and beacons belong to a programme that exists: `id < next`,
	/// `claim.programme in programmes`.
	fn check_numbers() -> Check {
		let next = NextProgramme::<T>::get();
		ensure!(Programmes::<T>::iter_keys().all(|id| id < next), "I9: a programme has no number");
		let next = NextBeacon::<T>::get();
		ensure!(Beacons::<T>::iter_keys().all(|(_, id)| id < next), "I9: a beacon has no number");
		let exists = |number: &ProgrammeId| Programmes::<T>::contains_key(number);
		let has_claims = Claims::<T>::iter_keys().all(|(number, _)| exists(&number));
		ensure!(has_claims, "I9: a claim of no programme");
		for (number, _) in ListClaims::<T>::iter_keys() {
			let plan = Programmes::<T>::get(number).map(|programme| programme.plan);
			ensure!(matches!(plan, Some(Plan::List(_))), "I9: marks of no list");
		}
		Ok(())
	}

	/// I10: plans are sound, and only a running programme for a cohort has a change announced, which is sound and of
	/// the same issuers: `change.per_head > 0`, `change.claim_days != 0`, `issuers(change) = issuers(programme)`.
	fn check_plans() -> Check {
		for programme in Programmes::<T>::iter_values() {
			ensure!(programme.plan.is_sound(), "I10: a plan is not sound");
			let is_running = matches!(programme.status, Status::Running { .. });
			let is_cohort = matches!(programme.plan, Plan::Cohort(_));
			let can_hold = programme.changes.is_empty() || (is_running && is_cohort);
			ensure!(can_hold, "I10: a change that can never hold");
			let issuers = T::Drops::issuers(&programme.template);
			let is_sound = |new: &NewTermsOf<T>| {
				new.per_head > 0
					&& new.claim_days != Some(0)
					&& T::Drops::issuers(&new.template) == issuers
			};
			let mut changes = programme.changes.iter();
			ensure!(changes.all(|own| is_sound(&own.value)), "I10: a change is not sound");
		}
		Ok(())
	}
}
