// SPDX-License-Identifier: Apache-2.0

//! Types and rules that know no `Config`.

// Written by the derives of the codec.
#![allow(clippy::as_conversions)]

use chungnam_primitives::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

// To do: the pure types. A stored enum carries `#[codec(index = …)]`; a life cycle is an enum with one transition function.

/// The number of an entry.
pub type EntryId = u32;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Entry {
	/// The moment of the addition.
	pub since: Moment,
}

impl Entry {
	/// True if the entry is from the future at `now`.
	pub fn is_early(&self, now: Moment) -> bool {
		self.since > now
	}
}
