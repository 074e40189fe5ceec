// SPDX-License-Identifier: Apache-2.0

//! Keys that everyone has: of development chains, of the rehearsal, of tests, and of nobody.

use std::collections::HashMap;

use chungnam_runtime::genesis_config_presets::province::REGIONS;
use sp_core::{crypto::SecretUri, ecdsa, ed25519, sr25519, Pair};

/// Names under which development chains, the rehearsal and tests derive keys, besides those of the regions.
const NAMES: &str = "Alice Bob Charlie Dave Eve Ferdie One Two Grandma GrandmaCard Hana Duri Boksun Pharmacy Corner Market \
	Inn Nation Province Bank Teller Reviewer Mint Sales Reserve Sender Receiver Payer Payee Bystander Newcomer Network Load \
	Validator Committee Shop aura grandpa stash phone card";
/// Behind which they stand.
const ROOTS: [&str; 10] = [
	"",
	"//Chungnam",
	"//Chungnam//Staging",
	"//Chungnam//Staging//Validator",
	"//Chungnam//Staging//Committee",
	"//Validator",
	"//Committee",
	"//e2e",
	"//e2e//papi",
	"//Load",
];
/// What may follow a name: the stash of a validator, its session keys.
const TAILS: [&str; 4] = ["", "//stash", "//aura", "//grandpa"];
/// What may be numbered, from 0.
const NUMBERS: u32 = 64;
const NUMBERED: [&str; 7] = [
	"//Chungnam//Network",
	"//Chungnam//Payer",
	"//Load//Shop",
	"//Role",
	"//Sender",
	"//Receiver",
	"//Alice",
];

/// Every public key that is known to everyone, and the secret it comes from.
pub struct Known(HashMap<[u8; 32], String>);

impl Known {
	/// Derives them all, which takes a moment.
	pub fn new() -> Self {
		let mut known = HashMap::new();
		let development = Development::new();
		for uri in uris() {
			for key in development.keys_of(&uri) {
				known.entry(key).or_insert_with(|| uri.clone());
			}
		}
		Self(known)
	}

	/// What is wrong with the key, if anything: the secret is public, or there is none.
	pub fn fault(&self, key: &[u8; 32]) -> Option<String> {
		if let Some(uri) = self.0.get(key) {
			let phrase = if uri.is_empty() { "the development phrase" } else { uri.as_str() };
			return Some(format!("everyone can sign with it, its secret is {phrase}"));
		}
		if key.iter().all(|byte| *byte == key[0]) {
			return Some("it is one byte repeated, and nobody has its secret".into());
		}
		let is_of_a_pallet = key.starts_with(b"modl");
		is_of_a_pallet
			.then(|| "it is an account of the chain itself, and nobody has its secret".into())
	}
}

/// The keys of the development phrase. Reading the phrase once makes the rest a thousand times faster.
struct Development {
	sr: Option<sr25519::Pair>,
	ed: Option<ed25519::Pair>,
	ec: Option<ecdsa::Pair>,
}

impl Development {
	fn new() -> Self {
		Self {
			sr: sr25519::Pair::from_string("", None).ok(),
			ed: ed25519::Pair::from_string("", None).ok(),
			ec: ecdsa::Pair::from_string("", None).ok(),
		}
	}

	/// The keys of a path behind the phrase, in each scheme. An ECDSA key signs for the account that is its hash.
	fn keys_of(&self, path: &str) -> Vec<[u8; 32]> {
		fn derived<P: Pair>(pair: &Option<P>, path: &SecretUri) -> Option<P> {
			Some(pair.as_ref()?.derive(path.junctions.iter().cloned(), None).ok()?.0)
		}
		let Ok(path) = path.parse::<SecretUri>() else { return Vec::new() };
		let sr = derived(&self.sr, &path).map(|pair| pair.public().0);
		let ed = derived(&self.ed, &path).map(|pair| pair.public().0);
		let ec =
			derived(&self.ec, &path).map(|pair| sp_io::hashing::blake2_256(pair.public().as_ref()));
		[sr, ed, ec].into_iter().flatten().collect()
	}
}

/// The secret URIs behind the development phrase that stand in this repository, with those that are built from parts.
fn uris() -> Vec<String> {
	let regions = REGIONS.iter().map(|region| region.en);
	let names: Vec<&str> = NAMES.split_whitespace().chain(regions).collect();
	let mut uris: Vec<String> = Vec::new();
	for root in ROOTS {
		uris.push(root.into());
		for name in &names {
			uris.extend(TAILS.iter().map(|tail| format!("{root}//{name}{tail}")));
			uris.push(format!("{root}//{}", name.to_lowercase()));
		}
	}
	for number in 0..=NUMBERS {
		uris.extend(ROOTS.iter().chain(&NUMBERED).map(|family| format!("{family}//{number}")));
		uris.push(format!("//beacon/{number}"));
	}
	uris
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{fs, path::Path};

	/// Secret URIs in a text: what stands in quotes and begins with `//` and a letter or digit. What a program fills in
	/// is filled in with `1`; where it is random, nobody knows the key.
	fn uris_in(text: &str) -> Vec<String> {
		let mut found = Vec::new();
		for quote in ['"', '\'', '`'] {
			for piece in text.split(quote).filter(|piece| piece.starts_with("//")) {
				if piece.contains(['\n', ' ']) && !piece.contains("${i") || piece.contains("random")
				{
					continue;
				}
				found.push(filled_in(piece.trim_end_matches("\\n")));
			}
		}
		found.retain(|uri| uri.chars().nth(2).is_some_and(|letter| letter.is_ascii_alphanumeric()));
		found
	}

	fn filled_in(piece: &str) -> String {
		let mut whole = String::new();
		let mut rest = piece;
		while let Some(begin) = rest.find('{') {
			whole.push_str(rest[..begin].trim_end_matches('$'));
			whole.push('1');
			rest = rest[begin..].find('}').map_or("", |end| &rest[begin + end + 1..]);
		}
		whole + rest
	}

	fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
		for entry in fs::read_dir(folder).unwrap() {
			let path = entry.unwrap().path();
			if path.is_dir() {
				if !path.ends_with("node_modules") && !path.ends_with("target") {
					walk(&path, visit);
				}
			} else {
				visit(&path);
			}
		}
	}

	#[test]
	fn every_secret_that_stands_in_the_repository_is_known() {
		let (known, development) = (Known::new(), Development::new());
		let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
		let mut seen = 0;
		for folder in ["runtime", "pallets", "bench", "e2e", "tools", "scripts", "docs"] {
			walk(&root.join(folder), &mut |path| {
				let Ok(text) = fs::read_to_string(path) else { return };
				for uri in uris_in(&text) {
					for key in development.keys_of(&uri) {
						seen += 1;
						let fault = known.fault(&key);
						assert!(fault.is_some(), "{}: {uri} would be accepted", path.display());
					}
				}
			});
		}
		assert!(seen > 50, "only {seen} secrets were found: the search is broken");
	}

	#[test]
	fn the_search_finds_secrets_as_programs_write_them() {
		let found =
			uris_in("a(\"//Alice\") b('//e2e//papi//phone') c(`//Load//Shop//${i + 1}`) // no");
		assert_eq!(found, ["//Alice", "//e2e//papi//phone", "//Load//Shop//1"]);
		assert!(uris_in("key(`//e2e//${randomBytes(8)}`)").is_empty());
	}

	#[test]
	fn keys_of_the_rehearsal_are_known_in_each_scheme() {
		let known = Known::new();
		for uri in [
			"//Alice//stash",
			"//Chungnam//Staging//Validator//Gongju//grandpa",
			"//Chungnam//Staging//Committee//Taean",
			"//Chungnam//Staging//Bank",
			"//Chungnam//Network//16",
		] {
			let keys = Development::new().keys_of(uri);
			assert_eq!(keys.len(), 3, "{uri}");
			for key in keys {
				assert!(known.fault(&key).is_some(), "{uri}");
			}
		}
	}

	#[test]
	fn keys_without_a_secret_are_known_and_others_are_not() {
		let known = Known::new();
		assert!(known.fault(&[0; 32]).is_some());
		let pallet: [u8; 32] = *b"modlpy/trsry\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
		assert!(known.fault(&pallet).is_some());
		assert_eq!(known.fault(&sr25519::Pair::generate().0.public().0), None);
	}
}
