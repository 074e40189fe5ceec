// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use crate::CapId;
use chungnam_ports::Due;
use chungnam_primitives::{Announced, CohortId, IncomeId, ReceiptId, SeriesId};
use chungnam_testkit::{assert_broken, MockAgenda};
use frame_support::assert_ok;

use super::*;
use crate::{
	mock::{RefundGrace, RefundWindow},
	Debt, DropsByCohort, Lot, Months, NextSeries, OldestReceipt, OpenDrop, Part, PaymentState,
	Period, ReceiptByOrder, RemovedTotals, SeriesById, Usage, UsageKey,
};

/// A chain on which everything there is exists once, sound.
fn sound(test: impl FnOnce()) {
	ExtBuilder::default()
		.series(MoneyClass::Policy, policy(), 10_000)
		.lot(KIM_ID, SeriesId(0), 5_000)
		.build()
		.execute_with(|| {
			assert_ok!(pay(KIM, RESTAURANT, 1_000));
			assert_ok!(RegionalCurrency::do_try_state());
			test();
		});
}

fn break_wallet(change: impl FnOnce(&mut Wallet)) {
	Wallets::<Test>::mutate(KIM_ID, change);
}

fn break_totals(change: impl FnOnce(&mut Totals)) {
	TotalsBySeries::<Test>::mutate(SeriesId(0), change);
}

/// A purchase of a series earned so much incentive of series 0.
fn break_earned(bought: SeriesId, amount: Won) {
	break_wallet(|wallet| {
		let earned = crate::Earned { bought, from: SeriesId(0), amount };
		wallet.earned.try_push(earned).expect("room");
	});
}

fn counter(amount: Won) -> Usage {
	Usage { key: UsageKey::Cap(CapId(1)), period: Period::Month(korean_month(TODAY)), amount }
}

#[test]
fn i1_a_pot_that_holds_less_than_it_owes() {
	sound(|| {
		break_totals(|totals| totals.budget += 1);
		assert_broken::<Test>("I1");
	});
}

#[test]
fn i2_issued_won_that_is_nowhere() {
	sound(|| {
		break_totals(|totals| totals.issued += 1);
		assert_broken::<Test>("I2");
	});
}

#[test]
fn i3_lots_that_do_not_sum_to_outstanding() {
	sound(|| {
		break_wallet(|wallet| wallet.lots[0].amount -= 1);
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i3_grace_before_the_end() {
	sound(|| {
		break_wallet(|wallet| wallet.lots[0].graced = 1);
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i3_more_graced_won_after_the_end_than_was_refunded() {
	sound(|| {
		at(EXPIRES);
		break_totals(|totals| totals.grace_until = EXPIRES + 1);
		assert_ok!(RegionalCurrency::do_try_state());
		break_wallet(|wallet| wallet.lots[0].graced = 1);
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i4_an_empty_lot() {
	sound(|| {
		let empty = Lot { series: SeriesId(0), amount: 0, face: 0, graced: 0, ends: EXPIRES };
		Wallets::<Test>::mutate(LEE_ID, |wallet| wallet.lots.try_push(empty).expect("room"));
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i3_fails_when_refunded_money_never_ends() {
	sound(|| {
		at(EXPIRES);
		let last = EXPIRES + RefundWindow::get() + RefundGrace::get();
		break_totals(|totals| totals.grace_until = last);
		assert_ok!(RegionalCurrency::do_try_state());
		break_totals(|totals| totals.grace_until = last + 1);
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i4_more_grace_than_there_is() {
	sound(|| {
		at(EXPIRES);
		break_wallet(|wallet| wallet.lots[0].graced = wallet.lots[0].amount + 1);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i4_two_lots_of_one_series() {
	sound(|| {
		break_wallet(|wallet| {
			wallet.lots[0].amount -= 1;
			let second = Lot { amount: 1, ..wallet.lots[0].clone() };
			wallet.lots.try_push(second).expect("room");
		});
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i4_a_lot_of_a_series_that_never_was() {
	sound(|| {
		break_wallet(|wallet| {
			let foreign = Lot { series: SeriesId(1), ..wallet.lots[0].clone() };
			wallet.lots.try_push(foreign).expect("room");
		});
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i5_receipts_outside_their_numbers() {
	sound(|| {
		OldestReceipt::<Test>::put(ReceiptId(1));
		assert_broken::<Test>("I5");
	});
	sound(|| {
		PaymentState::<Test>::mutate(|book| book.next_receipt = ReceiptId(0));
		assert_broken::<Test>("I5");
	});
}

fn break_receipt(id: ReceiptId, change: impl FnOnce(&mut ReceiptOf<Test>)) {
	Receipts::<Test>::mutate(id, |receipt| change(receipt.as_mut().expect("it exists")));
}

#[test]
fn i5_a_receipt_of_nothing() {
	sound(|| {
		break_receipt(ReceiptId(0), |receipt| receipt.parts.clear());
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_a_receipt_of_more_than_was_spent() {
	sound(|| {
		break_receipt(ReceiptId(0), |receipt| receipt.parts[0].amount += 1);
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_a_refundable_receipt_of_a_series_that_is_gone() {
	sound(|| {
		break_receipt(ReceiptId(0), |receipt| {
			let part = Part { series: SeriesId(9), ..receipt.parts[0].clone() };
			receipt.parts.try_push(part).expect("room");
		});
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i4_fails_when_a_lot_that_is_gone_earned_incentive() {
	sound(|| {
		break_earned(SeriesId(9), 1);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i4_fails_when_a_lot_earned_nothing() {
	sound(|| {
		break_earned(SeriesId(0), 0);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i13_fails_when_an_order_is_paid_by_no_receipt() {
	sound(|| {
		ReceiptByOrder::<Test>::insert((RESTAURANT, [1; 16]), ReceiptId(0));
		assert_broken::<Test>("I13");
	});
}

#[test]
fn i13_fails_when_a_receipt_names_an_order_that_is_not_paid() {
	sound(|| {
		break_receipt(ReceiptId(0), |receipt| receipt.order = Some(order(1)));
		assert_broken::<Test>("I13");
	});
}

#[test]
fn i6_a_counter_of_nothing() {
	sound(|| {
		break_wallet(|wallet| wallet.usage.try_push(counter(0)).expect("room"));
		assert_broken::<Test>("I6");
	});
}

#[test]
fn i6_a_limit_counted_twice() {
	sound(|| {
		break_wallet(|wallet| {
			for amount in [1, 2] {
				wallet.usage.try_push(counter(amount)).expect("room");
			}
		});
		assert_broken::<Test>("I6");
	});
}

fn break_series(change: impl FnOnce(&mut crate::SeriesOf<Test>)) {
	SeriesById::<Test>::mutate(SeriesId(0), |series| change(series.as_mut().expect("it exists")));
}

#[test]
fn i7_shares_that_are_not_the_whole() {
	sound(|| {
		break_series(|series| series.funders[0].share = Perbill::from_percent(99));
		assert_broken::<Test>("I7");
	});
}

#[test]
fn i7_rules_that_contradict_themselves() {
	sound(|| {
		break_series(|series| series.rules.categories = CategorySet::EMPTY);
		assert_broken::<Test>("I7");
	});
}

#[test]
fn i7_a_change_that_breaks_a_promise() {
	sound(|| {
		let rules = Rules { expires: EXPIRES - 1, ..policy() };
		let changes = Announced::without_notice([(APRIL, rules)]);
		break_series(|series| series.changes = changes);
		assert_broken::<Test>("I7");
	});
}

#[test]
fn i8_numbers_that_were_never_given() {
	sound(|| {
		let foreign = SeriesById::<Test>::get(SeriesId(0)).expect("it exists");
		SeriesById::<Test>::insert(SeriesId(5), foreign);
		assert_broken::<Test>("I8");
	});
	sound(|| {
		Receipts::<Test>::remove(ReceiptId(0));
		OldestReceipt::<Test>::put(ReceiptId(2));
		assert_broken::<Test>("I8");
	});
}

#[test]
fn i8_a_series_without_money_and_money_without_a_series() {
	sound(|| {
		TotalsBySeries::<Test>::insert(SeriesId(5), Totals::default());
		assert_broken::<Test>("I8");
	});
	sound(|| {
		let twin = SeriesById::<Test>::get(SeriesId(0)).expect("it exists");
		SeriesById::<Test>::insert(SeriesId(1), twin);
		NextSeries::<Test>::put(SeriesId(2));
		assert_broken::<Test>("I8");
	});
}

#[test]
fn i9_an_empty_wallet() {
	sound(|| {
		Wallets::<Test>::insert(LEE_ID, Wallet::default());
		assert_broken::<Test>("I9");
	});
}

/// As [`sound`], with a drop of which Kim claimed a share and Lee did not.
fn sound_with_drop(test: impl FnOnce(SeriesId, CohortId)) {
	rich_county().build().execute_with(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let series = drop_on(cohort, 1_000);
		drop_on(cohort, 500);
		assert_ok!(calls::claim(signed(KIM)));
		assert_ok!(RegionalCurrency::do_try_state());
		test(series, cohort);
	});
}

fn break_drop(cohort: CohortId, change: impl FnOnce(&mut OpenDrop)) {
	DropsByCohort::<Test>::mutate(cohort, |drops| change(&mut drops[0]));
}

#[test]
fn i2_won_that_lapsed_without_having_been_issued() {
	sound_with_drop(|series, _| {
		TotalsBySeries::<Test>::mutate(series, |totals| totals.lapsed += 1);
		assert_broken::<Test>("I2");
	});
}

#[test]
fn i3_a_share_that_is_claimed_twice() {
	sound_with_drop(|_, cohort| {
		break_drop(cohort, |drop| drop.unclaimed += 1);
		assert_broken::<Test>("I3");
	});
	sound_with_drop(|_, _| {
		break_wallet(|wallet| wallet.lots[0].amount += 1_000);
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i4_a_lot_that_outlives_its_series() {
	sound(|| {
		break_wallet(|wallet| wallet.lots[0].ends = EXPIRES + 1);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i10_drops_out_of_order_or_never_opened() {
	sound_with_drop(|_, cohort| {
		DropsByCohort::<Test>::mutate(cohort, |drops| drops.as_mut().reverse());
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|_, _| {
		PaymentState::<Test>::mutate(|book| book.last_drop = 1);
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|_, _| {
		DropsByCohort::<Test>::insert(CohortId(99), crate::DropList::new());
		assert_broken::<Test>("I10");
	});
}

#[test]
fn i10_a_drop_of_a_series_that_is_not_its_own() {
	sound_with_drop(|_, cohort| {
		break_drop(cohort, |drop| drop.opener = Opener::Income(IncomeId(9)));
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|series, _| {
		SeriesById::<Test>::mutate(series, |own| own.as_mut().expect("it exists").cohort = None);
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|_, cohort| {
		break_drop(cohort, |drop| drop.ends += 1);
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|_, cohort| {
		break_drop(cohort, |drop| drop.claim_until += 1);
		assert_broken::<Test>("I10");
	});
}

#[test]
fn i10_a_person_who_saw_the_future_or_owes_nothing() {
	sound_with_drop(|_, _| {
		break_wallet(|wallet| wallet.seen = 3);
		assert_broken::<Test>("I10");
	});
	let debt = |left| Debt { opener: PROGRAMME, left, share: Percent::from_percent(1), since: 0 };
	sound_with_drop(|_, _| {
		break_wallet(|wallet| wallet.debts.try_push(debt(0)).expect("room"));
		assert_broken::<Test>("I10");
	});
	sound_with_drop(|_, _| {
		break_wallet(|wallet| {
			wallet.debts.try_push(debt(1)).expect("room");
			wallet.debts.try_push(debt(2)).expect("room");
		});
		assert_broken::<Test>("I10");
	});
}

#[test]
fn i11_months_that_do_not_add_up() {
	let month = korean_month(TODAY);
	sound_with_drop(|_, _| {
		Months::<Test>::mutate(month, |flow| flow.issued += 1);
		assert_broken::<Test>("I11");
	});
	sound_with_drop(|_, _| {
		PaymentState::<Test>::mutate(|book| book.spent += 1);
		assert_broken::<Test>("I11");
	});
	sound_with_drop(|_, _| {
		Months::<Test>::mutate(month, |flow| flow.lapsed += 1);
		assert_broken::<Test>("I11");
	});
	sound_with_drop(|_, _| {
		RemovedTotals::<Test>::mutate(|totals| totals.issued += 1);
		assert_broken::<Test>("I11");
	});
}

#[test]
fn i12_nobody_waits_for_the_end() {
	sound_with_drop(|series, _| {
		MockAgenda::tamper(Due::Series(series), None);
		assert_broken::<Test>("I12");
	});
	sound_with_drop(|series, _| {
		MockAgenda::tamper(Due::Series(SeriesId(series.0 + 99)), Some(EXPIRES));
		assert_broken::<Test>("I12");
	});
	sound_with_drop(|_, cohort| {
		MockAgenda::tamper(Due::Lapse(cohort), None);
		assert_broken::<Test>("I12");
	});
	sound_with_drop(|_, cohort| {
		MockAgenda::tamper(Due::Lapse(cohort), Some(EXPIRES + 99 * DAYS));
		assert_broken::<Test>("I12");
	});
}
