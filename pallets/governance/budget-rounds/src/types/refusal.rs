// SPDX-License-Identifier: Apache-2.0

//! Why a person cannot hand in an idea or sponsor one. Calls and views give the same answer.

use chungnam_frame_kit::errors_from;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Refusal {
	/// There is no such round, or nothing is left of it.
	#[codec(index = 0)]
	RoundNotFound,
	/// There is no such idea, or not any longer.
	#[codec(index = 1)]
	IdeaNotFound,
	/// The round takes no ideas and no sponsors any longer.
	#[codec(index = 2)]
	TooLate,
	/// Nobody is known by this account.
	#[codec(index = 3)]
	NotRegistered,
	/// The person is stopped.
	#[codec(index = 4)]
	PersonFrozen,
	/// The person has died.
	#[codec(index = 5)]
	PersonDeceased,
	/// The person is not on the roll of the round's residents.
	#[codec(index = 6)]
	NotCounted,
	/// The place does not lie where the round is for.
	#[codec(index = 7)]
	WrongZone,
	/// An idea of this heading cannot cost that.
	#[codec(index = 8)]
	CostOutOfRange,
	/// The person has an idea in this heading.
	#[codec(index = 9)]
	AlreadyProposed,
	/// There are as many ideas as there can be.
	#[codec(index = 10)]
	MaxIdeasExceeded,
	/// The person sponsors this idea.
	#[codec(index = 11)]
	AlreadySponsored,
	/// The person sponsors as many ideas as one can.
	#[codec(index = 12)]
	MaxSponsoringExceeded,
	/// As many ideas have enough sponsors as a list has options.
	#[codec(index = 13)]
	MaxQualifiedExceeded,
}

errors_from!(Unfit, Refusal);
