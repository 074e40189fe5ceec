// SPDX-License-Identifier: Apache-2.0

//! What is left of a stopped income goes back, and nothing of it stays.

use super::*;
use crate::KEPT_DAYS;
use chungnam_primitives::SeriesId;

fn close() -> DispatchResult {
	BasicIncome::close(signed(STRANGER), ID)
}

fn prune(limit: u32) -> DispatchResult {
	BasicIncome::prune(signed(STRANGER), ID, limit)
}

fn remove() -> DispatchResult {
	BasicIncome::remove(signed(COUNTY), ID)
}

#[test]
fn the_rest_of_the_pool_goes_to_the_account_named_at_the_start() {
	with_two(|| {
		run_at(pay_day(APRIL));
		assert_noop!(close(), Error::<Test>::NotStopped);
		assert_ok!(stop());
		let amount = RICH / 2 - 2 * FULL;
		assert_ok!(close());
		assert_eq!(last_event(), Event::Returned { income: ID, to: TREASURY, amount });
		assert_eq!((plain(TREASURY), pool(), ledger().returned), (amount, 0, amount));
		assert_noop!(close(), Error::<Test>::NothingToReturn);
		// What nobody claimed comes later, and goes the same way.
		come_back(SeriesId(0), 500);
		assert_ok!(close());
		assert_eq!(plain(TREASURY), amount + 500);
	});
}

#[test]
fn nothing_is_returned_while_someone_may_be_owed_arrears() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(suspend(KIM));
		assert_ok!(stop());
		assert_noop!(close(), Error::<Test>::CasesLeft);
		assert_ok!(refuse(HAN));
		assert_noop!(close(), Error::<Test>::CasesLeft);
		assert_noop!(prune(100), Error::<Test>::CasesLeft);
		assert_ok!(refuse(KIM));
		assert_ok!(close());
	});
}

#[test]
fn bans_of_a_stopped_income_are_deleted_in_steps() {
	with_two(|| {
		for person in [KIM, LEE, HAN] {
			assert_ok!(sanction(person, 1, 3));
		}
		assert_noop!(prune(100), Error::<Test>::NotStopped);
		assert_ok!(stop());
		assert_noop!(prune(0), Error::<Test>::NothingToPrune);
		assert_ok!(prune(2));
		assert_eq!(ledger().cases, 1);
		assert_ok!(prune(u32::MAX));
		assert_eq!(ledger().cases, 0);
		assert_noop!(prune(1), Error::<Test>::NothingToPrune);
	});
}

#[test]
fn an_income_goes_when_nothing_of_it_is_left() {
	with_two(|| {
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(sanction(KIM, 1, 3));
		assert_noop!(remove(), Error::<Test>::NotStopped);
		assert_ok!(stop());
		let over = pay_day(APRIL) + Moment::from(KEPT_DAYS) * DAYS;
		at(over);
		assert_noop!(remove(), Error::<Test>::CasesLeft);
		assert_ok!(prune(1));
		at(over - 1);
		assert_noop!(remove(), Error::<Test>::TooEarly);
		at(over);
		assert_noop!(remove(), Error::<Test>::MembersLeft);
		assert_ok!(refresh(LEE));
		at(over + 1);
		assert_noop!(remove(), Error::<Test>::PoolNotEmpty);
		assert_ok!(close());
		assert_ok!(remove());
		assert_eq!(last_event(), Event::IncomeRemoved { income: ID });
		assert_eq!(Incomes::<Test>::get(ID), None);
		assert_noop!(remove(), Error::<Test>::IncomeNotFound);
	});
}

#[test]
fn newcomer_is_paid_what_opened_during_the_check_when_the_income_was_stopped_meanwhile() {
	with_two(|| {
		assert_ok!(begin_check(&[HAN]));
		open_months(APRIL, APRIL + 1);
		assert_ok!(stop());
		assert_noop!(close(), Error::<Test>::CasesLeft);
		assert_noop!(admit(HAN), Error::<Test>::TooEarly);
		at(TODAY + 90 * DAYS);
		assert_ok!(admit(HAN));
		let settled = Event::Settled { income: ID, person: HAN, arrears: 2 * FULL, periods: 2 };
		assert_eq!(last_event(), settled);
		assert_eq!((got(HAN), tier_of(HAN), case(HAN)), (2 * FULL, None, None));
		assert_ok!(close());
	});
}

#[test]
fn wrong_suspension_is_made_good_after_the_stop() {
	with_two(|| {
		assert_ok!(suspend(KIM));
		open_months(APRIL, APRIL + 1);
		assert_ok!(stop());
		at(pay_day(APRIL + 1) + DAYS);
		assert_noop!(resume(KIM, false), Error::<Test>::Stopped);
		assert_ok!(resume(KIM, true));
		assert_eq!((got(KIM), tier_of(KIM), case(KIM)), (2 * FULL, None, None));
		assert_ok!(close());
	});
}

#[test]
fn pool_of_a_removed_income_is_left_and_no_other() {
	use chungnam_ports::Pot;
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(create(terms()));
		assert_ok!(stop());
		at(TODAY + 800 * DAYS);
		assert_ok!(remove());
		let programme = Pot::Programme(chungnam_primitives::ProgrammeId(0));
		let others = [Pot::Income(IncomeId(1)), Pot::Income(IncomeId(2)), programme];
		let gone = (Pot::Income(ID), BasicIncome::pool(ID));
		chungnam_testkit::contract::pots::<BasicIncome, _>(gone, &others);
	});
}
