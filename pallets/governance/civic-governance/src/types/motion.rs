// SPDX-License-Identifier: Apache-2.0

//! What the committee decides.

use alloc::vec::Vec;
use chungnam_primitives::{BallotId, Moment, PersonId, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::dispatch::DispatchResult;
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{EncodedCall, Power, Track};

/// Motions that have not ended.
pub const MAX_MOTIONS: u32 = 64;
/// Motions of one member that have not ended.
pub const MAX_OF_MEMBER: u32 = 4;
/// Calls on the whitelist.
pub const MAX_FIXES: u32 = 4;
/// How long a call stays on the whitelist.
pub const FIX_LIFE: Moment = 14 * DAYS;

/// The share of all seats that must say yes. Ballots ask for more than a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Share {
	/// More than half.
	#[codec(index = 0)]
	Majority,
	/// Two thirds or more.
	#[codec(index = 1)]
	TwoThirds,
}

impl Share {
	/// In hundredths of a percent, as the ballot asks for it. For up to [`MAX_SEATS`](crate::MAX_SEATS) seats more than
	/// 66.66 % are two thirds.
	pub const fn in_bp(&self) -> u16 {
		match self {
			Self::Majority => 5_000,
			Self::TwoThirds => 6_666,
		}
	}
}

/// How the committee decides about a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MotionRule {
	/// How many must agree.
	pub share: Share,
	/// How long they have.
	pub window: Moment,
}

/// A motion that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Motion {
	/// The member.
	pub by: PersonId,
	/// The hash of what members read.
	pub title: H256,
	/// Its ballot.
	pub ballot: BallotId,
	/// How it is decided.
	pub rule: MotionRule,
	/// With whose power its call is made, once it has passed and until there is room for the call.
	pub passed: Option<Power>,
}

/// Which calls each power may make. The runtime says so, in one place.
pub trait Powers<Call> {
	/// True if a referendum of this track may make the call.
	fn may_enact(track: Track, call: &Call) -> bool;
	/// How the committee decides about the call, `None` if it may not make it.
	fn motion(call: &Call) -> Option<MotionRule>;
	/// Who has a stake of their own in the call, each once. They neither count nor vote on a motion for it. At most
	/// [`MAX_CONFLICTS`](chungnam_ports::MAX_CONFLICTS), or the motion is refused.
	fn conflicts(call: &Call) -> Vec<PersonId>;
	/// A call that every track, and the committee, may make.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call(track: Option<Track>) -> Call;
}

/// Makes the calls that were decided.
pub trait Enact {
	/// Makes a call with the next block, with a power or as Root. `name` is asked for once.
	fn enact(name: [u8; 32], power: Option<Power>, call: &EncodedCall) -> DispatchResult;
}
