// SPDX-License-Identifier: Apache-2.0

//! Free transactions cannot fill more than their share of a block.

use super::*;
use crate::{weights::Measured, CitizenWeight, WeightInfo};
use chungnam_primitives::PersonId;
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::transaction_validity::InvalidTransaction::ExhaustsResources;

/// More people than the blocks of these tests hold transactions.
fn crowd() -> impl Iterator<Item = AccountId> {
	(0..100u32).map(|id| {
		let key = 5_000 + AccountId::from(id);
		MockRegistry::add_person(key, PersonId(100 + id), ZoneId::new(3, 0));
		if !System::account_exists(&key) {
			System::inc_providers(&key);
		}
		key
	})
}

/// A tenth of the share, without what the extension and the base of a transaction weigh.
fn tenth() -> u64 {
	Quota::share_limit().ref_time() / 10
}

/// Includes one heavy vote of each, and counts how many fit.
fn fill() -> usize {
	crowd()
		.filter(|who| match tx(*who, vote()).weight(tenth()).apply() {
			Ok(_) => true,
			Err(error) => {
				assert_eq!(error, ExhaustsResources.into());
				false
			}
		})
		.count()
}

#[test]
fn citizens_cannot_fill_more_than_their_share_of_a_block() {
	build_and_execute(|| {
		assert_eq!(Quota::share_limit().ref_time(), 450_000_000_000);
		assert_eq!(fill(), 9);
		let booked = CitizenWeight::<Test>::get();
		assert!(booked.all_lte(Quota::share_limit()));
		assert!(booked.ref_time() > 9 * tenth());
		assert!(System::block_weight().total().all_gte(booked));
		assert_ok!(Quota::do_try_state());
	});
}

#[test]
fn who_is_refused_for_lack_of_room_loses_nothing_and_stays_in_the_pool() {
	build_and_execute(|| {
		assert_eq!(fill(), 9);
		let before = state_root();
		let late = || tx(JIWOO, vote()).weight(tenth());
		assert_eq!(late().apply().unwrap_err(), ExhaustsResources.into());
		assert_eq!(state_root(), before);
		// The pool looks at the state after a full block and keeps it all the same.
		assert_ok!(late().validate());
		begin_block(2, START + 1_000);
		assert_ok!(late().apply().unwrap());
	});
}

#[test]
fn the_share_is_whole_again_in_the_next_block() {
	build_and_execute(|| {
		assert_eq!(fill(), 9);
		begin_block(2, START + 1_000);
		assert_eq!(CitizenWeight::<Test>::get(), Weight::zero());
		assert_eq!(fill(), 9);
	});
}

#[test]
fn paying_transactions_still_fit_when_the_share_is_used_up() {
	build_and_execute(|| {
		assert_eq!(fill(), 9);
		let booked = CitizenWeight::<Test>::get();
		assert_ok!(tx(STRANGER, vote()).weight(tenth()).apply().unwrap());
		assert_ok!(tx(JIWOO, vote()).weight(tenth()).tip(1).apply().unwrap());
		assert_eq!(CitizenWeight::<Test>::get(), booked);
	});
}

#[test]
fn paying_transactions_can_use_the_whole_block() {
	build_and_execute(|| {
		let paid =
			(0..100).filter(|_| tx(STRANGER, vote()).weight(tenth()).apply().is_ok()).count();
		// 0.75 s of the block less the ten per cent that a block keeps back on its start, in tenths of 0.45 s.
		assert!(paid >= 14, "{paid}");
		assert_eq!(CitizenWeight::<Test>::get(), Weight::zero());
	});
}

#[test]
fn what_a_transaction_did_not_need_goes_back_to_the_share() {
	build_and_execute(|| {
		// Fails at once: of the heavy call only the weight that it reports stays booked.
		use sp_runtime::traits::DispatchTransaction;
		let transaction = tx(JIWOO, vote()).weight(tenth());
		let origin = RuntimeOrigin::signed(JIWOO);
		let ours = CitizenQuota::<Test>::from(0, 0);
		let mut info = transaction.info();
		info.extension_weight = ours.weight(&transaction.call);
		let used = Weight::from_parts(1_000, 0);
		let report = PostDispatchInfo { actual_weight: Some(used), ..Default::default() };
		let post = ours
			.test_run(origin, &transaction.call, &info, 150, 0, |_| Ok(report))
			.unwrap()
			.unwrap();
		let base =
			BlockWeights::get().get(frame_support::dispatch::DispatchClass::Normal).base_extrinsic;
		let free = Measured::<Test>::free_transaction();
		assert_eq!(post.actual_weight, Some(used + free));
		let expected = (used + free + base).saturating_add_proof_size(150);
		assert_eq!(CitizenWeight::<Test>::get(), expected);
		assert_eq!(
			System::block_weight()
				.get(frame_support::dispatch::DispatchClass::Normal)
				.saturating_sub(expected),
			Weight::zero()
		);
	});
}

#[test]
fn the_weight_declared_covers_both_ways() {
	build_and_execute(|| {
		let ours = |tip| CitizenQuota::<Test>::from(0, tip);
		let stock = ours(0).0.weight(&vote());
		let free = Measured::<Test>::free_transaction();
		let lookup = Measured::<Test>::lookup();
		let declared = ours(0).weight(&vote());
		assert!(declared.all_gte(stock + lookup) && declared.all_gte(free));
		// Nothing of ours is asked of who pays anyway.
		assert_eq!(ours(1).weight(&vote()), stock);
		let batch = pallet_utility::Call::batch { calls: vec![vote()] };
		assert_eq!(ours(0).weight(&batch.into()), stock);
	});
}
