// SPDX-License-Identifier: Apache-2.0

//! Ballots, for those who hold them.

use chungnam_ports::{BallotPlan, BallotUser, Outcome, MAX_OPTIONS};
use chungnam_primitives::{BallotId, Moment, PersonId};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	pallet::{Config, Pallet},
	WeightInfo,
};

impl<T: Config> chungnam_ports::Ballots for Pallet<T> {
	fn open(user: BallotUser, plan: BallotPlan) -> Result<BallotId, DispatchError> {
		Self::do_open(user, plan)
	}

	fn shift(ballot: BallotId, by: Moment) -> DispatchResult {
		Self::do_shift(ballot, by)
	}

	fn annul(ballot: BallotId, reason: H256) -> DispatchResult {
		Self::do_annul(ballot, reason)
	}

	fn recuse(ballot: BallotId, person: PersonId) -> DispatchResult {
		Self::do_recuse(ballot, person)
	}

	fn outcome(ballot: BallotId) -> Option<Outcome> {
		Self::final_outcome(ballot)
	}

	fn ranking(ballot: BallotId) -> BoundedVec<u8, ConstU32<MAX_OPTIONS>> {
		Self::ranking_of(ballot)
	}

	fn ranking_weight() -> Weight {
		// Reads and scores what the close reads and scores.
		T::WeightInfo::close()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_fill(ballot: BallotId) {
		crate::benchmarking::fill::<T>(ballot);
	}
}
