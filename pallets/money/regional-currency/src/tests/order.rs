// SPDX-License-Identifier: Apache-2.0

//! A payment says what was agreed: the order, the most of one's own won, and a moment from which it is dead.

use chungnam_primitives::{HOURS, SECONDS};
use frame_support::{assert_noop, assert_ok, traits::Hooks, weights::Weight};
use sp_runtime::traits::Zero;

use super::*;
use crate::{
	mock::{PaymentLife, RefundWindow},
	plan::Plan,
	weights::Measured,
	ReceiptByOrder, WeightInfo,
};

/// A voucher of 40,000 won that ends at midnight, and 60,000 won of Kim's own.
fn a_voucher_of_the_last_day() -> ExtBuilder {
	let voucher = Rules { expires: TODAY + DAYS, ..policy() };
	let builder = ExtBuilder::default().series(MoneyClass::Policy, voucher, 1_000_000);
	builder.lot(KIM_ID, SeriesId(0), 40_000).plain(KIM, 60_000)
}

fn with_plain() -> ExtBuilder {
	ExtBuilder::default().plain(KIM, 100_000).plain(LEE, 100_000)
}

/// Pays for an order with any of one's own won.
fn pay_for_order(
	who: AccountId,
	merchant: MerchantId,
	amount: Won,
	order: Order,
) -> DispatchResult {
	pay_as_agreed(who, merchant, Agreement { order: Some(order), ..agreed(amount) })
}

fn plan(who: AccountId, amount: Won, order: Order) -> Result<Plan, Refusal> {
	RegionalCurrency::quote(who, RESTAURANT, amount, Some(order)).plan
}

fn receipts() -> usize {
	Receipts::<Test>::iter().count()
}

#[test]
fn payment_is_refused_when_a_lot_ended_after_the_quote() {
	a_voucher_of_the_last_day().build_and_execute(|| {
		at(TODAY + DAYS - 10 * SECONDS);
		let shown = quote(KIM, RESTAURANT, 60_000);
		let plan = shown.plan.expect("there is enough");
		assert_eq!((plan.parts[0].amount, plan.plain), (40_000, 20_000));
		let until = shown.at + MINUTES;
		let agreement = Agreement { amount: 60_000, order: None, most_own: plan.plain, until };
		at(TODAY + DAYS);
		let paid = pay_as_agreed(KIM, RESTAURANT, agreement);
		assert_noop!(paid, Error::<Test>::MoreOfOwn);
		assert_eq!(plain(KIM), 60_000);
	});
}

#[test]
fn payment_is_made_when_it_takes_exactly_the_most_that_was_agreed() {
	a_voucher_of_the_last_day().build_and_execute(|| {
		let less = Agreement { most_own: 19_999, ..agreed(60_000) };
		assert_noop!(pay_as_agreed(KIM, RESTAURANT, less), Error::<Test>::MoreOfOwn);
		let exactly = Agreement { most_own: 20_000, ..agreed(60_000) };
		assert_ok!(pay_as_agreed(KIM, RESTAURANT, exactly));
		assert_eq!((plain(KIM), plain(COOK)), (40_000, 60_000));
	});
}

#[test]
fn payment_is_refused_when_another_phone_used_the_cap_after_the_quote() {
	let cap = crate::CategoryCap {
		id: crate::CapId(0),
		categories: CategorySet::of(&[category::RESTAURANT]),
		per_month: 30_000,
	};
	let capped = Rules { caps: BoundedVec::truncate_from(vec![cap]), ..policy() };
	let builder = ExtBuilder::default().series(MoneyClass::Policy, capped, 1_000_000);
	let builder = builder.lot(KIM_ID, SeriesId(0), 50_000).plain(KIM, 60_000);
	builder.build_and_execute(|| {
		let shown = quote(KIM, RESTAURANT, 30_000).plan.expect("there is enough");
		assert_eq!(shown.plain, 0);
		assert_ok!(pay(KIM_CARD, RESTAURANT, 20_000));
		let agreement = Agreement { most_own: shown.plain, ..agreed(30_000) };
		assert_noop!(pay_as_agreed(KIM, RESTAURANT, agreement), Error::<Test>::MoreOfOwn);
	});
}

#[test]
fn payment_is_dead_from_its_moment_on() {
	with_plain().build_and_execute(|| {
		let until = quote(KIM, RESTAURANT, 1).at + 2 * MINUTES;
		let agreement = Agreement { until, ..agreed(1_000) };
		at(until - 1);
		assert_ok!(pay_as_agreed(KIM, RESTAURANT, agreement));
		// Ten minutes without a block: the customer has paid cash.
		for later in [until, until + 8 * MINUTES] {
			at(later);
			let refused = pay_as_agreed(KIM, RESTAURANT, agreement);
			assert_noop!(refused, Error::<Test>::PaymentExpired);
		}
	});
}

#[test]
fn payment_of_a_guardian_or_a_shop_is_dead_from_its_moment_on() {
	let builder = ExtBuilder::default().series(MoneyClass::Policy, policy(), 100);
	builder.lot(CHILD_ID, SeriesId(0), 100).plain(COOK, 100).build_and_execute(|| {
		let for_ward = |until| {
			let paid = RegionalCurrency::pay_for(signed(KIM), CHILD_ID, RESTAURANT, 1, None, until);
			paid.map(|_| ()).map_err(|e| e.error)
		};
		assert_noop!(for_ward(TODAY), Error::<Test>::PaymentExpired);
		assert_ok!(for_ward(TODAY + 1));
		let of_shop = |until| RegionalCurrency::pay_shop(signed(COOK), MART, 1, None, until);
		assert_noop!(of_shop(TODAY), Error::<Test>::PaymentExpired);
		assert_ok!(of_shop(TODAY + 1));
	});
}

#[test]
fn payment_is_refused_when_it_would_live_too_long() {
	with_plain().build_and_execute(|| {
		let until = TODAY + PaymentLife::get();
		let too_long = Agreement { until: until + 1, ..agreed(1) };
		assert_noop!(pay_as_agreed(KIM, RESTAURANT, too_long), Error::<Test>::TooFarAhead);
		assert_ok!(pay_as_agreed(KIM, RESTAURANT, Agreement { until, ..agreed(1) }));
		let forever = RegionalCurrency::pay_shop(signed(COOK), MART, 1, None, Moment::MAX);
		assert_noop!(forever, Error::<Test>::TooFarAhead);
		assert_eq!(PaymentLife::get(), HOURS);
	});
}

#[test]
fn order_stands_in_the_event_the_receipt_and_the_shops_answer() {
	with_plain().build_and_execute(|| {
		let (a, b) = (Order { till: 7, ..order(1) }, order(2));
		assert_ok!(pay_for_order(KIM, RESTAURANT, 10_000, a));
		let Event::Paid { receipt, person, order: told, .. } = last_event() else {
			panic!("the last event is the payment");
		};
		assert_eq!((person, told), (KIM_ID, Some(a)));
		assert_ok!(pay_for_order(LEE, RESTAURANT, 10_000, b));
		let answer = |order: Order| RegionalCurrency::paid_order(RESTAURANT, order.reference);
		let (id, own) = answer(a).expect("the order is paid");
		assert_eq!((id, own.person, own.order), (receipt, KIM_ID, Some(a)));
		assert_eq!(answer(b).map(|(_, own)| own.person), Some(LEE_ID));
		assert_eq!(answer(order(3)), None);
		assert_ok!(calls::refund(signed(COOK), id, 1));
		assert!(matches!(last_event(), Event::Refunded { order, .. } if order == Some(a)));
	});
}

#[test]
fn order_is_refused_when_the_shop_was_paid_for_it() {
	with_plain().build_and_execute(|| {
		assert_ok!(pay_for_order(KIM, RESTAURANT, 10_000, order(1)));
		for who in [KIM, LEE] {
			assert_eq!(plan(who.clone(), 10_000, order(1)), Err(Refusal::OrderAlreadyPaid));
			let again = pay_for_order(who, RESTAURANT, 10_000, order(1));
			assert_noop!(again, Error::<Test>::OrderAlreadyPaid);
		}
		// Another till does not make it another order; another shop does.
		let elsewhere = Order { till: 2, ..order(1) };
		let again = pay_for_order(LEE, RESTAURANT, 1, elsewhere);
		assert_noop!(again, Error::<Test>::OrderAlreadyPaid);
		assert_ok!(pay_for_order(LEE, MART, 10_000, order(1)));
		assert_ok!(pay(LEE, RESTAURANT, 10_000));
	});
}

#[test]
fn order_of_a_ward_is_paid_once() {
	let builder = with_plain().series(MoneyClass::Policy, policy(), 100);
	builder.lot(CHILD_ID, SeriesId(0), 100).build_and_execute(|| {
		let by_guardian = |number| {
			let order = Some(order(number));
			let who = signed(KIM);
			let paid = RegionalCurrency::pay_for(who, CHILD_ID, RESTAURANT, 10, order, soon());
			paid.map(|_| ()).map_err(|e| e.error)
		};
		assert_ok!(by_guardian(1));
		assert_noop!(by_guardian(1), Error::<Test>::OrderAlreadyPaid);
		let told = RegionalCurrency::quote_for(KIM, CHILD_ID, RESTAURANT, 10, Some(order(1)));
		assert_eq!(told.plan, Err(Refusal::OrderAlreadyPaid));
		assert_noop!(pay_for_order(LEE, RESTAURANT, 10, order(1)), Error::<Test>::OrderAlreadyPaid);
	});
}

#[test]
fn order_is_free_again_when_all_of_it_was_refunded() {
	with_plain().build_and_execute(|| {
		assert_ok!(pay_for_order(KIM, RESTAURANT, 10_000, order(1)));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 9_999));
		let again = || pay_for_order(LEE, RESTAURANT, 10_000, order(1));
		assert_noop!(again(), Error::<Test>::OrderAlreadyPaid);
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 1));
		assert_eq!(RegionalCurrency::paid_order(RESTAURANT, order(1).reference), None);
		assert_ok!(again());
	});
}

#[test]
fn order_is_free_again_when_its_payment_can_no_longer_be_refunded() {
	with_plain().build_and_execute(|| {
		assert_ok!(pay_for_order(KIM, RESTAURANT, 10_000, order(1)));
		at(TODAY + RefundWindow::get() - 1);
		let again = || pay_for_order(LEE, RESTAURANT, 10_000, order(1));
		assert_noop!(again(), Error::<Test>::OrderAlreadyPaid);
		// The receipt waits to be pruned, and makes room.
		at(TODAY + RefundWindow::get());
		assert_eq!(RegionalCurrency::paid_order(RESTAURANT, order(1).reference), None);
		assert_ok!(again());
		assert_eq!(receipts(), 1);
		RegionalCurrency::on_idle(1, Weight::MAX);
		let paid = RegionalCurrency::paid_order(RESTAURANT, order(1).reference);
		assert_eq!(paid.map(|(id, _)| id), Some(ReceiptId(1)));
	});
}

#[test]
fn order_leaves_nothing_behind_when_its_receipt_is_pruned() {
	with_plain().build_and_execute(|| {
		assert_ok!(pay_for_order(KIM, RESTAURANT, 10_000, order(1)));
		assert_eq!(ReceiptByOrder::<Test>::iter().count(), 1);
		at(TODAY + RefundWindow::get());
		RegionalCurrency::on_idle(1, Weight::MAX);
		assert_eq!((receipts(), ReceiptByOrder::<Test>::iter().count()), (0, 0));
	});
}

#[test]
fn payment_between_shops_tells_its_order() {
	ExtBuilder::default().plain(COOK, 5_000).build_and_execute(|| {
		let order = Some(order(1));
		assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 5_000, order, soon()));
		let (from, to, amount, bonus) = (RESTAURANT, MART, 5_000, 0);
		assert_eq!(last_event(), Event::Respent { from, to, order, amount, bonus });
	});
}

#[test]
fn payment_weighs_more_only_when_it_names_an_order() {
	with_plain().build_and_execute(|| {
		let weighs = |order| {
			let paid = RegionalCurrency::pay(signed(KIM), RESTAURANT, 10, order, 10, soon());
			paid.expect("there is enough").actual_weight.expect("it is weighed")
		};
		let usual = Measured::<Test>::pay(0);
		assert_eq!(weighs(None), usual);
		assert!(!Measured::<Test>::keep_order().is_zero());
		assert_eq!(weighs(Some(order(1))), usual + Measured::<Test>::keep_order());
	});
}
