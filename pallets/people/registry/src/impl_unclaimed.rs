// SPDX-License-Identifier: Apache-2.0

//! What the dead left and nobody alive can claim, for the neighbours.

use chungnam_ports::{Estates, StillClaimed, Unclaimed};
use chungnam_primitives::{Moment, PersonId};

use crate::{Config, Keys, Pallet};

impl<T: Config> Unclaimed<T::AccountId> for Pallet<T> {
	/// Reads the key, the person and the heir, and when those died who are dead: the person, and the heir or the one before.
	/// No key of a dead person counts.
	fn left_by(key: &T::AccountId) -> Result<(PersonId, Moment), StillClaimed> {
		let record = Keys::<T>::get(key).ok_or(StillClaimed::NotDeceased)?;
		Self::died_at(record.person).ok_or(StillClaimed::NotDeceased)?;
		let since = <Self as Estates>::unclaimed_since(record.person);
		let since = since.ok_or(StillClaimed::Inherited)?;
		Ok((record.person, since))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left(key: &T::AccountId) -> PersonId {
		let zone = chungnam_primitives::ZoneId::new(1, 0);
		let dead = <Self as chungnam_ports::People<T::AccountId>>::benchmark_person(key, zone);
		let heir = crate::NextPerson::<T>::get();
		let commitment = sp_io::hashing::blake2_256(&heir.0.to_le_bytes()).into();
		let registered = Self::register_all(&[crate::Newcomer { commitment, zone, key: None }]);
		debug_assert!(registered.is_ok(), "the number is new");
		<Self as Estates>::benchmark_unclaimed(dead, heir);
		dead
	}
}
