// SPDX-License-Identifier: Apache-2.0

//! What a dead person left goes to the heir, within the heir's cap and the ceilings; and no won stays behind.

use chungnam_ports::Standing;
use frame_support::dispatch::Pays;

use super::*;
use crate::{Granted, MIN_NOTICE};

const BURIED: PersonId = PersonId(50);

/// Eight residents have ten units each, and the first of them has died. Kim accepted what she left.
fn bereaved() {
	sell_to_eight();
	bury();
}

fn bury() {
	MockRegistry::set_standing(BURIED, Standing::Deceased);
	MockRegistry::make_heir(BURIED, KIM);
}

#[track_caller]
fn inherit(who: AccountId) -> Event<Test> {
	let done = Securities::inherit(signed(who), FIRST, BURIED).expect("there is something");
	assert_eq!(done.pays_fee, Pays::No);
	last()
}

fn inherited(units: Option<(Units, Seat)>, to: AccountId, won: Won) -> Event<Test> {
	let units = units.map(|(units, seat)| Granted { units, seat });
	Event::Inherited { instrument: FIRST, from: BURIED, heir: KIM, units, to, won }
}

#[test]
fn heir_takes_units_and_what_they_earned_with_any_key() {
	run(|| {
		bereaved();
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 85, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		let before = won(&KIM_CARD);
		// 85 won for 80 units: ten of them get 10.625.
		let told = inherit(KIM_CARD);
		assert_eq!(told, inherited(Some((10, Seat::Here)), KIM_CARD, 10));
		assert_eq!(won(&KIM_CARD), before + 10);
		assert_eq!((units(&person(KIM)), units(&buyer(0))), (10, 0));
		assert_eq!(Books::<Test>::get(buyer(0)), Book::default());
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST));
		// What was less than a won is the heir's: 5 won for 80 units bring it over one.
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 5, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(Securities::dues(FIRST, person(KIM)), 1);
		let again = Securities::inherit(signed(KIM_PHONE), FIRST, BURIED);
		assert_eq!(again, Err(Error::<Test>::PositionNotFound.into()));
	});
}

#[test]
fn what_is_above_the_cap_stays_and_earns_for_the_heir() {
	run(|| {
		let caps = Caps { retail: Some(Cap { units: 14, won_a_year: PLENTY }), ..Caps::default() };
		assert_ok!(Securities::create_instrument(
			governor(),
			Box::new(Terms { caps, ..terms(city()) })
		));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		assert_ok!(Securities::pledge(signed(KIM_PHONE), SALE, bid(8)));
		fill(80);
		at::<Test>(sale().closes);
		let to = vec![(CITY, 8_800)].try_into().unwrap();
		assert_ok!(Securities::hand_over(governor(), SALE, to));
		for holder in [person(KIM), buyer(0)] {
			assert_ok!(Securities::collect(signed(STRANGER), SALE, holder));
		}
		bury();
		assert_eq!(inherit(KIM_PHONE), inherited(Some((6, Seat::Here)), KIM_PHONE, 0));
		assert_eq!((units(&person(KIM)), units(&buyer(0))), (14, 4));
		let full = Error::<Test>::Refused(Reason::CapUnits);
		assert_noop!(Securities::inherit(signed(KIM_PHONE), FIRST, BURIED), full);
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 880, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(inherit(KIM_PHONE), inherited(None, KIM_PHONE, 40));
	});
}

#[test]
fn heir_abroad_gets_what_the_ceiling_leaves() {
	run(|| {
		let own = Terms { abroad_most: 4, outside_most: 4, ..terms(person(LEE)) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		fill(80);
		at::<Test>(sale().closes);
		let to = vec![(CITY, 8_000)].try_into().unwrap();
		assert_ok!(Securities::hand_over(governor(), SALE, to));
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		MockRegistry::set_standing(BURIED, Standing::Deceased);
		MockRegistry::make_heir(BURIED, SMITH);
		let inherit_abroad = || Securities::inherit(signed(SMITH_PHONE), FIRST, BURIED);
		assert_noop!(inherit_abroad(), Error::<Test>::Refused(Reason::NoCredential));
		let own = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		assert_ok!(inherit_abroad());
		assert_eq!((units(&person(SMITH)), units(&buyer(0))), (4, 6));
		assert_noop!(inherit_abroad(), Error::<Test>::Refused(Reason::ForeignCeiling));
		let own = credential(Seat::Korea, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		assert_noop!(inherit_abroad(), Error::<Test>::Refused(Reason::ResidentMinimum));
		let own = credential(Seat::Korea, InvestorClass::Custodian, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		assert_noop!(inherit_abroad(), Error::<Test>::Refused(Reason::ResidentMinimum));
	});
}

#[test]
fn refusals_say_why() {
	run(|| {
		bereaved();
		let inherit_by = |who| Securities::inherit(signed(who), FIRST, BURIED);
		assert_noop!(inherit_by(STRANGER), Error::<Test>::Refused(Reason::GiverUnknown));
		assert_noop!(inherit_by(LEE_PHONE), Error::<Test>::NotAuthorized);
		assert_noop!(inherit_by(CITY), Error::<Test>::NotAuthorized);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		assert_noop!(inherit_by(KIM_PHONE), Error::<Test>::Refused(Reason::GiverFrozen));
		MockRegistry::set_standing(KIM, Standing::Active);
		let other = Securities::inherit(signed(KIM_PHONE), InstrumentId(1), BURIED);
		assert_eq!(other, Err(Error::<Test>::PositionNotFound.into()));
		let seventy = Book { positions: MAX_POSITIONS, ..Default::default() };
		let before = Books::<Test>::get(person(KIM));
		Books::<Test>::insert(person(KIM), seventy);
		assert_noop!(inherit_by(KIM_PHONE), Error::<Test>::Refused(Reason::ListFull));
		if before == Book::default() {
			Books::<Test>::remove(person(KIM));
		}
		assert_ok!(inherit_by(KIM_PHONE));
	});
}

#[test]
fn class_that_may_not_hold_inherits_nothing() {
	run(|| {
		bereaved();
		let own = credential(Seat::Korea, InvestorClass::Professional, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(KIM), own));
		AllTerms::<Test>::mutate(FIRST, |own| own.as_mut().unwrap().caps.professional = None);
		let no = Error::<Test>::Refused(Reason::ClassNotAllowed);
		assert_noop!(Securities::inherit(signed(KIM_PHONE), FIRST, BURIED), no);
	});
}

#[test]
fn pledge_of_the_dead_stands_and_its_money_goes_to_the_heir_if_it_bought_nothing() {
	run(|| {
		open_sale();
		fill(70);
		bury();
		let refund = || Securities::inherit_refund(signed(KIM_PHONE), SALE, BURIED);
		assert_noop!(refund(), Error::<Test>::NothingToReturn);
		// Nothing is earned, and no unit is there.
		let nothing = Securities::inherit(signed(KIM_PHONE), FIRST, BURIED);
		assert_eq!(nothing, Err(Error::<Test>::NothingDue.into()));
		at::<Test>(sale().closes);
		let stranger = Securities::inherit_refund(signed(LEE_PHONE), SALE, BURIED);
		assert_eq!(stranger, Err(Error::<Test>::NotAuthorized.into()));
		let before = won(&KIM_PHONE);
		assert_eq!(refund().unwrap().pays_fee, Pays::No);
		assert_eq!(won(&KIM_PHONE), before + 1_000);
		let (holder, to) = (buyer(0), KIM_PHONE);
		let told = Event::Refunded { offering: SALE, holder, to, won: 1_000 };
		assert!(events().contains(&told));
		assert_noop!(refund(), Error::<Test>::PledgeNotFound);
		assert!(!Books::<Test>::contains_key(buyer(0)));
	});
}

#[test]
fn pledge_of_the_dead_that_was_sold_is_collected_and_then_inherited() {
	run(|| {
		open_sale();
		fill(80);
		bury();
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		assert_eq!(inherit(KIM_PHONE), inherited(Some((10, Seat::Here)), KIM_PHONE, 0));
		assert!(!Books::<Test>::contains_key(buyer(0)), "the dead buy nothing more");
	});
}

/// The heir who accepts what the buried one left, and dies before taking anything.
const EARLIER: PersonId = PersonId(51);

/// The earlier heir has died too, and Kim accepted both estates.
fn follow() {
	MockRegistry::set_standing(EARLIER, Standing::Deceased);
	for dead in [BURIED, EARLIER] {
		MockRegistry::make_heir(dead, KIM);
	}
}

#[test]
fn another_heir_takes_the_units_and_dividends_that_the_earlier_one_left_where_they_were() {
	run(|| {
		sell_to_eight();
		MockRegistry::set_standing(BURIED, Standing::Deceased);
		MockRegistry::make_heir(BURIED, EARLIER);
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 80, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		follow();
		let late = Securities::inherit(signed(BUYERS[1].clone()), FIRST, BURIED);
		assert!(late.is_err(), "{late:?}");
		assert_eq!(inherit(KIM_PHONE), inherited(Some((10, Seat::Here)), KIM_PHONE, 10));
		// What the earlier heir had is an estate of its own.
		assert_eq!((units(&person(KIM)), units(&buyer(1))), (10, 10));
		let before = won(&KIM_PHONE);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, EARLIER));
		assert_eq!(won(&KIM_PHONE), before + 10);
		assert_eq!((units(&person(KIM)), units(&buyer(0)), units(&buyer(1))), (20, 0, 0));
	});
}

#[test]
fn another_heir_fetches_the_refund_that_the_earlier_one_did_not() {
	run(|| {
		open_sale();
		fill(70);
		MockRegistry::set_standing(BURIED, Standing::Deceased);
		MockRegistry::make_heir(BURIED, EARLIER);
		at::<Test>(sale().closes);
		follow();
		let late = Securities::inherit_refund(signed(BUYERS[1].clone()), SALE, BURIED);
		assert!(late.is_err(), "{late:?}");
		let before = won(&KIM_PHONE);
		for dead in [BURIED, EARLIER] {
			assert_ok!(Securities::inherit_refund(signed(KIM_PHONE), SALE, dead));
		}
		assert_eq!(won(&KIM_PHONE), before + 2_000);
	});
}
