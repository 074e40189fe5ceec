// SPDX-License-Identifier: Apache-2.0

//! Drops for a cohort open by themselves: in order, exactly once, with the full budget.

use super::*;
use crate::{weights::Measured, Call, WeightInfo};
use chungnam_ports::{Agenda, OnDue};
use chungnam_primitives::{CohortId, ProgrammeId, SeriesId};
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn a_due_drop_opens_by_itself_for_all_who_count() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 50_000);
		block();
		assert_eq!(opened(number), [today()]);
		let series = &series_of(number)[0];
		assert_eq!((series.per_head, series.heads, series.cohort), (10_000, 2, Some(PENSIONERS)));
		assert_eq!(budget(number), 30_000);
		let next = Some(today() + 7);
		assert_happened(Event::DropOpened {
			programme: number,
			day: today(),
			series: SeriesId(0),
			per_head: 10_000,
			heads: 2,
			counted_at: now(),
			next,
		});
		assert_eq!(programme(number).money, Money { funded: 50_000, spent: 20_000, returned: 0 });
	});
}

#[test]
fn opening_weighs_the_drop_that_lapses_for_it_and_declares_it() {
	ExtBuilder::default().build_and_execute(|| {
		let by_hand = Measured::<Test>::retry();
		let by_itself = Measured::<Test>::open_next();
		let retried = |number| {
			let done = VoucherDrops::retry(signed(STRANGER), number).expect("the budget is there");
			done.actual_weight.expect("it is weighed")
		};
		let on_due = |number| {
			let due = Due::Programme(number);
			MockAgenda::cancel(due);
			let weight = VoucherDrops::on_due(due);
			assert!(weight.all_lte(VoucherDrops::max_weight(due)), "{weight:?}");
			weight
		};
		let [first, second, third, fourth, last] =
			[(); 5].map(|()| create_funded(weekly(), 20_000));
		assert_eq!((retried(first), on_due(second)), (by_hand, by_itself));
		Currency::fill_lists();
		let late = (by_hand + Currency::LAPSE, by_itself + Currency::LAPSE);
		assert_eq!((retried(third), on_due(fourth)), late);
		let declared = Call::<Test>::retry { programme: third }.get_dispatch_info().call_weight;
		assert_eq!(declared, late.0);
		// What lapsed for an opening that was refused is undone, and was done.
		Currency::refuse(true);
		assert_eq!((on_due(last), opened(last)), (late.1, vec![]));
	});
}

#[test]
fn nothing_opens_before_its_day_and_it_opens_at_midnight_in_seoul() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(Plan::Cohort(pension(Schedule::Once(today() + 1))), 50_000);
		at(start_of_day(today() + 1) - 1);
		block();
		assert!(opened(number).is_empty());
		at(start_of_day(today() + 1));
		block();
		assert_eq!(opened(number), [today() + 1]);
		assert_eq!(programme(number).status, Status::Completed { at: start_of_day(today() + 1) });
	});
}

#[test]
fn after_an_outage_every_date_opens_once_and_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		let daily = Schedule::EveryDays { first: today(), every: 1 };
		let number = create_funded(Plan::Cohort(pension(daily)), PLENTY / 2);
		let weeks = create_funded(weekly(), PLENTY / 4);
		go_to(today() + 10);
		assert_eq!(opened(number), (today()..=today() + 10).collect::<Vec<_>>());
		assert_eq!(opened(weeks), [today(), today() + 7]);
		go_to(today() + 10);
		assert_eq!(series_of(number).len(), 11);
		// Over both, days came in order.
		let days: Vec<_> = events()
			.into_iter()
			.filter_map(|event| match event {
				Event::DropOpened { day, .. } => Some(day),
				_ => None,
			})
			.collect();
		assert!(days.is_sorted(), "{days:?}");
	});
}

#[test]
fn programmes_open_with_the_block_after_their_day_begins_and_after_a_month_without_blocks() {
	ExtBuilder::default().build_and_execute(|| {
		let numbers: Vec<_> = (0..5).map(|_| create_funded(weekly(), 100_000)).collect();
		block();
		assert!(numbers.iter().all(|number| opened(*number) == [today()]));
		let later = create_funded(Plan::Cohort(pension(Schedule::Once(today() + 90))), 100_000);
		for number in &numbers {
			assert_ok!(VoucherDrops::stop(signed(COUNTY), *number));
		}
		at(start_of_day(today() + 90) - 1);
		block();
		assert!(opened(later).is_empty());
		at(morning(today() + 100));
		block();
		assert_eq!(opened(later), [today() + 90]);
	});
}

#[test]
fn without_the_full_budget_it_says_so_and_waits_until_it_is_paid_in() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 19_999);
		block();
		assert_eq!(
			last_event(),
			Event::DropWaiting { programme: number, day: today(), missing: 1 }
		);
		assert_eq!((opened(number), budget(number)), (vec![], 19_999));
		assert_eq!(VoucherDrops::missing_budget(number), Some(1));
		assert_noop!(VoucherDrops::retry(signed(STRANGER), number), Error::<Test>::BudgetExhausted);
		// Nothing is tried again before tomorrow, unless somebody pays.
		block();
		assert!(opened(number).is_empty());
		assert_ok!(VoucherDrops::fund(signed(STRANGER), number, 1));
		block();
		assert_eq!((opened(number), budget(number)), (vec![today()], 0));
		let Status::Running { due, is_waiting, .. } = programme(number).status else { panic!() };
		assert_eq!((due, is_waiting), (today() + 7, false));
	});
}

#[test]
fn what_waits_is_tried_every_day() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 10_000);
		block();
		// Won that is simply sent counts, too.
		assert_eq!(VoucherDrops::missing_budget(number), Some(10_000));
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let account = VoucherDrops::programme_account(number);
		assert_ok!(Balances::transfer(&FUNDER, &account, 10_000, Preservation::Expendable));
		block();
		assert!(opened(number).is_empty());
		go_to(today() + 1);
		assert_eq!(opened(number), [today()]);
	});
}

#[test]
fn missed_dates_of_a_waiting_programme_open_one_after_the_other() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		go_to(today() + 20);
		assert!(opened(number).is_empty());
		fund(number, 45_000);
		go_to(today() + 20);
		assert_eq!(opened(number), [today(), today() + 7]);
		let Status::Running { due, is_waiting, .. } = programme(number).status else { panic!() };
		assert_eq!((due, is_waiting), (today() + 14, true));
	});
}

#[test]
fn a_refused_opening_changes_nothing_and_is_tried_again() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 50_000);
		Currency::refuse(true);
		block();
		// The text of such a reason is not kept in an event; the number of a pallet's own error is.
		let reason = DispatchError::Other("");
		assert_eq!(last_event(), Event::DropRefused { programme: number, day: today(), reason });
		let reason = DispatchError::Other("NoRoom");
		assert_eq!(budget(number), 50_000);
		assert_noop!(VoucherDrops::retry(signed(STRANGER), number), reason);
		Currency::refuse(false);
		assert_ok!(VoucherDrops::retry(signed(STRANGER), number));
		assert_eq!(opened(number), [today()]);
		assert_noop!(VoucherDrops::retry(signed(STRANGER), number), Error::<Test>::TooEarly);
		// Retrying took it off the day on which it was noted.
		go_to(today() + 1);
		assert_eq!(opened(number), [today()]);
	});
}

#[test]
fn date_is_skipped_when_the_next_one_is_due_and_the_cohort_is_still_empty() {
	ExtBuilder::default().build_and_execute(|| {
		let plan = CohortPlan {
			end: End::Count(2),
			..pension(Schedule::EveryDays { first: today(), every: 7 })
		};
		let number = create(Plan::Cohort(CohortPlan { cohort: NOBODY, ..plan }));
		block();
		let waits = |day| match programme(number).status {
			Status::Running { due, is_waiting, .. } => is_waiting && due == day,
			_ => false,
		};
		assert!(waits(today()));
		go_to(today() + 6);
		assert!(waits(today()));
		go_to(today() + 7);
		let next = Some(today() + 7);
		assert_happened(Event::DropSkipped { programme: number, day: today(), next });
		assert!(waits(today() + 7));
		go_to(today() + 7 + EMPTY_DAYS);
		assert!(opened(number).is_empty());
		assert!(matches!(programme(number).status, Status::Completed { .. }));
	});
}

#[test]
fn a_count_and_an_end_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let schedule = Schedule::EveryDays { first: today(), every: 7 };
		let ending = |end| Plan::Cohort(CohortPlan { end, ..pension(schedule) });
		let thrice = create_funded(ending(End::Count(3)), PLENTY / 4);
		let until = create_funded(ending(End::Until(today() + 14)), PLENTY / 4);
		go_to(today() + 60);
		assert_eq!(opened(thrice), [today(), today() + 7, today() + 14]);
		assert_eq!(opened(until), [today(), today() + 7]);
		assert!(ProgrammesByCohort::<Test>::get(PENSIONERS).is_empty());
		assert_noop!(VoucherDrops::retry(signed(STRANGER), until), Error::<Test>::TooLate);
	});
}

#[test]
fn days_to_claim_count_from_the_day_it_really_opens() {
	ExtBuilder::default().build_and_execute(|| {
		let plan = CohortPlan { claim_days: Some(30), ..pension(Schedule::Once(today())) };
		let number = create_funded(Plan::Cohort(plan), 50_000);
		go_to(today() + 3);
		let until = series_of(number)[0].claim_until;
		assert_eq!(until, Some(start_of_day(today() + 33)));
	});
}

#[test]
fn newcomer_is_not_counted_when_they_join_in_the_block_of_the_opening_or_later() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		block();
		enrol(PARK_ID);
		unenrol(KIM_ID);
		go_to(today() + 7);
		let heads: Vec<_> = series_of(number).iter().map(|series| series.heads).collect();
		assert_eq!(heads, [2, 2]);
		enrol(KIM_ID);
		go_to(today() + 14);
		assert_eq!(series_of(number)[2].heads, 3);
	});
}

#[test]
fn seventeen_openings_are_remembered_as_sixteen() {
	ExtBuilder::default().build_and_execute(|| {
		let daily = Schedule::EveryDays { first: today(), every: 1 };
		let number = create_funded(Plan::Cohort(pension(daily)), PLENTY / 2);
		go_to(today() + 16);
		assert_eq!(series_of(number).len(), 17);
		assert_eq!(opened(number), (today() + 1..=today() + 16).collect::<Vec<_>>());
	});
}

#[test]
fn plans_that_make_no_sense_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let sound = pension(Schedule::Once(today()));
		let unsound = [
			CohortPlan { per_head: 0, ..sound.clone() },
			CohortPlan { claim_days: Some(0), ..sound.clone() },
			CohortPlan { max_arrears: MAX_ARREARS + 1, ..sound.clone() },
			CohortPlan { end: End::Count(0), ..sound.clone() },
			CohortPlan { end: End::Until(today()), ..sound.clone() },
			pension(Schedule::EveryDays { first: today(), every: 0 }),
			pension(Schedule::DayOfMonth { first: today(), day: 32 }),
		];
		for plan in unsound {
			assert_noop!(try_create(Plan::Cohort(plan)), Error::<Test>::PlanUnsound);
		}
		let yesterday = Plan::Cohort(pension(Schedule::Once(today() - 1)));
		assert_noop!(try_create(yesterday), Error::<Test>::TooLate);
		let nobodys = CohortPlan { cohort: CohortId(99), ..sound.clone() };
		assert_noop!(try_create(Plan::Cohort(nobodys)), Error::<Test>::CohortNotFound);
		let others = CohortPlan { cohort: OTHERS, ..sound.clone() };
		assert_noop!(try_create(Plan::Cohort(others)), Error::<Test>::WrongIssuers);
	});
}

#[test]
fn rules_that_no_series_can_have_are_refused_with_the_currencys_reason() {
	ExtBuilder::default().build_and_execute(|| {
		let create =
			|template| VoucherDrops::create_programme(signed(COUNTY), weekly(), template, FUNDER);
		assert_noop!(
			create(MockTemplate { is_sound: false, ..rules() }),
			DispatchError::Other("RulesUnsound")
		);
		assert_noop!(create(MockTemplate { issuers: RegionSet::province(), ..rules() }), BadOrigin);
		assert_noop!(create(MockTemplate { issuers: RegionSet::EMPTY, ..rules() }), BadOrigin);
	});
}

#[test]
fn a_cohort_has_sixteen_running_programmes_at_most() {
	ExtBuilder::default().build_and_execute(|| {
		(0..MAX_PROGRAMMES).for_each(|_| {
			create(weekly());
		});
		assert_noop!(try_create(weekly()), Error::<Test>::MaxProgrammesExceeded);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), ProgrammeId(3)));
		create(weekly());
	});
}

#[test]
fn a_sum_beyond_any_number_is_refused_and_waits() {
	ExtBuilder::default().build_and_execute(|| {
		let plan = CohortPlan { per_head: Won::MAX, ..pension(Schedule::Once(today())) };
		let number = create(Plan::Cohort(plan));
		block();
		let reason = Error::<Test>::Overflow.into();
		assert_eq!(last_event(), Event::DropRefused { programme: number, day: today(), reason });
		NextProgramme::<Test>::put(ProgrammeId::MAX);
		assert_noop!(try_create(weekly()), Error::<Test>::WrongNumber);
	});
}

/// Opens every day from today on, or only the newest date that is due.
fn daily(catches_up: bool) -> Plan {
	let schedule = Schedule::EveryDays { first: today(), every: 1 };
	Plan::Cohort(CohortPlan { catches_up, claim_days: Some(1), ..pension(schedule) })
}

#[test]
fn missed_lunches_are_over_after_an_outage_and_missed_months_are_not() {
	for (catches_up, days) in [(true, vec![0, 1, 2, 3]), (false, vec![3])] {
		ExtBuilder::default().build_and_execute(|| {
			let number = create_funded(daily(catches_up), 1_000_000);
			at(morning(today() + 3));
			(0..6).for_each(|_| block());
			let expected: Vec<_> = days.iter().map(|day| today() + day).collect();
			assert_eq!(opened(number), expected);
			let given = 20_000 * days.len() as Won;
			assert_eq!(budget(number), 1_000_000 - given);
			if !catches_up {
				let next = Some(today() + 2);
				assert_happened(Event::DropSkipped { programme: number, day: today() + 1, next });
			}
		});
	}
}

#[test]
fn missed_date_needs_no_budget_to_be_over() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(daily(false));
		go_to(today() + 2);
		assert_eq!(VoucherDrops::missing_budget(number), Some(20_000));
		fund(number, 20_000);
		block();
		block();
		assert_eq!(opened(number), [today() + 2]);
	});
}
