// SPDX-License-Identifier: Apache-2.0

//! The pallet keeps the contract of its port.

use chungnam_testkit::contract::{self, Hall};

use super::*;

struct Town;

impl Hall for Town {
	type Ballots = Ballots;

	fn plan(opens: Moment, closes: Moment, contest: Moment) -> BallotPlan {
		BallotPlan { opens, closes, contest, ..plan() }
	}

	fn elector() -> PersonId {
		PersonId(1)
	}

	fn pass(moment: Moment) {
		// Eight things a block, of which there can be 65, twice each.
		for _ in 0..20 {
			next_block::<Test>(moment);
		}
	}
}

#[test]
fn ballots_keep_the_contract() {
	run(contract::ballots::<Town>);
}
