// SPDX-License-Identifier: Apache-2.0

//! The pallet keeps the contract of the port.

use super::*;
use chungnam_testkit::contract::{self, Vaults};

struct Real;

impl Vaults for Real {
	type AccountId = AccountId;
	type Escrow = Escrow;

	fn payer() -> AccountId {
		OWNER_POT
	}

	fn plan() -> PlanOf<Test> {
		plan()
	}

	fn funder() -> AccountId {
		FUNDER
	}

	fn balance(who: &AccountId) -> Won {
		won(who)
	}
}

#[test]
fn escrow_keeps_the_contract_of_escrow() {
	execute(contract::escrow::<Real>);
}
