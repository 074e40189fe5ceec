// SPDX-License-Identifier: Apache-2.0

//! The tools themselves: what they must find, they find.

use chungnam_primitives::{PersonId, SeriesId};
use frame_support::traits::fungible::{Inspect, Mutate};

use super::*;
use crate::{
	leak::{assert_nothing_left, keys_but},
	*,
};

#[test]
fn dice_repeat_for_a_seed_and_stay_in_their_bounds() {
	let rolls = |seed| {
		let mut dice = Dice::new(seed);
		(0..1_000).map(|_| dice.below(6)).collect::<Vec<_>>()
	};
	assert_eq!(rolls(3), rolls(3));
	assert_ne!(rolls(3), rolls(5));
	assert!((0..6).all(|side| rolls(3).contains(&side)) && rolls(3).iter().all(|side| *side < 6));
	assert_eq!(Dice::new(1).below(0), 0);
	assert_eq!(Dice::new(1).pick_any::<u8>(&[]), None);
	assert_ne!(Dice::new(0).roll(), 0, "a seed of 0 rolls as well");
}

#[test]
fn midnight_is_in_seoul() {
	assert_eq!(midnight(2026, 11, 23), START);
	assert_eq!(chungnam_primitives::korean_month(START), month_no(2026, 11));
}

#[test]
#[should_panic(expected = "0100")]
fn pinned_finds_another_byte() {
	pinned(1u16, "01 01");
}

#[derive(scale_info::TypeInfo)]
#[allow(dead_code)]
enum Error {
	NotFound,
	TooLate,
}

#[test]
fn pinned_accepts_what_is_the_same() {
	pinned(1u16, "01 00");
	pinned_errors::<Error>("NotFound TooLate");
}

#[test]
#[should_panic(expected = "TooLate")]
fn pinned_errors_finds_a_swap() {
	pinned_errors::<Error>("TooLate NotFound");
}

#[test]
#[should_panic(expected = "TooLate")]
fn pinned_errors_finds_one_that_is_not_named() {
	pinned_errors::<Error>("NotFound");
}

#[test]
#[should_panic(expected = "left behind")]
fn an_account_that_is_left_is_a_leak() {
	chain().execute_with(|| {
		let before = keys_but("None", &[]);
		Balances::mint_into(&account(7), 5).expect("it exists then");
		assert_nothing_left(&before, &keys_but("None", &[]));
	});
}

#[test]
fn mocks_clock_and_pots_are_no_leak() {
	chain().execute_with(|| {
		let before = keys_but("None", &[]);
		MockRegistry::add_person(account(7), PersonId(0), chungnam_primitives::ZoneId::OUTSIDE);
		Balances::mint_into(&MockDrops::<Balances>::pot(SeriesId(3)), 5).expect("it exists then");
		next_block::<Test>(START + 1);
		assert_nothing_left(&before, &keys_but("None", &[]));
	});
}

#[test]
fn a_block_moves_the_number_and_the_clock() {
	chain().execute_with(|| {
		next_blocks::<Test>(3);
		assert_eq!((System::block_number(), now()), (4, START + 3_000));
	});
}

#[test]
#[should_panic(expected = "I1 holds")]
fn assert_broken_finds_that_everything_holds() {
	chain().execute_with(|| assert_broken::<Test>("I1"));
}

#[test]
fn steps_are_taken_once_and_in_order_and_the_state_stays_between_their_parts() {
	let mut chain = chain();
	let mut taken = Vec::new();
	take_steps(&mut chain, 2_500, |number| {
		assert_eq!(Balances::balance(&FUNDER), 100_000 + Won::from(number));
		Balances::mint_into(&FUNDER, 1).expect("it is one more");
		taken.push(number);
	});
	assert_eq!(taken, (0..2_500).collect::<Vec<_>>());
	chain.execute_with(|| assert_eq!(Balances::balance(&FUNDER), 102_500));
}
