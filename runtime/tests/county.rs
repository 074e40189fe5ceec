// SPDX-License-Identifier: Apache-2.0

//! A county of a few hundred invented people, half a year, random days from a seed: the real runtime against a plain
//! ledger that was written from the documents and not from the pallets. To the won, for everyone, each month.
//!
//! `COUNTY_SEEDS` says how many counties are played, `COUNTY_SEED` which one first: `./scripts/county 12`,
//! `COUNTY_SEED=7 ./scripts/county 1`.

mod driver;

#[path = "county/acts.rs"]
mod acts;
#[path = "county/audit.rs"]
mod audit;
#[path = "county/chain.rs"]
mod chain;
#[path = "county/genesis.rs"]
mod genesis;
#[path = "county/known.rs"]
mod known;
#[path = "county/ledger.rs"]
mod ledger;
#[path = "county/play.rs"]
mod play;
#[path = "county/purse.rs"]
mod purse;
#[path = "county/rules.rs"]
mod rules;
#[path = "county/town.rs"]
mod town;
#[path = "county/welfare.rs"]
mod welfare;

use play::{County, Fault};

/// The county of every day.
const SEED: u64 = 20_260_302;

fn number(name: &str, otherwise: u64) -> u64 {
	let value = std::env::var(name).ok();
	value.and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_chain_and_a_plain_ledger_agree_about_every_won_of_a_county() {
	let first = number("COUNTY_SEED", SEED);
	for seed in first..first + number("COUNTY_SEEDS", 1) {
		let mut county = County::begin(seed, None);
		county.play().unwrap_or_else(|difference| panic!("{difference}"));
		println!("{}", county.sum_up());
		county.assert_that_enough_happened();
	}
}

/// Plays until the ledger notices the fault.
fn noticed(fault: Fault) -> String {
	let mut county = County::begin(SEED, Some(fault));
	county.play().expect_err("the ledger notices the fault")
}

#[test]
fn the_ledger_notices_a_won_that_nobody_was_owed() {
	let said = noticed(Fault::ExtraWon);
	assert!(said.contains("own won on P1") || said.contains("the pool"), "{said}");
}

#[test]
fn the_ledger_notices_a_month_that_nobody_got() {
	let said = noticed(Fault::SkippedMonth);
	assert!(said.contains("wallet of") && said.contains("5.2026"), "{said}");
}

#[test]
fn the_ledger_notices_a_voucher_that_lapses_a_day_early() {
	let said = noticed(Fault::EarlyLapse);
	assert!(said.contains("wallet of") && said.contains("5.2026"), "{said}");
}
