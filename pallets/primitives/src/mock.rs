// SPDX-License-Identifier: Apache-2.0

//! One mock per trait, shared by all tests. State is per thread; [`MockRegistry::reset`] before each test.

mod drops;

pub use drops::{MockDrops, MockSeries, MockTemplate};

use alloc::collections::BTreeMap;
use core::cell::RefCell;
use frame_support::{
	dispatch::RawOrigin,
	ensure,
	traits::{EnsureOriginWithArg, OriginTrait},
};
use sp_runtime::{AccountId32, DispatchError, DispatchResult};

use crate::{
	CategoryId, CohortId, Cohorts, Enrolment, Enrolments, KoreanDay, ManagedCohorts, Mandate,
	Member, MerchantId, MerchantProfile, Merchants, Moment, People, PersonId, PersonProfile,
	RegionId, RegionSet, SalesClass, ScopeSet, ShopAct, Standing, WardAct, Won, ZoneId,
};

/// An account as the mock remembers it.
type Key = [u8; 32];

/// Account ids that tests use: small numbers, or 32 bytes where pots of a pallet must differ (eight bytes are too few
/// for sub-accounts, all would be one).
pub trait MockAccount: Clone {
	/// The account, as the mock remembers it.
	fn to_key(&self) -> Key;
	/// The account that was remembered.
	fn from_key(key: Key) -> Self;
}

impl MockAccount for u64 {
	fn to_key(&self) -> Key {
		let mut key = Key::default();
		if let Some(number) = key.first_chunk_mut() {
			*number = self.to_le_bytes();
		}
		key
	}

	fn from_key(key: Key) -> Self {
		key.first_chunk().map_or(0, |number| u64::from_le_bytes(*number))
	}
}

impl MockAccount for AccountId32 {
	fn to_key(&self) -> Key {
		self.clone().into()
	}

	fn from_key(key: Key) -> Self {
		key.into()
	}
}

#[derive(Default)]
struct State {
	keys: BTreeMap<Key, PersonId>,
	former_keys: BTreeMap<Key, PersonId>,
	people: BTreeMap<PersonId, PersonProfile>,
	guardians: BTreeMap<(PersonId, PersonId), Moment>,
	owners: BTreeMap<Key, MerchantId>,
	tills: BTreeMap<Key, (MerchantId, Won)>,
	merchants: BTreeMap<MerchantId, MerchantProfile<Key>>,
	attesters: BTreeMap<Key, (ScopeSet, RegionSet)>,
	cohorts: BTreeMap<CohortId, (RegionId, u32)>,
	enrolments: BTreeMap<PersonId, Enrolments>,
	now: Moment,
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
	pub fn add_person(key: impl MockAccount, person: PersonId, zone: ZoneId) {
		with(|s| {
			s.keys.insert(key.to_key(), person);
			s.people.insert(person, PersonProfile { zone, standing: Standing::Active });
		});
	}

	/// Replaces a key by another, as a recovery does.
	pub fn recover_key<A: MockAccount>(old: A, new: A) {
		with(|s| {
			if let Some(person) = s.keys.remove(&old.to_key()) {
				s.former_keys.insert(old.to_key(), person);
				s.keys.insert(new.to_key(), person);
			}
		});
	}

	/// Freezes, unfreezes or buries a person.
	pub fn set_standing(person: PersonId, standing: Standing) {
		with(|s| {
			s.people.entry(person).and_modify(|p| p.standing = standing);
		});
	}

	/// Buries a person as the registry does: their stays in cohorts end with this moment.
	pub fn bury(person: PersonId) {
		Self::set_standing(person, Standing::Deceased);
		let stays = with(|s| s.enrolments.get(&person).cloned()).unwrap_or_default();
		for stay in stays.iter().filter(|stay| stay.is_open()) {
			let _ = Self::unenrol(stay.cohort, person);
		}
	}

	/// Moves a person to another zone.
	pub fn move_person(person: PersonId, zone: ZoneId) {
		with(|s| {
			s.people.entry(person).and_modify(|p| p.zone = zone);
		});
	}

	/// Lets `guardian` act for `ward` until `until`, not included.
	pub fn add_guardian(guardian: PersonId, ward: PersonId, until: Moment) {
		with(|s| s.guardians.insert((guardian, ward), until));
	}

	/// An open shop with its owner's account, run by the person whose key that is now.
	pub fn add_merchant(
		owner: impl MockAccount,
		id: MerchantId,
		zone: ZoneId,
		category: CategoryId,
		sales_class: SalesClass,
	) {
		let account = owner.to_key();
		with(|s| {
			s.owners.insert(account, id);
			let operator = s.keys.get(&account).copied();
			let shop =
				MerchantProfile { account, operator, zone, category, sales_class, is_open: true };
			s.merchants.insert(id, shop);
		});
	}

	/// Lets `who` refund and spend for a shop, at most `limit` won at a time.
	pub fn add_till(who: impl MockAccount, id: MerchantId, limit: Won) {
		with(|s| s.tills.insert(who.to_key(), (id, limit)));
	}

	/// Suspends or re-opens a shop.
	pub fn set_open(id: MerchantId, is_open: bool) {
		with(|s| {
			s.merchants.entry(id).and_modify(|m| m.is_open = is_open);
		});
	}

	/// Closes a shop for good.
	pub fn close_merchant(id: MerchantId) {
		with(|s| s.merchants.remove(&id));
	}

	/// Tells the mock what time it is: enrolments count from the next moment on.
	pub fn at(now: Moment) {
		with(|s| s.now = now);
	}

	/// What [`Self::at`] said.
	pub(crate) fn now() -> Moment {
		with(|s| s.now)
	}

	/// A cohort, numbered from 0, with people in it from the beginning of time.
	pub fn add_cohort(region: RegionId, people: &[PersonId]) -> CohortId {
		let cohort = with(|s| {
			let cohort = s.cohorts.keys().next_back().map_or(0, |last| last.saturating_add(1));
			s.cohorts.insert(cohort, (region, 0));
			cohort
		});
		for person in people {
			Self::enrol_since(cohort, *person, 0);
		}
		cohort
	}

	/// Pretends that so many people count in a cohort.
	pub fn set_heads(cohort: CohortId, heads: u32) {
		with(|s| {
			s.cohorts.entry(cohort).and_modify(|(_, own)| *own = heads);
		});
	}

	/// Enrols from a stated moment on.
	pub fn enrol_since(cohort: CohortId, person: PersonId, since: Moment) {
		with(|s| {
			let stay = Enrolment { cohort, since, until: None };
			if s.enrolments.entry(person).or_default().try_push(stay).is_ok() {
				s.cohorts.entry(cohort).and_modify(|(_, heads)| *heads = heads.saturating_add(1));
			}
		});
	}

	/// Appoints an attester.
	pub fn add_attester(who: impl MockAccount, scopes: ScopeSet, regions: RegionSet) {
		with(|s| s.attesters.insert(who.to_key(), (scopes, regions)));
	}
}

impl<A: MockAccount> People<A> for MockRegistry {
	fn person_of(who: &A) -> Option<PersonId> {
		with(|s| s.keys.get(&who.to_key()).copied())
	}

	fn former_key_of(who: &A) -> Option<PersonId> {
		with(|s| s.former_keys.get(&who.to_key()).copied())
	}

	fn profile(person: PersonId) -> Option<PersonProfile> {
		with(|s| s.people.get(&person).copied())
	}

	fn is_guardian(guardian: PersonId, ward: PersonId, _: WardAct, now: Moment) -> bool {
		with(|s| s.guardians.get(&(guardian, ward)).is_some_and(|until| now < *until))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(key: &A, zone: ZoneId) -> PersonId {
		let person = with(|s| s.people.keys().next_back().map_or(0, |last| last.saturating_add(1)));
		Self::add_person(key.clone(), person, zone);
		person
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_guardian(guardian: PersonId, ward: PersonId) {
		Self::add_guardian(guardian, ward, Moment::MAX);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_recovery(old: &A, new: &A) {
		Self::recover_key(old.clone(), new.clone());
	}
}

impl<A: MockAccount> Merchants<A> for MockRegistry {
	fn merchant(id: MerchantId, _: Moment) -> Option<MerchantProfile<A>> {
		with(|s| s.merchants.get(&id).cloned()).map(|profile| MerchantProfile {
			account: A::from_key(profile.account),
			operator: profile.operator,
			zone: profile.zone,
			category: profile.category,
			sales_class: profile.sales_class,
			is_open: profile.is_open,
		})
	}

	fn merchant_of(who: &A) -> Option<MerchantId> {
		with(|s| {
			s.owners.get(&who.to_key()).copied().or(s.tills.get(&who.to_key()).map(|(id, _)| *id))
		})
	}

	fn authorize(
		who: &A,
		act: ShopAct,
		amount: Won,
		_: KoreanDay,
	) -> Result<MerchantId, DispatchError> {
		if let Some(id) = with(|s| s.owners.get(&who.to_key()).copied()) {
			return Ok(id);
		}
		match with(|s| s.tills.get(&who.to_key()).copied()) {
			Some((id, limit)) if act != ShopAct::CashOut && amount <= limit => Ok(id),
			Some(_) => Err(DispatchError::Other("LimitExceeded")),
			None => Err(DispatchError::Other("NotAuthorized")),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_merchant(owner: &A, zone: ZoneId, category: CategoryId) -> MerchantId {
		let id = with(|s| s.merchants.keys().next_back().map_or(0, |last| last.saturating_add(1)));
		Self::add_merchant(owner.clone(), id, zone, category, SalesClass::Small);
		id
	}
}

impl Cohorts for MockRegistry {
	/// Counts those whose stay covers `now`, also among heads that have no person behind them.
	fn heads_at(cohort: CohortId, now: Moment) -> Option<u32> {
		with(|s| {
			let (_, open) = s.cohorts.get(&cohort)?;
			let stays = || s.enrolments.values().flatten().filter(|stay| stay.cohort == cohort);
			let to_come = stays().filter(|stay| stay.is_open() && !stay.covers(now)).count();
			let leaving = stays().filter(|stay| !stay.is_open() && stay.covers(now)).count();
			let heads = usize::try_from(*open).ok()?.saturating_sub(to_come);
			u32::try_from(heads.saturating_add(leaving)).ok()
		})
	}

	fn region_of(cohort: CohortId) -> Option<RegionId> {
		with(|s| s.cohorts.get(&cohort).map(|(region, _)| *region))
	}

	fn member(person: PersonId) -> Option<Member> {
		with(|s| {
			let profile = *s.people.get(&person)?;
			let enrolments = s.enrolments.get(&person).cloned().unwrap_or_default();
			Some(Member { profile, enrolments })
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_cohort(region: RegionId, heads: u32, members: &[PersonId]) -> CohortId {
		let cohort = Self::add_cohort(region, members);
		with(|s| s.cohorts.insert(cohort, (region, heads)));
		cohort
	}
}

impl ManagedCohorts for MockRegistry {
	fn create(region: RegionId) -> Result<CohortId, DispatchError> {
		Ok(Self::add_cohort(region, &[]))
	}

	fn enrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		let member = Self::member(person).ok_or(DispatchError::Other("NotRegistered"))?;
		let is_new = !member.is_enrolled(cohort);
		ensure!(is_new, DispatchError::Other("AlreadyEnrolled"));
		Self::enrol_since(cohort, person, Self::now().saturating_add(1));
		Ok(())
	}

	fn unenrol(cohort: CohortId, person: PersonId) -> DispatchResult {
		with(|s| {
			let until = s.now.saturating_add(1);
			let mut stays = s.enrolments.get_mut(&person).into_iter().flatten();
			let open = stays.find(|stay| stay.cohort == cohort && stay.is_open());
			open.ok_or(DispatchError::Other("NotEnrolled"))?.until = Some(until);
			s.cohorts.entry(cohort).and_modify(|(_, heads)| *heads = heads.saturating_sub(1));
			Ok(())
		})
	}
}

/// Lets in root and whoever was appointed with [`MockRegistry::add_attester`]. Gives the signer, `None` for root.
pub struct EnsureMockAttester;

impl<O, A> EnsureOriginWithArg<O, Mandate> for EnsureMockAttester
where
	A: MockAccount,
	O: OriginTrait<AccountId = A> + From<RawOrigin<A>>,
{
	type Success = Option<A>;

	fn try_origin(origin: O, mandate: &Mandate) -> Result<Self::Success, O> {
		let caller = match origin.as_system_ref() {
			Some(RawOrigin::Root) => return Ok(None),
			Some(RawOrigin::Signed(who)) => Some(who.clone()),
			_ => None,
		};
		let allowed = caller.as_ref().is_some_and(|who| {
			with(|s| {
				s.attesters.get(&who.to_key()).is_some_and(|(scopes, regions)| {
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
		const ATTESTER: Key = [0xA7; 32];
		with(|s| {
			let entry = s.attesters.entry(ATTESTER).or_default();
			entry.0 = entry.0.with(mandate.scope);
			entry.1 = RegionSet(entry.1 .0 | mandate.regions.0);
		});
		Ok(RawOrigin::Signed(A::from_key(ATTESTER)).into())
	}
}
