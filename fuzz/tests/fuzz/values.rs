// SPDX-License-Identifier: Apache-2.0

use chungnam_fuzz::{
	calls::{make, Aim},
	chain::Chain,
	dice::Dice,
	pools::Pools,
	steps::{all_calls, is_ours, name_of},
	town::{genesis, Cast},
	values::CALLS,
	views,
};

#[test]
fn every_call_of_the_runtime_can_be_made() {
	let cast = Cast::get();
	let mut chain = Chain::new(genesis(0)).unwrap();
	let now = chain.now();
	let never = chain.run(|| {
		let pools = Pools::read(now, cast);
		let mut dice = Dice::new(1);
		let mut aim = Aim { dice: &mut dice, pools: &pools, cast, hashes: &[], by: None };
		let mut can_be_made = |(pallet, call): &(&str, &str)| {
			let made = (0..60).find_map(|_| make(pallet, call, &mut aim));
			made.is_some_and(|made| name_of(&made) == format!("{pallet}.{call}"))
		};
		all_calls().into_iter().filter(|name| !can_be_made(name)).collect::<Vec<_>>()
	});
	// The argument of this call is a type that has no value: nobody can make it.
	assert_eq!(never.unwrap(), []);
}

#[test]
fn every_number_in_a_call_of_ours_is_chosen_by_what_it_names() {
	assert_eq!(CALLS.unnamed(is_ours), Vec::<String>::new());
}

#[test]
fn all_views_are_known() {
	assert!(views::count() > 30, "{}", views::count());
}
