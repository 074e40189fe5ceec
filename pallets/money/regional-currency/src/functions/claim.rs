// SPDX-License-Identifier: Apache-2.0

//! Latent lots: how they become lots, and how they lapse.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, CohortsExt, PeopleExt};
use chungnam_ports::{Issuance, Member, People, Published, Source, Unfit, WardAct};
use chungnam_primitives::{CohortId, Moment, PersonId, SeriesId, Won};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use super::{Effort, Purse};
use crate::{claims::Claims, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim(who: &T::AccountId, effort: &mut Effort) -> DispatchResult {
		let person = T::People::behind(who).map_err(Error::<T>::from)?;
		let member = T::Cohorts::active_member(person).map_err(Error::<T>::from)?;
		Self::claim_as(person, &member, effort)
	}

	pub(crate) fn do_claim_for(
		who: &T::AccountId,
		ward: PersonId,
		effort: &mut Effort,
	) -> DispatchResult {
		if T::People::active(ward) == Err(Unfit::Frozen) {
			// What is latent becomes a lot and stays the person's: nothing can be spent before the person is free again.
			let member = T::Cohorts::living_member(ward).map_err(Error::<T>::from)?;
			return Self::claim_as(ward, &member, effort);
		}
		let guardian = T::People::acting(who).map_err(Error::<T>::from)?;
		let may_claim = T::People::is_guardian(guardian, ward, WardAct::Claim, T::Time::moment());
		ensure!(may_claim, Error::<T>::NotAuthorized);
		let member = T::Cohorts::active_member(ward).map_err(Error::<T>::from)?;
		Self::claim_as(ward, &member, effort)
	}

	fn claim_as(person: PersonId, member: &Member, effort: &mut Effort) -> DispatchResult {
		let mut purse = Purse::<T>::open(person, T::Time::moment());
		purse.claim(member, PaymentState::<T>::get().last_drop);
		purse.note(effort);
		ensure!(!purse.claims.drops.is_empty(), Error::<T>::NothingToClaim);
		purse.keep()
	}

	/// Writes down what became of latent lots.
	pub(super) fn keep_claims(person: PersonId, seen: u32, claims: Claims) -> DispatchResult {
		for list in claims.lists.into_iter().filter(|list| list.is_changed) {
			Self::store_drops(list.cohort, list.drops);
		}
		if claims.has_advanced {
			Self::deposit_event(Event::Claimed { person, seen, drops: claims.drops });
		}
		for (series, amount) in claims.withheld {
			Self::take_withheld(series, person, amount)?;
		}
		Ok(())
	}

	/// Puts what a debt withheld of a lot into the budget of its series. At the end it goes to the funders with the rest.
	pub(crate) fn take_withheld(series: SeriesId, person: PersonId, amount: Won) -> DispatchResult {
		Self::return_to_budget(series, amount, 0)?;
		Self::deposit_event(Event::Withheld { series, person, amount });
		Ok(())
	}

	/// Keeps the open drops of a cohort, or nothing when there are none.
	pub(crate) fn store_drops(cohort: CohortId, drops: DropList) {
		if drops.is_empty() {
			DropsByCohort::<T>::remove(cohort);
		} else {
			DropsByCohort::<T>::insert(cohort, drops);
		}
	}

	/// The drops of a cohort that did not lapse yet, with their ends as they are known at `now`, and how many series were
	/// looked at for it.
	pub(crate) fn known_drops(cohort: CohortId, now: Moment) -> (DropList, u32) {
		let mut drops = DropsByCohort::<T>::get(cohort);
		let mut looked_at: u32 = 0;
		for drop in drops.iter_mut().filter(|drop| drop.ends <= now) {
			looked_at = looked_at.saturating_add(1); // a list holds at most MAX_DROPS
			if let Some(series) = SeriesById::<T>::get(drop.series) {
				drop.extend(series.rules_at(now).expires);
			}
		}
		(drops, looked_at)
	}

	/// The open drops of a cohort at `now`: those that can still be claimed, and those that lapse.
	pub(crate) fn sort_drops(cohort: CohortId, now: Moment) -> (DropList, Vec<OpenDrop>) {
		let (mut living, _) = Self::known_drops(cohort, now);
		let over = living.iter().filter(|drop| drop.claim_until <= now).cloned().collect();
		living.retain(|drop| now < drop.claim_until);
		(living, over)
	}

	pub(crate) fn do_lapse(cohort: CohortId, effort: &mut Effort) -> DispatchResult {
		let (living, over) = Self::sort_drops(cohort, T::Time::moment());
		ensure!(!over.is_empty(), Error::<T>::NothingToLapse);
		effort.parts = Self::settle_drops(cohort, living, over)?;
		Ok(())
	}

	/// Keeps the living drops of a cohort, and lets the others lapse. Returns how many these are.
	pub(crate) fn settle_drops(
		cohort: CohortId,
		living: DropList,
		over: Vec<OpenDrop>,
	) -> Result<u32, DispatchError> {
		let count = u32::try_from(over.len()).unwrap_or(MAX_DROPS);
		Self::store_drops(cohort, living);
		over.into_iter().try_for_each(|drop| Self::lapse_drop(cohort, drop))?;
		Ok(count)
	}

	/// Gives back what nobody claimed of a drop that was taken off its cohort's list.
	pub(crate) fn lapse_drop(cohort: CohortId, drop: OpenDrop) -> DispatchResult {
		let series = drop.series;
		let definition = Self::load_series(series)?;
		let now = T::Time::moment();
		// Once the series has ended, everything outstanding expires with its sweep.
		let amount = match definition.has_ended(now) {
			true => 0,
			false => drop.latent().ok_or(Error::<T>::Overflow)?,
		};
		let rules = definition.rules_at(now);
		let division = divide(&definition.funders, rules.to_router, amount)
			.ok_or(DispatchError::from(Error::<T>::SharesNotOne))?;
		let Division { to_funders, to_router, .. } = division;

		if amount > 0 {
			Self::update_totals(series, |totals| totals.lapse(amount))?;
			Self::pay_out(series, &definition.funders, division, Source::ForfeitedIncome)?;
			Self::note_flow(|flow| {
				flow.lapsed = flow.lapsed.checked_add(amount)?;
				flow.to_funders = flow.to_funders.checked_add(to_funders)?;
				flow.to_router = flow.to_router.checked_add(to_router)?;
				Some(())
			})?;
			T::Issuance::publish(Published::Expired(amount))?;
		}
		Self::deposit_event(Event::Lapsed { cohort, series, amount, to_funders, to_router });
		Ok(())
	}
}
