// SPDX-License-Identifier: Apache-2.0

//! Frozen units stay, earn and vote; the freeze ends by itself.

use chungnam_ports::{Holders, Standing};
use frame_support::dispatch::Pays;
use sp_runtime::DispatchError;

use super::*;
use crate::{Freeze, Freezes, MAX_FREEZE, MAX_LONG_FREEZE, MIN_NOTICE};

fn freeze(by: AccountId, units: Option<Units>, length: Moment) -> sp_runtime::DispatchResult {
	Securities::freeze_units(signed(by), FIRST, person(LEE), units, length, hash(7))
}

/// Lee issues ten units to herself.
fn issue_to_lee() {
	create(person(LEE));
	assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
}

fn bury_lee() {
	MockRegistry::set_standing(LEE, Standing::Deceased);
	MockRegistry::make_heir(LEE, KIM);
}

fn inherit() -> frame_support::dispatch::DispatchResultWithPostInfo {
	Securities::inherit(signed(KIM_PHONE), FIRST, LEE)
}

#[test]
fn frozen_units_stay_and_earn_until_the_freeze_ends_by_itself() {
	run(|| {
		issue_to_lee();
		assert_ok!(freeze(COURT, Some(4), MAX_FREEZE));
		let (since, until) = (now(), now() + MAX_FREEZE);
		let own = Freeze { units: Some(4), since, until, reason: hash(7), by: COURT, second: None };
		let (holder, told) = (person(LEE), own.clone());
		assert_eq!(last(), Event::UnitsFrozen { instrument: FIRST, holder, freeze: told });
		assert_eq!(Securities::freeze_of(FIRST, person(LEE)), Some(own));
		bury_lee();
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(FIRST, &person(KIM)), 6);
		assert_noop!(inherit(), Error::<Test>::Refused(Reason::UnitsFrozen));
		let locked = <Securities as Holders<AccountId>>::held(FIRST, &person(LEE));
		assert_eq!(locked, 4, "they could vote");
		MockRegistry::set_standing(LEE, Standing::Active);
		let pays_at = now() + MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 100, pays_at));
		at::<Test>(pays_at);
		assert_eq!(Securities::dues(FIRST, person(LEE)), 40);
		bury_lee();
		at::<Test>(until - 1);
		// What they earned is the heir's.
		assert_ok!(inherit());
		assert_noop!(inherit(), Error::<Test>::Refused(Reason::UnitsFrozen));
		sleep(1);
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(FIRST, &person(KIM)), 10);
	});
}

#[test]
fn whole_freeze_covers_units_that_come_later() {
	run(|| {
		issue_to_lee();
		assert_ok!(freeze(COURT, None, DAYS));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 5));
		bury_lee();
		assert_noop!(inherit(), Error::<Test>::Refused(Reason::UnitsFrozen));
		sleep(DAYS);
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(FIRST, &person(KIM)), 15);
	});
}

#[test]
fn one_office_freezes_for_a_quarter_and_two_for_a_year() {
	run(|| {
		assert_noop!(freeze(COURT, None, 1), Error::<Test>::PositionNotFound);
		issue_to_lee();
		assert_noop!(freeze(COURT, Some(0), 1), Error::<Test>::ZeroUnits);
		for length in [0, MAX_FREEZE + 1, Moment::MAX] {
			assert_noop!(freeze(COURT, None, length), Error::<Test>::EndOutOfRange);
		}
		let since = now();
		assert_ok!(freeze(COURT, None, MAX_FREEZE));
		assert_noop!(freeze(COURT, None, 1), Error::<Test>::AlreadyFrozen);
		for length in [0, MAX_LONG_FREEZE + 1, Moment::MAX] {
			assert_noop!(freeze(POLICE, None, length), Error::<Test>::EndOutOfRange);
		}
		sleep(MAX_FREEZE);
		assert_noop!(freeze(COURT, None, 1), Error::<Test>::AlreadyFrozen);
		assert_ok!(freeze(POLICE, Some(3), MAX_LONG_FREEZE - MAX_FREEZE));
		let own = Freezes::<Test>::get(person(LEE), FIRST).unwrap();
		assert_eq!((own.since, own.until), (since, since + MAX_LONG_FREEZE));
		assert_eq!((own.by, own.second), (COURT, Some(POLICE)));
		assert_noop!(freeze(COURT, None, 1), Error::<Test>::AlreadyFrozen);
		at::<Test>(since + MAX_LONG_FREEZE);
		assert_ok!(freeze(COURT, None, 1));
	});
}

#[test]
fn freeze_is_ended_by_an_office_of_it_or_by_the_brake() {
	run(|| {
		issue_to_lee();
		let thaw = |origin| Securities::thaw_units(origin, FIRST, person(LEE));
		assert_noop!(thaw(signed(COURT)), Error::<Test>::NotFrozen);
		assert_ok!(freeze(COURT, None, MAX_FREEZE));
		assert_noop!(thaw(signed(POLICE)), Error::<Test>::NotAuthorized);
		assert_ok!(freeze(POLICE, None, 2 * MAX_FREEZE));
		assert_ok!(thaw(signed(COURT)));
		assert_eq!(last(), Event::UnitsThawed { instrument: FIRST, holder: person(LEE) });
		assert_noop!(thaw(signed(COURT)), Error::<Test>::NotFrozen);
		for origin in [signed(POLICE), governor()] {
			assert_ok!(freeze(POLICE, None, DAYS));
			assert_ok!(thaw(origin));
		}
		bury_lee();
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(FIRST, &person(KIM)), 10);
	});
}

#[test]
fn freeze_is_forgotten_a_year_after_its_beginning() {
	run(|| {
		issue_to_lee();
		let forget = || Securities::forget_freeze(signed(STRANGER), FIRST, person(LEE));
		assert_noop!(forget(), Error::<Test>::NotFrozen);
		assert_ok!(freeze(COURT, None, DAYS));
		sleep(MAX_LONG_FREEZE - 1);
		assert_noop!(forget(), Error::<Test>::TooEarly);
		sleep(1);
		assert_eq!(forget().unwrap().pays_fee, Pays::No);
		let told = Event::FreezeForgotten { instrument: FIRST, holder: person(LEE) };
		assert_eq!((last(), Securities::freeze_of(FIRST, person(LEE))), (told, None));
	});
}

#[test]
fn only_offices_for_orders_freeze() {
	run(|| {
		issue_to_lee();
		for origin in [signed(OFFICE), signed(LEE_PHONE), governor(), RuntimeOrigin::none()] {
			let tried = Securities::freeze_units(origin, FIRST, person(LEE), None, 1, hash(1));
			assert_eq!(tried, Err(DispatchError::BadOrigin));
		}
		let thaw = Securities::thaw_units(signed(OFFICE), FIRST, person(LEE));
		assert_eq!(thaw, Err(DispatchError::BadOrigin));
	});
}
