// SPDX-License-Identifier: Apache-2.0

//! What a count by Equal Shares says of itself, so that it can be replayed.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

use crate::{Number, Winners, MAX_OPTIONS};

/// The rounds of a trace, at most: each option wins once.
pub const MAX_ROUNDS: u32 = MAX_OPTIONS;

/// One round: an option wins, and those who picked it pay for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Round {
	/// The option that wins.
	pub option: Number,
	/// What each voter who picked it pays, in units, or all that is left to the voter if that is less.
	#[codec(compact)]
	pub price: u128,
	/// The option with the lowest bound for a worth of one; the winner itself in most rounds.
	pub leader: Number,
	/// The price of the leader, in units, at which its cost is reached even if rounding has added all that it can have.
	#[codec(compact)]
	pub bound: u128,
}

/// The rounds of a count by Equal Shares: those of the first heading, then those of the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Trace {
	/// The rounds.
	pub rounds: BoundedVec<Round, ConstU32<MAX_ROUNDS>>,
}

impl Trace {
	/// The options that win.
	pub fn winners(&self) -> Winners {
		self.rounds.iter().map(|round| round.option).collect()
	}
}
