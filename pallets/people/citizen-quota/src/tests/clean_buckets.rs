// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Buckets, Error, Event, Subjects};
use chungnam_primitives::{PersonId, HOURS, MINUTES};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn subjects(of: &[Subject]) -> Subjects {
	let set: std::collections::BTreeSet<_> = of.iter().copied().collect();
	set.try_into().unwrap()
}

#[test]
fn anyone_removes_what_has_leaked_empty_and_nothing_else() {
	build_and_execute(|| {
		let minsu = Subject::Person(MINSU_ID);
		let shop = Subject::Merchant(SHOP_ID);
		tx(JIWOO, pay(1)).include();
		tx(MINSU, vote()).include();
		tx(SHOP, cash_out()).include();
		set_now(START + 5 * MINUTES);
		let named = subjects(&[jiwoo(), minsu, shop, Subject::Person(PersonId(99))]);
		assert_ok!(Quota::clean_buckets(RuntimeOrigin::signed(STRANGER), named));
		let subjects = subjects(&[jiwoo(), shop]);
		System::assert_last_event(Event::BucketsCleaned { subjects }.into());
		assert!(!Buckets::<Test>::contains_key(jiwoo()));
		assert!(!Buckets::<Test>::contains_key(shop));
		assert!(Buckets::<Test>::contains_key(minsu));
	});
}

#[test]
fn a_level_that_still_holds_something_cannot_be_removed() {
	build_and_execute(|| {
		tx(JIWOO, pay(1)).include();
		tx(JIWOO, vote()).include();
		// The payment has leaked, the vote has not.
		set_now(START + HOURS - 1);
		let clean = || Quota::clean_buckets(RuntimeOrigin::signed(JIWOO), subjects(&[jiwoo()]));
		assert_noop!(clean(), Error::<Test>::NothingToClean);
		set_now(START + HOURS);
		assert_ok!(clean());
		assert_noop!(clean(), Error::<Test>::NothingToClean);
	});
}

#[test]
fn naming_nobody_cleans_nothing() {
	build_and_execute(|| {
		assert_noop!(
			Quota::clean_buckets(RuntimeOrigin::signed(JIWOO), Subjects::new()),
			Error::<Test>::NothingToClean
		);
	});
}

#[test]
fn only_an_account_cleans() {
	build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Quota::clean_buckets(origin, subjects(&[jiwoo()])),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_bucket_that_is_gone_is_a_full_budget() {
	build_and_execute(|| {
		tx(JIWOO, pay(1)).include();
		set_now(START + 5 * MINUTES);
		let before = Quota::budget(JIWOO);
		assert_ok!(Quota::clean_buckets(RuntimeOrigin::signed(JIWOO), subjects(&[jiwoo()])));
		assert_eq!(Quota::budget(JIWOO), before);
	});
}
