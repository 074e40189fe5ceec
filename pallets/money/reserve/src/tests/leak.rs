// SPDX-License-Identifier: Apache-2.0

//! A shop's whole life leaves nothing behind but what is documented to stay.

use crate::CashOutId;
use chungnam_primitives::{PersonId, SeriesId};
use chungnam_testkit::leak::{assert_nothing_left, keys_but};
use frame_support::assert_ok;

use super::*;
use crate::CashOutRejection;

/// What stays: the number of the next cash-out, what is published, and one value a shop that ever took money.
const STAYS: [&str; 3] = ["NextCashOut", "Disclosures", "ShopLedgers"];

#[test]
fn cash_outs_leave_nothing_behind() {
	ExtBuilder::default().respend_terms(bonus(), 300).build_and_execute(|| {
		let keys = || keys_but("Reserve", &STAYS);
		let before = keys();
		assert_ok!(Reserve::mint(signed(TREASURY), COOK, 10_000));
		assert_ok!(Reserve::note(RESTAURANT, 10_000));
		assert_ok!(Reserve::pass_on(RESTAURANT, &COOK, 6_000));
		for amount in [1_000, 2_000, 7_300] {
			assert_ok!(Reserve::request_cash_out(signed(COOK), amount));
		}
		assert_ok!(Reserve::cancel_cash_out(signed(COOK), CashOutId(0)));
		assert_ok!(Reserve::reject_cash_out(
			signed(BANK),
			CashOutId(1),
			CashOutRejection::Duplicate
		));
		assert_ok!(Reserve::request_rest(&COOK, PersonId(1), SeriesId(2), CHEONGYANG, 3_000));
		assert_ok!(Reserve::review_cash_out(signed(AUDITOR), CashOutId(2)));
		let ids = vec![CashOutId(2), CashOutId(3)];
		assert_ok!(Reserve::take_cash_outs(signed(BANK), BoundedVec::truncate_from(ids)));
		let paid =
			BoundedVec::truncate_from(vec![(CashOutId(2), [0; 32]), (CashOutId(3), [0; 32])]);
		assert_ok!(Reserve::confirm_cash_outs(signed(BANK), paid));
		assert_ok!(Reserve::mint(signed(TREASURY), BANK, 50));
		assert_ok!(Reserve::burn(signed(BANK), 50));
		assert_eq!(plain(Reserve::respend_pot()), 0);
		assert_nothing_left(&before, &keys());
	});
}
