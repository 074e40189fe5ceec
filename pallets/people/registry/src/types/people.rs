// SPDX-License-Identifier: Apache-2.0

//! People, their keys, guardians and recoveries.

pub use chungnam_ports::{Enrolment, Enrolments, MAX_ENROLMENTS};

use super::Consent;
use chungnam_ports::{Standing, WardAct};
use chungnam_primitives::{CohortId, Moment, PersonId, ZoneId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// Phones and cards one person can have at a time.
pub const MAX_KEYS: u8 = 5;
/// [`MAX_KEYS`], as lists are bounded.
pub const MAX_KEY_LIST: u32 = 5;
/// Guardians one person can have at a time.
pub const MAX_GUARDIANS: u32 = 2;
/// The last epoch is kept for death, which must always be possible.
pub const MAX_KEY_EPOCH: u16 = u16::MAX - 1;

/// What stands for a person on chain, so that nobody is registered twice. The attesters compute it off chain from a
/// secret of the province and a salt per person; without both it says nothing about anybody.
pub type Commitment = H256;

/// All that a payment needs to know of a person: one small value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Person {
	/// Where the person lives. [`ZoneId::OUTSIDE`] for a visitor.
	pub zone: ZoneId,
	/// Whether the person may act.
	pub standing: Standing,
	/// A key counts only while it carries this number. 0: the person has never had a key.
	pub key_epoch: u16,
	/// Phones and cards that count now, at most [`MAX_KEYS`].
	pub keys: u8,
	/// The cohorts the person is or was in.
	pub enrolments: Enrolments,
}

impl Person {
	/// Someone newly registered, without a key.
	pub fn new(zone: ZoneId) -> Self {
		Self {
			zone,
			standing: Standing::Active,
			key_epoch: 0,
			keys: 0,
			enrolments: Enrolments::new(),
		}
	}

	/// True if the person is alive, frozen or not.
	pub fn is_living(&self) -> bool {
		self.standing != Standing::Deceased
	}

	/// True if the person lives outside the province: a guest here, and resident nowhere.
	pub fn is_visitor(&self) -> bool {
		self.zone == ZoneId::OUTSIDE
	}

	/// True if the person is in `cohort` and has not left it.
	pub fn is_enrolled(&self, cohort: CohortId) -> bool {
		self.enrolments.iter().any(|e| e.cohort == cohort && e.is_open())
	}

	/// Adds an enrolment from `since` on. When the list is full, closed ones that ended at `forget_until` or before go
	/// first. `None`, with nothing changed, if the person is already in the cohort or there is still no room.
	#[must_use]
	pub fn enrol(&self, cohort: CohortId, since: Moment, forget_until: Moment) -> Option<Self> {
		if self.is_enrolled(cohort) {
			return None;
		}
		let mut person = self.clone();
		if person.enrolments.is_full() {
			person.enrolments.retain(|e| e.until.is_none_or(|until| until > forget_until));
		}
		person.enrolments.try_push(Enrolment { cohort, since, until: None }).ok()?;
		Some(person)
	}

	/// Ends the enrolment in `cohort` at `until`. `None` if the person is not in it.
	#[must_use]
	pub fn unenrol(&self, cohort: CohortId, until: Moment) -> Option<Self> {
		let mut person = self.clone();
		let open = person.enrolments.iter_mut().find(|e| e.cohort == cohort && e.is_open())?;
		open.until = Some(until);
		Some(person)
	}

	/// The person after a death that was recorded by mistake: as before, with the keys that counted. Stays that ended are not
	/// opened again, for what was opened meanwhile counted without the person.
	#[must_use]
	pub fn revived(&self, standing: Standing, keys: u8) -> Self {
		let mut person = self.clone();
		person.standing = standing;
		person.keys = keys;
		// Death went on by one.
		person.key_epoch = person.key_epoch.saturating_sub(1);
		person
	}

	/// The person after death at `moment`: no key counts, every enrolment has ended.
	#[must_use]
	pub fn deceased(&self, moment: Moment) -> Self {
		let mut person = self.clone();
		person.standing = Standing::Deceased;
		// Recoveries stop at MAX_KEY_EPOCH, so there is always one more.
		person.key_epoch = person.key_epoch.saturating_add(1);
		person.keys = 0;
		for enrolment in person.enrolments.iter_mut().filter(|e| e.is_open()) {
			enrolment.until = Some(moment);
		}
		person
	}
}

/// What an account is to its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum KeyKind {
	/// Held by the person. May spend, and add and remove keys.
	#[codec(index = 0)]
	Phone,
	/// Held by a card or a reader in the town hall. May spend, not change keys.
	#[codec(index = 1)]
	Card,
}

/// Whose key an account is. It counts only while `epoch` is the person's own; a removed key has epoch 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct KeyRecord {
	/// The person.
	pub person: PersonId,
	/// The person's `key_epoch` when the key was registered.
	pub epoch: u16,
	/// Phone or card.
	pub kind: KeyKind,
	/// When the account became the key; of a removed key, when it was removed.
	pub since: Moment,
}

/// What a guardian may do for a ward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct WardActs {
	/// Spend the ward's money in shops.
	pub spend: bool,
	/// Claim what is the ward's.
	pub claim: bool,
}

impl WardActs {
	/// Everything a guardian can be allowed.
	pub const ALL: Self = Self { spend: true, claim: true };

	/// True if `act` is allowed.
	pub fn allow(&self, act: WardAct) -> bool {
		match act {
			WardAct::Spend => self.spend,
			WardAct::Claim => self.claim,
		}
	}

	/// True if nothing is allowed.
	pub fn is_empty(&self) -> bool {
		!self.spend && !self.claim
	}

	/// True if all of `acts` is allowed.
	pub fn include(&self, acts: &Self) -> bool {
		(self.spend || !acts.spend) && (self.claim || !acts.claim)
	}
}

/// Someone who acts for a ward, from `since` on and before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Guardian {
	/// Who acts.
	pub guardian: PersonId,
	/// What for.
	pub acts: WardActs,
	/// The first moment at which the guardian may act.
	pub since: Moment,
	/// The first moment at which it is over.
	pub until: Moment,
}

/// What a person was when their death was recorded, so that a mistake can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Death {
	/// Whether the person could act.
	pub standing: Standing,
	/// True if the person stood on a roll.
	pub is_elector: bool,
	/// The cohorts that the person was in.
	pub cohorts: BoundedVec<CohortId, ConstU32<MAX_ENROLMENTS>>,
	/// Who acted for the person.
	pub guardians: BoundedVec<Guardian, ConstU32<MAX_GUARDIANS>>,
}

/// Who inherits from a dead person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Heir {
	/// The person whom an attester named.
	pub person: PersonId,
	/// True if that person said yes, and takes what lies on the keys.
	pub has_accepted: bool,
}

/// A person's move to another region, open to objection until `ready_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Move {
	/// The new home.
	pub zone: ZoneId,
	/// The first moment at which anyone can finish the move.
	pub ready_at: Moment,
}

/// A person's way to a new key, open to objection until `ready_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Recovery<AccountId> {
	/// The account that will be the person's only key.
	pub new_key: AccountId,
	/// Phone or card.
	pub kind: KeyKind,
	/// The first moment at which it can be finished.
	pub ready_at: Moment,
	/// The attester who started it. `None` for the governing origin.
	pub started_by: Option<AccountId>,
}

/// One entry of a bulk registration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewPerson<AccountId, Signature> {
	/// Stands for the person, unique.
	pub commitment: Commitment,
	/// Where the person lives.
	pub zone: ZoneId,
	/// The consent of the account on the person's phone, if there is one already.
	pub key: Option<Consent<AccountId, Signature>>,
}

/// Someone to register whose key, if any, agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer<AccountId> {
	/// Stands for the person, unique.
	pub commitment: Commitment,
	/// Where the person lives.
	pub zone: ZoneId,
	/// The account on the person's phone, if there is one.
	pub key: Option<AccountId>,
}

/// One entry of a bulk registration of visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewVisitor<AccountId, Signature> {
	/// Stands for the person, unique among visitors and residents.
	pub commitment: Commitment,
	/// The consent of the account on the visitor's phone.
	pub key: Consent<AccountId, Signature>,
}

/// A person at genesis. People get their numbers in order, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisPerson<AccountId> {
	/// Stands for the person, unique.
	pub commitment: Commitment,
	/// Where the person lives. [`ZoneId::OUTSIDE`] for a visitor.
	pub zone: ZoneId,
	/// Accounts on phones.
	#[serde(default = "alloc::vec::Vec::new")]
	pub keys: alloc::vec::Vec<AccountId>,
	/// Accounts of cards.
	#[serde(default = "alloc::vec::Vec::new")]
	pub cards: alloc::vec::Vec<AccountId>,
	/// True if the person stands on the roll of the region where they live.
	#[serde(default)]
	pub elector: bool,
}
