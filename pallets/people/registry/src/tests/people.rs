// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_ports::Standing;
use chungnam_primitives::{CohortId, PersonId};

fn new(n: u64, zone: ZoneId, key: Option<AccountId>) -> NewPersonOf<Test> {
	NewPerson { commitment: commitment(n), zone, key: key.map(|key| first_phone(n, key)) }
}

fn register_all(people: Vec<NewPersonOf<Test>>) -> DispatchResult {
	Registry::register_people(by(CHEONGYANG), batch(people))
}

#[test]
fn a_registered_person_exists_without_a_balance() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register_all(vec![new(1, HERE, Some(50)), new(2, HERE, None)]));
		assert_eq!(Registry::person_of(50), Some(PersonId(4)));
		assert_eq!(System::providers(&50), 1);
		let person = Registry::person(PersonId(5)).unwrap();
		assert_eq!((person.keys, person.key_epoch), (0, 0));
		assert_eq!(Residents::<Test>::get(12), 5);
		assert_eq!(
			last_event(),
			Event::PersonRegistered { person: PersonId(5), zone: HERE, key: None }
		);
	});
}

#[test]
fn a_batch_is_registered_as_a_whole_or_not_at_all() {
	ExtBuilder::default().build_and_execute(|| {
		for (second, why) in [
			(new(1, HERE, None), Error::<Test>::CommitmentAlreadyUsed),
			(new(1_000, HERE, None), Error::<Test>::CommitmentAlreadyUsed),
		] {
			assert_noop!(register_all(vec![new(1, HERE, Some(50)), second]), why);
		}
	});
}

#[test]
fn an_attester_registers_nobody_of_another_region() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register_all(vec![new(1, HERE, None), new(2, THERE, None)]), BadOrigin);
		let nowhere = new(1, ZoneId::new(16, 0), None);
		assert_noop!(
			Registry::register_people(RuntimeOrigin::root(), batch(vec![nowhere])),
			Error::<Test>::RegionNotFound
		);
	});
}

#[test]
fn when_all_numbers_are_given_nobody_is_registered() {
	ExtBuilder::empty().build_and_execute(|| {
		NextPerson::<Test>::put(PersonId::MAX);
		let one = batch(vec![new(1, HERE, None)]);
		assert_noop!(
			Registry::register_people(RuntimeOrigin::root(), one),
			Error::<Test>::NumbersExhausted
		);
	});
}

#[test]
fn a_thousand_people_are_registered_in_four_batches() {
	ExtBuilder::default().build_and_execute(|| {
		for part in 0..4u64 {
			let people =
				(0..250).map(|n| new(part * 250 + n, HERE, Some(5_000 + part * 250 + n))).collect();
			assert_ok!(register_all(people));
		}
		assert_eq!(Residents::<Test>::get(12), 1_003);
	});
}

#[test]
fn a_frozen_person_keeps_everything_and_may_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(1)));
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(1)), Error::<Test>::PersonFrozen);
		assert_noop!(add_key(by(OTHER_PHONE), 50, KeyKind::Card), Error::<Test>::PersonFrozen);
		assert_noop!(Registry::remove_key(by(OTHER_PHONE), CARD), Error::<Test>::PersonFrozen);
		assert_eq!(Registry::person_of(CARD), Some(PersonId(1)));
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(1)));
		assert_noop!(
			Registry::unfreeze(by(CHEONGYANG), PersonId(1)),
			Error::<Test>::PersonNotFrozen
		);
		assert_ok!(add_key(by(OTHER_PHONE), 50, KeyKind::Card));
	});
}

#[test]
fn who_moves_is_counted_in_the_new_region_and_attested_by_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::move_house(by(CHEONGYANG), PersonId(0), THERE), BadOrigin);
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(0), THERE));
		assert_eq!((Residents::<Test>::get(12), Residents::<Test>::get(4)), (3, 1));
		assert_ok!(Registry::finish_move(by(PHONE), PersonId(0)));
		assert_eq!((Residents::<Test>::get(12), Residents::<Test>::get(4)), (2, 2));
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(0)), BadOrigin);
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(0), ZoneId::new(4, 1)));
		assert_eq!(Residents::<Test>::get(4), 2);
		assert_noop!(
			Registry::move_house(RuntimeOrigin::root(), PersonId(0), ZoneId::new(0, 1)),
			Error::<Test>::RegionNotFound
		);
		assert_noop!(
			Registry::move_house(by(BORYEONG), PersonId(99), THERE),
			Error::<Test>::NotRegistered
		);
	});
}

#[test]
fn death_ends_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(1), 50, KeyKind::Phone));
		assert_ok!(Registry::appoint_guardian(
			by(CHEONGYANG),
			PersonId(1),
			PersonId(0),
			WardActs::ALL,
			START + 9 * DAYS
		));
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(1)));
		assert_eq!(last_event(), Event::DeathRecorded { person: PersonId(1) });

		let person = Registry::person(PersonId(1)).unwrap();
		assert_eq!((person.standing, person.keys), (Standing::Deceased, 0));
		assert_eq!((Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)), (None, None));
		assert_eq!(Registry::recovery(PersonId(1)), None);
		assert!(Registry::guardians(PersonId(1)).is_empty());
		assert_eq!(Cohorts::<Test>::get(CohortId(0)).unwrap().heads, 1);
		assert_eq!(Residents::<Test>::get(12), 2);

		let dead = sp_runtime::DispatchError::from(Error::<Test>::PersonDeceased);
		assert_noop!(Registry::record_death(by(CHEONGYANG), PersonId(1)), dead);
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(1)), dead);
		assert_noop!(Registry::unfreeze(by(CHEONGYANG), PersonId(1)), dead);
		assert_noop!(Registry::move_house(by(BORYEONG), PersonId(1), THERE), dead);
		assert_noop!(issue_key(by(CHEONGYANG), PersonId(1), 51, KeyKind::Card), dead);
		assert_noop!(start_recovery(by(CHEONGYANG), PersonId(1), 51, KeyKind::Phone), dead);
		assert_noop!(enrol(CohortId(0), &[PersonId(1)]), dead);
	});
}

#[test]
fn death_does_not_free_a_commitment() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_noop!(
			register_all(vec![new(1_000, HERE, None)]),
			Error::<Test>::CommitmentAlreadyUsed
		);
	});
}

#[test]
fn the_last_epoch_is_kept_for_death() {
	ExtBuilder::default().build_and_execute(|| {
		People::<Test>::mutate(PersonId(0), |p| p.as_mut().unwrap().key_epoch = MAX_KEY_EPOCH);
		Keys::<Test>::mutate(PHONE, |k| k.as_mut().unwrap().epoch = MAX_KEY_EPOCH);
		assert_noop!(
			start_recovery(by(CHEONGYANG), PersonId(0), 50, KeyKind::Phone),
			Error::<Test>::MaxRecoveriesExceeded
		);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(0)));
		assert_eq!(Registry::person_of(PHONE), None);
	});
}
