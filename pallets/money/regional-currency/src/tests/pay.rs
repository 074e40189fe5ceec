// SPDX-License-Identifier: Apache-2.0

//! The one button: what pays, what does not, and what is written.

use crate::CapId;
use chungnam_ports::Standing;
use chungnam_primitives::{MerchantId, ReceiptId, SeriesId, MINUTES};
use frame_support::{assert_noop, assert_ok};
use MoneyClass::{Incentive, Policy, Purchased};

use super::*;
use crate::{Parts, Series, SeriesById, Usage, UsageKey, MAX_LOTS, MAX_USAGE};

/// What the lots paid, as series and won.
fn paid(parts: &Parts) -> Vec<(SeriesId, Won)> {
	parts.iter().map(|part| (part.series, part.amount)).collect()
}

#[test]
fn a_payment_moves_won_from_the_pot_to_the_shop() {
	kim_with_policy().with_bonus(0).build_and_execute(|| {
		let pot_before = pot(SeriesId(0));
		assert_ok!(pay(KIM, RESTAURANT, 12_000));

		assert_eq!(
			(lot(KIM_ID, SeriesId(0)), plain(COOK), pot(SeriesId(0))),
			(38_000, 12_000, pot_before - 12_000)
		);
		assert_eq!((totals(SeriesId(0)).spent, totals(SeriesId(0)).outstanding), (12_000, 38_000));
		assert_eq!(MockReserve::takings(RESTAURANT), 12_000);
	});
}

#[test]
fn takings_are_told_only_while_they_earn_a_bonus() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		assert_eq!(MockReserve::takings(RESTAURANT), 0);
		set_bonus(Perbill::from_percent(5));
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		assert_eq!(MockReserve::takings(RESTAURANT), 1_000);
	});
}

#[test]
fn a_payment_leaves_a_receipt_and_one_event() {
	kim_with_policy().plain(KIM, 5_000).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 51_000));

		let receipt = last_receipt();
		assert_eq!((receipt.person, &receipt.account, receipt.at), (KIM_ID, &KIM, TODAY));
		assert_eq!(receipt.left(), Some(51_000));
		let Event::Paid { receipt: id, person, merchant, order, parts, plain } = last_event()
		else {
			panic!("the last event is the payment");
		};
		assert_eq!((id, person, merchant, plain), (ReceiptId(0), KIM_ID, RESTAURANT, 1_000));
		assert_eq!((order, receipt.order), (None, None));
		assert_eq!(paid(&parts), [(SeriesId(0), 50_000)]);
		assert_eq!(parts, receipt.parts);
	});
}

#[test]
fn the_lot_that_ends_first_pays_first_and_plain_won_last() {
	let sooner = Rules { expires: EXPIRES - 1, ..purchased(None) };
	ExtBuilder::default()
		.series(Policy, policy(), 10_000)
		.series(Purchased, sooner, 10_000)
		.lot(KIM_ID, SeriesId(0), 10_000)
		.lot(KIM_ID, SeriesId(1), 10_000)
		.plain(KIM, 10_000)
		.build_and_execute(|| {
			assert_ok!(pay(KIM, RESTAURANT, 25_000));
			assert_eq!(paid(&last_receipt().parts), [(SeriesId(1), 10_000), (SeriesId(0), 10_000)]);
			assert_eq!(plain(KIM), 5_000);
		});
}

#[test]
fn among_lots_that_end_together_the_most_restricted_pays_first() {
	let narrow = CategorySet::of(&[category::RESTAURANT, category::GROCERY]);
	ExtBuilder::default()
		.series(Purchased, Rules { places: Places::Province, ..purchased(None) }, 10)
		.series(Purchased, purchased(None), 10)
		.series(Incentive, incentive(), 10)
		.series(Policy, policy(), 10)
		.series(Policy, Rules { categories: narrow, ..policy() }, 10)
		.series(Policy, Rules { places: Places::HomeZone, ..policy() }, 10)
		.lots(KIM_ID, 6, 10)
		.build_and_execute(|| {
			assert_ok!(pay(KIM, RESTAURANT, 60));
			let order: Vec<_> = paid(&last_receipt().parts).iter().map(|(s, _)| *s).collect();
			assert_eq!(
				order,
				[SeriesId(5), SeriesId(4), SeriesId(3), SeriesId(2), SeriesId(1), SeriesId(0)]
			);
		});
}

#[test]
fn among_equal_lots_the_older_series_pays_first() {
	ExtBuilder::default()
		.series(Policy, policy(), 10)
		.series(Policy, policy(), 10)
		.lot(KIM_ID, SeriesId(1), 10)
		.lot(KIM_ID, SeriesId(0), 10)
		.build_and_execute(|| {
			assert_ok!(pay(KIM, RESTAURANT, 15));
			assert_eq!(paid(&last_receipt().parts), [(SeriesId(0), 10), (SeriesId(1), 5)]);
		});
}

#[test]
fn two_keys_of_one_person_spend_the_same_lots() {
	kim_with_policy().plain(KIM_CARD, 7).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 20_000));
		assert_ok!(pay(KIM_CARD, RESTAURANT, 30_007));
		assert_eq!((wallet(KIM_ID), plain(KIM_CARD)), (Wallet::default(), 0));
		assert_refused(KIM, RESTAURANT, 1, Refusal::InsufficientBalance);
	});
}

#[test]
fn the_same_won_is_not_spent_twice_in_one_block() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 30_000));
		assert_refused(KIM_CARD, MART, 20_001, Refusal::InsufficientBalance);
		assert_ok!(pay(KIM_CARD, MART, 20_000));
	});
}

#[test]
fn the_last_won_leaves_no_wallet_behind_and_the_account_alive() {
	kim_with_policy().plain(KIM, 1).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 50_001));
		assert!(!Wallets::<Test>::contains_key(KIM_ID));
		assert_eq!(plain(KIM), 0);
		assert!(System::account_exists(&KIM), "registered people exist without a balance");
	});
}

#[test]
fn nothing_is_paid_for_nothing() {
	kim_with_policy().build_and_execute(|| assert_refused(KIM, MART, 0, Refusal::ZeroAmount));
}

#[test]
fn only_active_people_pay() {
	kim_with_policy().plain(STRANGER, 100).build_and_execute(|| {
		assert_refused(STRANGER, RESTAURANT, 1, Refusal::NotRegistered);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_refused(KIM, RESTAURANT, 1, Refusal::PersonFrozen);
		assert_refused(KIM_CARD, RESTAURANT, 1, Refusal::PersonFrozen);
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		MockRegistry::set_standing(KIM_ID, Standing::Deceased);
		assert_refused(KIM, RESTAURANT, 1, Refusal::PersonDeceased);
	});
}

#[test]
fn a_shop_that_closes_between_quote_and_payment_is_not_paid() {
	kim_with_policy().build_and_execute(|| {
		assert!(quote(KIM, RESTAURANT, 10).plan.is_ok());
		MockRegistry::set_open(RESTAURANT, false);
		assert_refused(KIM, RESTAURANT, 10, Refusal::MerchantNotOpen);
		MockRegistry::close_merchant(RESTAURANT);
		assert_refused(KIM, RESTAURANT, 10, Refusal::MerchantNotFound);
		assert_refused(KIM, MerchantId(999), 10, Refusal::MerchantNotFound);
	});
}

#[test]
fn nobody_pays_a_shop_of_their_own_with_any_key() {
	kim_with_policy().lot(CHILD_ID, SeriesId(0), 10).plain(KIM_CARD, 10).build_and_execute(|| {
		assert_refused(KIM, FARM_STAND, 10, Refusal::SelfPayment);
		assert_refused(KIM_CARD, FARM_STAND, 10, Refusal::SelfPayment);
		assert_noop!(pay_for(KIM, CHILD_ID, FARM_STAND, 10), Error::<Test>::SelfPayment);
		// The child has no shop.
		assert_ok!(pay(CHILD, FARM_STAND, 10));
	});
}

#[test]
fn a_shopkeeper_who_is_no_resident_does_not_pay_as_one() {
	ExtBuilder::default().plain(COOK, 10).build_and_execute(|| {
		assert_refused(COOK, RESTAURANT, 10, Refusal::NotRegistered);
		assert_refused(COOK, MART, 10, Refusal::NotRegistered);
	});
}

#[test]
fn a_paused_series_does_not_pay_until_it_is_resumed() {
	kim_with_policy().plain(KIM, 5).build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		assert_refused(KIM, RESTAURANT, 6, Refusal::SeriesPaused);
		assert_ok!(pay(KIM, RESTAURANT, 5));
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), SeriesId(0)));
		assert_ok!(pay(KIM, RESTAURANT, 6));
	});
}

#[test]
fn a_series_pays_from_its_first_moment_on() {
	kim_with_policy().build_and_execute(|| {
		at(OPENS - 1);
		assert_refused(KIM, RESTAURANT, 10, Refusal::NotYetOpen);
		at(OPENS);
		assert_ok!(pay(KIM, RESTAURANT, 10));
	});
}

#[test]
fn a_series_pays_until_its_end_and_not_at_it() {
	kim_with_policy().build_and_execute(|| {
		at(EXPIRES - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10));
		at(EXPIRES);
		assert_refused(KIM, RESTAURANT, 10, Refusal::Expired);
	});
}

#[test]
fn a_lot_of_a_dead_series_disappears_when_touched() {
	kim_with_policy().plain(KIM, 10).build_and_execute(|| {
		at(EXPIRES);
		assert_eq!(lot(KIM_ID, SeriesId(0)), 50_000, "nobody touched it yet");
		assert_ok!(pay(KIM, RESTAURANT, 10));
		assert_eq!(lot(KIM_ID, SeriesId(0)), 0);
		assert_eq!(totals(SeriesId(0)).outstanding, 50_000, "the sweep will find it");
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
		assert_eq!((plain(COUNTY), totals(SeriesId(0)).expired), (1_000_000, 50_000));
	});
}

#[test]
fn a_lot_of_a_removed_series_is_worth_nothing_and_disappears() {
	kim_with_policy().plain(KIM, 10).build_and_execute(|| {
		at(EXPIRES);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
		at(EXPIRES + 365 * DAYS);
		assert_ok!(RegionalCurrency::remove_series(signed(COUNTY), SeriesId(0)));
		assert_refused(KIM, RESTAURANT, 11, Refusal::InsufficientBalance);
		assert_ok!(pay(KIM, RESTAURANT, 10));
		assert_eq!(wallet(KIM_ID), Wallet::default());
	});
}

#[test]
fn a_change_of_rules_holds_from_its_moment_on() {
	kim_with_policy().build_and_execute(|| {
		let from = TODAY + 7 * DAYS;
		let only_clinics = CategorySet::of(&[category::HOSPITAL]);
		let rules = Rules { categories: only_clinics, ..policy() };
		assert_ok!(RegionalCurrency::schedule_change(signed(COUNTY), SeriesId(0), from, rules));
		at(from - 1);
		assert_ok!(pay(KIM, RESTAURANT, 10));
		at(from);
		assert_refused(KIM, RESTAURANT, 10, Refusal::CategoryNotAllowed);
		assert_ok!(pay(KIM, CLINIC, 10));
	});
}

#[test]
fn a_lot_pays_only_in_its_places_categories_and_sales_classes() {
	let clinics = Rules { categories: CategorySet::of(&[category::HOSPITAL]), ..policy() };
	ExtBuilder::default()
		.series(Policy, Rules { places: Places::HomeZone, ..policy() }, 100)
		.series(Policy, clinics, 100)
		.series(Policy, policy(), 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.lot(LEE_ID, SeriesId(1), 100)
		.lot(CHILD_ID, SeriesId(2), 100)
		.build_and_execute(|| {
			assert_refused(KIM, MART, 1, Refusal::PlaceNotAllowed);
			assert_refused(LEE, MART, 1, Refusal::CategoryNotAllowed);
			assert_refused(CHILD, STORE, 1, Refusal::SalesClassNotAllowed);
			assert_refused(CHILD, CAFE, 1, Refusal::PlaceNotAllowed);
			assert_ok!(pay(KIM, RESTAURANT, 1));
			assert_ok!(pay(LEE, CLINIC, 1));
			assert_ok!(pay(CHILD, MART, 1));
		});
}

#[test]
fn moving_house_moves_where_home_money_is_spent() {
	let rules = Rules { places: Places::HomeZone, ..policy() };
	ExtBuilder::default()
		.series(Policy, rules, 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.build_and_execute(|| {
			MockRegistry::move_person(KIM_ID, EUP);
			assert_refused(KIM, RESTAURANT, 1, Refusal::PlaceNotAllowed);
			assert_ok!(pay(KIM, MART, 1));
		});
}

/// Series that share one cap of 30,000 won a month at marts.
fn capped() -> Rules {
	let categories = CategorySet::of(&[category::HANARO_MART]);
	let cap = crate::CategoryCap { id: CapId(7), categories, per_month: 30_000 };
	Rules { caps: BoundedVec::truncate_from(vec![cap]), ..policy() }
}

#[test]
fn a_cap_is_shared_by_series_and_keys_and_begins_anew_each_month() {
	ExtBuilder::default()
		.series(Policy, capped(), 40_000)
		.series(Policy, capped(), 40_000)
		.lot(KIM_ID, SeriesId(0), 40_000)
		.lot(KIM_ID, SeriesId(1), 40_000)
		.plain(KIM, 500)
		.build_and_execute(|| {
			assert_ok!(pay(KIM, MART, 20_000));
			assert_refused(KIM_CARD, MART, 10_001, Refusal::CategoryCapReached);
			assert_ok!(pay(KIM_CARD, MART, 10_000));
			assert_refused(KIM, MART, 501, Refusal::CategoryCapReached);
			// Plain won knows no cap, and other categories are not capped.
			assert_ok!(pay(KIM, MART, 500));
			assert_ok!(pay(KIM, RESTAURANT, 20_000));

			at(APRIL - 1);
			assert_refused(KIM, MART, 1, Refusal::CategoryCapReached);
			at(APRIL);
			assert_ok!(pay(KIM, MART, 30_000));
			assert_eq!(lot(KIM_ID, SeriesId(0)) + lot(KIM_ID, SeriesId(1)), 0);
		});
}

#[test]
fn a_cap_that_two_lots_share_holds_within_one_payment() {
	ExtBuilder::default()
		.series(Policy, capped(), 20_000)
		.series(Policy, capped(), 20_000)
		.lot(KIM_ID, SeriesId(0), 20_000)
		.lot(KIM_ID, SeriesId(1), 20_000)
		.build_and_execute(|| {
			assert_refused(KIM, MART, 30_001, Refusal::CategoryCapReached);
			assert_ok!(pay(KIM, MART, 30_000));
			assert_eq!(paid(&last_receipt().parts), [(SeriesId(0), 20_000), (SeriesId(1), 10_000)]);
		});
}

#[test]
fn a_cap_is_not_counted_where_there_is_no_room_to_count_it() {
	let builder = ExtBuilder::default().series(Policy, capped(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.plain(KIM, 5).build_and_execute(|| {
		let march = crate::Period::Month(chungnam_primitives::korean_month(TODAY));
		Wallets::<Test>::mutate(KIM_ID, |wallet| {
			for series in 0..MAX_USAGE {
				let usage =
					Usage { key: UsageKey::Gift(SeriesId(series)), period: march, amount: 1 };
				wallet.usage.try_push(usage).expect("counters fit");
			}
		});
		assert_refused(KIM, MART, 6, Refusal::MaxUsageExceeded);
		assert_eq!(quote(KIM, MART, 6).affordable, 5);
		assert_ok!(pay(KIM, MART, 5));
		// What is not capped needs no counter, and next month there is room.
		assert_ok!(pay(KIM, RESTAURANT, 1));
		at(APRIL);
		assert_ok!(pay(KIM, MART, 6));
	});
}

#[test]
fn a_full_wallet_pays_with_all_its_lots() {
	let mut builder = ExtBuilder::default();
	for series in 0..MAX_LOTS {
		builder = builder.series(Policy, policy(), 3).lot(KIM_ID, SeriesId(series), 3);
	}
	builder.plain(KIM, 1).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, Won::from(MAX_LOTS) * 3 + 1));
		assert_eq!(last_receipt().parts.len(), MAX_LOTS as usize);
		assert_eq!(wallet(KIM_ID), Wallet::default());
	});
}

#[test]
fn more_than_there_is_cannot_be_paid() {
	kim_with_policy().plain(KIM, 10).build_and_execute(|| {
		assert_refused(KIM, RESTAURANT, 50_011, Refusal::InsufficientBalance);
		assert_refused(KIM, RESTAURANT, Won::MAX, Refusal::InsufficientBalance);
		assert_ok!(pay(KIM, RESTAURANT, 50_010));
	});
}

#[test]
fn won_that_is_locked_does_not_pay() {
	ExtBuilder::default().plain(KIM, 100).build_and_execute(|| {
		lock(&KIM, 60);
		assert_refused(KIM, RESTAURANT, 41, Refusal::InsufficientBalance);
		assert_ok!(pay(KIM, RESTAURANT, 40));
	});
}

#[test]
fn a_payment_without_a_number_left_for_its_receipt_is_not_made() {
	kim_with_policy().build_and_execute(|| {
		PaymentState::<Test>::mutate(|book| book.next_receipt = ReceiptId(u64::MAX));
		assert_noop!(pay(KIM, RESTAURANT, 10), Error::<Test>::Overflow);
	});
}

#[test]
fn receipts_are_numbered_in_order() {
	kim_with_policy().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 1));
		at(TODAY + MINUTES);
		assert_ok!(pay(KIM, MART, 2));
		assert_eq!(PaymentState::<Test>::get().next_receipt, ReceiptId(2));
		let receipts =
			(0..2).map(|id| Receipts::<Test>::get(ReceiptId(id)).map(|r| (r.merchant, r.at)));
		let expected = [Some((RESTAURANT, TODAY)), Some((MART, TODAY + MINUTES))];
		assert_eq!(receipts.collect::<Vec<_>>(), expected);
	});
}

#[test]
fn won_sent_to_a_pot_by_anyone_pays_nothing() {
	kim_with_policy().plain(STRANGER, 100).build_and_execute(|| {
		let pot = RegionalCurrency::pot(SeriesId(0));
		assert_ok!(Balances::transfer_allow_death(signed(STRANGER), pot, 100));
		assert_refused(KIM, RESTAURANT, 50_001, Refusal::InsufficientBalance);
	});
}

/// The child has 10,000 won of basic income.
fn child_with_policy() -> ExtBuilder {
	ExtBuilder::default().series(Policy, policy(), 10_000).lot(CHILD_ID, SeriesId(0), 10_000)
}

#[test]
fn a_guardian_pays_from_the_lots_of_the_ward() {
	child_with_policy().build_and_execute(|| {
		assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 4_000));
		assert_eq!(lot(CHILD_ID, SeriesId(0)), 6_000);
		assert_eq!((last_receipt().person, last_receipt().account), (CHILD_ID, KIM));
	});
}

#[test]
fn a_guardian_spends_no_plain_won_for_a_ward() {
	child_with_policy().plain(KIM, 100).plain(CHILD, 100).build_and_execute(|| {
		let refused = Error::<Test>::InsufficientBalance;
		assert_noop!(pay_for(KIM, CHILD_ID, RESTAURANT, 10_001), refused);
		assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 10_000));
		assert_eq!((plain(KIM), plain(CHILD)), (100, 100));
	});
}

#[test]
fn a_guardian_pays_until_the_end_of_the_guardianship_and_not_at_it() {
	child_with_policy().build_and_execute(|| {
		at(GUARDED_UNTIL - 1);
		assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 1));
		at(GUARDED_UNTIL);
		let refused = Error::<Test>::NotAuthorized;
		assert_noop!(pay_for(KIM, CHILD_ID, RESTAURANT, 1), refused);
		let told = RegionalCurrency::quote_for(KIM, CHILD_ID, RESTAURANT, 1, None);
		assert_eq!(told.plan, Err(Refusal::NotAuthorized));
	});
}

#[test]
fn only_an_active_guardian_pays_for_an_active_ward() {
	child_with_policy().build_and_execute(|| {
		let pay = || pay_for(KIM, CHILD_ID, RESTAURANT, 1);
		assert_noop!(pay_for(STRANGER, CHILD_ID, RESTAURANT, 1), Error::<Test>::NotRegistered);
		assert_noop!(pay_for(LEE, CHILD_ID, RESTAURANT, 1), Error::<Test>::NotAuthorized);
		assert_noop!(pay_for(CHILD, KIM_ID, RESTAURANT, 1), Error::<Test>::NotAuthorized);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(pay(), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		MockRegistry::set_standing(CHILD_ID, Standing::Deceased);
		assert_noop!(pay(), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn rules_bind_the_ward_by_where_the_ward_lives() {
	let rules = Rules { places: Places::HomeZone, ..policy() };
	let builder = ExtBuilder::default().series(Policy, rules, 100).lot(CHILD_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		MockRegistry::move_person(CHILD_ID, EUP);
		let refused = Error::<Test>::PlaceNotAllowed;
		assert_noop!(pay_for(KIM, CHILD_ID, RESTAURANT, 1), refused);
		assert_ok!(pay_for(KIM, CHILD_ID, MART, 1));
	});
}

#[test]
fn a_series_is_worth_its_new_end_when_the_end_was_moved_later() {
	kim_with_policy().build_and_execute(|| {
		let rules = Rules { expires: EXPIRES + DAYS, ..policy() };
		assert_ok!(RegionalCurrency::schedule_change(
			signed(COUNTY),
			SeriesId(0),
			EXPIRES - 1,
			rules
		));
		let series: Series<AccountId> = SeriesById::<Test>::get(SeriesId(0)).expect("it exists");
		assert!(!series.changes.is_empty());
		at(EXPIRES);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		at(EXPIRES + DAYS);
		assert_refused(KIM, RESTAURANT, 1, Refusal::Expired);
	});
}
