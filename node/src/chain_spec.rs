// SPDX-License-Identifier: Apache-2.0

//! The chains this node knows by name. What is in them is said by the presets of the runtime.

use chungnam_runtime::{
	constants::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
	genesis_config_presets::STAGING_RUNTIME_PRESET,
	WASM_BINARY,
};
use sc_service::{ChainType, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// A chain spec without extensions.
pub type ChainSpec = sc_service::GenericChainSpec;

/// What wallets show and how they write addresses.
pub fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	properties.insert("isEthereum".into(), false.into());
	properties
}

/// The chain called `id`: one of ours, or a file.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match id {
		"dev" => named("Chungnam Development", "dev", ChainType::Development, DEV_RUNTIME_PRESET),
		"" | "local" => {
			named("Chungnam Local", "local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
		}
		"staging" => named("Chungnam Staging", "staging", ChainType::Live, STAGING_RUNTIME_PRESET),
		path => ChainSpec::from_json_file(path.into()),
	}
}

fn named(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or("This node was built without its runtime (SKIP_WASM_BUILD).")?;
	Ok(ChainSpec::builder(wasm, None)
		.with_name(name)
		.with_id(&format!("chungnam_{id}"))
		.with_protocol_id(&format!("chungnam-{id}"))
		.with_chain_type(kind)
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.build())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn properties_equal_what_the_runtime_says() {
		type Prefix = <chungnam_runtime::Runtime as frame_system::Config>::SS58Prefix;
		let prefix: u16 = Prefix::get();
		let properties = properties();
		assert_eq!(properties["ss58Format"], prefix);
		assert_eq!(properties["tokenSymbol"], "PAY");
		assert_eq!(properties["tokenDecimals"], 0);
		assert_eq!(properties["isEthereum"], false);
		assert_eq!(properties.len(), 4);
	}

	#[test]
	fn a_file_that_is_not_there_is_told() {
		assert!(load("no-such-file.json").is_err());
	}

	#[test]
	fn the_named_chains_can_be_exported() {
		if WASM_BINARY.is_none() {
			return;
		}
		for id in ["dev", "local", "staging"] {
			let spec = load(id).unwrap();
			assert_eq!(spec.id(), format!("chungnam_{id}"));
			assert!(spec.as_json(true).is_ok(), "{id}");
		}
	}
}
