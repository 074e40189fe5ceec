// SPDX-License-Identifier: Apache-2.0

//! A place in the agenda. Nothing here knows `Config`.

use chungnam_ports::Due;
use chungnam_primitives::Moment;

/// A moment, high byte first, and what is due then. The bytes of entries have the order of their moments; at one moment
/// that of the kinds of [`Due`].
pub type Entry = ([u8; 8], Due);

/// The place of what is due at `at`.
pub fn entry(at: Moment, due: Due) -> Entry {
	(at.to_be_bytes(), due)
}

/// The moment of a place, and what is due then.
pub fn read((at, due): Entry) -> (Moment, Due) {
	(Moment::from_be_bytes(at), due)
}
