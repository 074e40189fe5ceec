// SPDX-License-Identifier: Apache-2.0

//! One validator, one committee member, and a small town: Alice decides everything that the others do not vote down within
//! ten seconds, and nothing is worth anything.

use alloc::vec;
use serde_json::Value;
use sp_keyring::Sr25519Keyring::Alice;

use super::{populated, Validator};

pub(super) fn preset() -> Value {
	populated(vec![Validator::of(Alice)], None, 1)
}
