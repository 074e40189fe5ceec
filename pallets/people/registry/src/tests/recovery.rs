// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_primitives::PersonId;

const NEW: AccountId = 50;

fn start(person: PersonId) -> DispatchResult {
	start_recovery(by(CHEONGYANG), person, NEW, KeyKind::Phone)
}

#[test]
fn after_the_delay_the_new_key_is_the_only_one() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(1)));
		let by_attester = Some(CHEONGYANG);
		let ready_at = START + RecoveryDelay::get();
		let kind = KeyKind::Phone;
		let started = Event::RecoveryStarted {
			person: PersonId(1),
			new_key: NEW,
			kind,
			ready_at,
			by: by_attester,
		};
		assert_eq!(last_event(), started);

		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(1)));
		assert_eq!(
			last_event(),
			Event::RecoveryFinished { person: PersonId(1), new_key: NEW, kind }
		);
		assert_eq!(Registry::person_of(NEW), Some(PersonId(1)));
		assert_eq!((Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)), (None, None));
		assert_eq!(Registry::person(PersonId(1)).unwrap().keys, 1);
		// The old records are still there, and count for nothing.
		assert!(Keys::<Test>::contains_key(CARD));
		assert_noop!(add_key(by(OTHER_PHONE), 51, KeyKind::Phone), Error::<Test>::NotAuthorized);
		pass(RoleMemory::get());
		assert_ok!(Registry::forget_stale_key(by(77), CARD));
	});
}

#[test]
fn a_recovery_is_ready_exactly_at_its_moment() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		pass(RecoveryDelay::get() - 1);
		assert_noop!(Registry::finish_recovery(by(77), PersonId(0)), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
	});
}

#[test]
fn a_network_may_begin_with_a_shorter_delay() {
	ExtBuilder::default().with_recovery_delay(10).build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		pass(9);
		assert_noop!(Registry::finish_recovery(by(77), PersonId(0)), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
	});
}

#[test]
fn any_old_key_calls_a_recovery_off_even_at_the_last_moment() {
	ExtBuilder::default().build_and_execute(|| {
		for key in [OTHER_PHONE, CARD] {
			assert_ok!(start(PersonId(1)));
			pass(RecoveryDelay::get());
			assert_ok!(Registry::cancel_recovery(by(key), PersonId(1)));
			assert_eq!(last_event(), Event::RecoveryCancelled { person: PersonId(1) });
			assert_noop!(
				Registry::finish_recovery(by(77), PersonId(1)),
				Error::<Test>::RecoveryNotFound
			);
		}
	});
}

#[test]
fn a_freeze_stops_the_old_key_from_calling_it_off() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_noop!(
			Registry::cancel_recovery(by(PHONE), PersonId(0)),
			Error::<Test>::PersonFrozen
		);
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		// The recovery does not unfreeze.
		assert_noop!(add_key(by(NEW), 51, KeyKind::Phone), Error::<Test>::PersonFrozen);
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(0)));
		assert_ok!(add_key(by(NEW), 51, KeyKind::Phone));
	});
}

#[test]
fn an_attester_calls_it_off_and_a_stranger_does_not() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		for stranger in [OTHER_PHONE, BORYEONG, 77, NEW] {
			assert_noop!(
				Registry::cancel_recovery(by(stranger), PersonId(0)),
				Error::<Test>::NotAuthorized
			);
		}
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_ok!(Registry::cancel_recovery(by(CHEONGYANG), PersonId(0)));
		assert_noop!(
			Registry::cancel_recovery(by(CHEONGYANG), PersonId(0)),
			Error::<Test>::RecoveryNotFound
		);
	});
}

#[test]
fn there_is_one_recovery_at_a_time() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		assert_noop!(start(PersonId(0)), Error::<Test>::RecoveryAlreadyStarted);
		assert_ok!(Registry::cancel_recovery(by(PHONE), PersonId(0)));
		assert_ok!(start(PersonId(0)));
		assert_noop!(start(PersonId(99)), Error::<Test>::NotRegistered);
		assert_noop!(start_recovery(by(BORYEONG), PersonId(1), NEW, KeyKind::Phone), BadOrigin);
	});
}

#[test]
fn the_new_key_must_be_nobodys_at_the_start_and_at_the_end() {
	ExtBuilder::default().build_and_execute(|| {
		for taken in [PHONE, OTHER_PHONE] {
			assert_noop!(
				start_recovery(by(CHEONGYANG), PersonId(0), taken, KeyKind::Phone),
				Error::<Test>::KeyAlreadyRegistered
			);
		}
		assert_ok!(start(PersonId(0)));
		assert_ok!(add_key(by(OTHER_PHONE), NEW, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_noop!(
			Registry::finish_recovery(by(77), PersonId(0)),
			Error::<Test>::KeyAlreadyRegistered
		);
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), NEW));
		// What lies on the account is still the other person's.
		assert_noop!(
			Registry::finish_recovery(by(77), PersonId(0)),
			Error::<Test>::KeyAlreadyRegistered
		);
		pass(RoleMemory::get());
		assert_ok!(Registry::forget_stale_key(by(77), NEW));
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
	});
}

#[test]
fn a_person_who_lost_the_only_card_gets_another_by_recovery() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(issue_key(by(CHEONGYANG), PersonId(3), 60, KeyKind::Card));
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), 60));
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(3), 61, KeyKind::Card));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(3)));
		assert_eq!(Keys::<Test>::get(61).unwrap().kind, KeyKind::Card);
		assert_eq!(Registry::person_of(61), Some(PersonId(3)));
	});
}

#[test]
fn an_old_phone_can_come_back_by_a_second_recovery() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start(PersonId(0)));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		pass(1);
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(0), PHONE, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		assert_eq!(
			(Registry::person_of(PHONE), Registry::person_of(NEW)),
			(Some(PersonId(0)), None)
		);
		assert_eq!(System::providers(&PHONE), 1);
	});
}

#[test]
fn keys_act_since_the_last_recovery_and_not_since_one_was_added() {
	ExtBuilder::default().build_and_execute(|| {
		let since = || <Registry as chungnam_ports::People<AccountId>>::acts_since(PersonId(1));
		assert_ok!(add_key(by(OTHER_PHONE), 51, KeyKind::Phone));
		assert_eq!(since(), None, "the person's own key");
		assert_ok!(start(PersonId(1)));
		pass(RecoveryDelay::get());
		assert_eq!(since(), None, "it has not taken effect");
		assert_ok!(Registry::finish_recovery(by(77), PersonId(1)));
		let recovered = Some(now());
		assert_eq!(since(), recovered);
		pass(1);
		assert_ok!(add_key(by(NEW), 52, KeyKind::Phone));
		assert_ok!(Registry::remove_key(by(52), NEW));
		assert_eq!(since(), recovered);
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(1), 53, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(1)));
		assert_eq!(since(), Some(now()), "the next recovery");
		pass(1);
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), PersonId(1)));
		assert_eq!(since(), None);
		let died = Some(now());
		pass(1);
		assert_ok!(Registry::undo_death(RuntimeOrigin::root(), PersonId(1)));
		assert_eq!(since(), died, "an office took the keys and gave them back");
	});
}
