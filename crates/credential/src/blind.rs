// SPDX-License-Identifier: Apache-2.0

//! What a wallet and an office do, by RFC 9474.

use num_bigint::BigUint;

use crate::{
	pss::{self, HASH},
	rsa::{answers, bytes_of, is_sound, raise, verify, Number},
};

/// What a wallet keeps until the office has answered, and what it sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blinding {
	/// For the office. It says nothing of the alias.
	pub blinded: Number,
	/// For the wallet alone: with it the answer becomes the credential.
	pub inverse: Number,
}

/// Blinds an alias. `salt` and `random` are fresh and random. `None` if the key is not sound, or `random` is not below it or has a
/// factor in common with it: then another `random` is needed.
#[allow(clippy::arithmetic_side_effects)] // Numbers without bound, and the key is not zero.
pub fn blind(key: &Number, alias: &[u8], salt: &[u8; HASH], random: &Number) -> Option<Blinding> {
	if !is_sound(key) {
		return None;
	}
	let [modulus, random] = [key, random].map(|own| BigUint::from_bytes_be(own));
	let inverse = random.modinv(&modulus)?;
	let encoded = BigUint::from_bytes_be(&pss::encode(alias, salt)?);
	let blinded = (encoded * raise(&modulus, &random)?) % &modulus;
	Some(Blinding { blinded: bytes_of(&blinded)?, inverse: bytes_of(&inverse)? })
}

/// The credential in an answer. `None` if the answer is wrong.
#[allow(clippy::arithmetic_side_effects)] // Numbers without bound, and a sound key is not zero.
pub fn finish(key: &Number, alias: &[u8], answer: &Number, inverse: &Number) -> Option<Number> {
	if !is_sound(key) {
		return None;
	}
	let [modulus, answer, inverse] = [key, answer, inverse].map(|own| BigUint::from_bytes_be(own));
	let credential = bytes_of(&((answer * inverse) % modulus))?;
	verify(key, alias, &credential).then_some(credential)
}

/// What an office answers, with the private exponent of its key. `None` if the number is not below the key, or the exponent is of
/// another key.
pub fn answer(key: &Number, exponent: &Number, blinded: &Number) -> Option<Number> {
	let [modulus, exponent, number] =
		[key, exponent, blinded].map(|own| BigUint::from_bytes_be(own));
	if !is_sound(key) || number >= modulus {
		return None;
	}
	let answer = bytes_of(&number.modpow(&exponent, &modulus))?;
	// A slip of the machine would give the key away.
	answers(key, blinded, &answer).then_some(answer)
}
