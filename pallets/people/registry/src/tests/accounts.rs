// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_primitives::MerchantId;

const TILL: AccountId = 110;

#[test]
fn a_till_acts_for_the_shop_until_it_is_removed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 500));
		let added = Event::TillAdded { merchant: MerchantId(0), till: TILL, limit_per_day: 500 };
		assert_eq!(last_event(), added);
		let role = Role::Till(Till::new(500));
		assert_eq!(Registry::acting(TILL), Some(Acting { merchant: MerchantId(0), role }));
		assert_eq!(System::providers(&TILL), 1);
		assert_ok!(Registry::remove_till(by(OWNER), TILL));
		assert_eq!(last_event(), Event::TillRemoved { merchant: MerchantId(0), till: TILL });
		assert!(Registry::acting(TILL).unwrap().role.is_former());
		assert!(!Tills::<Test>::contains_key(MerchantId(0)));
		assert_noop!(Registry::remove_till(by(OWNER), TILL), Error::<Test>::TillNotFound);
	});
}

#[test]
fn a_shop_has_at_most_eight_tills_each_of_one_shop() {
	ExtBuilder::default().build_and_execute(|| {
		for n in 0..u64::from(MAX_TILLS) {
			assert_ok!(add_till(by(OWNER), TILL + n, 500));
		}
		assert_noop!(add_till(by(OWNER), 150, 500), Error::<Test>::MaxTillsExceeded);
		for taken in [OWNER, TILL] {
			assert_noop!(add_till(by(OWNER), taken, 500), Error::<Test>::AccountAlreadyActs);
		}
	});
}

#[test]
fn only_the_owner_of_an_active_shop_adds_tills() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(add_till(by(77), TILL, 5), Error::<Test>::NotAuthorized);
		assert_ok!(add_till(by(OWNER), TILL, 5));
		assert_noop!(add_till(by(TILL), 150, 5), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_noop!(add_till(by(OWNER), 150, 5), Error::<Test>::MerchantSuspended);
		apply(101);
		assert_noop!(add_till(by(101), 150, 5), Error::<Test>::MerchantNotApproved);
	});
}

#[test]
fn a_till_leaves_by_itself_and_removes_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 5));
		assert_ok!(add_till(by(OWNER), TILL + 1, 5));
		assert_noop!(Registry::remove_till(by(TILL), TILL + 1), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_till(by(77), TILL), Error::<Test>::NotAuthorized);
		assert_noop!(Registry::remove_till(by(OWNER), OWNER), Error::<Test>::TillNotFound);
		assert_ok!(Registry::remove_till(by(TILL), TILL));
		assert_noop!(Registry::remove_till(by(TILL), TILL), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn a_new_owner_acts_for_the_shop_and_the_old_one_no_longer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 5));
		assert_noop!(
			replace_owner(by(CHEONGYANG), MerchantId(0), TILL),
			Error::<Test>::AccountAlreadyActs
		);
		assert_ok!(replace_owner(by(CHEONGYANG), MerchantId(0), 111));
		let replaced = Event::OwnerReplaced { merchant: MerchantId(0), owner: 111, operator: None };
		assert_eq!(last_event(), replaced);
		assert_eq!(
			Registry::acting(111),
			Some(Acting { merchant: MerchantId(0), role: Role::Owner })
		);
		for account in [OWNER, TILL] {
			assert!(Registry::acting(account).unwrap().role.is_former());
		}
		assert_noop!(Registry::remove_till(by(111), TILL), Error::<Test>::TillNotFound);
	});
}
