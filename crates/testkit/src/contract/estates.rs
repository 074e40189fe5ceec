// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Estates, Standing};
use chungnam_primitives::PersonId;

use super::Town;

/// A town in which people inherit.
pub trait Notary: Town<Registry: Estates> {
	/// The heir, who has this key, accepts what a dead person left. Succeeds.
	fn accept(dead: PersonId, heir: PersonId, key: &Self::AccountId);
}

/// The contract of [`Estates`].
pub fn estates<T: Notary>() {
	let [key, heirs_key] = [1, 2].map(T::account);
	let [home, _] = T::ZONES;
	let (dead, heir) = (T::register(&key, home), T::register(&heirs_key, home));
	let heir_of = |person| <T::Registry as Estates>::heir_of(person);
	assert_eq!(heir_of(dead), None, "nobody inherits from the living");
	T::set_standing(dead, Standing::Deceased);
	assert_eq!(heir_of(dead), None, "nobody accepted");
	T::accept(dead, heir, &heirs_key);
	assert_eq!((heir_of(dead), heir_of(heir)), (Some(heir), None));
	assert_eq!(heir_of(PersonId(dead.0 + 1_000)), None, "a number never given");
}
