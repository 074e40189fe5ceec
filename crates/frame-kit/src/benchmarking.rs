// SPDX-License-Identifier: Apache-2.0

//! What benchmarks of every pallet need.

#![allow(clippy::restriction)]

use chungnam_primitives::Moment;
use frame_support::{
	storage::{storage_prefix, unhashed},
	traits::UnixTime,
};

use crate::Clock;

/// Sets the clock. A pallet only knows how to read it, so this writes where pallet-timestamp keeps it.
pub fn set_now<Time: UnixTime>(now: Moment) {
	unhashed::put(&storage_prefix(b"Timestamp", b"Now"), &now);
	assert_eq!(Time::moment(), now, "the runtime's clock is pallet-timestamp");
}
