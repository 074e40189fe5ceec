// SPDX-License-Identifier: Apache-2.0

//! Shops, their owners and their tills.

use chungnam_ports::{MerchantProfile, Merchants, ShopAct};
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
		let shop =
			MerchantProfile { account, operator, zone, category, sales_class, is_open: true };
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
		Shops::mutate_extant(id, |shop| shop.is_open = is_open);
	}

	/// Closes a shop for good.
	pub fn close_merchant(id: MerchantId) {
		Shops::remove(id);
	}
}

impl<AccountId: Codec + Clone> Merchants<AccountId> for MockRegistry {
	fn merchant(id: MerchantId, _: Moment) -> Option<MerchantProfile<AccountId>> {
		Shops::get(id).map(|shop| MerchantProfile {
			account: account_of(shop.account),
			operator: shop.operator,
			zone: shop.zone,
			category: shop.category,
			sales_class: shop.sales_class,
			is_open: shop.is_open,
		})
	}

	fn merchant_of(who: &AccountId) -> Option<MerchantId> {
		let key = key_of(who);
		let acts_for = Owners::get(key).or_else(|| Tills::get(key).map(|(id, _)| id));
		acts_for.filter(|id| Shops::contains_key(id))
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
		if let Some(id) = Owners::get(key) {
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
		let id = Shops::iter_keys().max().map_or(0, |last| last + 1);
		Self::add_merchant(owner.clone(), id, zone, category, SalesClass::Small);
		id
	}
}
