// SPDX-License-Identifier: Apache-2.0

//! Why money is taken back.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why money was taken back from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ClawBackReason {
	/// The person did not live where they said.
	#[codec(index = 0)]
	FalseResidence,
	/// A purchase was faked to get bank won.
	#[codec(index = 1)]
	Cashing,
	/// The money was sold on.
	#[codec(index = 2)]
	Resale,
	/// It was given by mistake.
	#[codec(index = 3)]
	PaidInError,
	/// The programme or income that gave it asked for it back: a sanction, or a payback undone.
	#[codec(index = 4)]
	Repayment,
}
