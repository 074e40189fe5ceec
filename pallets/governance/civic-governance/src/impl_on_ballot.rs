// SPDX-License-Identifier: Apache-2.0

//! What ballots of petitions and motions decided.

use chungnam_ports::{BallotUser, OnBallot, Outcome};
use chungnam_primitives::{BallotId, MotionId, PetitionId};
use frame_support::weights::Weight;

use crate::{pallet::*, WeightInfo};

impl<T: Config> OnBallot for Pallet<T> {
	fn weight() -> Weight {
		T::WeightInfo::on_final().saturating_add(T::WeightInfo::open_next())
	}

	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome) {
		match user {
			BallotUser::Referendum(id) => {
				Self::referendum_is_final(PetitionId(id), ballot, outcome);
			}
			BallotUser::Motion(id) => Self::motion_is_final(MotionId(id), ballot, outcome),
			// Another pallet's.
			_ => (),
		}
	}
}
