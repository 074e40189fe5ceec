// SPDX-License-Identifier: Apache-2.0

//! The origin of institutions.

use chungnam_ports::Mandate;
use core::marker::PhantomData;
use frame_support::{
	dispatch::RawOrigin,
	traits::{EnsureOriginWithArg, OriginTrait},
};

use crate::{Attesters, Config, Pallet};

/// Lets in every attester whose mandate covers the one asked for and is not suspended, and no decision: residents appoint
/// offices, and do not do their work. Gives the attester's account.
pub struct EnsureAttester<T>(PhantomData<T>);

impl<T, O> EnsureOriginWithArg<O, Mandate> for EnsureAttester<T>
where
	T: Config,
	O: OriginTrait<AccountId = T::AccountId> + From<RawOrigin<T::AccountId>>,
{
	type Success = Option<T::AccountId>;

	fn try_origin(origin: O, mandate: &Mandate) -> Result<Self::Success, O> {
		let Some(RawOrigin::Signed(who)) = origin.as_system_ref() else { return Err(origin) };
		let caller = who.clone();
		let allowed = Attesters::<T>::get(&caller)
			.is_some_and(|attester| attester.may(mandate.scope, &mandate.regions))
			&& !Pallet::<T>::is_suspended(&caller);
		if allowed {
			Ok(Some(caller))
		} else {
			Err(origin)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(mandate: &Mandate) -> Result<O, ()> {
		use chungnam_primitives::{RegionSet, Scope};
		// Two offices, because no account both states the reserve and makes won against it.
		let makes_won = [Scope::Mint, Scope::Sell].contains(&mandate.scope);
		let office = u32::from(makes_won);
		let who: T::AccountId = frame_benchmarking::account("attester", office, 0);
		Attesters::<T>::mutate(&who, |entry| {
			let mut attester = entry.take().unwrap_or(crate::Attester {
				regions: RegionSet::EMPTY,
				scopes: chungnam_primitives::ScopeSet::EMPTY,
			});
			attester.regions = RegionSet(attester.regions.0 | mandate.regions.0);
			attester.scopes = attester.scopes.with(mandate.scope);
			*entry = Some(attester);
		});
		Ok(RawOrigin::Signed(who).into())
	}
}
