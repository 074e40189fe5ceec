// SPDX-License-Identifier: Apache-2.0

//! Experts score applications.

use super::*;

#[test]
fn expert_scores_an_application_once() {
	run(|| {
		assert_noop!(score(11, bakery(), 1), Error::<Test>::IntakeNotFound);
		to_scoring();
		assert_ok!(score(11, bakery(), 80));
		let (firm, expert) = (bakery(), PersonId(11));
		let scored = Event::Scored { intake: FIRST, firm, expert, points: 80 };
		assert_eq!(last_event(), scored);
		assert_noop!(score(11, bakery(), 90), Error::<Test>::AlreadyScored);
		assert_ok!(score(11, lab(), 100));
		assert_ok!(score(12, bakery(), 0));
		let own = intake().entries.into_inner();
		assert_eq!((own[0].scores, own[0].points), (2, 80));
		assert_eq!((own[1].scores, own[1].points), (1, 100));
	});
}

#[test]
fn experts_score_between_the_applications_and_the_awards() {
	run(|| {
		to_applied();
		assert_noop!(score(11, bakery(), 1), Error::<Test>::TooEarly);
		sleep(10 * DAYS);
		assert_noop!(score(11, bakery(), 101), Error::<Test>::PointsTooHigh);
		let far = Payee::Merchant(MerchantId(2));
		assert_noop!(score(11, far, 1), Error::<Test>::ApplicationNotFound);
		assert_ok!(score(11, bakery(), 1));
		sleep(10 * DAYS);
		assert_noop!(score(12, bakery(), 1), Error::<Test>::TooLate);
	});
}

#[test]
fn application_without_enough_scores_is_scored_for_a_while_longer() {
	run(|| {
		assert_ok!(open_intake(IntakePlan { scores: 2, ..plan() }));
		assert_ok!(apply(BAKER, bakery()));
		assert_ok!(apply(LAB, lab()));
		sleep(20 * DAYS);
		assert_ok!(score(11, lab(), 50));
		assert_ok!(score(12, lab(), 50));
		sleep(PATIENCE - 1);
		assert_ok!(score(11, bakery(), 1));
		sleep(1);
		assert_noop!(score(12, bakery(), 1), Error::<Test>::TooLate);
	});
}

#[test]
fn only_experts_of_the_field_score_and_none_scores_the_own_firm() {
	run(|| {
		to_scoring();
		assert_noop!(score(9, bakery(), 1), Error::<Test>::NotAnExpert);
		assert_noop!(score(13, bakery(), 1), Error::<Test>::NotAnExpert);
		MockRegistry::set_standing(PersonId(12), chungnam_ports::Standing::Frozen);
		assert_noop!(score(12, bakery(), 1), Error::<Test>::NotAnExpert);
		assert_noop!(score(5, bakery(), 100), Error::<Test>::OwnFirm);
	});
}

#[test]
fn nobody_behind_a_firm_that_waits_scores_another() {
	run(|| {
		to_scoring();
		assert_noop!(score(5, lab(), 0), Error::<Test>::OwnFirm);
		// Neither those of the day on which it applied nor those of today.
		MockRegistry::set_operator(MerchantId(1), PersonId(11));
		assert_noop!(score(5, lab(), 0), Error::<Test>::OwnFirm);
		assert_noop!(score(5, bakery(), 100), Error::<Test>::OwnFirm);
		assert_noop!(score(11, bakery(), 100), Error::<Test>::OwnFirm);
		assert_ok!(withdraw(BAKER, bakery()));
		assert_ok!(score(5, lab(), 0));
	});
}

#[test]
fn scores_are_as_many_as_fit() {
	run(|| {
		to_scoring();
		for number in 0..MAX_SCORES {
			let (key, person) = (100 + number as u8, PersonId(100 + number));
			MockRegistry::add_person(account(key), person, ZoneId::new(12, 1));
			MockSeats::seat(person, FieldSet::ALL, Moment::MAX);
			assert_ok!(score(key, lab(), 100));
		}
		assert_noop!(score(11, lab(), 1), Error::<Test>::MaxScoresExceeded);
		assert_eq!(intake().entries[1].points, 3_200);
	});
}
