// SPDX-License-Identifier: Apache-2.0

//! A planted fault for each question. A question that cannot fail asks nothing.

use std::collections::BTreeSet;

use chungnam_primitives::PersonId;
use chungnam_runtime::{AccountId, Runtime, System};
use frame_support::weights::Weight;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, ValidTransaction},
	DispatchError,
};

use chungnam_fuzz::{
	chain::{Chain, Hooks},
	failure::Oracle,
	keys,
	oracles::*,
	play::{invariants, Play},
	pools::id,
	steps::Step,
	town::{genesis, nobody, Cast},
	track::{tracked, Access},
};

fn fails(answer: Answer, oracle: Oracle) {
	assert_eq!(answer.expect("the fault is found").oracle, oracle);
}

fn in_town<R>(what: impl FnOnce() -> R) -> R {
	Chain::new(genesis(0)).unwrap().run(what).unwrap()
}

#[test]
fn panic_is_a_failure_with_its_words() {
	let mut chain = Chain::new(genesis(0)).unwrap();
	let failure = chain.run(|| panic!("planted")).unwrap_err();
	assert_eq!(failure.oracle, Oracle::NoPanic);
	assert!(failure.text.contains("planted") && failure.text.contains("oracles.rs"), "{failure}");
	assert!(failure.oracle.ends_the_play());
}

#[test]
fn weight_above_the_declared_one_is_found() {
	let declared = Weight::from_parts(10, 10);
	assert_eq!(weight_declared(declared, None), None);
	assert_eq!(weight_declared(declared, Some(declared)), None);
	fails(weight_declared(declared, Some(Weight::from_parts(11, 0))), Oracle::WeightDeclared);
	fails(weight_declared(declared, Some(Weight::from_parts(0, 11))), Oracle::WeightDeclared);
}

#[test]
fn reads_and_writes_that_nobody_paid_are_found() {
	let access = in_town(|| {
		let touch = || {
			let account = nobody(1);
			frame_system::Account::<Runtime>::mutate(&account, |info| info.consumers = 1);
			frame_system::Account::<Runtime>::get(nobody(2));
			// Alone under its name, and so booked with the block.
			pallet_balances::TotalIssuance::<Runtime>::get();
		};
		tracked(touch).1
	});
	let found = price(&access, false, keys::is_booked);
	assert_eq!((found.1, found.2), (2, 1));
	assert_eq!(work_charged(found.0, found), None);
	fails(work_charged(found.0 - 1, found), Oracle::WorkCharged);
	// The writes of a call that failed are not made.
	assert_eq!(price(&access, true, keys::is_booked).2, 0);
}

#[test]
fn change_by_a_call_that_failed_is_found() {
	in_town(|| {
		let change = || {
			pallet_registry::NextPerson::<Runtime>::put(id::<PersonId>(99));
			System::inc_account_nonce(nobody(1));
		};
		let (_, access) = tracked(change);
		let payers = [nobody(1)];
		let ask = |payers: &[AccountId], changed: Vec<&Vec<u8>>| {
			let is_allowed = |key: &Vec<u8>| keys::is_of_transactions(key, payers);
			failure_leaves_nothing(changed, is_allowed, keys::name_of)
		};
		let next_person = pallet_registry::NextPerson::<Runtime>::hashed_key().to_vec();
		fails(ask(&payers, access.changed().collect()), Oracle::FailureLeavesNothing);
		let nonces = access.changed().filter(|key| **key != next_person).collect::<Vec<_>>();
		assert_eq!(ask(&payers, nonces.clone()), None);
		fails(ask(&[nobody(2)], nonces), Oracle::FailureLeavesNothing);
	});
}

#[test]
fn entry_written_with_its_old_value_has_not_changed() {
	in_town(|| {
		let same = || {
			let next = pallet_registry::NextPerson::<Runtime>::get();
			pallet_registry::NextPerson::<Runtime>::put(next);
		};
		let (_, access) = tracked(same);
		assert_eq!(access.written.len(), 1);
		assert_eq!(access.changed().count(), 0);
	});
}

#[test]
fn won_that_no_event_tells_of_is_found() {
	assert_eq!(issuance(100, 150, (50, 0), 200), None);
	assert_eq!(issuance(100, 60, (10, 50), 200), None);
	fails(issuance(100, 101, (0, 0), 200), Oracle::Issuance);
	fails(issuance(100, 99, (0, 0), 200), Oracle::Issuance);
	fails(issuance(100, 300, (200, 0), 200), Oracle::Issuance);
	// A statement below what was issued is the truth; what exists may stay and fall.
	assert_eq!(issuance(300, 290, (0, 10), 200), None);
}

#[test]
fn won_taken_without_a_word_is_found() {
	let fallen = [(nobody(1), 10, 4)];
	let name = |who: &AccountId| format!("{who}");
	assert_eq!(own_word(&fallen, |who| *who == nobody(1), name), None);
	fails(own_word(&fallen, |who| *who == nobody(2), name), Oracle::OwnWord);
}

#[test]
fn pot_with_a_role_is_found() {
	let pots = [nobody(1), nobody(2)];
	assert_eq!(roles(&pots, &BTreeSet::from([nobody(3)])), None);
	fails(roles(&pots, &BTreeSet::from([nobody(2), nobody(3)])), Oracle::Roles);
}

#[test]
fn quote_that_promises_too_much_or_too_little_is_found() {
	assert_eq!(quote_agrees(true, Ok(())), None);
	assert_eq!(quote_agrees(false, Err("no".into())), None);
	fails(quote_agrees(true, Err("no".into())), Oracle::Views);
	fails(quote_agrees(false, Ok(())), Oracle::Views);
}

#[test]
fn fee_of_a_free_transaction_is_found() {
	assert_eq!(fee_agrees(true, 0), None);
	assert_eq!(fee_agrees(false, 10), None);
	fails(fee_agrees(true, 1), Oracle::Views);
}

#[test]
fn pool_and_block_that_disagree_are_found() {
	let taken = Ok(ValidTransaction::default());
	let stale = || {
		sp_runtime::transaction_validity::TransactionValidityError::from(InvalidTransaction::Stale)
	};
	let full: sp_runtime::transaction_validity::TransactionValidityError =
		InvalidTransaction::ExhaustsResources.into();
	assert_eq!(pool_agrees(&taken, &Ok(Ok(()))), None);
	assert_eq!(pool_agrees(&taken, &Ok(Err(DispatchError::BadOrigin))), None);
	assert_eq!(pool_agrees(&Err(stale()), &Err(stale())), None);
	assert_eq!(pool_agrees(&taken, &Err(full)), None);
	fails(pool_agrees(&taken, &Err(stale())), Oracle::PoolAgrees);
	fails(pool_agrees(&Err(stale()), &Ok(Ok(()))), Oracle::PoolAgrees);
}

#[test]
fn hooks_beyond_what_is_booked_or_beyond_their_share_are_found() {
	let read = BTreeSet::from([frame_system::Account::<Runtime>::hashed_key_for(nobody(1))]);
	let access = Access { read, ..Default::default() };
	let of = |booked, most| Hooks { access: access.clone(), booked, most };
	let (price, ..) = price(&access, false, keys::is_booked);
	assert_eq!(hooks(&of(price, price), keys::is_booked), None);
	fails(hooks(&of(price - 1, price), keys::is_booked), Oracle::Hooks);
	fails(hooks(&of(price + 1, price), keys::is_booked), Oracle::Hooks);
}

#[test]
fn broken_invariant_is_found_by_its_pallet() {
	let failures = in_town(|| {
		assert_eq!(invariants(), []);
		pallet_registry::NextPerson::<Runtime>::put(id::<PersonId>(0));
		invariants()
	});
	assert!(failures.iter().any(|failure| failure.kind() == (Oracle::Invariants, "Registry")));
}

#[test]
fn won_that_no_account_has_is_found() {
	let failures = in_town(|| {
		pallet_balances::TotalIssuance::<Runtime>::mutate(|issuance| *issuance += 1);
		invariants()
	});
	assert!(failures.iter().any(|failure| failure.at == "Balances"));
}

#[test]
fn fault_in_the_state_is_found_by_a_play() {
	let mut play = Play::new(0).unwrap();
	play.chain
		.run(|| pallet_balances::TotalIssuance::<Runtime>::mutate(|issuance| *issuance += 7))
		.unwrap();
	let cast = Cast::get();
	let burn = pallet_reserve::Call::burn { amount: 1 };
	let failures = play.step(&Step::Send(cast.number("Bank"), burn.into()));
	assert_eq!(failures, []);
	assert!(play.check().iter().any(|failure| failure.at == "Balances"));
}
