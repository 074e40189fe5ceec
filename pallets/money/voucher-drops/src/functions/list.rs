// SPDX-License-Identifier: Apache-2.0

//! Claims by a list of which the chain knows the root only.

use chungnam_frame_kit::{count, Clock, PeopleExt};
use chungnam_ports::Drops;
use chungnam_primitives::ProgrammeId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim_listed(
		number: ProgrammeId,
		entry: ListEntry,
		proof: Proof,
	) -> DispatchResult {
		let programme = Self::load(number)?;
		let Plan::List(plan) = &programme.plan else {
			return Err(Error::<T>::WrongKind.into());
		};
		let series = Self::ensure_open(&programme, T::Time::moment())?;
		let leaf = leaf(&Self::genesis_hash(), &plan.name, &entry);
		let is_listed = entry.index < plan.entries
			&& count(&proof) == depth_of(plan.entries)
			&& root_of(leaf, entry.index, &proof) == plan.root;
		ensure!(is_listed, Error::<T>::ProofInvalid);
		let ListEntry { index, person, amount, .. } = entry;
		let chunk = Claimed::chunk_of(index);
		let claimed = ListClaims::<T>::get(number, chunk);
		ensure!(!claimed.contains(index), Error::<T>::AlreadyClaimed);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		T::People::living(person).map_err(Error::<T>::from)?;
		let tally = Tallies::<T>::get(number).with(amount).ok_or(Error::<T>::Overflow)?;
		ensure!(tally.amount <= plan.total, Error::<T>::BudgetExhausted);

		ListClaims::<T>::insert(number, chunk, claimed.with(index));
		Tallies::<T>::insert(number, tally);
		T::Drops::give(series, person, amount, None)?;
		Self::deposit_event(Event::ListClaimed { programme: number, index, person, amount });
		Ok(())
	}
}
