// SPDX-License-Identifier: Apache-2.0

//! The cap of won is of a person, an instrument and a year: over all sales, trades and gifts, whichever key signs.

use std::collections::BTreeMap;

use chungnam_testkit::Dice;
use sp_runtime::DispatchResult;

use super::*;
use crate::{NextOffer, NextOffering, Offers, LOCK_UP, MAX_BOUGHT, MAX_OFFER, TRANSFER_DELAY};

/// When 2027 begins in Korea.
const NEW_YEAR: Moment = 1_798_729_200_000;

/// Eight buyers have ten units each, for a hundred won a unit. Units may change hands, and everyone may put in so much a year.
fn sold(most: Won) {
	sell_to_eight();
	assert_ok!(Securities::set_market(governor(), FIRST, licence()));
	AllTerms::<Test>::mutate(FIRST, |own| {
		let own = own.as_mut().unwrap();
		own.caps.retail = Some(Cap { units: 50, won_a_year: most });
	});
}

/// Somebody offers units. Returns the number.
#[track_caller]
fn offer(who: &AccountId, units: Units, price: Won, to: Option<Holder<AccountId>>) -> OfferId {
	let id = NextOffer::<Test>::get();
	let until = now() + MAX_OFFER;
	assert_ok!(Securities::offer(signed(who.clone()), FIRST, units, price, to, until));
	id
}

/// One of the buyers offers ten units for a hundred won each.
#[track_caller]
fn ten(n: usize) -> OfferId {
	offer(&BUYERS[n], 10, 100, None)
}

fn price_of(id: OfferId) -> Won {
	Offers::<Test>::get(id).unwrap().price
}

fn take(who: &AccountId, id: OfferId, units: Units) -> DispatchResult {
	Securities::take(signed(who.clone()), id, units, price_of(id), now() + 1)
}

#[track_caller]
fn refused(who: &AccountId, id: OfferId, units: Units, why: Reason) {
	let may = Securities::may_take(id, who.clone(), units, price_of(id));
	assert_eq!(may, Err(why));
	assert_noop!(take(who, id, units), Error::<Test>::Refused(why));
}

/// Another sale of the instrument opens. Returns its number.
#[track_caller]
fn open_again() -> OfferingId {
	let id = NextOffering::<Test>::get();
	assert_ok!(Securities::open_sale(governor(), FIRST, later(sale(), now() - TODAY)));
	id
}

fn pledge(who: &AccountId, id: OfferingId, units: Units) -> DispatchResult {
	Securities::pledge(signed(who.clone()), id, bid(units))
}

#[track_caller]
fn not_pledged(who: &AccountId, id: OfferingId, units: Units, why: Reason) {
	assert_eq!(Securities::may_pledge(id, who.clone(), bid(units)), Err(why));
	assert_noop!(pledge(who, id, units), Error::<Test>::Refused(why));
}

/// Won that a person put into the first instrument in 2026.
fn put_in(holder: Holder<AccountId>) -> Won {
	Securities::book(holder).won_into(FIRST, 2026)
}

#[test]
fn trades_of_a_year_count_together_up_to_the_last_won() {
	run(|| {
		sold(1_000);
		let (one, other) = (ten(0), ten(1));
		refused(&KIM_PHONE, offer(&BUYERS[2], 10, 101, None), 10, Reason::CapWon);
		assert_ok!(take(&KIM_PHONE, one, 6));
		refused(&KIM_PHONE, other, 5, Reason::CapWon);
		assert_ok!(take(&KIM_PHONE, other, 4));
		refused(&KIM_PHONE, other, 1, Reason::CapWon);
		assert_eq!(put_in(person(KIM)), 1_000);
	});
}

#[test]
fn two_keys_of_one_person_have_one_cap() {
	run(|| {
		sold(1_000);
		let (one, other, sale) = (ten(0), ten(1), open_again());
		assert_ok!(take(&KIM_PHONE, one, 6));
		refused(&KIM_OTHER_PHONE, other, 5, Reason::CapWon);
		not_pledged(&KIM_OTHER_PHONE, sale, 5, Reason::CapWon);
		assert_ok!(pledge(&KIM_OTHER_PHONE, sale, 4));
		refused(&KIM_PHONE, other, 1, Reason::CapWon);
		not_pledged(&KIM_PHONE, sale, 1, Reason::CapWon);
	});
}

#[test]
fn sale_counts_what_was_bought_on_the_market() {
	run(|| {
		sold(1_000);
		assert_ok!(take(&KIM_PHONE, ten(0), 4));
		let sale = open_again();
		not_pledged(&KIM_PHONE, sale, 7, Reason::CapWon);
		assert_ok!(pledge(&KIM_PHONE, sale, 6));
		not_pledged(&KIM_PHONE, sale, 1, Reason::CapWon);
	});
}

#[test]
fn market_counts_what_was_bought_in_a_sale() {
	run(|| {
		sold(1_200);
		let id = ten(0);
		assert_eq!(put_in(buyer(1)), 1_000);
		refused(&BUYERS[1], id, 3, Reason::CapWon);
		assert_ok!(take(&BUYERS[1], id, 2));
		refused(&BUYERS[1], id, 1, Reason::CapWon);
	});
}

#[test]
fn sales_of_a_year_count_together_and_what_comes_back_makes_room() {
	run(|| {
		sold(1_500);
		let sale = open_again();
		not_pledged(&BUYERS[0], sale, 6, Reason::CapWon);
		assert_ok!(pledge(&BUYERS[0], sale, 5));
		not_pledged(&BUYERS[0], sale, 1, Reason::CapWon);
		assert_ok!(Securities::cancel_pledge(signed(BUYERS[0].clone()), sale, 3));
		assert_ok!(pledge(&BUYERS[0], sale, 3));
		let id = ten(1);
		refused(&BUYERS[0], id, 1, Reason::CapWon);
		// Until the won is fetched it counts.
		assert_ok!(Securities::stop_sale(governor(), sale, hash(1)));
		refused(&BUYERS[0], id, 1, Reason::CapWon);
		assert_ok!(Securities::refund(signed(BUYERS[0].clone()), sale));
		refused(&BUYERS[0], id, 6, Reason::CapWon);
		assert_ok!(take(&BUYERS[0], id, 5));
	});
}

#[test]
fn another_year_has_a_cap_of_its_own() {
	run(|| {
		sold(1_000);
		at::<Test>(NEW_YEAR - DAYS);
		let (one, other) = (ten(0), ten(1));
		assert_ok!(take(&KIM_PHONE, one, 10));
		at::<Test>(NEW_YEAR - 1);
		refused(&KIM_PHONE, other, 1, Reason::CapWon);
		at::<Test>(NEW_YEAR);
		assert_ok!(take(&KIM_PHONE, other, 10));
		refused(&KIM_PHONE, ten(2), 1, Reason::CapWon);
		let book = Securities::book(person(KIM));
		assert_eq!((book.year, book.won, book.won_into(FIRST, 2027)), (2027, 1_000, 1_000));
		assert_eq!(book.won_into(FIRST, 2026), 0);
	});
}

#[test]
fn pledge_that_is_raised_in_another_year_counts_there_as_a_whole() {
	run(|| {
		sold(1_000);
		at::<Test>(NEW_YEAR - DAYS);
		let (id, sale) = (ten(0), open_again());
		assert_ok!(pledge(&KIM_PHONE, sale, 6));
		at::<Test>(NEW_YEAR);
		assert_ok!(take(&KIM_PHONE, id, 3));
		not_pledged(&KIM_PHONE, sale, 2, Reason::CapWon);
		assert_ok!(pledge(&KIM_PHONE, sale, 1));
		refused(&KIM_PHONE, id, 1, Reason::CapWon);
		let book = Securities::book(person(KIM));
		assert_eq!((book.year, book.won, book.won_into(FIRST, 2027)), (2027, 1_000, 1_000));
	});
}

#[test]
fn units_that_are_sold_again_make_no_room() {
	run(|| {
		sold(1_000);
		assert_ok!(take(&KIM_PHONE, ten(0), 10));
		sleep(LOCK_UP);
		assert_ok!(take(&LEE_PHONE, offer(&KIM_PHONE, 10, 100, None), 10));
		assert_ok!(Securities::take_won(signed(KIM_PHONE), FIRST));
		assert!(!Positions::<Test>::contains_key(person(KIM), FIRST));
		refused(&KIM_PHONE, ten(1), 1, Reason::CapWon);
		assert_eq!(put_in(person(KIM)), 1_000);
	});
}

#[test]
fn gifts_and_low_prices_count_as_the_price_of_the_last_sale() {
	run(|| {
		sold(1_000);
		let gift = |n: usize| offer(&BUYERS[n], 6, 0, Some(person(KIM)));
		let (one, other, cheap) = (gift(0), gift(1), offer(&BUYERS[2], 5, 70, None));
		assert_ok!(take(&KIM_PHONE, one, 6));
		refused(&KIM_PHONE, other, 5, Reason::CapWon);
		refused(&KIM_PHONE, cheap, 5, Reason::CapWon);
		assert_ok!(take(&KIM_PHONE, cheap, 2));
		assert_ok!(take(&KIM_PHONE, other, 2));
		refused(&KIM_PHONE, other, 1, Reason::CapWon);
	});
}

#[test]
fn heir_and_taker_of_an_order_put_nothing_in() {
	run(|| {
		sold(100);
		MockRegistry::set_standing(PersonId(50), chungnam_ports::Standing::Deceased);
		MockRegistry::make_heir(PersonId(50), KIM);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, PersonId(50)));
		let (by, to) = (signed(COURT), person(KIM));
		assert_ok!(Securities::propose_transfer(by, FIRST, buyer(1), to, 10, hash(7)));
		assert_ok!(Securities::confirm_transfer(signed(POLICE), TransferId(0), hash(7)));
		sleep(TRANSFER_DELAY);
		assert_ok!(Securities::execute_transfer(signed(STRANGER), TransferId(0)));
		assert_eq!((units(&person(KIM)), put_in(person(KIM))), (20, 0));
		// The cap of units counts them.
		AllTerms::<Test>::mutate(FIRST, |own| {
			let own = own.as_mut().unwrap();
			own.caps.retail = Some(Cap { units: 20, won_a_year: 100 });
		});
		refused(&KIM_PHONE, ten(2), 1, Reason::CapUnits);
		AllTerms::<Test>::mutate(FIRST, |own| {
			let own = own.as_mut().unwrap();
			own.caps.retail = Some(Cap { units: 21, won_a_year: 100 });
		});
		assert_ok!(take(&KIM_PHONE, ten(3), 1));
		assert_eq!(put_in(person(KIM)), 100);
	});
}

#[test]
fn each_instrument_has_a_cap_of_its_own() {
	run(|| {
		sold(1_000);
		assert_ok!(take(&KIM_PHONE, ten(0), 10));
		let (another, id) = (create(city()), NextOffering::<Test>::get());
		assert_ok!(Securities::open_sale(governor(), another, later(sale(), now() - TODAY)));
		assert_ok!(pledge(&KIM_PHONE, id, 10));
		let book = Securities::book(person(KIM));
		assert_eq!(book.won, 2_000);
		assert_eq!(book.bought.into_inner(), [(FIRST, 1_000), (another, 1_000)]);
	});
}

#[test]
fn full_book_has_room_for_what_stands_in_it_and_for_all_in_the_next_year() {
	run(|| {
		sold(1_000);
		at::<Test>(NEW_YEAR - DAYS);
		let (id, sale) = (ten(0), open_again());
		let write = |first: u32| {
			let bought: Vec<_> =
				(first..first + MAX_BOUGHT).map(|n| (InstrumentId(n), 1)).collect();
			let bought = bought.try_into().unwrap();
			let own = Book { year: 2026, won: MAX_BOUGHT.into(), bought, ..Default::default() };
			Books::<Test>::insert(person(KIM), own);
		};
		write(1);
		refused(&KIM_PHONE, id, 1, Reason::ListFull);
		not_pledged(&KIM_PHONE, sale, 2, Reason::ListFull);
		write(0);
		assert_ok!(take(&KIM_PHONE, id, 1));
		assert_ok!(pledge(&KIM_PHONE, sale, 2));
		let book = Securities::book(person(KIM));
		assert_eq!((book.bought.len(), book.won_into(FIRST, 2026)), (64, 301));
		at::<Test>(NEW_YEAR);
		assert_ok!(take(&KIM_PHONE, id, 1));
		let book = Securities::book(person(KIM));
		assert_eq!((book.won, book.bought.into_inner()), (100, vec![(FIRST, 100)]));
	});
}

#[test]
fn random_book_counts_as_a_map_by_year_and_instrument_does() {
	let mut dice = Dice::new(20_261_129);
	let (mut book, mut year, mut refused) = (Book::default(), 2_026_u32, 0);
	let mut put_in: BTreeMap<(u32, u32), Won> = BTreeMap::new();
	// Two more than fit.
	let all = MAX_BOUGHT + 2;
	for _ in 0..4_000 {
		if dice.one_in(1_000) {
			year += 1;
		}
		let id = dice.small(all);
		if dice.one_in(5) {
			// Of this year or the last one, and no more than was put in.
			let of = year - dice.small(2);
			let own = put_in.get(&(of, id)).copied().unwrap_or_default();
			let back = if dice.one_in(10) { own } else { own / 2 };
			book = book.given_back(InstrumentId(id), of, back);
			put_in.insert((of, id), own - back);
		} else {
			let won = 1 + Won::from(dice.below(1_000));
			let own = put_in.get(&(year, id)).copied().unwrap_or_default();
			let bought = put_in.iter().filter(|((of, _), won)| *of == year && **won > 0).count();
			let has_room = own > 0 || bought < MAX_BOUGHT as usize;
			assert_eq!(book.has_room(InstrumentId(id), year), has_room);
			let after = book.clone().spent(InstrumentId(id), year, won);
			assert_eq!(after.is_some(), has_room);
			match after {
				Some(after) => {
					book = after;
					put_in.insert((year, id), own + won);
				}
				None => refused += 1,
			}
		}
		let of_year = put_in.iter().filter(|((of, _), _)| *of == book.year);
		assert_eq!(book.won_in(book.year), of_year.map(|(_, won)| *won).sum::<Won>());
		for id in 0..all {
			let own = put_in.get(&(book.year, id)).copied().unwrap_or_default();
			assert_eq!(book.won_into(InstrumentId(id), book.year), own);
		}
		assert!(book.bought.iter().all(|(_, won)| *won > 0));
		assert_eq!(book.won_in(book.year + 1), 0, "the next year begins with nothing");
	}
	assert!(refused > 0, "the list was full");
}
