// SPDX-License-Identifier: Apache-2.0

//! Who takes what the dead left, for the neighbours.

use chungnam_primitives::PersonId;

use crate::{Config, Heirs, Pallet};

impl<T: Config> chungnam_ports::Estates for Pallet<T> {
	/// Reads one entry. An heir is named when a death is final, and only then.
	fn heir_of(dead: PersonId) -> Option<PersonId> {
		Heirs::<T>::get(dead).filter(|own| own.has_accepted).map(|own| own.person)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId) {
		let buried = Self::do_record_death(dead);
		debug_assert!(buried.is_ok(), "the person lives");
		crate::Deaths::<T>::remove(dead);
		Heirs::<T>::insert(dead, crate::Heir { person: heir, has_accepted: true });
	}
}
