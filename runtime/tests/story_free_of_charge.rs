// SPDX-License-Identifier: Apache-2.0

//! What is free (citizen-quota), what is not, and what nobody gets round.

mod driver;

use chungnam_ports::{Source, Sources};
use chungnam_primitives::{MerchantId, SeriesId};
use chungnam_runtime::{AccountId, FundRouter, RuntimeCall};
use driver::{account, payment as pay, story};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

type Error = pallet_regional_currency::Error<chungnam_runtime::Runtime>;

const CHEONAN_RESTAURANT: MerchantId = MerchantId(0);
const HANARO_MART: MerchantId = MerchantId(2);
const TOWNSHIP_GROCERY: MerchantId = MerchantId(5);

/// The fund router's pot, which gets every fee.
fn fees(province: &driver::Province) -> u128 {
	let _ = province;
	let pot: AccountId = <FundRouter as Sources<AccountId>>::account_of(Source::Fees);
	chungnam_runtime::Balances::free_balance(pot)
}

#[test]
fn a_flood_of_payments_of_one_person_stops_at_the_budget() {
	story(|province| {
		// A flood of ten thousand nonces: the first hundred, and a hundred of the rest.
		let accepted = (0..100)
			.chain((100..10_000).step_by(99))
			.filter(|ahead| {
				province.pool(province.sign("Bob", pay(MerchantId(5), 1), *ahead)).is_ok()
			})
			.count();
		assert_eq!(accepted, 50);
		let mut paid = 0;
		while province.pays("Bob", TOWNSHIP_GROCERY, 1).is_ok() {
			paid += 1;
		}
		assert_eq!(paid, 50);
		// Others do not notice.
		province.pays("Charlie", TOWNSHIP_GROCERY, 1).unwrap().unwrap();
		province.sleep(5 * 60_000);
		assert!(province.pays("Bob", TOWNSHIP_GROCERY, 1).is_ok());
	});
}

#[test]
fn an_unregistered_key_gets_nothing_free() {
	story(|province| {
		let refused = province.pool(province.sign("Stranger", pay(MerchantId(5), 1), 0));
		assert!(refused.is_err());
	});
}

#[test]
fn a_batch_is_not_free_and_breaks_no_cap() {
	story(|province| {
		let calls = vec![pay(HANARO_MART, 30_000), pay(HANARO_MART, 30_000)];
		let batch = pallet_utility::Call::batch_all { calls };
		// Bob has no won for the fee.
		let refused = province.send("Bob", batch.clone()).unwrap_err();
		assert_eq!(refused, TransactionValidityError::Invalid(InvalidTransaction::Payment));
		// With won for the fee the cap still holds, and all of the batch is undone.
		let gift = pallet_balances::Call::transfer_allow_death {
			dest: account("Bob").into(),
			value: 10_000,
		};
		province.does("Alice", gift);
		let failed = province.send("Bob", batch).unwrap().unwrap_err();
		assert_eq!(failed, Error::CategoryCapReached.into());
		assert!(fees(province) > 0);
		assert_eq!(province.lot("Bob", SeriesId(2)), 150_000);
	});
}

#[test]
fn a_proxy_acts_with_the_rights_of_whom_it_stands_for_and_pays_its_own_fee() {
	story(|province| {
		let before = fees(province);
		let add = pallet_proxy::Call::add_proxy {
			delegate: account("Alice").into(),
			proxy_type: Default::default(),
			delay: 0,
		};
		let won = pallet_balances::Call::transfer_allow_death {
			dest: account("Bob").into(),
			value: 100_000,
		};
		province.does("Alice", won);
		province.does("Bob", add);
		let proxied = pallet_proxy::Call::proxy {
			real: account("Bob").into(),
			force_proxy_type: None,
			call: Box::new(pay(TOWNSHIP_GROCERY, 1_000)),
		};
		province.does("Alice", proxied);
		assert_eq!(province.lot("Bob", SeriesId(2)), 149_000);
		assert!(fees(province) > before);
	});
}

#[test]
fn a_multisig_is_nobodys_key() {
	story(|province| {
		let before = province.lot("Alice", SeriesId(1));
		let call = pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![account("Bob")],
			call: Box::new(pay(CHEONAN_RESTAURANT, 1_000)),
		};
		let failed = province.send("Alice", call).unwrap().map(|_| ());
		assert!(failed.is_err() || province.lot("Alice", SeriesId(1)) == before);
		assert_eq!(province.lot("Alice", SeriesId(1)), before);
	});
}

#[test]
fn a_scheduled_payment_cannot_be_made_by_a_citizen() {
	story(|province| {
		let call = pallet_scheduler::Call::schedule {
			when: 100,
			maybe_periodic: None,
			priority: 0,
			call: Box::new(pay(CHEONAN_RESTAURANT, 1_000)),
		};
		let failed = province.send("Alice", call).unwrap().unwrap_err();
		assert_eq!(failed, sp_runtime::DispatchError::BadOrigin);
	});
}

#[test]
fn nobody_burns_won_past_the_reserve() {
	story(|province| {
		let burn = RuntimeCall::from(pallet_balances::Call::burn { value: 1, keep_alive: true });
		let filtered = frame_system::Error::<chungnam_runtime::Runtime>::CallFiltered.into();
		assert_eq!(province.send("Alice", burn.clone()).unwrap().unwrap_err(), filtered);
		let batch = pallet_utility::Call::batch_all { calls: vec![burn] };
		assert_eq!(province.send("Alice", batch).unwrap().unwrap_err(), filtered);
	});
}

#[test]
fn a_payment_that_fails_uses_the_budget_too() {
	story(|province| {
		for _ in 0..50 {
			assert!(province.pays("Bob", TOWNSHIP_GROCERY, 999_999).unwrap().is_err());
			// What fails is charged in full, so fifty do not fit the citizens' share of one block.
			province.next_block();
		}
		assert!(province.pays("Bob", TOWNSHIP_GROCERY, 1).is_err());
	});
}
