// SPDX-License-Identifier: Apache-2.0

//! Who takes what the dead left, for the neighbours.

use chungnam_primitives::{Moment, PersonId};

use crate::{Config, Heirs, Pallet, UnclaimedSince};

impl<T: Config> chungnam_ports::Estates for Pallet<T> {
	/// Reads one entry. An heir is named when a death is final, and only then.
	fn heir_of(dead: PersonId) -> Option<PersonId> {
		Heirs::<T>::get(dead).filter(|own| own.has_accepted).map(|own| own.person)
	}

	/// Reads the person and the heir, and when those died who are dead: the person, and the heir or the one before.
	fn unclaimed_since(dead: PersonId) -> Option<Moment> {
		let died_at = Self::died_at(dead)?;
		match <Self as chungnam_ports::Estates>::heir_of(dead) {
			Some(heir) => Self::died_at(heir),
			None => Some(UnclaimedSince::<T>::get(dead).unwrap_or(died_at)),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId) {
		let buried = Self::do_record_death(dead);
		debug_assert!(buried.is_ok(), "the person lives");
		crate::Deaths::<T>::remove(dead);
		Heirs::<T>::insert(dead, crate::Heir { person: heir, has_accepted: true });
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unclaimed(dead: PersonId, heir: PersonId) {
		<Self as chungnam_ports::Estates>::benchmark_heir(dead, heir);
		let buried = Self::do_record_death(heir);
		debug_assert!(buried.is_ok(), "the heir lives");
	}
}
