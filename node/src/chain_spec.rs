// SPDX-License-Identifier: Apache-2.0

//! The chains this node knows by name. What is in the development chains is said by the presets of the runtime; the
//! rehearsal is the committed spec, the same for every build.

use std::{path::Path, sync::OnceLock};

use chungnam_runtime::{
	constants::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
	genesis_config_presets::native,
	WASM_BINARY,
};
use sc_service::{ChainType, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_maybe_compressed_blob::{compress_weakly, CODE_BLOB_BOMB_LIMIT};
use sp_runtime::BuildStorage;

use crate::genesis::{check, release};

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

/// The chain called `id`: one of ours, or a file. A file whose genesis gives no chain is refused in one line.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match id {
		"dev" => named("Chungnam Development", "dev", ChainType::Development, DEV_RUNTIME_PRESET),
		"" | "local" => {
			named("Chungnam Local", "local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
		}
		"staging" => ChainSpec::from_json_bytes(release::STAGING),
		path => {
			let spec = ChainSpec::from_json_file(path.into())?;
			check::file(Path::new(path), || spec.build_storage().map(drop))?;
			Ok(spec)
		}
	}
}

/// Puts the state at the beginning into `spec`, which was loaded as `id`, so that a later question for it need not run
/// the runtime again. The chains that are in the node are worked out by native code: compiling the runtime would take
/// most of the time until the node's first answer.
pub fn settle(spec: &mut Box<dyn sc_service::ChainSpec>, id: &str) -> Result<(), String> {
	let storage = match (preset_of(id), code()) {
		(Some(preset), Some(wasm)) => native::storage(&preset.into(), wasm)?,
		_ => spec.as_storage_builder().build_storage()?,
	};
	spec.set_storage(storage);
	Ok(())
}

/// The runtime that was built with this node, compressed as released ones are: the whole code fits into one answer of
/// JSON-RPC, of 10 MB. As it is built for development the code has over 5 MB, and twice as many characters. None if the
/// node was built without.
pub fn code() -> Option<&'static [u8]> {
	static CODE: OnceLock<Option<Vec<u8>>> = OnceLock::new();
	CODE.get_or_init(|| compress_weakly(WASM_BINARY?, CODE_BLOB_BOMB_LIMIT)).as_deref()
}

/// The preset of the chain called `id`, if it is in the node and not in a file.
fn preset_of(id: &str) -> Option<&'static str> {
	match id {
		"dev" => Some(DEV_RUNTIME_PRESET),
		"" | "local" => Some(LOCAL_TESTNET_RUNTIME_PRESET),
		_ => None,
	}
}

fn named(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = code().ok_or("This node was built without its runtime (SKIP_WASM_BUILD).")?;
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
	fn native_code_gives_the_genesis_that_the_runtime_gives() {
		if WASM_BINARY.is_none() {
			return;
		}
		for id in ["dev", "local"] {
			let spec = load(id).unwrap();
			let given = sc_service::ChainSpec::as_storage_builder(&spec).build_storage().unwrap();
			let mut spec: Box<dyn sc_service::ChainSpec> = Box::new(spec);
			settle(&mut spec, id).unwrap();
			let settled = spec.as_storage_builder().build_storage().unwrap();
			assert!(settled.top == given.top, "{id}");
			assert!(settled.children_default.is_empty() && given.children_default.is_empty());
		}
	}

	#[test]
	fn the_code_of_every_chain_fits_into_one_answer() {
		if WASM_BINARY.is_none() {
			return;
		}
		for id in ["dev", "local", "staging"] {
			let spec = load(id).unwrap();
			let storage = sc_service::ChainSpec::as_storage_builder(&spec).build_storage().unwrap();
			let code = &storage.top[sp_core::storage::well_known_keys::CODE];
			// In hexadecimal, in 10 MB, with half of them to spare.
			assert!(2 * code.len() < 5_000_000, "{id}: {} bytes", code.len());
		}
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

	#[test]
	fn staging_is_the_committed_spec_and_no_other() {
		let value = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).unwrap();
		let exported = load("staging").unwrap().as_json(true).unwrap();
		assert_eq!(value(exported.as_bytes()), value(release::STAGING));
	}

	#[test]
	fn a_file_whose_genesis_gives_no_chain_is_refused_in_one_line() {
		if WASM_BINARY.is_none() {
			return;
		}
		let plain = load("local").unwrap().as_json(false).unwrap();
		let file =
			std::env::temp_dir().join(format!("chungnam-bad-spec-{}.json", std::process::id()));
		for (pallet, field, value, words) in [
			("session", "keys", serde_json::json!([]), "session.keys is empty"),
			("civicGovernance", "seats", serde_json::json!([]), "civicGovernance.seats is empty"),
			("reserve", "reserve", serde_json::json!(7), "reserve of the genesis covers all won"),
		] {
			let mut spec: serde_json::Value = serde_json::from_str(&plain).unwrap();
			spec["genesis"]["runtimeGenesis"]["patch"][pallet][field] = value;
			std::fs::write(&file, spec.to_string()).unwrap();
			let Err(fault) = load(file.to_str().unwrap()) else { panic!("{words}: it is loaded") };
			assert!(fault.contains(words) && !fault.contains('\n'), "{fault}");
		}
		std::fs::write(&file, &plain).unwrap();
		assert!(load(file.to_str().unwrap()).is_ok());
		std::fs::remove_file(file).unwrap();
	}
}
