// SPDX-License-Identifier: Apache-2.0

//! A halt stops who would acquire, and nobody who fetches the own.

use chungnam_ports::Standing;
use sp_runtime::DispatchError;

use super::*;
use crate::{Halt, HALT_REST, MAX_HALT, MIN_NOTICE};

fn halt(length: Moment) -> sp_runtime::DispatchResult {
	Securities::halt(governor(), FIRST, length, hash(7))
}

fn halted() -> Error<Test> {
	Error::<Test>::Refused(Reason::Halted)
}

#[test]
fn halt_stops_acquiring_and_ends_by_itself() {
	run(|| {
		open_sale();
		assert_ok!(halt(MAX_HALT));
		let (since, until) = (now(), now() + MAX_HALT);
		let own = Halt { since, until, reason: hash(7) };
		assert_eq!(last(), Event::Halted { instrument: FIRST, halt: own });
		let pledge = || Securities::pledge(signed(KIM_PHONE), SALE, bid(10));
		assert_noop!(pledge(), halted());
		assert_eq!(Securities::may_pledge(SALE, KIM_PHONE, bid(10)), Err(Reason::Halted));
		assert_noop!(Securities::issue(signed(CITY), FIRST, 1), halted());
		assert_eq!(Securities::may(Way::Issue, FIRST, city(), 1), Err(Reason::Halted));
		at::<Test>(until - 1);
		assert_noop!(pledge(), halted());
		sleep(1);
		assert_ok!(pledge());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
	});
}

#[test]
fn halt_stops_confirming() {
	run(|| {
		open_sale();
		assert_ok!(Securities::pledge(signed(KIM_PHONE), SALE, bid(10)));
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		assert_ok!(halt(DAYS));
		let confirm = || Securities::confirm(signed(KIM_PHONE), SALE, 1, hash(9));
		assert_noop!(confirm(), halted());
		sleep(DAYS);
		assert_ok!(confirm());
	});
}

#[test]
fn halt_stops_closing_early_and_handing_over() {
	run(|| {
		open_sale();
		fill(80);
		at::<Test>(sale().opens_abroad + crate::NOTICE);
		assert_ok!(halt(DAYS));
		assert_noop!(Securities::close_early(signed(CITY), SALE), halted());
		at::<Test>(sale().closes - 1);
		assert_ok!(halt(DAYS));
		sleep(1);
		let to = || vec![(CITY, 8_000)].try_into().unwrap();
		assert_noop!(Securities::hand_over(governor(), SALE, to()), halted());
		sleep(DAYS);
		assert_ok!(Securities::hand_over(governor(), SALE, to()));
	});
}

#[test]
fn halt_never_stops_who_fetches_the_own() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 80, now() + MIN_NOTICE));
		assert_ok!(Securities::open_sale(governor(), FIRST, later(sale(), 70 * DAYS)));
		at::<Test>(TODAY + 70 * DAYS);
		for key in [&KIM_PHONE, &BUYERS[7]] {
			assert_ok!(Securities::pledge(signed(key.clone()), OfferingId(1), bid(4)));
		}
		assert_ok!(halt(MAX_HALT));
		assert_ok!(Securities::cancel_pledge(signed(KIM_PHONE), OfferingId(1), 2));
		for n in 0..2 {
			assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
		}
		assert_ok!(Securities::take_won(signed(BUYERS[0].clone()), FIRST));
		MockRegistry::set_standing(PersonId(51), Standing::Deceased);
		MockRegistry::make_heir(PersonId(51), KIM);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, PersonId(51)));
		assert_ok!(Securities::stop_sale(governor(), OfferingId(1), hash(1)));
		assert_ok!(Securities::refund(signed(KIM_PHONE), OfferingId(1)));
		assert!(Securities::instrument(FIRST).unwrap().1.is_halted(now()));
	});
}

#[test]
fn halt_is_lifted_and_comes_once_in_its_rest() {
	run(|| {
		assert_noop!(halt(1), Error::<Test>::InstrumentNotFound);
		let lift = || Securities::lift_halt(governor(), FIRST);
		assert_noop!(lift(), Error::<Test>::InstrumentNotFound);
		create(city());
		assert_noop!(lift(), Error::<Test>::NotHalted);
		for length in [0, MAX_HALT + 1, Moment::MAX] {
			assert_noop!(halt(length), Error::<Test>::EndOutOfRange);
		}
		assert_ok!(halt(1));
		assert_noop!(halt(1), Error::<Test>::AlreadyHalted);
		assert_ok!(lift());
		assert_eq!(last(), Event::HaltLifted { instrument: FIRST });
		assert_noop!(lift(), Error::<Test>::NotHalted);
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		sleep(HALT_REST - 1);
		assert_noop!(halt(1), Error::<Test>::AlreadyHalted);
		sleep(1);
		assert_ok!(halt(1));
		sleep(1);
		assert_noop!(lift(), Error::<Test>::NotHalted);
	});
}

#[test]
fn only_the_brake_origin_halts() {
	run(|| {
		create(city());
		for origin in [signed(CITY), signed(OFFICE), RuntimeOrigin::none()] {
			let tried = Securities::halt(origin.clone(), FIRST, 1, hash(1));
			assert_eq!(tried, Err(DispatchError::BadOrigin));
			assert_eq!(Securities::lift_halt(origin, FIRST), Err(DispatchError::BadOrigin));
		}
	});
}
