// SPDX-License-Identifier: Apache-2.0

//! Who is behind a payee of escrow, for the neighbours.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{Merchants, Payee, PayeeReason, Payees, PeopleBehind, Unfit};
use chungnam_primitives::PersonId;

use crate::{Attesters, Config, Pallet};

impl<T: Config> Payees<T::AccountId> for Pallet<T> {
	/// Reads the institution and who is suspended; or the person and the key that asks; or the shop.
	fn account_of(
		payee: &Payee<T::AccountId>,
		asks: &T::AccountId,
	) -> Result<T::AccountId, PayeeReason> {
		match payee {
			Payee::Institution(account) if !Attesters::<T>::contains_key(account) => {
				Err(PayeeReason::Gone)
			}
			Payee::Institution(account) if Self::is_suspended(account) => Err(PayeeReason::Stopped),
			Payee::Institution(account) => Ok(account.clone()),
			Payee::Person(person) => match <Self as PeopleExt<T::AccountId>>::active(*person) {
				Err(Unfit::NotRegistered | Unfit::Deceased) => Err(PayeeReason::Gone),
				Err(Unfit::Frozen) => Err(PayeeReason::Stopped),
				Ok(_) if Self::person_behind(asks) == Some(*person) => Ok(asks.clone()),
				Ok(_) => Err(PayeeReason::NotTheirKey),
			},
			Payee::Merchant(shop) => {
				let shop = <Self as Merchants<T::AccountId>>::merchant(*shop, T::Time::moment());
				let shop = shop.ok_or(PayeeReason::Gone)?;
				if shop.is_open {
					Ok(shop.account)
				} else {
					Err(PayeeReason::Stopped)
				}
			}
		}
	}

	/// Reads the person; or the shop and its account.
	fn people_behind(payee: &Payee<T::AccountId>) -> PeopleBehind {
		let people: [Option<PersonId>; 2] = match payee {
			Payee::Institution(account) => [Self::person_behind(account), None],
			Payee::Person(person) => [Some(*person), None],
			Payee::Merchant(shop) => {
				match <Self as Merchants<T::AccountId>>::merchant(*shop, T::Time::moment()) {
					Some(shop) => [shop.operator, Self::person_behind(&shop.account)],
					None => [None, None],
				}
			}
		};
		let mut behind = PeopleBehind::new();
		for person in people.into_iter().flatten() {
			if !behind.contains(&person) {
				// There are two at most, and room for more.
				let _ = behind.try_push(person);
			}
		}
		behind
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_institution(account: &T::AccountId) {
		use chungnam_primitives::{RegionSet, Scope, ScopeSet};
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&[Scope::Reserve]));
		Attesters::<T>::insert(account, crate::Attester { regions, scopes });
	}
}
