// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail.

use chungnam_primitives::IncomeId;
use chungnam_testkit::{assert_breaks, begin_at};

use super::*;
use crate::{types::entry, Entries, Moments};

const DUE: Due = Due::Income(IncomeId(1));

fn assert_found_out(number: &str, break_it: impl FnOnce()) {
	begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), || ()).execute_with(|| {
		Agenda::set(DUE, TODAY + DAYS);
		assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i1_fails_when_a_thing_is_due_twice() {
	assert_found_out("I1", || Entries::<Test>::insert(entry(TODAY + 2 * DAYS, DUE), ()));
}

#[test]
fn i1_fails_when_a_thing_is_due_at_a_moment_of_which_nobody_knows() {
	assert_found_out("I1", || Entries::<Test>::insert(entry(TODAY, Due::Month), ()));
	assert_found_out("I1", || Moments::<Test>::remove(DUE));
	assert_found_out("I1", || Moments::<Test>::insert(DUE, TODAY));
}

#[test]
fn i2_fails_when_a_thing_is_never_handed_over() {
	assert_found_out("I2", || Entries::<Test>::remove(entry(TODAY + DAYS, DUE)));
	assert_found_out("I2", || Moments::<Test>::insert(Due::Month, TODAY));
}
