// SPDX-License-Identifier: Apache-2.0

//! The short run: the same plays every time.

use std::time::Duration;

use chungnam_fuzz::{
	campaign::{run, Plan},
	report,
};

/// The first seed of the short run.
const SEED: u64 = 30;
/// Steps of the short run: every call of ours succeeds in it, in seconds.
const STEPS: u64 = 36_000;

#[test]
fn short_run_finds_nothing_unknown_and_every_call_of_ours_succeeds() {
	let plan = Plan { seed: SEED, steps: STEPS, length: 1_500, most: Duration::from_secs(600) };
	let outcome = run(plan, 2, |_| ());
	let failures: Vec<_> = outcome.found.iter().map(report::failure).collect();
	assert!(failures.is_empty(), "{}", failures.join("\n"));
	assert_eq!(outcome.never(), Vec::<String>::new(), "a generator has to aim at these");
}
