// SPDX-License-Identifier: Apache-2.0

//! Two changes of the rules can be announced at a time: more for a feast, and back after it.

use chungnam_primitives::SeriesId;
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{mock::ChangeDelay, Error, SeriesById};

/// A chain with one policy series.
fn with_policy() -> ExtBuilder {
	ExtBuilder::default().series(MoneyClass::Policy, policy(), 0)
}

fn cancel(from: Moment) -> DispatchResult {
	RegionalCurrency::cancel_change(signed(COUNTY), SeriesId(0), from)
}

/// When the feast begins and ends.
fn feast() -> (Moment, Moment) {
	let begins = TODAY + ChangeDelay::get();
	(begins, begins + DAYS)
}

fn everywhere() -> Rules {
	Rules { places: Places::Province, ..policy() }
}

fn ending(expires: Moment) -> Rules {
	Rules { expires, ..policy() }
}

#[test]
fn wider_rules_for_a_feast_and_the_old_ones_after_it_are_announced_together() {
	with_policy().build_and_execute(|| {
		let (begins, ends) = feast();
		assert_ok!(schedule(ends, policy()));
		assert_ok!(schedule(begins, everywhere()));
		let rules = || RegionalCurrency::rules(SeriesId(0)).expect("it exists");
		for (moment, expected) in [
			(begins - 1, policy()),
			(begins, everywhere()),
			(ends - 1, everywhere()),
			(ends, policy()),
		] {
			at(moment);
			assert_eq!(rules(), expected);
		}
	});
}

#[test]
fn a_third_change_waits_until_one_holds() {
	with_policy().build_and_execute(|| {
		let (begins, ends) = feast();
		assert_ok!(schedule(begins, everywhere()));
		assert_ok!(schedule(ends, policy()));
		let third = begins + ChangeDelay::get();
		assert_noop!(schedule(third, everywhere()), Error::<Test>::MaxChangesExceeded);
		assert_ok!(schedule(ends, policy())); // in the place of its own
		at(begins);
		assert_ok!(schedule(third, everywhere()));
		assert_eq!(SeriesById::<Test>::get(SeriesId(0)).expect("it exists").rules, everywhere());
	});
}

#[test]
fn only_the_named_change_is_called_off() {
	with_policy().build_and_execute(|| {
		let (begins, ends) = feast();
		assert_ok!(schedule(begins, everywhere()));
		assert_ok!(schedule(ends, policy()));
		assert_noop!(cancel(begins + 1), Error::<Test>::ChangeNotFound);
		assert_ok!(cancel(begins));
		at(ends - 1);
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(policy()));
		assert_noop!(cancel(begins), Error::<Test>::TooLate);
		assert_ok!(cancel(ends));
	});
}

#[test]
fn each_change_keeps_the_promises_of_the_one_before_it() {
	with_policy().build_and_execute(|| {
		let (begins, ends) = feast();
		let longer = EXPIRES + DAYS;
		assert_ok!(schedule(begins, ending(longer)));
		assert_noop!(schedule(ends, policy()), Error::<Test>::BackwardChange);
		// It is alive then only because of the first change, which can no longer be called off alone.
		assert_ok!(schedule(EXPIRES, ending(longer + DAYS)));
		assert_noop!(cancel(begins), Error::<Test>::TooLate);
		assert_ok!(cancel(EXPIRES));
		assert_ok!(cancel(begins));
		assert_noop!(schedule(EXPIRES, ending(longer)), Error::<Test>::TooLate);
	});
}

#[test]
fn later_end_alone_needs_no_notice_and_saves_a_series_in_its_last_week() {
	with_policy().build_and_execute(|| {
		let end = policy().expires;
		at(end - DAYS);
		let now = end - DAYS;
		// Anything else still needs its week.
		let wider = Rules { places: Places::Province, ..ending(end + 30 * DAYS) };
		assert_noop!(schedule(now, wider), Error::<Test>::TooEarly);
		assert_noop!(schedule(now, policy()), Error::<Test>::TooEarly);
		assert_ok!(schedule(now, ending(end + 30 * DAYS)));
		at(end);
		next_block::<Test>(now + DAYS);
		let rules = RegionalCurrency::rules(SeriesId(0)).expect("it lives");
		assert_eq!(rules.expires, end + 30 * DAYS);
	});
}
