// SPDX-License-Identifier: Apache-2.0

//! Won that is nobody's, on accounts without a key: what the fund router may sweep, and what it may not.

use chungnam_ports::{Pot, Pots};
use chungnam_primitives::{IncomeId, ProgrammeId, SeriesId};
use chungnam_testkit::contract;
use frame_support::Hashable;

use super::*;
use crate::MIN_NOTICE;

const PURSE: Pot = Pot::Instrument(FIRST);

fn left(pot: Pot) -> Option<AccountId> {
	<Securities as Pots<AccountId>>::left(pot)
}

fn owed() -> Won {
	<Securities as Pots<AccountId>>::owed(PURSE)
}

/// The sweep takes seven won from the purse, whatever is owed from it.
#[track_caller]
fn seven_are_stray() {
	assert_eq!(left(PURSE), Some(Securities::purse(FIRST)));
	assert_eq!(won(&Securities::purse(FIRST)) - owed(), 7);
}

#[test]
fn pot_of_a_sale_is_left_when_the_sale_is_gone_and_not_before() {
	run(|| {
		let (sale_pot, next) = (Pot::Sale(SALE), Pot::Sale(OfferingId(1)));
		assert_eq!(left(sale_pot), None, "no number was given");
		open_sale();
		fill(70);
		assert_eq!(left(sale_pot), None);
		at::<Test>(sale().closes);
		for key in &BUYERS[..7] {
			assert_eq!(left(sale_pot), None, "pledges wait");
			assert_ok!(Securities::refund(signed(key.clone()), SALE));
		}
		let others = [
			next,
			Pot::Instrument(InstrumentId(1)),
			Pot::Programme(ProgrammeId(0)),
			Pot::Income(IncomeId(0)),
			Pot::Series(SeriesId(0)),
			Pot::Asset(FIRST),
			Pot::Project(FIRST),
			Pot::Intake(chungnam_primitives::IntakeId(0)),
		];
		contract::pots::<Securities, _>((sale_pot, Securities::pot(SALE)), &others);
	});
}

#[test]
fn won_never_waits_with_units() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		let institution = Pot::Institution(CITY.blake2_256().into());
		assert_eq!(left(institution), Some(Securities::holder_account(city())));
		assert_eq!(left(Pot::Person(KIM)), Some(Securities::holder_account(person(KIM))));
		let owed = |pot| <Securities as Pots<AccountId>>::owed(pot);
		assert_eq!((owed(institution), owed(Pot::Person(KIM))), (0, 0));
	});
}

#[test]
fn purse_keeps_what_holders_earned_will_earn_and_sold() {
	run(|| {
		assert_eq!(left(PURSE), None, "no number was given");
		open_sale();
		fill(80);
		finish();
		for n in 0..8 {
			assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
		}
		give(&Securities::purse(FIRST), 7);
		assert_eq!(owed(), 0);
		seven_are_stray();

		// Announced, given with a rest that is carried, and taken in part.
		let pays_at = now() + MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 1_003, pays_at));
		assert_eq!(owed(), 1_003);
		seven_are_stray();
		at::<Test>(pays_at);
		seven_are_stray();
		assert_ok!(Securities::take_won(signed(BUYERS[0].clone()), FIRST));
		assert_eq!(owed(), 1_003 - 125);
		seven_are_stray();

		// What sold units brought waits as well.
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		let (seller, until) = (signed(BUYERS[1].clone()), now() + DAYS);
		assert_ok!(Securities::offer(seller, FIRST, 4, 100, None, until));
		assert_ok!(Securities::take(signed(KIM_PHONE), OfferId(0), 4, 100, now() + 1));
		assert!(Instruments::<Test>::get(FIRST).unwrap().cash > 0);
		seven_are_stray();
	});
}

#[test]
fn purse_of_a_retired_instrument_owes_nothing() {
	run(|| {
		create(city());
		let pays_at = now() + MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 500, pays_at));
		assert_eq!(owed(), 500, "it waits for units");
		assert_ok!(Securities::retire_instrument(governor(), FIRST));
		contract::pots::<Securities, _>((PURSE, Securities::purse(FIRST)), &[]);
	});
}
