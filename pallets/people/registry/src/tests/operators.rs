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

fn new(owner: AccountId) -> NewMerchant<AccountId> {
	NewMerchant { owner, zone: HERE, category: 0, sales_class: SalesClass::Micro }
}

#[test]
fn a_registered_shop_is_run_by_whose_key_its_account_is() {
	ExtBuilder::default().build_and_execute(|| {
		let shops = batch(vec![new(PHONE), new(CARD), new(101)]);
		assert_ok!(Registry::register_merchants(by(CHEONGYANG), shops));
		let registered = Event::MerchantRegistered {
			merchant: MerchantId(3),
			owner: 101,
			zone: HERE,
			category: 0,
			sales_class: SalesClass::Micro,
			check_due: START + RecheckPeriod::get(),
			operator: None,
		};
		assert_eq!(last_event(), registered);
		assert_eq!(
			[1, 2, 3].map(|shop| operator(MerchantId(shop))),
			[Some(PersonId(0)), Some(PersonId(1)), None]
		);
	});
}

#[test]
fn an_applicant_is_recognised_when_let_in() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(PHONE);
		assert_eq!(operator(shop), None);
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), shop));
		let check_due = START + RecheckPeriod::get();
		let approved =
			Event::MerchantApproved { merchant: shop, check_due, operator: Some(PersonId(0)) };
		assert_eq!(last_event(), approved);
		assert_eq!(operator(shop), Some(PersonId(0)));
	});
}

#[test]
fn what_an_attester_says_holds_whichever_account_owns_the_shop() {
	ExtBuilder::default().build_and_execute(|| {
		// The owner uses a relative's phone.
		let shop = apply(PHONE);
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
fn an_account_that_becomes_a_key_later_says_who_runs_its_shop() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::add_key(by(PHONE), OWNER, KeyKind::Phone));
		assert_eq!(
			last_event(),
			Event::OperatorSet { merchant: MerchantId(0), operator: Some(PersonId(0)) }
		);
		assert_eq!(operator(MerchantId(0)), Some(PersonId(0)));

		let shop = apply(101);
		assert_ok!(Registry::issue_key(by(CHEONGYANG), PersonId(3), 101, KeyKind::Card));
		assert_eq!(operator(shop), Some(PersonId(3)));

		let other = apply(102);
		assert_ok!(Registry::start_recovery(by(CHEONGYANG), PersonId(1), 102, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(1)));
		assert_eq!(
			last_event(),
			Event::OperatorSet { merchant: other, operator: Some(PersonId(1)) }
		);
		assert_eq!(operator(other), Some(PersonId(1)));
	});
}

#[test]
fn a_tills_key_says_nothing_about_the_shop() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::add_till(by(OWNER), 110, 5));
		assert_ok!(Registry::add_key(by(PHONE), 110, KeyKind::Phone));
		assert_eq!(operator(MerchantId(0)), None);
	});
}

#[test]
fn whoever_is_known_to_run_a_shop_stays_so_whatever_becomes_of_keys() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::add_key(by(PHONE), OWNER, KeyKind::Phone));
		assert_ok!(Registry::remove_key(by(PHONE), OWNER));
		assert_eq!(operator(MerchantId(0)), Some(PersonId(0)));
		// An accomplice takes the account over as a key: the shop is still known to be person 0's.
		assert_eq!(Registry::person_of(OWNER), None);
		assert_ok!(System::dec_providers(&OWNER));
		assert_ok!(Registry::forget_stale_key(by(77), OWNER));
		System::inc_providers(&OWNER);
		assert_ok!(Registry::add_key(by(OTHER_PHONE), OWNER, KeyKind::Phone));
		assert_eq!(
			last_event(),
			Event::KeyAdded { person: PersonId(1), key: OWNER, kind: KeyKind::Phone }
		);
		assert_eq!(operator(MerchantId(0)), Some(PersonId(0)));
	});
}

#[test]
fn an_account_registered_in_bulk_says_who_runs_its_shop_at_the_next_check() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(1, HERE, Some(OWNER));
		assert_eq!(operator(MerchantId(0)), None);
		assert_ok!(Registry::recheck_merchant(by(CHEONGYANG), MerchantId(0), SalesClass::Micro));
		let check_due = START + RecheckPeriod::get();
		let rechecked = Event::MerchantRechecked {
			merchant: MerchantId(0),
			sales_class: SalesClass::Micro,
			check_due,
			operator: Some(id),
		};
		assert_eq!(last_event(), rechecked);
		assert_eq!(operator(MerchantId(0)), Some(id));
	});
}

#[test]
fn a_new_owner_is_recognised_and_an_unknown_account_hides_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let replace = |owner| Registry::replace_owner(by(CHEONGYANG), MerchantId(0), owner);
		assert_ok!(replace(PHONE));
		let replaced = Event::OwnerReplaced {
			merchant: MerchantId(0),
			owner: PHONE,
			operator: Some(PersonId(0)),
		};
		assert_eq!(last_event(), replaced);
		// The owner lost the account and uses a fresh one.
		assert_ok!(replace(111));
		assert_eq!(operator(MerchantId(0)), Some(PersonId(0)));
		// The shop was sold.
		assert_ok!(replace(OTHER_PHONE));
		assert_eq!(operator(MerchantId(0)), Some(PersonId(1)));
	});
}
