// SPDX-License-Identifier: Apache-2.0

//! What a wallet on a phone shows, read in one step.

use crate::CapId;
use chungnam_primitives::{ReceiptId, SeriesId};
use frame_support::assert_ok;
use MoneyClass::{Policy, Purchased};

use super::*;
use crate::{mock::*, CategoryCap, LotView, UsageKey, WalletView};

fn view(who: AccountId) -> WalletView {
	RegionalCurrency::wallet(who).expect("the account is a key of a person")
}

#[test]
fn a_wallet_shows_lots_in_the_order_in_which_they_end() {
	let sooner = Rules { expires: EXPIRES - 1, ..purchased(None) };
	ExtBuilder::default()
		.series(Policy, policy(), 10)
		.series(Purchased, sooner, 10)
		.lot(KIM_ID, SeriesId(0), 7)
		.lot(KIM_ID, SeriesId(1), 8)
		.plain(KIM, 9)
		.build_and_execute(|| {
			let bought = LotView {
				series: SeriesId(1),
				class: Purchased,
				issuers: county(),
				amount: 8,
				opens: OPENS,
				ends: EXPIRES - 1,
				paused: false,
				to_take_back: None,
				rules: Rules { expires: EXPIRES - 1, ..purchased(None) },
				opener: None,
				claimed: true,
			};
			let (class, rules) = (Policy, policy());
			let given = LotView {
				series: SeriesId(0),
				class,
				amount: 7,
				ends: EXPIRES,
				rules,
				..bought.clone()
			};
			let shown = view(KIM);
			assert_eq!((shown.person, shown.plain), (KIM_ID, 9));
			assert_eq!(shown.lots[..], [bought, given]);
			// The card shows the same lots and its own won.
			assert_eq!((view(KIM_CARD).lots, view(KIM_CARD).plain), (shown.lots, 0));
		});
}

#[test]
fn a_wallet_shows_nothing_of_a_dead_series_and_what_is_graced() {
	let builder = ExtBuilder::default().series(Policy, policy(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		at(EXPIRES - 1);
		assert_eq!(view(KIM).lots.len(), 1);
		assert_ok!(pay(KIM, RESTAURANT, 30));
		at(EXPIRES);
		assert!(view(KIM).lots.is_empty());
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 30));
		let shown = view(KIM).lots;
		assert_eq!((shown[0].amount, shown[0].ends), (30, EXPIRES + RefundGrace::get()));
		at(EXPIRES + RefundGrace::get());
		assert!(view(KIM).lots.is_empty());
	});
}

#[test]
fn a_wallet_shows_what_is_paused_and_not_what_is_locked() {
	let builder = ExtBuilder::default().series(Policy, policy(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.plain(KIM, 10).build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		lock(&KIM, 4);
		assert!(view(KIM).lots[0].paused);
		assert_eq!(view(KIM).plain, 6);
	});
}

#[test]
fn a_wallet_shows_this_months_counters_only() {
	let categories = CategorySet::of(&[category::RESTAURANT]);
	let cap = CategoryCap { id: CapId(5), categories, per_month: 60 };
	let rules = Rules { caps: BoundedVec::truncate_from(vec![cap]), ..policy() };
	let builder = ExtBuilder::default().series(Policy, rules, 100).lot(KIM_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 10));
		let counters: Vec<_> = view(KIM).usage.iter().map(|u| (u.key, u.amount)).collect();
		assert_eq!(counters, [(UsageKey::Cap(CapId(5)), 10)]);
		at(APRIL);
		assert!(view(KIM).usage.is_empty());
	});
}

#[test]
fn an_account_of_nobody_has_no_wallet() {
	ExtBuilder::default().plain(STRANGER, 10).build_and_execute(|| {
		assert_eq!(RegionalCurrency::wallet(STRANGER), None);
		let empty = view(LEE);
		assert_eq!((empty.person, empty.plain, empty.lots.len()), (LEE_ID, 0, 0));
	});
}

#[test]
fn rules_are_shown_as_they_hold_now() {
	let builder = ExtBuilder::default().series(Policy, policy(), 0);
	builder.build_and_execute(|| {
		let from = TODAY + ChangeDelay::get();
		let next = Rules { places: Places::Province, ..policy() };
		assert_ok!(RegionalCurrency::schedule_change(
			signed(COUNTY),
			SeriesId(0),
			from,
			next.clone()
		));
		at(from - 1);
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(policy()));
		at(from);
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(next));
		assert_eq!(RegionalCurrency::rules(SeriesId(1)), None);
	});
}

#[test]
fn receipts_and_pots_can_be_looked_up() {
	let builder = ExtBuilder::default().series(Policy, policy(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		assert_eq!(RegionalCurrency::receipt(ReceiptId(0)), None);
		assert_ok!(pay(KIM, RESTAURANT, 10));
		assert_eq!(RegionalCurrency::receipt(ReceiptId(0)), Some(last_receipt()));
		let pots = [0, 1, 255, 256, u32::MAX].map(|id| RegionalCurrency::pot(SeriesId(id)));
		let mut all = pots.to_vec();
		all.sort();
		all.dedup();
		assert_eq!(all.len(), 5, "every pot is an account of its own");
	});
}
