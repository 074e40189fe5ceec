// SPDX-License-Identifier: Apache-2.0

//! Four validators on one machine: Alice, Bob, Charlie and Dave, who are the committee as well. The same small town.

use serde_json::Value;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};

use super::{populated, Validator};

pub(super) fn preset() -> Value {
	populated([Alice, Bob, Charlie, Dave].map(Validator::of).into())
}
