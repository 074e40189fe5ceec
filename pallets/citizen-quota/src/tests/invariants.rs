// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail.

use super::*;
use crate::{Buckets, CitizenWeight, Level, QuotaClass, SubjectBuckets};
use frame_support::weights::Weight;
use sp_runtime::TryRuntimeError;

/// Corrupts the state after one payment, and gives the number of the invariant that notices.
fn found_after(corrupt: impl FnOnce()) -> String {
	new_test_ext().execute_with(|| {
		tx(JIWOO, pay(1)).include();
		Quota::do_try_state().expect("sound before it is corrupted");
		corrupt();
		match Quota::do_try_state() {
			Err(TryRuntimeError::Other(text)) => text.split(':').next().unwrap().into(),
			other => format!("{other:?}"),
		}
	})
}

fn put(class: QuotaClass, level: Level) {
	Buckets::<Test>::mutate(jiwoo(), |buckets| *buckets = buckets.with(class, level));
}

#[test]
fn i1_more_used_than_the_budget_holds() {
	for (class, max) in [(QuotaClass::Payment, 50), (QuotaClass::Vote, 10), (QuotaClass::Claim, 20)]
	{
		let over = Level { used: max + 1, at: START };
		assert_eq!(found_after(|| put(class, over)), "I1");
	}
}

#[test]
fn i2_a_level_from_the_future() {
	let future = Level { used: 1, at: START + 1 };
	assert_eq!(found_after(|| put(QuotaClass::Vote, future)), "I2");
}

#[test]
fn i3_an_empty_level_with_a_moment_of_its_own() {
	let empty = Level { used: 0, at: START };
	assert_eq!(found_after(|| put(QuotaClass::Claim, empty)), "I3");
}

#[test]
fn i4_a_level_of_a_class_that_is_not_the_subjects() {
	let level = Level { used: 1, at: START };
	assert_eq!(found_after(|| put(QuotaClass::Shop, level)), "I4");
	let of_shop = SubjectBuckets::default().with(QuotaClass::Payment, level);
	let corrupt = || Buckets::<Test>::insert(Subject::Merchant(SHOP_ID), of_shop);
	assert_eq!(found_after(corrupt), "I4");
}

#[test]
fn i5_an_entry_that_says_nothing() {
	let nothing = SubjectBuckets::default();
	assert_eq!(found_after(|| Buckets::<Test>::insert(jiwoo(), nothing)), "I5");
}

#[test]
fn i6_more_than_the_citizens_share_of_the_block() {
	let corrupt = || CitizenWeight::<Test>::put(Quota::share_limit() + Weight::from_parts(1, 0));
	assert_eq!(found_after(corrupt), "I6");
}
