// SPDX-License-Identifier: Apache-2.0

//! The fault of the genesis in a chain spec, in one line, before a node tries to begin with it. The rules and their words
//! are those of [`faults`].

use std::path::Path;

use chungnam_runtime::{genesis_config_presets::faults, RuntimeGenesisConfig};
use serde::Deserialize;
use serde_json::Value;

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
	// A text that cannot be read here is refused when the spec is loaded.
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
	faults::lists(config)?;
	let Err(reason) = faults::build(config.clone()) else { return Ok(()) };
	build().map_err(|_| reason)
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_runtime::genesis_config_presets::native;
	use serde_json::json;

	/// The genesis of the development chain.
	fn development() -> Value {
		let preset = sp_genesis_builder::DEV_RUNTIME_PRESET.into();
		serde_json::to_value(native::config(&preset).unwrap()).unwrap()
	}

	/// A genesis that cannot be built: an account with less than it may have.
	fn poor() -> Value {
		let mut config = development();
		config["balances"]["balances"][0][1] = json!(0);
		config
	}

	#[test]
	fn a_sound_genesis_is_accepted_without_asking_its_runtime() {
		assert_eq!(config_of(&development(), || panic!("it was asked")), Ok(()));
	}

	#[test]
	fn a_runtime_with_other_rules_than_the_program_has_the_last_word() {
		assert_eq!(config_of(&poor(), || Ok(())), Ok(()));
	}

	#[test]
	fn the_words_of_the_program_are_told_when_the_runtime_refuses_too() {
		let fault = config_of(&poor(), || Err("the runtime refuses it too".into())).unwrap_err();
		assert!(fault.contains("existential deposit"), "{fault}");
	}

	#[test]
	fn lists_with_a_fault_are_refused_without_asking_the_runtime() {
		let mut config = development();
		config["session"]["keys"] = json!([]);
		let fault = config_of(&config, || panic!("it was asked")).unwrap_err();
		assert!(fault.contains("session.keys is empty"), "{fault}");
	}

	#[test]
	fn a_raw_spec_and_a_text_that_is_none_are_left_to_the_loader() {
		let build = || -> Result<(), String> { panic!("it was asked") };
		assert_eq!(text(br#"{ "genesis": { "raw": { "top": {} } } }"#, build), Ok(()));
		assert_eq!(text(b"not a spec", build), Ok(()));
	}
}
