// SPDX-License-Identifier: Apache-2.0

//! The session keys of a validator before there is a chain: made in the keystore of its server, where they stay.

use std::path::PathBuf;

use sc_cli::KeystoreParams;
use sc_network::config::{MultiaddrWithPeerId, NodeKeyConfig, Secret};
use sc_service::{BasePath, KeystoreContainer};
use serde_json::json;
use sp_core::crypto::{
	key_types::{AURA, GRANDPA},
	Ss58Codec,
};
use sp_runtime::AccountId32;

use super::{keys_file, known::Known};

/// Make this server's session keys for a launch, and print its entry for the keys file
///
/// The secrets stay in the keystore; what is printed is public. The keystore is the one that the node will read:
/// BASE-PATH/chains/ID/keystore.
#[derive(Debug, clap::Args)]
pub struct OfficeKeys {
	/// Whose server it is, as in "공주시 Gongju"
	#[arg(long)]
	office: String,

	/// The address of the validator's account, which was made elsewhere
	#[arg(long)]
	account: String,

	/// Where the node will keep its chain
	#[arg(long, short = 'd', value_name = "PATH")]
	base_path: PathBuf,

	/// The id of the chain, as it will stand in the keys file
	#[arg(long, default_value = "chungnam")]
	id: String,

	/// Where other nodes reach this server, if it is to be a boot node: /dns4/HOST/tcp/30333
	#[arg(long, requires = "node_key_file", value_name = "MULTIADDR")]
	address: Option<String>,

	/// The node key of this server
	#[arg(long, value_name = "PATH")]
	node_key_file: Option<PathBuf>,

	#[allow(missing_docs)]
	#[clap(flatten)]
	keystore: KeystoreParams,
}

impl OfficeKeys {
	/// Makes the keys and gives the entry.
	pub fn run(&self) -> Result<String, String> {
		let account =
			keys_file::address(&self.account).map_err(|fault| format!("--account: {fault}"))?;
		if let Some(fault) = Known::new().fault(&account) {
			return Err(format!("--account: {} is not a key of an office: {fault}", self.account));
		}
		let boot_node = self.boot_node()?;
		let folder = BasePath::new(&self.base_path).config_dir(&self.id);
		let config = self.keystore.keystore_config(&folder).map_err(|error| error.to_string())?;
		let container = KeystoreContainer::new(&config).map_err(|error| error.to_string())?;
		let keystore = container.keystore();
		if !keystore.sr25519_public_keys(AURA).is_empty()
			|| !keystore.ed25519_public_keys(GRANDPA).is_empty()
		{
			let place = config.path().map(|path| path.display().to_string()).unwrap_or_default();
			return Err(format!(
				"{place} has session keys already. A second pair would never sign: move the folder away first if the old \
				 pair stands in no keys file"
			));
		}
		let refused = |error| format!("the keystore does not make keys: {error}");
		let aura = keystore.sr25519_generate_new(AURA, None).map_err(refused)?;
		let grandpa = keystore.ed25519_generate_new(GRANDPA, None).map_err(refused)?;
		let mut entry = json!({
			"office": self.office,
			"account": self.account.trim(),
			"aura": AccountId32::from(aura.0).to_ss58check(),
			"grandpa": AccountId32::from(grandpa.0).to_ss58check(),
		});
		if let Some(node) = boot_node {
			entry["bootNode"] = json!(node);
		}
		serde_json::to_string_pretty(&entry).map_err(|error| error.to_string())
	}

	fn boot_node(&self) -> Result<Option<String>, String> {
		let (Some(address), Some(file)) = (&self.address, &self.node_key_file) else {
			return Ok(None);
		};
		if !file.is_file() {
			return Err(format!(
				"--node-key-file: there is no {}. Make it: chungnam-node key generate-node-key --file {0}",
				file.display()
			));
		}
		let key = NodeKeyConfig::Ed25519(Secret::File(file.clone()))
			.into_keypair()
			.map_err(|error| format!("--node-key-file: {}: {error}", file.display()))?;
		let node = format!("{address}/p2p/{}", key.public().to_peer_id());
		let checked: MultiaddrWithPeerId = node.parse().map_err(|error| {
			format!("--address: '{address}' ({error}). It looks like /dns4/HOST/tcp/30333")
		})?;
		Ok(Some(checked.to_string()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;
	use serde_json::Value;
	use sp_core::{sr25519, Pair};

	#[derive(clap::Parser)]
	struct Alone {
		#[command(flatten)]
		command: OfficeKeys,
	}

	fn folder(name: &str) -> PathBuf {
		let folder = std::env::temp_dir().join(format!("chungnam-{name}-{}", std::process::id()));
		let _ = std::fs::remove_dir_all(&folder);
		folder
	}

	fn keys(folder: &std::path::Path, account: &str, more: &[&str]) -> Result<String, String> {
		let base = folder.display().to_string();
		let words =
			["keys", "--office", "공주시 Gongju", "--account", account, "--base-path", &base];
		Alone::parse_from(words.iter().chain(more)).command.run()
	}

	fn account() -> String {
		AccountId32::from(sr25519::Pair::generate().0.public().0).to_ss58check()
	}

	#[test]
	fn keys_stay_in_the_keystore_and_their_public_halves_are_told() {
		let folder = folder("office-keys");
		let account = account();
		let entry: Value = serde_json::from_str(&keys(&folder, &account, &[]).unwrap()).unwrap();
		assert_eq!(entry["account"], account);
		let names: Vec<_> = std::fs::read_dir(folder.join("chains/chungnam/keystore"))
			.unwrap()
			.map(|file| file.unwrap().file_name().into_string().unwrap())
			.collect();
		assert_eq!(names.len(), 2);
		for (field, kind) in [("aura", "61757261"), ("grandpa", "6772616e")] {
			let key = keys_file::address(entry[field].as_str().unwrap()).unwrap();
			let name = format!("{kind}{}", &sp_core::bytes::to_hex(&key, false)[2..]);
			assert!(names.contains(&name), "{name} is not among {names:?}");
		}
		let again = keys(&folder, &account, &[]).unwrap_err();
		assert!(again.contains("has session keys already"), "{again}");
		std::fs::remove_dir_all(folder).unwrap();
	}

	#[test]
	fn a_boot_node_is_told_with_the_peer_of_its_node_key() {
		let folder = folder("office-node");
		std::fs::create_dir_all(&folder).unwrap();
		let file = folder.join("node-key");
		let words = ["--address", "/dns4/gongju.example/tcp/30333", "--node-key-file"];
		let more = [words[0], words[1], words[2], file.to_str().unwrap()];
		let missing = keys(&folder, &account(), &more).unwrap_err();
		assert!(missing.contains("generate-node-key"), "{missing}");
		std::fs::write(&file, [7; 32]).unwrap();
		let entry: Value =
			serde_json::from_str(&keys(&folder, &account(), &more).unwrap()).unwrap();
		let node = entry["bootNode"].as_str().unwrap();
		assert!(node.starts_with("/dns4/gongju.example/tcp/30333/p2p/12D3KooW"), "{node}");
		std::fs::remove_dir_all(folder).unwrap();
	}

	#[test]
	fn an_account_that_everybody_has_makes_no_keys() {
		let folder = folder("office-alice");
		let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
		assert!(keys(&folder, alice, &[]).unwrap_err().contains("//Alice"));
		assert!(!folder.exists());
	}
}
