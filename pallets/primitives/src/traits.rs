// SPDX-License-Identifier: Apache-2.0

//! How the pallets ask each other: who is this, which shop, who may.
//!
//! Whether an institution may do something to a region is asked through `EnsureOriginWithArg<Origin, Mandate>`, so the
//! runtime can let the governing origin in as well.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

use crate::{
	CategoryId, KoreanDay, MerchantId, Moment, PersonId, RegionId, RegionSet, SalesClass, Scope,
	Won, ZoneId,
};

/// What an institution must hold to do something: a scope, for all of some regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mandate {
	/// What is to be done.
	pub scope: Scope,
	/// For whom. Empty is nobody's mandate and always refused.
	pub regions: RegionSet,
}

impl Mandate {
	/// `scope` for one region.
	pub fn of(scope: Scope, region: RegionId) -> Self {
		Self { scope, regions: RegionSet::EMPTY.with(region) }
	}

	/// `scope` for all of `regions`.
	pub const fn over(scope: Scope, regions: RegionSet) -> Self {
		Self { scope, regions }
	}

	/// `scope` for the whole province.
	pub fn province(scope: Scope) -> Self {
		Self { scope, regions: RegionSet::province() }
	}
}

/// Whether a person may act at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Standing {
	/// Lives here and may act.
	#[codec(index = 0)]
	Active,
	/// Stopped by an attester until unfrozen: a lost phone, a suspicion. Nothing is lost meanwhile.
	#[codec(index = 1)]
	Frozen,
	/// Has died. Final.
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

	/// Whether a person of this standing may be given something: frozen people lose nothing.
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
	/// The person whose key `who` was until a recovery replaced it, if it is nobody's key now.
	fn former_key_of(who: &AccountId) -> Option<PersonId>;
	/// What is known of a person.
	fn profile(person: PersonId) -> Option<PersonProfile>;
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

/// What the neighbours may know of a shop. Shops are public.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MerchantProfile<AccountId> {
	/// Takes the shop's money and is its owner.
	pub account: AccountId,
	/// The person who runs the shop, if one does: nobody pays their own shop, with whatever key.
	pub operator: Option<PersonId>,
	/// Where the shop stands.
	pub zone: ZoneId,
	/// Its trade.
	pub category: CategoryId,
	/// How much it sells in a year.
	pub sales_class: SalesClass,
	/// Whether it may take money now: approved, not suspended, not closed, its yearly check not overdue.
	pub is_open: bool,
}

/// What an account does for a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ShopAct {
	/// Give a customer money back. Any acting account, within its daily limit.
	#[codec(index = 0)]
	Refund,
	/// Pay another shop. The owner, or an acting account within its daily limit.
	#[codec(index = 1)]
	Spend,
	/// Ask for cash-out. The owner only.
	#[codec(index = 2)]
	CashOut,
}

/// Which shop is behind an account.
pub trait Merchants<AccountId> {
	/// What is known of a shop, whatever its status. `None` for a number never given, or a shop closed for good.
	fn merchant(id: MerchantId, now: Moment) -> Option<MerchantProfile<AccountId>>;
	/// The shop for which `who` acts now, as its owner or with a till.
	fn merchant_of(who: &AccountId) -> Option<MerchantId>;
	/// The shop whose account `who` was until its owner lost it and an attester gave the shop another: what lies there is
	/// the shop's.
	fn lost_account_of(who: &AccountId) -> Option<MerchantId>;
	/// Checks that `who` may do `act` for its shop with `amount`, and counts it against the account's limit of that day.
	/// Returns the shop. The registry's own error says why not.
	fn authorize(
		who: &AccountId,
		act: ShopAct,
		amount: Won,
		today: KoreanDay,
	) -> Result<MerchantId, DispatchError>;

	/// Registers and approves a shop owned by `owner`.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_merchant(owner: &AccountId, zone: ZoneId, category: CategoryId) -> MerchantId;
}
