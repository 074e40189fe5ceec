// SPDX-License-Identifier: Apache-2.0

//! People who live outside the province.

use super::*;
use chungnam_ports::{People as _, PersonProfile, Standing};
use chungnam_primitives::{CohortId, PersonId};

const PASS: AccountId = 50;
const PROVINCE: AccountId = 910;

/// A visitor, who gets number 4.
fn visitor() -> PersonId {
	register_visitor(1, PASS)
}

fn new(n: u64, key: AccountId) -> NewVisitorOf<Test> {
	NewVisitor { commitment: commitment(n), key: first_phone(n, key) }
}

fn register_all(visitors: Vec<NewVisitorOf<Test>>) -> DispatchResult {
	Registry::register_visitors(by(CHEONGYANG), 12, batch(visitors))
}

#[test]
fn a_visitor_is_a_person_with_a_key_and_a_resident_of_nowhere() {
	ExtBuilder::default().build_and_execute(|| {
		let id = visitor();
		let told = Event::VisitorRegistered { person: id, region: 12, key: Some(PASS) };
		assert_eq!(last_event(), told);
		assert_eq!(Registry::person_of(PASS), Some(id));
		assert_eq!(System::providers(&PASS), 1);
		let profile = PersonProfile { zone: ZoneId::OUTSIDE, standing: Standing::Active };
		assert_eq!(Registry::profile(id), Some(profile));
		assert_eq!((Residents::<Test>::get(0), Residents::<Test>::get(12)), (1, 3));
		assert_ok!(add_key(by(PASS), 51, KeyKind::Card));
	});
}

#[test]
fn visitors_are_registered_all_or_none_and_nobody_twice() {
	ExtBuilder::default().build_and_execute(|| {
		for (second, why) in [
			(new(1, 52), Error::<Test>::CommitmentAlreadyUsed),
			// A resident is no visitor as well.
			(new(1_000, 52), Error::<Test>::CommitmentAlreadyUsed),
		] {
			assert_noop!(register_all(vec![new(1, 51), second]), why);
		}
		assert_ok!(register_all(vec![new(1, 51), new(2, 52)]));
		let again = NewPerson { commitment: commitment(1), zone: HERE, key: None };
		assert_noop!(
			Registry::register_people(by(CHEONGYANG), batch(vec![again])),
			Error::<Test>::CommitmentAlreadyUsed
		);
		NextPerson::<Test>::put(PersonId::MAX);
		assert_noop!(register_all(vec![new(3, 53)]), Error::<Test>::NumbersExhausted);
		NextPerson::<Test>::put(PersonId(6));
	});
}

#[test]
fn an_attester_of_a_region_that_exists_registers_visitors() {
	ExtBuilder::default().build_and_execute(|| {
		let register =
			|origin, region| Registry::register_visitors(origin, region, batch(vec![new(1, PASS)]));
		assert_noop!(register(by(CHEONGYANG), 4), BadOrigin);
		assert_noop!(register(by(CHEONGYANG), 0), BadOrigin);
		assert_noop!(register(by(PHONE), 12), BadOrigin);
		for region in [0, 16, 32, 255] {
			assert_noop!(register(RuntimeOrigin::root(), region), Error::<Test>::RegionNotFound);
		}
		assert_ok!(register(RuntimeOrigin::root(), 4));
	});
}

#[test]
fn nobody_is_registered_as_a_resident_of_nowhere() {
	ExtBuilder::default().build_and_execute(|| {
		appoint_for_the_province(PROVINCE);
		let outside = NewPerson { commitment: commitment(1), zone: ZoneId::OUTSIDE, key: None };
		let register = |origin| Registry::register_people(origin, batch(vec![outside.clone()]));
		assert_noop!(register(by(PROVINCE)), BadOrigin);
		assert_noop!(register(RuntimeOrigin::root()), Error::<Test>::RegionNotFound);
	});
}

#[test]
fn what_concerns_a_visitor_takes_a_mandate_over_the_whole_province() {
	ExtBuilder::default().build_and_execute(|| {
		let id = visitor();
		appoint_for_the_province(PROVINCE);
		let until = START + 10 * DAYS;
		let acts = WardActs::ALL;
		// Not even who registered the visitor.
		for who in [CHEONGYANG, BORYEONG] {
			assert_noop!(Registry::freeze(by(who), id), BadOrigin);
			assert_noop!(Registry::revoke_key(by(who), PASS), BadOrigin);
			assert_noop!(start_recovery(by(who), id, 51, KeyKind::Phone), BadOrigin);
			assert_noop!(Registry::record_death(by(who), id), BadOrigin);
			assert_noop!(
				Registry::appoint_guardian(by(who), id, PersonId(0), acts, until),
				BadOrigin
			);
		}
		assert_ok!(Registry::freeze(by(PROVINCE), id));
		assert_ok!(Registry::unfreeze(by(PROVINCE), id));
		assert_ok!(Registry::appoint_guardian(by(PROVINCE), id, PersonId(0), acts, until));
		assert_noop!(
			Registry::dismiss_guardian(by(CHEONGYANG), id, PersonId(0)),
			Error::<Test>::NotAuthorized
		);
		assert_ok!(Registry::dismiss_guardian(by(PROVINCE), id, PersonId(0)));
		assert_ok!(start_recovery(by(PROVINCE), id, 51, KeyKind::Phone));
		assert_noop!(Registry::cancel_recovery(by(CHEONGYANG), id), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::cancel_recovery(by(PASS), id));
		assert_ok!(start_recovery(by(PROVINCE), id, 51, KeyKind::Phone));
		assert_ok!(Registry::cancel_recovery(by(PROVINCE), id));
		assert_ok!(Registry::revoke_key(by(PROVINCE), PASS));
		assert_ok!(Registry::record_death(by(PROVINCE), id));
		assert_eq!(Residents::<Test>::get(0), 0);
	});
}

#[test]
fn a_visitor_is_in_no_cohort() {
	ExtBuilder::default().build_and_execute(|| {
		let id = visitor();
		assert_noop!(enrol(CohortId(0), &[id]), Error::<Test>::NotResident);
		assert_noop!(enrol(CohortId(0), &[PersonId(3), id]), Error::<Test>::NotResident);
		assert_noop!(unenrol(CohortId(0), &[id]), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn a_visitor_who_moves_in_is_a_resident_like_others() {
	ExtBuilder::default().build_and_execute(|| {
		let id = visitor();
		assert_noop!(Registry::move_house(by(CHEONGYANG), id, THERE), BadOrigin);
		assert_ok!(Registry::move_house(by(BORYEONG), id, THERE));
		assert_ok!(Registry::finish_move(by(PASS), id));
		assert_eq!(last_event(), Event::PersonMoved { person: id, zone: THERE });
		assert_eq!((Residents::<Test>::get(0), Residents::<Test>::get(4)), (0, 2));
		assert_eq!(Registry::person_of(PASS), Some(id));
		assert_ok!(enrol(CohortId(0), &[id]));
		assert_ok!(Registry::freeze(by(BORYEONG), id));
	});
}
