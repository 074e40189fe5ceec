// SPDX-License-Identifier: Apache-2.0

//! The faults of a genesis in words, each in one line. `config` is a whole [`RuntimeGenesisConfig`] as JSON.
//!
//! A runtime builds its genesis with assertions: it stops, and a node shows where in the WebAssembly it stopped, but not
//! why. Here the same genesis is built by the same code on the machine itself, whose assertions have words.

use std::{collections::BTreeSet, panic, sync::Mutex, thread};

use frame_support::{sp_runtime::BuildStorage, traits::Get};
use serde_json::Value;

use crate::{configs::consensus::MaxAuthorities, RuntimeGenesisConfig};

/// Refuses, in one line that names the entry, lists that a runtime accepts or refuses without naming the entry.
pub fn lists(config: &Value) -> Result<(), String> {
	let list = |pallet: &str, field: &str| {
		let found = config.get(pallet).and_then(|own| own.get(field)).and_then(Value::as_array);
		found.cloned().unwrap_or_default()
	};
	let validators = list("session", "keys");
	if validators.is_empty() {
		return Err("session.keys is empty: without validators there is no block. Name them".into());
	}
	most("session.keys", validators.len(), MaxAuthorities::get())?;
	for (place, at) in [("account", 0), ("validator", 1)] {
		once("session.keys", place, validators.iter().map(|entry| &entry[at]))?;
	}
	for key in ["aura", "grandpa"] {
		once("session.keys", key, validators.iter().map(|entry| &entry[2][key]))?;
	}
	let seats = list("civicGovernance", "seats");
	if seats.is_empty() {
		return Err("civicGovernance.seats is empty: nobody could pull a brake. Name them".into());
	}
	let people = list("registry", "people").len() as u64;
	for person in seats.iter().map(|seat| &seat["person"]) {
		if person.as_u64().is_none_or(|number| number >= people) {
			return Err(format!(
				"civicGovernance.seats names the person {person}, and registry.people has {people}. Add the person"
			));
		}
	}
	once("balances.balances", "account", list("balances", "balances").iter().map(|own| &own[0]))?;
	once("registry.attesters", "account", list("registry", "attesters").iter().map(|own| &own[0]))
}

fn most(place: &str, count: usize, most: u32) -> Result<(), String> {
	if count > most as usize {
		return Err(format!("{place} has {count} entries, and there may be {most}. Take some out"));
	}
	Ok(())
}

fn once<'a>(
	place: &str,
	what: &str,
	values: impl Iterator<Item = &'a Value>,
) -> Result<(), String> {
	let mut seen = BTreeSet::new();
	for value in values {
		if !seen.insert(value.to_string()) {
			return Err(format!("{place} names the {what} {value} twice. Take one out"));
		}
	}
	Ok(())
}

/// Builds the genesis in native code. The fault is the words of the assertion that stopped it, in one line.
pub fn build(config: Value) -> Result<(), String> {
	/// One at a time: the words of a panic go to one place for all threads.
	static ALONE: Mutex<()> = Mutex::new(());
	let config: RuntimeGenesisConfig =
		serde_json::from_value(config).map_err(|error| format!("the genesis: {error}"))?;
	let _guard = ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
	let loud = panic::take_hook();
	panic::set_hook(Box::new(|_| {}));
	// A thread of its own, so that nothing of a genesis that stopped half-way is left on this one.
	let built = thread::spawn(move || config.build_storage()).join();
	panic::set_hook(loud);
	match built {
		Ok(built) => built.map(drop),
		Err(stopped) => {
			let words = stopped
				.downcast_ref::<String>()
				.cloned()
				.or_else(|| stopped.downcast_ref::<&str>().map(|words| words.to_string()));
			Err(plain(&words.unwrap_or_else(|| "the genesis stopped without a word".into())))
		}
	}
}

/// The words of an assertion in one line, with the name of an error in place of its number.
fn plain(words: &str) -> String {
	let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
	while let Some(begin) = line.find("Module(ModuleError {") {
		let Some(end) = line[begin..].find("})").map(|end| begin + end + 2) else { break };
		let name = line[begin..end].split('"').nth(1).unwrap_or("refused").to_string();
		line.replace_range(begin..end, &name);
	}
	format!("the genesis is refused: {line}")
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::genesis_config_presets::native;
	use serde_json::json;
	use sp_genesis_builder::DEV_RUNTIME_PRESET;

	/// The genesis of the development chain, in which every pallet has something.
	fn development() -> Value {
		serde_json::to_value(native::config(&DEV_RUNTIME_PRESET.into()).unwrap()).unwrap()
	}

	/// The fault of the genesis after `spoil`.
	fn said(spoil: impl FnOnce(&mut Value)) -> String {
		let mut config = development();
		spoil(&mut config);
		lists(&config).and_then(|()| build(config)).unwrap_err()
	}

	fn twice(list: &mut Value) {
		let first = list[0].clone();
		list.as_array_mut().unwrap().push(first);
	}

	#[test]
	fn genesis_of_the_development_chain_has_no_fault() {
		assert_eq!(lists(&development()), Ok(()));
		assert_eq!(build(development()), Ok(()));
	}

	#[test]
	fn lists_that_no_runtime_refuses_are_refused() {
		type Spoil = fn(&mut Value);
		let cases: [(Spoil, &str); 8] = [
			(|config| config["session"]["keys"] = json!([]), "session.keys is empty"),
			(|config| twice(&mut config["session"]["keys"]), "names the account"),
			(
				|config| {
					twice(&mut config["session"]["keys"]);
					config["session"]["keys"][1][0] = config["balances"]["balances"][0][0].clone();
					config["session"]["keys"][1][1] = config["balances"]["balances"][0][0].clone();
				},
				"names the aura",
			),
			(
				|config| {
					let first = config["session"]["keys"][0].clone();
					config["session"]["keys"] = Value::Array(vec![first; 33]);
				},
				"has 33 entries, and there may be 32",
			),
			(
				|config| config["civicGovernance"]["seats"] = json!([]),
				"civicGovernance.seats is empty",
			),
			(
				|config| config["civicGovernance"]["seats"][0]["person"] = json!(7),
				"names the person 7, and registry.people has 7",
			),
			(|config| twice(&mut config["balances"]["balances"]), "balances.balances names"),
			(|config| twice(&mut config["registry"]["attesters"]), "registry.attesters names"),
		];
		for (spoil, words) in cases {
			let fault = said(spoil);
			assert!(fault.contains(words) && !fault.contains('\n'), "{fault}");
		}
	}

	#[test]
	fn every_assertion_of_the_genesis_is_told_in_one_line() {
		type Spoil = fn(&mut Value);
		let cases: [(Spoil, &str); 22] = [
			(|config| config["balances"]["balances"][0][1] = json!(0), "existential deposit"),
			(|config| config["validators"]["sessionLength"] = json!(9), "fewer than 10 blocks"),
			(|config| config["reserve"]["reserve"] = json!(1), "reserve of the genesis"),
			(
				|config| config["regionalCurrency"]["series"][0][3]["expires"] = json!(0),
				"series 0 of the genesis is sound",
			),
			(
				|config| config["regionalCurrency"]["lots"][0][2] = json!(900_000_000_000_u64),
				"covers the lots",
			),
			(|config| config["registry"]["attesters"][0][1]["scopes"] = json!(0), "NothingGranted"),
			(
				|config| config["registry"]["attesters"][0][1]["regions"] = json!(1),
				"RegionNotFound",
			),
			(|config| twice(&mut config["registry"]["people"]), "people have zones"),
			(
				|config| config["registry"]["merchants"][0]["category"] = json!(255),
				"shops have zones",
			),
			(
				|config| config["registry"]["cohorts"][0]["members"] = json!([999]),
				"cohorts have regions",
			),
			(
				|config| {
					let tier = config["basicIncome"]["incomes"][0]["tiers"][0].clone();
					config["basicIncome"]["incomes"][0]["tiers"] = Value::Array(vec![tier; 9]);
				},
				"at most 8 tiers",
			),
			(
				|config| config["basicIncome"]["incomes"][0]["terms"]["full"] = json!(0),
				"an income of the genesis is sound",
			),
			(
				|config| config["basicIncome"]["incomes"][0]["members"] = json!([999]),
				"members exist, once",
			),
			(
				|config| {
					config["voucherDrops"]["programmes"][0]["plan"]["Cohort"]["cohort"] = json!(99)
				},
				"programme",
			),
			(|config| twice(&mut config["fundRouter"]["routes"]), "has one route"),
			(
				|config| config["fundRouter"]["routes"][0][1]["sinks"] = json!([]),
				"the route of Fees is sound",
			),
			(|config| twice(&mut config["civicGovernance"]["seats"]), "has one seat"),
			(|config| config["civicGovernance"]["seats"][0]["fields"] = json!(0), "have fields"),
			(
				|config| {
					let seat = |person| json!({ "person": person, "fields": 1, "until": 1 });
					config["civicGovernance"]["seats"] = (0..51).map(seat).collect();
					// Enough people, so that each of them could be one.
					let person = config["registry"]["people"][6].clone();
					let people = config["registry"]["people"].as_array_mut().unwrap();
					for number in 7..51_u64 {
						let mut another = person.clone();
						another["commitment"] = json!(sp_core::H256::from_low_u64_be(number));
						another["keys"] = json!([]);
						people.push(another);
					}
				},
				"seats of the genesis fit",
			),
			(
				|config| config["civicGovernance"]["terms"][0][1]["window"] = json!(0),
				"terms of the genesis are sound",
			),
			(|config| config["session"]["keys"][0][2] = json!({}), "the genesis: "),
			(|config| config["regionalCurrency"]["reserves"] = json!(1), "unknown field"),
		];
		for (spoil, words) in cases {
			let fault = said(spoil);
			assert!(fault.contains(words) && !fault.contains('\n'), "for '{words}': {fault}");
			assert!(!fault.contains("ModuleError"), "{fault}");
		}
	}
}
