// SPDX-License-Identifier: Apache-2.0

//! The released runtime, which this program carries inside the committed spec of the rehearsal.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use sp_core::H256;
use sp_io::hashing::{blake2_256, sha2_256};

/// The rehearsal network as it is committed: `chain-specs/staging.json`.
pub const STAGING: &[u8] = include_bytes!("../../../chain-specs/staging.json");
/// What `./scripts/release` said about the runtime in it: `chain-specs/release.json`.
const RELEASE: &[u8] = include_bytes!("../../../chain-specs/release.json");
/// Where a state keeps its runtime: `:code`.
const CODE: &str = "0x3a636f6465";

/// A runtime as it goes on chain.
pub struct Runtime {
	/// Its WebAssembly, compressed.
	pub code: Vec<u8>,
	/// Its name and version: `chungnam 102`.
	pub version: String,
	/// The hash of the code that an upgrade would name.
	pub blake2: H256,
	/// The hash of the code that `sha256sum` prints.
	pub sha256: H256,
}

#[derive(Deserialize)]
struct Release {
	#[serde(rename = "specName")]
	spec_name: String,
	#[serde(rename = "specVersion")]
	spec_version: u32,
	blake2_256: H256,
	sha256: H256,
}

#[derive(Deserialize)]
struct Spec {
	genesis: Genesis,
}

#[derive(Deserialize)]
struct Genesis {
	raw: Raw,
}

#[derive(Deserialize)]
struct Raw {
	top: BTreeMap<String, String>,
}

/// The runtime that was released with this program, or, with `folder`, the one whose `staging.json` and `release.json` lie
/// there. Refused if the code is not the one that the release describes.
pub fn runtime(folder: Option<&Path>) -> Result<Runtime, String> {
	let Some(folder) = folder else { return from(STAGING, RELEASE) };
	let read = |name: &str| {
		let path = folder.join(name);
		fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
	};
	from(&read("staging.json")?, &read("release.json")?)
}

fn from(spec: &[u8], release: &[u8]) -> Result<Runtime, String> {
	let read = |error: serde_json::Error| format!("the release cannot be read: {error}");
	let spec: Spec = serde_json::from_slice(spec).map_err(read)?;
	let release: Release = serde_json::from_slice(release).map_err(read)?;
	let code = spec.genesis.raw.top.get(CODE).ok_or("the released spec has no runtime")?;
	let code = sp_core::bytes::from_hex(code).map_err(|error| error.to_string())?;
	let (blake2, sha256) = (H256(blake2_256(&code)), H256(sha2_256(&code)));
	if (blake2, sha256) != (release.blake2_256, release.sha256) {
		return Err(format!(
			"staging.json holds a runtime with the hash {blake2:?}, and release.json names {:?}. Make both anew: ./scripts/release",
			release.blake2_256
		));
	}
	let version = format!("{} {}", release.spec_name, release.spec_version);
	Ok(Runtime { code, version, blake2, sha256 })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_committed_spec_holds_the_runtime_that_the_release_describes() {
		let runtime = runtime(None).unwrap();
		assert!(runtime.version.starts_with("chungnam "));
		assert!(runtime.code.len() > 100_000);
	}

	#[test]
	fn a_spec_with_another_runtime_than_the_released_is_refused() {
		let release = String::from_utf8(RELEASE.to_vec()).unwrap();
		let hash = format!("{:?}", runtime(None).unwrap().sha256);
		let other = release.replace(&hash, &format!("{:?}", H256::repeat_byte(1)));
		assert_ne!(release, other);
		let Err(fault) = from(STAGING, other.as_bytes()) else { panic!("it is accepted") };
		assert!(fault.contains("./scripts/release"), "{fault}");
	}
}
