// SPDX-License-Identifier: Apache-2.0

//! What the other pallets are told.

use super::*;
use chungnam_ports::{
	Merchants as MerchantsOfChain, People as PeopleOfChain, PersonProfile, ShopAct, Standing,
};
use chungnam_primitives::{korean_day, MerchantId, PersonId, Won, DAYS};

const TILL: AccountId = 110;

fn authorize(
	who: AccountId,
	act: ShopAct,
	amount: Won,
) -> Result<MerchantId, sp_runtime::DispatchError> {
	Registry::authorize(&who, act, amount, korean_day(now()))
}

fn of(who: AccountId) -> Option<MerchantId> {
	<Registry as MerchantsOfChain<AccountId>>::merchant_of(&who)
}

#[test]
fn a_person_is_known_by_any_key_with_zone_and_standing() {
	ExtBuilder::default().build_and_execute(|| {
		for key in [OTHER_PHONE, CARD] {
			assert_eq!(<Registry as PeopleOfChain<AccountId>>::person_of(&key), Some(PersonId(1)));
		}
		let active = PersonProfile { zone: HERE, standing: Standing::Active };
		assert_eq!(Registry::profile(PersonId(1)), Some(active));
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(1)));
		assert_eq!(Registry::profile(PersonId(1)).unwrap().standing, Standing::Frozen);
		assert_eq!(<Registry as PeopleOfChain<AccountId>>::person_of(&CARD), Some(PersonId(1)));
		assert_eq!(Registry::profile(PersonId(99)), None);
	});
}

#[test]
fn a_shop_is_told_whatever_its_status_until_it_is_closed_and_wound_down() {
	ExtBuilder::default().build_and_execute(|| {
		let told = |id, now| <Registry as MerchantsOfChain<AccountId>>::merchant(id, now);
		let due = START + 100 * DAYS;
		assert!(told(MerchantId(0), due - 1).unwrap().is_open);
		assert!(!told(MerchantId(0), due).unwrap().is_open);
		let shop = apply(101);
		assert!(!told(shop, START).unwrap().is_open);
		assert_eq!(of(101), None);
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), shop));
		assert_eq!(of(101), Some(shop));
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), shop, REASON));
		assert_eq!(of(101), Some(shop));
		assert_ok!(Registry::close_merchant(by(CHEONGYANG), shop));
		assert_eq!((told(shop, START), of(101)), (None, Some(shop)), "its owner winds it down");
		for act in [ShopAct::Refund, ShopAct::CashOut] {
			assert_ok!(authorize(101, act, Won::MAX), shop);
		}
		assert_noop!(authorize(101, ShopAct::Spend, 1), Error::<Test>::MerchantStatusForbids);
		assert_eq!(told(MerchantId(99), START), None);
	});
}

#[test]
fn an_owner_does_everything_and_a_till_what_it_may_per_day() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 500));
		for act in [ShopAct::Refund, ShopAct::Spend, ShopAct::CashOut] {
			assert_ok!(authorize(OWNER, act, Won::MAX), MerchantId(0));
			assert_noop!(authorize(77, act, 1), Error::<Test>::NotAuthorized);
		}
		assert_noop!(authorize(TILL, ShopAct::CashOut, 1), Error::<Test>::NotAuthorized);
		assert_ok!(authorize(TILL, ShopAct::Refund, 300), MerchantId(0));
		assert_ok!(authorize(TILL, ShopAct::Spend, 200), MerchantId(0));
		assert_noop!(authorize(TILL, ShopAct::Refund, 1), Error::<Test>::TillLimitExceeded);
		// The day ends at midnight in Seoul.
		pass(DAYS - 1);
		assert_noop!(authorize(TILL, ShopAct::Refund, 1), Error::<Test>::TillLimitExceeded);
		pass(1);
		assert_ok!(authorize(TILL, ShopAct::Refund, 500), MerchantId(0));
	});
}

#[test]
fn a_suspended_shop_only_refunds_and_an_applicant_does_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_ok!(authorize(OWNER, ShopAct::Refund, 1), MerchantId(0));
		assert_noop!(authorize(OWNER, ShopAct::Spend, 1), Error::<Test>::MerchantSuspended);
		assert_noop!(authorize(OWNER, ShopAct::CashOut, 1), Error::<Test>::MerchantSuspended);
		apply(101);
		for act in [ShopAct::Refund, ShopAct::Spend, ShopAct::CashOut] {
			assert_noop!(authorize(101, act, 1), Error::<Test>::MerchantNotApproved);
		}
	});
}

#[test]
fn an_overdue_check_keeps_no_shop_from_its_money() {
	ExtBuilder::default().build_and_execute(|| {
		pass(101 * DAYS);
		assert_ok!(authorize(OWNER, ShopAct::CashOut, 1), MerchantId(0));
	});
}
