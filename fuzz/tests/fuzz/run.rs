// SPDX-License-Identifier: Apache-2.0

//! The short run: the same plays every time, in turn with arcs and without. `arcs.rs` shows that each arc comes to its goal.

use std::time::Duration;

use chungnam_fuzz::{
	arcs::GOALS,
	campaign::{run, Plan},
	report,
};

/// The first seed of the short run.
const SEED: u64 = 30;
/// Steps of one part of the short run. In one or two of them nearly every call of ours succeeds, in seconds.
const STEPS: u64 = 36_000;
/// Parts after which the short run ends, if some calls succeed seldom.
const PARTS: u64 = 12;

#[test]
fn short_run_finds_nothing_unknown_and_every_call_of_ours_succeeds() {
	let mut never: Option<Vec<String>> = None;
	for part in 0..PARTS {
		let seed = SEED + 100 * part;
		let most = Duration::from_secs(600);
		let plan = Plan { seed, steps: STEPS, length: 1_500, most, has_arcs: part % 2 == 0 };
		let outcome = run(plan, 2, |_| ());
		let failures: Vec<_> = outcome.found.iter().map(report::failure).collect();
		assert!(failures.is_empty(), "{}", failures.join("\n"));
		let mut now = outcome.never();
		now.retain(|call| !GOALS.iter().any(|(pallet, name)| *call == format!("{pallet}.{name}")));
		let still = never.map_or(now.clone(), |before| {
			before.into_iter().filter(|call| now.contains(call)).collect()
		});
		if still.is_empty() {
			return;
		}
		never = Some(still);
	}
	panic!("a generator has to aim at these: {never:?}");
}
