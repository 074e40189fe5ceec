// SPDX-License-Identifier: Apache-2.0

//! One validator, one committee member: Alice decides everything, and nothing is worth anything.

use alloc::vec;
use serde_json::Value;
use sp_keyring::Sr25519Keyring::{self, Alice};

use super::{each, genesis, Validator};

pub(super) fn preset() -> Value {
	genesis(
		vec![Validator::of(Alice)],
		vec![Alice.to_account_id()],
		each(Sr25519Keyring::well_known().map(|key| key.to_account_id()), 10_000_000),
	)
}
