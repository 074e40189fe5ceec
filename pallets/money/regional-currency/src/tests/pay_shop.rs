// SPDX-License-Identifier: Apache-2.0

//! Shops pay shops and earn the re-spend bonus: `pay_shop`.

use chungnam_primitives::{MerchantId, ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use super::*;
use crate::Error;

fn pay_shop(who: AccountId, to: MerchantId, amount: Won) -> DispatchResult {
	RegionalCurrency::pay_shop(signed(who), to, amount, None, soon())
}

/// A restaurant that takes 10,000 won, and a bonus of 5 %.
fn with_takings(bonus_pot: Won) -> ExtBuilder {
	ExtBuilder::default()
		.series(MoneyClass::Policy, policy(), 10_000)
		.lot(LEE_ID, SeriesId(0), 10_000)
		.plain(COOK, 5_000)
		.with_bonus(bonus_pot)
}

fn taken() {
	assert_ok!(pay(LEE, RESTAURANT, 10_000));
}

#[test]
fn passing_takings_on_earns_a_bonus_once() {
	with_takings(1_000).build_and_execute(|| {
		taken();
		assert_ok!(pay_shop(COOK, MART, 4_019));
		assert_eq!((plain(COOK), plain(GROCER)), (15_000 - 4_019 + 200, 4_019));
		assert_eq!(plain(MockReserve::bonus_pot()), 800);
		assert_eq!(MockReserve::takings(RESTAURANT), 10_000 - 4_019);
		assert_eq!(MockReserve::takings(MART), 0);
		let paid =
			Event::Respent { from: RESTAURANT, to: MART, order: None, amount: 4_019, bonus: 200 };
		assert_eq!(last_event(), paid);
		assert_ok!(pay_shop(GROCER, CLINIC, 4_019));
		let on = Event::Respent { from: MART, to: CLINIC, order: None, amount: 4_019, bonus: 0 };
		assert_eq!(last_event(), on);
	});
}

#[test]
fn only_what_was_taken_earns() {
	with_takings(1_000).build_and_execute(|| {
		assert_ok!(pay_shop(COOK, MART, 1_000));
		assert_eq!(plain(COOK), 4_000);
		taken();
		assert_ok!(pay_shop(COOK, MART, 14_000));
		assert_eq!((plain(COOK), MockReserve::takings(RESTAURANT)), (500, 0));
	});
}

#[test]
fn won_that_goes_in_circles_earns_nothing() {
	with_takings(1_000).build_and_execute(|| {
		for _ in 0..3 {
			// Shop to shop, from there by a plain transfer to a resident, and back over the counter.
			assert_ok!(pay_shop(COOK, MART, 5_000));
			assert_ok!(Balances::transfer_allow_death(signed(GROCER), KIM, 5_000));
			assert_ok!(pay(KIM, RESTAURANT, 5_000));
		}
		assert_eq!(MockReserve::takings(RESTAURANT), 0);
		assert_eq!(plain(MockReserve::bonus_pot()), 1_000);
		// What a resident pays from lots earns, and only that part of a payment.
		assert_ok!(Balances::transfer_allow_death(signed(COOK), LEE, 1_000));
		assert_ok!(pay(LEE, RESTAURANT, 11_000));
		assert_eq!(MockReserve::takings(RESTAURANT), 10_000);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(3), 1_000));
		assert_eq!(MockReserve::takings(RESTAURANT), 10_000, "plain won goes back first");
		assert_ok!(calls::refund(signed(COOK), ReceiptId(3), 400));
		assert_eq!(MockReserve::takings(RESTAURANT), 9_600);
	});
}

#[test]
fn the_bonus_ends_with_its_pot() {
	with_takings(30).build_and_execute(|| {
		taken();
		assert_ok!(pay_shop(COOK, MART, 8_000));
		assert_eq!(plain(MockReserve::bonus_pot()), 0);
		assert_ok!(pay_shop(COOK, MART, 2_000));
	});
}

#[test]
fn a_shop_pays_no_more_than_it_has() {
	with_takings(0).build_and_execute(|| {
		assert_noop!(pay_shop(COOK, MART, 5_001), Error::<Test>::InsufficientBalance);
		assert_noop!(pay_shop(COOK, MART, 0), Error::<Test>::ZeroAmount);
		assert_ok!(pay_shop(COOK, MART, 5_000));
	});
}

#[test]
fn nobody_passes_takings_between_their_own_shops() {
	with_takings(0).plain(KIM, 100).build_and_execute(|| {
		assert_noop!(pay_shop(COOK, RESTAURANT, 1), Error::<Test>::SelfPayment);
		let second = 60;
		MockRegistry::add_merchant(KIM_CARD, MerchantId(second), EUP, 1, SalesClass::Micro);
		assert_noop!(pay_shop(KIM, MerchantId(second), 1), Error::<Test>::SelfPayment);
	});
}

#[test]
fn both_shops_are_known_and_open() {
	with_takings(0).build_and_execute(|| {
		assert_noop!(pay_shop(STRANGER, MART, 1), Error::<Test>::MerchantNotFound);
		assert_noop!(pay_shop(COOK, MerchantId(99), 1), Error::<Test>::MerchantNotFound);
		MockRegistry::set_open(MART, false);
		assert_noop!(pay_shop(COOK, MART, 1), Error::<Test>::MerchantNotOpen);
		MockRegistry::set_open(MART, true);
		MockRegistry::set_open(RESTAURANT, false);
		assert_noop!(pay_shop(COOK, MART, 1), Error::<Test>::MerchantNotOpen);
	});
}

#[test]
fn an_overdue_yearly_check_stops_residents_and_nothing_between_shops() {
	with_takings(0).plain(KIM, 100).build_and_execute(|| {
		for shop in [RESTAURANT, MART] {
			MockRegistry::let_check_lapse(shop);
		}
		assert_noop!(pay(KIM, RESTAURANT, 10), Error::<Test>::MerchantNotOpen);
		assert_ok!(pay_shop(COOK, MART, 1_000));
		assert_ok!(pay_shop(GROCER, RESTAURANT, 1_000));
	});
}

#[test]
fn a_waiter_pays_from_the_shops_account_within_a_limit() {
	ExtBuilder::default().plain(COOK, 50_000).build_and_execute(|| {
		let limit = DispatchError::Other("LimitExceeded");
		assert_noop!(pay_shop(WAITER, MART, WAITERS_LIMIT + 1), limit);
		assert_ok!(pay_shop(WAITER, MART, WAITERS_LIMIT));
		assert_eq!(plain(GROCER), WAITERS_LIMIT);
	});
}
