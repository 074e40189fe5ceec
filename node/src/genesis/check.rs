// SPDX-License-Identifier: Apache-2.0

//! What is wrong with the genesis in a chain spec, in one line, before a node tries to begin with it.
//!
//! A runtime builds its genesis with assertions: it stops, and a node shows where in the WebAssembly it stopped, but not
//! why. Here the same genesis is built by the same code on the machine itself, whose assertions have words.

use std::{collections::BTreeSet, panic, path::Path, sync::Mutex, thread};

use chungnam_runtime::{
	configs::{consensus::MaxAuthorities, governance::MaxMembers},
	RuntimeGenesisConfig,
};
use serde::Deserialize;
use serde_json::Value;
use sp_core::Get;
use sp_runtime::BuildStorage;

#[derive(Deserialize)]
struct Spec {
	genesis: Genesis,
}

/// A genesis that is raw was built already.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Genesis {
	runtime_genesis: Option<RuntimeGenesis>,
}

#[derive(Deserialize)]
struct RuntimeGenesis {
	patch: Option<Value>,
	config: Option<Value>,
}

/// Refuses a chain spec whose genesis gives no chain, in one line. `build` asks the runtime in the spec itself: it has the
/// last word where the program has other rules than the spec.
pub fn file(path: &Path, build: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
	let spec = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
	text(&spec, build).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// The same for the text of a spec.
pub fn text(text: &[u8], build: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
	// Who cannot be read here says so himself when the spec is loaded.
	let Ok(Spec { genesis: Genesis { runtime_genesis: Some(genesis) } }) =
		serde_json::from_slice(text)
	else {
		return Ok(());
	};
	let config = match (genesis.config, genesis.patch) {
		(Some(config), _) => config,
		(None, Some(patch)) => {
			let mut config = serde_json::to_value(RuntimeGenesisConfig::default())
				.map_err(|error| error.to_string())?;
			sc_chain_spec::json_merge(&mut config, patch);
			config
		}
		(None, None) => return Ok(()),
	};
	config_of(&config, build)
}

/// Refuses a whole genesis config in one line.
pub fn config_of(config: &Value, build: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
	no_runtime_refuses(config)?;
	let Err(reason) = on_this_machine(config.clone()) else { return Ok(()) };
	build().map_err(|_| reason)
}

/// What a runtime accepts, or refuses without naming the entry.
fn no_runtime_refuses(config: &Value) -> Result<(), String> {
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
	let members = list("committee", "members");
	if members.is_empty() {
		return Err(
			"committee.members is empty: nobody could ever decide anything. Name them".into()
		);
	}
	most("committee.members", members.len(), MaxMembers::get())?;
	once("committee.members", "account", members.iter())?;
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

/// Builds the genesis in native code, and gives the words of the assertion that stopped it.
fn on_this_machine(config: Value) -> Result<(), String> {
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
	use chungnam_runtime::genesis_config_presets::get_preset;
	use serde_json::json;

	/// The genesis of the development chain, in which every pallet has something.
	fn development() -> Value {
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
		let patch = get_preset(&sp_genesis_builder::DEV_RUNTIME_PRESET.into()).unwrap();
		sc_chain_spec::json_merge(&mut config, serde_json::from_slice(&patch).unwrap());
		config
	}

	/// What is said of the genesis after `spoil`.
	fn said(spoil: impl FnOnce(&mut Value)) -> String {
		let mut config = development();
		spoil(&mut config);
		config_of(&config, || Err("the runtime refuses it too".into())).unwrap_err()
	}

	fn twice(list: &mut Value) {
		let first = list[0].clone();
		list.as_array_mut().unwrap().push(first);
	}

	#[test]
	fn a_sound_genesis_is_accepted_without_asking_its_runtime() {
		assert_eq!(config_of(&development(), || panic!("it was asked")), Ok(()));
	}

	#[test]
	fn a_runtime_with_other_rules_than_the_program_has_the_last_word() {
		let mut config = development();
		config["reserve"]["reserve"] = json!(1);
		assert_eq!(config_of(&config, || Ok(())), Ok(()));
	}

	#[test]
	fn lists_that_no_runtime_refuses_are_refused() {
		type Spoil = fn(&mut Value);
		let cases: [(Spoil, &str); 9] = [
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
			(|config| config["committee"]["members"] = json!([]), "committee.members is empty"),
			(|config| twice(&mut config["committee"]["members"]), "committee.members names"),
			(
				|config| {
					let first = config["committee"]["members"][0].clone();
					config["committee"]["members"] = Value::Array(vec![first; 51]);
				},
				"has 51 entries, and there may be 50",
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
		let cases: [(Spoil, &str); 18] = [
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
			(|config| config["registry"]["attesters"][0][1]["regions"] = json!(1), "InvalidRegion"),
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
			(|config| config["session"]["keys"][0][2] = json!({}), "the genesis: "),
			(|config| config["regionalCurrency"]["reserves"] = json!(1), "unknown field"),
		];
		for (spoil, words) in cases {
			let fault = said(spoil);
			assert!(fault.contains(words) && !fault.contains('\n'), "for '{words}': {fault}");
			assert!(!fault.contains("ModuleError"), "{fault}");
		}
	}

	#[test]
	fn a_raw_spec_and_a_text_that_is_none_are_left_to_the_loader() {
		let build = || -> Result<(), String> { panic!("it was asked") };
		assert_eq!(text(br#"{ "genesis": { "raw": { "top": {} } } }"#, build), Ok(()));
		assert_eq!(text(b"not a spec", build), Ok(()));
	}
}
