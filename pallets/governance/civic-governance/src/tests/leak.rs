// SPDX-License-Identifier: Apache-2.0

//! A whole life leaves nothing behind.

use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

/// Every key of the pallet but for what stays: numbers, the committee, the whitelist, terms, and the counter of motions.
fn keys() -> BTreeSet<Vec<u8>> {
	let stays = [
		"NextPetition",
		"NextMotion",
		"CounterForMotions",
		"SeatList",
		"Whitelist",
		"TrackTerms",
		"SealedTracks",
		"LeastSeats",
	];
	own_keys_but("Civic", &stays)
}

#[test]
fn a_life_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		let passed = complete(1, COUNTY, remark(1));
		let lapsed = file(5, Track::Budget, remark(1));
		let waits = complete(9, COUNTY, remark(200));
		let terms = COUNTY.first_terms();
		assert_ok!(Civic::set_track_terms(by(Power::Parameters), COUNTY, terms));
		committee_says(5, Call::whitelist { call: title() }.into());
		committee_says(0, Call::whitelist { call: title() }.into());
		decide(passed, Verdict::Passed);
		pass(DAYS);
		decide(waits, Verdict::Annulled(title()));
		decide(waits, Verdict::Rejected);
		pass(7 * DAYS);
		assert_eq!(end(lapsed), End::Lapsed);
		pass(90 * DAYS);
		for person in [1, 2, 3, 5, 9, 10, 11] {
			assert_ok!(Civic::tidy(signed(key(50)), PersonId(person)));
		}
		assert_nothing_left(&before, &keys());
	});
}
