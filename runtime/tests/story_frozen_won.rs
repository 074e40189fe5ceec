// SPDX-License-Identifier: Apache-2.0

//! A suspension and a freeze hold in the ledger: no transfer, batch, proxy, multisig or fee gets past them.

mod driver;

use chungnam_primitives::{MerchantId, ReceiptId};
use chungnam_runtime::{configs::calls::ProxyType, RuntimeCall};
use driver::{account, story, Bank, Currency, People, Province};
use pallet_registry::{Reason, ReasonCode};

const TOWN_GROCERY: MerchantId = MerchantId(1);
const HALL: &str = "Cheongyang";

/// Every way out of an account that its holder, a proxy or a multisig could try.
fn ways_out(of: &str) -> Vec<RuntimeCall> {
	let (value, dest) = (1_000, account("Friend"));
	let transfer = || -> RuntimeCall {
		pallet_balances::Call::transfer_allow_death { dest: dest.clone().into(), value }.into()
	};
	let call = Box::new(transfer());
	let one = pallet_multisig::Call::as_multi_threshold_1 {
		other_signatories: vec![account("Friend")],
		call: call.clone(),
	};
	vec![
		transfer(),
		pallet_balances::Call::transfer_keep_alive { dest: dest.clone().into(), value }.into(),
		pallet_balances::Call::transfer_all { dest: dest.clone().into(), keep_alive: false }.into(),
		pallet_utility::Call::batch { calls: vec![transfer()] }.into(),
		pallet_utility::Call::batch_all { calls: vec![transfer()] }.into(),
		pallet_utility::Call::force_batch { calls: vec![transfer()] }.into(),
		pallet_proxy::Call::proxy { real: account(of).into(), force_proxy_type: None, call }.into(),
		one.into(),
	]
}

fn let_friend_act(province: &mut Province, of: &str) {
	let delegate = account("Friend").into();
	province
		.does(of, pallet_proxy::Call::add_proxy { delegate, proxy_type: ProxyType::Any, delay: 0 });
}

#[track_caller]
fn assert_nothing_leaves(province: &mut Province, of: &str) {
	let before = province.won(of);
	for call in ways_out(of) {
		for sender in [of, "Friend"] {
			// A friend pays the fee, and a proxy of the friend's acts for the account.
			let _ = province.send(sender, call.clone());
			assert_eq!(province.won(of), before, "{sender}: {call:?}");
		}
	}
}

#[test]
fn a_suspended_shop_s_takings_wait_for_the_end_of_the_suspension() {
	story(|province| {
		province.give("Friend", 100_000);
		province.pays("Charlie", TOWN_GROCERY, 40_000).unwrap().unwrap();
		let_friend_act(province, "Eve");
		let reason = Reason { code: ReasonCode::UnderInvestigation, document: None };
		province.does(HALL, People::suspend_merchant { merchant: TOWN_GROCERY, reason });
		assert_nothing_leaves(province, "Eve");
		assert!(!matches!(
			province.send("Eve", Bank::request_cash_out { amount: 5_000 }),
			Ok(Ok(()))
		));
		// Customers get their money back all the same.
		let before = province.won("Eve");
		province.does("Eve", Currency::refund { receipt: ReceiptId(0), amount: 10_000 });
		assert_eq!(province.won("Eve"), before - 10_000);

		province.does(HALL, People::reinstate_merchant { merchant: TOWN_GROCERY });
		province.does("Eve", Bank::request_cash_out { amount: 5_000 });
		let all = pallet_balances::Call::transfer_all {
			dest: account("Friend").into(),
			keep_alive: false,
		};
		province.does("Eve", all);
		assert_eq!(province.won("Eve"), 0);
	});
}

#[test]
fn the_finder_of_a_frozen_phone_moves_no_won() {
	story(|province| {
		let charlie = province.person("Charlie").unwrap();
		for name in ["Charlie", "Friend"] {
			province.give(name, 100_000);
		}
		let_friend_act(province, "Charlie");
		province.does(HALL, People::freeze { person: charlie });
		assert_nothing_leaves(province, "Charlie");
		province.does(HALL, People::unfreeze { person: charlie });
		let dest = account("Friend").into();
		province
			.does("Charlie", pallet_balances::Call::transfer_allow_death { dest, value: 1_000 });
	});
}
