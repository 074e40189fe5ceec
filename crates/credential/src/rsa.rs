// SPDX-License-Identifier: Apache-2.0

//! The public side of an office's key.

use num_bigint::BigUint;

use crate::pss;

/// Bytes of a key, of a credential, of what is blinded and of its answer.
pub const NUMBER: usize = 256;
/// A number below a key, or a key: 2048 bits, the highest byte first.
pub type Number = [u8; NUMBER];

/// The bytes of a number. `None` if there are more than [`NUMBER`].
pub(crate) fn bytes_of(number: &BigUint) -> Option<Number> {
	let bytes = number.to_bytes_be();
	let start = NUMBER.checked_sub(bytes.len())?;
	let mut number = [0; NUMBER];
	number.get_mut(start..)?.copy_from_slice(&bytes);
	Some(number)
}

/// `number ^ 65537 mod key`. `None` if the number is not below the key.
#[allow(clippy::arithmetic_side_effects)] // Numbers without bound, and the key is above a number, so not zero.
pub(crate) fn raise(key: &BigUint, number: &BigUint) -> Option<BigUint> {
	if number >= key {
		return None;
	}
	// 65537 is 2^16 + 1.
	let mut power = number.clone();
	for _ in 0..16 {
		power = (&power * &power) % key;
	}
	Some((power * number) % key)
}

/// True if a key has 2048 bits and is odd. Whether only its owner can sign with it, nobody can tell from the key.
pub fn is_sound(key: &Number) -> bool {
	key.first().is_some_and(|byte| *byte >= 128) && key.last().is_some_and(|byte| byte & 1 == 1)
}

/// True if `answer` is what the owner of the key answers to `blinded`.
pub fn answers(key: &Number, blinded: &Number, answer: &Number) -> bool {
	let [key, blinded, answer] = [key, blinded, answer].map(|own| BigUint::from_bytes_be(own));
	raise(&key, &answer).is_some_and(|power| power == blinded)
}

/// True if `credential` is a signature of the owner of the key on `alias`.
pub fn verify(key: &Number, alias: &[u8], credential: &Number) -> bool {
	if !is_sound(key) {
		return false;
	}
	let [key, credential] = [key, credential].map(|own| BigUint::from_bytes_be(own));
	let encoded = raise(&key, &credential).and_then(|power| bytes_of(&power));
	encoded.is_some_and(|encoded| pss::fits(alias, &encoded))
}
