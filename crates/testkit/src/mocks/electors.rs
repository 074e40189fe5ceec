// SPDX-License-Identifier: Apache-2.0

//! The rolls of regions.

use chungnam_ports::{Body, Cohorts, Elector, Electors, Stay, Stays};
use chungnam_primitives::{is_region, Moment, PersonId, RegionId};
use codec::Codec;
use frame_support::{pallet_prelude::ValueQuery, storage_alias, Identity};

use super::{key_of, Key, MockRegistry, Now};

#[storage_alias(verbatim)]
type ElectorStays = StorageMap<Testkit, Identity, PersonId, Stays, ValueQuery>;
#[storage_alias(verbatim)]
type Cards = StorageMap<Testkit, Identity, Key, ()>;
/// Heads without a person behind them.
#[storage_alias(verbatim)]
type Pretended = StorageMap<Testkit, Identity, RegionId, u32, ValueQuery>;

impl MockRegistry {
	/// Puts a person on the roll of a region from `since` on. A stay that is open ends there.
	pub fn enter_roll(person: PersonId, region: RegionId, since: Moment) {
		Self::leave_roll_at(person, since);
		ElectorStays::mutate(person, |stays| {
			if stays.is_full() {
				stays.remove(0);
			}
			stays.try_push(Stay { region, since, until: None }).expect("there is room");
		});
	}

	/// Takes a person off the roll from the next moment on.
	pub fn leave_roll(person: PersonId) {
		Self::leave_roll_at(person, Now::get() + 1);
	}

	fn leave_roll_at(person: PersonId, until: Moment) {
		ElectorStays::mutate(person, |stays| {
			for stay in stays.iter_mut().filter(|stay| stay.until.is_none()) {
				stay.until = Some(until);
			}
		});
	}

	/// Pretends that so many people more count in a region.
	pub fn pretend_heads(region: RegionId, heads: u32) {
		Pretended::insert(region, heads);
	}

	/// Makes a key a card.
	pub fn make_card(key: &impl Codec) {
		Cards::insert(key_of(key), ());
	}

	fn heads_on(regions: impl Fn(RegionId) -> bool, now: Moment) -> u32 {
		let counts = |stay: &Stay| regions(stay.region) && stay.covers(now);
		let people = ElectorStays::iter_values().filter(|stays| stays.iter().any(counts)).count();
		let others = Pretended::iter().filter(|(region, _)| regions(*region));
		people as u32 + others.map(|(_, heads)| heads).sum::<u32>()
	}
}

impl<AccountId: Codec + Clone> Electors<AccountId> for MockRegistry {
	fn heads_at(body: &Body, now: Moment) -> Option<u32> {
		match body {
			Body::Province => Some(Self::heads_on(|_| true, now)),
			Body::Regions(regions) => {
				let are_regions = (0..32).all(|bit| !regions.contains(bit) || is_region(bit));
				are_regions.then(|| Self::heads_on(|region| regions.contains(region), now))
			}
			Body::Cohort(cohort) => <Self as Cohorts>::heads_at(*cohort, now),
			Body::Seats(_) | Body::Holders(_) => None,
		}
	}

	fn elector(person: PersonId) -> Option<Elector> {
		let member = Self::member(person)?;
		let stays = ElectorStays::get(person);
		Some(Elector { standing: member.profile.standing, stays, enrolments: member.enrolments })
	}

	fn is_card(who: &AccountId) -> bool {
		Cards::contains_key(key_of(who))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_elector(key: &AccountId, region: RegionId, heads: u32) -> PersonId {
		use chungnam_ports::People;
		let zone = chungnam_primitives::ZoneId::new(region, 1);
		let person = Self::benchmark_person(key, zone);
		Self::enter_roll(person, region, 0);
		Self::pretend_heads(region, heads);
		person
	}
}
