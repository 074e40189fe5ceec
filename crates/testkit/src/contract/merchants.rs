// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Merchants, ShopAct, ShopStanding};
use chungnam_primitives::{category, korean_day, MerchantId, Won};
use sp_runtime::DispatchError;

use super::{assert_refused, Town};
use crate::now;

/// The contract of [`Merchants`].
pub fn merchants<T: Town>() {
	let [owner, till, stranger, key] = [1, 2, 3, 4].map(T::account);
	let zone = T::ZONES[0];
	let person = T::register(&key, zone);
	let shop = T::open_shop(&owner, person, zone, category::RESTAURANT);
	let profile = T::Registry::merchant(shop, now()).expect("it was opened");
	assert_eq!((&profile.account, profile.operator), (&owner, Some(person)));
	assert_eq!((profile.zone, profile.category), (zone, category::RESTAURANT));
	assert!(profile.is_open);
	assert_eq!(profile.standing, ShopStanding::Operating);
	assert_eq!(T::Registry::merchant(MerchantId(shop.0 + 1), now()), None, "a number never given");

	assert_eq!(T::Registry::merchant_of(&owner), Some(shop));
	assert_eq!(T::Registry::merchant_of(&stranger), None);
	for act in [ShopAct::Refund, ShopAct::Spend, ShopAct::CashOut] {
		assert_eq!(authorize::<T>(&owner, act, Won::MAX), Ok(shop), "an owner has no limit");
		assert_refused(|| authorize::<T>(&stranger, act, 1), "a stranger acts for no shop");
	}

	T::add_till(&owner, &till, shop, 500);
	assert_eq!(T::Registry::merchant_of(&till), Some(shop));
	assert_refused(|| authorize::<T>(&till, ShopAct::CashOut, 1), "only the owner cashes out");
	assert_refused(|| authorize::<T>(&till, ShopAct::Refund, 501), "above the limit");
	assert_eq!(authorize::<T>(&till, ShopAct::Refund, 300), Ok(shop));
	assert_eq!(authorize::<T>(&till, ShopAct::Spend, 200), Ok(shop));

	let new_owner = T::account(5);
	assert_eq!(T::Registry::lost_account_of(&owner), None);
	T::lose_owner(shop, &owner, &new_owner);
	assert_eq!(T::Registry::lost_account_of(&owner), Some(shop));
	assert_eq!(T::Registry::merchant_of(&owner), None, "the lost account does nothing");
	assert_refused(|| authorize::<T>(&owner, ShopAct::Refund, 1), "the lost account does nothing");
	let owner = new_owner;
	assert_eq!(T::Registry::merchant_of(&owner), Some(shop));
	assert_eq!(T::Registry::lost_account_of(&owner), None);

	T::let_check_lapse(shop);
	let profile = T::Registry::merchant(shop, now()).expect("a shop that is late is known");
	assert_eq!((profile.is_open, profile.standing), (false, ShopStanding::Operating));
	for act in [ShopAct::Refund, ShopAct::Spend, ShopAct::CashOut] {
		assert_eq!(authorize::<T>(&owner, act, 1), Ok(shop), "it uses what it has");
	}

	T::suspend(shop);
	let profile = T::Registry::merchant(shop, now()).expect("a suspended shop is known");
	assert_eq!((profile.is_open, profile.standing), (false, ShopStanding::Stopped));
	assert_eq!(T::Registry::merchant_of(&owner), Some(shop));
	assert_eq!(authorize::<T>(&owner, ShopAct::Refund, 1), Ok(shop), "it still gives back");
	for act in [ShopAct::Spend, ShopAct::CashOut] {
		assert_refused(|| authorize::<T>(&owner, act, 1), "it does nothing else");
	}

	T::close(shop);
	assert_eq!(T::Registry::merchant(shop, now()), None, "it closed");
	let profile = T::Registry::merchant_or_closed(shop, now()).expect("it is wound down");
	assert_eq!((profile.is_open, profile.standing), (false, ShopStanding::Closed));
	assert_eq!(profile.account, owner);
	assert_eq!(T::Registry::merchant_of(&owner), Some(shop), "its owner winds it down");
	for act in [ShopAct::Refund, ShopAct::CashOut] {
		assert_eq!(authorize::<T>(&owner, act, 1), Ok(shop));
		assert_refused(|| authorize::<T>(&till, act, 1), "its tills are over");
	}
	assert_refused(|| authorize::<T>(&owner, ShopAct::Spend, 1), "it does nothing new");
	assert_eq!(T::Registry::merchant_of(&till), None);
}

fn authorize<T: Town>(
	who: &T::AccountId,
	act: ShopAct,
	amount: Won,
) -> Result<MerchantId, DispatchError> {
	T::Registry::authorize(who, act, amount, korean_day(now()))
}
