// SPDX-License-Identifier: Apache-2.0

//! A death that was recorded by mistake is undone within `EstateDelay`, and nobody gains by it.

use super::*;
use chungnam_ports::{ManagedCohorts, People as PeopleOfChain, Standing, MAX_LIFE};
use frame_support::traits::fungible::Mutate;

const KIM: PersonId = PersonId(1);

fn die(person: PersonId) {
	assert_ok!(Registry::record_death(by(CHEONGYANG), person));
}

fn rise(person: PersonId) -> DispatchResult {
	Registry::undo_death(by(CHEONGYANG), person)
}

fn standing(person: PersonId) -> Standing {
	Registry::person(person).unwrap().standing
}

fn send(from: AccountId, won: u64) -> DispatchResult {
	Balances::transfer_allow_death(by(from), 77, won)
}

#[test]
fn a_person_whose_death_was_a_mistake_is_as_before() {
	ExtBuilder::default().build_and_execute(|| {
		let managed = <Registry as ManagedCohorts>::create(12).unwrap();
		assert_ok!(<Registry as ManagedCohorts>::enrol(managed, KIM));
		assert_ok!(Registry::grant_elector(by(CHEONGYANG), batch(vec![KIM])));
		let (acts, until) = (WardActs::ALL, START + 90 * DAYS);
		assert_ok!(Registry::appoint_guardian(by(CHEONGYANG), KIM, PersonId(0), acts, until));
		pass(5 * DAYS);
		die(KIM);
		assert_eq!((Residents::<Test>::get(12), heads(CohortId(0)), heads(managed)), (2, 1, 0));
		let dead_since = now();
		pass(DAYS);
		assert_ok!(rise(KIM));

		assert_eq!(standing(KIM), Standing::Active);
		assert_eq!(
			(Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)),
			(Some(KIM), Some(KIM))
		);
		assert_eq!((Residents::<Test>::get(12), heads(CohortId(0)), heads(managed)), (3, 2, 1));
		assert_eq!((Rolls::<Test>::get(12).heads, Rolls::<Test>::get(PROVINCE_ROLL).heads), (1, 1));
		let is_guardian =
			|at| Registry::is_guardian(PersonId(0), KIM, chungnam_ports::WardAct::Spend, at);
		assert!(is_guardian(now()) && !is_guardian(until));
		// Nothing that was opened in the meantime counted the person.
		pass(1);
		assert!(
			was_enrolled(KIM, CohortId(0), dead_since) && was_enrolled(KIM, CohortId(0), now())
		);
		assert!(!was_enrolled(KIM, CohortId(0), dead_since + 1));
		assert_counted_one_by_one(CohortId(0));
		assert_counted_one_by_one(managed);
		assert_ok!(add_key(by(OTHER_PHONE), 50, KeyKind::Card));
		assert!(Deaths::<Test>::iter().next().is_none());
	});
}

#[test]
fn the_won_of_the_dead_is_frozen_and_free_again_with_the_person() {
	ExtBuilder::default().build_and_execute(|| {
		for key in [OTHER_PHONE, CARD] {
			assert_ok!(Balances::mint_into(&key, 100));
		}
		die(KIM);
		assert!(send(OTHER_PHONE, 10).is_err() && send(CARD, 10).is_err());
		assert_ok!(rise(KIM));
		assert_ok!(send(OTHER_PHONE, 10));
		assert_ok!(send(CARD, 10));
	});
}

#[test]
fn who_was_frozen_rises_frozen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Balances::mint_into(&OTHER_PHONE, 100));
		assert_ok!(Registry::freeze(by(CHEONGYANG), KIM));
		die(KIM);
		assert_ok!(rise(KIM));
		assert_eq!(standing(KIM), Standing::Frozen);
		assert!(send(OTHER_PHONE, 10).is_err());
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), KIM));
		assert_ok!(send(OTHER_PHONE, 10));
	});
}

#[test]
fn a_death_is_undone_before_its_thirty_days_are_over_and_not_after() {
	ExtBuilder::default().build_and_execute(|| {
		die(KIM);
		pass(EstateDelay::get() - 1);
		assert_ok!(rise(KIM));
		die(KIM);
		pass(EstateDelay::get());
		assert_noop!(rise(KIM), Error::<Test>::TooLate);
	});
}

#[test]
fn the_living_do_not_rise_and_the_dead_rise_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(rise(KIM), Error::<Test>::PersonNotDeceased);
		die(KIM);
		assert_ok!(rise(KIM));
		assert_noop!(rise(KIM), Error::<Test>::PersonNotDeceased);
		assert_noop!(rise(PersonId(99)), Error::<Test>::NotRegistered);
	});
}

#[test]
fn a_death_without_what_was_before_is_final() {
	ExtBuilder::default().build_and_execute(|| {
		die(KIM);
		Deaths::<Test>::remove(KIM);
		assert_noop!(rise(KIM), Error::<Test>::TooLate);
	});
}

#[test]
fn only_the_office_of_the_persons_home_undoes_a_death() {
	ExtBuilder::default().build_and_execute(|| {
		let cohorts = ScopeSet::of(&[Scope::Freeze, Scope::Cohorts]);
		assert_ok!(appoint_attester(RuntimeOrigin::root(), 902, RegionSet::of(&[12]), cohorts));
		die(KIM);
		for who in [BORYEONG, 902, OTHER_PHONE, PHONE] {
			assert_noop!(Registry::undo_death(by(who), KIM), BadOrigin);
		}
		assert_ok!(rise(KIM));
	});
}

#[test]
fn a_key_that_was_voided_before_the_death_stays_void() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_ok!(start_recovery(by(CHEONGYANG), KIM, 50, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), KIM));
		pass(1);
		die(KIM);
		assert_ok!(rise(KIM));
		assert_eq!(Registry::person_of(50), Some(KIM));
		assert_eq!((Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)), (None, None));
		assert_eq!(Registry::former_key_of(&OTHER_PHONE), Some(KIM));
	});
}

#[test]
fn a_move_and_a_recovery_begin_anew_after_a_mistaken_death() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(start_recovery(by(CHEONGYANG), KIM, 50, KeyKind::Phone));
		assert_ok!(Registry::move_house(by(BORYEONG), KIM, THERE));
		die(KIM);
		assert_ok!(rise(KIM));
		assert_eq!((Registry::recovery(KIM), Registry::moving(KIM)), (None, None));
		assert_ok!(Registry::move_house(by(BORYEONG), KIM, THERE));
		assert_ok!(Registry::finish_move(by(OTHER_PHONE), KIM));
	});
}

#[test]
fn a_guardian_whose_time_ended_meanwhile_does_not_come_back() {
	ExtBuilder::default().build_and_execute(|| {
		let until = START + 10 * DAYS;
		let appoint = Registry::appoint_guardian;
		assert_ok!(appoint(by(CHEONGYANG), KIM, PersonId(0), WardActs::ALL, until));
		die(KIM);
		pass(10 * DAYS);
		assert_ok!(rise(KIM));
		assert!(Registry::guardians(KIM).is_empty());
	});
}

#[test]
fn no_office_gets_round_the_ceiling_of_a_roll_by_deaths_that_it_undoes() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::set_ceiling(RuntimeOrigin::root(), 12, Some(1)));
		let grant = |person| Registry::grant_elector(by(CHEONGYANG), batch(vec![person]));
		assert_ok!(grant(KIM));
		assert_noop!(grant(PersonId(0)), Error::<Test>::CeilingReached);
		die(KIM);
		assert_ok!(grant(PersonId(0)));
		assert_ok!(rise(KIM));
		assert_eq!(Rolls::<Test>::get(12).heads, 1);
		assert_eq!(roll_of(&ElectorStays::<Test>::get(KIM)), None);
	});
}

#[test]
fn a_full_list_of_stays_keeps_nobody_dead() {
	ExtBuilder::default().build_and_execute(|| {
		for cohort in 1..MAX_ENROLMENTS {
			assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
			assert_ok!(enrol(CohortId(cohort), &[KIM]));
		}
		die(KIM);
		assert_ok!(rise(KIM));
		let person = Registry::person(KIM).unwrap();
		assert_eq!((person.standing, person.enrolments.len()), (Standing::Active, 16));
		assert!(!person.is_enrolled(CohortId(0)));
	});
}

#[test]
fn stays_on_rolls_have_room_or_an_attester_enters_the_person_later() {
	ExtBuilder::default().build_and_execute(|| {
		let grant = || Registry::grant_elector(by(CHEONGYANG), batch(vec![KIM]));
		for _ in 0..9 {
			assert_ok!(grant());
			pass(1);
			assert_ok!(Registry::withdraw_elector(by(CHEONGYANG), batch(vec![KIM])));
			pass(1);
		}
		assert_noop!(grant(), Error::<Test>::MaxStaysExceeded);
		pass(MAX_LIFE);
		assert_ok!(grant());
		for _ in 0..8 {
			pass(1);
			assert_ok!(Registry::move_house(by(CHEONGYANG), KIM, ZoneId::new(12, 2)));
		}
		die(KIM);
		assert_ok!(rise(KIM));
		assert_eq!(Rolls::<Test>::get(12).heads, 1);
	});
}

#[test]
fn the_second_death_is_as_final_as_the_first_would_have_been() {
	ExtBuilder::default().build_and_execute(|| {
		die(KIM);
		assert_ok!(rise(KIM));
		pass(1);
		die(KIM);
		assert_eq!(standing(KIM), Standing::Deceased);
		assert_eq!((Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)), (None, None));
		pass(RoleMemory::get());
		System::set_block_number(10);
		for key in [OTHER_PHONE, CARD] {
			assert_ok!(Registry::forget_stale_key(by(77), key));
		}
		assert!(KeysOf::<Test>::get(KIM).is_empty());
	});
}
