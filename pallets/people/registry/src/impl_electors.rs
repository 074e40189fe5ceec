// SPDX-License-Identifier: Apache-2.0

//! Who may vote where, for the neighbours.

use chungnam_ports::{Body, Elector};
use chungnam_primitives::{Moment, PersonId, RegionSet, REGIONS};

use crate::{Cohorts, Config, ElectorStays, KeyKind, Pallet, People, Rolls, PROVINCE_ROLL};

impl<T: Config> chungnam_ports::Electors<T::AccountId> for Pallet<T> {
	/// Reads a roll for each region, at most 15, or one cohort.
	fn heads_at(body: &Body, now: Moment) -> Option<u32> {
		match body {
			Body::Province => Some(Rolls::<T>::get(PROVINCE_ROLL).heads_at(now)),
			Body::Regions(regions) => {
				let named = (1..=REGIONS).filter(|region| regions.contains(*region));
				let heads = named.map(|region| Rolls::<T>::get(region).heads_at(now));
				// A person stands on one roll, and people are numbered by a `u32`.
				let heads = heads.fold(0, u32::saturating_add);
				RegionSet::province().covers(regions).then_some(heads)
			}
			Body::Cohort(cohort) => Cohorts::<T>::get(cohort).map(|cohort| cohort.heads_at(now)),
			Body::Seats(_) | Body::Holders(_) => None,
		}
	}

	/// Reads the person and their stays, which a payment does not need.
	fn elector(person: PersonId) -> Option<Elector> {
		let known = People::<T>::get(person)?;
		let stays = ElectorStays::<T>::get(person);
		Some(Elector { standing: known.standing, stays, enrolments: known.enrolments })
	}

	/// Reads the key and the person.
	fn is_card(who: &T::AccountId) -> bool {
		Self::live_key(who).is_some_and(|(record, _)| record.kind == KeyKind::Card)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_elector(
		key: &T::AccountId,
		region: chungnam_primitives::RegionId,
		heads: u32,
	) -> PersonId {
		let zone = chungnam_primitives::ZoneId::new(region, 0);
		let person = <Self as chungnam_ports::People<T::AccountId>>::benchmark_person(key, zone);
		let people = crate::BatchOf::<T, _>::truncate_from(alloc::vec![person]);
		let granted = Self::grant_elector_at(0, people);
		debug_assert!(granted.is_ok(), "the person lives in the region");
		for roll in [PROVINCE_ROLL, region] {
			Rolls::<T>::mutate(roll, |own| {
				own.heads = own.heads.saturating_add(heads);
				own.heads_before = own.heads;
			});
		}
		person
	}
}
