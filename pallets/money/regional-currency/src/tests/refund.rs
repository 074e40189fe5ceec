// SPDX-License-Identifier: Apache-2.0

//! What a shop gives back goes where it came from.

use crate::CapId;
use chungnam_ports::Standing;
use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok, traits::Hooks, weights::Weight};
use sp_runtime::DispatchError;
use MoneyClass::{Policy, Purchased};

use super::*;
use crate::{mock::*, CategoryCap, Lot, OldestReceipt, UsageKey, WeightInfo, MAX_LOTS};

fn refund(who: AccountId, receipt: ReceiptId, amount: Won) -> DispatchResult {
	calls::refund(signed(who), receipt, amount)
}

#[test]
fn what_was_spent_last_is_given_back_first() {
	ExtBuilder::default()
		.series(Policy, policy(), 100)
		.series(Purchased, purchased(None), 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.lot(KIM_ID, SeriesId(1), 100)
		.plain(KIM, 50)
		.build_and_execute(|| {
			let state = || (lot(KIM_ID, SeriesId(0)), lot(KIM_ID, SeriesId(1)), plain(KIM));
			assert_ok!(pay(KIM, RESTAURANT, 250));
			assert_ok!(refund(COOK, ReceiptId(0), 20));
			assert_eq!(state(), (0, 0, 20));
			assert_ok!(refund(COOK, ReceiptId(0), 50));
			assert_eq!(state(), (0, 20, 50));
			assert_ok!(refund(COOK, ReceiptId(0), 179));
			assert_eq!(state(), (99, 100, 50));
			assert_ok!(refund(COOK, ReceiptId(0), 1));
			assert_eq!(state(), (100, 100, 50));
			assert_eq!(
				(totals(SeriesId(0)).spent, totals(SeriesId(1)).spent, plain(COOK)),
				(0, 0, 0)
			);
		});
}

#[test]
fn a_refund_says_what_went_where() {
	kim_with_policy().plain(KIM, 10).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 50_010));
		assert_ok!(refund(COOK, ReceiptId(0), 1_010));
		let Event::Refunded { receipt, person, merchant, order, parts, plain, .. } = last_event()
		else {
			panic!("the last event is the refund");
		};
		assert_eq!((receipt, person, merchant, plain), (ReceiptId(0), KIM_ID, RESTAURANT, 10));
		assert_eq!(order, None);
		assert_eq!(
			parts.iter().map(|p| (p.series, p.amount)).collect::<Vec<_>>(),
			[(SeriesId(0), 1_000)]
		);
	});
}

#[test]
fn a_receipt_goes_when_nothing_is_left_of_it() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_ok!(refund(COOK, ReceiptId(0), 99));
		assert_eq!(last_receipt().left(), Some(1));
		assert_noop!(refund(COOK, ReceiptId(0), 2), Error::<Test>::ReceiptExceeded);
		assert_ok!(refund(COOK, ReceiptId(0), 1));
		assert_noop!(refund(COOK, ReceiptId(0), 1), Error::<Test>::ReceiptNotFound);
	});
}

#[test]
fn nothing_more_than_was_paid_is_given_back() {
	kim_with_policy().plain(COOK, 1_000).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_noop!(refund(COOK, ReceiptId(0), 0), Error::<Test>::ZeroAmount);
		assert_noop!(refund(COOK, ReceiptId(0), 101), Error::<Test>::ReceiptExceeded);
		assert_noop!(refund(COOK, ReceiptId(0), Won::MAX), Error::<Test>::ReceiptExceeded);
		assert_noop!(refund(COOK, ReceiptId(1), 1), Error::<Test>::ReceiptNotFound);
	});
}

#[test]
fn a_payment_is_refunded_within_the_window_and_not_at_its_end() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		let closes = TODAY + RefundWindow::get();
		at(closes - 1);
		assert_ok!(refund(COOK, ReceiptId(0), 1));
		at(closes);
		assert_noop!(refund(COOK, ReceiptId(0), 1), Error::<Test>::TooLate);
		RegionalCurrency::on_idle(2, Weight::MAX);
		assert_noop!(refund(COOK, ReceiptId(0), 1), Error::<Test>::ReceiptNotFound);
		assert_eq!(OldestReceipt::<Test>::get(), ReceiptId(1));
	});
}

#[test]
fn only_the_paid_shop_gives_back() {
	kim_with_policy().plain(GROCER, 100).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		for who in [GROCER, KIM, STRANGER, BANK] {
			assert_noop!(refund(who, ReceiptId(0), 1), Error::<Test>::NotAuthorized);
		}
	});
}

#[test]
fn who_works_in_the_shop_gives_back_within_a_limit() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 50_000));
		let beyond = refund(WAITER, ReceiptId(0), WAITERS_LIMIT + 1);
		assert_noop!(beyond, DispatchError::Other("LimitExceeded"));
		assert_ok!(refund(WAITER, ReceiptId(0), WAITERS_LIMIT));
		assert_eq!(plain(COOK), 50_000 - WAITERS_LIMIT);
	});
}

#[test]
fn a_shop_that_spent_its_takings_cannot_give_them_back() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_ok!(Balances::transfer_allow_death(signed(COOK), STRANGER, 60));
		assert_noop!(refund(COOK, ReceiptId(0), 41), Error::<Test>::InsufficientBalance);
		assert_ok!(refund(COOK, ReceiptId(0), 40));
	});
}

#[test]
fn a_suspended_shop_and_one_that_closed_give_back() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		MockRegistry::set_open(RESTAURANT, false);
		assert_ok!(refund(COOK, ReceiptId(0), 1));
		MockRegistry::close_merchant(RESTAURANT);
		assert_ok!(refund(COOK, ReceiptId(0), 99));
		assert_eq!(lot(KIM_ID, SeriesId(0)), 50_000);
		assert_noop!(
			RegionalCurrency::pay_shop(signed(COOK), MART, 1, None, soon()),
			Error::<Test>::MerchantNotFound
		);
	});
}

#[test]
fn a_refund_lowers_takings_and_never_below_nothing() {
	kim_with_policy().with_bonus(0).plain(COOK, 100).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 90, None, soon()));
		assert_ok!(refund(COOK, ReceiptId(0), 5));
		assert_eq!(MockReserve::takings(RESTAURANT), 5);
		assert_ok!(refund(COOK, ReceiptId(0), 95));
		assert_eq!(MockReserve::takings(RESTAURANT), 0);
	});
}

#[test]
fn a_frozen_or_late_customer_loses_nothing() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_ok!(refund(COOK, ReceiptId(0), 50));
		MockRegistry::set_standing(KIM_ID, Standing::Deceased);
		assert_ok!(refund(COOK, ReceiptId(0), 50));
		assert_eq!(lot(KIM_ID, SeriesId(0)), 50_000);
	});
}

#[test]
fn plain_won_goes_back_to_the_key_that_paid() {
	ExtBuilder::default().plain(KIM_CARD, 100).build_and_execute(|| {
		assert_ok!(pay(KIM_CARD, RESTAURANT, 100));
		assert_ok!(refund(COOK, ReceiptId(0), 100));
		assert_eq!((plain(KIM_CARD), plain(KIM)), (100, 0));
	});
}

#[test]
fn what_a_guardian_paid_goes_back_to_the_ward() {
	let builder =
		ExtBuilder::default().series(Policy, policy(), 100).lot(CHILD_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 100));
		assert_ok!(refund(COOK, ReceiptId(0), 100));
		assert_eq!((lot(CHILD_ID, SeriesId(0)), lot(KIM_ID, SeriesId(0)), plain(KIM)), (100, 0, 0));
	});
}

/// At most 30,000 won a month at marts.
fn capped() -> Rules {
	let categories = CategorySet::of(&[category::HANARO_MART]);
	let cap = CategoryCap { id: CapId(7), categories, per_month: 30_000 };
	Rules { caps: BoundedVec::truncate_from(vec![cap]), ..policy() }
}

#[test]
fn a_refund_gives_the_cap_of_the_month_back() {
	let builder =
		ExtBuilder::default().series(Policy, capped(), 90_000).lot(KIM_ID, SeriesId(0), 90_000);
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, MART, 30_000));
		assert_refused(KIM, MART, 1, Refusal::CategoryCapReached);
		assert_ok!(refund(GROCER, ReceiptId(0), 10_000));
		assert_refused(KIM, MART, 10_001, Refusal::CategoryCapReached);
		assert_ok!(pay(KIM, MART, 10_000));
	});
}

#[test]
fn a_refund_of_last_month_gives_no_cap_of_this_month() {
	let builder =
		ExtBuilder::default().series(Policy, capped(), 90_000).lot(KIM_ID, SeriesId(0), 90_000);
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, MART, 30_000));
		at(APRIL);
		assert_ok!(pay(KIM, MART, 20_000));
		assert_ok!(refund(GROCER, ReceiptId(0), 30_000));
		assert_refused(KIM, MART, 10_001, Refusal::CategoryCapReached);
		let april = crate::Period::Month(chungnam_primitives::korean_month(APRIL));
		assert_eq!(wallet(KIM_ID).used(UsageKey::Cap(CapId(7)), april), 20_000);
	});
}

#[test]
fn a_full_wallet_takes_back_only_what_it_has_a_lot_for() {
	let mut builder = kim_with_policy();
	for _ in 1..=MAX_LOTS {
		builder = builder.series(Policy, policy(), 2);
	}
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 50_000));
		for series in 1..=MAX_LOTS {
			let payments = BoundedVec::truncate_from(vec![(KIM_ID, 2)]);
			assert_ok!(calls::issue(signed(COUNTY), SeriesId(series), payments));
		}
		assert_noop!(refund(COOK, ReceiptId(0), 1), Error::<Test>::MaxLotsExceeded);
		let refused = RegionalCurrency::refund(signed(COOK), ReceiptId(0), 1);
		let charged = refused.expect_err("there is no room").post_info.actual_weight;
		let weighs = <Test as crate::Config>::WeightInfo::refund(1);
		assert_eq!(charged, Some(weighs), "it is charged for the lot it looked for");
		assert_ok!(pay(KIM, RESTAURANT, 2));
		assert_ok!(refund(COOK, ReceiptId(0), 1));
		assert_noop!(refund(COOK, ReceiptId(1), 1), Error::<Test>::MaxLotsExceeded);
	});
}

#[test]
fn a_lot_keeps_its_old_end_when_it_is_refunded() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 50_000));
		at(EXPIRES - 1);
		// The window has closed for that one; a later payment is given back in time.
		assert_noop!(refund(COOK, ReceiptId(0), 1), Error::<Test>::TooLate);
	});
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 2);
		assert_ok!(pay(KIM, RESTAURANT, 50_000));
		assert_ok!(refund(COOK, ReceiptId(0), 50_000));
		assert_eq!((totals(SeriesId(0)).graced, totals(SeriesId(0)).grace_until), (0, 0));
		at(EXPIRES);
		assert_refused(KIM, RESTAURANT, 1, Refusal::Expired);
	});
}

#[test]
fn refund_restores_the_original_lot_after_expiry() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		at(EXPIRES + DAYS);
		assert_ok!(refund(COOK, ReceiptId(0), 10_000));

		let expected = Lot {
			series: SeriesId(0),
			amount: 10_000,
			face: 10_000,
			graced: 10_000,
			ends: lot_ends(SeriesId(0)),
		};
		assert_eq!(wallet(KIM_ID).lots[..], [expected], "what was not spent in time is gone");
		let grace_until = EXPIRES + DAYS + RefundGrace::get();
		assert_eq!(
			(totals(SeriesId(0)).graced, totals(SeriesId(0)).grace_until),
			(10_000, grace_until)
		);

		at(grace_until - 1);
		assert_refused(KIM, RESTAURANT, 10_001, Refusal::InsufficientBalance);
		assert_ok!(pay(KIM, RESTAURANT, 4_000));
		assert_eq!((totals(SeriesId(0)).graced, lot(KIM_ID, SeriesId(0))), (6_000, 6_000));
		at(grace_until);
		assert_refused(KIM, RESTAURANT, 1, Refusal::Expired);
	});
}

#[test]
fn a_graced_lot_can_be_refunded_again() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		at(EXPIRES);
		assert_ok!(refund(COOK, ReceiptId(0), 10_000));
		assert_ok!(pay(KIM, MART, 10_000));
		at(EXPIRES + DAYS);
		assert_ok!(refund(GROCER, ReceiptId(1), 10_000));
		assert_eq!((totals(SeriesId(0)).graced, lot(KIM_ID, SeriesId(0))), (10_000, 10_000));
		assert_ok!(pay(KIM, MART, 10_000));
	});
}

#[test]
fn refunds_do_not_renew_ended_money_for_ever() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		let last = EXPIRES + RefundWindow::get() + RefundGrace::get();
		let mut now = EXPIRES - 1;
		let mut rounds = 0;
		loop {
			// On the last day a friendly shop gives the money back, and takes it again at the end of its grace.
			now += RefundWindow::get() - 1;
			at(now);
			assert_ok!(refund(COOK, ReceiptId(rounds), 10_000));
			assert!(totals(SeriesId(0)).grace_until <= last);
			now = totals(SeriesId(0)).grace_until.saturating_sub(1).max(now);
			at(now);
			rounds += 1;
			if pay(KIM, RESTAURANT, 10_000).is_err() {
				break;
			}
		}
		assert_eq!(rounds, 2);
		assert!(now < EXPIRES + 2 * RefundWindow::get() + RefundGrace::get());
		assert_eq!(totals(SeriesId(0)).grace_until, last);
	});
}

#[test]
fn a_sweep_leaves_what_is_graced_and_a_later_one_takes_it() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		at(EXPIRES);
		assert_ok!(refund(COOK, ReceiptId(0), 10_000));
		assert_ok!(sweep());
		assert_eq!(
			(plain(COUNTY), pot(SeriesId(0)), totals(SeriesId(0)).outstanding),
			(990_000, 10_000, 10_000)
		);
		assert_noop!(sweep(), Error::<Test>::NothingToSweep);
		assert_ok!(pay(KIM, RESTAURANT, 7_000));

		at(EXPIRES + RefundGrace::get() + RefundWindow::get());
		assert_ok!(sweep());
		assert_eq!(
			(plain(COUNTY), pot(SeriesId(0)), totals(SeriesId(0)).outstanding),
			(993_000, 0, 0)
		);
		assert_eq!((totals(SeriesId(0)).expired, totals(SeriesId(0)).spent), (43_000, 7_000));
	});
}

#[test]
fn a_refund_after_the_sweep_brings_its_own_won() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		at(EXPIRES);
		assert_ok!(sweep());
		assert_eq!(pot(SeriesId(0)), 0);
		assert_ok!(refund(COOK, ReceiptId(0), 10_000));
		assert_ok!(pay(KIM, MART, 10_000));
		assert_eq!((plain(GROCER), pot(SeriesId(0))), (10_000, 0));
	});
}

#[test]
fn a_late_refund_to_one_takes_nothing_from_another_whose_grace_was_over() {
	kim_with_policy().lot(LEE_ID, SeriesId(0), 50_000).build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		assert_ok!(pay(LEE, MART, 20_000));
		at(EXPIRES);
		assert_ok!(refund(COOK, ReceiptId(0), 10_000));
		// Kim's grace is over, nobody touched the wallet, and what was left is swept.
		at(EXPIRES + RefundGrace::get());
		assert_ok!(sweep());
		at(EXPIRES - 1 + RefundWindow::get() - 1);
		assert_ok!(refund(GROCER, ReceiptId(1), 20_000));
		// The grace of the series runs again, and every won of it is there.
		assert_ok!(pay(LEE, MART, 20_000));
		assert_ok!(pay(KIM, RESTAURANT, 10_000));
		assert_eq!(pot(SeriesId(0)), 0);
	});
}

#[test]
fn a_paused_series_takes_refunds() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100));
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		assert_ok!(refund(COOK, ReceiptId(0), 100));
		assert_eq!(lot(KIM_ID, SeriesId(0)), 50_000);
	});
}

#[test]
fn an_emptied_lot_comes_back_with_the_face_it_had() {
	let builder = ExtBuilder::default().series(Purchased, purchased(None), 100_000);
	builder.lot(KIM_ID, SeriesId(0), 100_000).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100_000));
		assert_ok!(refund(COOK, ReceiptId(0), 40_000));
		let expected = Lot {
			series: SeriesId(0),
			amount: 40_000,
			face: 100_000,
			graced: 0,
			ends: lot_ends(SeriesId(0)),
		};
		assert_eq!(wallet(KIM_ID).lots[..], [expected]);
		// 60 % are used, so the rest can be asked for.
		assert_ok!(calls::refund_rest(signed(KIM), SeriesId(0)));
	});
}

#[test]
fn refunds_of_several_payments_make_nothing_look_used_that_was_not() {
	let builder = ExtBuilder::default().series(Purchased, purchased(None), 100_000);
	builder.lot(KIM_ID, SeriesId(0), 100_000).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(pay(KIM, MART, 40_000));
		// The payment that did not empty the lot is given back first.
		assert_ok!(refund(COOK, ReceiptId(0), 60_000));
		assert_ok!(refund(GROCER, ReceiptId(1), 40_000));
		let expected = Lot {
			series: SeriesId(0),
			amount: 100_000,
			face: 100_000,
			graced: 0,
			ends: lot_ends(SeriesId(0)),
		};
		assert_eq!(wallet(KIM_ID).lots[..], [expected]);
	});
}
