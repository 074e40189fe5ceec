// SPDX-License-Identifier: Apache-2.0

//! A whole life of an income leaves nothing behind but the number that was given and the day reached.

use std::collections::BTreeSet;

use super::*;
use frame_support::storage::storage_prefix;
use sp_core::hexdisplay::HexDisplay;

/// Every key of the pallet.
fn keys() -> BTreeSet<Vec<u8>> {
	let own = sp_io::hashing::twox_128(b"BasicIncome");
	let stays = [b"NextIncome".as_slice(), b"Reached"].map(|it| storage_prefix(b"BasicIncome", it));
	let mut found = BTreeSet::new();
	let mut last = own.to_vec();
	while let Some(key) = sp_io::storage::next_key(&last).filter(|key| key.starts_with(&own)) {
		if !stays.iter().any(|prefix| key.starts_with(prefix)) {
			found.insert(key.clone());
		}
		last = key;
	}
	found
}

#[test]
fn an_income_leaves_nothing_behind() {
	ExtBuilder::bare().build_and_execute(|| {
		assert_eq!(keys().len(), 0);

		assert_ok!(create(terms()));
		assert_ok!(enrol(&[KIM, LEE, PARK]));
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(fund(RICH / 2));
		run_at(pay_day(APRIL));
		at(pay_day(APRIL) + DAYS);
		assert_ok!(suspend(LEE));
		assert_ok!(sanction(PARK, 1_000, 3));
		open_months(APRIL + 1, APRIL + 3);
		at(pay_day(APRIL + 3) + DAYS);
		assert_ok!(admit(HAN));
		assert_ok!(resume(LEE, true));
		MockRegistry::move_person(KIM, EUP);
		assert_ok!(refresh(KIM));
		assert!(!keys().is_empty());

		assert_ok!(stop());
		at(pay_day(APRIL + 3) + 740 * DAYS);
		assert_ok!(refresh(PARK));
		assert_ok!(unenrol(&[KIM, LEE, HAN]));
		assert_ok!(BasicIncome::close(signed(STRANGER), ID));
		at(pay_day(APRIL + 3) + 741 * DAYS);
		assert_ok!(BasicIncome::remove(signed(COUNTY), ID));
		hook();

		let left: Vec<_> = keys().iter().map(|k| HexDisplay::from(k).to_string()).collect();
		assert!(left.is_empty(), "left behind: {left:?}");
		assert_eq!(pool(), 0);
	});
}
