// SPDX-License-Identifier: Apache-2.0

//! The founder's bond: locked before the sale, and paid to the founder, to holders or to the fund router to the last won.

use frame_support::traits::tokens::Preservation;

use super::*;
use crate::{bond_for, kept_of, missed_of};

/// The sale brought so much, which lies in the envelope.
fn build_with(amount: Won) {
	to_offering();
	Market::decide::<AccountId>(SALE, amount);
	assert_ok!(advance());
}

/// The bond that is left.
fn bonded() -> Won {
	project().bonded()
}

#[test]
fn parts_of_a_bond_are_rounded_against_the_founder() {
	assert_eq!([0, 1, 20, 21, 10_000].map(bond_for), [0, 1, 1, 2, 500]);
	assert_eq!([0, 1, 5, 6, 500].map(kept_of), [0, 1, 1, 2, 100]);
	assert_eq!([0, 1, 2, 3, 100].map(missed_of), [0, 1, 1, 2, 50]);
	assert!(bond_for(Won::MAX) > 0);
}

#[test]
fn sale_opens_when_the_founder_has_the_bond() {
	run(|| {
		to_ready();
		// The last won keeps the account.
		let poor = LOCKED;
		assert_ok!(Balances::transfer(&FOUNDER, &STRANGER, PURSE - poor, Preservation::Expendable));
		assert_noop!(offer(FOUNDER, sale(MOST)), Error::<Test>::InsufficientBalance);
		give(&FOUNDER, 1);
		assert_ok!(offer(FOUNDER, sale(MOST)));
		let locked = Event::BondLocked { project: GARDEN, from: FOUNDER, won: LOCKED };
		assert!(events().contains(&locked));
		assert_eq!((won(&FOUNDER), pot()), (1, LOCKED));
		assert_eq!(project().bond, Some(Bond { from: FOUNDER, won: LOCKED }));
		Market::end(SALE);
		assert_ok!(advance());
		assert_eq!((won(&FOUNDER), pot()), (LOCKED + 1, 0));
	});
}

#[test]
fn account_of_a_bond_is_in_use_until_the_project_ends() {
	let users = || frame_system::Pallet::<Test>::consumers(&FOUNDER);
	let fails = || {
		to_offering();
		Market::end(SALE);
	};
	let is_finished = || {
		to_running();
		for _ in 0..4 {
			assert_ok!(report(FOUNDER));
			sleep(QUARTER);
		}
		sleep(DAYS);
	};
	for reach in [fails as fn(), to_stopped, is_finished] {
		run(|| {
			assert_eq!(users(), 0);
			reach();
			assert_eq!(users(), 1);
			assert_ok!(advance());
			assert_eq!((users(), Projects::<Test>::count()), (0, 0));
		});
	}
}

#[test]
fn bond_of_a_sale_of_one_won_is_one_won() {
	run(|| {
		to_ready();
		assert_ok!(offer(FOUNDER, sale(1)));
		Market::decide::<AccountId>(SALE, 1);
		assert_ok!(advance());
		Envelopes::pay(ENVELOPE, 0, &BUILDER);
		assert_ok!(advance());
		assert_eq!(bonded(), 1, "nothing goes back before the promise is over");
		sleep(QUARTER);
		assert_ok!(advance());
		assert_eq!((bonded(), routed(Source::Slashes)), (0, 1));
		sleep(QUARTER);
		assert_ok!(advance());
		assert_eq!((bonded(), routed(Source::Slashes)), (0, 1), "there is nothing left to lose");
	});
}

#[test]
fn whole_bond_goes_back_when_the_sale_fails() {
	run(|| {
		to_offering();
		Market::end(SALE);
		assert_ok!(advance());
		let back = Event::BondReturned { project: GARDEN, to: FOUNDER, won: LOCKED };
		assert!(events().contains(&back));
		assert_eq!((won(&FOUNDER), pot()), (PURSE, 0));
	});
}

#[test]
fn four_fifths_go_back_when_all_is_built_and_the_rest_with_the_promise() {
	run(|| {
		to_running();
		let back = Event::BondReturned { project: GARDEN, to: FOUNDER, won: 400 };
		assert!(events().contains(&back));
		assert_eq!((won(&FOUNDER), pot(), bonded()), (PURSE - 100, 100, 100));
		for _ in 0..4 {
			assert_ok!(report(FOUNDER));
			sleep(QUARTER);
		}
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(DAYS);
		assert_ok!(advance());
		assert_eq!((won(&FOUNDER), pot(), routed(Source::Slashes)), (PURSE, 0, 0));
	});
}

#[test]
fn each_missed_report_takes_half_of_what_is_left() {
	run(|| {
		to_running();
		sleep(QUARTER);
		assert_ok!(advance());
		assert!(events().contains(&Event::BondSlashed { project: GARDEN, won: 50 }));
		assert_eq!((bonded(), routed(Source::Slashes)), (50, 50));
		assert_ok!(report(FOUNDER));
		sleep(274 * DAYS);
		for left in [25, 12] {
			assert_ok!(advance());
			assert_eq!((bonded(), pot()), (left, left));
		}
		assert_ok!(advance());
		assert_eq!(won(&FOUNDER), PURSE - 88, "what is left goes back");
		assert_eq!((pot(), routed(Source::Slashes)), (0, 88));
	});
}

#[test]
fn bond_makes_holders_whole_when_a_project_is_stopped() {
	run(|| {
		to_building();
		for number in 0..2 {
			Envelopes::pay(ENVELOPE, number, &BUILDER);
		}
		abort();
		assert_ok!(advance());
		assert_eq!(won(&Market::purse()), 3_600);
		assert_eq!(pot(), LOCKED, "it stays until nothing is left in the envelope");
		assert_ok!(advance());
		let pays_at = now() + GIVEN_AFTER;
		assert!(events().contains(&Event::BondGiven { project: GARDEN, won: LOCKED, pays_at }));
		assert_eq!((won(&Market::purse()), won(&BUILDER)), (3_600 + LOCKED, 5_401));
		assert_eq!((pot(), routed(Source::Slashes)), (0, 0));
		assert_eq!(won(&FOUNDER), PURSE - LOCKED);
	});
}

#[test]
fn holders_get_no_more_of_the_bond_than_was_spent() {
	run(|| {
		// The first milestone pays 300, and the bond is that for 10,000.
		build_with(1_000);
		stop();
		assert_ok!(advance());
		assert_ok!(advance());
		assert_eq!((won(&BUILDER), won(&Market::purse())), (300, 1_000));
		assert!(events().contains(&Event::BondSlashed { project: GARDEN, won: 200 }));
		assert_eq!((pot(), routed(Source::Slashes)), (0, 200));
	});
}

#[test]
fn whole_bond_is_lost_when_nothing_was_spent() {
	run(|| {
		to_building();
		abort();
		assert_ok!(advance());
		assert_ok!(advance());
		assert_eq!((won(&Market::purse()), routed(Source::Slashes)), (9_001, LOCKED));
		assert_eq!(pot(), 0);
	});
}

#[test]
fn stray_won_beside_a_bond_goes_to_nobody_but_the_units_or_the_router() {
	use chungnam_ports::{Pot, Pots};
	run(|| {
		to_offering();
		give(&ProjectTokens::pot(GARDEN), 7);
		assert_eq!(<ProjectTokens as Pots<AccountId>>::left(Pot::Project(GARDEN)), None);
		Market::end(SALE);
		assert_ok!(advance());
		assert_eq!((won(&FOUNDER), pot()), (PURSE, 7));
		let left = <ProjectTokens as Pots<AccountId>>::left(Pot::Project(GARDEN));
		assert_eq!(left, Some(ProjectTokens::pot(GARDEN)));
	});
}
