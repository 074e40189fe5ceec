// SPDX-License-Identifier: Apache-2.0

//! Who pays, and what does not make a transaction free.

use super::*;
use crate::{Buckets, CitizenWeight, QuotaClass};
use frame_support::{assert_ok, weights::Weight};
use frame_system::WeightReclaim;
use sp_runtime::traits::{DispatchTransaction, TxBaseImplication};

/// What a transaction of a stranger costs.
fn fee_of(call: RuntimeCall) -> u64 {
	spent_by(STRANGER, || tx(STRANGER, call).include())
}

fn is_paid(who: AccountId, call: RuntimeCall) -> bool {
	let without = Quota::free_class(&who, &call, 150).is_none();
	let fee = spent_by(who, || tx(who, call).include());
	without && fee > 1
}

#[test]
fn a_citizen_pays_nothing_but_the_payment() {
	build_and_execute(|| {
		assert_eq!(spent_by(JIWOO, || tx(JIWOO, pay(1_000)).include()), 1_000);
		assert_eq!(spent_by(JIWOO, || tx(JIWOO, vote()).include()), 0);
		assert!(fee_of(vote()) > 0);
	});
}

#[test]
fn a_citizen_without_won_transacts() {
	build_and_execute(|| {
		assert_eq!(Balances::free_balance(JIWOO_CARD), 0);
		assert_ok!(tx(JIWOO_CARD, vote()).apply().unwrap());
		assert_eq!(System::account_nonce(JIWOO_CARD), 1);
	});
}

#[test]
fn batches_and_proxies_do_not_widen_the_list() {
	build_and_execute(|| {
		let calls = vec![pay(1), pay(1)];
		assert!(is_paid(JIWOO, pallet_utility::Call::batch { calls: calls.clone() }.into()));
		assert!(is_paid(JIWOO, pallet_utility::Call::batch_all { calls: calls.clone() }.into()));
		assert!(is_paid(JIWOO, pallet_utility::Call::force_batch { calls }.into()));
		let call = Box::new(pay(1));
		assert_ok!(Proxy::add_proxy(RuntimeOrigin::signed(MINSU), JIWOO, (), 0));
		let proxied = pallet_proxy::Call::proxy { real: MINSU, force_proxy_type: None, call };
		assert!(is_paid(JIWOO, proxied.into()));
		assert!(!Buckets::<Test>::contains_key(jiwoo()));
		assert_eq!(CitizenWeight::<Test>::get(), Weight::zero());
	});
}

#[test]
fn a_call_that_is_not_on_the_list_is_paid() {
	build_and_execute(|| {
		let other = pallet_balances::Call::transfer_allow_death { dest: SHOP, value: 1 };
		assert!(is_paid(JIWOO, other.into()));
	});
}

#[test]
fn a_transaction_that_is_too_long_is_not_free() {
	build_and_execute(|| {
		assert_eq!(spent_by(JIWOO, || tx(JIWOO, vote()).len(512).include()), 0);
		assert!(spent_by(JIWOO, || tx(JIWOO, vote()).len(513).include()) > 0);
		assert_eq!(
			tx(JIWOO_CARD, vote()).len(513).validate(),
			Err(InvalidTransaction::Payment.into())
		);
		assert_eq!(Quota::left(jiwoo(), QuotaClass::Vote), 9);
	});
}

#[test]
fn a_tip_says_that_the_signer_wants_to_pay() {
	build_and_execute(|| {
		// Within the budget and beyond it.
		let cost = spent_by(JIWOO, || tx(JIWOO, vote()).tip(5).include());
		assert!(cost > 5);
		assert!(!Buckets::<Test>::contains_key(jiwoo()));
		for _ in 0..10 {
			tx(JIWOO, vote()).include();
		}
		assert_eq!(tx(JIWOO, vote()).validate(), Err(refused(Refusal::BudgetUsedUp)));
		assert_ok!(tx(JIWOO, vote()).tip(1).apply().unwrap());
		assert!(tx(JIWOO, vote()).tip(1).validate().unwrap().priority > 1);
	});
}

/// Applies paid transactions of a stranger through the stock extensions or through ours.
fn outcome_of_paid(through_stock: bool) -> impl PartialEq + core::fmt::Debug {
	begin().execute_with(|| {
		let transfer = pallet_balances::Call::transfer_allow_death { dest: SHOP, value: 7 };
		let batch = pallet_utility::Call::batch { calls: vec![pay(1)] };
		// The last two would be free for a citizen without a tip.
		let of_strangers = [transfer.into(), batch.into(), pay(9)].map(|call| (STRANGER, call));
		let all = of_strangers.into_iter().chain([(JIWOO, pay(9))]);
		let results: Vec<_> = all
			.map(|(who, call)| {
				let Tx { call, nonce, len, .. } = tx(who, call);
				let mut info = call.get_dispatch_info();
				info.extension_weight = Weight::from_parts(1_000_000_000, 0);
				let origin = RuntimeOrigin::signed(who);
				let ours: (CitizenQuota<Test>, WeightReclaim<Test>) =
					(CitizenQuota::from(nonce, 3), WeightReclaim::new());
				if through_stock {
					let stock: (crate::Stock<Test>, _) = (ours.0 .0, ours.1);
					stock.dispatch_transaction(origin, call, &info, len, 0)
				} else {
					ours.dispatch_transaction(origin, call, &info, len, 0)
				}
			})
			.collect();
		assert!(results.iter().all(|result| matches!(result, Ok(Ok(_)))));
		(results, System::block_weight().total(), System::events(), state_root())
	})
}

#[test]
fn a_paid_transaction_is_what_it_is_on_a_stock_chain() {
	assert_eq!(outcome_of_paid(true), outcome_of_paid(false));
}

#[test]
fn an_unsigned_general_transaction_is_left_to_the_stock_extensions() {
	build_and_execute(|| {
		let transaction = tx(JIWOO, vote());
		let ours = CitizenQuota::<Test>::from(0, 0);
		let (_, val, _) = ours
			.validate(
				RuntimeOrigin::none(),
				&transaction.call,
				&transaction.info(),
				150,
				((), (), ()),
				&TxBaseImplication(()),
				TransactionSource::External,
			)
			.unwrap();
		assert!(matches!(val, crate::Val::Stock(_)));
	});
}
