// SPDX-License-Identifier: Apache-2.0

//! Who counts as here where the terms ask since when: who lived there before a moment, by whichever key.

use super::*;

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
		MockRegistry::move_person(PersonId(50), HERE);
		stays(buyer(0));
		// Nobody counted the next one anew in between: the next touch does.
		MockRegistry::move_person(PersonId(51), NEXT_DOOR);
		MockRegistry::move_person(PersonId(51), HERE);
		recounted(buyer(1), Seat::Korea);
		assert_eq!(issued(), Seats { here: 60, korea: 20, abroad: 0 });

		// Where the terms name both cities, such a move was none.
		ask(&[3, 12]);
		recounted(buyer(0), Seat::Here);
		MockRegistry::move_person(PersonId(50), NEXT_DOOR);
		stays(buyer(0));
		MockRegistry::move_person(PersonId(50), ZoneId::OUTSIDE);
		MockRegistry::move_person(PersonId(50), HERE);
		recounted(buyer(0), Seat::Korea);
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
