// SPDX-License-Identifier: Apache-2.0

//! The shops behind the accounts, and what an account does for a shop.

use chungnam_primitives::{
	CategoryId, KoreanDay, MerchantId, Moment, PersonId, SalesClass, Won, ZoneId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

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
	/// Whether residents may pay there now: approved, not suspended, not closed, its yearly check not overdue.
	pub is_open: bool,
	/// Whether it uses what it has. An overdue yearly check changes nothing about that.
	pub standing: ShopStanding,
}

/// The use that a shop has of its won.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ShopStanding {
	/// It gives back, pays other shops, is paid by them, and cashes out.
	#[codec(index = 0)]
	Operating,
	/// It waits for approval or is suspended. A suspended shop gives back, and no more.
	#[codec(index = 1)]
	Stopped,
	/// It closed. Its owner's account winds it down: it gives back and cashes out what is left.
	#[codec(index = 2)]
	Closed,
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
	/// What is known of a shop, whatever its status. `None` for a number never given, or a shop that closed.
	fn merchant(id: MerchantId, now: Moment) -> Option<MerchantProfile<AccountId>> {
		Self::merchant_or_closed(id, now).filter(|shop| shop.standing != ShopStanding::Closed)
	}
	/// As [`Self::merchant`], and a shop that closed as well: its receipts and its won are still settled.
	fn merchant_or_closed(id: MerchantId, now: Moment) -> Option<MerchantProfile<AccountId>>;
	/// The shop for which `who` acts now, as its owner or with a till. The owner of a shop that closed winds it down.
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
