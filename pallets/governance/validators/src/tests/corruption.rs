// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use pallet_session::{historical::StoredRange, NextKeys, QueuedKeys};
use sp_staking::offence::OffenceSeverity;

use super::*;
use crate::{Calendar, Members, Schedule};

/// A sound chain with a suspended member, broken by `break_it`: the invariant of this number says so.
#[track_caller]
fn assert_breaks(number: &str, break_it: impl FnOnce()) {
	begin(&FOUR).execute_with(|| {
		next_sessions(1);
		assert_ok!(suspend(1));
		chungnam_testkit::assert_breaks::<Test>(number, break_it);
	});
}

fn break_member(who: AccountId, change: impl FnOnce(&mut Member)) {
	Members::<Test>::mutate(|members| change(members.get_mut(&who).unwrap()));
}

fn break_calendar(change: impl FnOnce(&mut Schedule<u64>)) {
	Calendar::<Test>::mutate(|calendar| change(calendar.as_mut().unwrap()));
}

#[test]
fn i1_no_member() {
	assert_breaks("I1", Members::<Test>::kill);
}

#[test]
fn i1_a_member_of_a_session_to_come() {
	assert_breaks("I1", || break_member(2, |member| member.since = 9));
}

#[test]
fn i1_a_suspension_from_before_the_member_or_from_a_session_to_come() {
	let suspended_in = |session| Some(Suspension { cause: Cause::Decision, session });
	assert_breaks("I1", || break_member(1, |member| member.suspension = suspended_in(9)));
	assert_breaks("I1", || {
		break_member(1, |member| *member = Member { since: 1, suspension: suspended_in(0) })
	});
}

#[test]
fn i2_a_member_without_keys() {
	assert_breaks("I2", || {
		let stranger =
			|| Members::<Test>::mutate(|all| all.try_insert(STRANGER, Member::default()));
		stranger().unwrap();
	});
}

#[test]
fn i3_an_empty_set() {
	assert_breaks("I3", QueuedKeys::<Test>::kill);
}

#[test]
fn i3_somebody_twice_in_a_set() {
	assert_breaks("I3", || QueuedKeys::<Test>::put(vec![(1, keys_of(1)), (1, keys_of(1))]));
}

#[test]
fn i3_a_set_that_is_too_large() {
	assert_breaks("I3", || {
		QueuedKeys::<Test>::put((1..=9).map(|who| (who, keys_of(who))).collect::<Vec<_>>())
	});
}

#[test]
fn i3_somebody_who_acts_without_keys() {
	assert_breaks("I3", || {
		Members::<Test>::mutate(|members| members.remove(&4));
		NextKeys::<Test>::remove(4);
	});
}

#[test]
fn i4_a_member_that_is_disabled_for_nothing() {
	assert_breaks("I4", || {
		break_member(1, |member| member.suspension = None);
	});
}

#[test]
fn i4_a_third_that_is_disabled() {
	assert_breaks("I4", || {
		Session::disable_index_with_severity(2, OffenceSeverity::max_severity());
	});
}

#[test]
fn i4_a_suspended_member_that_makes_blocks() {
	assert_breaks("I4", pallet_session::DisabledValidators::<Test>::kill);
}

#[test]
fn i5_a_session_that_begins_later_than_now() {
	assert_breaks("I5", || break_calendar(|calendar| calendar.began = 1_000));
}

#[test]
fn i5_sessions_that_are_too_short() {
	assert_breaks("I5", || break_calendar(|calendar| calendar.length = 9));
}

#[test]
fn i5_no_calendar() {
	assert_breaks("I5", Calendar::<Test>::kill);
}

#[test]
fn i6_a_planned_session_that_is_not_remembered() {
	assert_breaks("I6", || StoredRange::<Test>::put((0, 2)));
}

#[test]
fn i6_nothing_remembered() {
	assert_breaks("I6", StoredRange::<Test>::kill);
}

#[test]
fn i6_more_sessions_than_are_kept() {
	assert_breaks("I6", || {
		next_sessions(20);
		StoredRange::<Test>::put((1, 23));
	});
}
