// SPDX-License-Identifier: Apache-2.0

//! Who has which budget, and how it comes back.

use super::*;
use crate::{Allowance, Buckets, Event, QuotaClass};
use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, HOURS, MINUTES};
use frame_support::assert_ok;

const REFILL: Moment = 5 * MINUTES;

fn left(class: QuotaClass) -> u32 {
	Quota::left(jiwoo(), class)
}

#[test]
fn votes_and_claims_keep_their_budget_when_payments_are_used_up() {
	build_and_execute(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		assert_eq!(tx(JIWOO, pay(1)).validate(), Err(refused(Refusal::BudgetUsedUp)));
		assert_eq!((left(QuotaClass::Vote), left(QuotaClass::Claim)), (10, 20));
		assert_ok!(tx(JIWOO, vote()).apply().unwrap());
		assert_ok!(tx(JIWOO, claim()).apply().unwrap());
		assert_eq!((left(QuotaClass::Vote), left(QuotaClass::Claim)), (9, 19));
	});
}

#[test]
fn two_keys_of_one_person_share_one_budget() {
	build_and_execute(|| {
		for _ in 0..25 {
			tx(JIWOO, vote()).tip(1).include();
			tx(JIWOO, pay(1)).include();
			tx(JIWOO_CARD, pay(1)).include();
		}
		for key in [JIWOO, JIWOO_CARD] {
			assert_eq!(tx(key, pay(1)).validate(), Err(refused(Refusal::BudgetUsedUp)));
		}
		assert_ok!(tx(MINSU, pay(1)).validate());
	});
}

#[test]
fn a_shop_claims_free_of_charge_from_its_own_budget() {
	build_and_execute(|| {
		let own = Subject::Merchant(SHOP_ID);
		for who in [SHOP, TILL] {
			let drawn = Quota::drawn_from(&who, QuotaClass::Claim);
			assert_eq!(drawn, Some((own, QuotaClass::Shop)));
			assert_ok!(tx(who, claim()).apply().unwrap());
		}
		assert_eq!(Quota::left(own, QuotaClass::Shop), 1_998);
		// A key of a person in good standing claims as the person, also where it owns a shop.
		MockRegistry::add_merchant(MINSU, MerchantId(6), ZoneId::new(3, 0), 1, SalesClass::Small);
		let person = Some((Subject::Person(MINSU_ID), QuotaClass::Claim));
		assert_eq!(Quota::drawn_from(&MINSU, QuotaClass::Claim), person);
		assert_eq!(Quota::drawn_from(&SHOP, QuotaClass::Payment), None);
		assert_eq!(Quota::drawn_from(&STRANGER, QuotaClass::Claim), None);
	});
}

#[test]
fn a_lost_key_has_nothing_free_and_the_new_one_goes_on_where_it_stopped() {
	build_and_execute(|| {
		for _ in 0..10 {
			tx(JIWOO, pay(1)).include();
		}
		MockRegistry::recover_key(JIWOO, STRANGER);
		assert_eq!(Quota::free_class(&JIWOO, &pay(1), 150), None);
		tx(STRANGER, pay(1)).include();
		assert_eq!(left(QuotaClass::Payment), 39);
	});
}

#[test]
fn a_frozen_or_deceased_person_has_nothing_free() {
	build_and_execute(|| {
		for standing in [Standing::Frozen, Standing::Deceased] {
			MockRegistry::set_standing(JIWOO_ID, standing);
			for call in [pay(1), vote(), claim()] {
				// With won the fee is taken, without it is not possible.
				let fee = spent_by(JIWOO, || tx(JIWOO, call.clone()).include());
				assert!(fee > 1);
				let of_card = tx(JIWOO_CARD, call).validate();
				assert_eq!(of_card, Err(InvalidTransaction::Payment.into()));
			}
			assert!(Quota::budget(JIWOO).is_empty());
		}
		MockRegistry::set_standing(JIWOO_ID, Standing::Active);
		assert_eq!(left(QuotaClass::Payment), 50);
		assert_ok!(tx(JIWOO_CARD, pay(1)).validate());
	});
}

#[test]
fn a_failing_free_call_uses_the_budget() {
	build_and_execute(|| {
		for used in 1..=50 {
			assert!(tx(JIWOO_CARD, pay(RICH)).apply().unwrap().is_err());
			assert_eq!(left(QuotaClass::Payment), 50 - used);
		}
		assert_eq!(tx(JIWOO_CARD, pay(RICH)).validate(), Err(refused(Refusal::BudgetUsedUp)));
	});
}

#[test]
fn a_shop_has_a_budget_of_its_own_which_its_tills_share() {
	build_and_execute(|| {
		tx(SHOP, cash_out()).include();
		tx(TILL, cash_out()).include();
		assert_eq!(Quota::left(Subject::Merchant(SHOP_ID), QuotaClass::Shop), 1_998);
		// A shop is not a person and a person is not a shop.
		assert_eq!(Quota::free_class(&SHOP, &pay(1), 150), None);
		assert_eq!(Quota::free_class(&JIWOO, &cash_out(), 150), None);
		// One account can be both: each has its own.
		MockRegistry::add_person(SHOP, PersonId(9), ZoneId::new(3, 0));
		tx(SHOP, pay(1)).include();
		assert_eq!(Quota::left(Subject::Person(PersonId(9)), QuotaClass::Payment), 49);
		assert_eq!(Quota::left(Subject::Merchant(SHOP_ID), QuotaClass::Shop), 1_998);
	});
}

#[test]
fn the_budget_refills_by_time_and_not_by_blocks() {
	build_and_execute(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		for number in 2..1_000 {
			begin_block(number, START + 1);
		}
		assert_eq!(left(QuotaClass::Payment), 0);
		begin_block(1_000, START + 10 * REFILL);
		assert_eq!(left(QuotaClass::Payment), 10);
		begin_block(1_001, START + 1_000 * REFILL);
		assert_eq!(left(QuotaClass::Payment), 50);
	});
}

#[test]
fn a_unit_is_free_again_exactly_one_refill_after_it_was_used() {
	build_and_execute(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		set_now(START + REFILL - 1);
		assert_eq!(tx(JIWOO, pay(1)).validate(), Err(refused(Refusal::BudgetUsedUp)));
		set_now(START + REFILL);
		assert_ok!(tx(JIWOO, pay(1)).apply().unwrap());
		assert_eq!(tx(JIWOO, pay(1)).validate(), Err(refused(Refusal::BudgetUsedUp)));
		// Using one in between does not set the clock back.
		set_now(START + 2 * REFILL - 1);
		assert_eq!(left(QuotaClass::Payment), 0);
		set_now(START + 2 * REFILL);
		assert_eq!(left(QuotaClass::Payment), 1);
	});
}

#[test]
fn a_budget_made_smaller_leaves_nothing_until_it_has_leaked() {
	begin().execute_with(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		let budgets = TestBudgets::get();
		let payment = crate::Budget { max: 10, ..budgets.payment };
		TestBudgets::set(&crate::Budgets { payment, ..budgets });
		assert_eq!(left(QuotaClass::Payment), 0);
		set_now(START + 40 * REFILL);
		assert_eq!(left(QuotaClass::Payment), 0);
		set_now(START + 41 * REFILL);
		assert_eq!(left(QuotaClass::Payment), 1);
		assert_ok!(tx(JIWOO, pay(1)).apply().unwrap());
		assert_ok!(Quota::do_try_state());
	});
}

#[test]
fn each_free_transaction_is_told_by_an_event() {
	build_and_execute(|| {
		tx(JIWOO, pay(1)).include();
		let event = Event::QuotaUsed { subject: jiwoo(), class: QuotaClass::Payment, left: 49 };
		System::assert_has_event(event.into());
		assert!(Buckets::<Test>::contains_key(jiwoo()));
	});
}

#[test]
fn wallets_can_read_what_is_left_and_when_more_comes() {
	build_and_execute(|| {
		tx(JIWOO, pay(1)).include();
		set_now(START + MINUTES);
		let budgets = TestBudgets::get();
		let full = |class, max| Allowance { class, left: max, max, next_unit_at: None };
		assert_eq!(
			Quota::budget(JIWOO_CARD),
			vec![
				Allowance {
					class: QuotaClass::Payment,
					left: 49,
					max: 50,
					next_unit_at: Some(START + REFILL),
				},
				full(QuotaClass::Vote, budgets.vote.max),
				full(QuotaClass::Claim, budgets.claim.max),
			]
		);
		assert_eq!(Quota::budget(TILL), vec![full(QuotaClass::Shop, budgets.shop.max)]);
		assert_eq!(Quota::budget(STRANGER), vec![]);
		set_now(START + HOURS);
		assert_eq!(Quota::budget(JIWOO)[0], full(QuotaClass::Payment, 50));
	});
}
