// SPDX-License-Identifier: Apache-2.0

//! Funded, stopped, closed, cleared away; and who may do it.

use super::*;
use crate::BeaconId;
use chungnam_primitives::ProgrammeId;

#[test]
fn institutions_govern_what_their_regions_issue_and_nobody_else() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 50_000);
		for who in [signed(CITY), signed(STRANGER), RuntimeOrigin::none()] {
			let (from, more) = (today() + 8, super::change::more());
			let create = VoucherDrops::create_programme(who.clone(), weekly(), rules(), FUNDER);
			assert_eq!(create, Err(BadOrigin));
			assert_noop!(VoucherDrops::stop(who.clone(), number), BadOrigin);
			let change = VoucherDrops::schedule_change(who.clone(), number, from, more);
			assert_noop!(change, BadOrigin);
			assert_noop!(VoucherDrops::cancel_change(who.clone(), number, from), BadOrigin);
			let people = BoundedVec::truncate_from(vec![PARK_ID]);
			assert_noop!(
				VoucherDrops::grant_arrears(who.clone(), number, today(), people),
				BadOrigin
			);
			let key = key_of(&device(1));
			assert_noop!(
				VoucherDrops::register_beacon(who.clone(), number, key, EUP, 1),
				BadOrigin
			);
			assert_noop!(
				VoucherDrops::switch_beacon(who.clone(), number, BeaconId(0), false),
				BadOrigin
			);
			assert_noop!(VoucherDrops::remove_beacon(who, number, BeaconId(0)), BadOrigin);
		}
		// The governing origin may do all of it.
		assert_ok!(VoucherDrops::stop(RuntimeOrigin::root(), number));
	});
}

#[test]
fn a_number_that_was_never_given_is_not_found() {
	ExtBuilder::default().build_and_execute(|| {
		let missing = Error::<Test>::ProgrammeNotFound;
		assert_noop!(VoucherDrops::fund(signed(FUNDER), ProgrammeId(7), 1), missing);
		let missing = Error::<Test>::ProgrammeNotFound;
		assert_noop!(VoucherDrops::retry(signed(FUNDER), ProgrammeId(7)), missing);
		let missing = Error::<Test>::ProgrammeNotFound;
		assert_noop!(VoucherDrops::stop(signed(COUNTY), ProgrammeId(7)), missing);
		let missing = Error::<Test>::ProgrammeNotFound;
		assert_noop!(VoucherDrops::close(signed(FUNDER), ProgrammeId(7)), missing);
		assert_eq!(VoucherDrops::missing_budget(ProgrammeId(7)), None);
		assert_eq!(VoucherDrops::current_slot(ProgrammeId(7)), None);
	});
}

#[test]
fn anyone_funds_with_at_least_one_won_of_their_own() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(weekly());
		assert_noop!(VoucherDrops::fund(signed(FUNDER), number, 0), Error::<Test>::ZeroAmount);
		let poor = VoucherDrops::fund(signed(KIM), number, 1);
		assert_noop!(poor, Error::<Test>::InsufficientBalance);
		assert_ok!(VoucherDrops::fund(signed(STRANGER), number, 1));
		assert_eq!(last_event(), Event::Funded { programme: number, from: STRANGER, amount: 1 });
		assert_eq!(budget(number), 1);
	});
}

#[test]
fn a_stopped_programme_opens_nothing_more_and_gives_its_rest_back_later() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 100_000);
		block();
		assert_noop!(VoucherDrops::close(signed(STRANGER), number), Error::<Test>::TooEarly);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert_eq!(last_event(), Event::ProgrammeStopped { programme: number });
		assert_noop!(VoucherDrops::stop(signed(COUNTY), number), Error::<Test>::AlreadyInState);
		assert_noop!(VoucherDrops::retry(signed(COUNTY), number), Error::<Test>::TooLate);
		go_to(today() + 8);
		assert_eq!(opened(number), [today()]);

		let over = morning(today()) + ClosingDelay::get();
		at(over - 1);
		assert_noop!(VoucherDrops::close(signed(STRANGER), number), Error::<Test>::TooEarly);
		at(over);
		let before = Balances::balance(&FUNDER);
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		let event = Event::ProgrammeClosed { programme: number, refund_to: FUNDER, amount: 80_000 };
		assert_eq!(last_event(), event);
		assert_eq!(Balances::balance(&FUNDER), before + 80_000);
		assert_noop!(VoucherDrops::close(signed(STRANGER), number), Error::<Test>::AlreadyInState);
		assert_noop!(VoucherDrops::fund(signed(FUNDER), number, 1), Error::<Test>::TooLate);
	});
}

#[test]
fn what_never_opened_anything_closes_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 100_000);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		assert_eq!(budget(number), 0);
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 1));
		assert_eq!(last_event(), Event::ProgrammeRemoved { programme: number });
		assert_eq!(Programmes::<Test>::get(number), None);
	});
}

#[test]
fn claims_stay_open_until_their_end_and_the_rest_after_that() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Place(visit()));
		fund(number, 7);
		let closes = visit().window.closes;
		assert_eq!(programme(number).status, Status::Completed { at: closes });
		assert_noop!(VoucherDrops::stop(signed(COUNTY), number), Error::<Test>::AlreadyInState);
		at(closes + ClosingDelay::get() - 1);
		assert_noop!(VoucherDrops::close(signed(STRANGER), number), Error::<Test>::TooEarly);
		at(closes + ClosingDelay::get());
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		assert_eq!(budget(number), 0);
	});
}

#[test]
fn claims_that_close_before_they_are_funded_never_open() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(Plan::Place(visit()));
		block();
		let missing = 50_000;
		assert_eq!(last_event(), Event::DropWaiting { programme: number, day: today(), missing });
		go_to(today() + 40);
		assert_happened(Event::DropSkipped { programme: number, day: today(), next: None });
		let Status::Completed { at } = programme(number).status else { panic!() };
		assert_eq!(at, morning(today() + 40));
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		let over = Plan::Place(visit());
		assert_noop!(try_create(over), Error::<Test>::TooLate);
	});
}

#[test]
fn marks_are_cleared_away_in_steps_and_won_that_came_late_goes_back() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Place(visit()));
		let pair = device(1);
		let id = beacon(number, &pair, 10);
		for (who, person) in [(KIM, KIM_ID), (LEE, LEE_ID), (PARK, PARK_ID)] {
			let sight = sight(&pair, number, id, person);
			assert_ok!(VoucherDrops::claim_at_place(signed(who), number, sights(&[sight])));
		}
		assert_noop!(VoucherDrops::prune(signed(STRANGER), number, 9), Error::<Test>::TooEarly);
		at(visit().window.closes + ClosingDelay::get());
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		assert_noop!(
			VoucherDrops::prune(signed(STRANGER), number, 0),
			Error::<Test>::NothingToPrune
		);
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let account = VoucherDrops::programme_account(number);
		assert_ok!(Balances::transfer(&FUNDER, &account, 5, Preservation::Expendable));
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 2));
		assert_eq!(last_event(), Event::Pruned { programme: number, removed: 2 });
		assert_ok!(VoucherDrops::do_try_state());
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 1));
		assert_ok!(VoucherDrops::do_try_state());
		// Only the beacon is left.
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 1));
		assert!(Programmes::<Test>::contains_key(number));
		assert_ok!(VoucherDrops::do_try_state());
		assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 1));
		assert!(!Programmes::<Test>::contains_key(number));
		assert_eq!(budget(number), 0);
	});
}
