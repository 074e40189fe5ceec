// SPDX-License-Identifier: Apache-2.0

//! Four validators on one machine: Alice, Bob, Charlie and Dave. The same small town, all of whom are electors and of whom
//! Alice, Bob and Charlie are the committee; sessions of a minute.

use serde_json::Value;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};

use super::{populated, town::Electors, Validator};

/// A minute, so that joining, leaving and new keys can be tried.
const SESSION_LENGTH: u32 = 60;

pub(super) fn preset() -> Value {
	let validators = [Alice, Bob, Charlie, Dave].map(Validator::of).into();
	populated(validators, Some(SESSION_LENGTH), 3, Electors::All)
}
