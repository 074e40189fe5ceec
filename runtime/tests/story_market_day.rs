// SPDX-License-Identifier: Apache-2.0

//! A day at the market: paying, being refused with a reason, refunds, and what shops do with their takings.

mod driver;

use chungnam_primitives::{MerchantId, ReceiptId, SeriesId, ZoneId, DAYS};
use chungnam_runtime::RegionalCurrency;
use driver::{story, why, Bank, Currency, People};
use pallet_regional_currency::{Order, Refusal};
use pallet_reserve::CashOutId;

type Error = pallet_regional_currency::Error<chungnam_runtime::Runtime>;

/// Series and shops of the development preset.
const CHEONAN_PAY: SeriesId = SeriesId(1);
const INCOME_TOWNSHIP: SeriesId = SeriesId(2);
const INCOME_TOWN: SeriesId = SeriesId(3);
const CHEONAN_RESTAURANT: MerchantId = MerchantId(0);
const TOWN_GROCERY: MerchantId = MerchantId(1);
const HANARO_MART: MerchantId = MerchantId(2);
const PHARMACY: MerchantId = MerchantId(3);
const CONVENIENCE_STORE: MerchantId = MerchantId(4);
const TOWNSHIP_GROCERY: MerchantId = MerchantId(5);

#[test]
fn a_resident_without_a_won_of_their_own_pays_free_of_charge() {
	story(|province| {
		assert_eq!(province.won("Bob"), 0);
		province.pays("Bob", TOWNSHIP_GROCERY, 12_000).unwrap().unwrap();
		assert_eq!(province.lot("Bob", INCOME_TOWNSHIP), 138_000);
		assert_eq!(province.won("Market"), 12_000);
		assert_eq!(province.won("Bob"), 0);
	});
}

#[test]
fn the_wallet_says_why_before_the_till_does() {
	story(|province| {
		// Bob lives in living zone 1 and may not spend his income in the county town, but the pharmacy is open to all.
		assert_eq!(province.refusal("Bob", TOWN_GROCERY, 5_000), Some(Refusal::PlaceNotAllowed));
		let refused = why(province.pays("Bob", TOWN_GROCERY, 5_000));
		assert_eq!(refused, Error::PlaceNotAllowed.into());
		assert_eq!(province.refusal("Bob", PHARMACY, 5_000), None);
		// Charlie lives in the county town and may spend in the whole county.
		assert_eq!(province.refusal("Charlie", TOWNSHIP_GROCERY, 5_000), None);
		assert_eq!(
			province.refusal("Charlie", CHEONAN_RESTAURANT, 5_000),
			Some(Refusal::PlaceNotAllowed)
		);
	});
}

#[test]
fn marts_and_convenience_stores_share_fifty_thousand_won_a_month() {
	story(|province| {
		province.pays("Bob", HANARO_MART, 30_000).unwrap().unwrap();
		let refused = why(province.pays("Bob", CONVENIENCE_STORE, 20_001));
		assert_eq!(refused, Error::CategoryCapReached.into());
		province.pays("Bob", CONVENIENCE_STORE, 20_000).unwrap().unwrap();
		province.days(31);
		province.pays("Bob", HANARO_MART, 50_000).unwrap().unwrap();
	});
}

#[test]
fn a_grandmother_pays_with_her_card() {
	story(|province| {
		assert_eq!(province.person("GrandmaCard"), province.person("Grandma"));
		province.pays("GrandmaCard", PHARMACY, 4_500).unwrap().unwrap();
		assert_eq!(province.lot("Grandma", INCOME_TOWNSHIP), 145_500);
	});
}

#[test]
fn a_refund_brings_back_what_was_spent_where_it_came_from() {
	story(|province| {
		province.pays("Charlie", TOWN_GROCERY, 40_000).unwrap().unwrap();
		province.does("Eve", Currency::refund { receipt: ReceiptId(0), amount: 15_000 });
		assert_eq!(province.lot("Charlie", INCOME_TOWN), 125_000);
		assert_eq!(province.won("Eve"), 25_000);
		province.does("Eve", Currency::refund { receipt: ReceiptId(0), amount: 25_000 });
		assert_eq!(
			why(province.send("Eve", Currency::refund { receipt: ReceiptId(0), amount: 1 })),
			Error::ReceiptNotFound.into()
		);
	});
}

#[test]
fn a_till_knows_which_of_two_orders_is_paid_and_is_paid_once_for_each() {
	story(|province| {
		let (merchant, amount) = (TOWNSHIP_GROCERY, 10_000);
		let until = province.now() + 120_000;
		let order = |till, number| Order { till, reference: [number; 16] };
		let pay = |order| {
			let order = Some(order);
			Currency::pay { merchant, amount, order, most_own: 0, until }
		};
		let (one, other) = (order(1, 1), order(2, 2));
		// One block: Bob pays his order twice, Charlie pays for the other till's.
		province.does("Bob", pay(one));
		assert_eq!(why(province.send("Bob", pay(one))), Error::OrderAlreadyPaid.into());
		province.does("Charlie", pay(other));
		assert_eq!(province.won("Market"), 20_000);
		let paid = |order: Order| RegionalCurrency::paid_order(merchant, order.reference);
		let (receipt, by_bob) = paid(one).expect("the order is paid");
		assert_eq!(Some(by_bob.person), province.person("Bob"));
		assert_eq!(by_bob.order, Some(one), "with the till that showed it");
		assert_eq!(paid(other).map(|(_, own)| Some(own.person)), Some(province.person("Charlie")));
		// The dish is out: all goes back, and the order is free.
		province.does("Market", Currency::refund { receipt, amount });
		assert_eq!(paid(one), None);
		province.does("Charlie", pay(one));
	});
}

#[test]
fn a_months_income_stays_in_its_county_when_bob_moves_to_cheonan() {
	story(|province| {
		province.pays("Bob", TOWNSHIP_GROCERY, 12_000).unwrap().unwrap();
		let person = province.person("Bob").expect("a resident");
		let zone = ZoneId::new(1, 0);
		province.does("Cheonan", People::move_house { person, zone });
		province.does("Bob", People::finish_move { person });
		let there = province.refusal("Bob", CHEONAN_RESTAURANT, 5_000);
		assert_eq!(there, Some(Refusal::PlaceNotAllowed));
		// What he has left is not lost: all of the county takes it.
		province.pays("Bob", TOWN_GROCERY, 5_000).unwrap().unwrap();
		province.pays("Bob", TOWNSHIP_GROCERY, 5_000).unwrap().unwrap();
	});
}

#[test]
fn an_unused_purchase_is_undone_the_next_day() {
	story(|province| {
		let before = province.won("Alice");
		let (series, amount, least_incentive) = (CHEONAN_PAY, 50_000, 5_000);
		province.does("Alice", Currency::buy { series, amount, least_incentive });
		assert_eq!(province.won("Alice"), before - amount);
		province.days(1);
		province.does("Alice", Currency::undo_purchase { series });
		assert_eq!(province.won("Alice"), before);
		assert_eq!(
			(province.lot("Alice", series), province.lot("Alice", SeriesId(0))),
			(100_000, 0)
		);
	});
}

#[test]
fn buying_adds_the_incentive_and_cashing_out_burns_the_won() {
	story(|province| {
		province.does(
			"Alice",
			Currency::buy { series: CHEONAN_PAY, amount: 50_000, least_incentive: 5_000 },
		);
		assert_eq!(province.lot("Alice", CHEONAN_PAY), 150_000);
		assert_eq!(province.lot("Alice", SeriesId(0)), 5_000);
		province.pays("Alice", CHEONAN_RESTAURANT, 60_000).unwrap().unwrap();
		let (issuance, reserve) = money();
		province.does("Dave", Bank::request_cash_out { amount: 60_000 });
		assert_eq!((province.won("Dave"), province.held("Dave")), (0, 60_000));
		province.days(2);
		let ids = vec![CashOutId(0)].try_into().unwrap();
		province.does("Teller", Bank::take_cash_outs { ids });
		let late = province.send("Dave", Bank::cancel_cash_out { id: CashOutId(0) });
		assert_eq!(why(late), pallet_reserve::Error::<chungnam_runtime::Runtime>::InPayment.into());
		let paid = vec![(CashOutId(0), [7; 32])].try_into().unwrap();
		province.does("Teller", Bank::confirm_cash_outs { paid });
		assert_eq!(province.held("Dave"), 0);
		assert_eq!(money().1, reserve - 60_000);
		assert!(money().0 <= issuance - 60_000);
	});
}

#[test]
fn a_shop_that_passes_its_takings_on_earns_a_bonus() {
	story(|province| {
		province.pays("Charlie", TOWN_GROCERY, 40_000).unwrap().unwrap();
		let (to, amount, order, until) = (TOWNSHIP_GROCERY, 40_000, None, province.now() + 60_000);
		province.does("Eve", Currency::pay_shop { to, amount, order, until });
		assert_eq!(province.won("Market"), 40_000);
		assert_eq!(province.won("Eve"), 2_000, "5 % for what was not cashed out");
	});
}

#[test]
fn a_payment_can_be_refunded_for_thirty_days_and_its_receipt_is_gone_then() {
	story(|province| {
		province.pays("Charlie", TOWN_GROCERY, 1_000).unwrap().unwrap();
		province.sleep(30 * DAYS - 1_000);
		let late =
			why(province.send("Eve", Currency::refund { receipt: ReceiptId(0), amount: 1_000 }));
		assert_eq!(late, Error::TooLate.into());
		assert_eq!(province.lot("Charlie", INCOME_TOWN), 149_000);
	});
}

/// All won there is, and the reserve behind it.
fn money() -> (u128, u128) {
	use frame_support::traits::fungible::Inspect;
	type Balances = chungnam_runtime::Balances;
	let reserve = pallet_reserve::ReserveState::<chungnam_runtime::Runtime>::get();
	(<Balances as Inspect<_>>::total_issuance(), reserve.balance)
}
