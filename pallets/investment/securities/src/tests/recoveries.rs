// SPDX-License-Identifier: Apache-2.0

//! A recovery that a thief got: for a week nothing leaves that the right person could not get back.

use chungnam_ports::{Holders, Standing};
use sp_runtime::DispatchResult;

use super::*;
use crate::{
	ensure_rested, rested_at, Agreement, EARLY_WON, FETCHING, KEY_REST, MAX_AGREED, MAX_OFFER,
	REDEEM,
};

/// The key that a recovery brings.
const NEW: AccountId = account(44);
/// That of the next one.
const NEXT: AccountId = account(45);
const OFFER: OfferId = OfferId(0);

fn too_new() -> Error<Test> {
	Error::Refused(Reason::KeyTooNew)
}

/// A recovery replaces the phone of the first buyer.
fn recover() {
	MockRegistry::recover_key(BUYERS[0].clone(), NEW);
}

fn offer(who: AccountId, price: Won, to: Option<Holder<AccountId>>) -> DispatchResult {
	Securities::offer(signed(who), FIRST, 1, price, to, now() + MAX_OFFER)
}

/// Kim pledged ten units for 200,001 won each.
fn dear() {
	let mut own = terms(city());
	own.caps.retail = Some(Cap { units: 50, won_a_year: 100 * EARLY_WON });
	assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
	let dear = Sale { price: EARLY_WON / 5 + 1, ..sale() };
	assert_ok!(Securities::open_sale(governor(), FIRST, dear));
	give(&KIM_PHONE, 2 * EARLY_WON);
	assert_ok!(Securities::pledge(signed(KIM_PHONE), SALE, bid(10)));
}

#[test]
fn keys_rest_for_a_week_to_the_moment() {
	let at = |now| ensure_rested(Some(10), now);
	assert_eq!(rested_at(10), 10 + KEY_REST);
	assert_eq!(at(10), Err(Reason::KeyTooNew));
	assert_eq!(at(9 + KEY_REST), Err(Reason::KeyTooNew));
	assert_eq!(at(10 + KEY_REST), Ok(()));
	assert_eq!(ensure_rested(None, 0), Ok(()));
	assert_eq!(rested_at(Moment::MAX), Moment::MAX);
}

#[test]
fn recovered_key_cannot_sell_for_a_week() {
	run(|| {
		sell_to_eight();
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		assert_ok!(offer(BUYERS[0].clone(), 100, None));
		assert_eq!(Securities::rests_until(buyer(0)), None);
		recover();
		let until = now() + KEY_REST;
		assert_eq!(Securities::rests_until(buyer(0)), Some(until));
		// A key that the thief adds is the same person's.
		MockRegistry::add_person(NEXT, PersonId(50), HERE);
		for moment in [now(), until - 1] {
			at::<Test>(moment);
			for key in [NEW, NEXT] {
				let asked = Securities::may_offer(FIRST, key.clone(), 1, 100);
				assert_eq!(asked, Err(Reason::KeyTooNew));
				assert_noop!(offer(key.clone(), 100, None), too_new());
				assert_noop!(offer(key, 0, Some(person(KIM))), too_new());
			}
			// Nor is taken what was on offer before.
			assert_eq!(Securities::may_take(OFFER, KIM_PHONE, 1, 100), Err(Reason::KeyTooNew));
			let take = Securities::take(signed(KIM_PHONE), OFFER, 1, 100, until);
			assert_noop!(take, too_new());
		}
		at::<Test>(until);
		assert_eq!(Securities::rests_until(buyer(0)), None);
		assert_ok!(offer(NEW, 100, None));
		assert_ok!(offer(NEXT, 0, Some(person(KIM))));
		assert_ok!(Securities::take(signed(KIM_PHONE), OFFER, 1, 100, until + 1));
	});
}

#[test]
fn next_recovery_undoes_it_and_its_week_begins_anew() {
	run(|| {
		sell_to_eight();
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		recover();
		sleep(2 * DAYS);
		MockRegistry::recover_key(NEW, NEXT);
		let until = now() + KEY_REST;
		assert_eq!(Securities::rests_until(buyer(0)), Some(until));
		at::<Test>(until - 1);
		assert_noop!(offer(NEW, 100, None), Error::<Test>::Refused(Reason::GiverUnknown));
		assert_noop!(offer(NEXT, 100, None), too_new());
		at::<Test>(until);
		assert_ok!(offer(NEXT, 100, None));
		assert_eq!(units(&buyer(0)), 10, "nothing is gone");
	});
}

#[test]
fn recovered_key_redeems_nothing_for_a_week_and_nobody_clears_it_away_meanwhile() {
	run(|| {
		sell_to_eight();
		let (payer, until) = (LEE_PHONE, now() + MAX_AGREED);
		let agreement = Agreement { payer, won: 800, document: hash(7), until };
		assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(agreement)));
		recover();
		assert_eq!(Securities::may_redeem(FIRST, NEW), Err(Reason::WrongState));
		assert_ok!(Securities::open_redemption(signed(LEE_PHONE), FIRST, 800));
		assert_eq!(Securities::may_redeem(FIRST, NEW), Err(Reason::KeyTooNew));
		assert_noop!(Securities::redeem(signed(NEW), FIRST), too_new());
		sleep(REDEEM);
		MockRegistry::recover_key(NEW, NEXT);
		let lapse = || Securities::lapse(signed(STRANGER), FIRST, buyer(0));
		assert_noop!(lapse(), too_new());
		sleep(KEY_REST - 1);
		assert_noop!(Securities::redeem(signed(NEXT), FIRST), too_new());
		assert_noop!(lapse(), too_new());
		sleep(1);
		assert_eq!(Securities::may_redeem(FIRST, NEXT), Ok(10));
		assert_ok!(Securities::redeem(signed(NEXT), FIRST));
		assert_eq!(won(&NEXT), 100);
	});
}

#[test]
fn recovered_key_takes_a_million_at_once_and_more_after_a_week() {
	run(|| {
		sell_to_eight();
		earn(8 * EARLY_WON);
		recover();
		assert_ok!(Securities::take_won(signed(NEW), FIRST));
		assert_eq!(won(&NEW), EARLY_WON);
		earn(8 * EARLY_WON + 8);
		MockRegistry::recover_key(NEW, NEXT);
		let take = || Securities::take_won(signed(NEXT), FIRST);
		assert_noop!(take(), too_new());
		sleep(KEY_REST - 1);
		assert_noop!(take(), too_new());
		sleep(1);
		assert_ok!(take());
		assert_eq!(won(&NEXT), EARLY_WON + 1);
	});
}

#[test]
fn dividends_do_not_lapse_in_the_week_after_a_recovery() {
	run(|| {
		sell_to_eight();
		earn(80);
		assert_ok!(Securities::take_won(signed(BUYERS[7].clone()), FIRST));
		sleep(4_100 * DAYS);
		recover();
		let lapse = |n| Securities::lapse(signed(STRANGER), FIRST, buyer(n));
		assert_noop!(lapse(0), too_new());
		assert_ok!(lapse(1));
		sleep(KEY_REST + FETCHING - 1);
		assert_noop!(lapse(0), too_new());
		sleep(1);
		assert_ok!(lapse(0));
	});
}

#[test]
fn recovered_key_takes_back_no_large_pledge_for_a_week_and_buys_meanwhile() {
	run(|| {
		dear();
		MockRegistry::recover_key(KIM_PHONE, NEW);
		give(&NEW, 1_000);
		let cancel = |units| Securities::cancel_pledge(signed(NEW), SALE, units);
		for units in [10, 5] {
			assert_noop!(cancel(units), too_new());
		}
		// 800,004 won.
		assert_ok!(cancel(4));
		assert_noop!(cancel(6), too_new());
		sleep(2 * DAYS);
		assert_ok!(Securities::pledge(signed(NEW), SALE, bid(4)));
		sleep(KEY_REST - 2 * DAYS - 1);
		assert_noop!(cancel(10), too_new());
		sleep(1);
		assert_ok!(cancel(10));
		assert_eq!(won(&NEW), 2 * EARLY_WON + 1_010);
	});
}

#[test]
fn refund_does_not_lapse_in_the_week_after_a_recovery() {
	run(|| {
		dear();
		let refund_until = sale().refund_until;
		at::<Test>(refund_until - 1);
		MockRegistry::recover_key(KIM_PHONE, NEW);
		let refund = || Securities::refund(signed(NEW), SALE).map(|_| ()).map_err(|why| why.error);
		assert_noop!(refund(), too_new());
		sleep(1);
		let sweep = || Securities::sweep(signed(STRANGER), SALE);
		assert_noop!(sweep(), Error::<Test>::TooEarly);
		at::<Test>(refund_until - 1 + KEY_REST);
		assert_noop!(sweep(), Error::<Test>::TooEarly);
		assert_ok!(refund());
		assert_eq!(won(&NEW), 10 * (EARLY_WON / 5 + 1));
	});
}

#[test]
fn recovered_key_fetches_no_large_refund_for_a_week() {
	run(|| {
		dear();
		at::<Test>(sale().closes);
		MockRegistry::recover_key(KIM_PHONE, NEW);
		let refund = || Securities::refund(signed(NEW), SALE);
		assert_noop!(refund(), too_new());
		sleep(KEY_REST - 1);
		assert_noop!(refund(), too_new());
		sleep(1);
		assert_ok!(refund());
		assert_eq!(won(&NEW), 2 * EARLY_WON + 10);
	});
}

#[test]
fn heir_with_new_keys_fetches_no_large_refund_of_the_dead() {
	run(|| {
		dear();
		at::<Test>(sale().closes);
		MockRegistry::set_standing(KIM, Standing::Deceased);
		MockRegistry::make_heir(KIM, LEE);
		MockRegistry::recover_key(LEE_PHONE, NEW);
		let refund = || Securities::inherit_refund(signed(NEW), SALE, KIM);
		assert_noop!(refund(), too_new());
		sleep(KEY_REST);
		assert_ok!(refund());
		assert_eq!(won(&NEW), 2 * EARLY_WON + 10);
	});
}

#[test]
fn keys_of_the_heir_are_asked_and_not_those_of_the_dead() {
	run(|| {
		sell_to_eight();
		earn(8 * EARLY_WON + 8);
		recover();
		for dead in [PersonId(50), PersonId(51)] {
			MockRegistry::set_standing(dead, Standing::Deceased);
			MockRegistry::make_heir(dead, KIM);
		}
		assert_eq!(Securities::rests_until(buyer(0)), None);
		let inherit = |key, dead| Securities::inherit(signed(key), FIRST, PersonId(dead));
		assert_ok!(inherit(KIM_PHONE, 50));
		MockRegistry::recover_key(KIM_PHONE, NEXT);
		assert_noop!(inherit(NEXT, 51), too_new());
		sleep(KEY_REST);
		assert_ok!(inherit(NEXT, 51));
		assert_eq!((won(&NEXT), units(&person(KIM))), (EARLY_WON + 1, 20));
	});
}

#[test]
fn heir_with_new_keys_redeems_no_units_of_the_dead_for_a_week() {
	run(|| {
		sell_to_eight();
		let (payer, until) = (LEE_PHONE, now() + MAX_AGREED);
		let agreement = Agreement { payer, won: 800, document: hash(7), until };
		assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(agreement)));
		assert_ok!(Securities::open_redemption(signed(LEE_PHONE), FIRST, 800));
		MockRegistry::set_standing(PersonId(50), Standing::Deceased);
		MockRegistry::make_heir(PersonId(50), KIM);
		MockRegistry::recover_key(KIM_PHONE, NEW);
		let inherit = || Securities::inherit(signed(NEW), FIRST, PersonId(50));
		assert_noop!(inherit(), too_new());
		sleep(KEY_REST);
		assert_ok!(inherit());
		assert_eq!(won(&NEW), 100);
	});
}

#[test]
fn own_further_keys_institutions_and_votes_wait_for_nothing() {
	run(|| {
		sell_to_eight();
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		MockRegistry::add_person(NEXT, PersonId(51), HERE);
		assert_ok!(offer(NEXT, 100, None));
		assert_eq!(Securities::rests_until(city()), None);
		recover();
		let until = now() + 9 * DAYS;
		let voted = <Securities as Holders<AccountId>>::lock(FIRST, &buyer(0), until);
		assert_eq!(voted, Ok(10));
		give(&NEW, 1_000);
		assert_ok!(Securities::take(signed(NEW), OFFER, 1, 100, until));
	});
}
