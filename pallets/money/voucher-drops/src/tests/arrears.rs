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
		let series = programme(number).openings[0].series;
		let granted = Event::ArrearsGranted { programme: number, day, series, people, amount };
		assert_eq!(last_event(), granted);
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
fn who_had_the_drop_is_not_given_it_again_once_the_stay_is_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		unenrol(KIM_ID);
		at(morning(today() + 1));
		MockRegistry::forget_stays(KIM_ID);
		assert_noop!(grant(number, today(), &[KIM_ID]), Error::<Test>::AlreadyEnrolled);
	});
}

#[test]
fn list_pays_whom_it_can_and_names_whom_it_cannot() {
	ExtBuilder::default().build_and_execute(|| {
		let number = opened_today();
		assert_noop!(grant(number, today(), &[]), Error::<Test>::ZeroAmount);
		// A full wallet, a person who has it, an unknown one, and one who is named twice.
		Currency::fill(GUEST_ID);
		let all = [GUEST_ID, PARK_ID, KIM_ID, PersonId(99), PARK_ID];
		assert_ok!(grant(number, today(), &all));
		// An event keeps the numbers of a reason, without its words.
		let why = |error: Error<Test>| DispatchError::from(error).stripped();
		let people = BoundedVec::truncate_from(vec![
			(GUEST_ID, DispatchError::Other("")),
			(KIM_ID, why(Error::AlreadyEnrolled)),
			(PersonId(99), why(Error::NotRegistered)),
			(PARK_ID, why(Error::AlreadyGranted)),
		]);
		let day = today();
		assert_eq!(last_event(), Event::ArrearsRefused { programme: number, day, people });
		assert_eq!((Currency::given_to(PARK_ID), budget(number)), (10_000, 70_000));
		assert_eq!(Arrears::<Test>::get(number, day).to_vec(), [PARK_ID]);
		// Where nobody can be paid the call says why.
		let nobody = grant(number, today(), &[GUEST_ID]);
		assert_eq!(nobody, Err(DispatchError::Other("MaxLotsExceeded")));
	});
}

#[test]
fn as_many_as_the_plan_says_and_the_budget_has() {
	ExtBuilder::default().build_and_execute(|| {
		(50..55).for_each(|id| MockRegistry::add_person(account(id as u8), PersonId(id), EUP));
		let number = opened_today();
		let four = [52, 50, 51, 53].map(PersonId);
		assert_ok!(grant(number, today(), &four));
		let late = [PersonId(53)];
		assert_noop!(grant(number, today(), &late), Error::<Test>::MaxArrearsExceeded);
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

#[test]
fn latecomers_are_given_from_a_new_series_when_the_own_one_has_few_days_left() {
	use chungnam_ports::Drops;
	ExtBuilder::default().build_and_execute(|| {
		(50..53).for_each(|id| MockRegistry::add_person(account(id as u8), PersonId(id), EUP));
		let once = Plan::Cohort(pension(Schedule::Once(today())));
		let number = create_funded(once, 100_000);
		block();
		let series = |number| programme(number).openings[0];
		let ends = |series| <Currency as Drops<AccountId>>::ends(series).expect("it was opened");
		// The series of the mock live for 180 days.
		at(start_of_day(today() + 90));
		assert_ok!(grant(number, today(), &[PersonId(50)]));
		assert_eq!(series(number).late, None);
		at(start_of_day(today() + 90) + 1);
		assert_ok!(grant(number, today(), &[PersonId(51)]));
		let late = series(number).late.expect("it was opened");
		assert_eq!(ends(late), start_of_day(today() + 90 + 180));
		at(start_of_day(today() + 120));
		assert_ok!(grant(number, today(), &[PersonId(52)]));
		assert_eq!(series(number).late, Some(late));
		assert_eq!(Currency::given_to(PersonId(52)), 10_000);
	});
}
