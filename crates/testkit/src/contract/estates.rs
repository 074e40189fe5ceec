// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Estates, Standing, StillClaimed, Unclaimed};
use chungnam_primitives::PersonId;

use super::Town;
use crate::now;

/// A town in which people inherit.
pub trait Notary: Town<Registry: Estates + Unclaimed<<Self as Town>::AccountId>> {
	/// An heir is named who has not accepted, in place of nobody or of one who died. Succeeds.
	fn name(dead: PersonId, heir: PersonId);
	/// The heir, who has this key, accepts what a dead person left. Succeeds.
	fn accept(dead: PersonId, heir: PersonId, key: &Self::AccountId);
}

/// The contract of [`Estates`].
pub fn estates<T: Notary>() {
	let [key, heirs_key] = [1, 2].map(T::account);
	let [home, _] = T::ZONES;
	let (dead, heir) = (T::register(&key, home), T::register(&heirs_key, home));
	let heir_of = |person| <T::Registry as Estates>::heir_of(person);
	let unclaimed_since = |person| <T::Registry as Estates>::unclaimed_since(person);
	assert_eq!(heir_of(dead), None, "nobody inherits from the living");
	assert_eq!(unclaimed_since(dead), None, "the living claim their own");
	let died_at = now();
	T::set_standing(dead, Standing::Deceased);
	assert_eq!(heir_of(dead), None, "nobody accepted");
	T::pass(1_000);
	assert_eq!(unclaimed_since(dead), Some(died_at));
	T::accept(dead, heir, &heirs_key);
	assert_eq!((heir_of(dead), heir_of(heir)), (Some(heir), None));
	assert_eq!((unclaimed_since(dead), unclaimed_since(heir)), (None, None), "the heir claims");
	let never = PersonId(dead.0 + 1_000);
	assert_eq!((heir_of(never), unclaimed_since(never)), (None, None), "a number never given");
	T::pass(1_000);
	let ended_at = now();
	T::set_standing(heir, Standing::Deceased);
	assert_eq!(unclaimed_since(dead), Some(ended_at), "the heir died too");
}

/// The contract of [`Unclaimed`].
pub fn unclaimed<T: Notary>() {
	let [old_key, key, heirs_key, nobodys] = [1, 2, 3, 4].map(T::account);
	let [home, _] = T::ZONES;
	let (dead, heir) = (T::register(&old_key, home), T::register(&heirs_key, home));
	T::recover(dead, &old_key, &key);
	let left_by = |key| <T::Registry as Unclaimed<<T as Town>::AccountId>>::left_by(key);
	for own in [&old_key, &key, &heirs_key, &nobodys] {
		assert_eq!(left_by(own), Err(StillClaimed::NotDeceased), "{own:?}");
	}
	let died_at = now();
	T::set_standing(dead, Standing::Deceased);
	T::pass(1_000);
	for own in [&old_key, &key] {
		assert_eq!(left_by(own), Ok((dead, died_at)), "keys and former keys: {own:?}");
	}
	T::accept(dead, heir, &heirs_key);
	for own in [&old_key, &key] {
		assert_eq!(left_by(own), Err(StillClaimed::Inherited), "{own:?}");
	}
	assert_eq!(left_by(&heirs_key), Err(StillClaimed::NotDeceased), "the heir lives");
	T::pass(1_000);
	let ended_at = now();
	T::set_standing(heir, Standing::Deceased);
	T::pass(1_000);
	for own in [&old_key, &key] {
		assert_eq!(left_by(own), Ok((dead, ended_at)), "the heir died too: {own:?}");
	}
	assert_eq!(left_by(&heirs_key), Ok((heir, ended_at)));
	let other = T::register(&nobodys, home);
	T::name(dead, other);
	for own in [&old_key, &key] {
		assert_eq!(left_by(own), Ok((dead, ended_at)), "another has as long: {own:?}");
	}
}
