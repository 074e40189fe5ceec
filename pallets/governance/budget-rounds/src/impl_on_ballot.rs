// SPDX-License-Identifier: Apache-2.0

//! What ballots tell rounds: outcomes that are final.

use chungnam_ports::{BallotUser, OnBallot, Outcome};
use chungnam_primitives::{BallotId, RoundId};
use frame_support::weights::Weight;

use crate::pallet::*;

impl<T: Config> OnBallot for Pallet<T> {
	fn weight() -> Weight {
		Self::final_weight()
	}

	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome) {
		// Others belong to other users of ballots.
		if let BallotUser::Round(round) = user {
			Self::ballot_is_final(RoundId(round), ballot, outcome);
		}
	}
}
