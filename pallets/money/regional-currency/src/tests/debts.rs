// SPDX-License-Identifier: Apache-2.0

//! Money that must be given back, and receipts by which something was paid back.

use chungnam_ports::{Charged, Debts, Receipts as _, Spent};
use chungnam_primitives::{IncomeId, PersonId, ReceiptId, SeriesId};
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{mock::RefundWindow, ClawBackReason, Error, PaidBack, Payback, MAX_DEBTS};

/// A programme that is not [`PROGRAMME`].
const OTHER: Opener = Opener::Programme(ProgrammeId(99));

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
fn receipt_is_known_with_what_it_was_made_of_and_what_was_paid_back() {
	rich_county().plain(KIM, 1_000).build_and_execute(|| {
		let series = budgeted(10_000);
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 300, None));
		assert_ok!(pay(KIM, RESTAURANT, 500));
		let known = <RegionalCurrency as chungnam_ports::Receipts>::receipt;
		let receipt = || known(ReceiptId(0)).expect("it can be refunded");
		let spent = Spent { own: 200, policy: 300, ..Spent::default() };
		assert_eq!((receipt().spent, receipt().is_pledged), (spent, false));
		assert_ok!(RegionalCurrency::set_payback(ReceiptId(0), Some((series, 100))));
		let payback = Some(Payback { series, amount: 100 });
		assert_eq!(last_event(), Event::PaybackSet { receipt: ReceiptId(0), payback });
		assert!(receipt().is_pledged);
		let set = |id, won| RegionalCurrency::set_payback(ReceiptId(id), Some((series, won)));
		assert_noop!(set(0, 501), Error::<Test>::ReceiptExceeded);
		assert_noop!(set(7, 1), Error::<Test>::ReceiptNotFound);
		at(TODAY + RefundWindow::get());
		assert_eq!(known(ReceiptId(0)), None);
	});
}

/// A series of a programme with so much in its budget.
fn budgeted(amount: Won) -> SeriesId {
	RegionalCurrency::open_budget(PROGRAMME, &template(), amount, &COUNTY, None).expect("it opens")
}

/// Kim paid 1,000 plain won and got 500 back, of which so many won are left. Returns the series.
fn paid_back(left: Won) -> SeriesId {
	let series = budgeted(500);
	assert_ok!(pay(KIM, RESTAURANT, 1_000));
	assert_ok!(RegionalCurrency::give(series, KIM_ID, 500, None));
	assert_ok!(RegionalCurrency::set_payback(ReceiptId(0), Some((series, 500))));
	if left < 500 {
		assert_ok!(pay(KIM, RESTAURANT, 500 - left));
	}
	series
}

fn refund_of_payment(amount: Won) -> DispatchResult {
	calls::refund(signed(COOK), ReceiptId(0), amount)
}

#[test]
fn refund_takes_its_share_of_a_payback_that_was_not_spent() {
	rich_county().plain(KIM, 1_000).build_and_execute(|| {
		let series = paid_back(500);
		assert_ok!(refund_of_payment(401));
		// 401 of 1,000 are 200.5 of 500: rounded up.
		assert_eq!((plain(KIM), lot(KIM_ID, series)), (401, 299));
		let Event::Refunded { payback, .. } = last_event() else { panic!() };
		assert_eq!(payback, Some(PaidBack { series, taken: 201, kept: 0 }));
		assert_eq!(totals(series).budget, 201);
		assert_ok!(refund_of_payment(599));
		assert_eq!((plain(KIM), lot(KIM_ID, series), totals(series).budget), (1_000, 0, 500));
	});
}

#[test]
fn refund_goes_through_less_the_payback_when_the_payback_is_spent() {
	rich_county().plain(KIM, 1_000).build_and_execute(|| {
		let series = paid_back(100);
		let shop = plain(COOK);
		assert_ok!(refund_of_payment(1_000));
		// The shop gives all of it; 100 come from the lot, and 400 from the refund.
		assert_eq!((plain(KIM), lot(KIM_ID, series), shop - plain(COOK)), (600, 0, 1_000));
		let Event::Refunded { payback, plain, .. } = last_event() else { panic!() };
		assert_eq!((payback, plain), (Some(PaidBack { series, taken: 100, kept: 400 }), 600));
		assert_eq!((totals(series).budget, pot(series)), (500, 500));
		assert!(Receipts::<Test>::get(ReceiptId(0)).is_none());
	});
}

#[test]
fn refund_goes_through_less_the_payback_when_its_series_has_ended() {
	rich_county().plain(KIM, 1_000).build_and_execute(|| {
		let rules = Template { valid_days: 5, ..template() };
		let opened = RegionalCurrency::open_budget(PROGRAMME, &rules, 500, &COUNTY, None);
		let series = opened.expect("it opens");
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 500, None));
		assert_ok!(RegionalCurrency::set_payback(ReceiptId(0), Some((series, 500))));
		at(TODAY + 6 * DAYS);
		next_block::<Test>(now());
		assert_eq!(pot(series), 0);
		assert_ok!(refund_of_payment(1_000));
		assert_eq!((plain(KIM), pot(series)), (500, 500));
		// What the refund brought is swept by itself.
		at(TODAY + 6 * DAYS + 1_000);
		next_block::<Test>(now());
		assert_eq!(pot(series), 0);
	});
}

#[test]
fn payback_leaves_the_parts_of_lots_out_where_no_plain_won_was_paid() {
	rich_county().build_and_execute(|| {
		let welfare = RegionalCurrency::open_budget(OTHER, &template(), 1_000, &COUNTY, None);
		let welfare = welfare.expect("it opens");
		assert_ok!(RegionalCurrency::give(welfare, KIM_ID, 1_000, None));
		let series = budgeted(300);
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 300, None));
		assert_ok!(RegionalCurrency::set_payback(ReceiptId(0), Some((series, 300))));
		assert_ok!(pay(KIM, RESTAURANT, 300));
		assert_ok!(refund_of_payment(1_000));
		assert_eq!((lot(KIM_ID, welfare), lot(KIM_ID, series)), (700, 0));
		assert_eq!((totals(welfare).spent, totals(series).budget), (300, 300));
	});
}

/// Kim is given 1,000 won, spends 600, and is charged 5,000 a day later: 400 are taken. Returns the series.
fn charged_after_a_payment() -> SeriesId {
	let series = budgeted(10_000);
	assert_ok!(RegionalCurrency::give(series, KIM_ID, 1_000, None));
	assert_ok!(pay(KIM, RESTAURANT, 600));
	at(TODAY + DAYS);
	let charged = RegionalCurrency::charge(PROGRAMME, KIM_ID, 5_000, Percent::from_percent(50));
	assert_eq!(charged, Ok(Charged { taken: 400, debt: 4_600 }));
	series
}

#[test]
fn refund_of_an_earlier_payment_is_kept_whole_for_the_debt() {
	rich_county().build_and_execute(|| {
		let series = charged_after_a_payment();
		let before = totals(series).budget;
		assert_ok!(refund_of_payment(100));
		assert_eq!((debt(), lot(KIM_ID, series)), (4_500, 0));
		assert_eq!(last_event(), Event::Withheld { series, person: KIM_ID, amount: 100 });
		assert_eq!(totals(series).budget, before + 100);
		// Never more than is owed.
		assert_eq!(RegionalCurrency::forgive(PROGRAMME, KIM_ID), Ok(4_500));
		at(TODAY + 2 * DAYS);
		assert_ok!(RegionalCurrency::charge(PROGRAMME, KIM_ID, 70, Percent::from_percent(50)));
		assert_ok!(refund_of_payment(500));
		assert_eq!((debt(), lot(KIM_ID, series)), (0, 430));
	});
}

#[test]
fn refund_of_a_payment_after_the_charge_comes_back_whole() {
	rich_county().build_and_execute(|| {
		let series = charged_after_a_payment();
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 1_000, None));
		assert_eq!((debt(), lot(KIM_ID, series)), (4_100, 500));
		assert_ok!(pay(KIM, RESTAURANT, 500));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(1), 500));
		assert_eq!((debt(), lot(KIM_ID, series)), (4_100, 500));
	});
}

#[test]
fn refund_for_the_debt_after_the_end_goes_to_the_funders_by_itself() {
	rich_county().build_and_execute(|| {
		let rules = Template { valid_days: 5, ..template() };
		let opened = RegionalCurrency::open_budget(PROGRAMME, &rules, 1_000, &COUNTY, None);
		let series = opened.expect("it opens");
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 1_000, None));
		assert_ok!(pay(KIM, RESTAURANT, 600));
		at(TODAY + DAYS);
		let share = Percent::from_percent(50);
		assert_ok!(RegionalCurrency::charge(PROGRAMME, KIM_ID, 5_000, share));
		at(TODAY + 6 * DAYS);
		next_block::<Test>(now());
		assert_ok!(refund_of_payment(600));
		assert_eq!((debt(), lot(KIM_ID, series), pot(series)), (4_000, 0, 600));
		at(TODAY + 6 * DAYS + 1_000);
		next_block::<Test>(now());
		assert_eq!(pot(series), 0);
	});
}

#[test]
fn refund_to_a_person_who_died_goes_back_to_the_funders_with_the_series() {
	rich_county().build_and_execute(|| {
		let series = budgeted(1_000);
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 1_000, None));
		assert_ok!(pay(KIM, RESTAURANT, 600));
		MockRegistry::set_standing(KIM_ID, Standing::Deceased);
		assert_ok!(refund_of_payment(600));
		assert_eq!(lot(KIM_ID, series), 1_000);
		let before = plain(COUNTY);
		at(DROPS_END);
		next_block::<Test>(now());
		assert_eq!(pot(series), 0);
		let to_router = template().to_router.mul_floor(1_000u128);
		assert_eq!(plain(COUNTY) - before, 1_000 - to_router);
	});
}

#[test]
fn refund_after_a_move_is_money_of_the_same_series_where_the_person_lives_now() {
	rich_county().build_and_execute(|| {
		let rules = Template { places: Places::HomeZone, ..template() };
		let opened = RegionalCurrency::open_budget(PROGRAMME, &rules, 1_000, &COUNTY, None);
		let series = opened.expect("it opens");
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 1_000, None));
		assert_ok!(pay(KIM, RESTAURANT, 600));
		MockRegistry::move_person(KIM_ID, EUP);
		assert_ok!(refund_of_payment(600));
		assert_eq!(lot(KIM_ID, series), 1_000);
		assert_refused(KIM, RESTAURANT, 1, Refusal::PlaceNotAllowed);
	});
}

#[test]
fn charge_takes_the_lots_that_end_last_first_and_of_equal_ends_the_older_series() {
	rich_county().build_and_execute(|| {
		let open = |valid_days| {
			let rules = Template { valid_days, ..template() };
			let opened = RegionalCurrency::open_budget(PROGRAMME, &rules, 100, &COUNTY, None);
			let series = opened.expect("it opens");
			assert_ok!(RegionalCurrency::give(series, KIM_ID, 100, None));
			series
		};
		let [short, first, second] = [30, 60, 60].map(open);
		let lots = || [short, first, second].map(|series| lot(KIM_ID, series));
		let charge = |amount| {
			let share = Percent::from_percent(50);
			assert_ok!(RegionalCurrency::charge(PROGRAMME, KIM_ID, amount, share));
		};
		charge(60);
		assert_eq!(lots(), [100, 40, 100]);
		charge(100);
		assert_eq!(lots(), [100, 0, 40]);
		charge(60);
		assert_eq!(lots(), [80, 0, 0]);
	});
}
