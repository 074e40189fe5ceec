// SPDX-License-Identifier: Apache-2.0

//! Money that arrives by itself arrives: a month is neither skipped before anyone could be paid, nor fixed by the first who
//! pays in, nor over before it could be claimed.

use super::*;
use chungnam_ports::Opener;
use chungnam_primitives::korean_day;
use sp_runtime::DispatchError;

fn waiting(why: Wait) -> Event<Test> {
	Event::PeriodWaiting { income: ID, month: APRIL, why }
}

/// Kim and Lee are in, the pay day of April is over, and the pool was empty on it.
fn with_april_late(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(income().wait(), Some(Wait::Money { missing: 2 * LEAST }));
		at(pay_day(APRIL) + DAYS);
		hook();
		System::reset_events();
		test();
	});
}

#[test]
fn month_waits_for_all_instalments_when_its_pay_day_is_over() {
	with_april_late(|| {
		for (part, second) in [(80_000, 1), (60_000, 2)] {
			assert_ok!(fund(part));
			run_at(pay_day(APRIL) + DAYS + second * 1_000);
			assert_eq!(paid(), []);
		}
		assert_ok!(fund(60_000));
		run_at(pay_day(APRIL) + DAYS + 3_000);
		assert_eq!((paid(), pool()), (vec![(APRIL, FULL)], 0));
	});
}

#[test]
fn stranger_does_not_fix_a_month_by_a_single_won() {
	with_april_late(|| {
		assert_ok!(fund(2 * FULL - 2));
		assert_ok!(fund(1));
		assert_noop!(retry(STRANGER), Error::<Test>::BelowMinimum);
		run_at(pay_day(APRIL) + 2 * DAYS);
		assert_eq!(paid(), []);
		assert_eq!(events().pop(), Some(waiting(Wait::Money { missing: 1 })));
	});
}

#[test]
fn issuer_opens_a_month_short_by_word() {
	with_april_late(|| {
		assert_ok!(fund(120_000));
		for who in [STRANGER, OFFICE] {
			assert_noop!(retry(who), Error::<Test>::BelowMinimum);
		}
		assert_ok!(retry(COUNTY));
		assert_eq!((paid(), pool()), (vec![(APRIL, 60_000)], 0));
	});
}

#[test]
fn issuer_opens_nothing_below_the_least_amount() {
	with_april_late(|| {
		assert_ok!(fund(2 * LEAST - 1));
		assert_noop!(retry(COUNTY), Error::<Test>::BelowMinimum);
	});
}

#[test]
fn late_month_opens_short_when_the_next_pay_day_comes() {
	with_april_late(|| {
		assert_ok!(fund(120_000));
		run_at(pay_day(APRIL + 1) - 1);
		assert_eq!(paid(), []);
		run_at(pay_day(APRIL + 1));
		assert_eq!(paid(), [(APRIL, 60_000)]);
	});
}

#[test]
fn month_opens_short_on_the_first_day_after_an_outage_over_its_pay_day() {
	ExtBuilder::default().members(&[KIM, LEE]).pool(120_000).build_and_execute(|| {
		at(pay_day(APRIL) + 2 * DAYS);
		(0..3).for_each(|_| hook());
		assert_eq!(paid(), [(APRIL, 60_000)]);
	});
}

#[test]
fn unconfirmed_month_of_an_empty_income_waits_for_its_confirmation() {
	let terms = Terms { confirm_monthly: true, ..terms() };
	ExtBuilder::default().terms(terms).pool(RICH / 2).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(events(), [waiting(Wait::Confirmation)]);
		run_at(pay_day(APRIL + 1));
		assert_ok!(enrol(&[KIM]));
		at(pay_day(APRIL + 1) + 1_000);
		assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, APRIL));
		hook();
		assert_eq!((paid(), got(KIM)), (vec![(APRIL, FULL)], FULL));
	});
}

#[test]
fn income_created_on_its_pay_day_pays_who_is_enrolled_that_day() {
	ExtBuilder::bare().build_and_execute(|| {
		at(pay_day(APRIL) + HOURS);
		assert_ok!(create(terms()));
		assert_ok!(fund(RICH / 2));
		hook();
		assert_eq!(income().wait(), Some(Wait::People));
		at(pay_day(APRIL) + 9 * HOURS);
		hook();
		assert_ok!(enrol(&[KIM, LEE]));
		run_at(pay_day(APRIL) + DAYS);
		assert_eq!((paid(), got(KIM)), (vec![(APRIL, FULL)], FULL));
	});
}

#[test]
fn retry_pays_the_first_members_at_once() {
	ExtBuilder::default().pool(RICH / 2).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!(events(), [waiting(Wait::People)]);
		assert_noop!(retry(STRANGER), Error::<Test>::NobodyEnrolled);
		assert_ok!(enrol(&[KIM]));
		at(pay_day(APRIL) + 1);
		assert_ok!(retry(STRANGER));
		assert_eq!(got(KIM), FULL);
	});
}

#[test]
fn month_without_people_is_over_when_the_next_pay_day_comes() {
	ExtBuilder::default().pool(RICH / 2).build_and_execute(|| {
		run_at(pay_day(APRIL));
		run_at(pay_day(APRIL + 1) - 1);
		assert_eq!(income().next, APRIL);
		assert_ok!(enrol(&[KIM]));
		at(pay_day(APRIL + 1));
		hook();
		hook();
		// Kim came before the pay day of May, while April still waited for its first member.
		assert_eq!(paid(), [(APRIL, FULL), (APRIL + 1, FULL)]);
	});
	ExtBuilder::default().pool(RICH / 2).build_and_execute(|| {
		run_at(pay_day(APRIL));
		run_at(pay_day(APRIL + 1));
		assert_eq!(last_event(), Event::PeriodSkipped { income: ID, month: APRIL });
		assert_eq!(income().next, APRIL + 1);
	});
}

#[test]
fn month_opened_on_the_last_day_of_its_month_can_be_claimed_for_a_month() {
	let terms = Terms { pay_day: 1, max_unclaimed: 1, confirm_monthly: true, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM]).pool(RICH / 2).build_and_execute(|| {
		run_at(midnight(2026, 4, 1));
		at(midnight(2026, 4, 30) + 12 * HOURS);
		hook();
		assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, APRIL));
		hook();
		assert_eq!(Currency::series()[0].claim_until, Some(midnight(2026, 5, 30)));
		assert_eq!(income().day(), Some(korean_day(midnight(2026, 5, 1))));
	});
}

/// The room that the income keeps on the cohort of its town.
fn room() -> u32 {
	Currency::room_of(Opener::Income(ID), income().tiers[0].cohort)
}

#[test]
fn income_keeps_room_for_each_open_month_and_for_announced_terms() {
	with_two(|| {
		assert_eq!(room(), 7);
		let from = APRIL + 2;
		let change = |max_unclaimed| {
			let terms = Terms { max_unclaimed, ..terms() };
			BasicIncome::schedule_change(signed(COUNTY), ID, from, terms)
		};
		assert_ok!(change(3));
		assert_eq!(room(), 7, "months of the terms before stay open");
		// The series of the mock are valid for 180 days, so that no more than seven months are open.
		assert_ok!(change(12));
		assert_eq!(room(), 7);
		assert_ok!(stop());
		assert_eq!(room(), 0);
	});
}

#[test]
fn income_is_refused_when_its_months_would_find_no_room() {
	ExtBuilder::bare().build_and_execute(|| {
		Currency::set_room(6);
		assert_noop!(create(terms()), DispatchError::Other("RoomTaken"));
		assert_ok!(create(Terms { max_unclaimed: 5, ..terms() }));
		assert_eq!(room(), 6);
		let change = BasicIncome::schedule_change(signed(COUNTY), ID, APRIL + 2, terms());
		assert_noop!(change, DispatchError::Other("RoomTaken"));
	});
}

#[test]
fn income_with_the_last_day_as_pay_day_pays_each_month_once() {
	let terms = Terms { pay_day: 31, ..terms() };
	ExtBuilder::default().terms(terms).members(&[KIM]).pool(RICH / 2).build_and_execute(|| {
		for (month, day) in [(4, 30), (5, 31), (6, 30)] {
			run_at(midnight(2026, month, day) - 1);
			let before = paid().len();
			run_at(midnight(2026, month, day));
			assert_eq!(paid().len(), before + 1);
		}
		assert_eq!(got(KIM), 3 * FULL);
	});
}

/// Kim and Lee got 60,000 each on the pay day of April, and the pool is empty.
fn with_april_short(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).pool(120_000).build_and_execute(|| {
		run_at(pay_day(APRIL));
		assert_eq!((paid(), pool()), (vec![(APRIL, 60_000)], 0));
		System::reset_events();
		test();
	});
}

/// Won paid in on a day after the pay day of April, and the block after it.
fn fund_on(day: Moment, amount: Won) {
	at(pay_day(APRIL) + day * DAYS);
	assert_ok!(fund(amount));
	run_at(pay_day(APRIL) + day * DAYS + 1_000);
}

#[test]
fn late_instalments_top_a_short_month_up_when_all_of_it_is_there() {
	with_april_short(|| {
		fund_on(2, 50_000);
		assert_eq!((paid(), pool()), (vec![(APRIL, 60_000)], 50_000));
		fund_on(5, 30_000);
		assert_eq!((paid(), pool()), (vec![(APRIL, FULL)], 0));
		assert_eq!((got(KIM), got(LEE)), (FULL, FULL));
		let until = midnight(2026, 10, 10);
		let topped =
			Event::PeriodToppedUp { income: ID, month: APRIL, amount: 40_000, claim_until: until };
		assert_eq!(last_event(), topped);
		assert_eq!(income().day(), Some(korean_day(pay_day(APRIL + 1))));
		run_at(pay_day(APRIL + 1));
		assert_eq!(income().history.len(), 1, "May waits for its own money");
	});
}

#[test]
fn top_up_reaches_those_whom_the_month_paid_and_nobody_else() {
	with_april_short(|| {
		at(pay_day(APRIL) + DAYS);
		assert_ok!(unenrol(&[LEE]));
		assert_ok!(enrol(&[HAN]));
		fund_on(3, 80_000);
		assert_eq!((got(KIM), got(LEE), got(HAN)), (FULL, FULL, 0));
	});
}

#[test]
fn won_that_comes_in_the_week_before_the_next_pay_day_is_for_the_next_month() {
	for (day, topped) in [(20, true), (21, false)] {
		with_april_short(|| {
			fund_on(day, 80_000);
			let per_head = if topped { FULL } else { 60_000 };
			assert_eq!(paid(), [(APRIL, per_head)]);
			let refused = retry(STRANGER);
			assert_eq!(refused, Err(Error::<Test>::NotWaiting.into()));
		});
	}
}

#[test]
fn top_up_takes_no_room_of_a_month_and_is_tried_again_by_word() {
	with_april_short(|| {
		// Seven months are kept, and nothing beyond.
		Currency::set_room(7);
		fund_on(2, 80_000);
		assert_eq!(paid(), [(APRIL, 60_000)]);
		assert_noop!(retry(STRANGER), DispatchError::Other("RoomTaken"));
		Currency::set_room(8);
		assert_ok!(retry(STRANGER));
		assert_eq!((paid(), room()), (vec![(APRIL, FULL)], 8));
		// The room is free again when nobody can claim what came late.
		for month in 1..=6 {
			at(pay_day(APRIL + month));
			assert_ok!(fund(200_000));
			run_at(pay_day(APRIL + month) + 1_000);
		}
		assert_eq!((paid().len(), room()), (7, 8));
		at(pay_day(APRIL + 7));
		assert_ok!(fund(200_000));
		run_at(pay_day(APRIL + 7) + 1_000);
		assert_eq!(room(), 7);
	});
}
