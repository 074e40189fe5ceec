// SPDX-License-Identifier: Apache-2.0

//! Electors: entered on a roll, taken off, and moved with their home.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use chungnam_frame_kit::Clock;
use chungnam_ports::{Stays, MAX_LIFE};
use chungnam_primitives::{is_region, Moment, PersonId, RegionId, ZoneId};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	ceiling_of, entered, impl_cohorts::one, is_near_ceiling, left, roll_of, BatchOf, Ceilings,
	Config, ElectorStays, Error, Event, Pallet, Rolls, PROVINCE_ROLL,
};

impl<T: Config> Pallet<T> {
	/// The homes of people who are to be entered or taken off.
	pub(crate) fn homes_of(people: &[PersonId]) -> Result<Vec<ZoneId>, DispatchError> {
		people.iter().map(|person| Ok(Self::load_person(*person)?.zone)).collect()
	}

	/// Enters people on the roll of the region where they live.
	pub(crate) fn do_grant_elector(people: BatchOf<T, PersonId>) -> DispatchResult {
		Self::grant_elector_at(T::Time::moment(), people)
	}

	/// Enters at `now`, which genesis must give, for it has no clock.
	pub(crate) fn grant_elector_at(now: Moment, people: BatchOf<T, PersonId>) -> DispatchResult {
		let mut named = BTreeSet::new();
		let mut changed = Vec::with_capacity(people.len());
		let mut more: BTreeMap<RegionId, u32> = BTreeMap::new();
		for id in &people {
			ensure!(named.insert(*id), Error::<T>::AlreadyElector);
			let person = Self::load_living(*id)?;
			ensure!(!person.is_visitor(), Error::<T>::NotResident);
			let stays = ElectorStays::<T>::get(id);
			let region = person.zone.region;
			ensure!(roll_of(&stays) != Some(region), Error::<T>::AlreadyElector);
			let after = Self::entered_at(&stays, region, now);
			changed.push((*id, stays, after.ok_or(Error::<T>::MaxStaysExceeded)?));
			let count = more.entry(region).or_default();
			*count = count.saturating_add(1); // at most a batch
		}
		for (region, count) in &more {
			Self::ensure_below_ceiling(*region, *count)?;
		}
		for (id, before, after) in changed {
			Self::put_stays(id, &before, after, now);
		}
		Self::deposit_event(Event::ElectorsGranted { people, since: Self::next_moment(now) });
		more.into_keys().for_each(Self::warn_of_ceiling);
		Ok(())
	}

	/// So many more fit on the roll of a region.
	fn ensure_below_ceiling(region: RegionId, more: u32) -> Result<(), Error<T>> {
		let Some(adults) = Ceilings::<T>::get(region) else { return Ok(()) };
		let heads = Rolls::<T>::get(region).heads.saturating_add(more);
		ensure!(heads <= ceiling_of(adults), Error::<T>::CeilingReached);
		Ok(())
	}

	fn warn_of_ceiling(region: RegionId) {
		let Some(adults) = Ceilings::<T>::get(region) else { return };
		let heads = Rolls::<T>::get(region).heads;
		if is_near_ceiling(heads, adults) {
			Self::deposit_event(Event::RollNearCeiling { region, heads, adults });
		}
	}

	pub(crate) fn do_set_ceiling(region: RegionId, adults: Option<u32>) -> DispatchResult {
		ensure!(is_region(region), Error::<T>::RegionNotFound);
		Ceilings::<T>::set(region, adults);
		Self::deposit_event(Event::CeilingSet { region, adults });
		Ok(())
	}

	/// Takes people off the roll on which they stand.
	pub(crate) fn do_withdraw_elector(people: BatchOf<T, PersonId>) -> DispatchResult {
		let now = T::Time::moment();
		let until = Self::next_moment(now);
		let mut named = BTreeSet::new();
		for id in &people {
			ensure!(named.insert(*id), Error::<T>::NotElector);
			ensure!(roll_of(&ElectorStays::<T>::get(id)).is_some(), Error::<T>::NotElector);
		}
		for id in &people {
			Self::leave_roll(*id, now);
		}
		Self::deposit_event(Event::ElectorsWithdrawn { people, until });
		Ok(())
	}

	/// An elector who moves is on the roll of the new home from the next moment on; one who leaves the province, on none. A
	/// person who moved more often than stays are remembered keeps the old place until an attester enters them anew.
	pub(crate) fn follow_home(id: PersonId, zone: ZoneId) {
		let stays = ElectorStays::<T>::get(id);
		if roll_of(&stays).is_none_or(|region| region == zone.region) {
			return;
		}
		let now = T::Time::moment();
		if zone == ZoneId::OUTSIDE {
			Self::leave_roll(id, now);
		} else if let Some(after) = Self::entered_at(&stays, zone.region, now) {
			Self::put_stays(id, &stays, after, now);
			let since = Self::next_moment(now);
			Self::deposit_event(Event::ElectorMoved { person: id, region: zone.region, since });
		}
	}

	/// Ends the stay of a person who leaves or dies. What was counted before stays.
	pub(crate) fn leave_roll(id: PersonId, now: Moment) {
		let stays = ElectorStays::<T>::get(id);
		if roll_of(&stays).is_some() {
			let after = left(&stays, Self::next_moment(now));
			Self::put_stays(id, &stays, after, now);
		}
	}

	/// Enters a person again whose death was undone. Above the ceiling, and where stays have no room, an attester does later:
	/// else an office could let people die and rise to get round the ceiling.
	pub(crate) fn return_to_roll(id: PersonId, region: RegionId, now: Moment) {
		let stays = ElectorStays::<T>::get(id);
		let fits = is_region(region) && Self::ensure_below_ceiling(region, 1).is_ok();
		let Some(after) = Self::entered_at(&stays, region, now).filter(|_| fits) else { return };
		Self::put_stays(id, &stays, after, now);
		let (people, since) = (one::<T>(id), Self::next_moment(now));
		Self::deposit_event(Event::ElectorsGranted { people, since });
		Self::warn_of_ceiling(region);
	}

	fn entered_at(stays: &Stays, region: RegionId, now: Moment) -> Option<Stays> {
		entered(stays, region, Self::next_moment(now), now.saturating_sub(MAX_LIFE))
	}

	/// Stores stays, and counts the change on both rolls and on the province's.
	fn put_stays(id: PersonId, before: &Stays, after: Stays, now: Moment) {
		let (from, to) = (roll_of(before), roll_of(&after));
		// Everyone on a roll was counted when entered (I12), and people are numbered by a `u32`.
		let less = |region| Self::change_roll(region, now, |heads| heads.saturating_sub(1));
		let more = |region| Self::change_roll(region, now, |heads| heads.saturating_add(1));
		if from != to {
			from.into_iter().for_each(less);
			to.into_iter().for_each(more);
		}
		match (from, to) {
			(None, Some(_)) => more(PROVINCE_ROLL),
			(Some(_), None) => less(PROVINCE_ROLL),
			_ => (),
		}
		if after.is_empty() {
			ElectorStays::<T>::remove(id);
		} else {
			ElectorStays::<T>::insert(id, after);
		}
	}

	fn change_roll(region: RegionId, now: Moment, change: impl Fn(u32) -> u32) {
		Rolls::<T>::mutate(region, |roll| *roll = roll.with_heads(change(roll.heads), now));
	}
}
