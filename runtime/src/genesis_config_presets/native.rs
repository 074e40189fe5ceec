// SPDX-License-Identifier: Apache-2.0

//! Presets as values and as a state, worked out by native code: a node that starts a chain it knows by name need not
//! compile the runtime for that first.

use frame_support::sp_runtime::{BuildStorage, Storage};
use serde_json::Value;
use sp_core::storage::well_known_keys::CODE;
use sp_genesis_builder::PresetId;

use super::get_preset;
use crate::RuntimeGenesisConfig;

/// The whole genesis of the preset called `id`: what it says, and the default of everything else. `None` where there is
/// no such preset.
pub fn config(id: &PresetId) -> Option<RuntimeGenesisConfig> {
	let patch = serde_json::from_slice(&get_preset(id)?).ok()?;
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).ok()?;
	merge(&mut config, patch);
	serde_json::from_value(config).ok()
}

/// The state at the beginning of a chain of the preset called `id` that runs `wasm`.
pub fn storage(id: &PresetId, wasm: &[u8]) -> Result<Storage, String> {
	let config = config(id).ok_or_else(|| format!("there is no sound preset called {id}"))?;
	let mut storage = config.build_storage()?;
	storage.top.insert(CODE.to_vec(), wasm.to_vec());
	Ok(storage)
}

/// As the genesis builder of the SDK merges them: objects by their fields, everything else as a whole.
pub fn merge(into: &mut Value, from: Value) {
	match (into, from) {
		(Value::Object(into), Value::Object(from)) => {
			for (key, value) in from {
				merge(into.entry(key).or_insert(Value::Null), value);
			}
		}
		(into, from) => *into = from,
	}
}
