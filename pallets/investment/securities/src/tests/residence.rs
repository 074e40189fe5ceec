// SPDX-License-Identifier: Apache-2.0

//! Who counts as here where the terms ask since when: who lived there before a moment, by whichever key.

use chungnam_ports::{Standing, RETURN};
use frame_support::dispatch::Pays;
use sp_runtime::DispatchError;

use super::*;
use crate::TRANSFER_DELAY;

/// Residents of the terms lived there before this moment.
const BEFORE: Moment = TODAY - 90 * DAYS;

/// A sale of an instrument that asks since when.
fn open_for_old_residents(change: impl FnOnce(&mut Terms<AccountId>)) {
	let mut own = Terms { resident_before: Some(BEFORE), ..terms(city()) };
	change(&mut own);
	assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
	assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
}

/// The seat under which a bid of an account would count.
fn seat_of(key: AccountId) -> Result<Seat, Reason> {
	Securities::may_pledge(SALE, key, bid(2)).map(|granted| granted.seat)
}

fn issued() -> Seats {
	Securities::instrument(FIRST).unwrap().1.issued
}

#[track_caller]
fn recounted(holder: Holder<AccountId>, seat: Seat) {
	assert_ok!(Securities::recount(signed(STRANGER), FIRST, holder.clone()));
	assert_eq!(last(), Event::Recounted { instrument: FIRST, holder, seat });
}

#[track_caller]
fn stays(holder: Holder<AccountId>) {
	let done = Securities::recount(signed(STRANGER), FIRST, holder);
	assert_eq!(done.map_err(|why| why.error), Err(Error::<Test>::AlreadyInState.into()));
}

#[test]
fn who_came_on_the_very_moment_is_not_here_and_who_came_just_before_is_by_each_key() {
	run(|| {
		open_for_old_residents(|_| ());
		for (registered, at_once, later) in [
			(BEFORE - 1, Ok(Seat::Here), Seat::Here),
			(BEFORE, Err(Reason::NotYetOpen), Seat::Korea),
		] {
			MockRegistry::register_at(KIM, registered);
			for key in [KIM_PHONE, KIM_OTHER_PHONE] {
				at::<Test>(TODAY);
				assert_eq!(seat_of(key.clone()), at_once);
				at::<Test>(sale().opens_korea);
				assert_eq!(seat_of(key), Ok(later));
			}
		}
	});
}

#[test]
fn newcomer_of_the_day_before_the_sale_waits_for_korea_and_counts_there() {
	run(|| {
		open_for_old_residents(|_| ());
		MockRegistry::register_at(KIM, TODAY - DAYS);
		let pledge = || Securities::pledge(signed(KIM_PHONE), SALE, bid(10));
		assert_eq!(pledge(), Err(Error::<Test>::Refused(Reason::NotYetOpen).into()));
		at::<Test>(sale().opens_korea);
		assert_ok!(pledge());
		assert_eq!(Securities::pledge_of(SALE, person(KIM)).unwrap().seat, Seat::Korea);
		let live = Offerings::<Test>::get(SALE).unwrap().live;
		assert_eq!(live, Seats { here: 0, korea: 10, abroad: 0 });
	});
}

#[test]
fn newcomer_finds_no_room_where_nothing_is_for_others() {
	run(|| {
		open_for_old_residents(|own| (own.outside_most, own.abroad_most) = (0, 0));
		assert_eq!(seat_of(KIM_PHONE), Ok(Seat::Here));
		MockRegistry::register_at(KIM, TODAY - DAYS);
		assert_eq!(seat_of(KIM_PHONE), Err(Reason::SeatNotAllowed));
	});
}

#[test]
fn who_moves_in_after_the_moment_is_not_here_and_who_did_before_is() {
	run(|| {
		at::<Test>(BEFORE - 1);
		MockRegistry::move_person(LEE, HERE);
		at::<Test>(BEFORE);
		MockRegistry::move_person(SMITH, HERE);
		at::<Test>(TODAY);
		open_for_old_residents(|_| ());
		assert_eq!(seat_of(LEE_PHONE), Ok(Seat::Here));
		assert_eq!(seat_of(SMITH_PHONE), Err(Reason::NotYetOpen));
	});
}

#[test]
fn who_moves_away_and_back_is_counted_there_once_and_here_no_more() {
	run(|| {
		sell_to_eight();
		let ask = |regions: &[u8]| {
			AllTerms::<Test>::mutate(FIRST, |own| {
				let own = own.as_mut().unwrap();
				(own.resident_before, own.regions) = (Some(BEFORE), RegionSet::of(regions));
			});
		};
		ask(&[12]);
		stays(buyer(0));
		MockRegistry::move_person(PersonId(50), NEXT_DOOR);
		recounted(buyer(0), Seat::Korea);
		assert_eq!(issued(), Seats { here: 70, korea: 10, abroad: 0 });
		sleep(RETURN);
		MockRegistry::move_person(PersonId(50), HERE);
		stays(buyer(0));
		// Nobody counted the next one anew in between: the next touch does.
		MockRegistry::move_person(PersonId(51), NEXT_DOOR);
		sleep(RETURN);
		MockRegistry::move_person(PersonId(51), HERE);
		recounted(buyer(1), Seat::Korea);
		assert_eq!(issued(), Seats { here: 60, korea: 20, abroad: 0 });

		// Where the terms name both cities, such a move was none.
		ask(&[3, 12]);
		recounted(buyer(0), Seat::Here);
		MockRegistry::move_person(PersonId(50), NEXT_DOOR);
		stays(buyer(0));
		MockRegistry::move_person(PersonId(50), ZoneId::OUTSIDE);
		sleep(RETURN);
		MockRegistry::move_person(PersonId(50), HERE);
		recounted(buyer(0), Seat::Korea);
	});
}

#[test]
fn who_is_back_within_fourteen_days_is_counted_here_again() {
	run(|| {
		open_for_old_residents(|_| ());
		fill(80);
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		MockRegistry::move_person(PersonId(50), NEXT_DOOR);
		recounted(buyer(0), Seat::Korea);
		sleep(RETURN - 1);
		MockRegistry::move_person(PersonId(50), HERE);
		recounted(buyer(0), Seat::Here);
	});
}

/// Nothing is for Korea, residents bought 80 units, and two of them collected theirs. Kim came to live here after the moment.
fn sold_to_old_residents() {
	open_for_old_residents(|own| (own.outside_most, own.abroad_most) = (0, 0));
	fill(80);
	finish();
	for n in 0..2 {
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
	}
	MockRegistry::register_at(KIM, TODAY - DAYS);
}

#[test]
fn heir_who_came_late_gets_the_units_and_passes_no_ceiling() {
	run(|| {
		sold_to_old_residents();
		let dead = PersonId(50);
		MockRegistry::set_standing(dead, Standing::Deceased);
		MockRegistry::make_heir(dead, LEE);
		let inherit = |who| Securities::inherit(signed(who), FIRST, dead);
		assert_noop!(inherit(LEE_PHONE), Error::<Test>::Refused(Reason::ResidentMinimum));
		MockRegistry::make_heir(dead, KIM);
		assert_ok!(inherit(KIM_PHONE));
		assert_eq!((units(&person(KIM)), units(&buyer(0))), (10, 0));
		assert_eq!(issued(), Seats { here: 70, korea: 10, abroad: 0 });
		stays(person(KIM));
	});
}

#[test]
fn court_gives_units_to_who_came_late_and_passes_no_ceiling() {
	run(|| {
		sold_to_old_residents();
		let execute = |to: PersonId| -> Result<Pays, DispatchError> {
			let id = crate::NextTransfer::<Test>::get();
			let (by, from) = (signed(COURT), buyer(1));
			assert_ok!(Securities::propose_transfer(by, FIRST, from, person(to), 10, hash(7)));
			assert_ok!(Securities::confirm_transfer(signed(POLICE), id, hash(7)));
			sleep(TRANSFER_DELAY);
			let done = Securities::execute_transfer(signed(STRANGER), id);
			done.map(|done| done.pays_fee).map_err(|why| why.error)
		};
		let full = Error::<Test>::Refused(Reason::ResidentMinimum);
		assert_eq!(execute(LEE), Err(full.into()));
		assert_eq!(execute(KIM), Ok(Pays::No));
		assert_eq!((units(&person(KIM)), units(&buyer(1))), (10, 0));
		assert_eq!(issued(), Seats { here: 70, korea: 10, abroad: 0 });
	});
}

#[test]
fn without_the_moment_whoever_lives_here_is_here() {
	run(|| {
		open_sale();
		MockRegistry::register_at(KIM, TODAY);
		assert_eq!(seat_of(KIM_PHONE), Ok(Seat::Here));
	});
}
