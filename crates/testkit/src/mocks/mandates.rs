// SPDX-License-Identifier: Apache-2.0

//! Institutions and their mandates.

use chungnam_ports::Mandate;
use chungnam_primitives::{RegionSet, ScopeSet};
use codec::Codec;
use frame_support::{
	dispatch::RawOrigin,
	storage_alias,
	traits::{EitherOf, EnsureOriginWithArg, OriginTrait},
	Identity,
};

#[cfg(feature = "runtime-benchmarks")]
use super::account_of;
use super::{key_of, Key, MockRegistry};
#[cfg(feature = "runtime-benchmarks")]
use chungnam_primitives::Scope;

#[storage_alias(verbatim)]
type Attesters = StorageMap<Testkit, Identity, Key, (ScopeSet, RegionSet)>;
#[storage_alias(verbatim)]
type SuspendedAttesters = StorageMap<Testkit, Identity, Key, ()>;

impl MockRegistry {
	/// Dismisses an attester.
	pub fn dismiss_attester(who: impl Codec) {
		Attesters::remove(key_of(&who));
	}

	/// Suspends an attester, or lifts that.
	pub fn set_attester_suspended(who: impl Codec, is_suspended: bool) {
		SuspendedAttesters::set(key_of(&who), is_suspended.then_some(()));
	}

	/// Appoints an attester.
	pub fn add_attester(who: impl Codec, scopes: ScopeSet, regions: RegionSet) {
		Attesters::insert(key_of(&who), (scopes, regions));
	}
}

/// True if an account is an attester, of whatever.
pub(super) fn is_attester(who: &impl Codec) -> bool {
	Attesters::contains_key(key_of(who))
}

/// True if an attester is suspended.
pub(super) fn is_suspended(who: &impl Codec) -> bool {
	SuspendedAttesters::contains_key(key_of(who))
}

/// Lets in the attesters of [`MockRegistry::add_attester`], and no decision. Gives the signer.
pub struct EnsureMockAttester;

impl EnsureMockAttester {
	fn is_allowed(who: &impl Codec, mandate: &Mandate) -> bool {
		Attesters::get(key_of(who)).is_some_and(|(scopes, regions)| {
			!is_suspended(who)
				&& scopes.contains(mandate.scope)
				&& !mandate.regions.is_empty()
				&& regions.covers(&mandate.regions)
		})
	}
}

impl<Origin, AccountId> EnsureOriginWithArg<Origin, Mandate> for EnsureMockAttester
where
	AccountId: Codec + Clone,
	Origin: OriginTrait<AccountId = AccountId> + From<RawOrigin<AccountId>>,
{
	type Success = Option<AccountId>;

	fn try_origin(origin: Origin, mandate: &Mandate) -> Result<Self::Success, Origin> {
		match origin.as_system_ref() {
			Some(RawOrigin::Signed(who)) if Self::is_allowed(who, mandate) => Ok(Some(who.clone())),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(mandate: &Mandate) -> Result<Origin, ()> {
		const ATTESTERS: [Key; 2] = [[0xA7; 32], [0xA8; 32]];
		// Two offices, because no account both states the reserve and makes won against it.
		let [office, mint] = ATTESTERS;
		let makes_won = matches!(mandate.scope, Scope::Mint | Scope::Sell);
		let who = if makes_won { mint } else { office };
		let (scopes, regions) = Attesters::get(who).unwrap_or_default();
		let regions = RegionSet(regions.0 | mandate.regions.0);
		Attesters::insert(who, (scopes.with(mandate.scope), regions));
		Ok(RawOrigin::Signed(account_of(who)).into())
	}
}

/// Lets in root with every mandate, which has no account: for a mock that stands beside offices, where a test wants to see
/// what an origin without an account comes to.
pub struct EnsureMockGovernor;

impl<Origin, AccountId> EnsureOriginWithArg<Origin, Mandate> for EnsureMockGovernor
where
	Origin: OriginTrait<AccountId = AccountId> + From<RawOrigin<AccountId>>,
{
	type Success = Option<AccountId>;

	fn try_origin(origin: Origin, _: &Mandate) -> Result<Self::Success, Origin> {
		if matches!(origin.as_system_ref(), Some(RawOrigin::Root)) {
			Ok(None)
		} else {
			Err(origin)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Mandate) -> Result<Origin, ()> {
		Ok(RawOrigin::<AccountId>::Root.into())
	}
}

/// Attesters, and a governor beside them.
pub type EnsureMockOffice = EitherOf<EnsureMockAttester, EnsureMockGovernor>;
