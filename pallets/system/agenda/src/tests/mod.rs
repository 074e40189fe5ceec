// SPDX-License-Identifier: Apache-2.0

//! What is due is handed over once, in order, and within the weight of a block. Every test ends with the numbered
//! invariants.

mod contract;
mod corruption;
mod encoding;
mod hook;
mod model;

use chungnam_ports::{Agenda as _, Due, Source};
use chungnam_primitives::{Moment, DAYS};
use chungnam_testkit::{begin_at, execute, next_block, now};
use frame_support::weights::Weight;

use crate::mock::{Agenda, Owner, RuntimeGenesisConfig, Test};

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;

/// Runs a test in the first block, and proves the invariants after it.
pub fn run(test: impl FnOnce()) {
	execute::<Test>(begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), || ()), test);
}

/// A block a second later, after which every invariant holds. Returns what was handed over, and what the hook weighed.
pub fn block() -> (Vec<Due>, Weight) {
	let weight = next_block::<Test>(now() + 1_000);
	assert!(weight.all_lte(Agenda::mandatory_weight()), "{weight:?}");
	(Owner::take_handed(), weight)
}
