// SPDX-License-Identifier: Apache-2.0

//! Every arc alone, on a new chain: it comes to its goal, and what it does on the way is without failure.

use chungnam_fuzz::{
	arcs::{way, Scene, GOALS},
	calls::Aim,
	dice::Dice,
	follow::Name,
	play::Play,
	pools::Pools,
	town::PRESETS,
};

/// Plans that are enough for the longest arc: a round from its opening to another payee.
const PLANS: u32 = 80;

/// Goals that can take two residents, and so others than the one of `development`: nobody decides about an idea of theirs, who
/// is the last supporter that an objection needs takes nothing back, and three ideas with their sponsors are more than one
/// person can send free of charge.
const OF_SEVERAL: [Name; 5] = [
	("CivicGovernance", "sponsor"),
	("BudgetRounds", "decide_appeal"),
	("BudgetRounds", "offer_merge"),
	("BudgetRounds", "accept_merge"),
	("Ballots", "withdraw"),
];

/// Follows one arc. Fails with where it stood, if it does not come to its goal.
fn arc(goal: Name, preset: usize) -> Result<(), String> {
	let name = format!("{}.{}", goal.0, goal.1);
	let mut play = Play::new(preset).expect("a sound genesis");
	let mut dice = Dice::new(11);
	for plan in 0..PLANS {
		let (now, cast) = (play.chain.now(), play.cast);
		let steps = play.chain.run(|| {
			let pools = Pools::read(now, cast);
			let mut aim = Aim { dice: &mut dice, pools: &pools, cast, hashes: &[], by: None };
			way(goal, &mut Scene { aim: &mut aim, tried: &mut None })
		});
		let Some(steps) = steps.expect("no panic") else {
			return Err(format!("{name} on {}: no way on at plan {plan}", PRESETS[preset]));
		};
		for step in &steps {
			let failures = play.step(step);
			let unknown: Vec<_> = failures.iter().filter(|own| own.known().is_none()).collect();
			assert!(unknown.is_empty(), "{name}: {unknown:?} after {step:?}");
		}
		if play.succeeded.contains_key(&name) {
			assert_eq!(play.check(), [], "{name}");
			return Ok(());
		}
	}
	Err(format!("{name} on {}: not within {PLANS} plans, {:?}", PRESETS[preset], play.refused))
}

fn missed(preset: usize, goals: impl IntoIterator<Item = Name>) -> Vec<String> {
	goals.into_iter().filter_map(|goal| arc(goal, preset).err()).collect()
}

#[test]
fn every_arc_comes_to_its_goal_where_one_decides() {
	let alone = GOALS.into_iter().filter(|goal| !OF_SEVERAL.contains(goal));
	assert_eq!(missed(0, alone), Vec::<String>::new());
}

#[test]
fn every_arc_comes_to_its_goal_where_the_town_decides() {
	assert_eq!(missed(1, GOALS), Vec::<String>::new());
}
