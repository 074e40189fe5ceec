// SPDX-License-Identifier: Apache-2.0

//! What the pool lets in: each waiting transaction is checked against the same state.

use super::*;
use crate::QuotaClass;
use chungnam_primitives::MINUTES;
use frame_support::assert_ok;

#[test]
fn of_ten_thousand_payments_of_one_person_the_pool_takes_what_the_budget_holds() {
	build_and_execute(|| {
		let before = state_root();
		let mut accepted = 0u64;
		for nonce in 0..10_000 {
			match tx(JIWOO, pay(1)).nonce(nonce).validate() {
				Ok(_) => accepted += 1,
				Err(error) => assert_eq!(error, refused(Refusal::TooManyPending)),
			}
		}
		assert_eq!(accepted, 50);
		assert_eq!(state_root(), before, "looking at a transaction writes nothing");
	});
}

#[test]
fn after_the_budget_is_spent_ten_thousand_payments_are_refused_and_leave_no_trace() {
	build_and_execute(|| {
		for _ in 0..50 {
			assert_ok!(tx(JIWOO, pay(1)).apply().unwrap());
		}
		let before = state_root();
		let next = System::account_nonce(JIWOO);
		for nonce in next..next + 10_000 {
			let payment = tx(JIWOO, pay(1)).nonce(nonce);
			assert_eq!(payment.validate(), Err(refused(Refusal::BudgetUsedUp)));
		}
		for _ in 0..100 {
			let result = tx(JIWOO, pay(1)).apply();
			assert_eq!(result.unwrap_err(), refused(Refusal::BudgetUsedUp));
		}
		assert_eq!(state_root(), before);
		assert_eq!(System::account_nonce(JIWOO), next);
	});
}

#[test]
fn ten_thousand_unregistered_keys_get_nothing_free() {
	build_and_execute(|| {
		let before = state_root();
		for who in 1_000..11_000 {
			// No account: nobody pays for its nonce.
			assert_eq!(tx(who, pay(1)).validate(), Err(InvalidTransaction::Payment.into()));
		}
		assert_eq!(state_root(), before);
		for who in 1_000..11_000 {
			// An account without won: it cannot pay the fee.
			System::inc_providers(&who);
			assert_eq!(tx(who, pay(1)).validate(), Err(InvalidTransaction::Payment.into()));
			assert!(Quota::budget(who).is_empty());
		}
	});
}

#[test]
fn a_nonce_far_ahead_is_refused_and_one_within_the_budget_waits() {
	build_and_execute(|| {
		let far = tx(JIWOO, pay(1)).nonce(1_000);
		assert_eq!(far.validate(), Err(refused(Refusal::TooManyPending)));
		assert_eq!(tx(JIWOO, pay(1)).nonce(50).validate(), Err(refused(Refusal::TooManyPending)));
		let waiting = tx(JIWOO, pay(1)).nonce(49).validate().unwrap();
		assert_eq!(waiting.requires.len(), 1);
		// The author cannot include it before the others.
		let early = tx(JIWOO, pay(1)).nonce(49).apply();
		assert_eq!(early.unwrap_err(), InvalidTransaction::Future.into());
	});
}

#[test]
fn a_free_transaction_has_the_tags_of_the_nonce_a_low_priority_and_a_short_life() {
	build_and_execute(|| {
		let free = tx(JIWOO, pay(1)).validate().unwrap();
		let paid = tx(STRANGER, pay(1)).validate().unwrap();
		assert_eq!(free.provides, vec![codec::Encode::encode(&(JIWOO, 0u64))]);
		assert!(free.requires.is_empty());
		assert_eq!(free.priority, 1);
		assert!(paid.priority > free.priority);
		assert_eq!(free.longevity, 64);
		assert!(free.propagate);
	});
}

#[test]
fn a_dead_transaction_is_stale_whether_free_or_paid_for() {
	build_and_execute(|| {
		for transaction in
			[tx(JIWOO, pay(START)), tx(STRANGER, pay(START)), tx(JIWOO, pay(START)).tip(1)]
		{
			assert_eq!(transaction.validate(), Err(InvalidTransaction::Stale.into()));
			assert_eq!(transaction.apply().unwrap_err(), InvalidTransaction::Stale.into());
		}
		let living = tx(JIWOO, pay(START + 1));
		assert_ok!(living.validate());
		set_now(START + 1);
		assert_eq!(living.validate(), Err(InvalidTransaction::Stale.into()));
		assert_eq!(
			Quota::budget(JIWOO)[0].left,
			50,
			"a dead transaction takes nothing of the budget"
		);
	});
}

#[test]
fn a_transaction_that_dies_waits_no_longer_than_it_lives() {
	build_and_execute(|| {
		let longevity = |who, until| tx(who, pay(until)).validate().unwrap().longevity;
		for who in [JIWOO, STRANGER] {
			assert_eq!(longevity(who, START + 1), 1);
			assert_eq!(longevity(who, START + 2_000), 2);
			assert_eq!(longevity(who, START + 2_001), 3);
		}
		assert_eq!(longevity(JIWOO, START + 1_000_000), 64);
		assert_eq!(longevity(STRANGER, START + 1_000_000), 1_000);
	});
}

#[test]
fn an_included_transaction_is_stale_even_when_it_used_up_the_budget() {
	build_and_execute(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		let again = tx(JIWOO, pay(1)).nonce(49);
		assert_eq!(again.validate(), Err(InvalidTransaction::Stale.into()));
	});
}

#[test]
fn two_keys_can_put_twice_the_budget_into_the_pool_but_not_into_a_block() {
	build_and_execute(|| {
		MockRegistry::add_person(STRANGER, JIWOO_ID, ZoneId::new(3, 0));
		for nonce in 0..50 {
			assert_ok!(tx(JIWOO, pay(1)).nonce(nonce).validate());
			assert_ok!(tx(STRANGER, pay(1)).nonce(nonce).validate());
		}
		let included = (0..50)
			.flat_map(|_| [JIWOO, STRANGER])
			.filter(|who| tx(*who, pay(1)).apply().is_ok())
			.count();
		assert_eq!(included, 50);
	});
}

#[test]
fn the_pool_takes_more_as_the_budget_refills() {
	build_and_execute(|| {
		for _ in 0..50 {
			tx(JIWOO, pay(1)).include();
		}
		set_now(START + 3 * 5 * MINUTES);
		let next = System::account_nonce(JIWOO);
		let accepted = (next..next + 100)
			.filter(|nonce| tx(JIWOO, pay(1)).nonce(*nonce).validate().is_ok())
			.count();
		assert_eq!(accepted, 3);
	});
}

#[test]
fn the_fee_estimate_says_free_as_long_as_the_budget_lasts() {
	build_and_execute(|| {
		let max = TestBudgets::get().payment.max;
		for _ in 0..max {
			assert_eq!(Quota::free_class(&JIWOO, &pay(1), 150), Some(QuotaClass::Payment));
			tx(JIWOO, pay(1)).include();
		}
		assert_eq!(Quota::free_class(&JIWOO, &pay(1), 150), None);
		assert_eq!(Quota::free_class(&JIWOO, &vote(), 150), Some(QuotaClass::Vote));
		assert_eq!(Quota::free_class(&JIWOO, &vote(), 513), None);
		assert_eq!(Quota::free_class(&STRANGER, &pay(1), 150), None);
	});
}

#[test]
fn refusals_are_told_to_wallets_by_number() {
	let custom = |code| TransactionValidityError::from(InvalidTransaction::Custom(code));
	assert_eq!(refused(Refusal::BudgetUsedUp), custom(101));
	assert_eq!(refused(Refusal::TooManyPending), custom(102));
}
