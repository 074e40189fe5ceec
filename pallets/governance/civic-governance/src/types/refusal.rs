// SPDX-License-Identifier: Apache-2.0

//! Why a person cannot file or sponsor. Calls and views give the same answer.

use chungnam_frame_kit::errors_from;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Refusal {
	/// There is no such track.
	#[codec(index = 0)]
	TrackNotFound,
	/// There is no such petition.
	#[codec(index = 1)]
	PetitionNotFound,
	/// The petition looks for no sponsors, or no longer.
	#[codec(index = 2)]
	NotGathering,
	/// Nobody is known by this account or number.
	#[codec(index = 3)]
	NotRegistered,
	/// The person is stopped.
	#[codec(index = 4)]
	PersonFrozen,
	/// The person has died.
	#[codec(index = 5)]
	PersonDeceased,
	/// A card signs no petitions.
	#[codec(index = 6)]
	CardNeedsKiosk,
	/// The person stands on no roll of the track.
	#[codec(index = 7)]
	NotCounted,
	/// The person sponsors the petition already.
	#[codec(index = 8)]
	AlreadySponsored,
	/// The person sponsors as many as they can.
	#[codec(index = 9)]
	MaxSponsoringExceeded,
	/// A petition of the person has not ended.
	#[codec(index = 10)]
	AlreadyFiled,
	/// The last petition of the person is too young.
	#[codec(index = 11)]
	TooEarly,
	/// The track has as many petitions as fit.
	#[codec(index = 12)]
	MaxPetitionsExceeded,
}

errors_from!(Unfit, Refusal);
