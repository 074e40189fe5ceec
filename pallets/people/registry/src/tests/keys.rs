// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_ports::People as _;
use chungnam_primitives::PersonId;

#[test]
fn one_person_can_have_two_keys_and_each_is_the_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_key(by(PHONE), 50, KeyKind::Card));
		assert_eq!(
			(Registry::person_of(PHONE), Registry::person_of(50)),
			(Some(PersonId(0)), Some(PersonId(0)))
		);
		assert_eq!(System::providers(&50), 1);
		assert_eq!(
			last_event(),
			Event::KeyAdded { person: PersonId(0), key: 50, kind: KeyKind::Card }
		);
	});
}

#[test]
fn a_key_belongs_to_one_person_only() {
	ExtBuilder::default().build_and_execute(|| {
		for taken in [PHONE, OTHER_PHONE, CARD] {
			assert_noop!(
				add_key(by(PHONE), taken, KeyKind::Phone),
				Error::<Test>::KeyAlreadyRegistered
			);
			assert_noop!(
				issue_key(by(CHEONGYANG), PersonId(3), taken, KeyKind::Card),
				Error::<Test>::KeyAlreadyRegistered
			);
		}
	});
}

#[test]
fn a_person_has_at_most_five_keys() {
	ExtBuilder::default().build_and_execute(|| {
		for key in 50..54 {
			assert_ok!(add_key(by(PHONE), key, KeyKind::Phone));
		}
		assert_noop!(add_key(by(PHONE), 54, KeyKind::Phone), Error::<Test>::MaxKeysExceeded);
	});
}

#[test]
fn a_removed_key_is_nobodys_and_a_former_one_of_its_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_eq!(last_event(), Event::KeyRemoved { person: PersonId(1), key: CARD });
		assert_eq!(Registry::person_of(CARD), None);
		assert_eq!(Registry::former_key_of(&CARD), Some(PersonId(1)));
		assert!(System::account_exists(&CARD));
		assert_noop!(Registry::remove_key(by(OTHER_PHONE), CARD), Error::<Test>::KeyNotFound);
		assert_noop!(Registry::remove_key(by(OTHER_PHONE), PHONE), Error::<Test>::KeyNotFound);
	});
}

#[test]
fn nobody_gives_up_their_last_key() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::remove_key(by(PHONE), PHONE), Error::<Test>::LastKey);
	});
}

#[test]
fn a_card_changes_no_keys_but_may_leave() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(add_key(by(CARD), 50, KeyKind::Phone), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_key(by(CARD), OTHER_PHONE), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::remove_key(by(CARD), CARD));
	});
}

#[test]
fn an_account_of_nobody_changes_no_keys() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(add_key(by(77), 50, KeyKind::Phone), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_key(by(77), PHONE), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn an_attester_issues_the_first_key_and_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(issue_key(by(CHEONGYANG), PersonId(3), 50, KeyKind::Card));
		assert_eq!(Registry::person_of(50), Some(PersonId(3)));
		for person in [0, 3] {
			assert_noop!(
				issue_key(by(CHEONGYANG), PersonId(person), 51, KeyKind::Card),
				Error::<Test>::KeyAlreadyIssued
			);
		}
		// Nor by taking the old one away first: that would go round the delay of a recovery.
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), 50));
		assert_noop!(
			issue_key(by(CHEONGYANG), PersonId(3), 51, KeyKind::Card),
			Error::<Test>::KeyAlreadyIssued
		);
		assert_noop!(issue_key(by(BORYEONG), PersonId(3), 51, KeyKind::Card), BadOrigin);
	});
}

#[test]
fn an_attester_revokes_even_the_last_key_but_only_at_home() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::revoke_key(by(BORYEONG), PHONE), BadOrigin);
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), PHONE));
		assert_eq!(Registry::person_of(PHONE), None);
		assert_noop!(Registry::revoke_key(by(CHEONGYANG), PHONE), Error::<Test>::KeyNotFound);
	});
}

#[test]
fn a_lost_key_is_void_at_once_even_if_something_else_is_on_its_account() {
	ExtBuilder::default().build_and_execute(|| {
		// A balance.
		System::inc_providers(&CARD);
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_eq!(Registry::person_of(CARD), None);
		assert_eq!(Registry::former_key_of(&CARD), Some(PersonId(1)));
		pass(RoleMemory::get());
		assert_noop!(Registry::forget_stale_key(by(77), CARD), Error::<Test>::AccountInUse);
		assert_ok!(System::dec_providers(&CARD));
		assert_ok!(Registry::forget_stale_key(by(77), CARD));
		assert_eq!(Registry::former_key_of(&CARD), None);
		assert!(!System::account_exists(&CARD));

		// A held balance.
		assert_ok!(System::inc_consumers(&PHONE));
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), PHONE));
		assert_eq!(
			(Registry::person_of(PHONE), Registry::former_key_of(&PHONE)),
			(None, Some(PersonId(0)))
		);
		pass(RoleMemory::get());
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::AccountInUse);
	});
}

#[test]
fn a_stale_key_is_forgotten_by_anyone_and_a_valid_one_by_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::KeyStillValid);
		assert_noop!(Registry::forget_stale_key(by(77), 50), Error::<Test>::KeyNotFound);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_noop!(Registry::revoke_key(by(CHEONGYANG), PHONE), Error::<Test>::KeyNotFound);
		pass(RoleMemory::get() - 1);
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(Registry::forget_stale_key(by(77), PHONE));
		assert_eq!(last_event(), Event::KeyForgotten { person: PersonId(0), key: PHONE });
		assert!(!System::account_exists(&PHONE));
	});
}

#[test]
fn a_former_key_becomes_anothers_only_after_it_was_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		pass(1);
		let add = || add_key(by(OTHER_PHONE), PHONE, KeyKind::Phone);
		assert_noop!(add(), Error::<Test>::KeyAlreadyRegistered);
		let newcomer = register(1, HERE, Some(PHONE));
		assert_eq!(last_event(), Event::KeyRefused { person: newcomer, key: PHONE });
		assert_eq!(Registry::person_of(PHONE), None);
		assert_noop!(
			start_recovery(by(CHEONGYANG), PersonId(1), PHONE, KeyKind::Phone),
			Error::<Test>::KeyAlreadyRegistered
		);
		pass(RoleMemory::get());
		assert_ok!(Registry::forget_stale_key(by(77), PHONE));
		assert_ok!(add());
		assert_eq!(Registry::person_of(PHONE), Some(PersonId(1)));
		assert_eq!(System::providers(&PHONE), 1);
	});
}
