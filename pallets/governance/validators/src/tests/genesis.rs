// SPDX-License-Identifier: Apache-2.0

//! How a chain begins.

use super::*;
use crate::GenesisConfig;

#[test]
fn the_keys_of_the_sessions_genesis_say_who_begins() {
	begin(&[4, 2]).execute_with(|| {
		assert_eq!(active(), [2, 4]);
		assert_eq!(Session::queued_keys().len(), 2);
		assert_eq!(crate::Members::<Test>::get().len(), 2);
		assert_eq!(Validators::session(), (0, 0, 20));
		assert_ok!(Validators::do_try_state());
	});
}

#[test]
fn genesis_may_say_how_long_sessions_are() {
	begin_with(&FOUR, GenesisConfig { session_length: Some(10) }).execute_with(|| {
		next_blocks(8);
		assert_eq!(Session::current_index(), 0);
		next_blocks(1);
		assert_eq!((System::block_number(), Session::current_index()), (10, 1));
		assert_ok!(Validators::do_try_state());
	});
}

#[test]
#[should_panic(expected = "a session of fewer than 10 blocks")]
fn a_genesis_with_too_short_sessions_is_none() {
	begin_with(&FOUR, GenesisConfig { session_length: Some(9) });
}

#[test]
#[should_panic(expected = "more validators than there may be")]
fn a_genesis_with_too_many_validators_is_none() {
	begin(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
}
