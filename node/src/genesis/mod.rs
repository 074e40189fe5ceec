// SPDX-License-Identifier: Apache-2.0

//! How a chain begins: `genesis office-keys`, `genesis launch`, and `genesis rehearsal` for releases.

pub mod check;
mod keys_file;
mod known;
mod office_keys;
pub mod release;

use std::{
	fs,
	path::{Path, PathBuf},
};

use chungnam_runtime::{
	genesis_config_presets::STAGING_RUNTIME_PRESET,
	opaque::{Block, Header},
	VERSION,
};
use sc_service::{ChainSpec as _, ChainType};
use serde_json::json;
use sp_core::{storage::Storage, H256};
use sp_io::hashing::sha2_256;
use sp_runtime::{
	traits::{BlakeTwo256, Block as _, Hash},
	BuildStorage,
};

use self::{
	keys_file::{Job, Names, Plan},
	known::Known,
	release::Runtime,
};
use crate::chain_spec::{code, properties, ChainSpec};

/// What concerns the beginning of a chain
#[derive(Debug, clap::Subcommand)]
pub enum Genesis {
	/// Make this server's session keys for a launch, and print its entry for the keys file
	OfficeKeys(office_keys::OfficeKeys),
	/// Make the chain spec of a chain of value from the offices' keys and the released runtime
	Launch(LaunchCmd),
	/// Print the raw chain spec of the rehearsal network, as ./scripts/release commits it
	Rehearsal(RehearsalCmd),
}

impl Genesis {
	/// Does it. Refusals go to the error output, a line each.
	pub fn run(&self) -> sc_cli::Result<()> {
		let done = match self {
			Genesis::OfficeKeys(command) => command.run().map_err(|fault| vec![fault]),
			Genesis::Launch(command) => command.run(),
			Genesis::Rehearsal(command) => command.run().map_err(|fault| vec![fault]),
		};
		match done {
			Ok(words) => {
				println!("{words}");
				Ok(())
			}
			Err(faults) => {
				for fault in &faults {
					eprintln!("Refused: {fault}");
				}
				std::process::exit(1)
			}
		}
	}
}

/// The arguments of `genesis launch`.
#[derive(Debug, clap::Args)]
pub struct LaunchCmd {
	/// The offices' keys: a copy of chain-specs/launch-keys.json, filled in
	#[arg(long, value_name = "FILE")]
	keys: PathBuf,

	/// The folder for the chain specs
	#[arg(long, value_name = "DIR")]
	out: PathBuf,

	/// A folder with staging.json and release.json, in place of the release in this program
	#[arg(long, value_name = "DIR")]
	release: Option<PathBuf>,

	/// A name in place of the one in the file
	#[arg(long)]
	name: Option<String>,

	/// An id in place of the one in the file
	#[arg(long)]
	id: Option<String>,
}

impl LaunchCmd {
	fn run(&self) -> Result<String, Vec<String>> {
		let one = |fault: String| vec![fault];
		let text = fs::read_to_string(&self.keys)
			.map_err(|error| one(format!("{}: {error}", self.keys.display())))?;
		let names = Names { name: self.name.clone(), id: self.id.clone() };
		let plan = keys_file::read(&text, names, &Known::new()).map_err(|faults| {
			let place = self.keys.display();
			faults.into_iter().map(|fault| format!("{place}: {fault}")).collect::<Vec<_>>()
		})?;
		let runtime = release::runtime(self.release.as_deref()).map_err(one)?;
		let made = make(&plan, &runtime).map_err(one)?;
		made.write(&self.out).map_err(one)?;
		Ok(made.told(&plan, &runtime, &self.out))
	}
}

/// The files of a launch. The same keys and the same release give the same bytes.
struct Made {
	readable: String,
	raw: String,
	summary: String,
	genesis_hash: H256,
}

fn make(plan: &Plan, runtime: &Runtime) -> Result<Made, String> {
	let patch = plan.launch.clone().patch();
	let mut spec = ChainSpec::builder(&runtime.code, None)
		.with_name(&plan.name)
		.with_id(&plan.id)
		.with_protocol_id(&plan.id)
		.with_chain_type(ChainType::Live)
		.with_boot_nodes(plan.boot_nodes.clone())
		.with_genesis_config_patch(patch)
		.with_properties(properties())
		.build();
	let readable = spec.as_json(false)?;
	check::text(readable.as_bytes(), || spec.build_storage().map(drop))?;
	let storage = spec.build_storage()?;
	let genesis_hash = genesis_hash(&storage)?;
	spec.set_storage(storage);
	let raw = spec.as_json(true)?;
	let summary = json!({
		"name": plan.name,
		"id": plan.id,
		"genesisHash": genesis_hash,
		"chainSpecSha256": H256(sha2_256(raw.as_bytes())),
		"runtime": { "version": runtime.version, "blake2_256": runtime.blake2, "sha256": runtime.sha256 },
		"opening": {
			"wonForEachAccount": plan.launch.won_for_each as u64,
			"bankBalance": plan.launch.reserve() as u64,
			"statement": plan.statement,
		},
		"bootNodes": plan.boot_nodes.iter().map(ToString::to_string).collect::<Vec<_>>(),
		"jobs": plan.jobs,
	});
	let summary = serde_json::to_string_pretty(&summary).map_err(|error| error.to_string())?;
	Ok(Made { readable, raw, summary, genesis_hash })
}

impl Made {
	fn files(&self) -> [(&'static str, &str); 3] {
		[
			("chain-spec.json", &self.raw),
			("chain-spec-readable.json", &self.readable),
			("launch.json", &self.summary),
		]
	}

	/// Writes the files, and never over another launch.
	fn write(&self, folder: &Path) -> Result<(), String> {
		let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
		fs::create_dir_all(folder).map_err(|error| told(folder, error))?;
		for (name, text) in self.files() {
			let path = folder.join(name);
			if fs::read_to_string(&path).is_ok_and(|before| before != text) {
				return Err(format!(
					"{} is of another launch. Name another folder with --out",
					path.display()
				));
			}
		}
		for (name, text) in self.files() {
			let path = folder.join(name);
			fs::write(&path, text).map_err(|error| told(&path, error))?;
		}
		Ok(())
	}

	/// What was made, for people to compare.
	fn told(&self, plan: &Plan, runtime: &Runtime, folder: &Path) -> String {
		let mut lines = Vec::new();
		for Job { job, office, address } in &plan.jobs {
			lines.push(format!("{job:<22} {address}  {office}"));
		}
		let accounts = plan.launch.accounts().len();
		let place = folder.display();
		lines.extend([
			String::new(),
			format!("chain           {} ({})", plan.name, plan.id),
			format!(
				"begins with     {} validators, a committee of {} until {}, {} won for each of {accounts} accounts, {} won in the bank",
				plan.launch.validators.len(),
				plan.launch.committee.len(),
				plan.last_day_of_seats(),
				plan.launch.won_for_each,
				plan.launch.reserve(),
			),
			format!("boot nodes      {}", plan.boot_nodes.len()),
			format!("runtime         {}", runtime.version),
			format!("wasm blake2     {:?}", runtime.blake2),
			format!("wasm sha256     {:?}", runtime.sha256),
			format!("genesis hash    {:?}", self.genesis_hash),
			format!("spec sha256     {:?}", H256(sha2_256(self.raw.as_bytes()))),
			format!("files           {place}/chain-spec.json (for nodes), chain-spec-readable.json, launch.json"),
		]);
		if plan.boot_nodes.is_empty() {
			lines.push(
				"No entry has a bootNode: every node must be told of others with --bootnodes."
					.into(),
			);
		}
		lines.join("\n")
	}
}

/// The hash of the first block over this state.
fn genesis_hash(storage: &Storage) -> Result<H256, String> {
	if !storage.children_default.is_empty() {
		return Err("the genesis has child tries, which its hash is not computed over".into());
	}
	let version = VERSION.state_version();
	let pairs = storage.top.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
	let root = BlakeTwo256::trie_root(pairs, version);
	let block = sc_chain_spec::construct_genesis_block::<Block>(root, version);
	let header: &Header = block.header();
	Ok(header.hash())
}

/// The arguments of `genesis rehearsal`.
#[derive(Debug, clap::Args)]
pub struct RehearsalCmd {
	/// A runtime in place of this program's own: its WebAssembly
	#[arg(long, value_name = "FILE")]
	wasm: Option<PathBuf>,
}

impl RehearsalCmd {
	/// The spec with the genesis that the runtime itself gives.
	fn run(&self) -> Result<String, String> {
		let code = match &self.wasm {
			Some(path) => fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?,
			None => code().ok_or("this program was built without its runtime")?.to_vec(),
		};
		rehearsal(&code)?.as_json(true)
	}
}

/// The rehearsal network on a runtime.
pub fn rehearsal(code: &[u8]) -> Result<ChainSpec, String> {
	Ok(ChainSpec::builder(code, None)
		.with_name("Chungnam Staging")
		.with_id("chungnam_staging")
		.with_protocol_id("chungnam-staging")
		.with_chain_type(ChainType::Live)
		.with_genesis_config_preset_name(STAGING_RUNTIME_PRESET)
		.with_properties(properties())
		.build())
}
