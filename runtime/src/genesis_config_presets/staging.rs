// SPDX-License-Identifier: Apache-2.0

//! A rehearsal of the real network: the same shape, on machines of the province and of three cities.
//!
//! The keys below are derived from secrets that everyone can read here. A network that is to carry real money is made
//! from a chain spec in which the operators put their own keys.

use alloc::vec::Vec;
use serde_json::Value;

use super::{each, genesis, Validator};

/// Who validates the rehearsal: the province and its three largest cities. Also the committee.
const INSTITUTIONS: [&str; 4] = [
	"//Chungnam//Staging//Province",
	"//Chungnam//Staging//Cheonan",
	"//Chungnam//Staging//Asan",
	"//Chungnam//Staging//Seosan",
];

pub(super) fn preset() -> Value {
	let validators: Vec<_> = INSTITUTIONS.iter().map(|uri| Validator::from_uri(uri)).collect();
	let accounts: Vec<_> = validators.iter().map(|validator| validator.account.clone()).collect();
	genesis(validators, accounts.clone(), each(accounts, 10_000_000))
}
