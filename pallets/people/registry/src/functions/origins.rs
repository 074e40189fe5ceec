// SPDX-License-Identifier: Apache-2.0

//! Who may do this to that: the first line of each call.

use chungnam_frame_kit::{Clock, MandateExt};
use chungnam_ports::Mandate;
use chungnam_primitives::{CohortId, MerchantId, PersonId, RegionId, RegionSet, Scope, ZoneId};
use frame_support::{ensure, traits::EnsureOriginWithArg};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	Config, Error, Guardians, KeyKind, Keys, MerchantAccounts, Merchants, Pallet, People, Person,
	Role,
};

impl<T: Config> Pallet<T> {
	/// Whoever holds `scope` for the regions of all of `zones`.
	pub(crate) fn ensure_over_zones(
		origin: OriginFor<T>,
		scope: Scope,
		zones: impl Iterator<Item = ZoneId>,
	) -> Result<Option<T::AccountId>, DispatchError> {
		let regions = zones.fold(RegionSet::EMPTY, |set, zone| set.with(zone.region));
		T::MandateOrigin::ensure_over(origin, scope, regions)
	}

	/// Whoever holds `scope` for a region that exists.
	pub(crate) fn ensure_over_region(
		origin: OriginFor<T>,
		scope: Scope,
		region: RegionId,
	) -> DispatchResult {
		T::MandateOrigin::ensure_of(origin, scope, region)?;
		Self::ensure_region(region)
	}

	/// The mandate for what concerns someone: over the region they live in, or, for a visitor, over the whole province.
	pub(crate) fn mandate_over(scope: Scope, person: &Person) -> Mandate {
		if person.is_visitor() {
			Mandate::province(scope)
		} else {
			Mandate::of(scope, person.zone.region)
		}
	}

	/// Whoever holds `scope` where `person` lives, or, for a visitor, in the whole province.
	pub(crate) fn ensure_over_person(
		origin: OriginFor<T>,
		scope: Scope,
		person: PersonId,
	) -> Result<Option<T::AccountId>, DispatchError> {
		let mandate = Self::mandate_over(scope, &Self::load_person(person)?);
		Ok(T::MandateOrigin::ensure_origin(origin, &mandate)?)
	}

	/// Whoever holds `People` where the person lives whose key, valid or not, `key` is. Gives the person.
	pub(crate) fn ensure_over_key(
		origin: OriginFor<T>,
		key: &T::AccountId,
	) -> Result<PersonId, DispatchError> {
		let record = Keys::<T>::get(key).ok_or(Error::<T>::KeyNotFound)?;
		Self::ensure_over_person(origin, Scope::People, record.person)?;
		Ok(record.person)
	}

	/// Whoever holds `People` where `person` lives, or a key of the person, who must not be frozen.
	pub(crate) fn ensure_over_person_or_key(origin: OriginFor<T>, id: PersonId) -> DispatchResult {
		let person = Self::load_person(id)?;
		let mandate = Self::mandate_over(Scope::People, &person);
		let Err(origin) = T::MandateOrigin::try_origin(origin, &mandate) else { return Ok(()) };
		let who = ensure_signed(origin)?;
		let record = Keys::<T>::get(&who).ok_or(Error::<T>::NotAuthorized)?;
		let is_key = record.person == id && record.epoch == person.key_epoch;
		ensure!(is_key, Error::<T>::NotAuthorized);
		Self::ensure_active(&person)
	}

	/// A person with a phone, not frozen.
	pub(crate) fn ensure_phone(origin: OriginFor<T>) -> Result<(PersonId, Person), DispatchError> {
		let who = ensure_signed(origin)?;
		let (record, person) = Self::live_key(&who).ok_or(Error::<T>::NotAuthorized)?;
		ensure!(record.kind == KeyKind::Phone, Error::<T>::NotAuthorized);
		Self::ensure_active(&person)?;
		Ok((record.person, person))
	}

	/// A person with any key, not frozen.
	pub(crate) fn ensure_key(origin: OriginFor<T>) -> Result<PersonId, DispatchError> {
		let who = ensure_signed(origin)?;
		let (record, person) = Self::live_key(&who).ok_or(Error::<T>::NotAuthorized)?;
		Self::ensure_active(&person)?;
		Ok(record.person)
	}

	/// A person with a phone, or any key about itself. Not frozen. Gives the person.
	pub(crate) fn ensure_phone_or_self(
		origin: OriginFor<T>,
		key: &T::AccountId,
	) -> Result<PersonId, DispatchError> {
		let who = ensure_signed(origin)?;
		let (record, person) = Self::live_key(&who).ok_or(Error::<T>::NotAuthorized)?;
		ensure!(record.kind == KeyKind::Phone || who == *key, Error::<T>::NotAuthorized);
		Self::ensure_active(&person)?;
		Ok(record.person)
	}

	/// The guardian, a key of the ward who is not frozen, an attester with `People` where the ward lives, or anyone when
	/// the guardian's time is over.
	pub(crate) fn ensure_may_dismiss(
		origin: OriginFor<T>,
		ward: PersonId,
		guardian: PersonId,
	) -> DispatchResult {
		let person = Self::load_person(ward)?;
		let mandate = Self::mandate_over(Scope::People, &person);
		let Err(origin) = T::MandateOrigin::try_origin(origin, &mandate) else { return Ok(()) };
		let who = ensure_signed(origin)?;
		if Self::person_behind(&who) == Some(ward) {
			return Self::ensure_active(&person);
		}
		let now = T::Time::moment();
		let is_over =
			Guardians::<T>::get(ward).iter().any(|g| g.guardian == guardian && now >= g.until);
		let is_guardian =
			|| Self::live_key(&who).is_some_and(|(record, _)| record.person == guardian);
		ensure!(is_over || is_guardian(), Error::<T>::NotAuthorized);
		Ok(())
	}

	/// Whoever holds `Merchants` where the shop stands.
	pub(crate) fn ensure_over_merchant(
		origin: OriginFor<T>,
		merchant: MerchantId,
	) -> DispatchResult {
		let zone = Self::load_merchant(merchant)?.zone;
		Self::ensure_over_zones(origin, Scope::Merchants, core::iter::once(zone))?;
		Ok(())
	}

	/// Whoever holds `Merchants` where the shop stands and in `zone`.
	pub(crate) fn ensure_over_merchant_and(
		origin: OriginFor<T>,
		merchant: MerchantId,
		zone: ZoneId,
	) -> DispatchResult {
		let zones = [Self::load_merchant(merchant)?.zone, zone];
		Self::ensure_over_zones(origin, Scope::Merchants, zones.into_iter())?;
		Ok(())
	}

	/// Whoever holds `Merchants` where the shop stands, or its owner unless it is suspended.
	pub(crate) fn ensure_may_close(origin: OriginFor<T>, id: MerchantId) -> DispatchResult {
		let merchant = Self::load_merchant(id)?;
		let mandate = Mandate::of(Scope::Merchants, merchant.zone.region);
		let Err(origin) = T::MandateOrigin::try_origin(origin, &mandate) else { return Ok(()) };
		let who = ensure_signed(origin)?;
		ensure!(merchant.owner == who, Error::<T>::NotAuthorized);
		Self::ensure_operating(&merchant)
	}

	/// The owner of a shop. Gives the shop.
	pub(crate) fn ensure_owner(origin: OriginFor<T>) -> Result<MerchantId, DispatchError> {
		let who = ensure_signed(origin)?;
		let acting = MerchantAccounts::<T>::get(&who).ok_or(Error::<T>::NotAuthorized)?;
		ensure!(acting.role == Role::Owner, Error::<T>::NotAuthorized);
		Ok(acting.merchant)
	}

	/// The owner of a shop, or the account itself. Gives the shop.
	pub(crate) fn ensure_owner_or_self(
		origin: OriginFor<T>,
		account: &T::AccountId,
	) -> Result<MerchantId, DispatchError> {
		let who = ensure_signed(origin)?;
		let acting = MerchantAccounts::<T>::get(&who).ok_or(Error::<T>::NotAuthorized)?;
		let is_self = who == *account && !acting.role.is_former();
		ensure!(acting.role == Role::Owner || is_self, Error::<T>::NotAuthorized);
		Ok(acting.merchant)
	}

	/// Whoever holds `Cohorts` for the cohort's region.
	pub(crate) fn ensure_over_cohort(origin: OriginFor<T>, cohort: CohortId) -> DispatchResult {
		let region = Self::load_cohort(cohort)?.region;
		T::MandateOrigin::ensure_of(origin, Scope::Cohorts, region)?;
		Ok(())
	}

	/// Whoever holds `Cohorts` for the regions of both cohorts.
	pub(crate) fn ensure_over_cohorts(
		origin: OriginFor<T>,
		from: CohortId,
		to: CohortId,
	) -> DispatchResult {
		let regions =
			RegionSet::of(&[Self::load_cohort(from)?.region, Self::load_cohort(to)?.region]);
		T::MandateOrigin::ensure_over(origin, Scope::Cohorts, regions)?;
		Ok(())
	}

	pub(crate) fn load_person(id: PersonId) -> Result<Person, DispatchError> {
		Ok(People::<T>::get(id).ok_or(Error::<T>::NotRegistered)?)
	}

	pub(crate) fn load_living(id: PersonId) -> Result<Person, DispatchError> {
		let person = Self::load_person(id)?;
		person.standing.may_receive().map_err(Error::<T>::from)?;
		Ok(person)
	}

	pub(crate) fn load_merchant(id: MerchantId) -> Result<crate::MerchantOf<T>, DispatchError> {
		Ok(Merchants::<T>::get(id).ok_or(Error::<T>::MerchantNotFound)?)
	}

	pub(crate) fn ensure_active(person: &Person) -> DispatchResult {
		Ok(person.standing.may_act().map_err(Error::<T>::from)?)
	}
}
