// SPDX-License-Identifier: Apache-2.0

use std::collections::BTreeSet;

use chungnam_fuzz::{
	calls::{decided::track_of, make, Aim},
	chain::Chain,
	dice::Dice,
	pools::Pools,
	steps::{all_calls, is_ours, name_of},
	town::{genesis, Cast},
	values::CALLS,
	views,
};
use chungnam_runtime::{configs::powers::Table, RuntimeCall};
use pallet_civic_governance::Powers;

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

/// `pallet.call` as JavaScript names it.
fn in_javascript(pallet: &str, call: &str) -> String {
	let (first, rest) = pallet.split_at(1);
	let mut words = call.split('_');
	let verb = words.next().unwrap_or_default();
	let others = words.map(|word| {
		let (first, rest) = word.split_at(1);
		first.to_uppercase() + rest
	});
	format!("{}{rest}.{verb}{}", first.to_lowercase(), others.collect::<String>())
}

/// What stands between single quotes.
fn quoted(text: &str) -> impl Iterator<Item = String> + '_ {
	text.split('\'').skip(1).step_by(2).map(str::to_string)
}

/// What motions make, and what referenda of each track make and no motion does.
fn decided() -> BTreeSet<(String, String)> {
	let cast = Cast::get();
	let mut chain = Chain::new(genesis(0)).unwrap();
	let now = chain.now();
	let found = chain.run(|| {
		let pools = Pools::read(now, cast);
		let mut dice = Dice::new(1);
		let mut aim = Aim { dice: &mut dice, pools: &pools, cast, hashes: &[], by: None };
		let mut by_whom = |(pallet, call): (&str, &str)| {
			// Which calls can be paused is known by name.
			let name = |own: &str| own.as_bytes().to_vec().try_into().unwrap();
			let full_name = (name("RegionalCurrency"), name("pay"));
			let mut calls = vec![RuntimeCall::TxPause(pallet_tx_pause::Call::pause { full_name })];
			calls.extend((0..60).filter_map(|_| make(pallet, call, &mut aim)));
			calls.retain(|made| name_of(made) == format!("{pallet}.{call}"));
			let by = match calls.iter().any(|made| Table::motion(made).is_some()) {
				true => "Motions".to_string(),
				false => format!("{:?}", calls.iter().find_map(track_of)?),
			};
			Some((by, in_javascript(pallet, call)))
		};
		// A batch is decided about by what is in it.
		let all = all_calls().into_iter().filter(|(pallet, _)| *pallet != "Utility");
		all.filter_map(&mut by_whom).collect()
	});
	found.unwrap()
}

#[test]
fn tools_of_operators_know_who_decides_about_each_call() {
	let program = include_str!("../../../tools/lib/decide.mjs");
	let (motions, tracks) = program.split_once("\nconst TRACKS = {\n").unwrap();
	let motions = motions.split_once("\nconst MOTIONS = ").unwrap().1.split_once("]);").unwrap().0;
	let motions: BTreeSet<String> = quoted(motions).collect();
	let mut told = BTreeSet::new();
	let mut track = "";
	for line in tracks.split_once("\n};").unwrap().0.lines() {
		track = line.split_once(": [").map_or(track, |(name, _)| name.trim());
		let own = quoted(line).filter(|name| !motions.contains(name));
		told.extend(own.map(|name| (track.to_string(), name)));
	}
	told.extend(motions.iter().map(|name| ("Motions".to_string(), name.clone())));
	assert_eq!(told, decided());
}
