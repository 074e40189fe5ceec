// SPDX-License-Identifier: Apache-2.0

//! A date that opens late is for those who counted on its day: who came since has no share, who left since has one.

use super::*;

/// A programme for Kim and Lee that waits for its budget since today.
fn waiting(plan: Plan) -> ProgrammeId {
	let number = create(plan);
	block();
	let count = Count { day: today(), at: now(), heads: 2 };
	assert_happened(Event::DropCounted { programme: number, count });
	number
}

/// Lee leaves and Park comes.
fn change_people() {
	unenrol(LEE_ID);
	enrol(PARK_ID);
}

/// A programme that opened two days late, with this won. People changed between.
fn opened_late(won: Won) -> ProgrammeId {
	let number = waiting(weekly());
	go_to(today() + 1);
	change_people();
	go_to(today() + 2);
	fund(number, won);
	block();
	number
}

/// The days of the dates that wait, and how many counted on them.
fn counted(number: ProgrammeId) -> Vec<(KoreanDay, u32)> {
	programme(number).counts.iter().map(|count| (count.day, count.heads)).collect()
}

fn has(person: PersonId, series: &MockSeries) -> bool {
	use chungnam_ports::Cohorts;
	let member = MockRegistry::member(person).expect("the person exists");
	member.was_enrolled(PENSIONERS, series.opened_at)
}

#[test]
fn late_drop_is_for_who_left_since_its_day_and_not_for_who_came() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_late(20_000);
		let series = &series_of(number)[0];
		assert_eq!((series.heads, budget(number)), (2, 0));
		assert_eq!([KIM_ID, LEE_ID, PARK_ID].map(|id| has(id, series)), [true, true, false]);
		let opening = programme(number).openings[0];
		assert_eq!((opening.counted_at, opening.opened_at), (morning(today()), now()));
		assert!(programme(number).counts.is_empty());
	});
}

#[test]
fn latecomer_of_a_late_drop_is_who_came_after_its_day() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_late(30_000);
		let grant = |person| {
			let people = BoundedVec::truncate_from(vec![person]);
			VoucherDrops::grant_arrears(signed(COUNTY), number, today(), people)
		};
		assert_noop!(grant(LEE_ID), Error::<Test>::AlreadyEnrolled);
		assert_ok!(grant(PARK_ID));
		assert_eq!((Currency::given_to(PARK_ID), budget(number)), (10_000, 0));
	});
}

#[test]
fn each_date_is_counted_on_its_own_day_while_an_earlier_one_waits() {
	ExtBuilder::default().build_and_execute(|| {
		let number = waiting(weekly());
		go_to(today() + 1);
		enrol(PARK_ID);
		go_to(today() + 7);
		assert_eq!(counted(number), [(today(), 2), (today() + 7, 3)]);
		go_to(today() + 8);
		unenrol(KIM_ID);
		go_to(today() + 9);
		fund(number, 50_000);
		go_to(today() + 9);
		let heads: Vec<_> = series_of(number).iter().map(|series| series.heads).collect();
		assert_eq!((heads, budget(number)), (vec![2, 3], 0));
		assert!(has(KIM_ID, &series_of(number)[1]));
	});
}

#[test]
fn sixteen_dates_that_wait_are_counted_at_a_time() {
	ExtBuilder::default().build_and_execute(|| {
		let daily = Schedule::EveryDays { first: today(), every: 1 };
		let number = waiting(Plan::Cohort(pension(daily)));
		(1..20).for_each(|day| go_to(today() + day));
		assert_eq!(counted(number).len(), 16);
		change_people();
		go_to(today() + 20);
		fund(number, 4 * 20_000);
		go_to(today() + 20);
		// Four are open. As many later ones are counted in their place with the next try.
		go_to(today() + 21);
		assert_eq!(counted(number).first(), Some(&(today() + 4, 2)));
		assert_eq!(counted(number).len(), 16);
	});
}

#[test]
fn date_is_counted_anew_when_it_waited_for_180_days() {
	ExtBuilder::default().build_and_execute(|| {
		let number = waiting(Plan::Cohort(pension(Schedule::Once(today()))));
		go_to(today() + 1);
		unenrol(LEE_ID);
		go_to(today() + LATE_DAYS - 1);
		assert_eq!(VoucherDrops::missing_budget(number), Some(20_000));
		go_to(today() + LATE_DAYS);
		assert_eq!(VoucherDrops::missing_budget(number), Some(10_000));
		fund(number, 10_000);
		block();
		assert_eq!(series_of(number)[0].heads, 1);
	});
}

#[test]
fn late_drop_is_claimed_within_the_time_that_stays_are_remembered() {
	ExtBuilder::default().build_and_execute(|| {
		let plan = CohortPlan { claim_days: Some(300), ..pension(Schedule::Once(today())) };
		let number = waiting(Plan::Cohort(plan));
		go_to(today() + 100);
		fund(number, 20_000);
		block();
		let until = start_of_day(today() + MAX_CLAIM_DAYS);
		assert_eq!(series_of(number)[0].claim_until, Some(until));
	});
}

#[test]
fn stay_during_which_a_date_was_counted_is_asked_about_for_180_days() {
	use chungnam_ports::{Enrolment, StayAskers};
	ExtBuilder::default().build_and_execute(|| {
		let asks = |cohort, since, until| {
			let stay = Enrolment { cohort, since, until };
			<VoucherDrops as StayAskers>::ask(KIM_ID, &stay)
		};
		let (counted_at, ends) = (morning(today()), morning(today() + 1));
		assert!(!asks(PENSIONERS, 0, Some(ends)) && asks(PENSIONERS, 0, None));
		let number = waiting(weekly());
		assert!(asks(PENSIONERS, counted_at, Some(ends)));
		assert!(!asks(PENSIONERS, counted_at + 1, Some(ends)) && !asks(NOBODY, 0, Some(ends)));
		at(ends + Moment::from(LATE_DAYS) * DAYS - 1);
		assert!(asks(PENSIONERS, 0, Some(ends)));
		at(ends + Moment::from(LATE_DAYS) * DAYS);
		assert!(!asks(PENSIONERS, 0, Some(ends)));
		// Another programme may have counted the cohort, so the end of one changes nothing.
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert!(asks(PENSIONERS, 0, Some(now())));
	});
}

#[test]
fn stopped_and_completed_programmes_count_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let number = waiting(weekly());
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert!(counted(number).is_empty());
		let plan =
			Plan::Cohort(CohortPlan { end: End::Count(1), ..pension(Schedule::Once(today())) });
		let number = waiting(plan);
		fund(number, 20_000);
		block();
		assert!(counted(number).is_empty());
	});
}
