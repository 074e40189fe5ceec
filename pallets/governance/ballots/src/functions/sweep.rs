// SPDX-License-Identifier: Apache-2.0

//! Votes of ballots that are final are removed in steps, by the chain where blocks have room and by anyone.

use chungnam_primitives::BallotId;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	traits::Get,
	weights::Weight,
};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sweep(id: BallotId, limit: u32) -> DispatchResultWithPostInfo {
		ensure!(Sweeps::<T>::contains_key(id), Error::<T>::NothingToSweep);
		let removed = Self::sweep_step(id, limit.min(MAX_SWEEP));
		let pays_fee = if removed == MAX_SWEEP { Pays::No } else { Pays::Yes };
		Ok(PostDispatchInfo { actual_weight: Some(T::WeightInfo::sweep(removed)), pays_fee })
	}

	/// Removes as many votes as fit into `left`, and weigh that much.
	pub(crate) fn sweep_idly(left: Weight) -> Weight {
		let base = T::WeightInfo::sweep(0);
		if !base.all_lte(left) {
			return Weight::zero();
		}
		let Some(id) = Sweeps::<T>::iter_keys().next() else { return T::DbWeight::get().reads(1) };
		let mut limit = MAX_SWEEP;
		while limit > 0 && !T::WeightInfo::sweep(limit).all_lte(left) {
			limit = limit.checked_div(2).unwrap_or(0);
		}
		if limit == 0 {
			return base;
		}
		T::WeightInfo::sweep(Self::sweep_step(id, limit))
	}

	/// Removes up to `limit` votes, and with the last of them everything else of the ballot but its outcome. Returns how
	/// many went.
	fn sweep_step(id: BallotId, limit: u32) -> u32 {
		let mut removed: u32 = 0;
		let most = usize::try_from(limit).unwrap_or(usize::MAX);
		let votes = Votes::<T>::drain_prefix(id).map(drop);
		// Of a sealed ballot that is void, choices nobody opened, and of each its requests.
		let votes = votes.chain(SealedVotes::<T>::drain_prefix(id).map(drop));
		for () in votes.chain(Requests::<T>::drain_prefix(id).map(drop)).take(most) {
			removed = removed.saturating_add(1); // at most `limit`
		}
		let done = removed < limit;
		if done {
			Self::remove_rest(id);
		}
		Self::deposit_event(Event::Swept { ballot: id, votes: removed, done });
		removed
	}

	/// At most 20 tallies with seven pages each.
	fn remove_rest(id: BallotId) {
		Tallies::<T>::drain_prefix(id).for_each(drop);
		Pages::<T>::drain_prefix(id).for_each(drop);
		EarlySums::<T>::remove(id);
		Sealings::<T>::remove(id);
		Lists::<T>::remove(id);
		Sweeps::<T>::remove(id);
		Ballots::<T>::remove(id);
	}
}
