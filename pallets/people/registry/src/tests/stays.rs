// SPDX-License-Identifier: Apache-2.0

//! Sixteen stays a person, and how those make room about which nothing asks any more.

use super::*;
use chungnam_ports::{ManagedCohorts, StayAskers};

frame_support::parameter_types! {
	/// Cohorts about whose stays something still asks.
	pub static AskedCohorts: Vec<CohortId> = Vec::new();
}

/// Asks about the cohorts of a list.
pub struct Asked;

impl StayAskers for Asked {
	fn ask(_: PersonId, stay: &Enrolment) -> bool {
		AskedCohorts::get().contains(&stay.cohort) || stay == &FILLER
	}
}

const KIM: PersonId = PersonId(0);
/// A stay about which something always asks.
const FILLER: Enrolment = Enrolment { cohort: CohortId(0), since: 0, until: Some(0) };

fn forget(person: PersonId) -> DispatchResult {
	Registry::forget_stay(by(77), person)
}

/// Fills Kim's list with stays about which something asks.
fn fill() {
	let fill = |person: &mut Person| while person.enrolments.try_push(FILLER).is_ok() {};
	People::<Test>::mutate_extant(KIM, fill);
}

fn stays(person: PersonId) -> usize {
	Registry::person(person).unwrap().enrolments.len()
}

/// Two tiers that a pallet keeps, and Kim in the first of them.
fn tiers() -> [CohortId; 2] {
	let tiers = [(); 2].map(|()| <Registry as ManagedCohorts>::create(12).unwrap());
	assert_ok!(unenrol(CohortId(0), &[KIM]));
	assert_ok!(<Registry as ManagedCohorts>::enrol(tiers[0], KIM));
	pass(1_000);
	tiers
}

/// Out of one tier and into the other, all or nothing, as its keeper does.
fn cross(from: CohortId, to: CohortId) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		<Registry as ManagedCohorts>::unenrol(from, KIM)?;
		<Registry as ManagedCohorts>::enrol(to, KIM)
	})?;
	pass(1_000);
	Ok(())
}

#[test]
fn who_moves_to_and_fro_between_two_tiers_ends_in_the_right_one() {
	ExtBuilder::default().build_and_execute(|| {
		let [mut from, mut to] = tiers();
		while cross(from, to).is_ok() {
			(from, to) = (to, from);
		}
		// The sixteenth move is refused: the home is in one tier's zones, and the person in the other.
		assert_eq!(stays(KIM), 16);
		assert_noop!(cross(from, to), Error::<Test>::MaxEnrolmentsExceeded);
		assert_ok!(forget(KIM));
		assert_ok!(cross(from, to));
		let person = Registry::person(KIM).unwrap();
		assert!(person.is_enrolled(to) && !person.is_enrolled(from));
		assert_eq!((heads(to), heads(from)), (1, 0));
		assert_counted_one_by_one(to);
	});
}

#[test]
fn suspensions_do_not_shut_anybody_out_for_a_year() {
	ExtBuilder::default().build_and_execute(|| {
		let [tier, _] = tiers();
		let resume = || <Registry as ManagedCohorts>::enrol(tier, KIM);
		while stays(KIM) < 16 {
			assert_ok!(<Registry as ManagedCohorts>::unenrol(tier, KIM));
			pass(1_000);
			assert_ok!(resume());
			pass(1_000);
		}
		assert_ok!(<Registry as ManagedCohorts>::unenrol(tier, KIM));
		pass(1_000);
		assert_noop!(resume(), Error::<Test>::MaxEnrolmentsExceeded);
		assert_ok!(forget(KIM));
		assert_ok!(resume());
	});
}

#[test]
fn stays_of_cohorts_that_are_over_do_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		for cohort in 1..=MAX_ENROLMENTS {
			assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
			if cohort < MAX_ENROLMENTS {
				assert_ok!(enrol(CohortId(cohort), &[KIM]));
				pass(1_000);
				assert_ok!(unenrol(CohortId(cohort), &[KIM]));
				pass(1_000);
			}
		}
		let last = CohortId(MAX_ENROLMENTS);
		assert_noop!(enrol(last, &[KIM]), Error::<Test>::MaxEnrolmentsExceeded);
		assert_ok!(forget(KIM));
		// The one of cohort 0 is open, and that of cohort 1 ended first.
		assert_eq!(stays(KIM), 15);
		let has = |cohort| {
			let person = Registry::person(KIM).unwrap();
			person.enrolments.iter().any(|stay| stay.cohort == CohortId(cohort))
		};
		assert!(has(0) && !has(1) && has(2));
		assert_ok!(enrol(last, &[KIM]));
	});
}

#[test]
fn a_stay_about_which_something_asks_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		for cohort in [1, 2] {
			assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
			assert_ok!(enrol(CohortId(cohort), &[KIM]));
			pass(1_000);
			assert_ok!(unenrol(CohortId(cohort), &[KIM]));
		}
		let counted = now();
		pass(1_000);
		AskedCohorts::set(vec![CohortId(1)]);
		fill();
		assert_ok!(forget(KIM));
		assert!(was_enrolled(KIM, CohortId(1), counted - 1_000));
		assert!(!was_enrolled(KIM, CohortId(2), counted));
		fill();
		assert_noop!(forget(KIM), Error::<Test>::NothingToForget);
		AskedCohorts::set(vec![]);
		assert_ok!(forget(KIM));
	});
}

#[test]
fn an_open_stay_and_one_that_ended_in_this_block_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		assert_noop!(forget(KIM), Error::<Test>::NothingToForget);
		assert_ok!(unenrol(CohortId(0), &[KIM]));
		// What opens at this moment still counts the person.
		assert_noop!(forget(KIM), Error::<Test>::NothingToForget);
		assert!(was_enrolled(KIM, CohortId(0), now()));
		pass(1);
		assert_noop!(forget(KIM), Error::<Test>::NothingToForget);
		pass(1);
		assert_ok!(forget(KIM));
		assert_noop!(forget(PersonId(99)), Error::<Test>::NotRegistered);
	});
}

#[test]
fn what_was_forgotten_is_told_and_the_moment_from_which_on_stays_are_certain_never_goes_back() {
	ExtBuilder::default().build_and_execute(|| {
		let certain = || <Registry as CohortsOfChain>::certain_since(KIM);
		assert_eq!(certain(), 0);
		assert_ok!(unenrol(CohortId(0), &[KIM]));
		let left = now() + 1;
		pass(2);
		fill();
		assert_ok!(forget(KIM));
		assert_eq!(certain(), left);
		let stay = Enrolment { cohort: CohortId(0), since: 1, until: Some(left) };
		assert_eq!(last_event(), Event::StayForgotten { person: KIM, stay });
		// An older stay that was kept is forgotten later.
		let older = Enrolment { until: Some(5), ..stay };
		People::<Test>::mutate_extant(KIM, |person| person.enrolments.try_push(older).unwrap());
		assert_ok!(forget(KIM));
		assert_eq!(certain(), left);
	});
}

#[test]
fn a_stranger_takes_no_stay_from_anybody_who_has_room_for_another() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
		assert_ok!(enrol(CohortId(1), &[KIM]));
		pass(1_000);
		assert_ok!(unenrol(CohortId(1), &[KIM]));
		let counted = now();
		pass(1_000);
		while stays(KIM) < 16 {
			assert_noop!(forget(KIM), Error::<Test>::StaysNotFull);
			People::<Test>::mutate_extant(KIM, |person| {
				person.enrolments.try_push(FILLER).unwrap()
			});
		}
		assert!(was_enrolled(KIM, CohortId(1), counted));
		assert_eq!(<Registry as CohortsOfChain>::certain_since(KIM), 0);
		assert_ok!(forget(KIM));
	});
}
