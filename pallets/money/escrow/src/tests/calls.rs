// SPDX-License-Identifier: Apache-2.0

//! Each call: success, each error by name, the boundary.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use super::*;

// To do: one file for each call, as soon as a call has more than a few tests.

#[test]
fn add_keeps_the_moment_of_the_addition() {
	run(|| {
		assert_ok!(Escrow::add(governor(), 7));
		sleep(DAYS);
		assert_eq!(Escrow::entry(7), Some(Entry { since: TODAY }));
		assert_eq!(events(), [Event::Added { id: 7, since: TODAY }]);
	});
}

#[test]
fn add_is_refused_when_the_entry_stands() {
	run(|| {
		assert_ok!(Escrow::add(governor(), 7));
		assert_noop!(Escrow::add(governor(), 7), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn add_is_refused_when_no_entry_fits_any_more() {
	run(|| {
		for id in 0..MaxEntries::get() {
			assert_ok!(Escrow::add(governor(), id));
		}
		assert_noop!(Escrow::add(governor(), 100), Error::<Test>::MaxEntriesExceeded);
		assert_ok!(Escrow::remove(governor(), 0));
		assert_ok!(Escrow::add(governor(), 100));
	});
}

#[test]
fn remove_ends_an_entry() {
	run(|| {
		assert_ok!(Escrow::add(governor(), 7));
		assert_ok!(Escrow::remove(governor(), 7));
		assert_eq!(Escrow::entry(7), None);
		assert_eq!(events().last(), Some(&Event::Removed { id: 7 }));
	});
}

#[test]
fn remove_is_refused_when_no_entry_stands() {
	run(|| {
		assert_noop!(Escrow::remove(governor(), 7), Error::<Test>::NotFound);
	});
}

#[test]
fn calls_are_refused_when_the_origin_does_not_govern() {
	run(|| {
		for stranger in [signed(STRANGER), RuntimeOrigin::none()] {
			assert_noop!(Escrow::add(stranger.clone(), 7), DispatchError::BadOrigin);
			assert_noop!(Escrow::remove(stranger, 7), DispatchError::BadOrigin);
		}
	});
}
