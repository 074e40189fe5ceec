// SPDX-License-Identifier: Apache-2.0

//! Firms apply, and take their applications back.

use super::*;

#[test]
fn firm_applies_once_to_an_intake() {
	run(|| {
		assert_noop!(apply(BAKER, bakery()), Error::<Test>::IntakeNotFound);
		assert_ok!(open_intake(plan()));
		assert_ok!(apply(BAKER, bakery()));
		let (firm, people) = (bakery(), PeopleBehind::truncate_from(vec![HANA]));
		let (plan, steps) = (hash(2), steps());
		let applied = Event::Applied { intake: FIRST, firm, people, plan, steps: steps.clone() };
		assert_eq!(last_event(), applied);
		let own = Accelerator::application(FIRST, bakery());
		assert_eq!(own, Some(Application::new(plan, steps)));
		assert_noop!(apply(BAKER, bakery()), Error::<Test>::AlreadyApplied);
		assert_ok!(apply(LAB, lab()));
		assert_eq!(intake().entries.len(), 2);
	});
}

#[test]
fn firm_applies_within_the_window() {
	run(|| {
		let opens = now() + DAYS;
		assert_ok!(open_intake(IntakePlan { opens, ..plan() }));
		assert_noop!(apply(BAKER, bakery()), Error::<Test>::TooEarly);
		sleep(DAYS);
		assert_ok!(apply(BAKER, bakery()));
		sleep(9 * DAYS);
		assert_noop!(apply(LAB, lab()), Error::<Test>::TooLate);
	});
}

#[test]
fn only_a_firm_that_may_act_applies_and_for_itself() {
	run(|| {
		assert_ok!(open_intake(plan()));
		assert_noop!(apply(STRANGER, bakery()), Error::<Test>::NotTheFirm);
		assert_noop!(apply(BAKER, Payee::Person(HANA)), Error::<Test>::NotTheFirm);
		assert_noop!(apply(STRANGER, Payee::Institution(STRANGER)), Error::<Test>::NotTheFirm);
		MockRegistry::set_open(MerchantId(1), false);
		assert_noop!(apply(BAKER, bakery()), Error::<Test>::NotTheFirm);
		assert_noop!(apply(OFFICE, Payee::Institution(OFFICE)), Error::<Test>::OwnIntake);
	});
}

#[test]
fn shop_applies_where_it_stands() {
	run(|| {
		assert_ok!(open_intake(plan()));
		let far = Payee::Merchant(MerchantId(2));
		assert_noop!(apply(FAR, far.clone()), Error::<Test>::OutsideRegions);
		let regions = RegionSet::of(&[3, 12]);
		assert_ok!(open_intake(IntakePlan { regions, ..plan() }));
		let apply = |id| Accelerator::apply(signed(FAR), id, far.clone(), hash(2), steps());
		assert_ok!(apply(IntakeId(1)));
	});
}

#[test]
fn nobody_is_behind_two_firms_of_an_intake() {
	run(|| {
		let regions = RegionSet::of(&[3, 12]);
		assert_ok!(open_intake(IntakePlan { regions, ..plan() }));
		assert_ok!(apply(BAKER, bakery()));
		let far = Payee::Merchant(MerchantId(2));
		MockRegistry::set_operator(MerchantId(2), HANA);
		assert_noop!(apply(FAR, far.clone()), Error::<Test>::AlreadyApplied);
		// The people of the bakery are those of the day on which it applied.
		MockRegistry::set_operator(MerchantId(1), PersonId(12));
		assert_noop!(apply(FAR, far.clone()), Error::<Test>::AlreadyApplied);
		assert_ok!(withdraw(BAKER, bakery()));
		assert_ok!(apply(FAR, far));
		assert_ok!(apply(BAKER, bakery()));
	});
}

#[test]
fn milestones_are_sound_and_within_the_sum() {
	run(|| {
		assert_ok!(open_intake(plan()));
		let with = |steps: &[(Won, Moment)]| {
			let step = |(amount, after): &(Won, Moment)| Step { amount: *amount, after: *after };
			let steps = BoundedVec::truncate_from(steps.iter().map(step).collect());
			Accelerator::apply(signed(LAB), FIRST, lab(), hash(2), steps)
		};
		assert_noop!(with(&[]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(0, 1)]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(1, 0)]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(1, MAX_AFTER + 1)]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(1, 1), (1, APART)]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(1, APART), (1, 1)]), Error::<Test>::MilestonesUnsound);
		assert_noop!(with(&[(9_000, 1), (1_001, 1 + APART)]), Error::<Test>::SumTooHigh);
		assert_noop!(with(&[(Won::MAX, 1), (1, 1 + APART)]), Error::<Test>::SumTooHigh);
		assert_ok!(with(&[(9_000, 1), (1_000, 1 + APART)]));
	});
}

#[test]
fn applications_are_as_many_as_fit() {
	run(|| {
		assert_ok!(open_intake(plan()));
		for number in 0..MAX_APPLICATIONS {
			let who = account(number as u8 + 101);
			MockRegistry::add_attester(who.clone(), ScopeSet::EMPTY, RegionSet::EMPTY);
			assert_ok!(apply(who.clone(), Payee::Institution(who)));
		}
		assert_noop!(apply(LAB, lab()), Error::<Test>::MaxApplicationsExceeded);
	});
}

#[test]
fn firm_takes_its_application_back_before_awards_begin() {
	run(|| {
		assert_noop!(withdraw(BAKER, bakery()), Error::<Test>::IntakeNotFound);
		to_scoring();
		assert_ok!(score(11, bakery(), 80));
		assert_noop!(withdraw(STRANGER, bakery()), Error::<Test>::NotTheFirm);
		assert_ok!(withdraw(BAKER, bakery()));
		assert_eq!(last_event(), Event::Withdrawn { intake: FIRST, firm: bakery() });
		assert_noop!(withdraw(BAKER, bakery()), Error::<Test>::ApplicationNotFound);
		assert_eq!(Accelerator::application(FIRST, bakery()), None);
		sleep(10 * DAYS);
		assert_noop!(withdraw(LAB, lab()), Error::<Test>::TooLate);
	});
}

#[test]
fn firm_that_took_its_application_back_applies_again() {
	run(|| {
		to_applied();
		assert_ok!(withdraw(BAKER, bakery()));
		assert_ok!(apply(BAKER, bakery()));
		let firms: Vec<_> = intake().entries.into_iter().map(|own| own.firm).collect();
		assert_eq!(firms, [lab(), bakery()], "it stands behind those who waited");
	});
}
