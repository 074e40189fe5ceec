// SPDX-License-Identifier: Apache-2.0

//! Other terms hold after a delay, for drops to come only.

use super::*;

/// 20,000 won from a day on.
pub fn change(from: KoreanDay) -> ChangeOf<Test> {
	Change { from, template: rules(), per_head: 20_000, end: End::Never, claim_days: Some(10) }
}

fn schedule(number: ProgrammeId, change: ChangeOf<Test>) -> DispatchResult {
	VoucherDrops::schedule_change(signed(COUNTY), number, change)
}

fn per_head(number: ProgrammeId) -> Vec<Won> {
	series_of(number).iter().map(|series| series.per_head).collect()
}

#[test]
fn a_change_holds_from_its_day_on_and_not_before() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		assert_ok!(schedule(number, change(today() + 14)));
		let programme = number;
		assert_eq!(
			last_event(),
			Event::ChangeScheduled { programme, change: change(today() + 14) }
		);
		go_to(today() + 14);
		assert_eq!(per_head(number), [10_000, 10_000, 20_000]);
		assert_eq!(series_of(number)[2].claim_until, Some(start_of_day(today() + 24)));
	});
}

#[test]
fn a_change_comes_after_the_delay_or_not_at_all() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		// Nine in the morning: the day in a week has begun before the delay is over.
		assert_noop!(schedule(number, change(today() + 7)), Error::<Test>::TooEarly);
		assert_ok!(schedule(number, change(today() + 8)));
		at(start_of_day(today()));
		assert_ok!(schedule(number, change(today() + 7)));
		assert_eq!(ChangeDelay::get(), 7 * DAYS);
	});
}

#[test]
fn a_late_drop_opens_by_the_terms_of_its_own_day() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		assert_ok!(schedule(number, change(today() + 8)));
		go_to(today() + 20);
		// The terms hold already, and a drop of before is late.
		assert_noop!(schedule(number, change(today() + 40)), Error::<Test>::DropPending);
		fund(number, PLENTY / 2);
		go_to(today() + 20);
		assert_eq!(per_head(number), [10_000, 10_000, 20_000]);
		assert_ok!(schedule(number, change(today() + 40)));
		let Plan::Cohort(plan) = programme(number).plan else { panic!() };
		assert_eq!(plan.per_head, 20_000);
	});
}

#[test]
fn an_announced_change_is_replaced_or_called_off() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		let cancel = || VoucherDrops::cancel_change(signed(COUNTY), number);
		assert_noop!(cancel(), Error::<Test>::ChangeNotFound);
		assert_ok!(schedule(number, change(today() + 14)));
		assert_ok!(schedule(number, change(today() + 21)));
		go_to(today() + 14);
		assert_eq!(per_head(number), [10_000; 3]);
		assert_ok!(cancel());
		assert_eq!(last_event(), Event::ChangeCancelled { programme: number });
		assert_ok!(schedule(number, change(today() + 25)));
		go_to(today() + 25);
		assert_noop!(cancel(), Error::<Test>::TooLate);
	});
}

#[test]
fn a_schedule_ends_earlier_or_goes_on_later() {
	ExtBuilder::default().build_and_execute(|| {
		let every = Schedule::EveryDays { first: today(), every: 7 };
		let until = CohortPlan { end: End::Until(today() + 8), ..pension(every) };
		let longer = create_funded(Plan::Cohort(until), PLENTY / 4);
		assert_ok!(schedule(longer, change(today() + 20)));
		let shorter = create_funded(weekly(), PLENTY / 4);
		let end = End::Until(today() + 14);
		assert_ok!(schedule(shorter, Change { end, ..change(today() + 8) }));
		go_to(today() + 30);
		// The dates between the end and the announced terms have none.
		assert_eq!(opened(longer), [today(), today() + 7, today() + 21, today() + 28]);
		assert_eq!(opened(shorter), [today(), today() + 7]);
		assert!(matches!(programme(shorter).status, Status::Completed { .. }));
	});
}

#[test]
fn an_end_that_was_brought_forward_completes_on_the_day_that_was_due() {
	ExtBuilder::default().build_and_execute(|| {
		let monthly = Schedule::DayOfMonth { first: today(), day: 25 };
		let number = create_funded(Plan::Cohort(pension(monthly)), PLENTY / 4);
		let end = End::Until(today() + 10);
		assert_ok!(schedule(number, Change { end, ..change(today() + 8) }));
		assert!(VoucherDrops::coming(KIM_ID).is_empty());
		assert_eq!(VoucherDrops::missing_budget(number), Some(0));
		go_to(date(2026, 3, 25));
		assert!(opened(number).is_empty());
		assert!(matches!(programme(number).status, Status::Completed { .. }));
		assert!(ProgrammesByCohort::<Test>::get(PENSIONERS).is_empty());
	});
}

#[test]
fn changes_that_make_no_sense_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		let sound = change(today() + 8);
		let unsound = [
			Change { per_head: 0, ..sound.clone() },
			Change { claim_days: Some(0), ..sound.clone() },
		];
		for change in unsound {
			assert_noop!(schedule(number, change), Error::<Test>::UnsoundPlan);
		}
		let template = MockTemplate { is_sound: false, ..rules() };
		assert_noop!(
			schedule(number, Change { template, ..sound.clone() }),
			DispatchError::Other("UnsoundRules")
		);
		let template = MockTemplate { issuers: RegionSet::province(), ..rules() };
		assert_noop!(
			schedule(number, Change { template, ..sound.clone() }),
			Error::<Test>::WrongIssuers
		);
		let place = create(Plan::Place(visit()));
		assert_noop!(schedule(place, sound.clone()), Error::<Test>::WrongKind);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert_noop!(schedule(number, sound), Error::<Test>::TooLate);
	});
}
