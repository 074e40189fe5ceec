// SPDX-License-Identifier: Apache-2.0

//! An office cancels an intake that was opened by mistake, and nothing of it is left.

use sp_runtime::DispatchError;

use super::*;

#[test]
fn intake_is_cancelled_and_all_of_its_money_goes_back() {
	run(|| {
		to_applied();
		give(&Accelerator::pot(FIRST), 5);
		sleep(10 * DAYS - 1);
		assert_ok!(cancel(OFFICE));
		let (office, why, won) = (Some(OFFICE), hash(8), RESERVE + 5);
		assert_eq!(last_event(), Event::Cancelled { intake: FIRST, office, why, won });
		assert_eq!((fund(), pot()), (PLENTY + 5, 0));
		assert_eq!(Accelerator::intake(FIRST), None);
		for firm in [bakery(), lab()] {
			assert_eq!(Accelerator::application(FIRST, firm), None);
		}
		assert_noop!(apply(BAKER, bakery()), Error::<Test>::IntakeNotFound);
		assert_noop!(award(), Error::<Test>::IntakeNotFound);
		assert_noop!(cancel(OFFICE), Error::<Test>::IntakeNotFound);
		// The right one has the next number, and the firms apply to it.
		assert_ok!(open_intake(plan()));
		let next = IntakeId(1);
		let again = Accelerator::apply(signed(BAKER), next, bakery(), hash(2), steps());
		assert_ok!(again);
		assert_eq!(fund(), PLENTY + 5 - RESERVE);
	});
}

#[test]
fn intake_is_cancelled_before_firms_apply() {
	run(|| {
		let later = |moment: &mut Moment| *moment += 30 * DAYS;
		let mut own = plan();
		[&mut own.opens, &mut own.closes, &mut own.scored_by].into_iter().for_each(later);
		assert_ok!(open_intake(own));
		assert_ok!(cancel(OFFICE));
		assert_eq!((fund(), pot()), (PLENTY, 0));
	});
}

#[test]
fn cancelling_is_too_late_as_soon_as_experts_may_score() {
	run(|| {
		to_applied();
		sleep(10 * DAYS);
		assert_noop!(cancel(OFFICE), Error::<Test>::TooLate);
		assert_ok!(score(11, bakery(), 80));
		sleep(10 * DAYS);
		assert_noop!(cancel(OFFICE), Error::<Test>::TooLate);
		assert_ok!(award());
		assert_noop!(cancel(OFFICE), Error::<Test>::TooLate);
	});
}

#[test]
fn only_the_office_that_opened_an_intake_cancels_it() {
	run(|| {
		to_applied();
		for who in [STRANGER, LAB, BAKER] {
			assert_eq!(cancel(who), Err(DispatchError::BadOrigin));
		}
		MockRegistry::add_attester(STRANGER, ScopeSet::of(&[Scope::Budget]), RegionSet::province());
		assert_noop!(cancel(STRANGER), Error::<Test>::NotAuthorized);
		// The governing origin is above offices.
		let root = frame_system::RawOrigin::Root;
		assert_ok!(Accelerator::cancel_intake(root.into(), FIRST, hash(8)));
		let (office, why, won) = (None, hash(8), RESERVE);
		assert_eq!(last_event(), Event::Cancelled { intake: FIRST, office, why, won });
	});
}
