// SPDX-License-Identifier: Apache-2.0

//! What nobody claims in time goes back; what happens by itself at the end of a series.

use chungnam_primitives::ReceiptId;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};

use super::*;
use crate::{
	mock::{ChangeDelay, RefundGrace, RefundWindow},
	DropsByCohort, Error, SeriesById, WeightInfo, MAX_DROPS,
};

const UNTIL: Moment = TODAY + 30 * DAYS;

/// Nation and county pay; half of what is left goes to the router.
fn shared() -> Template<AccountId> {
	let funder =
		|account, level, percent| Funder { account, level, share: Perbill::from_percent(percent) };
	let nation = funder(BANK, FunderLevel::Nation, 70);
	let local = funder(GROCER, FunderLevel::Municipality, 30);
	let funders = BoundedVec::truncate_from(vec![nation, local]);
	Template { funders, to_router: Perbill::from_percent(50), ..template() }
}

fn drop_shared(cohort: CohortId, per_head: Won, until: Option<Moment>) -> SeriesId {
	let parts = [Part::new(cohort, shared())];
	let opened = RegionalCurrency::open(PROGRAMME, &parts, per_head, until, &COUNTY);
	opened.expect("it opens").series[0].expect("the cohort is not empty")
}

fn forfeited() -> Won {
	plain(MockSources::account_of(Source::ForfeitedIncome))
}

#[test]
fn what_nobody_claimed_goes_back_at_the_exact_moment() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID, CHOI_ID]);
		let series = drop_shared(cohort, 1_001, Some(UNTIL));
		at(UNTIL - 1);
		assert_ok!(calls::claim(signed(KIM)));
		assert_noop!(calls::lapse(signed(STRANGER), cohort), Error::<Test>::NothingToLapse);
		at(UNTIL);
		assert_noop!(calls::claim(signed(LEE)), Error::<Test>::NothingToClaim);
		assert_ok!(calls::lapse(signed(STRANGER), cohort));
		// 2,002 left: 1,402 the nation's, whole; of the county's 600 half goes on.
		assert_eq!(
			(plain(BANK), plain(GROCER), forfeited(), plain(router())),
			(1_402, 300, 300, 0)
		);
		assert_eq!((totals(series).lapsed, totals(series).outstanding), (2_002, 1_001));
		let lapsed =
			Event::Lapsed { cohort, series, amount: 2_002, to_funders: 1_702, to_router: 300 };
		assert_eq!(last_event(), lapsed);
		assert_eq!(RegionalCurrency::month(korean_month(UNTIL)).lapsed, 2_002);
		assert_noop!(calls::lapse(signed(STRANGER), cohort), Error::<Test>::NothingToLapse);
		// What was claimed in time is spent as long as the series lives, and refunded.
		at(UNTIL + DAYS);
		assert_ok!(pay(KIM, RESTAURANT, 1_001));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 1_001));
		assert_eq!(lot(KIM_ID, series), 1_001);
	});
}

#[test]
fn what_lapses_does_so_by_itself_at_its_moment() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let series = drop_shared(cohort, 1_000, Some(UNTIL + 5));
		at(UNTIL + 4);
		begin_blocks(20);
		assert_eq!(totals(series).lapsed, 0);
		at(UNTIL + 5);
		begin_blocks(1);
		assert_eq!(totals(series).lapsed, 1_000);
		assert!(!DropsByCohort::<Test>::contains_key(cohort));
	});
}

#[test]
fn lapse_weighs_each_drop_with_funders_of_its_own() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let one = <Test as crate::Config>::WeightInfo::lapse(1);
		for _ in 0..3 {
			drop_shared(cohort, 1_000, Some(UNTIL));
		}
		at(UNTIL);
		let lapsed = RegionalCurrency::lapse(signed(STRANGER), cohort).expect("three are over");
		assert_eq!(lapsed.actual_weight, Some(one.saturating_mul(3)));
		let nothing = RegionalCurrency::lapse(signed(STRANGER), cohort).expect_err("none is left");
		assert_eq!(nothing.post_info.actual_weight, Some(one), "the list was read");
		let declared = crate::Call::<Test>::lapse { cohort }.get_dispatch_info().call_weight;
		assert_eq!(declared, one.saturating_mul(MAX_DROPS.into()));
	});
}

#[test]
fn with_the_series_ends_what_is_latent() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let series = drop_shared(cohort, 1_000, None);
		assert_ok!(pay(KIM, RESTAURANT, 400));
		at(DROPS_END - 1);
		assert_eq!(quote(LEE, RESTAURANT, 1).affordable, 1_000);
		at(DROPS_END);
		assert_refused(LEE, RESTAURANT, 1, Refusal::InsufficientBalance);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), series));
		assert_eq!((totals(series).expired, totals(series).lapsed), (1_600, 0));
		assert!(!DropsByCohort::<Test>::contains_key(cohort));
		assert_eq!((plain(BANK), plain(GROCER), plain(router())), (1_120, 240, 240));
		assert_noop!(calls::lapse(signed(STRANGER), cohort), Error::<Test>::NothingToLapse);
	});
}

#[test]
fn a_lapse_after_the_end_leaves_the_money_to_the_sweep() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let series = drop_shared(cohort, 1_000, Some(UNTIL));
		at(DROPS_END);
		assert_ok!(calls::lapse(signed(STRANGER), cohort));
		let lapsed = Event::Lapsed { cohort, series, amount: 0, to_funders: 0, to_router: 0 };
		assert_eq!((last_event(), totals(series).lapsed), (lapsed, 0));
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), series));
		assert_eq!(totals(series).expired, 1_000);
	});
}

#[test]
fn a_refund_of_a_lot_whose_drop_lapsed_is_a_lot_again() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let series = drop_shared(cohort, 1_000, Some(UNTIL));
		at(UNTIL - 1);
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		at(UNTIL);
		assert_ok!(calls::lapse(signed(STRANGER), cohort));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 1_000));
		assert_eq!((lot(KIM_ID, series), totals(series).lapsed), (1_000, 1_000));
		assert_noop!(calls::claim(signed(LEE)), Error::<Test>::NothingToClaim);
	});
}

/// Moves the end of a series a month later, from a week on.
fn extend(series: SeriesId) {
	let rules = SeriesById::<Test>::get(series).expect("it exists").rules;
	let later = Rules { expires: rules.expires + 30 * DAYS, ..rules };
	let from = TODAY + ChangeDelay::get();
	assert_ok!(RegionalCurrency::schedule_change(signed(COUNTY), series, from, later));
}

#[test]
fn what_can_be_claimed_to_the_end_can_be_claimed_to_the_new_end() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let series = drop_shared(cohort, 1_000, None);
		extend(series);
		at(DROPS_END);
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		begin_blocks(30);
		assert_eq!(totals(series).expired, 0);
		at(DROPS_END + 30 * DAYS - 1);
		assert_ok!(pay(LEE, RESTAURANT, 400));
		at(DROPS_END + 30 * DAYS);
		begin_blocks(30);
		assert_eq!(totals(series).expired, 600);
		assert!(!DropsByCohort::<Test>::contains_key(cohort));
	});
}

#[test]
fn a_lot_lives_to_the_new_end_of_its_series() {
	rich_county().build_and_execute(|| {
		let series = drop_shared(cohort_of(&[KIM_ID]), 1_000, None);
		assert_ok!(calls::claim(signed(KIM)));
		extend(series);
		at(DROPS_END);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_eq!(lot_ends(series), DROPS_END + 30 * DAYS);
	});
}

#[test]
fn an_ended_series_is_swept_by_itself_and_deleted_when_nothing_can_come_back() {
	rich_county().build_and_execute(|| {
		let series = drop_shared(cohort_of(&[KIM_ID]), 1_000, None);
		at(DROPS_END - DAYS);
		assert_ok!(pay(KIM, RESTAURANT, 600));
		at(DROPS_END);
		begin_blocks(30);
		assert_eq!(totals(series).expired, 400);
		// A refund brings something back; it can be spent for the grace, and is swept after the last refund.
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 600));
		let last_refund = DROPS_END + RefundGrace::get() + RefundWindow::get();
		at(last_refund);
		begin_blocks(30);
		assert_eq!(totals(series).expired, 1_000);
		at(last_refund + RefundGrace::get() - 1);
		begin_blocks(30);
		assert!(SeriesById::<Test>::contains_key(series));
		at(last_refund + RefundGrace::get());
		begin_blocks(30);
		assert!(!SeriesById::<Test>::contains_key(series));
		assert_eq!(pot(series), 0);
	});
}

#[test]
fn after_an_outage_every_series_is_settled() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let all = [1, 2, 3].map(|won| drop_shared(cohort, won, None));
		at(DROPS_END + 9 * DAYS);
		begin_blocks(1);
		assert_eq!(all.map(|series| totals(series).expired), [1, 2, 3]);
	});
}

#[test]
fn the_running_month_is_shown_and_then_archived() {
	rich_county().build_and_execute(|| {
		drop_on(cohort_of(&[KIM_ID]), 1_000);
		assert_ok!(pay(KIM, RESTAURANT, 600));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 100));
		let march = korean_month(TODAY);
		let flow = RegionalCurrency::month(march);
		assert_eq!((flow.issued, flow.spent, flow.refunded), (1_000, 600, 100));
		assert_eq!(crate::Months::<Test>::get(march).spent, 0, "a payment touches one value");
		at(APRIL);
		assert_ok!(pay(KIM, RESTAURANT, 50));
		assert_eq!(RegionalCurrency::month(march), flow);
		assert_eq!(RegionalCurrency::month(korean_month(APRIL)).spent, 50);
	});
}

#[test]
fn shares_of_a_frozen_person_do_not_lapse_when_anyone_claims_for_them() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let until = TODAY + DAYS;
		let opened = RegionalCurrency::open(PROGRAMME, &[part(cohort)], 700, Some(until), &COUNTY);
		let series = opened.expect("it opens").series[0].expect("Kim counts");
		assert_noop!(calls::claim_for(signed(LEE), KIM_ID), Error::<Test>::NotAuthorized);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(calls::claim(signed(KIM)), Error::<Test>::PersonFrozen);
		// The town hall that froze the person, which is not a person itself.
		assert_ok!(calls::claim_for(signed(COUNTY), KIM_ID));
		assert_refused(KIM, RESTAURANT, 1, Refusal::PersonFrozen);
		at(until);
		next_block::<Test>(now());
		assert_eq!((lot(KIM_ID, series), totals(series).lapsed), (700, 0));
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		assert_ok!(pay(KIM, RESTAURANT, 700));
	});
}
