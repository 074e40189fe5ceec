// SPDX-License-Identifier: Apache-2.0

//! Money that arrives by itself arrives: a drop is not over before anyone could be enrolled, and a programme is refused when
//! its drops would find no room.

use chungnam_ports::{ManagedCohorts, Opener};
use chungnam_primitives::ProgrammeId;

use super::*;

fn once_for_nobody() -> Plan {
	Plan::Cohort(CohortPlan { cohort: NOBODY, ..pension(Schedule::Once(today())) })
}

/// The room that a programme keeps on the cohort of the pensioners.
fn room(number: ProgrammeId) -> u32 {
	Currency::room_of(Opener::Programme(number), PENSIONERS)
}

#[test]
fn first_members_get_the_drop_when_they_are_enrolled_in_the_block_of_its_creation() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(MockRegistry::enrol(NOBODY, PARK_ID));
		let number = create_funded(once_for_nobody(), 10_000);
		block();
		assert!(matches!(programme(number).status, Status::Running { is_waiting: true, .. }));
		assert_noop!(VoucherDrops::retry(signed(STRANGER), number), Error::<Test>::NobodyEnrolled);
		go_to(today() + 1);
		assert_eq!(opened(number), [today()]);
		assert_eq!(series_of(number)[0].heads, 1);
	});
}

#[test]
fn retry_opens_the_drop_at_once_when_somebody_was_enrolled() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(once_for_nobody(), 10_000);
		block();
		assert_ok!(MockRegistry::enrol(NOBODY, PARK_ID));
		at(morning(today()) + 1);
		assert_ok!(VoucherDrops::retry(signed(STRANGER), number));
		assert_eq!(opened(number), [today()]);
	});
}

#[test]
fn last_drop_of_a_schedule_waits_a_month_for_the_first_person() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(once_for_nobody());
		go_to(today() + EMPTY_DAYS - 1);
		assert!(matches!(programme(number).status, Status::Running { is_waiting: true, .. }));
		go_to(today() + EMPTY_DAYS);
		assert!(matches!(programme(number).status, Status::Completed { .. }));
	});
}

#[test]
fn programme_keeps_as_much_room_as_its_drops_need_at_a_time() {
	ExtBuilder::default().build_and_execute(|| {
		let claimed_in = |schedule, claim_days, end| {
			let plan = CohortPlan { claim_days, end, ..pension(schedule) };
			room(create(Plan::Cohort(plan)))
		};
		let weekly = Schedule::EveryDays { first: today(), every: 7 };
		let monthly = Schedule::DayOfMonth { first: today(), day: 31 };
		assert_eq!(claimed_in(Schedule::Once(today()), None, End::Never), 1);
		assert_eq!(claimed_in(weekly, Some(7), End::Never), 1);
		assert_eq!(claimed_in(weekly, Some(8), End::Never), 2);
		// The series of the mock are valid for 180 days.
		assert_eq!(claimed_in(weekly, None, End::Never), 26);
		assert_eq!(claimed_in(weekly, Some(366), End::Count(3)), 3);
		assert_eq!(claimed_in(monthly, None, End::Never), 7);
	});
}

#[test]
fn programme_is_refused_when_its_drops_would_find_no_room() {
	ExtBuilder::default().build_and_execute(|| {
		Currency::set_room(8);
		let monthly = |claim_days| {
			let schedule = Schedule::DayOfMonth { first: today(), day: 20 };
			Plan::Cohort(CohortPlan { claim_days: Some(claim_days), ..pension(schedule) })
		};
		let first = create(monthly(140));
		assert_eq!(room(first), 5);
		let taken = DispatchError::Other("RoomTaken");
		assert_noop!(try_create(monthly(112)), taken);
		let second = create(monthly(84));
		// Neither can grow into what is not there.
		let longer =
			NewTerms { template: rules(), per_head: 1, end: End::Never, claim_days: Some(141) };
		let from = today() + 20;
		let change = VoucherDrops::schedule_change(signed(COUNTY), first, from, longer.clone());
		assert_noop!(change, taken);
		// What is over gives its room up.
		assert_ok!(VoucherDrops::stop(signed(COUNTY), second));
		assert_eq!(room(second), 0);
		assert_ok!(VoucherDrops::schedule_change(signed(COUNTY), first, from, longer));
		assert_eq!(room(first), 6);
		assert_ok!(VoucherDrops::cancel_change(signed(COUNTY), first, from));
		assert_eq!(room(first), 5);
	});
}

#[test]
fn completed_programme_keeps_takens() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(Plan::Cohort(pension(Schedule::Once(today()))), 20_000);
		assert_eq!(room(number), 1);
		block();
		assert_eq!((opened(number), room(number)), (vec![today()], 0));
	});
}
