// SPDX-License-Identifier: Apache-2.0

//! Dividends: to all units of a day, to the won, whoever moves meanwhile.

use chungnam_ports::{Source, Sources, Standing, ESTATE_PERIOD};
use chungnam_primitives::dividends::{MAX_RECEIVED, SCALE};
use chungnam_testkit::MockSources;
use frame_support::dispatch::Pays;
use sp_runtime::Perbill;

use super::*;
use crate::{Dividend, MAX_NOTICE, MIN_NOTICE};

fn distribute(gross: Won, pays_at: Moment) -> sp_runtime::DispatchResult {
	Securities::distribute(signed(CITY), FIRST, gross, pays_at)
}

fn take(who: &AccountId) -> Result<Won, sp_runtime::DispatchError> {
	let before = won(who);
	let done = Securities::take_won(signed(who.clone()), FIRST).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(won(who) - before)
}

/// The city has 20 units, eight buyers have ten each, collected.
fn sold() {
	sell_to_eight();
	assert_ok!(Securities::issue(signed(CITY), FIRST, 20));
}

#[test]
fn dividend_is_given_on_its_day_to_who_holds_units_then() {
	run(|| {
		sold();
		let pays_at = now() + MIN_NOTICE;
		assert_ok!(distribute(1_000, pays_at));
		let dividend = Dividend { won: 1_000, pays_at };
		let announced =
			Event::DividendAnnounced { instrument: FIRST, from: CITY, dividend, public: 0 };
		assert_eq!(last(), announced);
		assert_eq!(won(&Securities::purse(FIRST)), 1_000);
		sleep(MIN_NOTICE - 1);
		assert_eq!(Securities::dues(FIRST, buyer(0)), 0);
		assert_eq!(take(&BUYERS[0]), Err(Error::<Test>::NothingDue.into()));
		sleep(1);
		assert_eq!(Securities::dues(FIRST, buyer(0)), 100);
		assert_eq!(take(&BUYERS[0]), Ok(100));
		let (holder, to) = (buyer(0), BUYERS[0].clone());
		assert_eq!(last(), Event::DividendTaken { instrument: FIRST, holder, to, won: 100 });
		assert_eq!(take(&BUYERS[0]), Err(Error::<Test>::NothingDue.into()));
		assert_eq!(take(&CITY), Ok(200));
		// Units that come later earn nothing of it.
		assert_ok!(Securities::issue(signed(CITY), FIRST, 100));
		assert_eq!(take(&CITY), Err(Error::<Test>::NothingDue.into()));
		assert_eq!(take(&BUYERS[1]), Ok(100));
	});
}

#[test]
fn units_that_were_not_collected_earn_for_their_buyer() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		assert_ok!(distribute(800, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(take(&BUYERS[0]), Ok(100));
		assert_eq!(take(&BUYERS[1]), Err(Error::<Test>::NothingDue.into()));
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(1)));
		assert_eq!(take(&BUYERS[1]), Ok(100));
	});
}

#[test]
fn less_than_a_won_stays_owed_and_nothing_is_lost() {
	run(|| {
		sold();
		for _ in 0..3 {
			assert_ok!(distribute(33, now() + MIN_NOTICE));
			sleep(MIN_NOTICE);
		}
		// 99 won for 100 units: ten units get 9.9.
		assert_eq!(take(&BUYERS[0]), Ok(9));
		assert_ok!(distribute(1, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(take(&BUYERS[0]), Ok(1), "with what was left it is a whole one");
		let taken: Won = BUYERS[1..].iter().map(|key| take(key).unwrap()).sum();
		assert_eq!((taken, take(&CITY)), (70, Ok(20)));
		assert_eq!(won(&Securities::purse(FIRST)), 0);
	});
}

#[test]
fn won_without_units_waits_and_goes_to_the_router_with_the_instrument() {
	run(|| {
		create(city());
		assert_ok!(distribute(500, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_noop!(Securities::take_won(signed(CITY), FIRST), Error::<Test>::PositionNotFound);
		assert_ok!(distribute(1, now() + MIN_NOTICE));
		let (_, own) = Securities::instrument(FIRST).unwrap();
		assert_eq!((own.points, own.carry, own.received), (0, 500 * SCALE, 500));
		let given = Event::DividendGiven {
			instrument: FIRST,
			points: 0,
			carry: 500 * SCALE,
			received: 500,
		};
		assert!(events().contains(&given));
		assert_ok!(Securities::retire_instrument(governor(), FIRST));
		assert_eq!(last(), Event::InstrumentRetired { instrument: FIRST, left: 501 });
	});
}

#[test]
fn public_share_goes_to_its_source_at_once() {
	run(|| {
		let public_share = Perbill::from_percent(10);
		let own = Terms { public_share, public_source: Source::ProjectProfits, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		assert_ok!(distribute(1_009, now() + MIN_NOTICE));
		let router = <MockSources as Sources<AccountId>>::account_of(Source::ProjectProfits);
		assert_eq!((won(&router), won(&Securities::purse(FIRST))), (100, 909));
	});
}

#[test]
fn distribution_is_refused_when_it_is_unsound() {
	run(|| {
		let soon = now() + MIN_NOTICE;
		assert_noop!(distribute(1, soon), Error::<Test>::InstrumentNotFound);
		create(city());
		let by = |who| Securities::distribute(signed(who), FIRST, 1, soon);
		assert_noop!(by(KIM_PHONE), Error::<Test>::NotAuthorized);
		assert_noop!(by(STRANGER), Error::<Test>::NotAuthorized);
		for pays_at in [now(), soon - 1, now() + MAX_NOTICE + 1] {
			assert_noop!(distribute(1, pays_at), Error::<Test>::WindowUnsound);
		}
		assert_noop!(distribute(0, soon), Error::<Test>::ZeroAmount);
		assert_noop!(distribute(MAX_RECEIVED + 1, soon), Error::<Test>::Overflow);
		assert_noop!(distribute(Won::MAX, soon), Error::<Test>::Overflow);
		assert_noop!(distribute(PLENTY + 1, soon), Error::<Test>::InsufficientBalance);
		assert_ok!(distribute(1, soon + 1));
		assert_ok!(distribute(1, soon));
		assert_noop!(distribute(1, soon), Error::<Test>::MaxAnnouncedExceeded);
		let own = Terms { form: Form::Donation, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		let gift = Securities::distribute(signed(CITY), InstrumentId(1), 1, soon);
		assert_eq!(gift, Err(Error::<Test>::EarnsNothing.into()));
	});
}

#[test]
fn frozen_holder_earns_on_and_takes_later_with_a_new_key() {
	run(|| {
		sold();
		assert_ok!(distribute(1_000, now() + MIN_NOTICE));
		sleep(400 * DAYS);
		MockRegistry::set_standing(PersonId(50), Standing::Frozen);
		let frozen = Error::<Test>::Refused(Reason::GiverFrozen);
		assert_noop!(Securities::take_won(signed(BUYERS[0].clone()), FIRST), frozen);
		MockRegistry::set_standing(PersonId(50), Standing::Active);
		let new = account(44);
		MockRegistry::recover_key(BUYERS[0].clone(), new.clone());
		assert_eq!(take(&new), Ok(100));
	});
}

fn lapse(holder: Holder<AccountId>) -> sp_runtime::DispatchResult {
	let done = Securities::lapse(signed(STRANGER), FIRST, holder).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(())
}

/// A dividend of ten won a unit is given now.
fn give_ten() {
	give(&CITY, 1_000);
	assert_ok!(distribute(1_000, now() + MIN_NOTICE));
	sleep(MIN_NOTICE);
	// Anyone's touch gives it.
	assert_ok!(take(&BUYERS[7]));
}

#[test]
fn dividend_that_nobody_asked_for_in_ten_whole_years_goes_to_the_fund_router() {
	run(|| {
		sold();
		give_ten();
		// Buyer 1 takes it, and the next one not.
		assert_eq!(take(&BUYERS[1]), Ok(100));
		sleep(366 * DAYS);
		give_ten();
		// May 2027. Until the end of 2036 ten whole years have not passed since 2026.
		sleep(3_500 * DAYS);
		assert_eq!(lapse(buyer(0)), Err(Error::<Test>::TooEarly.into()));
		assert_eq!(lapse(person(SMITH)), Err(Error::<Test>::PositionNotFound.into()));
		sleep(200 * DAYS);
		let frozen = Error::<Test>::Refused(Reason::GiverFrozen);
		MockRegistry::set_standing(PersonId(50), Standing::Frozen);
		assert_noop!(Securities::lapse(signed(STRANGER), FIRST, buyer(0)), frozen);
		let dead = Error::<Test>::Refused(Reason::GiverDead);
		MockRegistry::set_standing(PersonId(50), Standing::Deceased);
		assert_noop!(Securities::lapse(signed(STRANGER), FIRST, buyer(0)), dead);
		MockRegistry::set_standing(PersonId(50), Standing::Active);
		assert_ok!(lapse(buyer(0)));
		let told = Event::Lapsed { instrument: FIRST, holder: buyer(0), units: 0, won: 100 };
		assert_eq!(last(), told);
		let router = <MockSources as Sources<AccountId>>::account_of(Source::ForfeitedIncome);
		assert_eq!(won(&router), 100);
		// That of 2027 is hers still, and so is what buyer 1 left.
		assert_eq!(lapse(buyer(0)), Err(Error::<Test>::TooEarly.into()));
		assert_eq!(lapse(buyer(1)), Err(Error::<Test>::TooEarly.into()));
		assert_eq!((take(&BUYERS[0]), take(&BUYERS[1])), (Ok(100), Ok(100)));
		assert_eq!(take(&BUYERS[2]), Ok(200), "as long as nobody said so");
		// No dividend came for years: in 2038 that of 2027 lapses as well.
		sleep(365 * DAYS);
		assert_ok!(lapse(buyer(3)));
		assert_eq!(won(&router), 300);
	});
}

#[test]
fn dividend_of_the_dead_lapses_when_nobody_can_inherit_any_more() {
	run(|| {
		sold();
		give_ten();
		let dead = || -> sp_runtime::DispatchResult {
			Err(Error::<Test>::Refused(Reason::GiverDead).into())
		};
		MockRegistry::bury(PersonId(51));
		sleep(ESTATE_PERIOD);
		assert_eq!(lapse(buyer(1)), Err(Error::<Test>::TooEarly.into()), "ten years all the same");
		sleep(4_100 * DAYS);
		MockRegistry::bury(PersonId(50));
		sleep(ESTATE_PERIOD - 1);
		assert_eq!(lapse(buyer(0)), dead(), "an heir can still be named");
		sleep(1);
		// An heir who accepted is waited for, and another one after that heir's death.
		MockRegistry::make_heir(PersonId(50), LEE);
		assert_eq!(lapse(buyer(0)), dead());
		MockRegistry::bury(LEE);
		sleep(ESTATE_PERIOD - 1);
		assert_eq!(lapse(buyer(0)), dead());
		sleep(1);
		for holder in [buyer(0), buyer(1)] {
			assert_ok!(lapse(holder.clone()));
			let told = Event::Lapsed { instrument: FIRST, holder, units: 0, won: 100 };
			assert_eq!(last(), told);
		}
		let router = <MockSources as Sources<AccountId>>::account_of(Source::ForfeitedIncome);
		assert_eq!(won(&router), 200);
		// Units stay, and an heir who comes now takes them, with what they earn later.
		MockRegistry::make_heir(PersonId(51), KIM);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, PersonId(51)));
		assert_eq!(units(&person(KIM)), 10);
	});
}

#[test]
fn less_than_a_won_does_not_lapse() {
	run(|| {
		sold();
		assert_ok!(distribute(9, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		// 9 won for 100 units: the city gets 1.8, ten units 0.9.
		assert_eq!(take(&CITY), Ok(1));
		sleep(4_100 * DAYS);
		assert_eq!(lapse(buyer(0)), Err(Error::<Test>::NothingDue.into()));
	});
}
