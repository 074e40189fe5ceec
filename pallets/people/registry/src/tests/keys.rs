// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_ports::People as _;
use chungnam_primitives::PersonId;

#[test]
fn one_person_can_have_two_keys_and_each_is_the_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::add_key(by(PHONE), 50, KeyKind::Card));
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
				Registry::add_key(by(PHONE), taken, KeyKind::Phone),
				Error::<Test>::KeyAlreadyRegistered
			);
			assert_noop!(
				Registry::issue_key(by(CHEONGYANG), PersonId(3), taken, KeyKind::Card),
				Error::<Test>::KeyAlreadyRegistered
			);
		}
	});
}

#[test]
fn a_person_has_at_most_five_keys() {
	ExtBuilder::default().build_and_execute(|| {
		for key in 50..54 {
			assert_ok!(Registry::add_key(by(PHONE), key, KeyKind::Phone));
		}
		assert_noop!(
			Registry::add_key(by(PHONE), 54, KeyKind::Phone),
			Error::<Test>::MaxKeysExceeded
		);
	});
}

#[test]
fn a_removed_key_is_nobodys_and_its_account_is_gone() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_eq!(last_event(), Event::KeyRemoved { person: PersonId(1), key: CARD });
		assert_eq!(Registry::person_of(CARD), None);
		assert!(!System::account_exists(&CARD));
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
		assert_noop!(Registry::add_key(by(CARD), 50, KeyKind::Phone), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_key(by(CARD), OTHER_PHONE), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::remove_key(by(CARD), CARD));
	});
}

#[test]
fn an_account_of_nobody_changes_no_keys() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::add_key(by(77), 50, KeyKind::Phone), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_key(by(77), PHONE), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn an_attester_issues_the_first_key_and_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::issue_key(by(CHEONGYANG), PersonId(3), 50, KeyKind::Card));
		assert_eq!(Registry::person_of(50), Some(PersonId(3)));
		for person in [0, 3] {
			assert_noop!(
				Registry::issue_key(by(CHEONGYANG), PersonId(person), 51, KeyKind::Card),
				Error::<Test>::KeyAlreadyIssued
			);
		}
		// Nor by taking the old one away first: that would go round the delay of a recovery.
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), 50));
		assert_noop!(
			Registry::issue_key(by(CHEONGYANG), PersonId(3), 51, KeyKind::Card),
			Error::<Test>::KeyAlreadyIssued
		);
		assert_noop!(Registry::issue_key(by(BORYEONG), PersonId(3), 51, KeyKind::Card), BadOrigin);
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
		// A balance, or a shop.
		System::inc_providers(&CARD);
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_eq!(Registry::person_of(CARD), None);
		assert_eq!(Registry::former_key_of(&CARD), Some(PersonId(1)));
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
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::AccountInUse);
	});
}

#[test]
fn an_account_that_is_a_key_and_a_shop_is_held_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(CARD);
		assert_eq!(System::providers(&CARD), 2);
		assert_ok!(Registry::withdraw_application(by(CARD), shop));
		assert_eq!(System::providers(&CARD), 1);
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert!(!System::account_exists(&CARD));
	});
}

#[test]
fn what_lies_on_an_added_account_is_the_persons_only_once_the_account_agreed() {
	ExtBuilder::default().build_and_execute(|| {
		// Someone adds a rich stranger's account and lets an attester recover them.
		assert_ok!(Registry::add_key(by(PHONE), 50, KeyKind::Phone));
		assert_ok!(Registry::add_key(by(PHONE), 51, KeyKind::Phone));
		assert_ok!(Registry::confirm_key(by(51)));
		assert_eq!(last_event(), Event::KeyConfirmed { person: PersonId(0), key: 51 });
		assert_noop!(Registry::confirm_key(by(51)), Error::<Test>::KeyAlreadyConfirmed);
		assert_noop!(Registry::confirm_key(by(PHONE)), Error::<Test>::KeyAlreadyConfirmed);
		assert_noop!(Registry::confirm_key(by(77)), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::start_recovery(by(CHEONGYANG), PersonId(0), 52, KeyKind::Phone));
		assert_eq!(Registry::former_key_of(&51), None);
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		assert_eq!(Registry::former_key_of(&50), None);
		assert_eq!(Registry::former_key_of(&51), Some(PersonId(0)));
		assert_eq!(Registry::former_key_of(&PHONE), Some(PersonId(0)));
	});
}

#[test]
fn an_account_added_against_its_will_leaves() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::add_key(by(PHONE), 50, KeyKind::Card));
		assert_ok!(Registry::remove_key(by(50), 50));
		assert_eq!(Registry::person_of(50), None);
	});
}

#[test]
fn a_stale_key_is_forgotten_by_anyone_and_a_valid_one_by_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::KeyStillValid);
		assert_noop!(Registry::forget_stale_key(by(77), 50), Error::<Test>::KeyNotFound);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_noop!(Registry::revoke_key(by(CHEONGYANG), PHONE), Error::<Test>::KeyNotFound);
		assert_ok!(Registry::forget_stale_key(by(77), PHONE));
		assert_eq!(last_event(), Event::KeyForgotten { person: PersonId(0), key: PHONE });
		assert!(!System::account_exists(&PHONE));
	});
}

#[test]
fn a_former_key_becomes_anothers_only_after_it_was_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		let add = || Registry::add_key(by(OTHER_PHONE), PHONE, KeyKind::Phone);
		let new = NewPerson { commitment: commitment(1), zone: HERE, key: Some(PHONE) };
		let register = || Registry::register_people(by(CHEONGYANG), batch(vec![new.clone()]));
		assert_noop!(add(), Error::<Test>::KeyAlreadyRegistered);
		assert_noop!(register(), Error::<Test>::KeyAlreadyRegistered);
		assert_noop!(
			Registry::start_recovery(by(CHEONGYANG), PersonId(1), PHONE, KeyKind::Phone),
			Error::<Test>::KeyAlreadyRegistered
		);
		assert_ok!(Registry::forget_stale_key(by(77), PHONE));
		assert_ok!(add());
		assert_eq!(Registry::person_of(PHONE), Some(PersonId(1)));
		assert_eq!(System::providers(&PHONE), 1);
	});
}
