// SPDX-License-Identifier: Apache-2.0

//! People, their keys and their guardians.

use chungnam_ports::{
	Estates, ManagedCohorts, People, PersonProfile, Standing, StillClaimed, Unclaimed, WardAct,
	RETURN,
};
use chungnam_primitives::{Moment, PersonId, RegionId, RegionSet, ZoneId};
use codec::Codec;
use frame_support::{pallet_prelude::ValueQuery, storage_alias, Identity};

use super::{cohorts::Stays, key_of, Key, MockRegistry, Now};
use crate::now;

#[storage_alias(verbatim)]
type Keys = StorageMap<Testkit, Identity, Key, PersonId>;
#[storage_alias(verbatim)]
type FormerKeys = StorageMap<Testkit, Identity, Key, PersonId>;
#[storage_alias(verbatim)]
type Profiles = StorageMap<Testkit, Identity, PersonId, PersonProfile>;
/// When a person was registered, and the regions that they left, with the moments.
#[storage_alias(verbatim)]
type Homes = StorageMap<Testkit, Identity, PersonId, (Moment, Vec<(RegionId, Moment)>), ValueQuery>;
#[storage_alias(verbatim)]
type Heirs = StorageMap<Testkit, Identity, PersonId, PersonId>;
/// When somebody's key was replaced last.
#[storage_alias(verbatim)]
type RecoveredAt = StorageMap<Testkit, Identity, PersonId, Moment>;
#[storage_alias(verbatim)]
type BuriedAt = StorageMap<Testkit, Identity, PersonId, Moment>;
#[storage_alias(verbatim)]
type Guardians = StorageDoubleMap<Testkit, Identity, PersonId, Identity, PersonId, Moment>;

impl MockRegistry {
	/// Makes `key` one of the keys of `person`, who lives in `zone`.
	pub fn add_person(key: impl Codec, person: PersonId, zone: ZoneId) {
		Keys::insert(key_of(&key), person);
		Profiles::insert(person, PersonProfile { zone, standing: Standing::Active });
	}

	/// Replaces a key by another, as a recovery does.
	pub fn recover_key<AccountId: Codec>(old: AccountId, new: AccountId) {
		if let Some(person) = Keys::take(key_of(&old)) {
			FormerKeys::insert(key_of(&old), person);
			Keys::insert(key_of(&new), person);
			RecoveredAt::insert(person, now());
		}
	}

	/// Voids a key, and lets an heir take what lies on it, as the registry does when an estate is accepted.
	pub fn inherit<AccountId: Codec>(key: AccountId, heir: PersonId) {
		Keys::remove(key_of(&key));
		FormerKeys::insert(key_of(&key), heir);
	}

	/// Lets an heir accept what a dead person left.
	pub fn make_heir(dead: PersonId, heir: PersonId) {
		Heirs::insert(dead, heir);
	}

	/// Names another heir, who has not accepted. Where the one of before died the time begins with that death.
	pub fn name_heir(dead: PersonId) {
		if let Some(ended_at) = Heirs::take(dead).and_then(BuriedAt::get) {
			BuriedAt::insert(dead, ended_at);
		}
	}

	/// Freezes, unfreezes or buries a person.
	pub fn set_standing(person: PersonId, standing: Standing) {
		Profiles::mutate_extant(person, |profile| profile.standing = standing);
	}

	/// Buries a person as the registry does: their stays in cohorts end with this moment.
	pub fn bury(person: PersonId) {
		Self::set_standing(person, Standing::Deceased);
		BuriedAt::insert(person, Now::get());
		for stay in Stays::get(person).iter().filter(|stay| stay.is_open()) {
			Self::unenrol(stay.cohort, person).expect("the stay is open");
		}
	}

	/// Moves a person to another zone.
	pub fn move_person(person: PersonId, zone: ZoneId) {
		Profiles::mutate_extant(person, |profile| {
			if profile.zone.region != zone.region {
				Homes::mutate(person, |(_, left)| left.push((profile.zone.region, now())));
			}
			profile.zone = zone;
		});
	}

	/// Lets a person be known since `at` only. Others have always been.
	pub fn register_at(person: PersonId, at: Moment) {
		Homes::mutate(person, |(registered, _)| *registered = at);
	}

	/// Lets `guardian` act for `ward` until `until`, not included.
	pub fn add_guardian(guardian: PersonId, ward: PersonId, until: Moment) {
		Guardians::insert(guardian, ward, until);
	}

	/// The person who has this key.
	pub(super) fn person_of_key(key: Key) -> Option<PersonId> {
		Keys::get(key)
	}

	/// What is known of a person, whatever accounts there are.
	pub(crate) fn profile_of(person: PersonId) -> Option<PersonProfile> {
		Profiles::get(person)
	}
}

impl<AccountId: Codec + Clone> People<AccountId> for MockRegistry {
	fn person_of(who: &AccountId) -> Option<PersonId> {
		Keys::get(key_of(who))
	}

	fn former_key_of(who: &AccountId) -> Option<PersonId> {
		FormerKeys::get(key_of(who))
	}

	fn profile(person: PersonId) -> Option<PersonProfile> {
		Profiles::get(person)
	}

	fn resident_since(person: PersonId, regions: &RegionSet) -> Option<Moment> {
		Profiles::get(person).filter(|own| regions.contains(own.zone.region))?;
		let (registered, left) = Homes::get(person);
		let mut since = registered;
		let mut before: Option<(RegionId, Moment)> = None;
		for (from, at) in left {
			let is_return = before.is_some_and(|(home, gone)| {
				regions.contains(home) && at.saturating_sub(gone) < RETURN
			});
			if !regions.contains(from) && !is_return {
				since = at;
			}
			before = Some((from, at));
		}
		Some(since)
	}

	fn acts_since(person: PersonId) -> Option<Moment> {
		Profiles::get(person).filter(|own| own.standing != Standing::Deceased)?;
		RecoveredAt::get(person)
	}

	fn is_guardian(guardian: PersonId, ward: PersonId, _: WardAct, now: Moment) -> bool {
		let is_active = Profiles::get(guardian).is_some_and(|own| own.standing == Standing::Active);
		is_active && Guardians::get(guardian, ward).is_some_and(|until| now < until)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(key: &AccountId, zone: ZoneId) -> PersonId {
		let person =
			Profiles::iter_keys().max().and_then(|last| last.checked_add(1)).unwrap_or_default();
		Self::add_person(key.clone(), person, zone);
		person
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_guardian(guardian: PersonId, ward: PersonId) {
		Self::add_guardian(guardian, ward, Moment::MAX);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_recovery(old: &AccountId, new: &AccountId) {
		Self::recover_key(old.clone(), new.clone());
	}
}

impl Estates for MockRegistry {
	fn heir_of(dead: PersonId) -> Option<PersonId> {
		Heirs::get(dead)
	}

	fn unclaimed_since(dead: PersonId) -> Option<Moment> {
		let died_at = BuriedAt::get(dead)?;
		match Heirs::get(dead) {
			Some(heir) => BuriedAt::get(heir),
			None => Some(died_at),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId) {
		Self::bury(dead);
		Self::make_heir(dead, heir);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unclaimed(dead: PersonId, heir: PersonId) {
		<Self as Estates>::benchmark_heir(dead, heir);
		Self::bury(heir);
	}
}

impl<AccountId: Codec + Clone> Unclaimed<AccountId> for MockRegistry {
	fn left_by(key: &AccountId) -> Result<(PersonId, Moment), StillClaimed> {
		let key = key_of(key);
		let person = Keys::get(key).or_else(|| FormerKeys::get(key));
		let person = person.ok_or(StillClaimed::NotDeceased)?;
		BuriedAt::get(person).ok_or(StillClaimed::NotDeceased)?;
		let since = <Self as Estates>::unclaimed_since(person);
		Ok((person, since.ok_or(StillClaimed::Inherited)?))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left(key: &AccountId) -> PersonId {
		let zone = ZoneId::OUTSIDE;
		let dead = <Self as People<AccountId>>::benchmark_person(key, zone);
		let heir = PersonId(dead.0.saturating_add(1));
		Profiles::insert(heir, PersonProfile { zone, standing: Standing::Active });
		<Self as Estates>::benchmark_unclaimed(dead, heir);
		dead
	}
}
