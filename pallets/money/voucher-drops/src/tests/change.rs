// SPDX-License-Identifier: Apache-2.0

//! Other terms hold after a delay, for drops to come only.

use super::*;
use chungnam_primitives::ProgrammeId;

/// 20,000 won.
pub fn more() -> NewTermsOf<Test> {
	NewTerms { template: rules(), per_head: 20_000, end: End::Never, claim_days: Some(10) }
}

/// 10,000 won again.
fn as_before() -> NewTermsOf<Test> {
	NewTerms { per_head: 10_000, ..more() }
}

fn schedule(number: ProgrammeId, from: KoreanDay, terms: NewTermsOf<Test>) -> DispatchResult {
	VoucherDrops::schedule_change(signed(COUNTY), number, from, terms)
}

fn per_head(number: ProgrammeId) -> Vec<Won> {
	series_of(number).iter().map(|series| series.per_head).collect()
}

#[test]
fn a_change_holds_from_its_day_on_and_not_before() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		assert_ok!(schedule(number, today() + 14, more()));
		let (programme, from, terms) = (number, today() + 14, more());
		assert_eq!(last_event(), Event::ChangeScheduled { programme, from, terms });
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
		assert_noop!(schedule(number, today() + 7, more()), Error::<Test>::TooEarly);
		assert_ok!(schedule(number, today() + 8, more()));
		at(start_of_day(today()));
		assert_ok!(schedule(number, today() + 7, more()));
		assert_eq!(ChangeDelay::get(), 7 * DAYS);
	});
}

#[test]
fn a_late_drop_opens_by_the_terms_of_its_own_day() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		assert_ok!(schedule(number, today() + 8, more()));
		go_to(today() + 20);
		// The terms hold already, and keep their place while an earlier drop is late.
		assert_ok!(schedule(number, today() + 40, as_before()));
		let third = || schedule(number, today() + 50, more());
		assert_noop!(third(), Error::<Test>::MaxChangesExceeded);
		fund(number, PLENTY / 2);
		go_to(today() + 20);
		assert_eq!(per_head(number), [10_000, 10_000, 20_000]);
		assert_ok!(third());
		let Plan::Cohort(plan) = programme(number).plan else { panic!() };
		assert_eq!(plan.per_head, 20_000);
	});
}

#[test]
fn an_announced_change_is_called_off_until_its_day() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		let cancel = |from| VoucherDrops::cancel_change(signed(COUNTY), number, from);
		let (first, second) = (today() + 14, today() + 21);
		assert_noop!(cancel(first), Error::<Test>::ChangeNotFound);
		assert_ok!(schedule(number, first, more()));
		assert_ok!(schedule(number, second, as_before()));
		assert_ok!(cancel(first));
		let called_off = Event::ChangeCancelled { programme: number, from: first };
		assert_eq!(last_event(), called_off);
		go_to(first);
		assert_eq!(per_head(number), [10_000; 3]);
		go_to(second);
		assert_noop!(cancel(second), Error::<Test>::TooLate);
		assert_noop!(cancel(first), Error::<Test>::TooLate);
	});
}

#[test]
fn more_for_a_feast_and_back_after_it_are_announced_together() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), PLENTY / 2);
		assert_ok!(schedule(number, today() + 15, as_before()));
		assert_ok!(schedule(number, today() + 14, as_before()));
		assert_ok!(schedule(number, today() + 14, more())); // in its place
		go_to(today() + 21);
		assert_eq!(per_head(number), [10_000, 10_000, 20_000, 10_000]);
	});
}

#[test]
fn a_schedule_ends_earlier_or_goes_on_later() {
	ExtBuilder::default().build_and_execute(|| {
		let every = Schedule::EveryDays { first: today(), every: 7 };
		let until = CohortPlan { end: End::Until(today() + 8), ..pension(every) };
		let longer = create_funded(Plan::Cohort(until), PLENTY / 4);
		assert_ok!(schedule(longer, today() + 20, more()));
		let shorter = create_funded(weekly(), PLENTY / 4);
		let end = End::Until(today() + 14);
		assert_ok!(schedule(shorter, today() + 8, NewTerms { end, ..more() }));
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
		assert_ok!(schedule(number, today() + 8, NewTerms { end, ..more() }));
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
		let from = today() + 8;
		for unsound in
			[NewTerms { per_head: 0, ..more() }, NewTerms { claim_days: Some(0), ..more() }]
		{
			assert_noop!(schedule(number, from, unsound), Error::<Test>::PlanUnsound);
		}
		let template = MockTemplate { is_sound: false, ..rules() };
		let unsound = schedule(number, from, NewTerms { template, ..more() });
		assert_noop!(unsound, DispatchError::Other("RulesUnsound"));
		let template = MockTemplate { issuers: RegionSet::province(), ..rules() };
		let foreign = schedule(number, from, NewTerms { template, ..more() });
		assert_noop!(foreign, Error::<Test>::WrongIssuers);
		let place = create(Plan::Place(visit()));
		assert_noop!(schedule(place, from, more()), Error::<Test>::WrongKind);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert_noop!(schedule(number, from, more()), Error::<Test>::TooLate);
	});
}
