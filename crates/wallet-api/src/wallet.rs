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
	/// Plain won of the key. Not there where a person was asked for.
	#[serde(skip_serializing_if = "Option::is_none")]
	plain: Option<Won>,
	lots: Vec<LotJson>,
	coming: Vec<ComingJson>,
	/// What is free for the key. Not there where a person was asked for.
	#[serde(skip_serializing_if = "Option::is_none")]
	free: Option<Vec<FreeJson>>,
}

impl WalletJson {
	/// The answers to `wallet`, `coming` and `budget` as one.
	pub fn new(wallet: WalletView, coming: Vec<Coming>, free: Vec<Allowance>) -> Self {
		Self {
			person: wallet.person,
			plain: Some(wallet.plain),
			lots: each(wallet.lots),
			coming: each(coming),
			free: Some(each(free)),
		}
	}

	/// The answers to `wallet_of` and `coming_to` as one.
	pub fn of_person(wallet: WalletView, coming: Vec<Coming>) -> Self {
		let (lots, coming) = (each(wallet.lots), each(coming));
		Self { person: wallet.person, plain: None, lots, coming, free: None }
	}
}

#[cfg(test)]
mod tests {
	use chungnam_primitives::ProgrammeId;

	use super::*;
	use chungnam_ports::Opener;
	use pallet_citizen_quota::QuotaClass;
	use serde_json::{json, to_value};

	fn wallet(plain: Won) -> WalletView {
		WalletView {
			person: PersonId(4),
			plain,
			lots: Default::default(),
			usage: Default::default(),
			debts: Default::default(),
		}
	}

	#[test]
	fn wallet_of_a_person_has_nothing_of_a_key() {
		let json = to_value(WalletJson::of_person(wallet(0), Vec::new())).unwrap();
		assert_eq!(json, json!({ "person": 4, "lots": [], "coming": [] }));
	}

	#[test]
	fn wallet_joins_three_answers() {
		let wallet = wallet(100);
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
