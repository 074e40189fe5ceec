// SPDX-License-Identifier: Apache-2.0

//! Choices that are sealed to a key, whose secret half is published after the close.

use chacha20poly1305::{AeadInPlace, ChaCha20Poly1305, Key, KeyInit, Nonce, Tag};
use sha2::{Digest, Sha256};
use x25519_dalek::{x25519, X25519_BASEPOINT_BYTES};

/// Bytes of a choice, padded with zeros.
pub const PLAIN: usize = 48;
/// Bytes of a sealed choice.
pub const SEALED: usize = 96;
/// Bytes of a key and of its secret.
pub const SECRET: usize = 32;

/// A sealed choice.
pub type Sealed = [u8; SEALED];

/// Says what the key is for.
const DOMAIN: &[u8] = b"chungnam/sealed-choice/1";

/// The public half of a secret.
pub fn public(secret: &[u8; SECRET]) -> [u8; SECRET] {
	x25519(*secret, X25519_BASEPOINT_BYTES)
}

/// False if everybody can open what is sealed to a key, for the shared secret is nothing; or if it is another name of a key that may have
/// served before: the highest bit says nothing.
pub fn is_sound_opening(opening: &[u8; SECRET]) -> bool {
	let has_bit = opening.last().is_some_and(|byte| *byte >= 128);
	!has_bit && x25519([1; SECRET], *opening) != [0; SECRET]
}

/// The cipher between a one-time key and an opening key.
fn cipher(shared: &[u8; SECRET], once: &[u8; SECRET], opening: &[u8; SECRET]) -> ChaCha20Poly1305 {
	let key = Sha256::new().chain_update(DOMAIN).chain_update(shared);
	let key: [u8; SECRET] = key.chain_update(once).chain_update(opening).finalize().into();
	ChaCha20Poly1305::new(&Key::from(key))
}

/// Seals a choice for the ballot and the alias that `about` says. `once` is a fresh secret. `None` if the choice is too long.
pub fn seal(
	opening: &[u8; SECRET],
	once: &[u8; SECRET],
	about: &[u8],
	choice: &[u8],
) -> Option<Sealed> {
	let mut plain = [0; PLAIN];
	plain.get_mut(..choice.len())?.copy_from_slice(choice);
	let own = public(once);
	let cipher = cipher(&x25519(*once, *opening), &own, opening);
	let tag = cipher.encrypt_in_place_detached(&Nonce::default(), about, &mut plain).ok()?;
	let mut sealed = [0; SEALED];
	let parts = own.into_iter().chain(plain).chain(tag);
	sealed.iter_mut().zip(parts).for_each(|(byte, own)| *byte = own);
	Some(sealed)
}

/// Opens a sealed choice with the secret of the key `opening`. `None` if it was not sealed to this key, or not for this ballot and
/// alias.
pub fn open(
	secret: &[u8; SECRET],
	opening: &[u8; SECRET],
	about: &[u8],
	sealed: &Sealed,
) -> Option<[u8; PLAIN]> {
	let (once, rest) = sealed.split_first_chunk::<SECRET>()?;
	let (plain, tag) = rest.split_first_chunk::<PLAIN>()?;
	let tag: [u8; 16] = tag.try_into().ok()?;
	let mut plain = *plain;
	let cipher = cipher(&x25519(*secret, *once), once, opening);
	let opened =
		cipher.decrypt_in_place_detached(&Nonce::default(), about, &mut plain, &Tag::from(tag));
	opened.ok().map(|()| plain)
}
