// SPDX-License-Identifier: Apache-2.0

//! An earlier drop for people who were forgotten: once a person, within the plan, from the same budget.

use super::*;
use chungnam_primitives::{PersonId, ProgrammeId};

fn grant(number: ProgrammeId, day: KoreanDay, people: &[PersonId]) -> DispatchResult {
	let people = BoundedVec::truncate_from(people.to_vec());
	VoucherDrops::grant_arrears(signed(COUNTY), number, day, people)
}

/// A programme that opened today, with a budget left.
fn opened_today() -> ProgrammeId {
	let number = create_funded(weekly(), 100_000);
	block();
	number
}

#[test]
fn who_joined_too_late_is_given_the_drop_once() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		enrol(PARK_ID);
		at(morning(today() + 1));
		assert_ok!(grant(number, today(), &[PARK_ID]));
		let people = BoundedVec::truncate_from(vec![PARK_ID]);
		let (day, amount) = (today(), 10_000);
		assert_eq!(last_event(), Event::ArrearsGranted { programme: number, day, people, amount });
		assert_eq!(Currency::given_to(PARK_ID), 10_000);
		assert_eq!(budget(number), 70_000);
		assert_eq!(programme(number).money.spent, 30_000);
		assert_noop!(grant(number, today(), &[PARK_ID]), Error::<Test>::AlreadyGranted);
		// The next drop is theirs anyway, and its arrears are not.
		go_to(today() + 7);
		assert_noop!(grant(number, today() + 7, &[PARK_ID]), Error::<Test>::AlreadyEnrolled);
	});
}

#[test]
fn who_was_in_the_cohort_has_it_even_after_leaving() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		unenrol(KIM_ID);
		at(morning(today() + 1));
		assert_noop!(grant(number, today(), &[KIM_ID]), Error::<Test>::AlreadyEnrolled);
	});
}

#[test]
fn nobody_is_named_twice_and_all_get_it_or_none() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		let twice = [PARK_ID, GUEST_ID, PARK_ID];
		assert_noop!(grant(number, today(), &twice), Error::<Test>::AlreadyGranted);
		let one_has_it = [PARK_ID, KIM_ID];
		assert_noop!(grant(number, today(), &one_has_it), Error::<Test>::AlreadyEnrolled);
		assert_noop!(grant(number, today(), &[]), Error::<Test>::ZeroAmount);
		assert_eq!(Currency::given_to(PARK_ID), 0);
	});
}

#[test]
fn as_many_as_the_plan_says_and_the_budget_has() {
	ExtBuilder::default().build_and_execute(|| {
		(50..55).for_each(|id| MockRegistry::add_person(account(id as u8), PersonId(id), EUP));
		let number = opened_today();
		let four = [50, 51, 52, 53].map(PersonId);
		assert_noop!(grant(number, today(), &four), Error::<Test>::MaxArrearsExceeded);
		assert_ok!(grant(number, today(), &[PersonId(52), PersonId(50)]));
		assert_noop!(
			grant(number, today(), &[PersonId(51), PersonId(53)]),
			Error::<Test>::MaxArrearsExceeded
		);
		assert_ok!(grant(number, today(), &[PersonId(51)]));
		assert_eq!(
			Arrears::<Test>::get(number, today()).to_vec(),
			[PersonId(50), PersonId(51), PersonId(52)]
		);
		let poor = create_funded(weekly(), 29_999);
		block();
		assert_noop!(grant(poor, today(), &[PersonId(50)]), Error::<Test>::BudgetExhausted);
		fund(poor, 1);
		assert_ok!(grant(poor, today(), &[PersonId(50)]));
		assert_eq!(budget(poor), 0);
	});
}

#[test]
fn only_the_living_who_are_known() {
	use chungnam_ports::Standing;
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		assert_noop!(grant(number, today(), &[PersonId(99)]), Error::<Test>::NotRegistered);
		MockRegistry::set_standing(PARK_ID, Standing::Deceased);
		assert_noop!(grant(number, today(), &[PARK_ID]), Error::<Test>::PersonDeceased);
		MockRegistry::set_standing(GUEST_ID, Standing::Frozen);
		assert_ok!(grant(number, today(), &[GUEST_ID]));
	});
}

#[test]
fn a_day_without_an_opening_and_a_forgotten_one_have_no_arrears() {
	ExtBuilder::default().build_and_execute(|| {
		let daily = Schedule::EveryDays { first: today(), every: 1 };
		let number = create_funded(Plan::Cohort(pension(daily)), PLENTY / 2);
		block();
		assert_noop!(grant(number, today() + 1, &[PARK_ID]), Error::<Test>::OpeningNotFound);
		assert_ok!(grant(number, today(), &[PARK_ID]));
		go_to(today() + 15);
		assert!(Arrears::<Test>::contains_key(number, today()));
		go_to(today() + 16);
		assert_noop!(grant(number, today(), &[GUEST_ID]), Error::<Test>::OpeningNotFound);
		// What was noted went with it.
		assert!(!Arrears::<Test>::contains_key(number, today()));
		let place = open(Plan::Place(visit()));
		assert_noop!(grant(place, today(), &[PARK_ID]), Error::<Test>::WrongKind);
	});
}

#[test]
fn arrears_of_a_programme_that_is_over_are_granted_until_it_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let once = Plan::Cohort(pension(Schedule::Once(today())));
		let number = create_funded(once, 100_000);
		block();
		at(morning(today()) + ClosingDelay::get());
		assert_ok!(grant(number, today(), &[PARK_ID]));
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		assert_noop!(grant(number, today(), &[GUEST_ID]), Error::<Test>::TooLate);
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 5));
		assert_eq!(Arrears::<Test>::iter().count(), 0);
	});
}
