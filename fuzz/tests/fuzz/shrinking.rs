// SPDX-License-Identifier: Apache-2.0

use chungnam_primitives::DAYS;
use chungnam_runtime::RuntimeCall;

use chungnam_fuzz::{
	campaign::{play, shrink_found, Found, Plan},
	failure::{Failure, Oracle},
	play::replay,
	shrink::shrink,
	steps::{read, write, Step},
	town::Cast,
};

#[test]
fn shrinker_leaves_the_steps_that_matter_only() {
	let steps: Vec<u32> = (0..1_000).collect();
	let needed = [3, 500, 999];
	let fails = |steps: &[u32]| needed.iter().all(|one| steps.contains(one));
	assert_eq!(shrink(&steps, 10_000, fails), needed);
}

#[test]
fn shrinker_stops_after_its_tries_with_steps_that_still_fail() {
	let steps: Vec<u32> = (0..1_000).collect();
	let mut tries = 0;
	let left = shrink(&steps, 7, |steps| {
		tries += 1;
		steps.contains(&700)
	});
	assert!(tries <= 7 && left.contains(&700) && left.len() < steps.len());
}

#[test]
fn shrinker_keeps_everything_where_every_step_matters() {
	let steps: Vec<u32> = (0..20).collect();
	assert_eq!(shrink(&steps, 10_000, |left| left.len() == 20), steps);
}

/// Somebody looks for a deposit of safe mode, for which the SDK charges nothing: a failure that is known, with steps around
/// it that have no part in it.
fn deposit_is_looked_for() -> Vec<Step> {
	let cast = Cast::get();
	let by = cast.number("Alice");
	let account = cast.members[by].account.clone();
	let remark = |by: &str| {
		let call = frame_system::Call::remark { remark: vec![1] };
		Step::Send(cast.number(by), call.into())
	};
	let look = pallet_safe_mode::Call::release_deposit { account, block: 1 };
	vec![
		remark("Alice"),
		Step::Pass(DAYS),
		remark("Bank"),
		Step::Send(by, look.into()),
		Step::Pass(DAYS),
		remark("Nation"),
	]
}

#[test]
fn failure_of_the_real_runtime_shrinks_to_the_one_step_that_causes_it() {
	let steps = deposit_is_looked_for();
	let is_it = |failure: &Failure| failure.oracle == Oracle::WorkCharged;
	let failure = replay(0, &steps, is_it).expect("work that nothing is charged for");
	let mut found = Found { failure, seed: 0, steps: steps.clone(), is_repeatable: false };
	shrink_found(&mut found);
	assert!(found.is_repeatable);
	assert_eq!(found.steps, [steps[3].clone()]);
}

#[test]
fn steps_are_written_and_read_again() {
	let cast = Cast::get();
	let steps = deposit_is_looked_for();
	let text: Vec<_> = steps.iter().map(|step| write(step, cast)).collect();
	assert_eq!(read(&text.join("\n"), cast).unwrap(), steps);
	assert!(read("Nobody 0x00", cast).is_err());
	assert!(read("Alice 0xFFFF", cast).is_err());
}

#[test]
fn seed_decides_a_play_whole() {
	let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
	let most = std::time::Duration::from_secs(60);
	let plan = Plan { seed: 7, steps: 150, length: 150, most, has_arcs: true };
	let (one, other) = (play(7, plan, until), play(7, plan, until));
	assert_eq!(one.sent, other.sent);
	assert_eq!(one.succeeded, other.succeeded);
	assert_eq!(one.known, other.known);
	let another = play(9, plan, until);
	assert_ne!(one.sent, another.sent);
}

#[test]
fn remark_is_a_call_of_the_sdk_and_pay_is_ours() {
	let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
	assert_eq!(chungnam_fuzz::steps::name_of(&remark), "System.remark");
	assert!(!chungnam_fuzz::steps::is_ours("System"));
	assert!(chungnam_fuzz::steps::is_ours("RegionalCurrency"));
}
