// SPDX-License-Identifier: Apache-2.0

//! The town that is played on, and everybody who can sign in it.

use std::sync::LazyLock;

use chungnam_primitives::{RegionSet, Scope, ScopeSet, Won};
use chungnam_runtime::{genesis_config_presets::native, AccountId};
use pallet_registry::Attester;
use sp_core::{crypto::Ss58Codec, sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::BuildStorage;
use sp_storage::{well_known_keys::CODE, Storage};

/// The presets that are played: Alice decides everything alone, or all of the town and a committee of three.
pub const PRESETS: [&str; 2] = ["development", "local_testnet"];

/// The people, shops and institutions of the presets, then keys that the genesis does not know.
const NAMES: [&str; 29] = [
	"Alice",
	"Bob",
	"Charlie",
	"Grandma",
	"GrandmaCard",
	"Hana",
	"Duri",
	"Boksun",
	"Dave",
	"Eve",
	"Ferdie",
	"Pharmacy",
	"Corner",
	"Market",
	"Inn",
	"Bank",
	"Mint",
	"Teller",
	"Reviewer",
	"Sales",
	"Province",
	"Cheonan",
	"Boryeong",
	"Cheongyang",
	"Gongju",
	"Nation",
	"Asan",
	"Taean",
	CLERK,
];
/// An office that no preset has, and without which some calls are out of reach.
const CLERK: &str = "Clerk";
/// What it was appointed to, for the whole province.
const CLERK_SCOPES: [Scope; 5] =
	[Scope::Ballots, Scope::Budget, Scope::Chair, Scope::Investors, Scope::Orders];
/// Won with which it pays fees and fills rounds.
const CLERK_WON: Won = 10_000_000;
/// How many keys there are that nobody knows at the beginning.
const STRANGERS: usize = 14;

/// Somebody with a key.
pub struct Member {
	/// The name the key is derived from.
	pub name: String,
	/// Their account.
	pub account: AccountId,
	/// What they sign with.
	pub pair: sr25519::Pair,
}

/// Everybody with a key, and accounts that nobody has a key of.
pub struct Cast {
	/// Everybody who can sign, by number.
	pub members: Vec<Member>,
	/// Shared accounts: who shares them, by number, and how many of them it takes.
	pub shared: Vec<(Vec<usize>, u16, AccountId)>,
	/// Accounts that members have by `as_derivative`: whose, the index, the account.
	pub derived: Vec<(usize, u16, AccountId)>,
}

impl Cast {
	/// The same one every time.
	pub fn get() -> &'static Self {
		static CAST: LazyLock<Cast> = LazyLock::new(Cast::new);
		&CAST
	}

	fn new() -> Self {
		let strangers = (0..STRANGERS).map(|number| format!("Stranger{number}"));
		let names = NAMES.iter().map(|name| name.to_string()).chain(strangers);
		let member = |name: String| {
			let pair =
				sr25519::Pair::from_string(&format!("//{name}"), None).expect("a sound name");
			Member { name, account: pair.public().into(), pair }
		};
		let mut cast =
			Self { members: names.map(member).collect(), shared: Vec::new(), derived: Vec::new() };
		for (names, threshold) in
			[(["Alice", "Bob", "Charlie"], 2), (["Dave", "Eve", "Cheongyang"], 1)]
		{
			let who = names.map(|name| cast.number(name)).to_vec();
			let account = cast.shared_account(&who, threshold);
			cast.shared.push((who, threshold, account));
		}
		for (name, index) in [("Alice", 0), ("Hana", 1), ("Bank", 0), ("Dave", 3)] {
			let number = cast.number(name);
			let account = derivative(&cast.members[number].account, index);
			cast.derived.push((number, index, account));
		}
		cast
	}

	/// The number of a name.
	pub fn number(&self, name: &str) -> usize {
		self.members.iter().position(|member| member.name == name).expect("a name of the cast")
	}

	/// The number of an account, if it has a key.
	pub fn find(&self, account: &AccountId) -> Option<usize> {
		self.members.iter().position(|member| member.account == *account)
	}

	/// A name for an account, for readers.
	pub fn name_of(&self, account: &AccountId) -> String {
		let address = || account.to_ss58check();
		self.find(account).map_or_else(address, |number| self.members[number].name.clone())
	}

	fn shared_account(&self, who: &[usize], threshold: u16) -> AccountId {
		let mut accounts: Vec<_> =
			who.iter().map(|number| self.members[*number].account.clone()).collect();
		accounts.sort();
		pallet_multisig::Pallet::<chungnam_runtime::Runtime>::multi_account_id(&accounts, threshold)
	}
}

/// The account that `who` has by `as_derivative`.
pub fn derivative(who: &AccountId, index: u16) -> AccountId {
	pallet_utility::derivative_account_id(who.clone(), index)
}

/// Something that looks like an account and that nobody has a key of.
pub fn nobody(number: u64) -> AccountId {
	blake2_256(&number.to_le_bytes()).into()
}

/// The state at the beginning of a preset with one office more, by its place in [`PRESETS`]. No wasm: the runtime is played
/// as native code.
pub fn genesis(preset: usize) -> Storage {
	static STATES: LazyLock<[Storage; 2]> = LazyLock::new(|| PRESETS.map(with_clerk));
	STATES[preset].clone()
}

fn with_clerk(preset: &str) -> Storage {
	let mut config = native::config(&preset.into()).expect("a sound preset");
	let cast = Cast::get();
	let clerk = cast.members[cast.number(CLERK)].account.clone();
	let mandate = Attester { regions: RegionSet::province(), scopes: ScopeSet::of(&CLERK_SCOPES) };
	// Orders take two offices.
	let province = &cast.members[cast.number("Province")].account;
	for (who, own) in &mut config.registry.attesters {
		if who == province {
			own.scopes = own.scopes.with(Scope::Orders);
		}
	}
	config.registry.attesters.push((clerk.clone(), mandate));
	config.balances.balances.push((clerk, CLERK_WON));
	let mut storage = config.build_storage().expect("a sound genesis");
	storage.top.insert(CODE.to_vec(), Vec::new());
	storage
}
