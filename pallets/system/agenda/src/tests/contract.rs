// SPDX-License-Identifier: Apache-2.0

//! The pallet keeps the contract that its mock keeps.

use chungnam_testkit::contract::{agenda, Tower};

use super::*;

struct Real;

impl Tower for Real {
	type Agenda = Agenda;

	fn block(now: Moment) {
		next_block::<Test>(now);
	}
}

#[test]
fn agenda_keeps_the_contract_of_the_agenda() {
	run(agenda::<Real>);
}
