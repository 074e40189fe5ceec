// SPDX-License-Identifier: Apache-2.0

//! Incomes at block 0 begin when there is a clock.

use super::*;
use crate::{GenesisConfig, GenesisIncome, GenesisIncomeOf};
use chungnam_primitives::{korean_day, IncomeId};

fn genesis(first: Option<KoreanMonth>, terms: Terms) -> GenesisIncomeOf<Test> {
	let tiers = tiers().to_vec();
	let members = vec![KIM, LEE];
	GenesisIncome { region: CHEONGYANG, tiers, terms, first, refund_to: TREASURY, members }
}

/// A chain that begins with these incomes and won in the first one's pool.
fn begin(incomes: Vec<GenesisIncomeOf<Test>>) -> TestExternalities {
	let balances = vec![(BasicIncome::pool(ID), RICH)];
	let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
	let basic_income = GenesisConfig { incomes };
	let genesis = RuntimeGenesisConfig { balances, basic_income, ..Default::default() };
	chungnam_testkit::begin(genesis, populate_registry)
}

fn execute(incomes: Vec<GenesisIncomeOf<Test>>, test: impl FnOnce()) {
	begin(incomes).execute_with(|| {
		// The first block has no clock before its inherents.
		hook();
		at(TODAY);
		test();
		assert_ok!(BasicIncome::do_try_state());
	});
}

#[test]
fn without_a_first_month_the_month_in_which_the_chain_begins_is_paid_at_once() {
	let terms = Terms { pay_day: 1, ..terms() };
	execute(vec![genesis(None, terms)], || {
		hook();
		let (month, day) = (APRIL - 1, korean_day(TODAY));
		assert_eq!(events()[0], Event::IncomeBegan { income: ID, month, day });
		assert_eq!(paid(), [(APRIL - 1, FULL)]);
		assert_eq!((got(KIM), got(LEE)), (FULL, FULL));
	});
}

#[test]
fn a_pay_day_to_come_is_waited_for() {
	execute(vec![genesis(None, Terms { pay_day: 20, ..terms() })], || {
		hook();
		assert_eq!(paid(), []);
		run_at(midnight(2026, 3, 20));
		assert_eq!(paid(), [(APRIL - 1, FULL)]);
	});
}

#[test]
fn a_stated_first_month_is_waited_for() {
	execute(vec![genesis(Some(APRIL), terms())], || {
		hook();
		assert_eq!(income().day(), Some(korean_day(pay_day(APRIL))));
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, FULL)]);
	});
}

#[test]
fn an_income_created_in_the_first_block_does_not_keep_the_others_from_beginning() {
	execute(vec![genesis(None, terms())], || {
		assert_ok!(create(terms()));
		assert_ok!(BasicIncome::do_try_state());
		hook();
		assert_eq!(paid().len(), 1);
		assert!(Incomes::<Test>::get(IncomeId(1)).is_some_and(|income| income.history.is_empty()));
	});
}

#[test]
fn an_income_stopped_in_the_first_block_never_begins() {
	execute(vec![genesis(None, terms())], || {
		assert_ok!(stop());
		hook();
		hook();
		assert_eq!((income().stage, income().next), (Stage::Stopped, 0));
	});
}

#[test]
#[should_panic(expected = "is sound")]
fn a_genesis_with_an_unsound_income_does_not_start() {
	begin(vec![genesis(None, Terms { least: 0, ..terms() })]);
}

#[test]
#[should_panic(expected = "members exist")]
fn a_genesis_with_a_stranger_as_member_does_not_start() {
	begin(vec![GenesisIncome { members: vec![CHOI], ..genesis(None, terms()) }]);
}
