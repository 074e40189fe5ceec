// SPDX-License-Identifier: Apache-2.0

//! Money that must be given back, and receipts by which something was paid back.

use chungnam_ports::{Charged, Debts, Receipts as _};
use chungnam_primitives::{IncomeId, PersonId, ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{mock::RefundWindow, ClawBackReason, Error, MAX_DEBTS};

fn owe(amount: Won, percent: u8) {
	let share = Percent::from_percent(percent);
	assert_ok!(RegionalCurrency::charge(PROGRAMME, KIM_ID, amount, share));
}

fn debt() -> Won {
	<RegionalCurrency as Debts>::debt(PROGRAMME, KIM_ID)
}

#[test]
fn a_debt_keeps_its_share_of_each_lot_rounded_down_to_its_last_won() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		owe(400, 30);
		let first = drop_on(cohort, 999);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_eq!((lot(KIM_ID, first), debt()), (999 - 299 - 1, 101));
		assert_eq!((totals(first).clawed_back, totals(first).budget), (299, 299));
		let withheld = Event::Withheld { series: first, person: KIM_ID, amount: 299 };
		assert!(events().contains(&withheld));
		let second = drop_on(cohort, 999);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, second), debt()), (898, 0));
		assert!(wallet(KIM_ID).debts.is_empty());
		assert_eq!(RegionalCurrency::month(korean_month(TODAY)).clawed_back, 400);
	});
}

#[test]
fn a_debt_may_keep_a_whole_lot_and_what_is_given_one_by_one() {
	rich_county().build_and_execute(|| {
		owe(1_000, 100);
		let series = drop_on(cohort_of(&[KIM_ID]), 600);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, series), debt()), (0, 400));
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 500, Some(&COUNTY)));
		assert_eq!((lot(KIM_ID, series), debt()), (100, 0));
		assert_eq!(totals(series).clawed_back, 1_000);
	});
}

#[test]
fn a_debt_to_one_is_not_taken_from_what_another_gives() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let before = drop_on(cohort, 100);
		owe(150, 100);
		assert_eq!((lot(KIM_ID, before), debt()), (0, 50), "it became a lot first, and was taken");
		let parts = [part(cohort)];
		assert_ok!(RegionalCurrency::open(Opener::Income(IncomeId(1)), &parts, 100, None, &COUNTY));
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, SeriesId(1)), debt()), (100, 50));
		assert_eq!(RegionalCurrency::forgive(PROGRAMME, KIM_ID), Ok(50));
		assert_eq!(debt(), 0);
	});
}

/// Kim and Lee have the same latent share and owe the same; Kim claims first.
#[test]
fn a_second_charge_ends_the_same_whether_the_person_claimed_before_or_not() {
	rich_county().build_and_execute(|| {
		let half = Percent::from_percent(50);
		let both = [KIM_ID, LEE_ID];
		for person in both {
			assert_ok!(RegionalCurrency::charge(PROGRAMME, person, 300_000, half));
		}
		let series = drop_on(cohort_of(&both), 150_000);
		assert_ok!(calls::claim(signed(KIM)));
		let charged = both.map(|id| RegionalCurrency::charge(PROGRAMME, id, 115_000, half));
		let once = Charged { taken: 75_000, debt: 265_000 };
		assert_eq!(charged, [Ok(once), Ok(once)]);
		assert_eq!((lot(KIM_ID, series), lot(LEE_ID, series)), (0, 0));
	});
}

#[test]
fn forgiving_withholds_nothing_of_what_is_latent() {
	rich_county().build_and_execute(|| {
		owe(400, 50);
		let series = drop_on(cohort_of(&[KIM_ID]), 100_000);
		assert_eq!(RegionalCurrency::forgive(PROGRAMME, KIM_ID), Ok(400));
		assert_eq!(quote(KIM, RESTAURANT, 1).affordable, 100_000);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!(lot(KIM_ID, series), 100_000);
		let nobody = RegionalCurrency::forgive(PROGRAMME, PersonId(99));
		assert_noop!(nobody, Error::<Test>::NotRegistered);
	});
}

#[test]
fn a_person_owes_to_four_at_most() {
	ExtBuilder::default().build_and_execute(|| {
		let owe = |number, amount| {
			let (opener, share) = (Opener::Income(number), Percent::from_percent(10));
			RegionalCurrency::charge(opener, KIM_ID, amount, share)
		};
		for number in 0..MAX_DEBTS {
			assert_ok!(owe(IncomeId(number), 5));
		}
		assert_noop!(owe(IncomeId(MAX_DEBTS), 5), Error::<Test>::MaxDebtsExceeded);
		assert_ok!(owe(IncomeId(0), 9));
		assert_ok!(RegionalCurrency::forgive(Opener::Income(IncomeId(1)), KIM_ID));
		assert_ok!(owe(IncomeId(MAX_DEBTS), 5));
		let share = Percent::from_percent(10);
		let nobody = RegionalCurrency::charge(PROGRAMME, PersonId(99), 1, share);
		assert_noop!(nobody, Error::<Test>::NotRegistered);
	});
}

#[test]
fn what_is_taken_back_comes_from_the_lots_that_end_last_latent_ones_included() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let sooner = drop_on(cohort, 100);
		let template = Template { valid_days: 91, ..template() };
		let parts = [Part::new(cohort, template)];
		assert_ok!(RegionalCurrency::open(PROGRAMME, &parts, 100, None, &COUNTY));
		assert_ok!(RegionalCurrency::open(
			Opener::Income(IncomeId(1)),
			&[part(cohort)],
			70,
			None,
			&COUNTY
		));
		assert_eq!(RegionalCurrency::take_back(PROGRAMME, KIM_ID, 130), Ok(130));
		assert_eq!(
			(lot(KIM_ID, sooner), lot(KIM_ID, SeriesId(1)), lot(KIM_ID, SeriesId(2))),
			(70, 0, 70)
		);
		let reason = ClawBackReason::Repayment;
		let (series, person) = (sooner, KIM_ID);
		assert_eq!(last_event(), Event::ClawedBack { series, person, amount: 30, reason });
		assert_eq!(RegionalCurrency::take_back(PROGRAMME, KIM_ID, 500), Ok(70));
		assert_eq!(RegionalCurrency::take_back(PROGRAMME, KIM_ID, 500), Ok(0));
		assert_eq!((totals(SeriesId(0)).budget, totals(SeriesId(1)).budget), (100, 100));
		// The budget does not strand: it goes back with the rest.
		let county = plain(COUNTY);
		at(DROPS_END + DAYS);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(1)));
		assert_eq!(plain(COUNTY), county + 100);
	});
}

#[test]
fn an_institution_takes_back_what_is_latent() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID]), 100);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		let reason = ClawBackReason::FalseResidence;
		assert_ok!(calls::claw_back(signed(COUNTY), series, KIM_ID, 100, reason));
		assert_eq!((totals(series).outstanding, totals(series).budget), (0, 100));
	});
}

#[test]
fn a_pledged_receipt_is_not_refunded_until_the_pledge_is_undone() {
	rich_county().build_and_execute(|| {
		drop_on(cohort_of(&[KIM_ID]), 1_000);
		assert_ok!(pay(KIM, RESTAURANT, 600));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 100));
		let facts = RegionalCurrency::receipt(ReceiptId(0)).expect("it can be refunded");
		assert_eq!((facts.person, facts.merchant, facts.plain), (KIM_ID, RESTAURANT, 0));
		let known = <RegionalCurrency as chungnam_ports::Receipts>::receipt;
		let facts = known(ReceiptId(0)).expect("it can be refunded");
		assert_eq!((facts.person, facts.merchant, facts.at), (KIM_ID, RESTAURANT, TODAY));
		assert_eq!((facts.amount, facts.is_pledged), (500, false));
		assert_ok!(RegionalCurrency::set_pledged(ReceiptId(0), true));
		assert_eq!(last_event(), Event::PledgeSet { receipt: ReceiptId(0), is_pledged: true });
		assert_noop!(calls::refund(signed(COOK), ReceiptId(0), 1), Error::<Test>::ReceiptPledged);
		assert_ok!(RegionalCurrency::set_pledged(ReceiptId(0), false));
		at(TODAY + RefundWindow::get() - 1);
		assert!(known(ReceiptId(0)).is_some());
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 400));
		at(TODAY + RefundWindow::get());
		assert_eq!(known(ReceiptId(0)), None);
		assert_noop!(
			RegionalCurrency::set_pledged(ReceiptId(7), true),
			Error::<Test>::ReceiptNotFound
		);
	});
}
