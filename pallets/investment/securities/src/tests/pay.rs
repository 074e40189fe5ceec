// SPDX-License-Identifier: Apache-2.0

//! A dividend as Chungnam Pay: all of it or a part buys, with what the series gives on top, or nothing happens.

use chungnam_ports::Standing;
use chungnam_primitives::SeriesId;
use chungnam_testkit::MockPurchases;
use frame_support::dispatch::{DispatchResultWithPostInfo, Pays};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, Percent};

use super::*;
use crate::{mock::RuntimeCall, Call, WeightInfo, EARLY_WON, KEY_REST, MIN_NOTICE};

type Counter = MockPurchases<Balances>;

/// The series that is sold.
const PAY: SeriesId = SeriesId(7);

/// As a block makes the call: what fails leaves nothing.
fn sent(
	who: &AccountId,
	series: SeriesId,
	amount: Won,
	least_incentive: Won,
) -> DispatchResultWithPostInfo {
	let call = Call::<Test>::take_pay { instrument: FIRST, series, amount, least_incentive };
	RuntimeCall::from(call).dispatch(signed(who.clone()))
}

fn take_pay(who: &AccountId, amount: Won, least_incentive: Won) -> DispatchResult {
	sent(who, PAY, amount, least_incentive).map(|_| ()).map_err(|why| why.error)
}

fn other(why: &'static str) -> DispatchError {
	DispatchError::Other(why)
}

/// A dividend of ten won a unit is due. 5 % is given on top of what is bought, of which one person may have 1,000 won.
fn earned(issuer: &AccountId, units: Won) {
	assert_ok!(Securities::distribute(
		signed(issuer.clone()),
		FIRST,
		10 * units,
		now() + MIN_NOTICE
	));
	sleep(MIN_NOTICE);
	Counter::sell(PAY, Percent::from_percent(5), 1_000);
}

/// Eight buyers have ten units each, and each is due 100 won.
fn sold() {
	sell_to_eight();
	earned(&CITY, 80);
}

fn bought(n: u32) -> (Won, Won) {
	Counter::bought(PersonId(50 + n), PAY)
}

#[test]
fn hundred_won_are_a_hundred_and_five_as_pay() {
	run(|| {
		sold();
		let (key, before) = (&BUYERS[0], won(&BUYERS[0]));
		let done = sent(key, PAY, 100, 5).unwrap();
		let taking = <Test as crate::Config>::WeightInfo::take_won();
		assert_eq!(done.pays_fee, Pays::No);
		assert_eq!(done.actual_weight, Some(taking.saturating_add(Counter::USED)));
		assert_eq!((won(key), bought(0)), (before, (100, 5)));
		assert_eq!(won(&Securities::purse(FIRST)), 700);
		let (holder, to) = (buyer(0), key.clone());
		assert_eq!(last(), Event::DividendTaken { instrument: FIRST, holder, to, won: 100 });
		// Nobody takes it twice, and the others have theirs.
		assert_noop!(take_pay(key, 100, 5), Error::<Test>::NothingDue);
		assert_ok!(take_pay(&BUYERS[1], 100, 5));
		assert_ok!(Securities::take_won(signed(BUYERS[2].clone()), FIRST));
	});
}

#[test]
fn rest_of_the_dividend_is_won_on_the_key() {
	run(|| {
		sold();
		let before = won(&BUYERS[0]);
		assert_ok!(take_pay(&BUYERS[0], 60, 3));
		assert_eq!((won(&BUYERS[0]) - before, bought(0)), (40, (60, 3)));
		assert_eq!(Securities::dues(FIRST, buyer(0)), 0);
	});
}

#[test]
fn recovered_key_buys_with_a_million_at_most_for_a_week() {
	run(|| {
		sell_to_eight();
		Counter::sell(PAY, Percent::from_percent(5), 10 * EARLY_WON);
		let (new, next) = (account(44), account(45));
		earn(8 * EARLY_WON);
		MockRegistry::recover_key(BUYERS[0].clone(), new.clone());
		assert_ok!(take_pay(&new, EARLY_WON, 0));
		earn(8 * EARLY_WON + 8);
		MockRegistry::recover_key(new, next.clone());
		let too_new = || Error::<Test>::Refused(Reason::KeyTooNew);
		// Though it would buy with a part only.
		assert_noop!(take_pay(&next, 1, 0), too_new());
		sleep(KEY_REST - 1);
		assert_noop!(take_pay(&next, 1, 0), too_new());
		sleep(1);
		assert_ok!(take_pay(&next, EARLY_WON + 1, 0));
	});
}

#[test]
fn no_own_won_buys() {
	run(|| {
		sold();
		assert!(won(&BUYERS[0]) > 101);
		assert_noop!(take_pay(&BUYERS[0], 101, 0), Error::<Test>::MoreThanDue);
		// Nor does it need any.
		let new = account(44);
		MockRegistry::recover_key(BUYERS[0].clone(), new.clone());
		assert_ok!(take_pay(&new, 100, 5));
		assert_eq!((won(&new), bought(0)), (0, (100, 5)));
	});
}

#[test]
fn currency_says_why_nothing_is_bought_and_the_won_is_still_there() {
	run(|| {
		sold();
		let key = &BUYERS[0];
		assert_noop!(take_pay(key, 0, 0), other("ZeroAmount"));
		assert_noop!(take_pay(key, 100, 6), other("BelowMinimumIncentive"));
		let unsold = sent(key, SeriesId(8), 100, 0).unwrap_err();
		assert_eq!(unsold.error, other("NotForSale"));
		assert_eq!(unsold.post_info.pays_fee, Pays::Yes);
		let (declared, actual) = (Securities::weight_of_pay(), unsold.post_info.actual_weight);
		assert!(actual.unwrap().ref_time() < declared.ref_time());
		// The month's limit is nearly reached.
		Counter::sell(PAY, Percent::from_percent(5), 60);
		assert_noop!(take_pay(key, 100, 0), other("PurchaseLimitExceeded"));
		Counter::stop(PAY);
		assert_noop!(take_pay(key, 60, 0), other("NotForSale"));
		assert_eq!(Securities::dues(FIRST, buyer(0)), 100);
		let before = won(key);
		assert_ok!(Securities::take_won(signed(key.clone()), FIRST));
		assert_eq!((won(key) - before, bought(0)), (100, (0, 0)));
	});
}

#[test]
fn only_people_who_may_act_and_have_something_due_buy() {
	run(|| {
		sell_to_eight();
		assert_ok!(Securities::issue(signed(CITY), FIRST, 20));
		earned(&CITY, 100);
		assert_noop!(take_pay(&CITY, 100, 0), Error::<Test>::NotAPerson);
		let unknown = Error::<Test>::Refused(Reason::GiverUnknown);
		assert_noop!(take_pay(&STRANGER, 100, 0), unknown);
		assert_noop!(take_pay(&LEE_PHONE, 100, 0), Error::<Test>::PositionNotFound);
		let kim = PersonId(50);
		let refused =
			[(Standing::Frozen, Reason::GiverFrozen), (Standing::Deceased, Reason::GiverDead)];
		for (standing, why) in refused {
			MockRegistry::set_standing(kim, standing);
			assert_noop!(take_pay(&BUYERS[0], 100, 0), Error::<Test>::Refused(why));
		}
		MockRegistry::set_standing(kim, Standing::Active);
		assert_ok!(take_pay(&BUYERS[0], 100, 0));
	});
}

#[test]
fn any_key_of_the_person_buys_and_the_next_one_finds_nothing() {
	run(|| {
		create(person(KIM));
		assert_ok!(Securities::issue(signed(KIM_PHONE), FIRST, 10));
		earned(&KIM_PHONE, 10);
		let phone = won(&KIM_PHONE);
		assert_ok!(take_pay(&KIM_CARD, 70, 3));
		assert_eq!((won(&KIM_CARD), won(&KIM_PHONE)), (30, phone));
		assert_eq!(Counter::bought(KIM, PAY), (70, 3));
		assert_noop!(take_pay(&KIM_OTHER_PHONE, 30, 0), Error::<Test>::NothingDue);
	});
}
