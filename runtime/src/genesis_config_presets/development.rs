// SPDX-License-Identifier: Apache-2.0

//! One validator and a small town, of which Alice is the only elector and the only member of the committee: she decides
//! everything alone in seconds, by the same ways as every chain, and nothing is worth anything.

use alloc::vec;
use serde_json::Value;
use sp_keyring::Sr25519Keyring::Alice;

use super::{populated, town::Electors, Validator};

pub(super) fn preset() -> Value {
	populated(vec![Validator::of(Alice)], None, 1, Electors::Alice)
}
