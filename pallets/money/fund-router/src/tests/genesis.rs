// SPDX-License-Identifier: Apache-2.0

//! The state at the start, and what must not start a chain.

use chungnam_primitives::Announced;
use chungnam_testkit::contract;
use frame_support::assert_ok;

use super::*;

#[test]
fn a_chain_starts_with_its_routes_and_with_accounts_that_exist() {
	with_fees().build_and_execute(|| {
		for source in Source::ALL {
			let account = FundRouter::account_of(source);
			assert!(System::account_exists(&account), "{source:?} collects");
			assert_eq!(won(&account), 0);
		}
		assert_eq!(FundRouter::route(Source::Fees), (Some(circle()), Announced::default()));
		assert_eq!(FundRouter::route(Source::Slashes), (None, Announced::default()));
		pay_in(Source::Fees, 10);
		assert_ok!(flush(Source::Fees));
	});
}

#[test]
fn router_keeps_the_contract_of_sources() {
	ExtBuilder::default().build_and_execute(|| {
		contract::sources::<FundRouter, AccountId>(System::account_exists);
	});
}

#[test]
#[should_panic(expected = "the route of Fees is sound")]
fn an_unsound_route_starts_no_chain() {
	ExtBuilder::default().route(Source::Fees, route(&[(POOL, 1)])).build();
}

#[test]
#[should_panic(expected = "the route of Fees is sound")]
fn a_route_in_a_circle_starts_no_chain() {
	let circle = all_to(FundRouter::account_of(Source::Slashes));
	ExtBuilder::default().route(Source::Fees, circle).build();
}

#[test]
#[should_panic(expected = "Fees has one route")]
fn two_routes_of_a_source_start_no_chain() {
	with_fees().route(Source::Fees, circle()).build();
}

#[test]
fn a_genesis_can_be_written_as_json() {
	let config = crate::GenesisConfig::<Test> { routes: vec![(Source::Fees, circle())] };
	let json = serde_json::to_string(&config).expect("it has a form");
	let read: crate::GenesisConfig<Test> = serde_json::from_str(&json).expect("it can be read");
	assert_eq!(read.routes, config.routes);
}
