// SPDX-License-Identifier: Apache-2.0

//! The people behind the accounts, what they may do, and their guardians.

use chungnam_primitives::{Moment, PersonId, RegionSet, ZoneId, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Who is back after less than this, straight from where they went, never left: a move by mistake is put right.
pub const RETURN: Moment = 14 * DAYS;

/// Whether a person may act at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Standing {
	/// Lives here and may act.
	#[codec(index = 0)]
	Active,
	/// Stopped by an attester until unfrozen: a lost phone, a suspicion. Nothing is taken, but time goes on: lots end with
	/// their series, and shares lapse that nobody claims for the person.
	#[codec(index = 1)]
	Frozen,
	/// Has died. Final once it can no longer be undone.
	#[codec(index = 2)]
	Deceased,
}

/// Why a person cannot be given something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
	/// There is no such person: the account is not a key of one, or the number was never given.
	NotRegistered,
	/// The person has died.
	Deceased,
}

/// Why a person cannot act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
	/// There is no such person: the account is not a key of one, or the number was never given.
	NotRegistered,
	/// The person is stopped for the time being.
	Frozen,
	/// The person has died.
	Deceased,
}

impl Standing {
	/// Whether a person of this standing may act.
	pub fn may_act(self) -> Result<(), Unfit> {
		match self {
			Self::Active => Ok(()),
			Self::Frozen => Err(Unfit::Frozen),
			Self::Deceased => Err(Unfit::Deceased),
		}
	}

	/// Whether a person of this standing may be given something: to frozen people money still comes.
	pub fn may_receive(self) -> Result<(), Absent> {
		match self {
			Self::Active | Self::Frozen => Ok(()),
			Self::Deceased => Err(Absent::Deceased),
		}
	}
}

impl From<Absent> for Unfit {
	fn from(absent: Absent) -> Self {
		match absent {
			Absent::NotRegistered => Self::NotRegistered,
			Absent::Deceased => Self::Deceased,
		}
	}
}

/// What the neighbours may know of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PersonProfile {
	/// Where the person lives.
	pub zone: ZoneId,
	/// Whether the person may act.
	pub standing: Standing,
}

/// What a guardian may do for a ward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum WardAct {
	/// Spend the ward's money in shops.
	#[codec(index = 0)]
	Spend,
	/// Claim what is the ward's.
	#[codec(index = 1)]
	Claim,
}

/// Who is behind an account.
pub trait People<AccountId> {
	/// The person whose key or card `who` is now. A key that was removed or replaced is nobody's.
	fn person_of(who: &AccountId) -> Option<PersonId>;
	/// The person to whom what lies on `who` belongs, if it is nobody's key now: whose key it was, or the heir who accepted
	/// what that person left.
	fn former_key_of(who: &AccountId) -> Option<PersonId>;
	/// What is known of a person.
	fn profile(person: PersonId) -> Option<PersonProfile>;
	/// Since when a person has lived in one or the other of `regions` without a break: 0 for one who did before
	/// registrations were noted, the moment of the registration for a newcomer, and a later moment where not all moves are known. A
	/// direct return within [`RETURN`] breaks nothing. `None` for one who lives elsewhere.
	fn resident_since(person: PersonId, regions: &RegionSet) -> Option<Moment>;
	/// Since when the keys of a living person act, if all earlier ones were voided: by a recovery, or by a death that was
	/// undone. A key that the person adds or removes changes nothing. `None` for one whose keys were never voided together.
	fn acts_since(person: PersonId) -> Option<Moment>;
	/// True if `guardian` may do `act` for `ward` at `now`.
	fn is_guardian(guardian: PersonId, ward: PersonId, act: WardAct, now: Moment) -> bool;

	/// Registers a person with one key.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(key: &AccountId, zone: ZoneId) -> PersonId;
	/// Makes `guardian` a guardian of `ward` for every act and for ever.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_guardian(guardian: PersonId, ward: PersonId);
	/// Replaces `old`, a key of a person, by `new`, as a recovery does.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_recovery(old: &AccountId, new: &AccountId);
}
