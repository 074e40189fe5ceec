// SPDX-License-Identifier: Apache-2.0

//! What the dead leave: plain won goes to the heir who accepted, and lots end as their series says.

use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use MoneyClass::{Incentive, Policy, Purchased};

use super::*;

const FIRST: SeriesId = SeriesId(0);

/// Kim died, and Lee accepted what Kim left.
fn bury_kim() {
	MockRegistry::bury(KIM_ID);
	for key in [KIM, KIM_CARD] {
		MockRegistry::inherit(key, LEE_ID);
	}
}

fn take(who: AccountId, from: AccountId) -> DispatchResult {
	RegionalCurrency::reclaim_won(signed(who), from)
}

fn issuance() -> Won {
	<Balances as Inspect<AccountId>>::total_issuance()
}

#[test]
fn the_heir_takes_the_plain_won_of_every_key_of_the_dead_and_no_won_is_made_or_lost() {
	ExtBuilder::default().plain(KIM, 5_000).plain(KIM_CARD, 700).build_and_execute(|| {
		let before = issuance();
		bury_kim();
		assert_ok!(take(LEE, KIM));
		assert_ok!(take(LEE, KIM_CARD));
		assert_eq!((plain(KIM), plain(KIM_CARD), plain(LEE)), (0, 0, 5_700));
		assert_eq!(issuance(), before);
		let moved = Event::WonReclaimed { person: LEE_ID, from: KIM_CARD, to: LEE, amount: 700 };
		assert_eq!(last_event(), moved);
		// Not twice.
		assert_noop!(take(LEE, KIM), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn nobody_else_takes_it_and_nobody_before_the_estate_is_accepted() {
	ExtBuilder::default().plain(KIM, 5_000).build_and_execute(|| {
		MockRegistry::bury(KIM_ID);
		assert_noop!(take(LEE, KIM), Error::<Test>::NotAuthorized);
		bury_kim();
		assert_noop!(take(CHOI, KIM), Error::<Test>::NotAuthorized);
		for nobody in [STRANGER, COUNTY, KIM] {
			assert_noop!(take(nobody, KIM), Error::<Test>::NotRegistered);
		}
		MockRegistry::set_standing(LEE_ID, Standing::Frozen);
		assert_noop!(take(LEE, KIM), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(LEE_ID, Standing::Deceased);
		assert_noop!(take(LEE, KIM), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn own_won_that_a_shop_gives_back_later_is_the_heirs_too() {
	ExtBuilder::default().plain(KIM, 900).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 300));
		bury_kim();
		assert_ok!(take(LEE, KIM));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 300));
		assert_ok!(take(LEE, KIM));
		assert_eq!((plain(KIM), plain(LEE)), (0, 900));
	});
}

/// Kim leaves 4,000 won of a series; the heir cannot spend it, and at its end the county has it back.
fn assert_goes_to_the_funder(class: MoneyClass, rules: Rules) {
	let builder = ExtBuilder::default().series(class, rules, 4_000).lot(KIM_ID, FIRST, 4_000);
	builder.build_and_execute(|| {
		bury_kim();
		assert_refused(LEE, RESTAURANT, 1, Refusal::InsufficientBalance);
		assert_noop!(take(LEE, KIM), Error::<Test>::ZeroAmount);
		at(EXPIRES);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), FIRST));
		assert_eq!((plain(COUNTY), plain(LEE), pot(FIRST)), (4_000, 0, 0));
	});
}

#[test]
fn policy_money_of_the_dead_goes_to_its_funders_when_its_series_ends() {
	assert_goes_to_the_funder(Policy, policy());
}

#[test]
fn an_incentive_of_the_dead_goes_to_its_funders_when_its_series_ends() {
	assert_goes_to_the_funder(Incentive, incentive());
}

#[test]
fn what_the_dead_bought_is_kept_as_long_as_for_buyers_and_goes_to_the_funders_then() {
	let mut sold = purchased(None);
	sold.refund.as_mut().expect("it has a rule").after_end = 30 * DAYS;
	let builder = ExtBuilder::default().series(Purchased, sold, 4_000).lot(KIM_ID, FIRST, 4_000);
	builder.build_and_execute(|| {
		bury_kim();
		at(EXPIRES);
		// It is neither the heir's nor the funders' yet.
		let rest = |who| calls::refund_rest(signed(who), FIRST);
		assert_noop!(rest(LEE), Error::<Test>::InsufficientBalance);
		assert_noop!(rest(KIM), Error::<Test>::NotRegistered);
		let sweep = || RegionalCurrency::sweep(signed(STRANGER), FIRST);
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
		at(EXPIRES + 30 * DAYS);
		assert_ok!(sweep());
		assert_eq!((plain(COUNTY), plain(LEE), pot(FIRST)), (4_000, 0, 0));
	});
}

#[test]
fn a_share_that_the_dead_never_claimed_lapses_and_goes_to_its_funders() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let until = TODAY + 30 * DAYS;
		let parts = [part(cohort)];
		let opened = RegionalCurrency::open(PROGRAMME, &parts, 1_000, Some(until), &COUNTY);
		let series = opened.expect("it opens").series[0].expect("the cohort is not empty");
		bury_kim();
		assert_noop!(calls::claim_for(signed(LEE), KIM_ID), Error::<Test>::NotAuthorized);
		assert_ok!(calls::claim(signed(LEE)));
		at(until);
		let before = plain(COUNTY);
		assert_ok!(calls::lapse(signed(STRANGER), cohort));
		assert_eq!(plain(COUNTY), before + 1_000);
		assert_eq!((totals(series).lapsed, lot(LEE_ID, series)), (1_000, 1_000));
	});
}

#[test]
fn a_refund_to_a_lot_of_the_dead_ends_with_the_lot() {
	let builder = ExtBuilder::default().series(Policy, policy(), 500).lot(KIM_ID, FIRST, 500);
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 500));
		bury_kim();
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 500));
		assert_eq!((lot(KIM_ID, FIRST), plain(LEE)), (500, 0));
		at(EXPIRES);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), FIRST));
		assert_eq!(plain(COUNTY), 500);
	});
}
