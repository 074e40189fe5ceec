// SPDX-License-Identifier: Apache-2.0

//! A rehearsal of the real network: the same shape, on machines of the province and of its 15 cities and counties.
//!
//! The keys below are derived from secrets that everyone can read here. A network that is to carry real money is made
//! from a chain spec in which the operators put their own keys.

use alloc::{format, vec::Vec};
use serde_json::Value;

use super::{each, province, Genesis, Validator, RESERVE};
use crate::{RegionalCurrencyConfig, RegistryConfig};

/// Under which all secrets of the rehearsal lie.
const ROOT: &str = "//Chungnam//Staging";

/// Who validates: the province, and each city and county. Also the committee.
fn validators() -> Vec<Validator> {
	let cities = province::REGIONS.iter().map(|region| region.en);
	core::iter::once("Province")
		.chain(cities)
		.map(|name| Validator::from_uri(&format!("{ROOT}//{name}")))
		.collect()
}

pub(super) fn preset() -> Value {
	let validators = validators();
	let committee: Vec<_> = validators.iter().map(|validator| validator.account.clone()).collect();
	let attesters = province::attesters(ROOT);
	// Institutions pay fees. Validators are attesters too: one account, named once.
	let balances = each(attesters.iter().map(|(who, _)| who.clone()), 10_000_000);
	Genesis {
		validators,
		session_length: None,
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
