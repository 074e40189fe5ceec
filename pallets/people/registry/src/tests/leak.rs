// SPDX-License-Identifier: Apache-2.0

//! What the registry leaves behind in state, and how much of it.

use chungnam_primitives::{CohortId, PersonId};
use chungnam_testkit::leak::state_size;

use super::*;

#[test]
fn a_resident_with_a_key_and_a_cohort_takes_less_than_400_bytes() {
	ExtBuilder::default().build_and_execute(|| {
		// The note of a moment of registration is shared by all of it: what it weighs is asked below.
		register(2, HERE, Some(51));
		System::reset_events();
		let before = state_size();
		register(1, HERE, Some(50));
		assert_ok!(enrol(CohortId(0), &[PersonId(5)]));
		System::reset_events();
		// Accounts of the mock have 8 bytes, accounts of the chain 32, with 24 more in the keys of `Keys` and `Account`, and
		// in the list of a person's keys.
		// The balance that the account carries on the chain is 64 bytes more.
		let resident = state_size() - before;
		let accounts = 24 + 24 + 24 + 64;
		let account = 32 + 16 + 32 + 16 + 64;
		let own = resident + accounts - account;
		assert!(own <= 400, "{own} bytes of the registry");
		assert!(own + account <= 560, "{} bytes in all", own + account);
	});
}

#[test]
fn residents_of_one_moment_share_the_note_of_it() {
	ExtBuilder::default().build_and_execute(|| {
		let noted = || {
			let pages = Registrations::<Test>::iter();
			pages.map(|(_, page)| codec::Encode::encoded_size(&page)).sum::<usize>()
		};
		let people = |from: u64| {
			let new = |n| NewPerson { commitment: commitment(n), zone: HERE, key: None };
			batch((from..from + 50).map(new).collect())
		};
		assert_ok!(Registry::register_people(RuntimeOrigin::root(), people(1)));
		assert_eq!(noted(), 1 + 12);
		pass(1_000);
		// On to the next page.
		assert_ok!(Registry::register_people(RuntimeOrigin::root(), people(101)));
		assert_eq!(noted(), 1 + 12 + 12 + 1 + 12);
	});
}

#[test]
fn what_ends_leaves_nothing_behind_but_what_must_stay() {
	ExtBuilder::default().build_and_execute(|| {
		System::reset_events();
		let before = state_size();
		// Attester, key, recovery, guardian, application, till: each goes as it came.
		assert_ok!(Registry::do_appoint_attester(910, attester(1)));
		assert_ok!(add_key(by(PHONE), 50, KeyKind::Card));
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(0), 51, KeyKind::Phone));
		assert_ok!(Registry::appoint_guardian(
			by(CHEONGYANG),
			PersonId(3),
			PersonId(0),
			WardActs::ALL,
			START + 9 * DAYS
		));
		let shop = apply(101);
		assert_ok!(add_till(by(OWNER), 110, 5));

		assert_ok!(Registry::dismiss_attester(RuntimeOrigin::root(), 910));
		assert_ok!(Registry::remove_key(by(PHONE), 50));
		assert_ok!(Registry::cancel_recovery(by(PHONE), PersonId(0)));
		assert_ok!(Registry::dismiss_guardian(by(CHEONGYANG), PersonId(3), PersonId(0)));
		assert_ok!(Registry::withdraw_application(by(101), shop));
		assert_ok!(Registry::remove_till(by(OWNER), 110));
		// The records of roles that ended stay for a while.
		pass(RoleMemory::get());
		for account in [50, 110] {
			assert_ok!(Registry::forget_stale_key(by(77), account));
		}
		System::reset_events();
		assert_eq!(state_size(), before);
	});
}
