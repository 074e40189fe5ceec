// SPDX-License-Identifier: Apache-2.0

//! A rehearsal of the real network: the same shape, on machines of the province and of three cities.
//!
//! The keys below are derived from secrets that everyone can read here. A network that is to carry real money is made
//! from a chain spec in which the operators put their own keys.

use alloc::vec::Vec;
use serde_json::Value;

use super::{each, province, Genesis, Validator, RESERVE};
use crate::{RegionalCurrencyConfig, RegistryConfig};

/// Who validates the rehearsal: the province and its three largest cities. Also the committee.
const INSTITUTIONS: [&str; 4] = [
	"//Chungnam//Staging//Province",
	"//Chungnam//Staging//Cheonan",
	"//Chungnam//Staging//Asan",
	"//Chungnam//Staging//Seosan",
];

/// Under which the attesters' secrets lie.
const ATTESTERS: &str = "//Chungnam//Staging";

pub(super) fn preset() -> Value {
	let validators: Vec<_> = INSTITUTIONS.iter().map(|uri| Validator::from_uri(uri)).collect();
	let committee: Vec<_> = validators.iter().map(|validator| validator.account.clone()).collect();
	let attesters = province::attesters(ATTESTERS);
	// Institutions pay fees. The province and the three cities are attesters too: one account, named once.
	let balances = each(attesters.iter().map(|(who, _)| who.clone()), 10_000_000);
	Genesis {
		validators,
		committee,
		balances,
		registry: RegistryConfig { attesters, ..Default::default() },
		currency: RegionalCurrencyConfig { reserve: RESERVE, ..Default::default() },
		voucher_drops: Default::default(),
		basic_income: Default::default(),
		// What fees and leftovers collect waits until the province has decided where it goes.
		fund_router: Default::default(),
	}
	.into_json()
}
