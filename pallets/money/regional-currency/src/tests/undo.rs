// SPDX-License-Identifier: Apache-2.0

//! An unused purchase is undone within the days that its series gave, and the rest owes the incentive that its money got.

use chungnam_ports::Standing;
use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use MoneyClass::{Incentive, Purchased};

use super::*;
use crate::{Period, UsageKey, MAX_PURCHASES};

const EXTRA: SeriesId = SeriesId(0);
const BOUGHT: SeriesId = SeriesId(1);

/// Series 0 is the incentive, series 1 is sold and spent first.
fn on_sale() -> ExtBuilder {
	let sold = Rules { expires: EXPIRES - 1, ..purchased(Some(EXTRA)) };
	ExtBuilder::default().series(Incentive, incentive(), 500_000).series(Purchased, sold, 0)
}

fn sell(person: PersonId, amount: Won) -> DispatchResult {
	calls::sell(signed(BANK), BOUGHT, person, amount, 0)
}

fn undo(who: AccountId) -> DispatchResult {
	calls::undo_purchase(signed(who), BOUGHT)
}

/// Sells from now on with this share on top, or not at all.
fn announce(percent: Option<u32>) {
	let mut rules = RegionalCurrency::rules(BOUGHT).expect("it exists");
	match percent {
		Some(percent) => {
			let terms = rules.sale.as_mut().and_then(|sale| sale.incentive.as_mut());
			terms.expect("it is sold").rate = Perbill::from_percent(percent);
		}
		None => rules.sale = None,
	}
	let from = now() + 7 * DAYS;
	assert_ok!(RegionalCurrency::schedule_change(signed(COUNTY), BOUGHT, from, rules));
	at(from);
}

/// Kim uses 60,000 won of 100,000 and asks for the rest. Returns what was taken back of the incentive.
fn taken_back_with_the_rest() -> Won {
	assert_ok!(pay(KIM, RESTAURANT, 60_000));
	assert_ok!(calls::refund_rest(signed(KIM), BOUGHT));
	totals(EXTRA).clawed_back
}

#[test]
fn rest_owes_the_incentive_that_its_money_got_when_the_rate_changed_or_the_sale_closed() {
	for later in [Some(20), Some(5), None] {
		on_sale().build_and_execute(|| {
			assert_ok!(sell(KIM_ID, 100_000));
			announce(later);
			assert_eq!(taken_back_with_the_rest(), 4_000, "{later:?}");
			assert_eq!(lot(KIM_ID, EXTRA), 6_000);
		});
	}
}

#[test]
fn rest_of_two_purchases_owes_the_incentive_of_both() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 50_000));
		announce(Some(20));
		assert_ok!(sell(KIM_ID, 50_000));
		assert_eq!(lot(KIM_ID, EXTRA), 15_000);
		assert_eq!(taken_back_with_the_rest(), 6_000);
	});
}

#[test]
fn rest_owes_nothing_when_its_money_got_nothing() {
	let sold = Rules { expires: EXPIRES - 1, ..purchased(Some(EXTRA)) };
	let builder = ExtBuilder::default().series(Incentive, incentive(), 0);
	builder.series(Purchased, sold, 0).build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 100_000));
		assert_eq!(taken_back_with_the_rest(), 0);
	});
}

#[test]
fn incentive_is_owed_again_when_a_shop_gave_the_money_back() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 100_000));
		assert_ok!(pay(KIM, RESTAURANT, 100_000));
		assert!(wallet(KIM_ID).earned.is_empty());
		assert_eq!(last_receipt().parts[0].bonuses[..], [(EXTRA, 10_000)]);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 15_001));
		assert_eq!(
			wallet(KIM_ID).bonuses(BOUGHT)[..],
			[(EXTRA, 1_501)],
			"rounded against the asker"
		);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 24_999));
		assert_ok!(calls::refund_rest(signed(KIM), BOUGHT));
		assert_eq!(totals(EXTRA).clawed_back, 4_001);
	});
}

#[test]
fn incentive_is_owed_by_the_money_when_it_is_given_away() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 100_000));
		assert_ok!(calls::gift(signed(KIM), BOUGHT, LEE_ID, 30_000));
		assert_eq!(wallet(KIM_ID).bonuses(BOUGHT)[..], [(EXTRA, 7_000)]);
		assert_eq!(wallet(LEE_ID).bonuses(BOUGHT)[..], [(EXTRA, 3_000)]);
	});
}

#[test]
fn incentives_of_more_series_than_a_wallet_remembers_are_not_given() {
	let mut builder = ExtBuilder::default();
	for _ in 0..3 {
		builder = builder.series(Incentive, incentive(), 500_000);
	}
	let sold = Rules { expires: EXPIRES - 1, ..purchased(Some(SeriesId(0))) };
	builder.series(Purchased, sold, 0).build_and_execute(|| {
		let buy = || calls::sell(signed(BANK), SeriesId(3), KIM_ID, 10_000, 0);
		assert_ok!(buy());
		for (number, fits) in [(1, true), (2, false)] {
			let mut rules = RegionalCurrency::rules(SeriesId(3)).expect("it exists");
			let terms = rules.sale.as_mut().and_then(|sale| sale.incentive.as_mut());
			terms.expect("it is sold").series = SeriesId(number);
			let from = now() + 7 * DAYS;
			let county = signed(COUNTY);
			assert_ok!(RegionalCurrency::schedule_change(county, SeriesId(3), from, rules));
			at(from);
			if fits {
				assert_ok!(buy());
			} else {
				assert_noop!(buy(), Error::<Test>::MaxIncentivesExceeded);
			}
		}
		let both = [(SeriesId(0), 1_000), (SeriesId(1), 1_000)];
		assert_eq!(wallet(KIM_ID).bonuses(SeriesId(3))[..], both);
	});
}

#[test]
fn unused_purchase_is_undone_the_next_day_and_the_limits_are_free_again() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 700_000));
		assert_noop!(sell(KIM_ID, 1), Error::<Test>::PurchaseLimitExceeded);
		assert_noop!(calls::refund_rest(signed(KIM), BOUGHT), Error::<Test>::RefundThresholdNotMet);
		at(TODAY + DAYS);
		assert_ok!(undo(KIM_CARD));

		assert_eq!((lot(KIM_ID, BOUGHT), lot(KIM_ID, EXTRA)), (0, 0));
		assert!(Wallets::<Test>::try_get(KIM_ID).is_err(), "nothing is left behind");
		assert_eq!((totals(BOUGHT).refunded, totals(EXTRA).clawed_back), (700_000, 70_000));
		assert_eq!(totals(EXTRA).budget, 500_000);
		let (amount, incentive) = (700_000, Some((EXTRA, 70_000)));
		let (series, person, at_counter) = (BOUGHT, KIM_ID, true);
		let undone = Event::PurchaseUndone { series, person, amount, incentive, at_counter };
		assert_eq!(last_event(), undone);
		// Paid for over the counter, so the bank pays it out.
		assert_eq!(MockReserve::rests()[0].amount, 700_000);
		assert_ok!(sell(KIM_ID, 700_000));
		assert_eq!(lot(KIM_ID, EXTRA), 70_000);
	});
}

#[test]
fn undone_purchase_is_the_buyers_own_won_again_when_it_was_bought_with_it() {
	on_sale().plain(KIM, 100_000).build_and_execute(|| {
		assert_ok!(calls::buy(signed(KIM), BOUGHT, 100_000, 0));
		assert_ok!(undo(KIM));
		assert_eq!((plain(KIM), MockReserve::rests().len()), (100_000, 0));
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
	});
}

#[test]
fn purchase_is_undone_until_its_days_are_over_whatever_the_series_says_later() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 10_000));
		assert_ok!(sell(LEE_ID, 10_000));
		let mut rules = RegionalCurrency::rules(BOUGHT).expect("it exists");
		rules.sale.as_mut().expect("it is sold").undo_within = 0;
		let from = TODAY + 7 * DAYS;
		assert_ok!(RegionalCurrency::schedule_change(signed(COUNTY), BOUGHT, from, rules));
		at(TODAY + 7 * DAYS - 1);
		assert_ok!(undo(KIM));
		at(TODAY + 7 * DAYS);
		assert_noop!(undo(LEE), Error::<Test>::PurchaseNotFound);
		assert_ok!(sell(KIM_ID, 10_000));
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
	});
}

#[test]
fn purchase_is_not_undone_when_part_of_it_or_of_its_incentive_is_used() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 50_000));
		assert_ok!(sell(KIM_ID, 30_000));
		// The first purchase is used first.
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_ok!(undo(KIM));
		assert_eq!(lot(KIM_ID, BOUGHT), 49_999);
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
		// What a shop gives back was used.
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 1));
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
	});
	// The incentive is spent first here.
	ExtBuilder::default()
		.series(Incentive, incentive(), 100_000)
		.series(Purchased, purchased(Some(EXTRA)), 0)
		.build_and_execute(|| {
			assert_ok!(sell(KIM_ID, 50_000));
			assert_ok!(pay(KIM, RESTAURANT, 1));
			assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
		});
}

#[test]
fn purchase_is_not_undone_with_money_of_a_friend() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 30_000));
		assert_ok!(sell(LEE_ID, 30_000));
		assert_ok!(pay(KIM, RESTAURANT, 29_000));
		assert_ok!(calls::gift(signed(LEE), BOUGHT, KIM_ID, 30_000));
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
	});
}

#[test]
fn purchase_is_undone_without_an_incentive_that_has_ended() {
	let short = Rules { expires: TODAY + DAYS, ..incentive() };
	ExtBuilder::default()
		.series(Incentive, short, 100_000)
		.series(Purchased, purchased(Some(EXTRA)), 0)
		.build_and_execute(|| {
			assert_ok!(sell(KIM_ID, 50_000));
			at(TODAY + DAYS);
			assert_ok!(undo(KIM));
			let told = last_event();
			assert!(matches!(told, Event::PurchaseUndone { incentive: None, .. }), "{told:?}");
			assert_eq!(totals(EXTRA).clawed_back, 0);
		});
}

#[test]
fn purchase_of_last_month_frees_no_limit_of_this_month() {
	on_sale().build_and_execute(|| {
		at(APRIL - 1);
		assert_ok!(sell(KIM_ID, 100_000));
		at(APRIL);
		assert_ok!(sell(KIM_ID, 20_000));
		let bought = (UsageKey::Purchase(LimitId(0)), Period::Month(korean_month(APRIL)));
		assert_ok!(undo(KIM));
		assert_eq!(wallet(KIM_ID).used(bought.0, bought.1), 0);
		assert_ok!(undo(KIM));
		assert_eq!(wallet(KIM_ID).used(bought.0, bought.1), 0);
		let year = wallet(KIM_ID).used(UsageKey::IncentiveOfYear(LimitId(0)), Period::Year(2026));
		assert_eq!(year, 0, "the year is the same");
	});
}

#[test]
fn wallet_remembers_the_last_purchases_only() {
	on_sale().build_and_execute(|| {
		for _ in 0..=MAX_PURCHASES {
			assert_ok!(sell(KIM_ID, 10_000));
		}
		for _ in 0..MAX_PURCHASES {
			assert_ok!(undo(KIM));
		}
		assert_noop!(undo(KIM), Error::<Test>::PurchaseNotFound);
		assert_eq!(lot(KIM_ID, BOUGHT), 10_000);
	});
}

#[test]
fn only_an_active_buyer_of_a_living_series_undoes() {
	on_sale().build_and_execute(|| {
		assert_ok!(sell(KIM_ID, 10_000));
		assert_noop!(undo(STRANGER), Error::<Test>::NotRegistered);
		assert_noop!(undo(LEE), Error::<Test>::PurchaseNotFound);
		let unknown = calls::undo_purchase(signed(KIM), SeriesId(9));
		assert_noop!(unknown, Error::<Test>::SeriesNotFound);
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), BOUGHT));
		assert_noop!(undo(KIM), Error::<Test>::SeriesPaused);
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), BOUGHT));
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(undo(KIM), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		at(EXPIRES - 1);
		assert_noop!(undo(KIM), Error::<Test>::Expired);
	});
}

#[test]
fn refund_rule_is_not_made_stricter_for_what_was_bought() {
	on_sale().build_and_execute(|| {
		let change = |used, small_amount, small_used| {
			let mut rules = RegionalCurrency::rules(BOUGHT).expect("it exists");
			let (used, small_used) =
				(Percent::from_percent(used), Percent::from_percent(small_used));
			rules.refund = Some(RefundRule { used, small_amount, small_used, after_end: 0 });
			let from = TODAY + 8 * DAYS;
			let done = RegionalCurrency::schedule_change(signed(COUNTY), BOUGHT, from, rules);
			done.map(|()| RegionalCurrency::cancel_change(signed(COUNTY), BOUGHT, from))
		};
		let refused = Err(Error::<Test>::BackwardChange.into());
		assert_eq!(change(61, 10_000, 80).map(|_| ()), refused);
		assert_eq!(change(60, 10_000, 81).map(|_| ()), refused);
		assert_eq!(change(60, 10_001, 80).map(|_| ()), refused, "more is a small amount");
		assert_ok!(change(60, 9_999, 80));
		assert_ok!(change(50, 0, 50));
		assert_ok!(change(60, 10_000, 60));
		let mut rules = RegionalCurrency::rules(BOUGHT).expect("it exists");
		rules.refund = None;
		let done =
			RegionalCurrency::schedule_change(signed(COUNTY), BOUGHT, TODAY + 8 * DAYS, rules);
		assert_eq!(done, refused);
	});
}
