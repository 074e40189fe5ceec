// SPDX-License-Identifier: Apache-2.0

//! A whole wallet as JSON, put together from three answers of the runtime.

use alloc::vec::Vec;
use chungnam_ports::Coming;
use chungnam_primitives::{PersonId, Won};
use pallet_citizen_quota::Allowance;
use pallet_regional_currency::WalletView;
use serde::Serialize;

use crate::{money::each, ComingJson, FreeJson, LotJson};

/// What a person can spend, what comes next, and what is free today.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WalletJson {
	person: PersonId,
	plain: Won,
	lots: Vec<LotJson>,
	coming: Vec<ComingJson>,
	free: Vec<FreeJson>,
}

impl WalletJson {
	/// The answers to `wallet`, `coming` and `budget` as one.
	pub fn new(wallet: WalletView, coming: Vec<Coming>, free: Vec<Allowance>) -> Self {
		Self {
			person: wallet.person,
			plain: wallet.plain,
			lots: each(wallet.lots),
			coming: each(coming),
			free: each(free),
		}
	}
}

#[cfg(test)]
mod tests {
	use chungnam_primitives::ProgrammeId;

	use super::*;
	use chungnam_ports::Opener;
	use pallet_citizen_quota::QuotaClass;
	use serde_json::{json, to_value};

	#[test]
	fn wallet_joins_three_answers() {
		let wallet = WalletView {
			person: PersonId(4),
			plain: 100,
			lots: Default::default(),
			usage: Default::default(),
			debts: Default::default(),
		};
		let coming = vec![Coming { from: Opener::Programme(ProgrammeId(1)), at: 5, amount: 20 }];
		let free =
			vec![Allowance { class: QuotaClass::Claim, left: 1, max: 1, next_unit_at: None }];
		assert_eq!(
			to_value(WalletJson::new(wallet, coming, free)).unwrap(),
			json!({
				"person": 4,
				"plain": 100,
				"lots": [],
				"coming": [{ "from": { "programme": 1 }, "at": 5, "amount": 20 }],
				"free": [{ "class": "claim", "left": 1, "max": 1, "nextUnitAt": null }],
			})
		);
	}
}
