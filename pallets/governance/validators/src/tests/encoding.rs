// SPDX-License-Identifier: Apache-2.0

//! The bytes of what is stored. A change here is a migration.

use super::*;
use crate::Schedule;

#[test]
fn members_are_stored_in_these_bytes() {
	assert_eq!(Member { since: 3, suspension: None }.encode(), [3, 0, 0, 0, 0]);
	let suspension = Suspension { cause: Cause::Equivocation, session: 4 };
	let member = Member { since: 3, suspension: Some(suspension) };
	assert_eq!(member.encode(), [3, 0, 0, 0, 1, 0, 4, 0, 0, 0]);
	assert_eq!(Cause::Decision.encode(), [1]);
}

#[test]
fn the_calendar_is_stored_in_these_bytes() {
	let schedule = Schedule { began: 7u32, length: 20, ends_early: true };
	assert_eq!(schedule.encode(), [7, 0, 0, 0, 20, 0, 0, 0, 1]);
}
