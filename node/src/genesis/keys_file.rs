// SPDX-License-Identifier: Apache-2.0

//! The file in which the offices of a launch name their keys. Everything in it is public.
//!
//! Read strictly: whatever would make a wrong chain for good is refused in one line, which names the entry and the way
//! out. All refusals are told at once.

use std::{
	collections::{BTreeMap, BTreeSet},
	str::FromStr,
};

use chungnam_primitives::{civil, day_of, korean_day, start_of_day, Field, FieldSet, Moment};
use chungnam_runtime::{
	configs::consensus::{KeyDeposit, MaxAuthorities, MinValidators},
	constants::SS58_PREFIX,
	genesis_config_presets::{
		launch::{Expert, Launch, MOST_MEMBERS},
		province::{Offices, REGIONS},
		Validator,
	},
	AccountId, SessionKeys,
};
use sc_network::config::MultiaddrWithPeerId;
use serde::Deserialize;
use sp_core::{
	crypto::{Ss58AddressFormat, Ss58Codec},
	ed25519, sr25519, Get, H256,
};
use sp_runtime::AccountId32;

use super::known::Known;

/// An account of an office that signs dozens of transactions before anybody can send it more.
const MOST_WON: u64 = 1_000_000;
/// The deposit for session keys, which a validator pays when it rotates them, and fees for months.
const LEAST_WON: u64 = KeyDeposit::get() as u64 + 100_000;
/// With fewer seats the committee decides nothing.
const LEAST_MEMBERS: usize = 5;
/// What a member of the committee can know, as the file writes it.
const FIELDS: [(&str, Field); 8] = [
	("engineering", Field::Engineering),
	("finance", Field::Finance),
	("law", Field::Law),
	("welfare", Field::Welfare),
	("economy", Field::Economy),
	("environment", Field::Environment),
	("valuation", Field::Valuation),
	("security", Field::Security),
];
/// One confirms a cash-out that another one reviewed.
const LEAST_SETTLEMENT: usize = 2;
/// An address with prefix 42 has 47 or 48 characters. Longer ones are not decoded.
const LONGEST_ADDRESS: usize = 50;
/// Words in the name or id of a network that is worth nothing.
const TRIAL_WORDS: [&str; 8] =
	["staging", "rehearsal", "development", "dev", "local", "test", "testnet", "template"];
/// What the template has in the place of a key.
const PLACEHOLDER: &str = "REPLACE";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeysFile {
	/// Words for people.
	#[serde(default, rename = "about")]
	_about: Vec<String>,
	name: String,
	id: String,
	validators: Vec<ValidatorEntry>,
	committee: Vec<Member>,
	attesters: Attesters,
	opening: Opening,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ValidatorEntry {
	office: String,
	account: String,
	aura: String,
	grandpa: String,
	boot_node: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
	office: String,
	account: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
	office: String,
	account: String,
	/// All fields, if none is named.
	#[serde(default)]
	fields: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Attesters {
	reserve: Entry,
	/// The office that makes won against the reserve. Without it governance appoints one later.
	mint: Option<Entry>,
	settlement: Vec<Entry>,
	sales: Vec<Entry>,
	province: Entry,
	city_halls: Vec<CityHall>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CityHall {
	code: u32,
	office: String,
	account: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Opening {
	won_for_each_account: u64,
	bank_balance: u64,
	statement: String,
	/// The last day of the terms of the committee, in Korea.
	seats_end: String,
}

/// What a launch is made from, when there is nothing to refuse.
pub struct Plan {
	/// What wallets show.
	pub name: String,
	/// The folder of the chain, and the protocol of its nodes.
	pub id: String,
	/// Where new nodes find the others.
	pub boot_nodes: Vec<MultiaddrWithPeerId>,
	/// Whose keys do what.
	pub launch: Launch,
	/// The hash of the bank statement behind the won of the genesis.
	pub statement: H256,
	/// Each job with its office and its address, for people to compare.
	pub jobs: Vec<Job>,
}

impl Plan {
	/// The last day of the terms of the committee, as the file writes it.
	pub fn last_day_of_seats(&self) -> String {
		let (year, month, day) = civil(korean_day(self.launch.seats_end.saturating_sub(1)));
		format!("{year}-{month:02}-{day:02}")
	}
}

/// A job, the office that has it, and the key.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Job {
	/// What the key does.
	pub job: String,
	/// Whose it is.
	pub office: String,
	/// The key.
	pub address: String,
}

/// What the command line says in place of the file.
#[derive(Default)]
pub struct Names {
	/// The name of the chain.
	pub name: Option<String>,
	/// The id of the chain.
	pub id: Option<String>,
}

/// Reads a keys file. Refusals are one line each.
pub fn read(text: &str, names: Names, known: &Known) -> Result<Plan, Vec<String>> {
	let file: KeysFile = serde_json::from_str(text).map_err(|error| {
		vec![format!("{error}. Compare with chain-specs/launch-keys.json, which has every field")]
	})?;
	let mut reader = Reader { known, seen: BTreeMap::new(), faults: Vec::new(), jobs: Vec::new() };
	let (name, id) = (names.name.unwrap_or(file.name), names.id.unwrap_or(file.id));
	reader.check_names(&name, &id);
	let (validators, boot_nodes) = reader.validators(&file.validators);
	let committee = reader.committee(&file.committee);
	let offices = reader.offices(&file.attesters);
	let won_for_each = u128::from(file.opening.won_for_each_account);
	let seats_end = reader.seats_end(&file.opening.seats_end);
	let launch = Launch { validators, committee, seats_end, offices, won_for_each };
	let statement = reader.opening(&file.opening, &launch);
	let Reader { faults, jobs, .. } = reader;
	if !faults.is_empty() {
		return Err(faults);
	}
	Ok(Plan { name, id, boot_nodes, launch, statement, jobs })
}

struct Reader<'a> {
	known: &'a Known,
	/// Every key so far, and where it stands.
	seen: BTreeMap<[u8; 32], String>,
	faults: Vec<String>,
	jobs: Vec<Job>,
}

impl Reader<'_> {
	fn refuse(&mut self, fault: String) {
		self.faults.push(fault);
	}

	fn check_names(&mut self, name: &str, id: &str) {
		if !(3..=64).contains(&name.trim().chars().count()) || name.chars().any(char::is_control) {
			self.refuse(format!("name: '{name}' must have 3 to 64 characters. Wallets show it"));
		}
		let letters = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_' | '-');
		if !(3..=32).contains(&id.len()) || !id.chars().all(letters) {
			self.refuse(format!(
				"id: '{id}' must have 3 to 32 of a-z, 0-9, - and _. It names a folder and a protocol"
			));
		}
		for (field, text) in [("name", name), ("id", id)] {
			let lower = text.to_lowercase();
			let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
			if let Some(word) = words.find(|word| TRIAL_WORDS.contains(word)) {
				self.refuse(format!(
					"{field}: '{text}' says '{word}', as networks do that are worth nothing. Choose another {field}"
				));
			}
		}
	}

	/// Reads a key that has this job alone.
	fn key(&mut self, place: &str, job: &str, office: &str, text: &str) -> [u8; 32] {
		let key = match address(text) {
			Ok(key) => key,
			Err(fault) => {
				self.refuse(format!("{place}: {fault}"));
				return [0; 32];
			}
		};
		if let Some(fault) = self.known.fault(&key) {
			self.refuse(format!(
				"{place}: {text} is not a key of an office: {fault}. Make a new one"
			));
		}
		if let Some(other) = self.seen.insert(key, place.into()) {
			self.refuse(format!(
				"{place}: {text} is the key of {other} as well. One key has one job: make another one"
			));
		}
		let (job, office, address) = (job.into(), office.into(), text.trim().into());
		self.jobs.push(Job { job, office, address });
		key
	}

	fn office(&mut self, place: &str, office: &str) {
		if office.trim().is_empty() || office.contains(PLACEHOLDER) {
			self.refuse(format!("{place}: the office has no name. Write whose key it is"));
		}
	}

	fn account(&mut self, place: &str, job: &str, entry: &Entry) -> AccountId {
		let place = format!("{place} ({})", entry.office);
		self.office(&place, &entry.office);
		self.key(&place, job, &entry.office, &entry.account).into()
	}

	fn validators(
		&mut self,
		entries: &[ValidatorEntry],
	) -> (Vec<Validator>, Vec<MultiaddrWithPeerId>) {
		let (least, most): (u32, u32) = (MinValidators::get(), MaxAuthorities::get());
		if !(least as usize..=most as usize).contains(&entries.len()) {
			self.refuse(format!(
				"validators: there are {}, and a chain of value begins with {least} to {most}. Add offices or take \
				 some out",
				entries.len()
			));
		}
		let (mut validators, mut boot_nodes) = (Vec::new(), Vec::new());
		let (mut offices, mut peers) = (BTreeSet::new(), BTreeSet::new());
		for (index, entry) in entries.iter().enumerate() {
			let ValidatorEntry { office, account, aura, grandpa, boot_node } = entry;
			let place = format!("validators[{index}] ({office})");
			self.office(&place, office);
			if !offices.insert(office.trim()) {
				self.refuse(format!("{place}: the office validates twice. Take one entry out"));
			}
			let mut key = |field: &str, text: &str| {
				let job = if field == "account" { "validator" } else { field };
				self.key(&format!("{place} {field}"), job, office, text)
			};
			let (account, aura, grandpa) =
				(key("account", account), key("aura", aura), key("grandpa", grandpa));
			let keys = SessionKeys {
				aura: sr25519::Public::from_raw(aura).into(),
				grandpa: ed25519::Public::from_raw(grandpa).into(),
			};
			validators.push(Validator { account: account.into(), keys });
			let Some(text) = boot_node else { continue };
			match MultiaddrWithPeerId::from_str(text) {
				Ok(node) if peers.insert(node.peer_id) => boot_nodes.push(node),
				Ok(node) => self.refuse(format!(
					"{place} bootNode: the peer {} stands in another entry as well. Each server has its own node key",
					node.peer_id
				)),
				Err(error) => self.refuse(format!(
					"{place} bootNode: '{text}' is not an address of a node ({error}). It looks like \
					 /dns4/node.gongju.example/tcp/30333/p2p/12D3KooW..., or leave the field out"
				)),
			}
		}
		(validators, boot_nodes)
	}

	fn committee(&mut self, entries: &[Member]) -> Vec<Expert> {
		if !(LEAST_MEMBERS..=MOST_MEMBERS as usize).contains(&entries.len()) {
			self.refuse(format!(
				"committee: there are {} members, and it needs {LEAST_MEMBERS} to {MOST_MEMBERS}: with fewer it decides \
				 nothing. Name them",
				entries.len()
			));
		}
		let mut members = Vec::new();
		for (index, Member { office, account, fields }) in entries.iter().enumerate() {
			let place = format!("committee[{index}] ({office})");
			self.office(&place, office);
			let account = self.key(&place, "committee", office, account).into();
			members.push(Expert { account, fields: self.fields(&place, fields) });
		}
		members
	}

	fn fields(&mut self, place: &str, names: &[String]) -> FieldSet {
		let mut fields = if names.is_empty() { FieldSet::ALL } else { FieldSet::EMPTY };
		for name in names {
			match FIELDS.iter().find(|(known, _)| known == name) {
				Some((_, field)) => fields = fields.with(*field),
				None => self.refuse(format!(
					"{place} fields: '{name}' is none. Choose from {}, or leave fields out for all",
					FIELDS.map(|(known, _)| known).join(", ")
				)),
			}
		}
		fields
	}

	/// The moment after a day.
	fn seats_end(&mut self, text: &str) -> Moment {
		let parts: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
		let day = match parts[..] {
			[year, month, day] => {
				day_of(year, month, day).filter(|found| civil(*found) == (year, month, day))
			}
			_ => None,
		};
		let Some(day) = day.and_then(|day| day.checked_add(1)) else {
			self.refuse(format!(
				"opening.seatsEnd: '{text}' is not a day. Write the last day of the committee's terms, at most two years \
				 after the launch, as 2028-11-30"
			));
			return 0;
		};
		start_of_day(day)
	}

	fn offices(&mut self, attesters: &Attesters) -> Offices {
		let reserve = self.account("attesters.reserve", "reserve", &attesters.reserve);
		let mint = attesters.mint.as_ref();
		let mint = mint.map(|entry| self.account("attesters.mint", "mint", entry));
		let settlement = self.several("settlement", &attesters.settlement, LEAST_SETTLEMENT);
		let sales = self.several("sales", &attesters.sales, 1);
		let province = self.account("attesters.province", "province", &attesters.province);
		Offices {
			reserve,
			mint,
			settlement,
			sales,
			province,
			city_halls: self.city_halls(&attesters.city_halls),
		}
	}

	fn several(&mut self, field: &str, entries: &[Entry], least: usize) -> Vec<AccountId> {
		let place = format!("attesters.{field}");
		if entries.len() < least {
			self.refuse(format!(
				"{place}: there are {}, and it takes {least} at least. Name them",
				entries.len()
			));
		}
		let mut accounts = Vec::new();
		for (index, entry) in entries.iter().enumerate() {
			accounts.push(self.account(&format!("{place}[{index}]"), field, entry));
		}
		accounts
	}

	fn city_halls(&mut self, entries: &[CityHall]) -> Vec<(u8, AccountId)> {
		let mut halls = BTreeMap::new();
		for CityHall { code, office, account } in entries {
			let place = format!("attesters.cityHalls {code} ({office})");
			let Some(region) = REGIONS.iter().find(|region| region.code == *code) else {
				self.refuse(format!(
					"{place}: no region of the province has this code. Take it out, or correct the code"
				));
				continue;
			};
			if !office.contains(region.ko) && !office.contains(region.en) {
				self.refuse(format!(
					"{place}: the code is that of {} {}. Correct the code or the office",
					region.ko, region.en
				));
			}
			let job = format!("city hall {}", region.en);
			let key = self.key(&place, &job, office, account);
			if halls.insert(region.id, key.into()).is_some() {
				self.refuse(format!("{place}: the region stands here twice. Take one entry out"));
			}
		}
		for region in REGIONS.iter().filter(|region| !halls.contains_key(&region.id)) {
			self.refuse(format!(
				"attesters.cityHalls: {} {} ({}) is missing. Add its entry",
				region.ko, region.en, region.code
			));
		}
		halls.into_iter().collect()
	}

	fn opening(&mut self, opening: &Opening, launch: &Launch) -> H256 {
		let Opening { won_for_each_account, bank_balance, statement, .. } = opening;
		if !(LEAST_WON..=MOST_WON).contains(won_for_each_account) {
			self.refuse(format!(
				"opening.wonForEachAccount: {won_for_each_account} won. It pays fees and a deposit until more is minted: \
				 from {LEAST_WON} to {MOST_WON}"
			));
		}
		let (accounts, needed) = (launch.accounts().len(), launch.reserve());
		if u128::from(*bank_balance) != needed {
			self.refuse(format!(
				"opening.bankBalance: {bank_balance} won, but {accounts} accounts begin with {won_for_each_account} won \
				 each. Have exactly {needed} won in the bank account, and write that; more is attested and minted on the \
				 running chain"
			));
		}
		match H256::from_str(statement) {
			Ok(hash) if !hash.0.iter().all(|byte| *byte == hash.0[0]) => hash,
			_ => {
				self.refuse(format!(
					"opening.statement: '{statement}' is not the hash of a bank statement. Write 0x and the 64 digits that \
					 sha256sum prints for its file"
				));
				H256::zero()
			}
		}
	}
}

/// The key that an address of this chain stands for.
pub fn address(text: &str) -> Result<[u8; 32], String> {
	let text = text.trim();
	let again = "Copy the address again from where the key was made: it begins with 5";
	if text.is_empty() || text.contains(PLACEHOLDER) {
		return Err(
			"still the words of the template. Put the address of the office's own key there".into(),
		);
	}
	if text.starts_with("0x") {
		return Err(format!("'{text}' has no check digits, so a slip would not be seen. {again}"));
	}
	if text.chars().count() > LONGEST_ADDRESS {
		return Err(format!("an address has no {} characters. {again}", text.chars().count()));
	}
	let (key, prefix) = AccountId32::from_ss58check_with_version(text)
		.map_err(|error| format!("'{text}' is not an address ({error}). {again}"))?;
	if prefix != Ss58AddressFormat::custom(SS58_PREFIX) {
		return Err(format!(
			"'{text}' is an address of another chain (prefix {}, and here it is {SS58_PREFIX}). {again}",
			u16::from(prefix)
		));
	}
	Ok(key.into())
}

#[cfg(test)]
#[path = "keys_file_tests.rs"]
mod tests;
