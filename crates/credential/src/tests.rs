// SPDX-License-Identifier: Apache-2.0

//! What OpenSSL signed and what the wallet makes are checked by the same functions as on the chain.

use super::{
	example::*,
	pss::{BLOCK, HASH, PADDING},
	*,
};

const SECRET_KEY: [u8; 32] = [5; 32];
const ONCE: [u8; 32] = [6; 32];

/// The key with one bit changed.
fn changed(number: &Number, at: usize) -> Number {
	let mut number = *number;
	number[at] ^= 1;
	number
}

fn bytes(hex: &str) -> Vec<u8> {
	let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
	(0..hex.len()).step_by(2).map(digit).collect()
}

#[test]
fn parts_of_an_encoding_fill_it() {
	assert_eq!((BLOCK + HASH + 1, PADDING + HASH), (NUMBER, BLOCK));
}

#[test]
fn signature_of_openssl_is_right_for_its_alias_alone() {
	assert!(verify(&KEY, &ALIAS, &CREDENTIAL));
	assert!(!verify(&KEY, &[7; 32], &CREDENTIAL));
	for at in [0, 100, 255] {
		assert!(!verify(&KEY, &ALIAS, &changed(&CREDENTIAL, at)));
		assert!(!verify(&changed(&KEY, at.min(254)), &ALIAS, &CREDENTIAL));
	}
}

/// Blinded and finished by `@cloudflare/blindrsa-ts` 0.4.4, answered by `tools/lib/secret.mjs`.
#[test]
fn credential_of_another_library_is_right() {
	let credential = bytes(concat!(
		"0e63c2ec4056034028a257177bdf6358638a3c4fe193c0a5d54aa524d9fe9776",
		"e9317c6e689fce6ceee86ca4f5aed6cf7a01ce334cdfbe516536b74b199de6ff",
		"0457657db010eeccb734e836bb236e627855377c69f905f36c0786258d4fc1ac",
		"78fc7c879a842c9b6e4ebcb82edef0c14df622bb7db14b3dd98718b39fbe4b45",
		"ef9d5d9ca080faa73c737102e793b5a43388909f7dda05388b997f4e78017659",
		"01eb52821ecd3606ba1cd5b1e44960fdccde6f945cc299beab490f3a1f0b2acc",
		"d2cd9f153b254beb804e55ac527402419293ea2dcf72bbda8c1f59a8002f0b42",
		"de3bcbb2f1121fddd1ece33c47805d77c8b5c018ccbe794b9795f9eb6e60cf8b",
	));
	assert!(verify(&KEY, &ALIAS, &credential.try_into().unwrap()));
}

/// `tools/lib/secret.mjs` makes of the same what has this hash.
#[test]
fn blinded_bytes_are_those_of_the_tools() {
	use sha2::Digest;
	let own = blind(&KEY, &[9; 32], &[3; 48], &[4; NUMBER]).unwrap();
	let hash = "4e55dd5be1e2514699a8400102aed508bb2ad133aaec41ae2376fb5711908994";
	assert_eq!(sha2::Sha256::digest(own.blinded).to_vec(), bytes(hash));
}

#[test]
fn credential_is_found_in_the_answer_to_what_says_nothing_of_the_alias() {
	let alias = [9; 32];
	let own = blind(&KEY, &alias, &[3; 48], &[4; NUMBER]).unwrap();
	let other = blind(&KEY, &alias, &[3; 48], &[5; NUMBER]).unwrap();
	assert_ne!(own.blinded, other.blinded);
	let answer = answer(&KEY, &EXPONENT, &own.blinded).unwrap();
	assert!(answers(&KEY, &own.blinded, &answer));
	assert!(!answers(&KEY, &other.blinded, &answer));
	let credential = finish(&KEY, &alias, &answer, &own.inverse).unwrap();
	assert!(verify(&KEY, &alias, &credential));
	// Whatever is blinded by, the credential is the same: it cannot tell whose request it was.
	let again = super::answer(&KEY, &EXPONENT, &other.blinded).unwrap();
	assert_eq!(finish(&KEY, &alias, &again, &other.inverse), Some(credential));
	// Of another blinding, or another alias, there is none.
	assert_eq!(finish(&KEY, &alias, &answer, &other.inverse), None);
	assert_eq!(finish(&KEY, &[8; 32], &answer, &own.inverse), None);
}

#[test]
fn numbers_above_the_key_and_wrong_exponents_are_refused() {
	let above = [255; NUMBER];
	assert!(!verify(&KEY, &ALIAS, &above));
	assert!(!answers(&KEY, &above, &above));
	assert_eq!(answer(&KEY, &EXPONENT, &above), None);
	assert_eq!(answer(&KEY, &changed(&EXPONENT, 255), &CREDENTIAL), None);
	assert_eq!(blind(&KEY, &ALIAS, &[0; 48], &above), None);
	assert_eq!(blind(&KEY, &ALIAS, &[0; 48], &[0; NUMBER]), None);
}

#[test]
fn weak_keys_are_refused() {
	assert!(is_sound(&KEY));
	let even = changed(&KEY, 255);
	let mut short = KEY;
	short[0] = 127;
	for weak in [even, short, [0; NUMBER]] {
		assert!(!is_sound(&weak));
		assert!(!verify(&weak, &ALIAS, &CREDENTIAL));
		assert_eq!(blind(&weak, &ALIAS, &[0; 48], &[4; NUMBER]), None);
		assert_eq!(finish(&weak, &ALIAS, &CREDENTIAL, &[1; NUMBER]), None);
		assert_eq!(answer(&weak, &EXPONENT, &[1; NUMBER]), None);
	}
}

#[test]
fn opening_keys_that_hide_nothing_are_refused() {
	let own = public(&SECRET_KEY);
	assert!(is_sound_opening(&own));
	let mut again = own;
	again[31] |= 128;
	let one = |first: u8| {
		let mut key = [0; 32];
		key[0] = first;
		key
	};
	for weak in [again, one(0), one(1)] {
		assert!(!is_sound_opening(&weak));
	}
}

/// Computed by another library: Python's `cryptography`, which is OpenSSL.
#[test]
fn sealed_bytes_are_those_of_another_library() {
	let opening = bytes("50a61409b1ddd0325e9b16b700e719e9772c07000b1bd7786e907c653d20495d");
	assert_eq!(public(&SECRET_KEY).to_vec(), opening);
	let sealed = seal(&public(&SECRET_KEY), &ONCE, b"about", &[1, 1]).unwrap();
	let expected = concat!(
		"f5b2d6e60f9477e310c2982daaa6c9136c108a1777c5947e448fa37d68174557",
		"8eade5b2d57c86290f7adfc1ee50324ef9478892c8ce170f82f9ede23de9b80a",
		"dcaf2cecc35b1f6ff6e425f9cfb34b022e8df88d41188404f902cab3733e1a47",
	);
	assert_eq!(sealed.to_vec(), bytes(expected));
	let opened = open(&SECRET_KEY, &public(&SECRET_KEY), b"about", &sealed).unwrap();
	assert_eq!(opened[..3], [1, 1, 0]);
}

#[test]
fn sealed_choice_opens_by_its_secret_for_its_alias_alone() {
	let opening = public(&SECRET_KEY);
	let sealed = seal(&opening, &ONCE, b"mine", &[1, 0]).unwrap();
	assert_eq!(open(&SECRET_KEY, &opening, b"yours", &sealed), None);
	assert_eq!(open(&[9; 32], &public(&[9; 32]), b"mine", &sealed), None);
	for at in [0, 40, 95] {
		let mut changed = sealed;
		changed[at] ^= 1;
		assert_eq!(open(&SECRET_KEY, &opening, b"mine", &changed), None);
	}
	assert_eq!(seal(&opening, &ONCE, b"mine", &[1; PLAIN + 1]), None);
	assert!(seal(&opening, &ONCE, b"mine", &[1; PLAIN]).is_some());
}
