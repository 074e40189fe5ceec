// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_ports::{People as _, WardAct};
use chungnam_primitives::PersonId;

const SPEND: WardActs = WardActs { spend: true, claim: false };
const DELAY: u64 = 3 * DAYS;
const SINCE: u64 = START + DELAY;
const UNTIL: u64 = START + 9 * DAYS;

fn appoint(ward: PersonId, guardian: PersonId) -> DispatchResult {
	Registry::appoint_guardian(by(CHEONGYANG), ward, guardian, SPEND, UNTIL)
}

fn may(guardian: PersonId, act: WardAct, now: u64) -> bool {
	Registry::is_guardian(guardian, PersonId(3), act, now)
}

#[test]
fn a_guardian_may_do_what_was_allowed_until_the_end_and_not_at_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(appoint(PersonId(3), PersonId(0)));
		let (acts, since, until) = (SPEND, SINCE, UNTIL);
		let appointed = Event::GuardianAppointed {
			ward: PersonId(3),
			guardian: PersonId(0),
			acts,
			since,
			until,
		};
		assert_eq!(last_event(), appointed);
		assert!(!may(PersonId(0), WardAct::Spend, SINCE - 1));
		assert!(may(PersonId(0), WardAct::Spend, SINCE));
		assert!(may(PersonId(0), WardAct::Spend, UNTIL - 1));
		assert!(!may(PersonId(0), WardAct::Spend, UNTIL));
		assert!(!may(PersonId(0), WardAct::Claim, SINCE));
		assert!(!may(PersonId(1), WardAct::Spend, SINCE));
		assert!(!Registry::is_guardian(PersonId(3), PersonId(0), WardAct::Spend, SINCE));
	});
}

#[test]
fn a_frozen_or_dead_guardian_may_do_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(appoint(PersonId(3), PersonId(0)));
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert!(!may(PersonId(0), WardAct::Spend, SINCE));
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(0)));
		assert!(may(PersonId(0), WardAct::Spend, SINCE));
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert!(!may(PersonId(0), WardAct::Spend, SINCE));
	});
}

#[test]
fn nobody_is_their_own_guardian() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(appoint(PersonId(0), PersonId(0)), Error::<Test>::SelfGuardian);
	});
}

#[test]
fn a_guardianship_allows_something_begins_before_it_ends_and_is_between_the_living() {
	ExtBuilder::default().build_and_execute(|| {
		let nothing = WardActs { spend: false, claim: false };
		assert_noop!(
			Registry::appoint_guardian(by(CHEONGYANG), PersonId(3), PersonId(0), nothing, UNTIL),
			Error::<Test>::NothingGranted
		);
		assert_noop!(
			Registry::appoint_guardian(by(CHEONGYANG), PersonId(3), PersonId(0), SPEND, SINCE),
			Error::<Test>::TooLate
		);
		assert_noop!(appoint(PersonId(3), PersonId(99)), Error::<Test>::NotRegistered);
		assert_noop!(appoint(PersonId(99), PersonId(3)), Error::<Test>::NotRegistered);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(1)));
		assert_noop!(appoint(PersonId(1), PersonId(0)), Error::<Test>::PersonDeceased);
		assert_noop!(appoint(PersonId(3), PersonId(1)), Error::<Test>::PersonDeceased);
		assert_noop!(
			Registry::appoint_guardian(by(BORYEONG), PersonId(3), PersonId(0), SPEND, UNTIL),
			BadOrigin
		);
	});
}

#[test]
fn a_ward_has_two_guardians_and_the_overdue_make_room() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(appoint(PersonId(3), PersonId(0)));
		assert_ok!(appoint(PersonId(3), PersonId(1)));
		assert_noop!(appoint(PersonId(3), PersonId(2)), Error::<Test>::MaxGuardiansExceeded);
		// The same one again is a change, not a third.
		assert_ok!(Registry::appoint_guardian(
			by(CHEONGYANG),
			PersonId(3),
			PersonId(1),
			WardActs::ALL,
			UNTIL + 30 * DAYS
		));
		assert_eq!(Registry::guardians(PersonId(3)).len(), 2);
		pass(9 * DAYS);
		assert_ok!(Registry::appoint_guardian(
			by(CHEONGYANG),
			PersonId(3),
			PersonId(2),
			SPEND,
			UNTIL + 30 * DAYS
		));
		assert!(Registry::guardians(PersonId(3)).iter().all(|g| g.guardian != PersonId(0)));
	});
}

#[test]
fn a_guardian_is_dismissed_by_itself_or_an_attester_and_when_over_by_anyone() {
	ExtBuilder::default().build_and_execute(|| {
		let dismiss = |who, guardian| Registry::dismiss_guardian(by(who), PersonId(3), guardian);
		assert_ok!(appoint(PersonId(3), PersonId(0)));
		assert_ok!(appoint(PersonId(3), PersonId(1)));
		for stranger in [77, OTHER_PHONE, BORYEONG] {
			assert_noop!(dismiss(stranger, PersonId(0)), Error::<Test>::NotAuthorized);
		}
		assert_ok!(dismiss(PHONE, PersonId(0)));
		assert_eq!(
			last_event(),
			Event::GuardianDismissed { ward: PersonId(3), guardian: PersonId(0) }
		);
		assert_noop!(dismiss(CHEONGYANG, PersonId(0)), Error::<Test>::GuardianNotFound);
		assert_ok!(appoint(PersonId(3), PersonId(0)));
		assert_ok!(dismiss(CHEONGYANG, PersonId(0)));
		pass(9 * DAYS);
		assert_ok!(dismiss(77, PersonId(1)));
		assert!(!Guardians::<Test>::contains_key(PersonId(3)));
	});
}
