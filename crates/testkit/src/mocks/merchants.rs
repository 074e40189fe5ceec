// SPDX-License-Identifier: Apache-2.0

//! Shops, their owners and their tills.

use chungnam_ports::{MerchantProfile, Merchants, ShopAct, ShopStanding};
use chungnam_primitives::{
	CategoryId, KoreanDay, MerchantId, Moment, PersonId, SalesClass, Won, ZoneId,
};
use codec::Codec;
use frame_support::{storage_alias, Identity};
use sp_runtime::DispatchError;

use super::{account_of, key_of, Key, MockRegistry};

#[storage_alias(verbatim)]
type Owners = StorageMap<Testkit, Identity, Key, MerchantId>;
/// The shop, and the most won at a time.
#[storage_alias(verbatim)]
type Tills = StorageMap<Testkit, Identity, Key, (MerchantId, Won)>;
/// Accounts that the owner of a shop lost.
#[storage_alias(verbatim)]
type LostAccounts = StorageMap<Testkit, Identity, Key, MerchantId>;
#[storage_alias(verbatim)]
type Shops = StorageMap<Testkit, Identity, MerchantId, MerchantProfile<Key>>;

impl MockRegistry {
	/// An open shop with its owner's account, run by the person whose key that is now.
	pub fn add_merchant(
		owner: impl Codec,
		id: MerchantId,
		zone: ZoneId,
		category: CategoryId,
		sales_class: SalesClass,
	) {
		let account = key_of(&owner);
		let operator = Self::person_of_key(account);
		Owners::insert(account, id);
		let (is_open, standing) = (true, ShopStanding::Operating);
		let shop =
			MerchantProfile { account, operator, zone, category, sales_class, is_open, standing };
		Shops::insert(id, shop);
	}

	/// States the person who runs a shop.
	pub fn set_operator(id: MerchantId, operator: PersonId) {
		Shops::mutate_extant(id, |shop| shop.operator = Some(operator));
	}

	/// Gives a shop another owner's account, because the old one was lost.
	pub fn lose_owner(id: MerchantId, old: impl Codec, new: impl Codec) {
		let (old, new) = (key_of(&old), key_of(&new));
		Owners::remove(old);
		Owners::insert(new, id);
		LostAccounts::insert(old, id);
		Shops::mutate_extant(id, |shop| shop.account = new);
	}

	/// Lets `who` refund and spend for a shop, at most `limit` won at a time.
	pub fn add_till(who: impl Codec, id: MerchantId, limit: Won) {
		Tills::insert(key_of(&who), (id, limit));
	}

	/// Suspends or re-opens a shop.
	pub fn set_open(id: MerchantId, is_open: bool) {
		let standing = if is_open { ShopStanding::Operating } else { ShopStanding::Stopped };
		Shops::mutate_extant(id, |shop| (shop.is_open, shop.standing) = (is_open, standing));
	}

	/// The yearly check of a shop is overdue.
	pub fn let_check_lapse(id: MerchantId) {
		Shops::mutate_extant(id, |shop| shop.is_open = false);
	}

	/// Closes a shop. Its owner winds it down.
	pub fn close_merchant(id: MerchantId) {
		let standing = ShopStanding::Closed;
		Shops::mutate_extant(id, |shop| (shop.is_open, shop.standing) = (false, standing));
	}

	fn standing(id: MerchantId) -> Option<ShopStanding> {
		Shops::get(id).map(|shop| shop.standing)
	}
}

impl<AccountId: Codec + Clone> Merchants<AccountId> for MockRegistry {
	fn merchant_or_closed(id: MerchantId, _: Moment) -> Option<MerchantProfile<AccountId>> {
		Shops::get(id).map(|shop| MerchantProfile {
			account: account_of(shop.account),
			operator: shop.operator,
			zone: shop.zone,
			category: shop.category,
			sales_class: shop.sales_class,
			is_open: shop.is_open,
			standing: shop.standing,
		})
	}

	fn merchant_of(who: &AccountId) -> Option<MerchantId> {
		let key = key_of(who);
		let is_closed = |id: &MerchantId| Self::standing(*id) == Some(ShopStanding::Closed);
		let till = || Tills::get(key).map(|(id, _)| id).filter(|id| !is_closed(id));
		Owners::get(key).or_else(till)
	}

	fn lost_account_of(who: &AccountId) -> Option<MerchantId> {
		LostAccounts::get(key_of(who))
	}

	fn authorize(
		who: &AccountId,
		act: ShopAct,
		amount: Won,
		_: KoreanDay,
	) -> Result<MerchantId, DispatchError> {
		let key = key_of(who);
		let id = Self::merchant_of(who).ok_or(DispatchError::Other("NotAuthorized"))?;
		let refused = match Self::standing(id) {
			Some(ShopStanding::Stopped) => act != ShopAct::Refund,
			Some(ShopStanding::Closed) => act == ShopAct::Spend,
			_ => false,
		};
		if refused {
			return Err(DispatchError::Other("MerchantStatusForbids"));
		}
		if Owners::contains_key(key) {
			return Ok(id);
		}
		match Tills::get(key) {
			Some((id, limit)) if act != ShopAct::CashOut && amount <= limit => Ok(id),
			Some(_) => Err(DispatchError::Other("LimitExceeded")),
			None => Err(DispatchError::Other("NotAuthorized")),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_merchant(owner: &AccountId, zone: ZoneId, category: CategoryId) -> MerchantId {
		let id = Shops::iter_keys().max().and_then(|last| last.checked_add(1)).unwrap_or_default();
		Self::add_merchant(owner.clone(), id, zone, category, SalesClass::Small);
		id
	}
}
