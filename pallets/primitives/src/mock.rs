// SPDX-License-Identifier: Apache-2.0

//! One mock per trait, shared by all tests. State is per thread; [`MockRegistry::reset`] before each test.

use alloc::collections::BTreeMap;
use core::cell::RefCell;
use frame_support::{
	dispatch::RawOrigin,
	traits::{EnsureOriginWithArg, OriginTrait},
};
use sp_runtime::DispatchError;

use crate::{
	CategoryId, KoreanDay, Mandate, MerchantId, MerchantProfile, Merchants, Moment, People,
	PersonId, PersonProfile, RegionSet, SalesClass, ScopeSet, ShopAct, Standing, WardAct, Won,
	ZoneId,
};

/// The account ids of tests.
pub type AccountId = u64;

#[derive(Default)]
struct State {
	keys: BTreeMap<AccountId, PersonId>,
	former_keys: BTreeMap<AccountId, PersonId>,
	people: BTreeMap<PersonId, PersonProfile>,
	guardians: BTreeMap<(PersonId, PersonId), Moment>,
	owners: BTreeMap<AccountId, MerchantId>,
	tills: BTreeMap<AccountId, (MerchantId, Won)>,
	merchants: BTreeMap<MerchantId, MerchantProfile<AccountId>>,
	attesters: BTreeMap<AccountId, (ScopeSet, RegionSet)>,
}

std::thread_local! {
	static STATE: RefCell<State> = RefCell::new(State::default());
}

fn with<R>(f: impl FnOnce(&mut State) -> R) -> R {
	STATE.with(|state| f(&mut state.borrow_mut()))
}

/// A registry of people, shops and attesters in memory.
pub struct MockRegistry;

impl MockRegistry {
	/// Forgets everything.
	pub fn reset() {
		with(|s| *s = State::default());
	}

	/// Makes `key` one of the keys of `person`, who lives in `zone`.
	pub fn add_person(key: AccountId, person: PersonId, zone: ZoneId) {
		with(|s| {
			s.keys.insert(key, person);
			s.people.insert(person, PersonProfile { zone, standing: Standing::Active });
		});
	}

	/// Replaces a key by another, as a recovery does.
	pub fn recover_key(old: AccountId, new: AccountId) {
		with(|s| {
			if let Some(person) = s.keys.remove(&old) {
				s.former_keys.insert(old, person);
				s.keys.insert(new, person);
			}
		});
	}

	/// Freezes, unfreezes or buries a person.
	pub fn set_standing(person: PersonId, standing: Standing) {
		with(|s| s.people.entry(person).and_modify(|p| p.standing = standing));
	}

	/// Moves a person to another zone.
	pub fn move_person(person: PersonId, zone: ZoneId) {
		with(|s| s.people.entry(person).and_modify(|p| p.zone = zone));
	}

	/// Lets `guardian` act for `ward` until `until`, not included.
	pub fn add_guardian(guardian: PersonId, ward: PersonId, until: Moment) {
		with(|s| s.guardians.insert((guardian, ward), until));
	}

	/// An open shop with its owner's account.
	pub fn add_merchant(
		owner: AccountId,
		id: MerchantId,
		zone: ZoneId,
		category: CategoryId,
		sales_class: SalesClass,
	) {
		with(|s| {
			s.owners.insert(owner, id);
			s.merchants.insert(
				id,
				MerchantProfile { account: owner, zone, category, sales_class, is_open: true },
			);
		});
	}

	/// Lets `who` refund and spend for a shop, at most `limit` won at a time.
	pub fn add_till(who: AccountId, id: MerchantId, limit: Won) {
		with(|s| s.tills.insert(who, (id, limit)));
	}

	/// Suspends or re-opens a shop.
	pub fn set_open(id: MerchantId, is_open: bool) {
		with(|s| s.merchants.entry(id).and_modify(|m| m.is_open = is_open));
	}

	/// Closes a shop for good.
	pub fn close_merchant(id: MerchantId) {
		with(|s| s.merchants.remove(&id));
	}

	/// Appoints an attester.
	pub fn add_attester(who: AccountId, scopes: ScopeSet, regions: RegionSet) {
		with(|s| s.attesters.insert(who, (scopes, regions)));
	}
}

impl People<AccountId> for MockRegistry {
	fn person_of(who: &AccountId) -> Option<PersonId> {
		with(|s| s.keys.get(who).copied())
	}

	fn former_key_of(who: &AccountId) -> Option<PersonId> {
		with(|s| s.former_keys.get(who).copied())
	}

	fn profile(person: PersonId) -> Option<PersonProfile> {
		with(|s| s.people.get(&person).copied())
	}

	fn is_guardian(guardian: PersonId, ward: PersonId, _: WardAct, now: Moment) -> bool {
		with(|s| s.guardians.get(&(guardian, ward)).is_some_and(|until| now < *until))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(key: &AccountId, zone: ZoneId) -> PersonId {
		let person = with(|s| PersonId::try_from(s.people.len()).unwrap_or(PersonId::MAX));
		Self::add_person(*key, person, zone);
		person
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_guardian(guardian: PersonId, ward: PersonId) {
		Self::add_guardian(guardian, ward, Moment::MAX);
	}
}

impl Merchants<AccountId> for MockRegistry {
	fn merchant(id: MerchantId, _: Moment) -> Option<MerchantProfile<AccountId>> {
		with(|s| s.merchants.get(&id).cloned())
	}

	fn merchant_of(who: &AccountId) -> Option<MerchantId> {
		with(|s| s.owners.get(who).copied().or(s.tills.get(who).map(|(id, _)| *id)))
	}

	fn authorize(
		who: &AccountId,
		act: ShopAct,
		amount: Won,
		_: KoreanDay,
	) -> Result<MerchantId, DispatchError> {
		if let Some(id) = with(|s| s.owners.get(who).copied()) {
			return Ok(id);
		}
		match with(|s| s.tills.get(who).copied()) {
			Some((id, limit)) if act != ShopAct::CashOut && amount <= limit => Ok(id),
			Some(_) => Err(DispatchError::Other("LimitExceeded")),
			None => Err(DispatchError::Other("NotAuthorized")),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_merchant(owner: &AccountId, zone: ZoneId, category: CategoryId) -> MerchantId {
		let id = with(|s| MerchantId::try_from(s.merchants.len()).unwrap_or(MerchantId::MAX));
		Self::add_merchant(*owner, id, zone, category, SalesClass::Small);
		id
	}
}

/// Lets in root and whoever was appointed with [`MockRegistry::add_attester`]. Gives the signer, `None` for root.
pub struct EnsureMockAttester;

impl<O> EnsureOriginWithArg<O, Mandate> for EnsureMockAttester
where
	O: OriginTrait<AccountId = AccountId> + From<RawOrigin<AccountId>>,
{
	type Success = Option<AccountId>;

	fn try_origin(origin: O, mandate: &Mandate) -> Result<Self::Success, O> {
		let caller = match origin.as_system_ref() {
			Some(RawOrigin::Root) => return Ok(None),
			Some(RawOrigin::Signed(who)) => Some(*who),
			_ => None,
		};
		let allowed = caller.is_some_and(|who| {
			with(|s| {
				s.attesters.get(&who).is_some_and(|(scopes, regions)| {
					scopes.contains(mandate.scope)
						&& !mandate.regions.is_empty()
						&& regions.covers(&mandate.regions)
				})
			})
		});
		if allowed {
			Ok(caller)
		} else {
			Err(origin)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(mandate: &Mandate) -> Result<O, ()> {
		const ATTESTER: AccountId = 0xA77E;
		with(|s| {
			let entry = s.attesters.entry(ATTESTER).or_default();
			entry.0 = entry.0.with(mandate.scope);
			entry.1 = RegionSet(entry.1 .0 | mandate.regions.0);
		});
		Ok(RawOrigin::Signed(ATTESTER).into())
	}
}
