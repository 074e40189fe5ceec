// SPDX-License-Identifier: Apache-2.0

//! A rehearsal of the real network: the same genesis as a launch, on machines of the province and of its 15 cities and
//! counties.
//!
//! | secret, behind `//Chungnam//Staging` | whose |
//! |---|---|
//! | `//Validator//Gongju`, and `//aura`, `//grandpa` behind it | a validator's account, and its session keys |
//! | `//Committee//Gongju` | a member of the committee, a person from outside the province |
//! | `//Gongju`, `//Province` | a city hall, and the province, as attesters |
//! | `//Bank`, `//Mint`, `//Teller`, `//Reviewer`, `//Sales` | the reserve, won made against it, cash-outs, their review, sales |
//!
//! Everyone can read these secrets here. A network that is to carry real money is made by `./scripts/genesis` from keys
//! of the offices' own, and refuses these.

use alloc::format;
use chungnam_primitives::FieldSet;
use serde_json::Value;

use super::{
	account,
	launch::{Expert, Launch},
	province, public,
	town::END_OF_TERMS,
	Validator,
};
use crate::SessionKeys;

/// Under which all secrets of the rehearsal lie.
const ROOT: &str = "//Chungnam//Staging";

/// Won that every account begins with.
const WON_FOR_EACH: u128 = 500_000;

/// Who validates, and who sits in the committee: the province, and each city and county.
fn names() -> impl Iterator<Item = &'static str> {
	core::iter::once("Province").chain(province::REGIONS.iter().map(|region| region.en))
}

fn validator(name: &str) -> Validator {
	let root = format!("{ROOT}//Validator//{name}");
	let keys = SessionKeys {
		aura: public::<sp_core::sr25519::Pair>(&format!("{root}//aura")).into(),
		grandpa: public::<sp_core::ed25519::Pair>(&format!("{root}//grandpa")).into(),
	};
	Validator { account: account(&root), keys }
}

fn expert(name: &str) -> Expert {
	Expert { account: account(&format!("{ROOT}//Committee//{name}")), fields: FieldSet::ALL }
}

fn launch() -> Launch {
	Launch {
		validators: names().map(validator).collect(),
		committee: names().map(expert).collect(),
		seats_end: END_OF_TERMS,
		offices: province::offices(ROOT),
		won_for_each: WON_FOR_EACH,
	}
}

pub(super) fn preset() -> Value {
	launch().patch()
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;
	use sp_core::crypto::ByteArray;

	#[test]
	fn every_key_of_the_rehearsal_has_one_job() {
		let launch = launch();
		let accounts: BTreeSet<[u8; 32]> = launch.accounts().into_iter().map(Into::into).collect();
		assert_eq!(accounts.len(), launch.accounts().len());
		let mut keys = accounts;
		for Validator { keys: SessionKeys { aura, grandpa }, .. } in &launch.validators {
			for key in [aura.to_raw_vec(), grandpa.to_raw_vec()] {
				assert!(keys.insert(key.try_into().unwrap()), "a session key is used elsewhere");
			}
		}
		assert_eq!(keys.len(), launch.accounts().len() + 2 * launch.validators.len());
	}

	#[test]
	fn the_rehearsal_begins_with_what_fees_need_and_no_more() {
		let launch = launch();
		assert_eq!(launch.reserve(), WON_FOR_EACH * launch.accounts().len() as u128);
		assert!(launch.reserve() < super::super::RESERVE / 1_000);
	}
}
