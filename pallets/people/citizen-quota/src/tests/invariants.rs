// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail.

use super::*;
use crate::{Buckets, CitizenWeight, Level, SubjectBuckets};
use frame_support::weights::Weight;

/// Corrupts the state after one payment: the invariant of this number notices.
#[track_caller]
fn assert_found_out(number: &str, corrupt: impl FnOnce()) {
	begin().execute_with(|| {
		tx(JIWOO, pay(1)).include();
		chungnam_testkit::assert_breaks::<Test>(number, corrupt);
	});
}

fn put(class: QuotaClass, level: Level) {
	Buckets::<Test>::mutate(jiwoo(), |buckets| *buckets = buckets.with(class, level));
}

#[test]
fn i1_more_used_than_the_budget_holds() {
	for (class, max) in [(QuotaClass::Payment, 50), (QuotaClass::Vote, 10), (QuotaClass::Claim, 20)]
	{
		let over = Level { used: max + 1, at: START };
		assert_found_out("I1", || put(class, over));
	}
}

#[test]
fn i2_a_level_from_the_future() {
	let future = Level { used: 1, at: START + 1 };
	assert_found_out("I2", || put(QuotaClass::Vote, future));
}

#[test]
fn i3_an_empty_level_with_a_moment_of_its_own() {
	let empty = Level { used: 0, at: START };
	assert_found_out("I3", || put(QuotaClass::Claim, empty));
}

#[test]
fn i4_a_level_of_a_class_that_is_not_the_subjects() {
	let level = Level { used: 1, at: START };
	assert_found_out("I4", || put(QuotaClass::Shop, level));
	let of_shop = SubjectBuckets::default().with(QuotaClass::Payment, level);
	let corrupt = || Buckets::<Test>::insert(Subject::Merchant(SHOP_ID), of_shop);
	assert_found_out("I4", corrupt);
}

#[test]
fn i5_an_entry_that_says_nothing() {
	let nothing = SubjectBuckets::default();
	assert_found_out("I5", || Buckets::<Test>::insert(jiwoo(), nothing));
}

#[test]
fn i6_more_than_the_citizens_share_of_the_block() {
	let corrupt = || CitizenWeight::<Test>::put(Quota::share_limit() + Weight::from_parts(1, 0));
	assert_found_out("I6", corrupt);
}
