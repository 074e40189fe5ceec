// SPDX-License-Identifier: Apache-2.0

//! What a session's end brings: new sets, new keys, and what is forgotten.

use frame_support::traits::EstimateNextSessionRotation;
use pallet_session::historical::{HistoricalSessions, StoredRange};

use super::*;

#[test]
fn a_new_member_acts_two_session_ends_later() {
	on_four(|| {
		join(COUNTY);
		next_sessions(1);
		assert_eq!(active(), FOUR);
		next_sessions(1);
		assert_eq!(active(), [1, 2, 3, 4, COUNTY]);
	});
}

#[test]
fn added_in_the_last_block_of_a_session_it_is_in_the_plan_of_that_end() {
	on_four(|| {
		next_blocks(18);
		assert_eq!((System::block_number(), Session::current_index()), (19, 0));
		join(COUNTY);
		next_blocks(1);
		assert_eq!(Session::queued_keys().len(), 5);
	});
}

#[test]
fn two_early_ends_bring_a_new_member_in_within_two_blocks() {
	on_four(|| {
		join(COUNTY);
		for _ in 0..2 {
			assert_ok!(end_session());
			next_blocks(1);
		}
		assert_eq!(active(), [1, 2, 3, 4, COUNTY]);
		assert_eq!(System::block_number(), 3);
	});
}

#[test]
fn without_a_change_no_new_set_is_announced() {
	on_four(|| {
		next_sessions(3);
		System::reset_events();
		next_sessions(1);
		let events = System::read_events_for_pallet::<pallet_session::Event<Test>>();
		assert!(!events.iter().any(|event| matches!(event, pallet_session::Event::NewQueued)));
	});
}

#[test]
fn new_keys_act_two_session_ends_later_and_are_remembered_with_their_session() {
	on_four(|| {
		assert_ok!(set_keys(1, 101));
		let root = |session| HistoricalSessions::<Test>::get(session).unwrap().0;
		next_sessions(1);
		assert_eq!(Session::queued_keys()[0], (1, keys_of(101)));
		next_sessions(1);
		assert_ne!(root(2), root(1));
		assert_eq!(root(1), root(0));
		next_sessions(1);
		assert_eq!(root(3), root(2));
	});
}

#[test]
fn a_suspended_member_leaves_the_set_while_the_minimum_remains() {
	on_four(|| {
		join(COUNTY);
		next_sessions(2);
		assert_ok!(suspend(1));
		next_sessions(2);
		assert_eq!(active(), [2, 3, 4, COUNTY]);
		assert!(disabled().is_empty());
		// Its time comes again.
		assert_ok!(reinstate(1));
		next_sessions(2);
		assert_eq!(active(), [1, 2, 3, 4, COUNTY]);
	});
}

#[test]
fn where_the_minimum_would_not_remain_it_stays_and_is_disabled_in_each_session() {
	on_four(|| {
		assert_ok!(suspend(1));
		for _ in 0..4 {
			next_sessions(1);
			assert_eq!(active(), FOUR);
			assert_eq!(disabled(), [1]);
		}
		// A fifth takes its place.
		join(COUNTY);
		next_sessions(2);
		assert_eq!(active(), [2, 3, 4, COUNTY]);
		assert!(disabled().is_empty());
	});
}

#[test]
fn a_set_of_suspended_alone_goes_on() {
	on_four(|| {
		for who in FOUR {
			assert_ok!(suspend(who));
		}
		next_sessions(3);
		assert_eq!(active(), FOUR);
		assert_eq!(disabled(), [1]);
	});
}

#[test]
fn a_lone_validator_goes_on_even_when_suspended() {
	begin(&[1]).execute_with(|| {
		assert_ok!(suspend(1));
		next_sessions(2);
		assert_eq!((active(), disabled()), (vec![1], vec![]));
		assert_ok!(Validators::do_try_state());
	});
}

#[test]
fn owners_of_keys_are_remembered_for_the_sessions_kept() {
	on_four(|| {
		next_sessions(30);
		// Five ended ones, the one that runs, the one that is planned; the one that just ended is kept as well.
		assert_eq!(StoredRange::<Test>::get(), Some((24, 32)));
		assert!(HistoricalSessions::<Test>::get(23).is_none());
		assert!(HistoricalSessions::<Test>::get(24).is_some());
		assert_eq!(HistoricalSessions::<Test>::iter().count(), 8);
	});
}

#[test]
fn the_end_of_a_session_is_foretold() {
	on_four(|| {
		next_blocks(4);
		assert_eq!(Validators::average_session_length(), 20);
		assert_eq!(Validators::estimate_next_session_rotation(5).0, Some(20));
		let progress = Validators::estimate_current_session_progress(5).0.unwrap();
		assert_eq!(progress, sp_runtime::Permill::from_percent(30));
		next_sessions(1);
		assert_eq!(Validators::estimate_next_session_rotation(20).0, Some(40));
	});
}
