// SPDX-License-Identifier: Apache-2.0

//! Units vote where they are, and stay there until the ballot is over.

use chungnam_ports::{Holders, Standing};
use chungnam_testkit::contract::{self, Exchange};

use super::*;
use crate::MIN_NOTICE;

struct Real;

impl Exchange for Real {
	type AccountId = AccountId;
	type Holders = Securities;

	fn holders() -> [Holder<AccountId>; 2] {
		[person(KIM), city()]
	}

	fn issue(instrument: InstrumentId, who: &Holder<AccountId>, units: Units) {
		while NextInstrument::<Test>::get() <= instrument {
			create(city());
		}
		assert_ok!(Securities::make(instrument, who, units, Seat::Here));
	}

	fn give(
		instrument: InstrumentId,
		from: &Holder<AccountId>,
		to: &Holder<AccountId>,
		units: Units,
	) -> bool {
		Securities::pass_on(instrument, from, to, units, Seat::Here).is_ok()
	}

	fn pass_to(moment: Moment) {
		at::<Test>(moment);
	}
}

#[test]
fn securities_keep_the_contract_of_holders() {
	run(contract::holders::<Real>);
}

fn lock(who: &Holder<AccountId>, until: Moment) -> Result<Units, sp_runtime::DispatchError> {
	<Securities as Holders<AccountId>>::lock(FIRST, who, until)
}

#[test]
fn locked_units_earn_on_and_nothing_is_locked_where_nothing_is() {
	run(|| {
		assert_eq!(lock(&city(), now()), Err(Error::<Test>::InstrumentNotFound.into()));
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		let until = now() + 30 * DAYS;
		assert_eq!(lock(&city(), until), Ok(10));
		assert_eq!(last(), Event::Locked { instrument: FIRST, holder: city(), units: 10, until });
		assert_eq!(lock(&person(LEE), until), Ok(0));
		assert!(!Positions::<Test>::contains_key(person(LEE), FIRST));
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 70, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(Securities::dues(FIRST, city()), 70);
	});
}

#[test]
fn units_of_the_dead_that_voted_are_inherited_when_the_ballot_is_over() {
	run(|| {
		let id = create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), id, 10));
		let until = now() + 30 * DAYS;
		assert_eq!(lock(&person(LEE), until), Ok(10));
		assert_ok!(Securities::issue(signed(LEE_PHONE), id, 3));
		MockRegistry::set_standing(LEE, Standing::Deceased);
		MockRegistry::make_heir(LEE, KIM);
		let inherit = || Securities::inherit(signed(KIM_PHONE), id, LEE);
		// Three units came after the vote.
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(id, &person(KIM)), 3);
		assert_noop!(inherit(), Error::<Test>::Refused(Reason::Voting));
		at::<Test>(until);
		assert_ok!(inherit());
		assert_eq!(Securities::units_of(id, &person(KIM)), 13);
	});
}
