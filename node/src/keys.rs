// SPDX-License-Identifier: Apache-2.0

//! Session keys without JSON-RPC: made in the keystore by a person on the server, while the node runs or not.
//!
//! The SDK makes them through `author_rotateKeysWithOwner`, an unsafe method: its endpoint lets anybody who reaches it put
//! keys into the node, and a page in a browser reaches it through any tunnel. These commands need the keystore's folder and
//! nothing else. A running node looks for its keys in that folder each time it needs them, so it need not be restarted.

use std::{
	collections::BTreeSet,
	fs,
	os::unix::fs::{chown, MetadataExt},
	path::{Path, PathBuf},
};

use chungnam_runtime::{AccountId, SessionKeys};
use clap::Args;
use sc_cli::{Error, KeystoreParams, SharedParams, SubstrateCli};
use sc_service::{
	config::{BasePath, KeystoreConfig},
	KeystoreContainer,
};
use sp_core::{bytes, Decode, Encode};
use sp_keystore::{KeystoreExt, KeystorePtr};
use sp_state_machine::BasicExternalities;

/// What can be done with keys.
#[derive(Debug, clap::Subcommand)]
pub enum KeyCommand {
	/// Make new session keys in the node's keystore, for an account; print their public halves and the proof
	///
	/// Both go to the chain in `session.setKeys`, signed by the account, from any machine. Run it on the server as root or as
	/// the node's user. The node may run meanwhile: it signs with the old keys until the new ones act.
	Rotate(Rotate),

	/// Tell whether the node's keystore has the secret halves of session keys
	HasSession(HasSession),

	/// The commands of the SDK.
	#[command(flatten)]
	Sdk(sc_cli::KeySubcommand),
}

impl KeyCommand {
	/// Does it.
	pub fn run<C: SubstrateCli>(&self, cli: &C) -> sc_cli::Result<()> {
		match self {
			Self::Rotate(command) => {
				let store = Store::open(&command.place, cli)?;
				let (keys, proof) = store.rotate(&command.account)?;
				println!("keys   {keys}\nproof  {proof}");
				eprintln!(
					"Send both with the account's own key: ./scripts/operator set-keys KEYS PROOF"
				);
				Ok(())
			}
			Self::HasSession(command) => {
				let store = Store::open(&command.place, cli)?;
				match store.has(&command.keys)? {
					true => println!("This node has these session keys."),
					false => return Err("This node does NOT have these session keys.".into()),
				}
				Ok(())
			}
			Self::Sdk(command) => command.run(cli),
		}
	}
}

/// Makes session keys.
#[derive(Debug, Args)]
pub struct Rotate {
	/// The account that will send them: the proof is for it alone
	#[arg(long, value_name = "ADDRESS")]
	account: AccountId,

	#[command(flatten)]
	place: Place,
}

/// Looks for session keys.
#[derive(Debug, Args)]
pub struct HasSession {
	/// The public halves: as `rotate` printed them, or the two that the chain knows, Aura first
	#[arg(value_name = "KEYS", required = true, num_args = 1..=2)]
	keys: Vec<String>,

	#[command(flatten)]
	place: Place,
}

/// Where the keystore is.
#[derive(Debug, Args)]
struct Place {
	#[command(flatten)]
	shared: SharedParams,

	#[command(flatten)]
	keystore: KeystoreParams,
}

/// The keystore of a node that has run before.
struct Store {
	folder: PathBuf,
	keystore: KeystorePtr,
}

impl Store {
	fn open<C: SubstrateCli>(place: &Place, cli: &C) -> sc_cli::Result<Self> {
		let base = match place.shared.base_path()? {
			Some(base) => base,
			None => BasePath::from_project("", "", &C::executable_name()),
		};
		let chain = cli.load_spec(&place.shared.chain_id(place.shared.is_dev()))?;
		let config = place.keystore.keystore_config(&base.config_dir(chain.id()))?;
		let KeystoreConfig::Path { path: folder, .. } = &config else {
			return Err("A keystore is a folder.".into());
		};
		// The SDK would make one wherever it is told to, and the node would never look there.
		if !folder.is_dir() {
			return Err(Error::Input(format!(
				"There is no keystore at {}. Is --base-path that of the node, --chain its chain, and has the node run once?",
				folder.display(),
			)));
		}
		let keystore = KeystoreContainer::new(&config)?.keystore();
		Ok(Self { folder: folder.clone(), keystore })
	}

	/// Makes keys and proves to `account` that they are here. The files belong to the owner of the folder, not
	/// to the user who made them.
	fn rotate(&self, account: &AccountId) -> sc_cli::Result<(String, String)> {
		let before = files(&self.folder)?;
		// The keystore's own answer to a folder that cannot be written is a panic.
		let trial = self.folder.join(".trial");
		fs::write(&trial, "").and_then(|()| fs::remove_file(&trial)).map_err(|error| {
			Error::Input(format!("Keys cannot be written to {}: {error}.", self.folder.display()))
		})?;
		let made = self.with_keys(|| SessionKeys::generate(&account.encode(), None));
		let owner = fs::metadata(&self.folder)?;
		for file in files(&self.folder)?.difference(&before) {
			if fs::metadata(file)?.uid() != owner.uid() {
				chown(file, Some(owner.uid()), Some(owner.gid()))?;
			}
		}
		let hex = |encoded: Vec<u8>| bytes::to_hex(&encoded, false);
		Ok((hex(made.keys.encode()), hex(made.proof.encode())))
	}

	/// True if the secret halves of `keys` are here, and belong to this password.
	fn has(&self, keys: &[String]) -> sc_cli::Result<bool> {
		let wrong =
			|| Error::Input("Session keys are 0x and 128 digits, or twice 0x and 64.".into());
		let each: Result<Vec<_>, _> = keys.iter().map(|key| bytes::from_hex(key)).collect();
		let encoded = each.map_err(|_| wrong())?.concat();
		let mut rest = encoded.as_slice();
		let mut keys = SessionKeys::decode(&mut rest).map_err(|_| wrong())?;
		if !rest.is_empty() {
			return Err(wrong());
		}
		// Each key must sign: a file alone is not a key without its password.
		Ok(self.with_keys(|| keys.create_ownership_proof(&[])).is_ok())
	}

	/// Does what the runtime does with keys, with those that are here.
	fn with_keys<T>(&self, work: impl FnOnce() -> T) -> T {
		let mut host = BasicExternalities::new_empty();
		host.register_extension(KeystoreExt::from(self.keystore.clone()));
		host.execute_with(work)
	}
}

fn files(folder: &Path) -> std::io::Result<BTreeSet<PathBuf>> {
	fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::{Cli, Subcommand};
	use clap::Parser;
	use sp_runtime::traits::OpaqueKeys;

	/// A folder of this process that goes at the end of the test.
	struct Folder(PathBuf);

	impl Folder {
		fn new(name: &str) -> Self {
			let path = std::env::temp_dir().join(format!("chungnam-{name}-{}", std::process::id()));
			fs::create_dir_all(path.join("chains/chungnam_dev/keystore")).unwrap();
			Self(path)
		}
	}

	impl Drop for Folder {
		fn drop(&mut self) {
			let _ = fs::remove_dir_all(&self.0);
		}
	}

	fn store(base: &Path, password: &str) -> sc_cli::Result<Store> {
		let keys = format!("0x{}", "00".repeat(64));
		let cli = Cli::try_parse_from([
			"chungnam-node",
			"key",
			"has-session",
			&keys,
			"--dev",
			"--base-path",
			base.to_str().unwrap(),
			"--password",
			password,
		])
		.unwrap();
		let Some(Subcommand::Key(KeyCommand::HasSession(command))) = &cli.subcommand else {
			panic!("this is how keys are looked for");
		};
		Store::open(&command.place, &cli)
	}

	fn account() -> AccountId {
		AccountId::new([7; 32])
	}

	#[test]
	fn rotated_keys_come_with_a_proof_that_the_chain_takes() {
		let folder = Folder::new("rotate");
		let store = store(&folder.0, "secret").unwrap();
		let (keys, proof) = store.rotate(&account()).unwrap();
		let raw = bytes::from_hex(&keys).unwrap();
		let decoded = SessionKeys::decode(&mut raw.as_slice()).unwrap();
		let proof = bytes::from_hex(&proof).unwrap();
		assert!(decoded.ownership_proof_is_valid(&account().encode(), &proof));
		assert!(!decoded.ownership_proof_is_valid(&AccountId::new([8; 32]).encode(), &proof));
		let made = files(&store.folder).unwrap();
		assert_eq!(made.len(), 2, "one file for each key, and nothing else: {made:?}");
		for file in made {
			assert_eq!(fs::metadata(file).unwrap().mode() & 0o777, 0o600);
		}
	}

	#[test]
	fn keys_are_found_with_their_own_password_only() {
		let folder = Folder::new("password");
		let (keys, _) = store(&folder.0, "secret").unwrap().rotate(&account()).unwrap();
		let asked = |password: &str, keys: &[&str]| {
			let keys: Vec<_> = keys.iter().map(|key| key.to_string()).collect();
			store(&folder.0, password).unwrap().has(&keys)
		};
		assert!(asked("secret", &[&keys]).unwrap());
		let (aura, grandpa) = (&keys[..66], format!("0x{}", &keys[66..]));
		assert!(asked("secret", &[aura, &grandpa]).unwrap());
		assert!(!asked("other", &[&keys]).unwrap());
		assert!(!asked("secret", &[&format!("0x{}", "11".repeat(64))]).unwrap());
		for wrong in [vec!["0x1234"], vec![&*keys, aura], vec!["keys"]] {
			assert!(asked("secret", &wrong).is_err(), "{wrong:?}");
		}
	}

	#[test]
	fn a_keystore_is_not_made_where_no_node_has_run() {
		let nowhere = std::env::temp_dir().join("chungnam-no-node-here");
		let error = store(&nowhere, "secret").err().unwrap().to_string();
		assert!(error.contains("has the node run once?"), "{error}");
		assert!(!nowhere.exists());
	}
}
