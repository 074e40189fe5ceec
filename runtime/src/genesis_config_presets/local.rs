// SPDX-License-Identifier: Apache-2.0

//! Four validators on one machine: Alice, Bob, Charlie and Dave, who are the committee as well.

use alloc::vec::Vec;
use serde_json::Value;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};

use super::{each, genesis, Validator};

pub(super) fn preset() -> Value {
	let validators: Vec<_> = [Alice, Bob, Charlie, Dave].map(Validator::of).into();
	let committee = validators.iter().map(|validator| validator.account.clone()).collect();
	genesis(
		validators,
		committee,
		each(Sr25519Keyring::well_known().map(|key| key.to_account_id()), 10_000_000),
	)
}
