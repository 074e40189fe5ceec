// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::Mandate;
use chungnam_primitives::{RegionSet, Scope, ScopeSet};
use core::fmt::Debug;
use frame_support::traits::EnsureOriginWithArg;
use frame_system::RawOrigin;

/// An origin that asks for mandates, and how a contract appoints an institution.
pub trait Office {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// Origins.
	type Origin: From<RawOrigin<Self::AccountId>>;
	/// Lets in institutions with a mandate, and nobody else. Gives the signer.
	type Mandated: EnsureOriginWithArg<Self::Origin, Mandate, Success = Option<Self::AccountId>>;

	/// An account by a number from 1 on.
	fn account(number: u8) -> Self::AccountId;
	/// Appoints an institution.
	fn appoint(who: &Self::AccountId, scopes: ScopeSet, regions: RegionSet);
	/// Suspends the mandate of an institution, or lifts that.
	fn set_suspended(who: &Self::AccountId, is_suspended: bool);
	/// Dismisses an institution.
	fn dismiss(who: &Self::AccountId);
}

/// The contract of a mandate: a scope, for all of some regions.
pub fn mandates<T: Office>() {
	let [office, stranger] = [1, 2].map(T::account);
	let own = RegionSet::of(&[3, 12]);
	T::appoint(&office, ScopeSet::of(&[Scope::Issue, Scope::Settle]), own);
	let asked = |origin: RawOrigin<T::AccountId>, scope, regions| {
		let mandate = Mandate::over(scope, regions);
		T::Mandated::try_origin(origin.into(), &mandate).ok()
	};
	let of_office = |scope, regions| asked(RawOrigin::Signed(office.clone()), scope, regions);
	let one = RegionSet::of(&[12]);

	for scope in [Scope::Issue, Scope::Settle] {
		for regions in [one, own] {
			assert_eq!(of_office(scope, regions), Some(Some(office.clone())));
		}
	}
	assert_eq!(of_office(Scope::Sell, one), None, "not that scope");
	assert_eq!(of_office(Scope::Issue, RegionSet::of(&[4])), None, "not that region");
	assert_eq!(of_office(Scope::Issue, RegionSet::of(&[4, 12])), None, "not all of them");
	assert_eq!(of_office(Scope::Issue, RegionSet::EMPTY), None, "nobody's mandate");
	assert_eq!(asked(RawOrigin::Signed(stranger), Scope::Issue, one), None);
	assert_eq!(asked(RawOrigin::None, Scope::Issue, one), None);
	assert_eq!(asked(RawOrigin::Root, Scope::Issue, one), None, "a decision is no office");
	T::set_suspended(&office, true);
	assert_eq!(of_office(Scope::Issue, one), None, "suspended");
	T::set_suspended(&office, false);
	assert_eq!(of_office(Scope::Issue, one), Some(Some(office.clone())), "and again");
	T::dismiss(&office);
	assert_eq!(of_office(Scope::Issue, one), None, "dismissed");
}
