// SPDX-License-Identifier: Apache-2.0

//! A whole life of an income leaves nothing behind but the number that was given and the day reached.

use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

/// Every key of the pallet but for what stays.
fn keys() -> BTreeSet<Vec<u8>> {
	own_keys_but("BasicIncome", &["NextIncome"])
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

		assert_nothing_left(&BTreeSet::new(), &keys());
		assert_eq!(pool(), 0);
	});
}
