// SPDX-License-Identifier: Apache-2.0

//! Four validators on one machine: Alice, Bob, Charlie and Dave, who are the committee as well. The same small
//! town, and sessions of a minute.

use serde_json::Value;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};

use super::{populated, Validator};

/// A minute, so that joining, leaving and new keys can be tried.
const SESSION_LENGTH: u32 = 60;

pub(super) fn preset() -> Value {
	populated([Alice, Bob, Charlie, Dave].map(Validator::of).into(), Some(SESSION_LENGTH), 3)
}
