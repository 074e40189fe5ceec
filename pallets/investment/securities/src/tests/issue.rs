// SPDX-License-Identifier: Apache-2.0

//! The issuer's own units, and the seat under which units count.

use chungnam_ports::Standing;
use chungnam_testkit::MockAppraisals;
use frame_support::traits::{
	fungibles::{self, Mutate as _},
	tokens::{Fortitude, Precision, Preservation},
};

use sp_runtime::traits::Dispatchable;

use super::*;
use crate::mock::System;

type Ledger = <Test as crate::Config>::Ledger;

fn refused(who: AccountId, units: Units, why: Reason) {
	let refused = Error::<Test>::Refused(why);
	assert_noop!(Securities::issue(signed(who), FIRST, units), refused);
}

#[test]
fn issuer_takes_the_units_that_the_terms_keep_and_no_more() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 150));
		let issued =
			Event::Issued { instrument: FIRST, holder: city(), units: 150, seat: Seat::Korea };
		assert_eq!(last(), issued);
		assert_noop!(Securities::issue(signed(CITY), FIRST, 0), Error::<Test>::ZeroUnits);
		refused(CITY, 251, Reason::SoldOut);
		assert_ok!(Securities::issue(signed(CITY), FIRST, 250));
		refused(CITY, 1, Reason::SoldOut);
		let (_, own) = Securities::instrument(FIRST).unwrap();
		let issued = Seats { here: 0, korea: 400, abroad: 0 };
		assert_eq!(own, Instrument { issued, own_issued: 400, holders: 1, ..Default::default() });
		let position = Position::new(Seat::Korea, 0);
		assert_eq!(Securities::holdings(city()), [(FIRST, 400, position)]);
	});
}

#[test]
fn no_units_are_made_while_holders_vote_about_what_is_behind_them() {
	run(|| {
		create(city());
		MockAppraisals::set_voted_about(FIRST, true);
		refused(CITY, 1, Reason::WrongState);
		assert_eq!(Securities::may(Way::Issue, FIRST, city(), 1), Err(Reason::WrongState));
		MockAppraisals::set_voted_about(FIRST, false);
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
	});
}

#[test]
fn issuer_takes_no_units_and_pays_nothing_in_once_holders_own_what_is_behind_them() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		MockAppraisals::hand_over(FIRST);
		refused(CITY, 1, Reason::WrongState);
		let paid = Securities::distribute(signed(CITY), FIRST, 100, now() + crate::MIN_NOTICE);
		assert_noop!(paid, Error::<Test>::Refused(Reason::WrongState));
		// The association pays in by another way.
		let pays_at = now() + crate::MIN_NOTICE;
		assert_ok!(<Securities as chungnam_ports::Instruments<AccountId>>::distribute(
			FIRST, &CITY, 100, pays_at
		));
	});
}

#[test]
fn issue_is_refused_for_everyone_but_the_issuer() {
	run(|| {
		refused(CITY, 1, Reason::UnknownInstrument);
		create(city());
		refused(KIM_PHONE, 1, Reason::Excluded);
		refused(STRANGER, 1, Reason::TakerUnknown);
		refused(SMITH_PHONE, 1, Reason::NoCredential);
	});
}

#[test]
fn issue_is_refused_when_the_issuer_may_not_act() {
	run(|| {
		create(person(KIM));
		refused(KIM_CARD, 1, Reason::TakerUnknown);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		refused(KIM_PHONE, 1, Reason::TakerFrozen);
		MockRegistry::set_standing(KIM, Standing::Deceased);
		refused(KIM_PHONE, 1, Reason::TakerDead);
		MockRegistry::set_standing(KIM, Standing::Active);
		assert_ok!(Securities::issue(signed(KIM_OTHER_PHONE), FIRST, 1));
	});
}

#[test]
fn issue_is_refused_once_the_credential_has_ended() {
	run(|| {
		create(city());
		sleep(700 * DAYS - 1);
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		sleep(1);
		refused(CITY, 1, Reason::CredentialEnded);
		assert_eq!(Securities::holdings(city()).len(), 1, "the units stay");
	});
}

#[test]
fn resident_needs_no_credential_and_counts_where_the_home_is() {
	run(|| {
		for (issuer, phone, seat) in [(KIM, KIM_PHONE, Seat::Here), (LEE, LEE_PHONE, Seat::Korea)] {
			let id = create(person(issuer));
			assert_ok!(Securities::issue(signed(phone), id, 1));
			assert_eq!(Positions::<Test>::get(person(issuer), id), Some(Position::new(seat, 0)));
		}
	});
}

#[test]
fn ceilings_bind_those_outside_and_not_residents() {
	run(|| {
		let abroad = credential(Seat::Abroad, InvestorClass::Professional, 300 * DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), abroad));
		create(person(SMITH));
		refused(SMITH_PHONE, 101, Reason::ForeignCeiling);
		assert_ok!(Securities::issue(signed(SMITH_PHONE), FIRST, 100));
		for (issuer, phone) in [(LEE, LEE_PHONE), (KIM, KIM_PHONE)] {
			let mut own = terms(person(issuer));
			(own.outside_most, own.abroad_most) = (10, 10);
			assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
			let id = InstrumentId(NextInstrument::<Test>::get().0 - 1);
			let issue = |units| Securities::issue(signed(phone.clone()), id, units);
			if issuer == LEE {
				let minimum = Error::<Test>::Refused(Reason::ResidentMinimum);
				assert_noop!(issue(11), minimum);
				assert_ok!(issue(10));
			} else {
				assert_ok!(issue(11));
			}
		}
	});
}

#[test]
fn holder_has_units_of_so_many_instruments_and_no_more() {
	run(|| {
		for _ in 0..MAX_POSITIONS {
			let id = create(city());
			assert_ok!(Securities::issue(signed(CITY), id, 1));
		}
		let id = create(city());
		let full = Error::<Test>::Refused(Reason::ListFull);
		assert_noop!(Securities::issue(signed(CITY), id, 1), full);
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		assert_eq!(Books::<Test>::get(city()).positions, MAX_POSITIONS);
	});
}

#[test]
fn units_are_recounted_when_the_holder_moved() {
	run(|| {
		create(person(KIM));
		let recount = |holder| Securities::recount(signed(STRANGER), FIRST, holder);
		assert_noop!(recount(person(KIM)), Error::<Test>::PositionNotFound);
		assert_ok!(Securities::issue(signed(KIM_PHONE), FIRST, 7));
		assert_noop!(recount(person(KIM)), Error::<Test>::AlreadyInState);
		MockRegistry::move_person(KIM, NEXT_DOOR);
		let done = recount(person(KIM)).unwrap();
		assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
		let (holder, seat) = (person(KIM), Seat::Korea);
		assert_eq!(last(), Event::Recounted { instrument: FIRST, holder, seat });
		// A visitor without a credential keeps the last seat: what is counted is never lost.
		MockRegistry::move_person(KIM, ZoneId::OUTSIDE);
		assert_noop!(recount(person(KIM)), Error::<Test>::AlreadyInState);
		// The next touch counts anew as well, and a move may pass a ceiling.
		MockRegistry::move_person(KIM, HERE);
		assert_ok!(Securities::issue(signed(KIM_PHONE), FIRST, 1));
		let (_, own) = Securities::instrument(FIRST).unwrap();
		assert_eq!(own.issued, Seats { here: 8, korea: 0, abroad: 0 });
	});
}

#[test]
fn rogue_pallet_moves_and_burns_no_unit() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		System::reset_events();
		let (from, to) =
			(Securities::holder_account(city()), Securities::holder_account(person(KIM)));
		for preservation in [Preservation::Expendable, Preservation::Preserve] {
			let moved = <Ledger as fungibles::Mutate<AccountId>>::transfer(
				FIRST,
				&from,
				&to,
				1,
				preservation,
			);
			assert!(moved.is_err());
		}
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		let expendable = Preservation::Expendable;
		assert!(Ledger::burn_from(FIRST, &from, 1, expendable, exact, force).is_err());
		let by_call = |call: pallet_assets::Call<Test>| {
			crate::mock::RuntimeCall::from(call).dispatch(signed(from.clone()))
		};
		let one = pallet_assets::Call::transfer { id: FIRST, target: to.clone(), amount: 1 };
		assert!(by_call(one).is_err(), "were there calls, they would fail");
		// All that can move is nothing, with which no account begins.
		let all = pallet_assets::Call::transfer_all { id: FIRST, dest: to, keep_alive: false };
		assert!(by_call(all).is_err());
		assert_eq!(Securities::holdings(city()), [(FIRST, 10, Position::new(Seat::Korea, 0))]);
	});
}

#[test]
fn units_follow_the_person_to_a_new_phone_without_a_step() {
	run(|| {
		create(person(KIM));
		assert_ok!(Securities::issue(signed(KIM_PHONE), FIRST, 3));
		let new = account(21);
		MockRegistry::recover_key(KIM_PHONE, new.clone());
		refused(KIM_PHONE, 1, Reason::TakerUnknown);
		assert_ok!(Securities::issue(signed(new), FIRST, 1));
		assert_eq!(Securities::holdings(person(KIM)), [(FIRST, 4, Position::new(Seat::Here, 0))]);
	});
}
