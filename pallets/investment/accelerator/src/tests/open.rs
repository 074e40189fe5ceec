// SPDX-License-Identifier: Apache-2.0

//! An office opens an intake, and no won is promised twice.

use sp_runtime::DispatchError;

use super::*;

#[test]
fn office_opens_an_intake_with_all_of_its_money() {
	run(|| {
		assert_ok!(open_intake(plan()));
		let (office, plan) = (Some(OFFICE), plan());
		let opened = Event::Opened { intake: FIRST, office, plan: plan.clone(), reserve: RESERVE };
		assert_eq!(last_event(), opened);
		assert_eq!((fund(), pot()), (PLENTY - RESERVE, RESERVE));
		assert_eq!(intake(), Intake::new(plan, Some(OFFICE)));
		assert_eq!(NextIntake::<Test>::get(), IntakeId(1));
	});
}

#[test]
fn only_an_office_for_the_budget_opens_an_intake() {
	run(|| {
		for who in [STRANGER, LAB] {
			let refused = Accelerator::open_intake(signed(who), Box::new(plan()));
			assert_eq!(refused, Err(DispatchError::BadOrigin));
		}
		let root = frame_system::RawOrigin::Root;
		assert_ok!(Accelerator::open_intake(root.into(), Box::new(plan())));
		assert_eq!(intake().office, None);
	});
}

#[test]
fn intake_is_refused_when_it_is_unsound() {
	run(|| {
		let refused = |change: fn(&mut IntakePlan), why: Error<Test>| {
			let mut own = plan();
			change(&mut own);
			let root = frame_system::RawOrigin::Root;
			assert_noop!(Accelerator::open_intake(root.into(), Box::new(own)), why);
		};
		refused(|own| own.regions = RegionSet::EMPTY, Error::RegionNotFound);
		refused(|own| own.regions = RegionSet::of(&[31]), Error::RegionNotFound);
		refused(|own| own.firms = 0, Error::NothingOffered);
		refused(|own| own.firms = MAX_FIRMS + 1, Error::NothingOffered);
		refused(|own| own.most = 0, Error::NothingOffered);
		refused(|own| own.opens -= 1, Error::WindowsUnsound);
		refused(|own| own.closes = own.opens + MIN_WINDOW - 1, Error::WindowsUnsound);
		refused(|own| own.scored_by = own.closes + MAX_WINDOW + 1, Error::WindowsUnsound);
		refused(|own| own.scored_by = own.closes - 1, Error::WindowsUnsound);
		refused(
			|own| {
				own.opens += MAX_AHEAD + 1;
				own.closes = own.opens + MIN_WINDOW;
				own.scored_by = own.closes + MIN_WINDOW;
			},
			Error::WindowsUnsound,
		);
		refused(|own| own.fields = FieldSet::EMPTY, Error::JudgesUnsound);
		refused(|own| own.scores = 0, Error::JudgesUnsound);
		refused(|own| own.scores = 33, Error::JudgesUnsound);
		refused(|own| own.term = 0, Error::ReturnUnsound);
		refused(|own| own.term = MAX_TERM + 1, Error::ReturnUnsound);
	});
}

#[test]
fn won_is_promised_once() {
	run(|| {
		let large = IntakePlan { firms: 4, ..plan() };
		assert_ok!(open_intake(large.clone()));
		assert_ok!(open_intake(large.clone()));
		assert_eq!(fund(), RESERVE);
		assert_noop!(open_intake(large), Error::<Test>::InsufficientFund);
		assert_ok!(open_intake(plan()));
		assert_eq!(fund(), 0);
		assert_noop!(open_intake(plan()), Error::<Test>::InsufficientFund);
		let endless = IntakePlan { most: Won::MAX, ..plan() };
		assert_noop!(open_intake(endless), Error::<Test>::InsufficientFund);
	});
}

#[test]
fn intakes_are_as_many_as_fit() {
	run(|| {
		let small = IntakePlan { most: 1, ..plan() };
		let by_root = || {
			let root = frame_system::RawOrigin::Root;
			Accelerator::open_intake(root.into(), Box::new(small.clone()))
		};
		for _ in 0..MAX_INTAKES {
			assert_ok!(by_root());
		}
		assert_noop!(by_root(), Error::<Test>::MaxIntakesExceeded);
	});
}

#[test]
fn office_has_few_intakes_at_a_time() {
	run(|| {
		let small = || IntakePlan { most: 1, ..plan() };
		for _ in 0..MAX_OF_OFFICE {
			assert_ok!(open_intake(small()));
		}
		assert_noop!(open_intake(small()), Error::<Test>::MaxIntakesExceeded);
		MockRegistry::add_attester(STRANGER, ScopeSet::of(&[Scope::Budget]), RegionSet::province());
		assert_ok!(Accelerator::open_intake(signed(STRANGER), Box::new(small())));
		sleep(10 * DAYS);
		assert_ok!(award());
		assert_ok!(open_intake(small()));
	});
}

#[test]
fn no_intake_is_opened_while_awards_are_as_many_as_fit() {
	run(|| {
		to_awarded();
		let own = Award { sum: 0, ..first_award() };
		for number in 1..MAX_AWARDS {
			Awards::<Test>::insert(EnvelopeId(number), own.clone());
		}
		assert_noop!(open_intake(plan()), Error::<Test>::MaxIntakesExceeded);
	});
}
