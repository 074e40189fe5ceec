// SPDX-License-Identifier: Apache-2.0

//! Offers, gifts and trades: every limit holds, and the seller's won waits for any key.

use chungnam_ports::{Holders, Source, Sources, Standing};
use chungnam_primitives::dividends::MAX_RECEIVED;
use chungnam_testkit::MockSources;
use frame_support::dispatch::Pays;
use sp_runtime::DispatchResult;

use super::*;
use crate::{
	Licence, LockUp, NextOffer, Offer, Offers, YearLimits, LOCK_UP, MAX_FEE_BP, MAX_LOCK_UPS,
	MAX_OFFER, MAX_OFFERS, MIN_NOTICE,
};

const OFFER: OfferId = OfferId(0);

/// Eight buyers have ten units each, for a hundred won a unit, and units may change hands.
fn sold() {
	sell_to_eight();
	assert_ok!(Securities::set_market(governor(), FIRST, licence()));
	MockRegistry::add_person(account(40), PersonId(40), HERE);
}

fn offer(units: Units, price: Won, to: Option<Holder<AccountId>>) -> DispatchResult {
	let until = now() + MAX_OFFER;
	Securities::offer(signed(BUYERS[0].clone()), FIRST, units, price, to, until)
}

fn take(who: &AccountId, id: OfferId, units: Units, price: Won) -> DispatchResult {
	Securities::take(signed(who.clone()), id, units, price, now() + 1)
}

/// The first buyer offers all that she has for a hundred won each. Returns the number.
#[track_caller]
fn on_offer() -> OfferId {
	let id = NextOffer::<Test>::get();
	assert_ok!(offer(10, 100, None));
	id
}

#[track_caller]
fn refused(who: &AccountId, id: OfferId, units: Units, why: Reason) {
	assert_eq!(Securities::may_take(id, who.clone(), units, 100), Err(why));
	assert_noop!(take(who, id, units, 100), Error::<Test>::Refused(why));
}

#[track_caller]
fn not_offered(units: Units, price: Won, why: Reason) {
	assert_eq!(Securities::may_offer(FIRST, BUYERS[0].clone(), units, price), Err(why));
	assert_noop!(offer(units, price, None), Error::<Test>::Refused(why));
}

/// A licence with this document and fee.
fn by(document: sp_core::H256, fee_bp: u16) -> Option<Licence> {
	Some(Licence { document, fee_bp })
}

fn fees() -> Won {
	won(&<MockSources as Sources<AccountId>>::account_of(Source::MarketFees))
}

#[test]
fn units_go_for_won_in_parts_and_the_seller_takes_it_with_any_key() {
	run(|| {
		sold();
		assert_ok!(offer(10, 101, None));
		let (from, until) = (buyer(0), now() + MAX_OFFER);
		let fee_bp = 10;
		let own = Offer { instrument: FIRST, from, left: 10, price: 101, to: None, until, fee_bp };
		assert_eq!(last(), Event::Offered { offer: OFFER, terms: own.clone() });
		assert_eq!(Securities::offers(FIRST), [(OFFER, own)]);
		let before = won(&KIM_PHONE);
		assert_ok!(take(&KIM_PHONE, OFFER, 4, 101));
		// 404 won, of which a thousandth is a won.
		let (to, seat) = (person(KIM), Seat::Here);
		let told = Event::Traded { offer: OFFER, to, units: 4, seat, won: 404, fee: 1 };
		assert_eq!(last(), told);
		assert_eq!((won(&KIM_PHONE), fees()), (before - 404, 1));
		assert_eq!((units(&buyer(0)), units(&person(KIM))), (6, 4));
		assert_eq!(Securities::dues(FIRST, buyer(0)), 403);
		assert_ok!(take(&KIM_OTHER_PHONE, OFFER, 6, 101));
		assert_noop!(take(&KIM_PHONE, OFFER, 1, 101), Error::<Test>::OfferNotFound);
		assert_eq!(Securities::book(person(KIM)).won, 1_010);
		let new = account(44);
		MockRegistry::recover_key(BUYERS[0].clone(), new.clone());
		let done = Securities::take_won(signed(new.clone()), FIRST).unwrap();
		assert_eq!((done.pays_fee, won(&new), fees()), (Pays::No, 1_008, 2));
		let (holder, to) = (buyer(0), new);
		let told = Event::ProceedsTaken { instrument: FIRST, holder, to, won: 1_008 };
		assert!(events().contains(&told));
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST), "nothing is left of it");
		assert_eq!(won(&Securities::purse(FIRST)), 0);
	});
}

#[test]
fn fee_is_that_of_the_licence_when_the_offer_was_made() {
	run(|| {
		sold();
		let set = |fee_bp| Securities::set_market(governor(), FIRST, by(hash(5), fee_bp));
		assert_eq!(set(MAX_FEE_BP + 1), Err(Error::<Test>::FeeTooHigh.into()));
		assert_ok!(set(MAX_FEE_BP));
		let dear = NextOffer::<Test>::get();
		assert_ok!(offer(5, 101, None));
		assert_ok!(set(0));
		let free = NextOffer::<Test>::get();
		assert_ok!(offer(5, 101, None));
		let of = |id| Offers::<Test>::get(id).map(|own| own.fee_bp);
		assert_eq!((of(dear), of(free)), (Some(MAX_FEE_BP), Some(0)));
		// Of 101 won a twentieth is 6, rounded up; the offer keeps its fee.
		assert_ok!(take(&KIM_PHONE, dear, 1, 101));
		assert_eq!((fees(), Securities::dues(FIRST, buyer(0))), (6, 95));
		assert_ok!(take(&KIM_PHONE, free, 5, 101));
		assert_eq!((fees(), Securities::dues(FIRST, buyer(0))), (6, 95 + 505));
		// Another licence is no reason to pay more.
		assert_ok!(set(10));
		assert_ok!(take(&KIM_PHONE, dear, 4, 101));
		assert_eq!((fees(), Securities::dues(FIRST, buyer(0))), (6 + 21, 600 + 383));
	});
}

#[test]
fn gift_goes_to_the_named_taker_who_signs_and_pays_nothing() {
	run(|| {
		sold();
		assert_noop!(offer(3, 0, None), Error::<Test>::PriceUnsound);
		assert_ok!(offer(3, 0, Some(person(KIM))));
		let take = |who: &AccountId| take(who, OFFER, 3, 0);
		assert_noop!(take(&LEE_PHONE), Error::<Test>::Refused(Reason::Excluded));
		assert_noop!(take(&KIM_CARD), Error::<Test>::Refused(Reason::TakerUnknown));
		let before = won(&KIM_PHONE);
		assert_ok!(take(&KIM_PHONE));
		assert_eq!((won(&KIM_PHONE), fees(), units(&person(KIM))), (before, 0, 3));
		// It counts as the price of the last sale, so that gifts go round no limit.
		assert_eq!(Securities::book(person(KIM)).won, 300);
		assert_eq!(Securities::dues(FIRST, buyer(0)), 0);
	});
}

#[test]
fn market_is_off_until_residents_name_a_licence() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		not_offered(1, 100, Reason::MarketClosed);
		let set = |licence| Securities::set_market(governor(), FIRST, licence);
		assert_ok!(set(licence()));
		assert_eq!(last(), Event::MarketSet { instrument: FIRST, licence: licence() });
		let id = on_offer();
		assert_ok!(set(None));
		refused(&KIM_PHONE, id, 1, Reason::MarketClosed);
		assert_ok!(set(by(hash(6), 10)));
		assert_ok!(Securities::halt(governor(), FIRST, DAYS, hash(1)));
		refused(&KIM_PHONE, id, 1, Reason::Halted);
		not_offered(1, 100, Reason::Halted);
		// Taking back is never halted.
		assert_ok!(Securities::cancel_offer(signed(BUYERS[0].clone()), id));
		let nothing = Securities::set_market(governor(), InstrumentId(9), None);
		assert_eq!(nothing, Err(Error::<Test>::InstrumentNotFound.into()));
		let own = Terms { form: Form::Donation, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		let gift = Securities::set_market(governor(), InstrumentId(1), licence());
		assert_eq!(gift, Err(Error::<Test>::EarnsNothing.into()));
		for origin in [signed(CITY), RuntimeOrigin::none()] {
			let tried = Securities::set_market(origin, FIRST, None);
			assert_eq!(tried, Err(sp_runtime::DispatchError::BadOrigin));
		}
	});
}

#[test]
fn offer_is_refused_when_it_is_unsound() {
	run(|| {
		sold();
		assert_noop!(offer(0, 100, None), Error::<Test>::ZeroUnits);
		for price in [Won::MAX, MAX_RECEIVED + 1] {
			assert_noop!(offer(1, price, None), Error::<Test>::PriceUnsound);
		}
		let until =
			|until| Securities::offer(signed(BUYERS[0].clone()), FIRST, 1, 100, None, until);
		assert_noop!(until(now()), Error::<Test>::EndOutOfRange);
		assert_noop!(until(now() + MAX_OFFER + 1), Error::<Test>::EndOutOfRange);
		let same = Error::<Test>::Refused(Reason::SameHolder);
		assert_noop!(offer(1, 100, Some(buyer(0))), same);
		for price in [69, 131] {
			not_offered(1, price, Reason::PriceOutOfBand);
		}
		not_offered(11, 100, Reason::NotEnoughUnits);
		assert_ok!(offer(6, 70, None));
		not_offered(5, 100, Reason::OnOffer);
		assert_eq!(Securities::free_units(FIRST, buyer(0)), 4);
		assert_ok!(offer(1, 130, None));
		for _ in 2..MAX_OFFERS.min(5) {
			assert_ok!(offer(1, 100, None));
		}
		Books::<Test>::mutate(buyer(0), |book| book.offers = MAX_OFFERS);
		assert_noop!(offer(1, 100, None), Error::<Test>::Refused(Reason::OnOffer));
		assert_ok!(Securities::cancel_offer(signed(BUYERS[0].clone()), OFFER));
		Books::<Test>::mutate(buyer(0), |book| book.offers = MAX_OFFERS);
		not_offered(1, 100, Reason::ListFull);
		let offers = Offers::<Test>::iter().count() as u32;
		Books::<Test>::mutate(buyer(0), |book| book.offers = offers);
		let card = Securities::may_offer(FIRST, KIM_CARD, 1, 100);
		assert_eq!(card, Err(Reason::GiverUnknown));
		let nothing = Securities::may_offer(FIRST, KIM_PHONE, 1, 100);
		assert_eq!(nothing, Err(Reason::NotEnoughUnits));
		let unknown = Securities::may_offer(InstrumentId(9), KIM_PHONE, 1, 100);
		assert_eq!(unknown, Err(Reason::UnknownInstrument));
	});
}

#[test]
fn without_a_sale_there_is_no_price_but_a_gift() {
	run(|| {
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		let offer =
			|price, to| Securities::offer(signed(LEE_PHONE), FIRST, 1, price, to, now() + DAYS);
		assert_noop!(offer(100, None), Error::<Test>::Refused(Reason::PriceOutOfBand));
		assert_ok!(offer(0, Some(person(KIM))));
		assert_ok!(take(&KIM_PHONE, OFFER, 1, 0));
	});
}

#[test]
fn taker_gets_what_was_seen_and_in_time() {
	run(|| {
		sold();
		let id = on_offer();
		assert_noop!(take(&KIM_PHONE, id, 0, 100), Error::<Test>::ZeroUnits);
		let changed = Error::<Test>::Refused(Reason::TermsChanged);
		assert_noop!(take(&KIM_PHONE, id, 1, 99), changed);
		refused(&KIM_PHONE, id, 11, Reason::NotEnoughUnits);
		refused(&BUYERS[0], id, 1, Reason::SameHolder);
		let late = || Error::<Test>::Refused(Reason::TooLate);
		let dead = Securities::take(signed(KIM_PHONE), id, 1, 100, now());
		assert_eq!(dead, Err(late().into()));
		let gone = Securities::may_take(OfferId(9), KIM_PHONE, 1, 100);
		assert_eq!(gone, Err(Reason::WrongState));
		sleep(MAX_OFFER);
		assert_noop!(take(&KIM_PHONE, id, 1, 100), late());
	});
}

#[test]
fn seller_who_may_not_act_sells_nothing() {
	run(|| {
		sold();
		let id = on_offer();
		let person = PersonId(50);
		MockRegistry::set_standing(person, Standing::Frozen);
		refused(&KIM_PHONE, id, 1, Reason::GiverFrozen);
		not_offered(1, 100, Reason::GiverFrozen);
		MockRegistry::set_standing(person, Standing::Deceased);
		refused(&KIM_PHONE, id, 1, Reason::GiverDead);
		MockRegistry::set_standing(person, Standing::Active);
		// Abroad one needs a credential that holds, also to sell.
		MockRegistry::move_person(person, ZoneId::OUTSIDE);
		refused(&KIM_PHONE, id, 1, Reason::GiverCredentialEnded);
		let own = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), buyer(0), own));
		assert_ok!(take(&KIM_PHONE, id, 1, 100));
	});
}

#[test]
fn units_that_stay_are_not_sold() {
	run(|| {
		sold();
		let id = on_offer();
		let until = now() + 9 * DAYS;
		let locked = <Securities as Holders<AccountId>>::lock(FIRST, &buyer(0), until);
		assert_eq!(locked, Ok(10));
		refused(&KIM_PHONE, id, 1, Reason::Voting);
		at::<Test>(until);
		let freeze =
			Securities::freeze_units(signed(COURT), FIRST, buyer(0), Some(9), DAYS, hash(1));
		assert_ok!(freeze);
		refused(&KIM_PHONE, id, 2, Reason::UnitsFrozen);
		assert_ok!(take(&KIM_PHONE, id, 1, 100));
		sleep(DAYS);
		assert_ok!(take(&KIM_PHONE, id, 1, 100));
		// An order takes what is on offer, and the offer finds nothing.
		let (by, to) = (signed(COURT), buyer(1));
		assert_ok!(Securities::propose_transfer(by, FIRST, buyer(0), to, 8, hash(7)));
		assert_ok!(Securities::confirm_transfer(signed(POLICE), TransferId(0), hash(7)));
		sleep(crate::TRANSFER_DELAY);
		assert_ok!(Securities::execute_transfer(signed(STRANGER), TransferId(0)));
		refused(&KIM_PHONE, id, 1, Reason::NotEnoughUnits);
		assert!(Positions::<Test>::contains_key(buyer(0), FIRST));
		assert_ok!(Securities::cancel_offer(signed(BUYERS[0].clone()), id));
		assert_ok!(Securities::take_won(signed(BUYERS[0].clone()), FIRST));
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST));
	});
}

#[test]
fn buyer_cannot_leave_after_a_dividend() {
	run(|| {
		sold();
		let id = on_offer();
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 800, now() + MIN_NOTICE));
		assert_ok!(take(&KIM_PHONE, id, 10, 100));
		let lock_ups = vec![LockUp { units: 10, until: now() + LOCK_UP }].try_into().unwrap();
		let told = Event::LockedUp { instrument: FIRST, holder: person(KIM), lock_ups };
		assert!(events().contains(&told));
		sleep(MIN_NOTICE);
		assert_eq!(Securities::dues(FIRST, person(KIM)), 100);
		let sell = || Securities::may_offer(FIRST, KIM_PHONE, 1, 100);
		assert_eq!(sell(), Err(Reason::LockedUp));
		sleep(LOCK_UP - MIN_NOTICE - 1);
		assert_eq!(sell(), Err(Reason::LockedUp));
		sleep(1);
		assert_eq!(sell(), Ok(person(KIM)));
	});
}

#[test]
fn seventh_lock_up_lets_the_first_wait_with_the_second() {
	run(|| {
		sold();
		let id = on_offer();
		for _ in 0..=MAX_LOCK_UPS {
			assert_ok!(take(&KIM_PHONE, id, 1, 100));
			sleep(DAYS);
		}
		let own = Positions::<Test>::get(person(KIM), FIRST).unwrap();
		let units: Vec<_> = own.bought.iter().map(|own| own.units).collect();
		assert_eq!(units, [2, 1, 1, 1, 1, 1]);
		// The first would have ended a day before the second.
		at::<Test>(own.bought[0].until - 1);
		assert_eq!(own.bought_at(now()), 7);
		sleep(1);
		assert_eq!(own.bought_at(now()), 5);
	});
}

#[test]
fn limits_hold_on_the_market() {
	run(|| {
		sold();
		let id = on_offer();
		refused(&STRANGER, id, 1, Reason::TakerUnknown);
		refused(&SMITH_PHONE, id, 1, Reason::NoCredential);
		refused(&CITY, id, 1, Reason::Excluded);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		refused(&KIM_PHONE, id, 1, Reason::TakerFrozen);
		MockRegistry::set_standing(KIM, Standing::Deceased);
		refused(&KIM_PHONE, id, 1, Reason::TakerDead);
		MockRegistry::set_standing(KIM, Standing::Active);
		refused(&account(40), id, 1, Reason::NotEnoughWon);
		let own = credential(Seat::Abroad, InvestorClass::Professional, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		sleep(DAYS);
		refused(&SMITH_PHONE, id, 1, Reason::CredentialEnded);
		let own = credential(Seat::Abroad, InvestorClass::Professional, 90 * DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		let change = |change: fn(&mut Terms<AccountId>)| {
			AllTerms::<Test>::mutate(FIRST, |own| change(own.as_mut().unwrap()));
		};
		change(|own| own.abroad_most = 0);
		refused(&SMITH_PHONE, id, 1, Reason::SeatNotAllowed);
		change(|own| own.abroad_most = 2);
		refused(&SMITH_PHONE, id, 3, Reason::ForeignCeiling);
		change(|own| (own.outside_most, own.abroad_most) = (1, 1));
		refused(&LEE_PHONE, id, 2, Reason::ResidentMinimum);
		change(|own| own.caps.retail = Some(Cap { units: 3, won_a_year: 1_000 }));
		refused(&KIM_PHONE, id, 4, Reason::CapUnits);
		change(|own| own.caps.retail = Some(Cap { units: 3, won_a_year: 299 }));
		refused(&KIM_PHONE, id, 3, Reason::CapWon);
		change(|own| own.caps.retail = None);
		refused(&KIM_PHONE, id, 1, Reason::ClassNotAllowed);
		change(|own| own.caps.retail = Some(Cap { units: 5, won_a_year: 1_000 }));
		let filing = AllTerms::<Test>::get(FIRST).unwrap().filing;
		change(|own| own.filing = None);
		refused(&KIM_PHONE, id, 1, Reason::ClassNotAllowed);
		AllTerms::<Test>::mutate(FIRST, |own| own.as_mut().unwrap().filing = filing);
		let limits = YearLimits { retail: Some(350), ..Default::default() };
		assert_ok!(Securities::set_limits(governor(), limits));
		refused(&KIM_PHONE, id, 4, Reason::CapYear);
		assert_ok!(take(&KIM_PHONE, id, 3, 100));
		// The limits are of the person, whichever key signs.
		refused(&KIM_OTHER_PHONE, id, 1, Reason::CapYear);
		assert_ok!(Securities::set_limits(governor(), Default::default()));
		refused(&KIM_OTHER_PHONE, id, 3, Reason::CapUnits);
		let full = Book { positions: MAX_POSITIONS, ..Default::default() };
		Books::<Test>::insert(person(LEE), full);
		refused(&LEE_PHONE, id, 1, Reason::ListFull);
		Books::<Test>::remove(person(LEE));
		Instruments::<Test>::mutate_extant(FIRST, |own| own.last_price = Some(1_000));
		refused(&BUYERS[1], id, 1, Reason::CapUnits);
		change(|own| own.caps.retail = Some(Cap { units: 50, won_a_year: 2_000 }));
		refused(&BUYERS[1], id, 1, Reason::PriceOutOfBand);
	});
}

#[test]
fn offer_is_taken_back_by_its_holder_and_cleared_away_by_anyone() {
	run(|| {
		sold();
		let id = on_offer();
		let cancel = |who: &AccountId| Securities::cancel_offer(signed(who.clone()), id);
		assert_noop!(cancel(&KIM_PHONE), Error::<Test>::NotAuthorized);
		assert_noop!(cancel(&STRANGER), Error::<Test>::Refused(Reason::GiverUnknown));
		assert_eq!(cancel(&BUYERS[0]).unwrap().pays_fee, Pays::No);
		assert_eq!(last(), Event::OfferCancelled { offer: id });
		assert_noop!(cancel(&BUYERS[0]), Error::<Test>::OfferNotFound);
		let next = on_offer();
		sleep(MAX_OFFER);
		let swept = Securities::cancel_offer(signed(STRANGER), next).unwrap();
		assert_eq!(swept.pays_fee, Pays::No);
		assert_eq!((Offers::<Test>::iter().count(), Securities::book(buyer(0)).offers), (0, 0));
	});
}

#[test]
fn heir_takes_what_sold_units_brought() {
	run(|| {
		sold();
		let id = on_offer();
		assert_ok!(take(&LEE_PHONE, id, 10, 100));
		MockRegistry::set_standing(PersonId(50), Standing::Deceased);
		MockRegistry::make_heir(PersonId(50), KIM);
		let before = won(&KIM_PHONE);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, PersonId(50)));
		assert_eq!(won(&KIM_PHONE), before + 999);
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST));
		assert!(!Books::<Test>::contains_key(buyer(0)));
	});
}

#[test]
fn circle_trades_change_only_fees() {
	run(|| {
		sold();
		for n in 0..3 {
			let (seller, taker) = (&BUYERS[n % 2], &BUYERS[(n + 1) % 2]);
			let (until, id) = (now() + DAYS, NextOffer::<Test>::get());
			assert_ok!(Securities::offer(signed(seller.clone()), FIRST, 10, 130, None, until));
			assert_ok!(take(taker, id, 10, 130));
			assert_ok!(Securities::take_won(signed(seller.clone()), FIRST));
			sleep(LOCK_UP);
		}
		assert_eq!(Securities::instrument(FIRST).unwrap().1.last_price, Some(100));
		assert_eq!(fees(), 6);
	});
}
