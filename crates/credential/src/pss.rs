// SPDX-License-Identifier: Apache-2.0

//! The padding EMSA-PSS of RFC 8017, section 9.1, for keys of 2048 bits, with SHA-384, MGF1 and a salt of 48 bytes.

use sha2::{Digest, Sha384};

use crate::rsa::{Number, NUMBER};

/// Bytes of a hash, and of a salt.
pub(crate) const HASH: usize = 48;
/// Bytes before the hash.
pub(crate) const BLOCK: usize = 207; // NUMBER - HASH - 1
/// Bytes of the block before the salt: zeros and a one.
pub(crate) const PADDING: usize = 159; // BLOCK - HASH
/// The last byte.
const TRAILER: u8 = 0xbc;
/// What remains of the first byte: 2047 bits are encoded.
const FIRST: u8 = 0x7f;

/// The hash that stands in the encoding of a message with this salt.
fn hash_of(message: &[u8], salt: &[u8]) -> [u8; HASH] {
	let hash = Sha384::new().chain_update([0u8; 8]).chain_update(Sha384::digest(message));
	hash.chain_update(salt).finalize().into()
}

/// Hides a block, or uncovers it, with a mask that follows from the hash.
fn mask(block: &mut [u8; BLOCK], hash: &[u8; HASH]) {
	for (number, part) in (0u32..).zip(block.chunks_mut(HASH)) {
		let mask = Sha384::new().chain_update(hash).chain_update(number.to_be_bytes()).finalize();
		part.iter_mut().zip(mask).for_each(|(byte, own)| *byte ^= own);
	}
	if let Some(first) = block.first_mut() {
		*first &= FIRST;
	}
}

/// The encoding of a message.
pub(crate) fn encode(message: &[u8], salt: &[u8; HASH]) -> Option<Number> {
	let hash = hash_of(message, salt);
	let mut block = [0; BLOCK];
	let (padding, end) = block.split_at_mut_checked(PADDING)?;
	*padding.last_mut()? = 1;
	end.copy_from_slice(salt);
	mask(&mut block, &hash);
	let mut encoded = [TRAILER; NUMBER];
	encoded.get_mut(..BLOCK)?.copy_from_slice(&block);
	encoded.get_mut(BLOCK..)?.get_mut(..HASH)?.copy_from_slice(&hash);
	Some(encoded)
}

/// True if these bytes are an encoding of the message.
pub(crate) fn fits(message: &[u8], encoded: &Number) -> bool {
	try_fit(message, encoded).unwrap_or(false)
}

fn try_fit(message: &[u8], encoded: &Number) -> Option<bool> {
	let (block, rest) = encoded.split_first_chunk::<BLOCK>()?;
	let (hash, trailer) = rest.split_first_chunk::<HASH>()?;
	if trailer != [TRAILER] || block.first()? & !FIRST != 0 {
		return Some(false);
	}
	let mut block = *block;
	mask(&mut block, hash);
	let (padding, salt) = block.split_at_checked(PADDING)?;
	let (one, zeros) = padding.split_last()?;
	let is_padded = *one == 1 && zeros.iter().all(|byte| *byte == 0);
	Some(is_padded && hash_of(message, salt) == *hash)
}
