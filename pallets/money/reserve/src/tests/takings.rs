// SPDX-License-Identifier: Apache-2.0

//! What shops take and pass on, as those who pay tell it.

use chungnam_ports::TakingsFeed;
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::RespendBonus;

fn pass_on(amount: Won) -> Won {
	Reserve::pass_on(RESTAURANT, &COOK, amount).expect("the pot has what the bonus takes")
}

/// A restaurant that took 10,000 won.
fn with_takings(pot: Won, test: impl FnOnce()) {
	ExtBuilder::default().respend_terms(bonus(), pot).build_and_execute(|| {
		assert_ok!(Reserve::note(RESTAURANT, 10_000));
		test();
	});
}

#[test]
fn takings_passed_on_earn_a_bonus_once() {
	with_takings(1_000, || {
		assert_eq!(pass_on(4_019), 200);
		assert_eq!((plain(COOK), plain(Reserve::respend_pot())), (200, 800));
		assert_eq!(takings(), 10_000 - 4_019);
		assert_eq!(pass_on(10_000), 100);
		assert_eq!(takings(), 0);
		assert_eq!(pass_on(10_000), 0);
	});
}

#[test]
fn the_bonus_ends_with_the_month_and_with_its_pot() {
	with_takings(1_000, || {
		assert_eq!(pass_on(8_000), 300);
		assert_eq!(pass_on(1_000), 0);
		at(APRIL);
		assert_eq!(pass_on(1_000), 50);
	});
	with_takings(30, || {
		assert_eq!(pass_on(8_000), 30);
		assert_eq!(pass_on(2_000), 0);
	});
}

#[test]
fn a_lowered_limit_leaves_no_bonus() {
	with_takings(1_000, || {
		assert_eq!(pass_on(4_000), 200);
		RespendBonus::<Test>::mutate(|terms| terms.per_month = 100);
		assert_eq!(pass_on(4_000), 0);
	});
}

#[test]
fn what_was_given_back_is_no_taking() {
	with_takings(1_000, || {
		Reserve::forget(RESTAURANT, 9_000);
		assert_eq!(takings(), 1_000);
		Reserve::forget(RESTAURANT, 9_000);
		assert_eq!(takings(), 0);
		Reserve::forget(CAFE, 1);
		assert!(!ShopLedgers::<Test>::contains_key(CAFE), "nothing is written for nothing");
	});
}

#[test]
fn more_takings_than_a_number_holds_are_refused() {
	with_takings(0, || {
		assert_ok!(Reserve::note(STORE, Won::MAX));
		assert_noop!(Reserve::note(STORE, 1), Error::<Test>::Overflow);
	});
}

#[test]
fn payments_tell_takings_while_there_is_a_bonus() {
	let set = |terms| {
		assert_ok!(Reserve::set_respend_terms(RuntimeOrigin::root(), terms));
	};
	ExtBuilder::default().build_and_execute(|| {
		assert!(!MockTakingsFeed::tells_takings());
		set(bonus());
		assert!(MockTakingsFeed::tells_takings());
		set(RespendTerms { rate: Perbill::zero(), ..bonus() });
		assert!(!MockTakingsFeed::tells_takings());
	});
}
