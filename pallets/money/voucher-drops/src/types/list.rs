// SPDX-License-Identifier: Apache-2.0

//! Lists of which only the root of a tree is known.

use chungnam_primitives::{PersonId, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;

/// A blake2-256 hash.
pub type Digest = [u8; 32];

/// Levels of the deepest tree.
pub const MAX_DEPTH: u32 = 24;
/// Entries of the longest list.
pub const MAX_ENTRIES: u32 = 1 << MAX_DEPTH;
/// What every leaf begins with, after a zero byte.
pub const LEAF_DOMAIN: [u8; 18] = *b"chungnam/list-leaf";

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ListEntry {
	/// Which line, from 0.
	pub index: u32,
	/// Who gets it.
	pub person: PersonId,
	/// Won.
	pub amount: Won,
	/// Random, or anyone could try people and amounts until a leaf fits.
	pub salt: Digest,
}

/// Hashes beside the way from a leaf to the root, from below.
pub type Proof = BoundedVec<Digest, ConstU32<MAX_DEPTH>>;

/// Levels of the tree of `entries` leaves. Fixed, or a node could pass for a leaf of a shorter way.
pub fn depth_of(entries: u32) -> u32 {
	entries.max(1).checked_next_power_of_two().map_or(u32::BITS, u32::trailing_zeros)
}

/// The leaf of an entry, bound to the chain by the hash of its first block, and to the name of the list.
pub fn leaf<Hash: Encode>(genesis: &Hash, list: &Digest, entry: &ListEntry) -> Digest {
	blake2_256(&(0u8, LEAF_DOMAIN, genesis, list, entry).encode())
}

/// The node above two others.
pub fn node(left: &Digest, right: &Digest) -> Digest {
	blake2_256(&(1u8, left, right).encode())
}

/// Where a proof leads, from the leaf with this index. The bits of the index say on which side each hash stands.
pub fn root_of(leaf: Digest, index: u32, proof: &Proof) -> Digest {
	let mut rest = index;
	proof.iter().fold(leaf, |found, beside| {
		let is_right = rest & 1 == 1;
		rest >>= 1;
		if is_right {
			node(beside, &found)
		} else {
			node(&found, beside)
		}
	})
}

/// Which of 256 neighbouring entries were claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Claimed(pub [u8; 32]);

impl Claimed {
	/// The chunk in which an entry stands.
	pub const fn chunk_of(index: u32) -> u32 {
		index >> 8
	}

	/// The byte and the bit of an entry.
	fn place_of(index: u32) -> (usize, u8) {
		let [within, ..] = index.to_le_bytes();
		(usize::from(within >> 3), 1 << (within & 7))
	}

	/// True if the entry was claimed.
	pub fn contains(&self, index: u32) -> bool {
		let (byte, bit) = Self::place_of(index);
		self.0.get(byte).is_some_and(|bits| bits & bit != 0)
	}

	/// The chunk with the entry claimed as well.
	#[must_use]
	pub fn with(mut self, index: u32) -> Self {
		let (byte, bit) = Self::place_of(index);
		if let Some(bits) = self.0.get_mut(byte) {
			*bits |= bit;
		}
		self
	}

	/// How many entries were claimed.
	pub fn count(&self) -> u32 {
		self.0.iter().map(|bits| bits.count_ones()).sum()
	}

	/// The last entry of the chunk that was claimed, by its place in it.
	pub fn last(&self) -> Option<u32> {
		(0..256).rev().find(|index| self.contains(*index))
	}
}
