// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{People, PersonProfile, Standing, WardAct, RETURN};
use chungnam_primitives::{PersonId, RegionSet, ZoneId, DAYS};

use super::Town;
use crate::now;

/// The contract of [`People`].
pub fn people<T: Town>() {
	let [key, new_key, other_key] = [1, 2, 3].map(T::account);
	let [home, elsewhere] = T::ZONES;
	assert_eq!((person_of::<T>(1), former_of::<T>(1)), (None, None), "nobody's account");

	let person = T::register(&key, home);
	assert_eq!(T::Registry::person_of(&key), Some(person));
	let other = T::register(&other_key, elsewhere);
	assert_ne!(person, other, "two people have two numbers");
	let profile = |zone, standing| Some(PersonProfile { zone, standing });
	assert_eq!(T::Registry::profile(person), profile(home, Standing::Active));
	assert_eq!(T::Registry::profile(PersonId(other.0 + 1)), None, "a number never given");
	T::move_to(person, elsewhere);
	assert_eq!(T::Registry::profile(person), profile(elsewhere, Standing::Active));

	T::set_standing(person, Standing::Frozen);
	assert_eq!(T::Registry::profile(person), profile(elsewhere, Standing::Frozen));
	assert_eq!(T::Registry::person_of(&key), Some(person), "a frozen person keeps their keys");
	T::set_standing(person, Standing::Active);

	assert_eq!(T::Registry::acts_since(person), None, "no key was voided");
	T::pass(60_000);
	T::recover(person, &key, &new_key);
	let recovered = Some(now());
	T::pass(60_000);
	assert_eq!(T::Registry::acts_since(person), recovered);
	assert_eq!(T::Registry::acts_since(other), None, "another's recovery");
	assert_eq!((person_of::<T>(1), former_of::<T>(1)), (None, Some(person)));
	assert_eq!((person_of::<T>(2), former_of::<T>(2)), (Some(person), None));

	guardians::<T>(person, other);

	T::set_standing(person, Standing::Deceased);
	assert_eq!(T::Registry::profile(person), profile(elsewhere, Standing::Deceased));
	assert_eq!(T::Registry::acts_since(person), None, "the dead do not act");
}

/// The contract of [`People::resident_since`]: a registration and a move from elsewhere begin anew, a move among the regions
/// of the question and a direct return within [`RETURN`] do not.
pub fn residence<T: Town>() {
	let [home, other_area] = T::ZONES;
	let next_door = ZoneId::new(if home.region == 1 { 2 } else { 1 }, 0);
	let (here, both) =
		(RegionSet::of(&[home.region]), RegionSet::of(&[home.region, next_door.region]));
	T::pass(60_000);
	let person = T::register(&T::account(1), home);
	let since = |regions: &RegionSet| T::Registry::resident_since(person, regions);
	let registered = now();
	assert_eq!(since(&here), Some(registered));
	let stranger = PersonId(person.0 + 1_000);
	assert_eq!(T::Registry::resident_since(stranger, &here), None, "a number never given");

	T::pass(60_000);
	T::move_to(person, other_area);
	assert_eq!(since(&here), Some(registered), "the region is the same");
	T::pass(60_000);
	T::move_to(person, next_door);
	assert_eq!((since(&here), since(&both)), (None, Some(registered)));
	assert_eq!(since(&RegionSet::of(&[next_door.region])), Some(now()));
	T::pass(RETURN - 1);
	T::move_to(person, home);
	assert_eq!((since(&here), since(&both)), (Some(registered), Some(registered)));
	T::move_to(person, next_door);
	T::pass(RETURN);
	T::move_to(person, home);
	assert_eq!(since(&here), Some(now()));
}

fn guardians<T: Town>(guardian: PersonId, ward: PersonId) {
	let until = now() + 30 * DAYS;
	let may = |at| {
		let acts = [WardAct::Spend, WardAct::Claim];
		acts.map(|act| T::Registry::is_guardian(guardian, ward, act, at))
	};
	assert_eq!(may(now()), [false, false]);
	T::appoint_guardian(guardian, ward, until);
	assert_eq!((may(now()), may(until - 1)), ([true, true], [true, true]));
	assert_eq!(may(until), [false, false], "the end is not included");
	assert!(!T::Registry::is_guardian(ward, guardian, WardAct::Spend, now()), "not reversed");
	T::set_standing(guardian, Standing::Frozen);
	assert_eq!(may(now()), [false, false], "a frozen guardian does nothing");
	T::set_standing(guardian, Standing::Active);
	assert_eq!(may(now()), [true, true]);
}

fn person_of<T: Town>(account: u8) -> Option<PersonId> {
	T::Registry::person_of(&T::account(account))
}

fn former_of<T: Town>(account: u8) -> Option<PersonId> {
	T::Registry::former_key_of(&T::account(account))
}
