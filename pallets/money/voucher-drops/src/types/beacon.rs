// SPDX-License-Identifier: Apache-2.0

//! Devices that say who was there.

use alloc::vec::Vec;
use chungnam_primitives::{define_id, PersonId, ProgrammeId, ZoneId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, MultiSignature};

define_id!(
	/// A beacon, in order of registration.
	BeaconId(u32)
);

/// Beacons of one programme.
pub const MAX_BEACONS: u32 = 1_000;
/// Sights of one claim.
pub const MAX_SIGHTS: u32 = 2;
/// What every payload of a sight begins with.
pub const SIGHT_DOMAIN: [u8; 14] = *b"chungnam/sight";

/// A registered device of one programme, in a shop or elsewhere. A device that serves two programmes is registered twice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Beacon {
	/// Its public key (sr25519 or ed25519), or the hash of its ECDSA key, as an account of this chain.
	pub key: AccountId32,
	/// Where it stands.
	pub zone: ZoneId,
	/// True if its signatures count.
	pub is_active: bool,
	/// Sights that count in one time slot.
	pub per_slot: u32,
	/// The newest slot in which a sight was used.
	pub slot: u64,
	/// Sights used in that slot,
	pub used: u32,
	/// and in the one before.
	pub used_before: u32,
}

impl Beacon {
	/// A beacon that has seen nobody.
	pub fn new(key: AccountId32, zone: ZoneId, per_slot: u32) -> Self {
		Self { key, zone, is_active: true, per_slot, slot: 0, used: 0, used_before: 0 }
	}

	/// The beacon with one more sight used of `slot`, which is not older than the one before the newest. `None` when its
	/// budget of that slot is used up.
	#[must_use]
	pub fn after_sight(mut self, slot: u64) -> Option<Self> {
		if slot > self.slot {
			let is_next = self.slot.checked_add(1) == Some(slot);
			self.used_before = if is_next { self.used } else { 0 };
			(self.slot, self.used) = (slot, 0);
		}
		let used = if slot == self.slot {
			&mut self.used
		} else if slot.checked_add(1) == Some(self.slot) {
			&mut self.used_before
		} else {
			return None;
		};
		*used = used.checked_add(1)?;
		(*used <= self.per_slot).then_some(self)
	}
}

/// What a beacon signed for a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sight {
	/// Who signed.
	pub beacon: BeaconId,
	/// For which time slot.
	pub slot: u64,
	/// Of [`sight_payload`].
	pub signature: MultiSignature,
}

/// The sights of one claim.
pub type Sights = BoundedVec<Sight, ConstU32<MAX_SIGHTS>>;

/// Which beacons saw a visitor, and in which slots.
pub type Seen = BoundedVec<(BeaconId, u64), ConstU32<MAX_SIGHTS>>;

/// The bytes a beacon signs for the pass of a visitor: bound to the chain by the hash of its first block, to the
/// programme, the beacon, the time slot and the person.
pub fn sight_payload<Hash: Encode>(
	genesis: &Hash,
	programme: ProgrammeId,
	beacon: BeaconId,
	slot: u64,
	person: PersonId,
) -> Vec<u8> {
	(SIGHT_DOMAIN, genesis, programme, beacon, slot, person).encode()
}

/// A beacon as a genesis names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenesisBeacon {
	/// Of which programme.
	pub programme: ProgrammeId,
	/// Its key.
	pub key: AccountId32,
	/// Where it stands.
	pub zone: ZoneId,
	/// Sights that count in one time slot.
	pub per_slot: u32,
}
