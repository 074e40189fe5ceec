// SPDX-License-Identifier: Apache-2.0

//! Who runs a shop, as payments ask.

use super::*;
use chungnam_ports::Merchants as MerchantsOfChain;
use chungnam_primitives::{MerchantId, PersonId};

/// Who runs a shop, as neighbours are told without another read.
fn operator(id: MerchantId) -> Option<PersonId> {
	<Registry as MerchantsOfChain<AccountId>>::merchant(id, START).unwrap().operator
}

fn set(id: MerchantId, operator: Option<PersonId>) -> DispatchResult {
	Registry::set_operator(by(CHEONGYANG), id, operator)
}

#[test]
fn a_registered_shop_is_run_by_the_person_that_the_attester_states() {
	ExtBuilder::default().build_and_execute(|| {
		let shops =
			batch(vec![new_shop(101, HERE, 0, Some(PersonId(0))), new_shop(102, HERE, 0, None)]);
		assert_ok!(Registry::register_merchants(by(CHEONGYANG), shops));
		let registered = Event::MerchantRegistered {
			merchant: MerchantId(2),
			owner: 102,
			zone: HERE,
			category: 0,
			sales_class: SalesClass::Small,
			check_due: START + RecheckPeriod::get(),
			operator: None,
		};
		assert_eq!(last_event(), registered);
		assert_eq!([1, 2].map(|shop| operator(MerchantId(shop))), [Some(PersonId(0)), None]);
		let nobodys = batch(vec![new_shop(103, HERE, 0, Some(PersonId(99)))]);
		assert_noop!(
			Registry::register_merchants(by(CHEONGYANG), nobodys),
			Error::<Test>::NotRegistered
		);
	});
}

#[test]
fn what_an_attester_says_holds_whichever_account_owns_the_shop() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(101);
		assert_ok!(set(shop, Some(PersonId(3))));
		assert_eq!(
			last_event(),
			Event::OperatorSet { merchant: shop, operator: Some(PersonId(3)) }
		);
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), shop));
		assert_ok!(Registry::recheck_merchant(by(CHEONGYANG), shop, SalesClass::Small));
		assert_ok!(Registry::amend_merchant(by(CHEONGYANG), shop, HERE, 9));
		assert_eq!(operator(shop), Some(PersonId(3)));
		assert_ok!(set(shop, None));
		assert_eq!(operator(shop), None);
	});
}

#[test]
fn only_the_living_run_shops_and_only_while_they_last() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set(MerchantId(0), Some(PersonId(99))), Error::<Test>::NotRegistered);
		assert_noop!(set(MerchantId(9), Some(PersonId(0))), Error::<Test>::MerchantNotFound);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(1)));
		assert_noop!(set(MerchantId(0), Some(PersonId(1))), Error::<Test>::PersonDeceased);
		// Someone from outside may run a shop here.
		let visitor = register_visitor(1, 50);
		assert_ok!(set(MerchantId(0), Some(visitor)));
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_ok!(set(MerchantId(0), Some(PersonId(3))));
		assert_ok!(Registry::close_merchant(by(CHEONGYANG), MerchantId(0)));
		assert_noop!(set(MerchantId(0), Some(PersonId(3))), Error::<Test>::MerchantStatusForbids);
	});
}

#[test]
fn a_new_owners_account_hides_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(MerchantId(0), Some(PersonId(0))));
		assert_ok!(replace_owner(by(CHEONGYANG), MerchantId(0), 111));
		let replaced = Event::OwnerReplaced {
			merchant: MerchantId(0),
			owner: 111,
			operator: Some(PersonId(0)),
		};
		assert_eq!(last_event(), replaced);
		// The shop was sold: an attester says so.
		assert_ok!(set(MerchantId(0), Some(PersonId(1))));
		assert_eq!(operator(MerchantId(0)), Some(PersonId(1)));
	});
}
