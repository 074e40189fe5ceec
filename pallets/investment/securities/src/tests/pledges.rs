// SPDX-License-Identifier: Apache-2.0

//! Pledges: each reason, and what becomes of the won and the units.

use chungnam_ports::{Source, Sources, Standing, ESTATE_PERIOD};
use chungnam_testkit::MockSources;
use frame_support::dispatch::Pays;

use super::*;
use crate::{Book, Pledge, SaleState, YearLimits, FIRM, MAX_PLEDGES, MAX_PLEDGE_CHANGES, OPENING};

fn refused(who: &AccountId, bid: Bid, why: Reason) {
	let refused = Error::<Test>::Refused(why);
	assert_noop!(Securities::pledge(signed(who.clone()), SALE, bid), refused);
	assert_eq!(Securities::may_pledge(SALE, who.clone(), bid), Err(why));
}

fn pledge(who: &AccountId, units: Units) -> sp_runtime::DispatchResult {
	Securities::pledge(signed(who.clone()), SALE, bid(units))
}

/// A day after everyone may pledge.
fn skip_opening() {
	at::<Test>(sale().opens_abroad + OPENING);
}

#[test]
fn pledge_moves_the_won_into_the_pot_and_comes_back_in_the_same_call() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		let year = 2026;
		let own =
			Pledge { units: 10, round: 0, seat: Seat::Here, year, changes: 0, is_released: false };
		let holder = person(KIM);
		assert_eq!(
			last(),
			Event::Pledged { offering: SALE, holder: holder.clone(), pledge: own, won: 1_000 }
		);
		assert_eq!((won(&KIM_PHONE), won(&Securities::pot(SALE))), (PLENTY - 1_000, 1_000));
		let book = Book {
			positions: 1,
			pledges: vec![SALE].try_into().unwrap(),
			offers: 0,
			year,
			won: 1_000,
			bought: vec![(FIRST, 1_000)].try_into().unwrap(),
		};
		assert_eq!(Securities::book(holder.clone()), book);
		// Another key of the same person: the same pledge. Its won goes to the key that asks.
		assert_ok!(Securities::cancel_pledge(signed(KIM_CARD), SALE, 4));
		assert_eq!((won(&KIM_CARD), won(&Securities::pot(SALE))), (400, 600));
		let own = Pledge { units: 6, changes: 1, ..own };
		assert_eq!(Securities::pledge_of(SALE, holder.clone()), Some(own));
		assert_ok!(Securities::cancel_pledge(signed(KIM_PHONE), SALE, 6));
		let cancelled = Event::PledgeCancelled {
			offering: SALE,
			holder: holder.clone(),
			units: 6,
			to: KIM_PHONE,
			won: 600,
		};
		assert_eq!(last(), cancelled);
		assert_eq!(Securities::pledge_of(SALE, holder.clone()), None);
		assert_eq!(Securities::book(holder), Book::default());
	});
}

#[test]
fn pledge_is_refused_with_the_reason_of_the_deal() {
	run(|| {
		let nothing = Securities::pledge(signed(KIM_PHONE), SALE, bid(5));
		assert_eq!(nothing, Err(Error::<Test>::SaleNotFound.into()));
		assert_eq!(Securities::may_pledge(SALE, KIM_PHONE, bid(5)), Err(Reason::UnknownInstrument));
		open_sale();
		for unsound in [Bid { units: 0, ..bid(5) }, Bid { least: 0, ..bid(5) }] {
			let zero = Error::<Test>::ZeroUnits;
			assert_noop!(Securities::pledge(signed(KIM_PHONE), SALE, unsound), zero);
		}
		refused(&KIM_PHONE, Bid { dead_after: now(), ..bid(5) }, Reason::TooLate);
		refused(&KIM_PHONE, Bid { round: 1, ..bid(5) }, Reason::TermsChanged);
		refused(&KIM_PHONE, Bid { document: hash(9), ..bid(5) }, Reason::TermsChanged);
		refused(&KIM_PHONE, bid(1), Reason::BelowTicket);
		refused(&KIM_CARD, bid(5), Reason::TakerUnknown);
		refused(&STRANGER, bid(5), Reason::TakerUnknown);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		refused(&KIM_PHONE, bid(5), Reason::TakerFrozen);
		MockRegistry::set_standing(KIM, Standing::Deceased);
		refused(&KIM_PHONE, bid(5), Reason::TakerDead);
		refused(&SMITH_PHONE, bid(5), Reason::NoCredential);
		refused(&CITY, bid(5), Reason::Excluded);
		refused(&LEE_PHONE, bid(5), Reason::NotYetOpen);
		at::<Test>(sale().closes);
		refused(&LEE_PHONE, bid(5), Reason::WrongState);
	});
}

#[test]
fn credential_must_outlast_the_sale() {
	run(|| {
		open_sale();
		skip_opening();
		let attest = |until| {
			let own = Credential { seat: Seat::Abroad, class: InvestorClass::Professional, until };
			assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		};
		attest(sale().closes);
		refused(&SMITH_PHONE, bid(5), Reason::CredentialEnded);
		attest(sale().closes + 1);
		assert_ok!(pledge(&SMITH_PHONE, 5));
	});
}

#[test]
fn terms_keep_seats_classes_and_related_holders_out() {
	run(|| {
		let mut own = terms(city());
		(own.outside_most, own.abroad_most) = (0, 0);
		own.own_units = 0;
		own.caps.retail = None;
		own.related = vec![person(KIM)].try_into().unwrap();
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		skip_opening();
		refused(&KIM_PHONE, bid(5), Reason::Excluded);
		refused(&LEE_PHONE, bid(5), Reason::SeatNotAllowed);
		refused(&BUYERS[0], bid(5), Reason::ClassNotAllowed);
		let own = credential(Seat::Korea, InvestorClass::Professional, 300 * DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), buyer(0), own));
		assert_ok!(pledge(&BUYERS[0], 5));
	});
}

#[test]
fn everyone_is_kept_out_while_nothing_was_filed() {
	run(|| {
		let own = Terms { filing: None, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		refused(&KIM_PHONE, bid(5), Reason::ClassNotAllowed);
	});
}

#[test]
fn opening_day_gives_each_the_same() {
	run(|| {
		open_sale();
		refused(&KIM_PHONE, bid(11), Reason::OpeningCap);
		assert_ok!(pledge(&KIM_PHONE, 10));
		refused(&KIM_OTHER_PHONE, bid(1), Reason::OpeningCap);
		sleep(OPENING - 1);
		refused(&KIM_PHONE, bid(1), Reason::OpeningCap);
		sleep(1);
		assert_ok!(pledge(&KIM_OTHER_PHONE, 1));
	});
}

#[test]
fn caps_hold_for_one_person_with_two_keys_and_over_two_sales() {
	run(|| {
		open_sale();
		skip_opening();
		refused(&KIM_PHONE, bid(51), Reason::CapUnits);
		assert_ok!(pledge(&KIM_PHONE, 30));
		refused(&KIM_OTHER_PHONE, bid(21), Reason::CapUnits);
		assert_ok!(pledge(&KIM_OTHER_PHONE, 20));
		refused(&KIM_PHONE, bid(1), Reason::CapUnits);
		fill(30);
		finish();
		// Bought and not collected: the units count as held in the next sale of the instrument.
		assert_ok!(Securities::open_sale(governor(), FIRST, later(sale(), 100 * DAYS)));
		at::<Test>(sale().opens_abroad + 100 * DAYS + OPENING);
		let next = OfferingId(1);
		let again = Securities::may_pledge(next, KIM_PHONE, bid(5));
		assert_eq!(again, Err(Reason::CapUnits));
		assert_ok!(Securities::collect(signed(STRANGER), SALE, person(KIM)));
		let again = Securities::may_pledge(next, KIM_PHONE, bid(5));
		assert_eq!(again, Err(Reason::CapUnits));
	});
}

#[test]
fn won_is_capped_in_an_instrument_and_in_all_of_a_year() {
	run(|| {
		let mut own = terms(city());
		own.caps.retail = Some(Cap { units: 50, won_a_year: 1_000 });
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		skip_opening();
		refused(&KIM_PHONE, bid(11), Reason::CapWon);
		let limits = YearLimits { retail: Some(700), ..Default::default() };
		assert_ok!(Securities::set_limits(governor(), limits));
		assert_eq!(last(), Event::LimitsSet { limits });
		refused(&KIM_PHONE, bid(8), Reason::CapYear);
		assert_ok!(pledge(&KIM_PHONE, 7));
		refused(&KIM_PHONE, bid(1), Reason::CapYear);
		// Given back what is taken back.
		assert_ok!(Securities::cancel_pledge(signed(KIM_PHONE), SALE, 2));
		assert_ok!(pledge(&KIM_PHONE, 2));
	});
}

#[test]
fn ceilings_bind_pledges_of_all_outside_together() {
	run(|| {
		let mut own = terms(city());
		(own.outside_most, own.abroad_most) = (12, 6);
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		let own = credential(Seat::Abroad, InvestorClass::Professional, 300 * DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		skip_opening();
		refused(&SMITH_PHONE, bid(7), Reason::ForeignCeiling);
		assert_ok!(pledge(&SMITH_PHONE, 6));
		refused(&LEE_PHONE, bid(7), Reason::ResidentMinimum);
		assert_ok!(pledge(&LEE_PHONE, 6));
		assert_ok!(pledge(&KIM_PHONE, 50));
	});
}

#[test]
fn last_units_go_in_part_or_are_sold_out() {
	run(|| {
		open_sale();
		skip_opening();
		fill(95);
		refused(&KIM_PHONE, Bid { least: 6, ..bid(10) }, Reason::SoldOut);
		assert_ok!(Securities::pledge(signed(KIM_PHONE), SALE, Bid { least: 5, ..bid(10) }));
		assert_eq!(Securities::pledge_of(SALE, person(KIM)).unwrap().units, 5);
		refused(&LEE_PHONE, Bid { least: 1, ..bid(10) }, Reason::SoldOut);
		// Freed units are on sale at once.
		assert_ok!(Securities::cancel_pledge(signed(KIM_PHONE), SALE, 5));
		assert_ok!(pledge(&LEE_PHONE, 5));
	});
}

#[test]
fn pledge_needs_the_won_and_a_place() {
	run(|| {
		open_sale();
		skip_opening();
		let poor = account(40);
		MockRegistry::add_person(poor.clone(), PersonId(40), HERE);
		refused(&poor, bid(5), Reason::NotEnoughWon);
		let full = Book { positions: MAX_POSITIONS, ..Default::default() };
		crate::Books::<Test>::insert(person(KIM), full);
		refused(&KIM_PHONE, bid(5), Reason::ListFull);
		let sales: Vec<_> = (10..10 + MAX_PLEDGES).map(OfferingId).collect();
		let full = Book { pledges: sales.try_into().unwrap(), ..Default::default() };
		crate::Books::<Test>::insert(person(KIM), full);
		refused(&KIM_PHONE, bid(5), Reason::ListFull);
		crate::Books::<Test>::remove(person(KIM));
		assert_ok!(pledge(&KIM_PHONE, 5));
	});
}

#[test]
fn pledge_is_changed_five_times_and_can_always_be_taken_back_whole() {
	run(|| {
		open_sale();
		skip_opening();
		assert_ok!(pledge(&KIM_PHONE, 10));
		for _ in 0..MAX_PLEDGE_CHANGES {
			assert_ok!(pledge(&KIM_PHONE, 1));
		}
		assert_noop!(pledge(&KIM_PHONE, 1), Error::<Test>::MaxChangesExceeded);
		let cancel = |units| Securities::cancel_pledge(signed(KIM_PHONE), SALE, units);
		assert_noop!(cancel(1), Error::<Test>::MaxChangesExceeded);
		assert_noop!(cancel(0), Error::<Test>::ZeroUnits);
		assert_noop!(cancel(16), Error::<Test>::NotEnoughUnits);
		assert_ok!(cancel(15));
		assert_noop!(cancel(15), Error::<Test>::PledgeNotFound);
		assert_ok!(pledge(&KIM_PHONE, 10));
		let below = Error::<Test>::Refused(Reason::BelowTicket);
		assert_noop!(cancel(9), below);
	});
}

#[test]
fn pledge_is_firm_two_days_before_the_close() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		at::<Test>(sale().closes - FIRM - 1);
		assert_ok!(Securities::cancel_pledge(signed(KIM_PHONE), SALE, 2));
		sleep(1);
		let cancel = || Securities::cancel_pledge(signed(KIM_PHONE), SALE, 2);
		assert_noop!(cancel(), Error::<Test>::TooLate);
		at::<Test>(sale().closes);
		assert_noop!(cancel(), Error::<Test>::SaleNotOpen);
	});
}

#[test]
fn money_waits_for_those_who_cannot_ask_and_goes_to_a_new_key() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		at::<Test>(sale().closes);
		let refund = |key: &AccountId| Securities::refund(signed(key.clone()), SALE);
		let refused = |key: &AccountId, why| {
			assert_noop!(refund(key), Error::<Test>::Refused(why));
		};
		refused(&STRANGER, Reason::GiverUnknown);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		refused(&KIM_PHONE, Reason::GiverFrozen);
		MockRegistry::set_standing(KIM, Standing::Deceased);
		refused(&KIM_PHONE, Reason::GiverDead);
		MockRegistry::set_standing(KIM, Standing::Active);
		sleep(3_000 * DAYS);
		let (second, third) = (account(41), account(42));
		MockRegistry::recover_key(KIM_PHONE, second.clone());
		MockRegistry::recover_key(second.clone(), third.clone());
		refused(&second, Reason::GiverUnknown);
		assert_noop!(refund(&LEE_PHONE), Error::<Test>::PledgeNotFound);
		let done = refund(&third).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
		assert_eq!(won(&third), 1_000);
		assert_eq!(Securities::offering(SALE), None);
	});
}

#[test]
fn units_are_collected_by_anyone_for_anyone_and_join_those_there_are() {
	run(|| {
		open_sale();
		let collect = |holder| Securities::collect(signed(STRANGER), SALE, holder);
		assert_ok!(pledge(&KIM_PHONE, 10));
		fill(80);
		assert_noop!(collect(person(KIM)), Error::<Test>::SaleNotSold);
		finish();
		MockRegistry::set_standing(KIM, Standing::Deceased);
		let done = collect(person(KIM)).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
		let collected =
			Event::Collected { offering: SALE, holder: person(KIM), units: 10, seat: Seat::Here };
		assert_eq!(last(), collected);
		let position = Position::new(Seat::Here, 0);
		assert_eq!(Securities::holdings(person(KIM)), [(FIRST, 10, position)]);
		assert_noop!(collect(person(KIM)), Error::<Test>::PledgeNotFound);
		for (n, _) in BUYERS.iter().enumerate() {
			let _ = collect(buyer(n));
		}
		assert_eq!(Securities::offering(SALE), None, "the last one ends the sale");
	});
}

#[test]
fn released_pledge_buys_nothing_and_is_refunded_after_the_sale() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		sleep(8 * DAYS);
		sell_without(KIM, KIM_PHONE);
		assert_eq!(won(&KIM_PHONE), PLENTY);
		let bought = Securities::refund(signed(BUYERS[0].clone()), SALE);
		assert_eq!(bought.map_err(|why| why.error), Err(Error::<Test>::NothingToReturn.into()));
	});
}

#[test]
fn nothing_is_left_when_the_time_for_refunds_is_over() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		at::<Test>(sale().refund_until - 1);
		let sweep = || Securities::sweep(signed(STRANGER), SALE);
		assert_noop!(sweep(), Error::<Test>::TooEarly);
		sleep(1);
		assert_ok!(sweep());
		let swept = Event::Swept { offering: SALE, holder: person(KIM), won: 1_000 };
		assert!(events().contains(&swept));
		let router = <MockSources as Sources<AccountId>>::account_of(Source::ForfeitedIncome);
		assert_eq!(won(&router), 1_000);
		assert_noop!(sweep(), Error::<Test>::SaleNotFound);
	});
}

#[test]
fn won_of_those_who_cannot_ask_for_it_is_not_swept() {
	run(|| {
		open_sale();
		for key in &BUYERS[..4] {
			assert_ok!(pledge(key, 10));
		}
		let own = |n: usize| Pledges::<Test>::contains_key(SALE, buyer(n));
		MockRegistry::set_standing(PersonId(51), Standing::Frozen);
		at::<Test>(sale().refund_until);
		// The ten years are over, and those in which somebody may inherit begin.
		MockRegistry::bury(PersonId(52));
		assert_ok!(Securities::sweep(signed(STRANGER), SALE));
		assert!(!own(0) && own(1) && own(2) && !own(3));
		let sweep = || Securities::sweep(signed(STRANGER), SALE);
		assert_noop!(sweep(), Error::<Test>::TooEarly);
		MockRegistry::set_standing(PersonId(51), Standing::Active);
		assert_ok!(Securities::refund(signed(BUYERS[1].clone()), SALE));
		sleep(ESTATE_PERIOD);
		assert_ok!(sweep());
		assert_eq!(Securities::offering(SALE), None);
	});
}

#[test]
fn sweep_brings_units_to_those_who_did_not_collect() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		at::<Test>(sale().refund_until);
		assert_ok!(Securities::sweep(signed(STRANGER), SALE));
		assert_eq!(Securities::offering(SALE), None);
		let units: Units = (0..BUYERS.len())
			.flat_map(|n| Securities::holdings(buyer(n)))
			.map(|(_, units, _)| units)
			.sum();
		assert_eq!(units, 80);
	});
}

#[test]
fn stray_won_in_a_pot_goes_to_the_router_with_the_last_pledge() {
	run(|| {
		open_sale();
		assert_ok!(pledge(&KIM_PHONE, 10));
		give(&Securities::pot(SALE), 7);
		at::<Test>(sale().closes);
		assert_ok!(Securities::refund(signed(KIM_PHONE), SALE));
		assert_eq!(last(), Event::SaleForgotten { offering: SALE, stray: 7 });
	});
}

#[test]
fn won_counts_to_the_year_of_the_last_change() {
	run(|| {
		create(city());
		// Opens in December.
		let december = 1_796_000_000_000 - TODAY;
		let own = later(sale(), december);
		assert_ok!(Securities::open_sale(governor(), FIRST, own));
		at::<Test>(own.opens_here);
		assert_ok!(pledge(&KIM_PHONE, 5));
		assert_eq!(Securities::book(person(KIM)).year, 2026);
		at::<Test>(own.opens_here + 40 * DAYS);
		assert_ok!(pledge(&KIM_PHONE, 1));
		let book = Securities::book(person(KIM));
		assert_eq!((book.year, book.won), (2027, 600));
		assert_eq!(Securities::offering(SALE).unwrap().state, SaleState::Open);
	});
}
