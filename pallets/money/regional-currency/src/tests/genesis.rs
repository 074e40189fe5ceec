// SPDX-License-Identifier: Apache-2.0

//! The state at the start, and what must not start a chain.

use chungnam_primitives::SeriesId;
use frame_support::assert_ok;

use super::*;
use crate::NextSeries;

#[test]
fn a_chain_starts_with_series_budgets_and_lots() {
	ExtBuilder::default()
		.series(MoneyClass::Policy, policy(), 1_000)
		.series(MoneyClass::Incentive, incentive(), 0)
		.series(MoneyClass::Purchased, purchased(Some(SeriesId(1))), 50)
		.lot(KIM_ID, SeriesId(0), 300)
		.lot(KIM_ID, SeriesId(2), 50)
		.build_and_execute(|| {
			assert_eq!(NextSeries::<Test>::get(), SeriesId(3));
			let Totals { budget, outstanding, .. } = totals(SeriesId(0));
			assert_eq!((budget, outstanding, pot(SeriesId(0))), (700, 300, 1_000));
			assert_eq!((lot(KIM_ID, SeriesId(0)), lot(KIM_ID, SeriesId(2))), (300, 50));
			assert_ok!(pay(KIM, RESTAURANT, 350));
		});
}

#[test]
#[should_panic(expected = "of the genesis is sound")]
fn unsound_rules_start_no_chain() {
	let rules = Rules { expires: OPENS, ..policy() };
	ExtBuilder::default().series(MoneyClass::Policy, rules, 0).build();
}

#[test]
#[should_panic(expected = "covers the lots of the genesis")]
fn lots_beyond_their_budget_start_no_chain() {
	let chain = ExtBuilder::default().series(MoneyClass::Policy, policy(), 9);
	chain.lot(KIM_ID, SeriesId(0), 10).build();
}
