// SPDX-License-Identifier: Apache-2.0

//! What ballots tell escrow: objections that became final.

use chungnam_ports::{BallotUser, OnBallot, Outcome};
use chungnam_primitives::BallotId;
use frame_support::weights::Weight;

use crate::{pallet::*, part_of, WeightInfo};

impl<T: Config> OnBallot for Pallet<T> {
	fn weight() -> Weight {
		Self::with_news(T::WeightInfo::objection_is_final())
	}

	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome) {
		// Others belong to other users of ballots.
		if let BallotUser::Envelope(subject) = user {
			let (id, part) = part_of(subject);
			Self::objection_is_final(id, part, ballot, outcome);
		}
	}
}
