// SPDX-License-Identifier: Apache-2.0

//! Types and rules that know no `Config`.

use chungnam_primitives::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

// To do: the pure types. A stored enum carries `#[codec(index = …)]`; a life cycle is an enum with one transition function.

/// The number of an entry. To do: a number that names a thing is a type of its own, `chungnam_primitives::define_id!`: in
/// `crates/primitives/src/ids.rs` if others name it, else here.
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
