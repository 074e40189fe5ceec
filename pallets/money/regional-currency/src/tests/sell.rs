// SPDX-License-Identifier: Apache-2.0

//! Bought money and the incentive on top: `sell` over the counter, `buy` with plain won.

use chungnam_ports::Standing;
use chungnam_primitives::{korean_month, PersonId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{Error, LimitId, Period, Usage, UsageKey, WeightInfo, MAX_LOTS, MAX_USAGE};

/// The series of the incentive, and the series that is sold.
const EXTRA: SeriesId = SeriesId(0);
const SOLD: SeriesId = SeriesId(1);

fn sell_to(person: PersonId, amount: Won, least_incentive: Won) -> DispatchResult {
	calls::sell(signed(BANK), SOLD, person, amount, least_incentive)
}

fn sell(amount: Won) -> DispatchResult {
	sell_to(KIM_ID, amount, 0)
}

fn buy(who: AccountId, amount: Won) -> DispatchResult {
	calls::buy(signed(who), SOLD, amount, 0)
}

/// A chain on which money is sold with 10 % on top, from a budget.
fn with_sale(budget: Won) -> ExtBuilder {
	with_terms(budget, |_| ())
}

/// As [`with_sale`], with other terms.
fn with_terms(budget: Won, change: impl FnOnce(&mut SaleTerms)) -> ExtBuilder {
	let mut rules = purchased(Some(EXTRA));
	if let Some(sale) = rules.sale.as_mut() {
		change(sale);
	}
	ExtBuilder::default().series(MoneyClass::Incentive, incentive(), budget).series(
		MoneyClass::Purchased,
		rules,
		0,
	)
}

#[test]
fn a_sale_over_the_counter_makes_won_and_adds_the_incentive() {
	with_sale(100_000).build_and_execute(|| {
		let before = Balances::total_issuance();
		assert_ok!(sell(100_009));
		assert_eq!(Balances::total_issuance(), before + 100_009);
		assert_eq!((lot(KIM_ID, SOLD), lot(KIM_ID, EXTRA)), (100_009, 10_000));
		assert_eq!((pot(SOLD), pot(EXTRA)), (100_009, 100_000));
		let Totals { budget, issued, outstanding, .. } = totals(SOLD);
		assert_eq!((budget, issued, outstanding), (0, 100_009, 100_009));
		let Totals { budget, issued, outstanding, .. } = totals(EXTRA);
		assert_eq!((budget, issued, outstanding), (90_000, 10_000, 10_000));
		let incentive = Some((EXTRA, 10_000));
		let sold = Event::Sold { series: SOLD, person: KIM_ID, amount: 100_009, incentive };
		assert_eq!(events(), [sold]);
		assert_eq!(MockReserve::published(), [100_009, 10_000, 0, 0]);
	});
}

#[test]
fn plain_won_buys_without_making_won() {
	with_sale(100_000).plain(KIM, 50_000).build_and_execute(|| {
		let before = Balances::total_issuance();
		assert_noop!(buy(KIM, 50_001), Error::<Test>::InsufficientBalance);
		assert_ok!(buy(KIM, 50_000));
		assert_eq!(Balances::total_issuance(), before);
		assert_eq!((plain(KIM), pot(SOLD), lot(KIM_ID, SOLD)), (0, 50_000, 50_000));
		assert_eq!(lot(KIM_ID, EXTRA), 5_000);
		assert_noop!(buy(STRANGER, 1), Error::<Test>::NotRegistered);
	});
}

#[test]
fn only_sales_agents_sell_and_only_what_is_for_sale() {
	with_sale(0)
		.series(MoneyClass::Purchased, Rules { sale: None, ..purchased(None) }, 0)
		.series(MoneyClass::Policy, policy(), 0)
		.build_and_execute(|| {
			let sell = |who, series| calls::sell(signed(who), series, KIM_ID, 1, 0);
			assert_noop!(sell(COUNTY, SOLD), BadOrigin);
			assert_noop!(sell(KIM, SOLD), BadOrigin);
			assert_noop!(sell(BANK, SeriesId(2)), Error::<Test>::NotForSale);
			assert_noop!(sell(BANK, SeriesId(3)), Error::<Test>::WrongClass);
			assert_noop!(sell(BANK, EXTRA), Error::<Test>::WrongClass);
			assert_noop!(sell(BANK, SeriesId(9)), Error::<Test>::SeriesNotFound);
		});
}

#[test]
fn buying_nothing_is_refused() {
	with_sale(0).build_and_execute(|| {
		assert_noop!(sell(0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn a_stopped_series_is_not_sold() {
	with_sale(0).build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SOLD));
		assert_noop!(sell(1), Error::<Test>::SeriesPaused);
	});
}

#[test]
fn a_sale_closes_at_its_moment() {
	let closes = EXPIRES - DAYS;
	with_terms(0, |sale| sale.closes = closes).build_and_execute(|| {
		at(closes - 1);
		assert_ok!(sell(1));
		at(closes);
		assert_noop!(sell(1), Error::<Test>::TooLate);
	});
	with_terms(0, |sale| sale.closes = Moment::MAX).build_and_execute(|| {
		at(EXPIRES);
		assert_noop!(sell(1), Error::<Test>::TooLate);
	});
}

#[test]
fn only_active_people_buy() {
	with_sale(0).build_and_execute(|| {
		assert_noop!(sell_to(PersonId(99), 1, 0), Error::<Test>::NotRegistered);
		for standing in [Standing::Frozen, Standing::Deceased] {
			let reason = || match standing {
				Standing::Frozen => Error::<Test>::PersonFrozen,
				_ => Error::<Test>::PersonDeceased,
			};
			MockRegistry::set_standing(KIM_ID, standing);
			assert_noop!(sell(1), reason());
			assert_noop!(buy(KIM, 1), reason());
		}
	});
}

#[test]
fn purchases_are_limited_by_month() {
	with_sale(0).build_and_execute(|| {
		assert_ok!(sell(699_999));
		assert_noop!(sell(2), Error::<Test>::PurchaseLimitExceeded);
		assert_ok!(sell(1));
		at(APRIL - 1);
		assert_noop!(sell(1), Error::<Test>::PurchaseLimitExceeded);
		at(APRIL);
		assert_ok!(sell(700_000));
		assert_noop!(sell(Won::MAX), Error::<Test>::Overflow);
	});
}

#[test]
fn a_month_can_have_a_limit_of_its_own() {
	let special = BoundedVec::truncate_from(vec![(korean_month(TODAY), 900_000)]);
	with_terms(0, |sale| sale.special_months = special).build_and_execute(|| {
		assert_noop!(sell(900_001), Error::<Test>::PurchaseLimitExceeded);
		assert_ok!(sell(900_000));
		at(APRIL);
		assert_noop!(sell(700_001), Error::<Test>::PurchaseLimitExceeded);
	});
}

#[test]
fn what_may_be_held_is_limited_until_some_is_spent() {
	with_terms(0, |sale| sale.holding = 500_000).build_and_execute(|| {
		assert_noop!(sell(500_001), Error::<Test>::HoldingLimitExceeded);
		assert_ok!(sell(500_000));
		assert_noop!(sell(1), Error::<Test>::HoldingLimitExceeded);
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_ok!(sell(100));
	});
}

#[test]
fn series_with_the_same_limits_count_together() {
	with_sale(0).series(MoneyClass::Purchased, purchased(None), 0).build_and_execute(|| {
		assert_ok!(sell(500_000));
		let other = |amount| calls::sell(signed(BANK), SeriesId(2), KIM_ID, amount, 0);
		assert_noop!(other(200_001), Error::<Test>::PurchaseLimitExceeded);
		assert_ok!(other(200_000));
	});
}

#[test]
fn the_incentive_is_cut_to_what_is_left_of_budget_month_and_year() {
	with_sale(1_000_000).build_and_execute(|| {
		assert_ok!(sell_to(KIM_ID, 690_000, 69_000));
		assert_noop!(sell_to(KIM_ID, 10_000, 1_001), Error::<Test>::BelowMinimumIncentive);
		assert_ok!(sell_to(KIM_ID, 10_000, 1_000));
		assert_eq!(lot(KIM_ID, EXTRA), 70_000);
	});
	with_terms(1_000_000, |sale| {
		if let Some(terms) = sale.incentive.as_mut() {
			(terms.per_month, terms.per_year) = (50_000, 60_000);
		}
	})
	.build_and_execute(|| {
		assert_ok!(sell_to(KIM_ID, 600_000, 50_000));
		at(APRIL);
		assert_noop!(sell_to(KIM_ID, 600_000, 10_001), Error::<Test>::BelowMinimumIncentive);
		assert_ok!(sell_to(KIM_ID, 600_000, 10_000));
	});
	with_sale(5_000).build_and_execute(|| {
		assert_noop!(sell_to(KIM_ID, 60_000, 5_001), Error::<Test>::BelowMinimumIncentive);
		assert_ok!(sell_to(KIM_ID, 60_000, 5_000));
		assert_eq!(totals(EXTRA).budget, 0);
		assert_ok!(sell(10_000));
		assert_eq!(lot(KIM_ID, EXTRA), 5_000);
	});
}

#[test]
fn a_stopped_incentive_gives_nothing_and_the_sale_goes_on() {
	with_sale(5_000).build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), EXTRA));
		assert_noop!(sell_to(KIM_ID, 10_000, 1), Error::<Test>::BelowMinimumIncentive);
		assert_ok!(sell(10_000));
		assert_eq!(lot(KIM_ID, EXTRA), 0);
	});
}

#[test]
fn no_more_is_sold_than_the_reserve_covers() {
	with_sale(5_000).build_and_execute(|| {
		MockReserve::state(15_000);
		assert_noop!(sell(10_001), DispatchError::Other("ReserveExceeded"));
		assert_ok!(sell(10_000));
	});
}

#[test]
fn a_refused_purchase_is_charged_for_what_it_looked_at() {
	let chain = (2..12).fold(with_sale(0), |chain, series| {
		chain.series(MoneyClass::Policy, policy(), 1).lot(KIM_ID, SeriesId(series), 1)
	});
	chain.build_and_execute(|| {
		let refused = RegionalCurrency::sell(signed(BANK), SOLD, KIM_ID, 700_001, 0);
		let refused = refused.expect_err("it is above the limit of the month");
		assert_eq!(refused.error, Error::<Test>::PurchaseLimitExceeded.into());
		type Weights = <Test as crate::Config>::WeightInfo;
		let charged = Weights::sell() + Weights::look_at(10);
		assert_eq!(refused.post_info.actual_weight, Some(charged));
	});
}

#[test]
fn a_full_wallet_buys_no_further_series() {
	let full = (2..MAX_LOTS + 2).fold(with_sale(0), |chain, series| {
		chain.series(MoneyClass::Policy, policy(), 1).lot(KIM_ID, SeriesId(series), 1)
	});
	full.build_and_execute(|| {
		assert_noop!(sell(1), Error::<Test>::MaxLotsExceeded);
	});
}

#[test]
fn a_person_with_too_many_counters_waits_for_the_next_month() {
	with_sale(0).build_and_execute(|| {
		let mut full = Wallet::default();
		for limit in 1..=LimitId::from(MAX_USAGE).0 {
			let period = Period::Month(korean_month(TODAY));
			let usage = Usage { key: UsageKey::Purchase(LimitId(limit)), period, amount: 1 };
			full.usage.try_push(usage).expect("it fits");
		}
		Wallets::<Test>::insert(KIM_ID, full);
		assert_noop!(sell(1), Error::<Test>::MaxUsageExceeded);
		at(APRIL);
		assert_ok!(sell(1));
	});
}
