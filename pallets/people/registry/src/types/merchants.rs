// SPDX-License-Identifier: Apache-2.0

//! Shops, their lifecycle and the accounts that act for them.

use super::Consent;
use chungnam_primitives::{
	CategoryId, KoreanDay, MerchantId, Moment, PersonId, SalesClass, Won, ZoneId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// Tills one shop can have at a time.
pub const MAX_TILLS: u32 = 8;
/// Categories are numbered below this, so that they fit a set.
pub const CATEGORIES: CategoryId = 64;

/// Why an attester decided against a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ReasonCode {
	/// A paper is missing or out of date.
	#[codec(index = 0)]
	IncompleteDocuments,
	/// Zone, category or sales class are not as stated.
	#[codec(index = 1)]
	WrongStatement,
	/// The trade may not take regional money by law or ordinance.
	#[codec(index = 2)]
	NotEligible,
	/// Money was taken without a sale, or for more than the sale.
	#[codec(index = 3)]
	IllegalExchange,
	/// Regional money was refused, or customers who pay with it were treated worse.
	#[codec(index = 4)]
	RefusedPayment,
	/// The yearly check found the shop changed or gone.
	#[codec(index = 5)]
	FailedCheck,
	/// An investigation is open.
	#[codec(index = 6)]
	UnderInvestigation,
}

/// Why an attester decided against a shop, and where it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Reason {
	/// The kind of reason.
	pub code: ReasonCode,
	/// Hash of the written decision, which stays off chain.
	pub document: Option<H256>,
}

/// How far an objection to a suspension has come. There is one per suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Appeal {
	/// The owner has not objected.
	#[codec(index = 0)]
	None,
	/// The owner has objected and waits.
	#[codec(index = 1)]
	Pending,
	/// The objection was dismissed.
	#[codec(index = 2)]
	Dismissed,
}

/// Where a shop is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum MerchantStatus {
	/// Waits for an attester.
	#[codec(index = 0)]
	Applied,
	/// Was refused. The owner may apply again under the same number.
	#[codec(index = 1)]
	Rejected(Reason),
	/// May take money.
	#[codec(index = 2)]
	Active,
	/// May not take or spend money, may give it back.
	#[codec(index = 3)]
	Suspended {
		/// Why.
		reason: Reason,
		/// What the owner said to it.
		appeal: Appeal,
	},
	/// Over for good. The number is never given again.
	#[codec(index = 4)]
	Closed,
}

/// What can happen to a shop's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
	/// The owner applies again.
	Apply,
	/// An attester lets the shop in.
	Approve,
	/// An attester refuses the application.
	Reject(Reason),
	/// An attester stops the shop.
	Suspend(Reason),
	/// The owner objects.
	Appeal,
	/// The objection was heard and changes nothing.
	DismissAppeal,
	/// The suspension ends.
	Reinstate,
	/// The shop ends.
	Close,
}

impl MerchantStatus {
	/// The status after `change`. `None` if that cannot happen to a shop in this status.
	pub fn after(self, change: StatusChange) -> Option<Self> {
		use MerchantStatus::*;
		match (self, change) {
			(Rejected(_), StatusChange::Apply) => Some(Applied),
			(Applied, StatusChange::Approve) => Some(Active),
			(Applied, StatusChange::Reject(reason)) => Some(Rejected(reason)),
			(Active, StatusChange::Suspend(reason)) => {
				Some(Suspended { reason, appeal: Appeal::None })
			}
			(Suspended { reason, appeal: Appeal::None }, StatusChange::Appeal) => {
				Some(Suspended { reason, appeal: Appeal::Pending })
			}
			(Suspended { reason, appeal: Appeal::Pending }, StatusChange::DismissAppeal) => {
				Some(Suspended { reason, appeal: Appeal::Dismissed })
			}
			(Suspended { .. }, StatusChange::Reinstate) => Some(Active),
			(Active | Suspended { .. }, StatusChange::Close) => Some(Closed),
			_ => None,
		}
	}

	/// True if an attester has yet to let the shop in.
	pub fn is_application(&self) -> bool {
		matches!(self, Self::Applied | Self::Rejected(_))
	}

	/// True if the shop was let in and is not closed.
	pub fn is_approved(&self) -> bool {
		matches!(self, Self::Active | Self::Suspended { .. })
	}
}

/// A shop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Merchant<AccountId> {
	/// Takes the shop's money.
	pub owner: AccountId,
	/// Where the shop stands.
	pub zone: ZoneId,
	/// Its trade.
	pub category: CategoryId,
	/// How much it sells in a year.
	pub sales_class: SalesClass,
	/// Where it is in its life.
	pub status: MerchantStatus,
	/// Of an approved shop: from when on it may take no money until it is checked again.
	/// Of an application: from when on anyone may clear it away.
	pub check_due: Moment,
	/// The person who runs the shop, if an attester stated one.
	pub operator: Option<PersonId>,
}

impl<AccountId> Merchant<AccountId> {
	/// True if the shop may take money at `now`.
	pub fn is_open(&self, now: Moment) -> bool {
		self.status == MerchantStatus::Active && now < self.check_due
	}
}

/// What an account is to a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Role {
	/// The shop's own account.
	#[codec(index = 0)]
	Owner,
	/// An account of the shop's staff.
	#[codec(index = 1)]
	Till(Till),
	/// Owned the shop or was its till, and may do nothing. The record stays for `RoleMemory`, so that the account's
	/// consent to an earlier role cannot be used again.
	#[codec(index = 2)]
	Former {
		/// When the account left.
		since: Moment,
		/// True if its holder had lost it, so that what lies on it is the shop's.
		lost: bool,
	},
}

/// What a till may give out, and has given out today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Till {
	/// Won it may refund and spend in one Korean day.
	pub limit_per_day: Won,
	/// The day `used` speaks of.
	pub day: KoreanDay,
	/// Won refunded and spent on that day.
	pub used: Won,
}

impl Till {
	/// A till that has given out nothing.
	pub const fn new(limit_per_day: Won) -> Self {
		Self { limit_per_day, day: 0, used: 0 }
	}

	/// The till after giving out `amount` on `today`. `None` if that is more than it may.
	#[must_use]
	pub fn after(&self, amount: Won, today: KoreanDay) -> Option<Self> {
		let before = if self.day == today { self.used } else { 0 };
		let used = before.checked_add(amount).filter(|used| *used <= self.limit_per_day)?;
		Some(Self { limit_per_day: self.limit_per_day, day: today, used })
	}
}

impl Role {
	/// True if the account acted for the shop once and no longer does.
	pub fn is_former(&self) -> bool {
		matches!(self, Self::Former { .. })
	}
}

/// A shop's way to another owner's account, open to objection until `ready_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Replacement<AccountId> {
	/// The account that will own the shop.
	pub owner: AccountId,
	/// The first moment at which anyone can finish it.
	pub ready_at: Moment,
}

/// The blake2-256 hash of the bytes of a file of names.
pub type DirectoryHash = [u8; 32];

/// The file in which a region publishes names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Directory {
	/// Its hash.
	pub hash: DirectoryHash,
	/// When it was published.
	pub at: Moment,
}

/// For which shop an account acts, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Acting {
	/// The shop.
	pub merchant: MerchantId,
	/// As what.
	pub role: Role,
}

/// One entry of a bulk registration of shops.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewMerchant<AccountId, Signature> {
	/// The consent of the account that will take the shop's money.
	pub owner: Consent<AccountId, Signature>,
	/// Where the shop stands.
	pub zone: ZoneId,
	/// Its trade.
	pub category: CategoryId,
	/// How much it sells in a year.
	pub sales_class: SalesClass,
	/// The person who runs the shop, if one does.
	pub operator: Option<PersonId>,
}

/// A shop to store whose account agreed, or asks itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening<AccountId> {
	/// Will take the shop's money.
	pub owner: AccountId,
	/// Where the shop stands.
	pub zone: ZoneId,
	/// Its trade.
	pub category: CategoryId,
	/// How much it sells in a year.
	pub sales_class: SalesClass,
	/// The person who runs the shop, if one does.
	pub operator: Option<PersonId>,
}

/// A shop at genesis, approved. Shops get their numbers in order, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisMerchant<AccountId> {
	/// Takes the shop's money.
	pub owner: AccountId,
	/// Where the shop stands.
	pub zone: ZoneId,
	/// Its trade.
	pub category: CategoryId,
	/// How much it sells in a year.
	pub sales_class: SalesClass,
	/// When its yearly check is due. Left out: not before it is checked for the first time, for there is no time at genesis.
	#[serde(default)]
	pub check_due: Option<Moment>,
	/// The person who runs the shop, if one does.
	#[serde(default)]
	pub operator: Option<PersonId>,
}

#[cfg(test)]
mod tests {
	use super::*;

	const REASON: Reason = Reason { code: ReasonCode::NotEligible, document: None };

	fn suspended(appeal: Appeal) -> MerchantStatus {
		MerchantStatus::Suspended { reason: REASON, appeal }
	}

	#[test]
	fn a_shop_moves_along_these_ways_and_no_others() {
		use MerchantStatus::*;
		use StatusChange as C;
		let all = [
			Applied,
			Rejected(REASON),
			Active,
			suspended(Appeal::None),
			suspended(Appeal::Pending),
			suspended(Appeal::Dismissed),
			Closed,
		];
		let changes = [
			C::Apply,
			C::Approve,
			C::Reject(REASON),
			C::Suspend(REASON),
			C::Appeal,
			C::DismissAppeal,
			C::Reinstate,
			C::Close,
		];
		let ways = [
			(Applied, C::Approve, Active),
			(Applied, C::Reject(REASON), Rejected(REASON)),
			(Rejected(REASON), C::Apply, Applied),
			(Active, C::Suspend(REASON), suspended(Appeal::None)),
			(Active, C::Close, Closed),
			(suspended(Appeal::None), C::Appeal, suspended(Appeal::Pending)),
			(suspended(Appeal::None), C::Reinstate, Active),
			(suspended(Appeal::None), C::Close, Closed),
			(suspended(Appeal::Pending), C::DismissAppeal, suspended(Appeal::Dismissed)),
			(suspended(Appeal::Pending), C::Reinstate, Active),
			(suspended(Appeal::Pending), C::Close, Closed),
			(suspended(Appeal::Dismissed), C::Reinstate, Active),
			(suspended(Appeal::Dismissed), C::Close, Closed),
		];
		for from in all {
			for change in changes {
				let way = ways.iter().find(|(f, c, _)| *f == from && *c == change);
				assert_eq!(from.after(change), way.map(|(_, _, to)| *to), "{from:?} {change:?}");
			}
		}
	}

	#[test]
	fn a_till_starts_afresh_every_day() {
		let till = Till::new(100);
		let till = till.after(60, 7).unwrap();
		assert_eq!(till.after(41, 7), None);
		assert_eq!(till.after(40, 7).unwrap().used, 100);
		assert_eq!(till.after(100, 8).unwrap().used, 100);
		assert_eq!(till.after(Won::MAX, 7), None);
	}

	#[test]
	fn a_shop_is_open_until_its_check_is_due() {
		let shop = Merchant {
			owner: (),
			zone: ZoneId::new(1, 0),
			category: 0,
			sales_class: SalesClass::Micro,
			status: MerchantStatus::Active,
			check_due: 100,
			operator: None,
		};
		assert!(shop.is_open(99));
		assert!(!shop.is_open(100));
	}
}
