// SPDX-License-Identifier: Apache-2.0

//! A month is paid by itself: on its day, to all people who count then, in full or by the scale fixed then.

use super::*;
use crate::{weights::Measured, Call, WeightInfo, MAX_TIERS};
use chungnam_ports::{Agenda, OnDue};
use chungnam_primitives::{IncomeId, SeriesId};
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn a_month_is_paid_by_itself_on_its_day_and_once() {
	with_two(|| {
		run_at(pay_day(APRIL) - 1);
		assert_eq!(paid(), []);
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, FULL)]);
		run_at(pay_day(APRIL) + 1);
		run_at(pay_day(APRIL) + DAYS);
		assert_eq!(paid(), [(APRIL, FULL)]);
		run_at(pay_day(APRIL + 1));
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
		assert_eq!((got(KIM), got(LEE), got(HAN)), (2 * FULL, 2 * FULL, 0));
		assert_eq!(pool(), RICH / 2 - 4 * FULL);
		assert_eq!(ledger().paid, 4 * FULL);
	});
}

#[test]
fn each_tier_gets_its_own_series_in_one_drop() {
	with_two(|| {
		assert_ok!(enrol(&[PARK]));
		run_at(pay_day(APRIL));
		let series = Currency::series();
		let heads: Vec<_> = series.iter().map(|series| series.heads).collect();
		assert_eq!(heads, [1, 2]);
		assert!(series.iter().all(|s| s.opener == Opener::Income(ID) && s.per_head == FULL));
		assert_eq!(income().history[0].series.to_vec(), [Some(SeriesId(0)), Some(SeriesId(1))]);
	});
}

#[test]
fn a_tier_without_people_has_no_series() {
	ExtBuilder::default().members(&[KIM]).pool(RICH / 2).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(income().history[0].series.to_vec(), [None, Some(SeriesId(0))]);
	});
}

#[test]
fn what_nobody_claims_goes_back_on_the_pay_day_so_many_months_later() {
	with_two(|| {
		run_at(pay_day(APRIL));
		assert_eq!(Currency::series()[0].claim_until, Some(pay_day(APRIL + 6)));
		let event = events().pop();
		assert!(
			matches!(event, Some(Event::PeriodOpened { claim_until, .. }) if claim_until == pay_day(APRIL + 6))
		);
	});
}

#[test]
fn a_late_period_can_be_claimed_as_long_from_when_it_opens() {
	with_two(|| {
		// Two months late: nobody could claim in what is left of the time from April on.
		run_at(pay_day(APRIL + 2));
		assert_eq!(Currency::series()[0].claim_until, Some(pay_day(APRIL + 8)));
	});
}

#[test]
fn a_short_pool_pays_everyone_the_same_and_keeps_what_rounding_leaves() {
	ExtBuilder::default().members(&[KIM, LEE, PARK]).pool(100_000).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, 33_333)]);
		assert_eq!(pool(), 1);
		assert_eq!(got(PARK), 33_333);
	});
}

#[test]
fn one_won_decides_between_full_and_scaled() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(2 * FULL).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!((paid()[0].1, pool()), (FULL, 0));
	});
	ExtBuilder::default().members(&[KIM, LEE]).pool(2 * FULL - 1).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!((paid()[0].1, pool()), (FULL - 1, 1));
	});
}

#[test]
fn scale_is_fixed_at_the_opening_but_for_instalments_that_come_late() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(100_000).build_and_execute(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + 21 * DAYS);
		assert_ok!(fund(1_000_000));
		run_at(pay_day(APRIL) + 22 * DAYS);
		assert_eq!(got(KIM), 50_000);
		run_at(pay_day(APRIL + 1));
		assert_eq!(paid(), [(APRIL, 50_000), (APRIL + 1, FULL)]);
	});
}

#[test]
fn joining_or_leaving_counts_from_the_moment_after() {
	with_two(|| {
		at(pay_day(APRIL));
		// The block that sees the pay day first; the period opens with the next block, at the same moment.
		assert_ok!(enrol(&[HAN]));
		assert_ok!(unenrol(&[KIM]));
		hook();
		assert_eq!((got(HAN), got(KIM), got(LEE)), (0, FULL, FULL));
		run_at(pay_day(APRIL + 1));
		assert_eq!((got(HAN), got(KIM), got(LEE)), (FULL, FULL, 2 * FULL));
	});
}

#[test]
fn late_months_open_in_order_one_a_block_each_once() {
	with_two(|| {
		at(pay_day(APRIL + 2) + 3 * DAYS);
		// Empty days take their time after an outage.
		(0..6).for_each(|_| hook());
		let months: Vec<_> = paid().iter().map(|(month, _)| *month).collect();
		assert_eq!(months, [APRIL, APRIL + 1, APRIL + 2]);
		assert_eq!(got(KIM), 3 * FULL);
	});
}

#[test]
fn incomes_that_are_due_together_open_together() {
	with_two(|| {
		assert_ok!(create(terms()));
		assert_ok!(BasicIncome::enrol(signed(OFFICE), IncomeId(1), people(&[HAN])));
		assert_ok!(BasicIncome::fund(signed(DONOR), IncomeId(1), FULL));
		run_at(pay_day(APRIL));
		let of = |id| Incomes::<Test>::get(IncomeId(id)).map(|income| income.history.len());
		assert_eq!((of(0), of(1)), (Some(1), Some(1)));
		assert_eq!(Currency::series().len(), 3);
	});
}

#[test]
fn only_the_last_twelve_months_are_remembered() {
	with_two(|| {
		open_months(APRIL, APRIL + 13);
		assert_eq!(paid().len(), 12);
		assert_eq!((paid()[0].0, paid()[11].0), (APRIL + 2, APRIL + 13));
		assert_eq!(got(KIM), 14 * FULL);
	});
}

#[test]
fn the_dead_are_not_paid() {
	with_two(|| {
		MockRegistry::bury(KIM);
		run_at(pay_day(APRIL));
		assert_eq!((got(KIM), got(LEE)), (0, FULL));
	});
}

#[test]
fn frozen_people_are_paid() {
	with_two(|| {
		MockRegistry::set_standing(KIM, chungnam_ports::Standing::Frozen);
		run_at(pay_day(APRIL));
		assert_eq!(got(KIM), FULL);
	});
}

#[test]
fn one_person_gets_all_that_a_short_pool_has() {
	ExtBuilder::default().members(&[KIM]).pool(LEAST).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!((got(KIM), pool()), (LEAST, 0));
	});
}

#[test]
fn opening_weighs_the_drops_that_lapse_for_it_and_declares_one_for_each_tier() {
	with_two(|| {
		let on_due = |month| {
			at(pay_day(month));
			MockAgenda::cancel(Due::Income(ID));
			let weight = BasicIncome::on_due(Due::Income(ID));
			assert!(weight.all_lte(BasicIncome::max_weight(Due::Income(ID))), "{weight:?}");
			weight
		};
		let opening = Measured::<Test>::open_due(2);
		assert_eq!(on_due(APRIL), opening);
		Currency::fill_lists();
		// Kim and Lee live in different tiers.
		let lapses = Currency::LAPSE.saturating_mul(2);
		assert_eq!(on_due(APRIL + 1), opening + lapses);
		// What lapsed for an opening that was refused is undone, and was done.
		Currency::refuse(true);
		assert_eq!(on_due(APRIL + 2), opening + lapses);
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
		Currency::refuse(false);
		let retried = BasicIncome::retry(signed(STRANGER), ID).expect("the pool is full");
		let alone = Measured::<Test>::retry();
		assert_eq!(retried.actual_weight, Some(alone + lapses));
		let declared = Call::<Test>::retry { income: ID }.get_dispatch_info().call_weight;
		assert_eq!(declared, alone + Currency::LAPSE.saturating_mul(MAX_TIERS.into()));
	});
}

#[test]
fn top_up_weighs_the_drops_that_lapse_for_it() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(2 * LEAST).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(paid(), [(APRIL, LEAST)]);
		Currency::fill_lists();
		at(pay_day(APRIL) + DAYS);
		assert_ok!(fund(2 * (FULL - LEAST)));
		let retried = BasicIncome::retry(signed(STRANGER), ID).expect("the rest is there");
		let lapses = Currency::LAPSE.saturating_mul(2);
		assert_eq!(retried.actual_weight, Some(Measured::<Test>::retry() + lapses));
	});
}

#[test]
fn nothing_opens_before_there_is_a_clock() {
	with_two(|| {
		pallet_timestamp::Now::<Test>::put(0);
		hook();
		assert_eq!(events(), []);
		at(TODAY + 2_000);
	});
}
