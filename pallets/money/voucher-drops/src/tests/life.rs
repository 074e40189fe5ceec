// SPDX-License-Identifier: Apache-2.0

//! Funded, stopped, closed, cleared away; and who may do it.

use super::*;
use crate::BeaconId;
use chungnam_ports::Drops;
use chungnam_primitives::ProgrammeId;

#[test]
fn institutions_govern_what_their_regions_issue_and_nobody_else() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create_funded(weekly(), 50_000);
		let (root, nobody) = (RuntimeOrigin::root(), RuntimeOrigin::none());
		for who in [signed(CITY), signed(STRANGER), root, nobody] {
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
		at(closes);
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
		let (number, pair, id) = at_place(visit(), 10);
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

/// Stops a programme whose claims are open, and returns what came back to its budget at once.
#[test]
fn account_of_a_removed_programme_is_left_and_no_other() {
	use chungnam_ports::Pot;
	ExtBuilder::default().build_and_execute(|| {
		let (gone, kept) = (create(weekly()), create(weekly()));
		assert_ok!(VoucherDrops::stop(signed(COUNTY), gone));
		assert_ok!(VoucherDrops::close(signed(STRANGER), gone));
		assert_ok!(VoucherDrops::prune(signed(STRANGER), gone, 1));
		let pot = (Pot::Programme(gone), VoucherDrops::programme_account(gone));
		let income = Pot::Income(chungnam_primitives::IncomeId(0));
		let others = [Pot::Programme(kept), Pot::Programme(ProgrammeId(kept.0 + 1)), income];
		chungnam_testkit::contract::pots::<VoucherDrops, _>(pot, &others);
	});
}

fn stopped(number: ProgrammeId) -> Won {
	let before = budget(number);
	assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
	assert_eq!(last_event(), Event::ProgrammeStopped { programme: number });
	assert_noop!(VoucherDrops::stop(signed(COUNTY), number), Error::<Test>::AlreadyInState);
	budget(number) - before
}

#[test]
fn stopped_place_gives_nothing_more_and_its_rest_goes_back() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let claim = |who, person| {
			let seen = sights(&[sight(&pair, number, id, person)]);
			VoucherDrops::claim_at_place(signed(who), number, seen)
		};
		assert_ok!(claim(KIM, KIM_ID));
		assert_eq!(stopped(number), 45_000);
		assert_eq!(Currency::given_to(KIM_ID), 5_000, "what was given stays");
		assert_noop!(claim(LEE, LEE_ID), Error::<Test>::TooLate);
		let could = VoucherDrops::can_claim_at_place(LEE_ID, number);
		assert_eq!(could, Err(Error::<Test>::TooLate.into()));
	});
}

#[test]
fn stopped_payback_pays_nothing_more_back_and_can_still_be_undone() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let claim = |who, person| {
			let all = receipts(&[spend(person, RESTAURANT, 40_000)]);
			VoucherDrops::claim_payback(signed(who), number, all)
		};
		assert_ok!(claim(KIM, KIM_ID));
		assert_eq!(stopped(number), 380_000);
		frame_support::assert_err!(claim(LEE, LEE_ID), Error::<Test>::TooLate);
		let own = receipts(&[spend(LEE_ID, RESTAURANT, 40_000)]);
		let could = VoucherDrops::can_claim_payback(LEE_ID, number, own);
		assert_eq!(could, Err(Error::<Test>::TooLate.into()));
		assert_ok!(VoucherDrops::undo_payback(signed(KIM), number));
	});
}

#[test]
fn stopped_list_pays_nobody_more() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &[(KIM_ID, 3_000), (LEE_ID, 4_000)]);
		let number = open(Plan::List(tree.plan()));
		assert_ok!(tree.claim(number, 0));
		assert_eq!(stopped(number), 4_000);
		assert_noop!(tree.claim(number, 1), Error::<Test>::TooLate);
	});
}

#[test]
fn claims_never_outlive_their_series_and_the_last_voucher_is_valid_as_long_as_the_first() {
	ExtBuilder::default().build_and_execute(|| {
		let closes = visit().window.closes;
		let number = open(Plan::Place(visit()));
		let series = programme(number).claim_series().expect("it is open");
		assert_eq!(
			<Currency as Drops<AccountId>>::ends(series),
			Some(start_of_day(today() + 30 + 180))
		);
		let pair = device(1);
		let id = beacon(number, &pair, 100);
		at(closes - 1);
		assert_ok!(VoucherDrops::can_claim_at_place(KIM_ID, number));
		let seen = sights(&[sight(&pair, number, id, KIM_ID)]);
		assert_ok!(VoucherDrops::claim_at_place(signed(KIM), number, seen));
	});
}

#[test]
fn window_is_refused_when_its_series_would_live_longer_than_a_year() {
	ExtBuilder::default().build_and_execute(|| {
		let opens = morning(today());
		let until = |days| Window { opens, closes: opens + days * DAYS };
		for (days, result) in [(186, Ok(())), (187, Err(Error::<Test>::WindowTooLong.into()))] {
			let plan = Plan::Place(PlacePlan { window: until(days), ..visit() });
			assert_eq!(try_create(plan), result);
			let plan =
				PaybackPlan { receipts: until(days), closes: until(days).closes, ..payback() };
			assert_eq!(try_create(Plan::Payback(plan)), result);
			let list = Tree::new(LIST, &[(KIM_ID, 3_000)]).plan();
			let plan = Plan::List(ListPlan { window: until(days), ..list });
			assert_eq!(try_create(plan), result);
		}
	});
}

#[test]
fn view_tells_that_a_claim_would_fail_in_the_currency() {
	ExtBuilder::default().build_and_execute(|| {
		let place = open(Plan::Place(visit()));
		let payback = open(Plan::Payback(payback()));
		let own = receipts(&[spend(KIM_ID, RESTAURANT, 40_000)]);
		assert_ok!(VoucherDrops::can_claim_at_place(KIM_ID, place));
		assert_eq!(VoucherDrops::can_claim_payback(KIM_ID, payback, own.clone()), Ok(20_000));
		Currency::fill(KIM_ID);
		let full = DispatchError::Other("MaxLotsExceeded");
		assert_eq!(VoucherDrops::can_claim_at_place(KIM_ID, place), Err(full));
		assert_eq!(VoucherDrops::can_claim_payback(KIM_ID, payback, own), Err(full));
	});
}
